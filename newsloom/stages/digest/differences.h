#pragma once
// Differences: where the accounts of a story are not the same, each with its kind, the sentences of
// both sides and the reason.

#include <span>
#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/stages/digest/timeline.h"
#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

inline constexpr std::size_t kMaxDifferences = 80;
inline constexpr std::size_t kMaxOmissions = 10;
inline constexpr std::size_t kMaxWordings = 20;

struct Compared {
  View& view;  ///< only its lexicon may grow
  std::span<const Line> lines;
  std::span<const Voice> voices;
  std::span<const FigureGroup> figures;
};

/// Contradictions first, then discrepancies, updates, different things, wording, omissions.
[[nodiscard]] std::vector<Difference> differences(const Compared& story);

// The parts, one file each: what figures, statements, commitments and background claims show.
void add_figure_differences(const Compared& story, std::vector<Difference>& out);
void add_voice_differences(const Compared& story, std::vector<Difference>& out);
void add_omissions(const Compared& story, std::vector<Difference>& out);
void add_stance_differences(View& view, std::vector<Difference>& out);
void add_background_differences(const View& view, std::vector<Difference>& out);
void add_timeline_differences(const Compared& story, std::vector<Difference>& out);

/// What a reader calls the account: its publisher, else its title, else its id.
[[nodiscard]] std::string called(const View& view, std::string_view article);
[[nodiscard]] const Account* account_of(const View& view, std::string_view article);

}  // namespace newsloom::digest
