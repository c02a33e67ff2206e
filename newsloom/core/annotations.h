#pragma once
// Annotations: what is said in one article. Made by annotate.
// Spans into the article plus values; ordered by place; a value that is not known is empty.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/span.h"

namespace newsloom {

enum class NameType { person, org, place, other };

/// One person, organisation or place of the article, its variants joined.
struct Name {
  std::string id;    ///< "n1", "n2" … in order of first mention
  std::string name;  ///< the fullest form met, without title: "Sergey Lavrov"
  NameType type = NameType::other;
  std::optional<std::string> role;  ///< as the text gives it: "Russian Foreign Minister"
  std::vector<Span> mentions;       ///< by place; titles ("Mr", "President") are not in the span
  float confidence = 1;

  friend bool operator==(const Name&, const Name&) = default;
};

enum class StatementKind { direct, mixed, indirect };

struct Speaker {
  std::string name;                    ///< as resolved: "Sergey Lavrov"; for "he" the antecedent
  std::optional<Span> span;            ///< the words in this sentence: "He"
  std::optional<std::string> name_id;  ///< into Annotations::names

  friend bool operator==(const Speaker&, const Speaker&) = default;
};

/// Somebody said something.
struct Statement {
  StatementKind kind = StatementKind::indirect;
  Span span;                  ///< content, cue and speaker together
  std::vector<Span> content;  ///< what was said; several where cue or speaker stands between
  std::vector<Span> quotes;   ///< text inside quotation marks, marks excluded
  std::optional<Span> cue;    ///< "said", "according to"
  std::optional<Speaker> speaker;
  std::optional<std::string> addressee;
  std::optional<std::string> channel;      ///< "statement", "Telegram", "press briefing"
  std::optional<std::string> said_on;      ///< TIMEX3 value: "2025-05-28"
  std::optional<std::string> reported_by;  ///< who reports that the speaker said it
  std::optional<std::string> disputed_by;
  bool denied = false;   ///< the speaker denies the content
  float confidence = 1;  ///< 0 to 1

  friend bool operator==(const Statement&, const Statement&) = default;
};

enum class DateType { date, time, duration, set };
enum class DatePrecision {
  second,
  minute,
  hour,
  part_of_day,
  day,
  week,
  month,
  season,
  quarter,
  year,
  decade,
  century,
  unknown
};

/// An expression of time. Source: TimeML 1.2.1, TIMEX3.
struct DateExpr {
  Span span;
  DateType type = DateType::date;
  std::string value;  ///< TIMEX3: "2025-06-02", "2025-W22", "2025-05", "P3D", "PRESENT_REF"
  DatePrecision precision = DatePrecision::unknown;
  /// Of a value that is open ("XXXX-WXX-5"): before (-1) or after (1) the day of writing, as the
  /// words around it say; else 0.
  int lies = 0;
  float confidence = 1;

  friend bool operator==(const DateExpr&, const DateExpr&) = default;
};

enum class FigureChange { none, equal, about, more, less, up, down };
enum class Scope { unknown, each, total, per_time };
enum class Status { unknown, planned, agreed, happened, denied, hypothetical, reported };

/// A number with what it counts. Dates, ages, ordinals and numbers in names are no figures.
struct Figure {
  Span span;    ///< with qualifier, unit and counted things: "about 2,000 prisoners"
  Span number;  ///< "2,000"
  std::optional<double> value;  ///< scaled: "1.2 million" is 1200000
  std::optional<double> low;    ///< of a range
  std::optional<double> high;
  std::optional<std::string> qualifier;  ///< as written: "about", "at least", "up to"
  FigureChange change = FigureChange::equal;
  std::optional<std::string> unit;     ///< "USD", "percent", "kilometre", or the counted noun
  std::optional<std::string> counted;  ///< noun phrase: "prisoners of war"
  Scope scope = Scope::unknown;
  Status status = Status::unknown;
  std::optional<std::string> attributed_to;
  std::optional<std::string> part_of;  ///< the larger figure, as written: "105 Ukrainian drones"
  float confidence = 1;

  friend bool operator==(const Figure&, const Figure&) = default;
};

/// Something that happened, is planned, denied or said to have happened.
struct Event {
  Span span;                         ///< the clause
  Span trigger;                      ///< its verb or noun
  std::string label;                 ///< short, in words of the text
  std::vector<std::string> who;      ///< name ids
  std::vector<std::string> whom;     ///< name ids
  std::optional<std::string> where;  ///< name id of a place
  std::optional<std::string> code;   ///< PLOVER class: "CONSULT", "AGREE", "ASSAULT" …
  std::optional<std::string> date;   ///< TIMEX3 value
  DatePrecision precision = DatePrecision::unknown;
  bool date_inferred = false;                ///< taken over from the sentence before
  std::optional<std::string> attributed_to;  ///< speaker of the statement that tells of it
  Status status = Status::unknown;
  float confidence = 1;

  friend bool operator==(const Event&, const Event&) = default;
};

struct Annotations {
  std::string article;                  ///< id
  std::optional<std::string> language;  ///< BCP 47, as detected where the article has none
  /// The day on a date line in the text, where the page tells no day of publication: "2024-08-12";
  /// "XXXX-11-04" where the line has no year.
  std::optional<std::string> written_on;
  std::vector<Span> sentences;  ///< ordered, disjoint; the title's first
  std::vector<Name> names;
  std::vector<Statement> statements;
  std::vector<DateExpr> dates;
  std::vector<Figure> figures;
  std::vector<Event> events;

  friend bool operator==(const Annotations&, const Annotations&) = default;
};

[[nodiscard]] std::string_view name_of(NameType type);            // "PERSON"
[[nodiscard]] std::string_view name_of(StatementKind kind);       // "direct"
[[nodiscard]] std::string_view name_of(DateType type);            // "date"
[[nodiscard]] std::string_view name_of(DatePrecision precision);  // "day"
[[nodiscard]] std::string_view name_of(FigureChange change);      // "~"
[[nodiscard]] std::string_view name_of(Scope scope);              // "each"
[[nodiscard]] std::string_view name_of(Status status);            // "planned"

}  // namespace newsloom
