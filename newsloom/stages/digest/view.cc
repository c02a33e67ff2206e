#include "newsloom/stages/digest/view.h"

#include <algorithm>
#include <map>
#include <set>

#include "newsloom/stages/digest/names.h"
#include "newsloom/stages/digest/redate.h"
#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

void number_families(View& view, std::span<const Copy> copies) {
  std::map<std::string_view, std::string_view> family_of;
  for (const Copy& copy : copies) family_of.emplace(copy.article, copy.family);
  std::map<std::string_view, std::uint32_t> numbers;
  for (Account& account : view.accounts) {
    const auto family = family_of.find(account.article().id);
    if (family == family_of.end()) {
      account.family = view.families++;
      continue;
    }
    const auto [place, fresh] = numbers.emplace(family->second, view.families);
    if (fresh) ++view.families;
    account.family = place->second;
    account.copy = !fresh;
  }
}

}  // namespace

Terms View::terms_of(const Account& account, Span span) const {
  Terms out;
  auto word = std::lower_bound(account.words.begin(), account.words.end(), span,
                               [](const Word& a, const Span& b) {
                                 if (a.span.field != b.field)
                                   return reading_order(a.span.field) < reading_order(b.field);
                                 return a.span.end <= b.begin;
                               });
  for (; word != account.words.end() && word->span.overlaps(span); ++word) {
    out.push_back(word->term);
  }
  sort_unique(out);
  return out;
}

std::uint32_t View::sentence_of(const Account& account, Span span) const {
  const auto after =
      std::upper_bound(account.sentences.begin(), account.sentences.end(), span,
                       [](const Span& a, const SentenceView& b) {
                         if (a.field != b.span.field)
                           return reading_order(a.field) < reading_order(b.span.field);
                         return a.begin < b.span.begin;
                       });
  if (after == account.sentences.begin()) return kNoSentence;
  const auto sentence = after - 1;
  if (sentence->span.field != span.field || sentence->span.end <= span.begin) return kNoSentence;
  return static_cast<std::uint32_t>(sentence - account.sentences.begin());
}

Evidence View::evidence(const Account& account, Span span) const {
  const std::uint32_t sentence = sentence_of(account, span);
  const bool inside = sentence != kNoSentence;
  return {account.article().id, inside ? account.sentences[sentence].span : span};
}

std::uint32_t View::name_of(const Account& account, std::string_view name_id) const {
  const auto& names = account.notes().names;
  for (std::size_t i = 0; i < names.size() && i < account.names.size(); ++i) {
    if (names[i].id == name_id) return account.names[i];
  }
  return kNoName;
}

std::string_view View::party_of(std::string_view phrase) const {
  const std::vector<Span> words = word_spans(phrase.substr(0, 200), Field::text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t n = std::min(Countries::kMaxWords, words.size() - i); n > 0; --n) {
      const std::string_view raw =
          phrase.substr(words[i].begin, words[i + n - 1].end - words[i].begin);
      const bool lower_us = raw == "us";
      const CountryHit* hit = lower_us ? nullptr : countries.find(lower(raw));
      if (hit != nullptr && hit->kind == CountryWord::party) return hit->code;
    }
  }
  if (const auto at = phrase.find("U.S."); at != std::string_view::npos) return "US";
  return {};
}

View make_view(std::span<const ItemPtr> items, std::span<const Copy> copies,
               const std::map<std::string, std::int64_t, std::less<>>& lent) {
  View view;
  std::size_t sentences = 0;
  for (const ItemPtr& item : items) {
    if (item == nullptr || view.accounts.size() >= kMaxAccounts) continue;
    sentences += item->annotations.sentences.size();
    if (sentences > kMaxSentences) break;
    Account account;
    account.item = item.get();
    account.index = static_cast<std::uint32_t>(view.accounts.size());
    const auto& line = item->annotations.written_on;
    if (const auto day = line ? parse_day(*line) : std::nullopt) {
      account.day = days_from_civil(*day);
    } else if (const auto time = time_of(item->article)) {
      account.day = days_from_civil(time->local_day());
      if (time->precision == Timestamp::Precision::second) account.seconds = time->seconds;
    } else if (const auto day = lent.find(item->article.id); day != lent.end()) {
      account.borrowed_day = day->second;
    }
    view.accounts.push_back(std::move(account));
  }
  number_families(view, copies);
  settle_dates(view);
  join_names(view);
  for (std::size_t i = 0; i < view.names.size(); ++i) {
    if (view.names[i].type == NameType::place) view.place_terms.push_back(view.name_terms[i]);
  }
  sort_unique(view.place_terms);
  Stemmers stemmers;
  for (Account& account : view.accounts) read_words(view, account, stemmers);
  return view;
}

std::size_t independent(const View& view, std::span<const Evidence> evidence) {
  std::set<std::uint32_t> families;
  for (const Evidence& one : evidence) {
    for (const Account& account : view.accounts) {
      if (account.article().id == one.article) families.insert(account.family);
    }
  }
  return families.size();
}

}  // namespace newsloom::digest
