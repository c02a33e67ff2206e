#pragma once
// View: a story's articles made comparable, before anything is compared: names joined over the
// articles, families counted, sentences as terms. Scratch of one digest call.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/core/item.h"
#include "newsloom/stages/digest/countries.h"
#include "newsloom/stages/digest/days.h"
#include "newsloom/stages/digest/lexicon.h"

namespace newsloom::digest {

/// More articles than this are listed as sources, but not read for the rest of the digest.
inline constexpr std::size_t kMaxAccounts = 400;
/// Words of one article beyond this are not compared.
inline constexpr std::size_t kMaxWordsPerArticle = 20'000;
/// Over all accounts: keeps a story of long articles within bounds.
inline constexpr std::size_t kMaxSentences = 40'000;

/// A word of an article: where it stands and what it is in the story's lexicon.
struct Word {
  Span span;
  Term term = 0;
};

struct SentenceView {
  Span span;
  Terms terms;
};

/// A date of an account, with the value that it has in this story (redate.h).
struct SettledDate {
  Span span;
  DateType type = DateType::date;
  std::string value;     ///< TIMEX3
  std::string original;  ///< as annotated
  DatePrecision precision = DatePrecision::unknown;
  float confidence = 1;
  int lies = 0;           ///< as annotated: before or after the day of writing
  bool borrowed = false;  ///< read with another account's day
};

inline constexpr std::uint32_t kNoSentence = 0xFFFFFFFF;
inline constexpr std::uint32_t kNoName = 0xFFFFFFFF;

/// One article of the story.
struct Account {
  const Item* item = nullptr;
  std::uint32_t index = 0;
  std::uint32_t family = 0;         ///< equal for copies: together they have one vote
  bool copy = false;                ///< an earlier account carries the same text
  std::optional<std::int64_t> day;  ///< days since 1970, of publication
  /// Where `day` is not known: of a similar account, else of what stands on the same page.
  std::optional<std::int64_t> borrowed_day;
  std::optional<std::int64_t> seconds;  ///< of publication, where known to the second
  std::vector<std::uint32_t> names;     ///< annotation name → View::names; kNoName
  std::vector<SettledDate> dates;       ///< of the annotations, in their order
  std::vector<Word> words;              ///< title's, then text's; by place
  std::vector<SentenceView> sentences;

  /// The day from which the account's plans are seen.
  [[nodiscard]] std::optional<std::int64_t> anchor() const { return day ? day : borrowed_day; }
  [[nodiscard]] const Article& article() const { return item->article; }
  [[nodiscard]] const Annotations& notes() const { return item->annotations; }
};

struct View {
  std::vector<Account> accounts;
  std::vector<StoryName> names;
  std::vector<Term> name_terms;  ///< of View::names
  Terms place_terms;             ///< of those that are places
  /// Lower-case word → the one story name it stands for: one-word names, surnames. kNoName where
  /// several names have it.
  std::map<std::string, std::uint32_t, std::less<>> short_names;
  Lexicon lexicon;
  Countries countries;
  std::uint32_t families = 0;

  [[nodiscard]] Terms terms_of(const Account& account, Span span) const;
  /// The sentence that holds the span's begin; kNoSentence.
  [[nodiscard]] std::uint32_t sentence_of(const Account& account, Span span) const;
  /// The whole sentence as evidence; the span itself where there is no sentence.
  [[nodiscard]] Evidence evidence(const Account& account, Span span) const;
  /// Story name of an annotation's name id; kNoName.
  [[nodiscard]] std::uint32_t name_of(const Account& account, std::string_view name_id) const;
  /// Country that a name or phrase stands for, empty where none.
  [[nodiscard]] std::string_view party_of(std::string_view phrase) const;
};

/// `lent`: days since 1970 for articles of a story without any dated one.
[[nodiscard]] View make_view(std::span<const ItemPtr> items, std::span<const Copy> copies,
                             const std::map<std::string, std::int64_t, std::less<>>& lent = {});

/// Families that the accounts of the evidence belong to: what counts as independent.
[[nodiscard]] std::size_t independent(const View& view, std::span<const Evidence> evidence);

}  // namespace newsloom::digest
