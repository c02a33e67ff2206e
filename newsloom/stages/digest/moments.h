#pragma once
// Moments: every dated happening that one account tells of, before accounts are compared.

#include <string>
#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

inline constexpr std::size_t kMaxMoments = 6000;
/// A sentence with a date and names, but no event found in it.
inline constexpr float kSentenceConfidence = 0.55F;
/// The same, dated only to the week, month or year: background more often than an event.
inline constexpr float kVagueSentenceConfidence = 0.3F;
/// A date read with another account's day weighs this much.
inline constexpr float kBorrowedFactor = 0.75F;
/// A date taken over from the sentence before weighs this much.
inline constexpr float kInferredFactor = 0.85F;
/// An event of no known class in which nobody acts.
inline constexpr float kNobodyFactor = 0.9F;
/// A dated sentence without any name must hold this many words of content.
inline constexpr std::size_t kMinNamelessWords = 4;
/// Labels of fewer words give way to their sentence.
inline constexpr std::size_t kMinLabelWords = 6;
inline constexpr std::size_t kMaxLabelBytes = 160;

struct Moment {
  const Account* account = nullptr;
  std::uint32_t sentence = kNoSentence;
  Span span;                     ///< the clause, else the sentence
  std::optional<DayRange> days;  ///< empty: undated, can only support a dated one
  std::string date;              ///< TIMEX3
  DatePrecision precision = DatePrecision::unknown;
  Status status = Status::unknown;
  std::string label;
  std::string code;                ///< PLOVER class; empty where there is no event
  std::vector<std::uint32_t> who;  ///< into View::names
  Terms terms;                     ///< of the sentence, dates left out
  Terms clause;                    ///< of the event alone; empty where there is no event
  Terms actors;                    ///< names and countries of the sentence
  bool only_date = true;           ///< the sentence names no other day
  bool from_event = false;
  float confidence = 0;
};

/// In order of accounts and places.
[[nodiscard]] std::vector<Moment> moments(const View& view);

/// At most `kMaxLabelBytes` of a sentence, cut between words, with "…" where it was cut.
[[nodiscard]] std::string clipped(std::string_view sentence);

}  // namespace newsloom::digest
