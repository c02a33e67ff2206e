#include "newsloom/stages/digest/words.h"

#include <libstemmer.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "newsloom/core/text/name_key.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom::digest {
namespace {

// English and German words of grammar and plain report. Sorted (checked by a test through
// is_function_word); hand-made.
constexpr auto kFunctionWords = std::to_array<std::string_view>({
    "a",     "aber",   "about",     "according", "added",  "adding", "adds",    "after", "again",
    "ago",   "all",    "als",       "also",      "am",     "an",     "and",     "any",   "are",
    "as",    "at",     "auch",      "auf",       "aus",    "be",     "because", "been",  "before",
    "bei",   "being",  "between",   "bis",       "both",   "but",    "by",      "can",   "could",
    "das",   "dass",   "dem",       "den",       "der",    "des",    "did",     "die",   "do",
    "does",  "dr",     "due",       "durch",     "during", "each",   "earlier", "ein",   "eine",
    "einem", "einen",  "einer",     "eines",     "er",     "es",     "for",     "from",  "für",
    "gegen", "had",    "has",       "hat",       "have",   "having", "he",      "her",   "here",
    "him",   "his",    "how",       "however",   "i",      "if",     "ihr",     "im",    "in",
    "into",  "is",     "ist",       "it",        "its",    "just",   "later",   "like",  "many",
    "may",   "me",     "meanwhile", "mehr",      "might",  "mit",    "more",    "most",  "mr",
    "mrs",   "ms",     "much",      "must",      "my",     "nach",   "nicht",   "no",    "noch",
    "nor",   "not",    "nur",       "oder",      "of",     "on",     "or",      "other", "our",
    "out",   "over",   "own",       "per",       "s",      "sagte",  "said",    "say",   "saying",
    "says",  "sei",    "shall",     "she",       "should", "sich",   "sie",     "sind",  "so",
    "some",  "stated", "such",      "t",         "than",   "that",   "the",     "their", "them",
    "then",  "there",  "these",     "they",      "this",   "those",  "through", "to",    "told",
    "too",   "um",     "und",       "under",     "until",  "upon",   "us",      "very",  "vom",
    "von",   "vor",    "was",       "we",        "wegen",  "were",   "what",    "when",  "where",
    "which", "while",  "who",       "whom",      "whose",  "why",    "wie",     "will",  "wir",
    "wird",  "with",   "would",     "wurde",     "wurden", "yet",    "you",     "your",  "zu",
    "zum",   "zur",    "über",
});

// Stems that news writers use for one another: the first of each row stands for all. Hand-made;
// only words whose usual sense in news is the shared one.
constexpr auto kConcepts = std::to_array<std::string_view>({
    "meet|met|talk|negoti|summit|session|dialogu|discuss|convers|gespräch|treff|verhandl",
    "kill|dead|death|die|fatal|slain|tot|getötet",
    "injur|wound|hurt|verletzt",
    "arrest|detain|festgenomm",
    "swap|exchang|austausch",
    "deal|accord|agreement|pact|treati|abkomm",
    "truce|ceasefir|armistic|waffenruh",
    "call|phone|telephon",
    "visit|trip|besuch",
    "protest|demonstr|ralli|march",
    "vote|ballot|poll|elect",
    "earthquak|quak|tremor",
    "fire|blaze|wildfir|inferno",
    "blast|explos|explod",
    "crash|collis|collid",
    "storm|hurrican|typhoon|cyclon",
    "propos|offer|suggest",
    "explan|clarif|explain|clarifi",
    "resign|quit",
    "attack|strike|assault|raid|struck",
    "war|conflict|invas|invad",
    "captiv|prison|pow",
    "court|tribun|judg",
    "victim|casualti",
    "board|aboard",
    "firefight|fireman|firemen",
    "sanction|embargo",
    "tariff|duti|levi",
    "profit|earn",
    "plane|aircraft|jet|airlin",
    "ship|vessel|boat|ferri",
    "doctor|physician|medic",
    "soldier|troop|servicemen|militari",
    "deploy|dispatch",
    "alert|warn",
    "triumph|victori",
    "inquiri|probe|investig",
    "layoff|redund",
    "walkout|stoppag",
    "wage|salari",
    "increas|rise|rose|risen|hike",
    "declin|fall|fell|fallen|drop",
    "shut|close|closur",
    "epidem|outbreak",
    "river|stream",
    "rescu|save",
    "lawyer|attorney",
    // Forms of one irregular verb.
    "withdraw|withdrew|withdrawn",
    "run|ran",
    "leav|left",
    "take|took|taken",
    "give|gave|given",
    "go|went|gone",
    "buy|bought",
    "sell|sold",
    "lose|lost",
    "win|won",
    "keep|kept",
    "pay|paid",
    "send|sent",
    "know|knew|known",
    "steal|stole|stolen",
    "write|wrote|written",
    "break|broke|broken",
    "choos|chose|chosen",
    "grow|grew|grown",
    "begin|began|begun|start",
    "bring|brought",
    "build|built",
    "fight|fought",
    "lead|led",
    "shoot|shot",
    "spend|spent",
    "sink|sank|sunk",
    "hide|hid|hidden",
    "flee|fled",
    "seek|sought",
    "teach|taught",
    "feel|felt",
    "draw|drew|drawn",
    "drive|drove|driven",
    "forbid|forbad|forbidden",
    "freez|froze|frozen",
    "speak|spoke|spoken",
});

bool is_word(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; }
constexpr std::size_t kMaxAuxiliary = 7;  ///< "shouldn"

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Written without spaces between words: every character counts by itself.
bool is_ideograph(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0x20000 && c <= 0x2FFFF) || (c >= 0x0E00 && c <= 0x0E7F);
}

