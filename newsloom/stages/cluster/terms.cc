#include "newsloom/stages/cluster/terms.h"

#include <algorithm>
#include <cstdlib>

#include "newsloom/stages/cluster/cluster.h"
#include "newsloom/stages/cluster/places.h"

namespace newsloom::cluster {
namespace {

constexpr float kTitleCount = 2;
constexpr float kLeadCount = 1.5F;
constexpr std::size_t kLeadWords = 60;
constexpr std::int64_t kOtherDays = 3 * 86400;  // nearer ones are the day of the report
constexpr double kTitleCaseShare = 0.6;  // a headline with more capitals tells nothing of names

struct Token {
  Word word;
  Field field = Field::text;
  std::size_t number = 0;
  bool place = false;  // stands in a name of a place
};

std::uint64_t pair_of(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t mix = (a * 0x9E3779B97F4A7C15ULL) ^ (b + (a >> 7U));
  return (mix ^ (mix >> 31U)) * 0xd6e8feb86659fd93ULL;
}

std::vector<Token> tokens_of(std::string_view text, Field field, std::size_t limit) {
  std::vector<Token> out;
  constexpr std::size_t kBytes = 5;  // of a word, and what parts it from the next
  out.reserve(std::min(limit, text.size() / kBytes));
  WordReader reader(text);
  for (Word word; out.size() < limit && reader.next(word);)
    out.push_back({word, field, out.size(), false});
  return out;
}

// Which capitalised words are names: those that stand with a capital where no sentence begins.
class Capitals {
 public:
  void add(const std::vector<Token>& tokens) {
    for (const Token& token : tokens) {
      if (token.word.capital && !token.word.first) names_.push_back(token.word.hash);
    }
    std::sort(names_.begin(), names_.end());
  }
  [[nodiscard]] bool has(const Word& word) const {
    return word.capital && std::binary_search(names_.begin(), names_.end(), word.hash);
  }

 private:
  std::vector<std::uint64_t> names_;
};

bool is_title_case(const std::vector<Token>& title) {
  const auto capitals = std::count_if(title.begin(), title.end(),
                                      [](const Token& token) { return token.word.capital; });
  return static_cast<double>(capitals) > kTitleCaseShare * static_cast<double>(title.size());
}

class Counter {
 public:
  explicit Counter(std::size_t words) {
    terms_.lookup.reset(words);
    terms_.list.reserve(words);
  }
  void add(std::uint32_t key, const Token& token) {
    const std::uint32_t number = terms_.lookup.add(key);
    if (number == terms_.list.size()) {
      terms_.list.push_back(
          {key, 0, false, token.place, {token.word.begin, token.word.end, token.field}});
    }
    Term& term = terms_.list[number];
    const bool in_title = token.field == Field::title;
    term.in_title = term.in_title || in_title;
    term.place = term.place && token.place;
    term.count += in_title ? kTitleCount : token.number < kLeadWords ? kLeadCount : 1.0F;
  }
  Terms take() { return std::move(terms_); }

 private:
  Terms terms_;
};

}  // namespace

StopWords read_stop_words(std::string_view file) {
  StopWords out;
  while (!file.empty()) {
    const std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(file.size(), line.size() + 1));
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    const std::string_view list = line.substr(tab + 1);
    auto& set = out[std::string(line.substr(0, tab))];
    WordReader reader(list);
    for (Word word; reader.next(word);) set.insert(word.hash);
  }
  return out;
}

WordKeys::WordKeys(std::string_view language, const StopWords& stop_words, std::size_t remembered)
    : stemmer_(language), remembered_(remembered) {
  const auto found = stop_words.find(primary_language(language));
  if (found != stop_words.end()) stop_ = &found->second;
}

std::uint32_t WordKeys::key(std::string_view text, const Word& word) {
  if (known_.empty()) known_.resize(remembered_);
  Known& known = known_[word.hash & (remembered_ - 1)];
  const auto tag = static_cast<std::uint32_t>(word.hash >> 32U) | 1U;  // 0: nothing remembered
  if (known.tag == tag) return known.key;
  std::uint32_t key = kNone;
  const bool is_stop = stop_ != nullptr && stop_->contains(word.hash);
  const bool is_letter = word.end - word.begin < 2;
  if (!is_stop && !is_letter) {
    key = term_key(hash_of_word(stemmer_.stem(folded_word(text, word))), TermKind::word);
  }
  known = {tag, key};
  return key;
}

std::string language_of(const Item& item) {
  if (item.article.language) return primary_language(*item.article.language);
  return primary_language(item.annotations.language.value_or(""));
}

Terms terms_of(const Item& item, WordKeys& keys) {
  const std::string_view title = item.article.title ? std::string_view(*item.article.title) : "";
  const std::string_view text = item.article.text;
  auto head = tokens_of(title, Field::title, kMaxTitleWords);
  auto body = tokens_of(text, Field::text, kMaxBodyWords);
  const Places places(item);
  for (Token& token : head) token.place = places.has(title, token.word);
  for (Token& token : body) token.place = places.has(text, token.word);
  for (const Token& token : head) keys.prefetch(token.word);
  for (const Token& token : body) keys.prefetch(token.word);
  Capitals capitals;
  capitals.add(body);
  if (body.empty() || !is_title_case(head)) capitals.add(head);
  Counter counter(head.size() + body.size());
  const auto read = [&](const std::vector<Token>& tokens, std::string_view source) {
    const Word* before = nullptr;  // the name just before this one
    for (const Token& token : tokens) {
      const Word& word = token.word;
      const bool adjacent = before != nullptr && word.begin == before->end + 1;
      if (word.number) {
        if (word.end - word.begin >= 2) {
          counter.add(term_key(word.hash, TermKind::number), token);
        }
        before = nullptr;
        continue;
      }
      const std::uint32_t key = keys.key(source, word);
      if (key == WordKeys::kNone) {
        before = nullptr;
        continue;
      }
      counter.add(key, token);
      if (!capitals.has(word)) {
        before = nullptr;
        continue;
      }
      counter.add(term_key(word.hash, TermKind::name), token);
      if (adjacent)
        counter.add(term_key(pair_of(before->hash, word.hash), TermKind::phrase), token);
      before = &word;
    }
  };
  read(head, title);
  read(body, text);
  // Other days than the report's own, "last Tuesday" and "3 June" alike: a follow-up after weeks
  // names the day of the event.
  const auto published = time_of(item.article);
  for (const DateExpr& date : item.annotations.dates) {
    if (date.type != DateType::date || date.precision != DatePrecision::day) continue;
    const auto day = parse_timestamp(date.value);
    if (!published || !day || std::abs(published->seconds - day->seconds) < kOtherDays) continue;
    Token token;
    token.word.begin = date.span.begin;
    token.word.end = date.span.end;
    token.field = date.span.field;
    token.number = kLeadWords;
    counter.add(term_key(pair_of(hash_of_word(date.value), 0), TermKind::number), token);
  }
  return counter.take();
}

Result<TermReader> TermReader::load(const DataSource& data) {
  const auto file = data(kStopWordsFile);
  if (!file) return fail(Errc::not_found, "a file of data/cluster is missing");
  TermReader out;
  out.stop_words_ = std::make_shared<const StopWords>(read_stop_words(*file));
  return out;
}

std::vector<Term> TermReader::terms(const Item& item) const {
  // What is remembered is this article's own, so that the answer depends on nothing else.
  WordKeys keys(language_of(item), *stop_words_, WordKeys::kOfOneArticle);
  return terms_of(item, keys).list;
}

}  // namespace newsloom::cluster
