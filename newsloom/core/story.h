#pragma once
// StoryDelta and Story. A story changes only by deltas, each with its reason; the list of deltas is
// the truth, and replaying it gives the stories. Ids never die: a merged story's id redirects.
// See docs/decisions/0004-deltas-are-the-truth-of-stories.md.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/fingerprint.h"

namespace newsloom {

/// Where an article stands among the copies of its text.
struct Copy {
  std::string article;
  std::string family;                  ///< "f3": equal for all carriers of one text
  std::optional<std::string> copy_of;  ///< the member that it most likely comes from
  CopyRelation relation = CopyRelation::none;
  double overlap = 0;  ///< share of the smaller text that both have, 0 to 1

  friend bool operator==(const Copy&, const Copy&) = default;
};

/// Why a decision was taken, in the words of the texts.
struct Reason {
  std::vector<std::string> names;
  std::vector<std::string> terms;
  std::optional<double> hours_apart;         ///< to the nearest member in time
  std::optional<std::string> family;         ///< joined because a copy is already there
  std::optional<std::string> note;           ///< of a person's correction, or a rule by name
  std::optional<std::string> nearest_other;  ///< the best story that was not joined
  std::optional<double> nearest_other_score;

  friend bool operator==(const Reason&, const Reason&) = default;
};

enum class DeltaKind { open, join, merge, split, close, move, lock, unlock, revise };

struct StoryDelta {
  std::uint64_t sequence = 0;  ///< place in the log, from 1; 0 before it is stored
  DeltaKind kind = DeltaKind::open;
  std::string story;                  ///< the story that is changed (merge: the one that goes)
  std::optional<std::string> into;    ///< merge: the story that stays; split, move: the target
  std::vector<std::string> articles;  ///< open, join, revise: one; split, move: those that leave
  double score = 0;                   ///< similarity to the story, 0 to 1
  Reason because;
  bool by_person = false;
  std::int64_t at = 0;  ///< seconds since 1970 UTC on the stream's own clock (article times)
  std::string made_by;  ///< "cluster/1", or who corrected

  friend bool operator==(const StoryDelta&, const StoryDelta&) = default;
};

/// A story at one revision: the result of replaying the deltas up to `revision`.
struct Story {
  std::string id;                    ///< "s9"
  std::uint64_t revision = 0;        ///< sequence of the last delta that changed it
  std::vector<std::string> members;  ///< article ids in order of arrival
  std::optional<std::string> merged_into;
  bool locked = false;

  friend bool operator==(const Story&, const Story&) = default;
};

[[nodiscard]] std::string_view name_of(CopyRelation relation);
[[nodiscard]] std::string_view name_of(DeltaKind kind);

}  // namespace newsloom