/// "1,000": a separator between digits belongs to the number.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    const CodePoint c = code_point_at(text, end);
    const bool inner = (c.value == ',' || c.value == '.') && end > at && is_digit(text[end - 1]) &&
                       c.next < text.size() && is_digit(text[c.next]);
    if (!inner && (!is_word(c.value) || (is_ideograph(c.value) && end > at))) break;
    end = c.next;
    if (is_ideograph(c.value)) break;
  }
  return end;
}

bool starts_upper(std::string_view word) {
  const char32_t c = code_point_at(word, 0).value;
  return u_isupper(static_cast<UChar32>(c)) != 0;
}

bool all_upper(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// What covers words of the text: names' mentions and calendar dates, by place.
struct Cover {
  Span span;
  Term term;
  std::optional<Term> country;
};

void cover_names(const View& view, const Account& account, Lexicon& lexicon,
                 std::vector<Cover>& covers) {
  const auto& names = account.notes().names;
  for (std::size_t i = 0; i < names.size() && i < account.names.size(); ++i) {
    const std::uint32_t story = account.names[i];
    if (story == kNoName) continue;
    const CountryHit* hit =
        names[i].type == NameType::person ? nullptr : view.countries.find(lower(names[i].name));
    Cover cover;
    cover.term = view.name_terms[story];
    if (hit != nullptr) {
      const Term country = lexicon.add(TermKind::country, hit->code);
      if (hit->kind == CountryWord::party) {
        cover.term = country;
      } else {
        cover.country = country;
      }
    }
    for (const Span& mention : names[i].mentions) {
      cover.span = mention;
      covers.push_back(cover);
    }
  }
}

void cover_dates(const Account& account, Lexicon& lexicon, std::vector<Cover>& covers) {
  for (const SettledDate& date : account.dates) {
    const auto days = days_of(date.value);
    if (!days) continue;
    const std::string_view key = std::string_view(date.value).substr(0, 10);
    covers.push_back(
        {date.span, lexicon.add(TermKind::date, days->one_day() ? key : date.value), std::nullopt});
  }
}

/// The country phrase of up to three words that begins at word `i`; `used` words.
const CountryHit* phrase_at(const Countries& countries, std::string_view text,
                            const std::vector<Span>& words, std::size_t i, std::size_t& used) {
  const std::string_view first = text.substr(words[i].begin, words[i].size());
  if (!starts_upper(first)) return nullptr;
  for (std::size_t n = std::min(Countries::kMaxWords, words.size() - i); n > 0; --n) {
    const std::size_t end = words[i + n - 1].end;
    const std::string_view raw = text.substr(words[i].begin, end - words[i].begin);
    if (raw.size() > 40) continue;
    const CountryHit* hit = countries.find(lower(raw));
    if (hit == nullptr && end < text.size() && text[end] == '.') {
      hit = countries.find(lower(text.substr(words[i].begin, raw.size() + 1)));
    }
    if (hit == nullptr || (raw.size() <= 3 && !all_upper(raw))) continue;
    used = n;
    return hit;
  }
  return nullptr;
}

/// After the end of a sentence, a quotation mark, a line break, or nothing.
bool begins_sentence(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] == ' ') --at;
  if (at == 0) return true;
  const char before = text[at - 1];
  const bool word = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z') ||
                    (before >= '0' && before <= '9') || before == ',' || before == ')' ||
                    before == '-';
  return !word;
}

