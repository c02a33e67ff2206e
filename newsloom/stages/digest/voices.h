#pragma once
// Voices: who said what, each statement once with every article that witnesses it. A direct quote
// and its report in other words (another translation) are one statement with two witnesses.

#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

/// Statements below this confidence are left out.
inline constexpr float kMinStatementConfidence = 0.3F;
inline constexpr std::size_t kMaxStatements = 6000;
/// Witnesses of one voice that a further statement is compared with.
inline constexpr std::size_t kMaxCompared = 12;
/// Voices of one speaker or party, the latest, that a further statement is compared with.
inline constexpr std::size_t kMaxCandidates = 300;
inline constexpr std::size_t kMaxVoices = 400;

/// A statement made comparable.
struct Saying {
  const Account* account = nullptr;
  const Statement* statement = nullptr;
  std::uint32_t speaker = kNoName;  ///< into View::names
  std::string speaker_key;          ///< of the written name; equal keys, equal speakers
  std::vector<std::string> titles;  ///< "foreign", "minister": sorted, of all accounts
  std::string_view party;           ///< country that the speaker is, or speaks for
  bool unnamed = false;             ///< a pronoun whose bearer is not known
  bool collective = false;          ///< a country, ministry or "officials", not a person
  Terms content;
  std::vector<Terms> pieces;        ///< the same by piece, where cue or speaker stands between
  std::vector<std::string> quoted;  ///< words in quotation marks: folded, without punctuation
  std::string said_on_value;        ///< TIMEX3
  std::optional<DayRange> said_on;
  std::vector<DayRange> days;  ///< that the content names, none longer than a week
  bool negated = false;
};

/// How sure it is that two sayings are one statement, 0 (not the same) to 1.
[[nodiscard]] double sameness(const Saying& a, const Saying& b, const View& view);

/// Newest first. Nested claims keep who reports and who disputes them.
[[nodiscard]] std::vector<Voice> voices(const View& view);

/// The words of a statement's content, pieces joined by " … ".
[[nodiscard]] std::string content_text(const Article& article, const Statement& statement);

}  // namespace newsloom::digest
