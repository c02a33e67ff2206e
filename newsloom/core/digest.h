#pragma once
// Digest: a story, readable. Made by digest from one revision; every entry rests on evidence.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/core/article.h"
#include "newsloom/core/span.h"
#include "newsloom/core/story.h"

namespace newsloom {

/// The sentence (or words) of an article that an entry rests on.
struct Evidence {
  std::string article;
  Span span;

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// One person, organisation or place over all articles of the story.
struct StoryName {
  std::string name;
  NameType type = NameType::other;
  std::optional<std::string> role;
  std::vector<std::string> variants;
  std::vector<Evidence> evidence;

  friend bool operator==(const StoryName&, const StoryName&) = default;
};

struct Source {
  std::string article;
  std::optional<std::string> publisher;
  std::optional<std::string> title;
  std::optional<std::string> url;
  std::optional<Timestamp> published;
  ArticleKind kind = ArticleKind::article;
  std::optional<std::string> family;

  friend bool operator==(const Source&, const Source&) = default;
};

/// The carriers of one text.
struct Family {
  std::string id;
  std::string origin;  ///< article id of the likely origin
  std::optional<std::string> agency;
  std::vector<Copy> members;

  friend bool operator==(const Family&, const Family&) = default;
};

/// What was known of an event at one time: "planned" before it "happened".
struct StatusChange {
  Status status = Status::unknown;
  std::optional<std::string> as_of;  ///< day of the account that says so: "2025-05-28"
  std::vector<Evidence> evidence;

  friend bool operator==(const StatusChange&, const StatusChange&) = default;
};

struct TimelineEntry {
  std::string date;  ///< TIMEX3 value
  DatePrecision precision = DatePrecision::unknown;
  Status status = Status::unknown;
  std::string label;
  std::vector<std::string> who;
  std::vector<Evidence> evidence;
  std::vector<StatusChange> history;  ///< oldest first; empty where the status never changed
  float confidence = 1;
  std::string why;

  friend bool operator==(const TimelineEntry&, const TimelineEntry&) = default;
};

/// One statement with all articles that witness it.
struct VoiceWitness {
  Evidence evidence;
  StatementKind kind = StatementKind::indirect;
  std::string text;  ///< the content, word for word

  friend bool operator==(const VoiceWitness&, const VoiceWitness&) = default;
};

struct Voice {
  std::string speaker;
  std::optional<std::string> role;
  std::string text;  ///< of the best witness (direct before indirect)
  std::optional<std::string> addressee;
  std::optional<std::string> channel;
  std::optional<std::string> said_on;
  std::optional<std::string> reported_by;
  std::optional<std::string> disputed_by;
  bool denied = false;
  std::vector<VoiceWitness> witnesses;  ///< best first
  float confidence = 1;
  std::string why;

  friend bool operator==(const Voice&, const Voice&) = default;
};

enum class Verdict {
  agree,
  agree_after_normalisation,
  update_over_time,
  conflict,
  different_things,
  single
};

struct FigureValue {
  Evidence evidence;
  Figure figure;
  std::optional<double> normalised;  ///< comparable inside the group

  friend bool operator==(const FigureValue&, const FigureValue&) = default;
};

struct FigureGroup {
  std::string counted;
  std::optional<std::string> unit;
  Verdict verdict = Verdict::single;
  std::string reason;  ///< one line
  std::vector<FigureValue> values;
  float confidence = 1;

  friend bool operator==(const FigureGroup&, const FigureGroup&) = default;
};

enum class DifferenceKind {
  update,
  contradiction,
  discrepancy,
  different_thing,
  wording,
  omission
};

struct Difference {
  DifferenceKind kind = DifferenceKind::wording;
  std::string about;
  std::string reason;
  std::vector<Evidence> evidence;
  float confidence = 1;

  friend bool operator==(const Difference&, const Difference&) = default;
};

/// A development within a story that goes on: what was reported between two turns.
struct Chapter {
  std::string headline;  ///< word for word the title of one of its articles
  std::optional<std::string> headline_article;
  std::optional<Timestamp> first;  ///< times of its earliest and its latest article
  std::optional<Timestamp> last;
  std::vector<std::string> articles;  ///< oldest first
  std::string why;                    ///< what parts it from the one before; empty for the first

  friend bool operator==(const Chapter&, const Chapter&) = default;
};

struct Digest {
  std::string story;
  std::uint64_t revision = 0;
  std::string headline;  ///< word for word the most central member's title
  std::optional<std::string> headline_article;
  std::vector<std::string> articles;
  std::vector<Source> sources;
  std::vector<Family> families;
  std::vector<Chapter> chapters;  ///< oldest first; empty for a story of one development
  std::vector<TimelineEntry> timeline;
  std::vector<Voice> voices;
  std::vector<FigureGroup> figures;
  std::vector<Difference> differences;
  std::vector<StoryName> names;
  std::vector<Evidence> brief;  ///< five to eight sentences, word for word

  friend bool operator==(const Digest&, const Digest&) = default;
};

[[nodiscard]] std::string_view name_of(Verdict verdict);
[[nodiscard]] std::string_view name_of(DifferenceKind kind);

}  // namespace newsloom