struct Reader {
  View& view;
  Account& account;
  Stemmers& stemmers;
  std::string language;
  std::vector<Cover> covers;

  std::set<std::string> guessed;  ///< keys of capitalised words seen inside sentences
  bool guess_names = false;  ///< no name is annotated: capitals inside sentences stand for names

  void guess(std::string_view text);
  void read(std::string_view text, Field field);
  void plain_word(std::string_view text, Span span);
  void add(Span span, Term term) { account.words.push_back({span, term}); }
};

/// "won't", "isn’t": an auxiliary and a negation, no content, unlike "won" alone. `word` is folded,
/// `rest` follows it.
bool is_contracted_not(std::string_view word, std::string_view rest) {
  if (!word.ends_with('n') || word.size() > kMaxAuxiliary) return false;
  return rest.starts_with("'t") || rest.starts_with("\u2019t");
}

void Reader::plain_word(std::string_view text, Span span) {
  const std::string_view raw = text.substr(span.begin, span.size());
  std::string word = lower(raw);
  if (is_digit(raw[0])) {
    word.erase(std::remove(word.begin(), word.end(), ','), word.end());
    add(span, view.lexicon.add(TermKind::number, word));
    return;
  }
  if (is_function_word(word) || word.size() < 2) return;
  if (is_contracted_not(word, text.substr(span.end))) return;
  if (starts_upper(raw)) {
    // One word is one term, whether a name was found at this place or only elsewhere.
    const auto name = view.short_names.find(word);
    if (name != view.short_names.end() && name->second != kNoName) {
      add(span, view.name_terms[name->second]);
      return;
    }
  }
  if (guess_names && starts_upper(raw)) {
    const std::string key = name_word_key(raw);
    if (guessed.contains(key)) {
      add(span, view.lexicon.add(TermKind::name, key));
      return;
    }
  }
  add(span, view.lexicon.add(TermKind::word, stemmers.concept_of(language, word)));
}

void Reader::guess(std::string_view text) {
  for (const Span& span : word_spans(text, Field::text)) {
    const std::string_view raw = text.substr(span.begin, span.size());
    if (!starts_upper(raw) || begins_sentence(text, span.begin)) continue;
    if (!is_function_word(lower(raw))) guessed.insert(name_word_key(raw));
  }
}

void Reader::read(std::string_view text, Field field) {
  const std::vector<Span> words = word_spans(text, field);
  std::size_t cover = 0;
  std::size_t last_cover = covers.size();
  for (std::size_t i = 0; i < words.size() && account.words.size() < kMaxWordsPerArticle; ++i) {
    while (cover < covers.size() &&
           (covers[cover].span.field < field ||
            (covers[cover].span.field == field && covers[cover].span.end <= words[i].begin))) {
      ++cover;
    }
    if (cover < covers.size() && covers[cover].span.overlaps(words[i])) {
      if (cover != last_cover) add(covers[cover].span, covers[cover].term);
      if (cover != last_cover && covers[cover].country) {
        add(covers[cover].span, *covers[cover].country);
      }
      last_cover = cover;
      continue;
    }
    std::size_t used = 0;
    if (const CountryHit* hit = phrase_at(view.countries, text, words, i, used)) {
      add({words[i].begin, words[i + used - 1].end, field},
          view.lexicon.add(TermKind::country, hit->code));
      i += used - 1;
      continue;
    }
    plain_word(text, words[i]);
  }
}

}  // namespace

