#include "newsloom/stages/cluster/places.h"

#include <algorithm>
#include <array>

namespace newsloom::cluster {
namespace {

constexpr std::size_t kMaxDateline = 100;     // bytes
constexpr std::size_t kMaxDatelineLines = 4;  // an outlet may set its own lead before it
constexpr std::size_t kMinStem = 4;           // letters that a place and its adjective share
constexpr std::size_t kMaxEnding = 4;         // letters that the adjective adds: "-nian"
constexpr std::array<std::string_view, 4> kDashes = {" -- ", " - ", " \u2013 ", " \u2014 "};

// Where the text begins after a dateline at the start of the line; 0 where there is none.
std::size_t dateline_length(std::string_view line) {
  const std::string_view head = line.substr(0, kMaxDateline);
  std::size_t end = std::string_view::npos;
  for (const std::string_view dash : kDashes) end = std::min(end, head.find(dash));
  if (end == std::string_view::npos) return 0;
  const std::string_view before = head.substr(0, end);
  const bool has_agency = before.ends_with(')') && before.find('(') != std::string_view::npos;
  WordReader reader(before);
  Word word;
  if (!reader.next(word) || !word.capital) return 0;
  if (!has_agency && !word.all_capital) return 0;
  // Sentences have small words before their first dash; places and dates do not.
  while (reader.next(word)) {
    if (!word.capital && !word.number) return 0;
  }
  return end;
}

// "kastelian" of "kastelia", "ukrainian" of "ukraine": one is the other but for a short ending.
bool is_adjective_of(std::string_view word, std::string_view place) {
  const auto differ = std::mismatch(word.begin(), word.end(), place.begin(), place.end());
  const auto shared = static_cast<std::size_t>(differ.first - word.begin());
  return shared >= kMinStem && shared + 1 >= place.size() && word.size() > shared &&
         word.size() - shared <= kMaxEnding;
}

}  // namespace

std::vector<Span> datelines(std::string_view text) {
  std::vector<Span> out;
  std::size_t at = 0;
  for (std::size_t lines = 0; lines < kMaxDatelineLines && at < text.size();) {
    const std::size_t end = std::min(text.size(), text.find('\n', at));
    const std::string_view line = text.substr(at, end - at);
    if (!line.empty()) ++lines;
    if (const std::size_t length = dateline_length(line); length > 0) {
      out.push_back(
          {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length), Field::text});
    }
    at = end + 1;
  }
  return out;
}

Places::Places(const Item& item) {
  const Article& article = item.article;
  for (const Name& name : item.annotations.names) {
    if (name.type != NameType::place && name.type != NameType::person) continue;
    for (const Span& span : name.mentions) {
      add(text_of(article, span), {0, span.size(), span.field}, name.type == NameType::person);
    }
  }
  std::sort(persons_.begin(), persons_.end());
  std::erase_if(places_, [this](const std::string& place) {
    return std::binary_search(persons_.begin(), persons_.end(), hash_of_word(place));
  });
  for (const Span& span : datelines(article.text)) add(article.text, span, false);
  std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
}

void Places::add(std::string_view text, Span span, bool of_person) {
  const std::string_view part = text.substr(span.begin, span.size());
  WordReader reader(part);
  for (Word word; reader.next(word);) {
    if (!word.capital) continue;
    if (of_person) {
      persons_.push_back(word.hash);
      continue;
    }
    if (places_.size() >= kMaxPlaces) return;
    std::string folded = folded_word(part, word);
    if (std::find(places_.begin(), places_.end(), folded) == places_.end()) {
      places_.push_back(std::move(folded));
    }
  }
}

bool Places::has(std::string_view text, const Word& word) const {
  if (!word.capital || places_.empty()) return false;
  const std::string folded = folded_word(text, word);
  return std::any_of(places_.begin(), places_.end(), [&folded](const std::string& place) {
    return folded == place || is_adjective_of(folded, place);
  });
}

}  // namespace newsloom::cluster