struct Stemmers::State {
  std::map<std::string, sb_stemmer*, std::less<>> by_language;
  std::unordered_map<std::string_view, std::string_view> concepts;
};

Stemmers::Stemmers() : state_(std::make_unique<State>()) {
  for (std::string_view row : kConcepts) {
    const std::string_view first = row.substr(0, row.find('|'));
    for (std::size_t bar = row.find('|'); bar != std::string_view::npos; bar = row.find('|')) {
      row.remove_prefix(bar + 1);
      state_->concepts.emplace(row.substr(0, row.find('|')), first);
    }
  }
}
Stemmers::~Stemmers() {
  for (auto& [language, stemmer] : state_->by_language) sb_stemmer_delete(stemmer);
}

std::string Stemmers::concept_of(std::string_view language, std::string_view word) {
  std::string stemmed = stem(language, word);
  const auto found = state_->concepts.find(stemmed);
  return found == state_->concepts.end() ? stemmed : std::string(found->second);
}

std::string Stemmers::stem(std::string_view language, std::string_view word) {
  auto found = state_->by_language.find(language);
  if (found == state_->by_language.end()) {
    const std::string name(language);
    found = state_->by_language.emplace(name, sb_stemmer_new(name.c_str(), nullptr)).first;
  }
  if (found->second == nullptr || word.size() > 60) return std::string(word);
  const sb_symbol* stemmed =
      sb_stemmer_stem(found->second, reinterpret_cast<const sb_symbol*>(word.data()),
                      static_cast<int>(word.size()));
  if (stemmed == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(stemmed),
          static_cast<std::size_t>(sb_stemmer_length(found->second))};
}

bool is_function_word(std::string_view folded) {
  return std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), folded);
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) >= 0x80) return folded(word);
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

std::vector<Span> word_spans(std::string_view text, Field field) {
  std::vector<Span> out;
  std::size_t at = 0;
  while (at < text.size() && out.size() < kMaxWordsPerArticle) {
    const CodePoint c = code_point_at(text, at);
    if (!is_word(c.value)) {
      at = c.next;
      continue;
    }
    const std::size_t end = std::max(end_of_word(text, at), c.next);
    out.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), field});
    at = end;
  }
  return out;
}

void read_words(View& view, Account& account, Stemmers& stemmers) {
  const Article& article = account.article();
  std::string language = account.notes().language.value_or(article.language.value_or("en"));
  language = language.substr(0, language.find('-'));
  // German writes every noun with a capital letter.
  const bool guess = account.notes().names.empty() && language != "de";
  Reader reader{view, account, stemmers, std::move(language), {}, {}, guess};
  if (guess) reader.guess(article.text);
  cover_names(view, account, view.lexicon, reader.covers);
  cover_dates(account, view.lexicon, reader.covers);
  std::stable_sort(reader.covers.begin(), reader.covers.end(),
                   [](const Cover& a, const Cover& b) { return a.span < b.span; });
  const std::vector<Cover> all = std::move(reader.covers);
  for (const Field field : {Field::title, Field::standfirst, Field::text}) {
    reader.covers.clear();
    for (const Cover& cover : all) {
      if (cover.span.field == field) reader.covers.push_back(cover);
    }
    reader.read(field_of(article, field), field);
  }
  for (const Span& span : account.notes().sentences) {
    account.sentences.push_back({span, view.terms_of(account, span)});
    view.lexicon.count_sentence(account.sentences.back().terms);
  }
}

}  // namespace newsloom::digest
