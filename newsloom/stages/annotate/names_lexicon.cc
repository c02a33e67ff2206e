#include "newsloom/stages/annotate/names_lexicon.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <algorithm>
#include <array>
#include <string>

#include "newsloom/stages/annotate/lists.h"
#include "newsloom/stages/annotate/tokens.h"
#include "newsloom/stages/annotate/word_info.h"

namespace newsloom::annotate {
namespace {

constexpr std::string_view kGazetteer = "annotate/gazetteer.tsv";
constexpr std::string_view kWords = "annotate/name_words.tsv";

// Languages whose names of countries are wanted.
constexpr auto kLanguages = std::to_array<const char*>(
    {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar"});

constexpr std::uint32_t kMinLowerPlace = 5;  // bytes: "us", "nice", "bath" are words

struct Kind {
  std::string_view name;
  std::uint32_t bits;
};
constexpr std::array<Kind, 14> kKinds = {{{"place", Known::place},
                                          {"people", Known::people},
                                          {"org", Known::org},
                                          {"given", Known::given},
                                          {"family", Known::family},
                                          {"org_word", Known::org_word},
                                          {"place_word", Known::place_word},
                                          {"role", Known::role_word},
                                          {"honorific", Known::honorific},
                                          {"calendar", Known::calendar},
                                          {"modifier", Known::role_modifier},
                                          {"link", Known::link},
                                          {"wire", Known::wire},
                                          {"territory", Known::territory | Known::place}}};

std::uint64_t mix(std::uint64_t key, std::uint32_t word) {
  key = (key ^ word) * 0x9E3779B97F4A7C15ULL;
  return key ^ key >> 29;
}

std::uint64_t mix(std::uint64_t key, const WordInfo& word) { return mix(key, word.lower); }

}  // namespace

void NameLexicon::add(std::string_view name, std::uint32_t bits) {
  std::vector<Token> tokens;
  static const SentenceRules kNone;
  tokenize({name, 0, name.size(), Field::text}, TokenStyle::english, kNone, tokens);
  if (tokens.empty() || tokens.size() > kMaxWords) return;
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Span& span = tokens[i].span;
    key = mix(key, word_info(name.substr(span.begin, span.size())));
    Entry& entry = entries_[key];
    if (i + 1 < tokens.size()) {
      entry.goes_on = true;
    } else {
      entry.whole |= bits;
    }
  }
}

Result<NameLexicon> NameLexicon::load(const DataSource& data) {
  NameLexicon out;
  for (const std::string_view file : {kGazetteer, kWords}) {
    NL_TRY(const auto rows, rows_of(data, file, 2));
    for (const std::vector<std::string_view>& row : rows) {
      const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                     [&](const Kind& k) { return k.name == row[0]; });
      if (kind == kKinds.end()) {
        return fail(Errc::corrupt, "unknown kind " + std::string(row[0]), std::string(file));
      }
      for (const std::string_view name : split(row[1], '|')) out.add(name, kind->bits);
    }
  }
  for (const char* const* country = icu::Locale::getISOCountries(); *country != nullptr;
       ++country) {
    const icu::Locale locale("", *country);
    for (const char* language : kLanguages) {
      icu::UnicodeString name;
      locale.getDisplayCountry(icu::Locale(language), name);
      std::string utf8;
      name.toUTF8String(utf8);
      if (utf8.size() > 2) out.add(utf8, Known::territory | Known::place);
    }
  }
  return out;
}

std::uint32_t NameLexicon::of_word(std::string_view word) const {
  const auto found = entries_.find(mix(0, word_info(word)));
  return found == entries_.end() ? 0 : found->second.whole;
}

std::vector<std::uint32_t> NameLexicon::look_up(const Analysis& analysis) const {
  constexpr std::uint32_t kNames = Known::place | Known::org | Known::territory;
  std::vector<std::uint32_t> bits(analysis.tokens.size(), 0);
  for (const Sentence& sentence : analysis.sentences) {
    std::uint32_t covered = sentence.first;  // end of the longest name found so far
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      std::uint64_t key = 0;
      std::uint32_t best_end = 0;
      std::uint32_t best_bits = 0;
      const auto limit = std::min<std::uint32_t>(sentence.last, i + kMaxWords);
      for (std::uint32_t j = i; j < limit; ++j) {
        key = mix(key, analysis.words[j]);
        const auto found = entries_.find(key);
        if (found == entries_.end()) break;
        const std::uint32_t whole = found->second.whole;
        if (j == i) bits[i] |= whole & ~kNames;
        if (j > i && (whole & Known::role_word) != 0) {  // "secretary of state"
          for (std::uint32_t k = i; k <= j; ++k) bits[k] |= Known::role_word;
        }
        const bool capital = analysis.words[i].capital;
        if ((whole & kNames) != 0 && capital && (j > i || i >= covered)) {
          best_end = j + 1;
          best_bits = whole & kNames;
        }
        if (!capital && (whole & Known::place) != 0 &&
            (j > i || analysis.tokens[i].span.size() >= kMinLowerPlace)) {
          for (std::uint32_t k = i; k <= j; ++k) bits[k] |= Known::place_lower;
        }
        if (!found->second.goes_on) break;
      }
      if (best_end <= std::max(covered, i)) continue;
      for (std::uint32_t j = i; j < best_end; ++j) bits[j] |= best_bits;
      if ((best_bits & Known::place) != 0) bits[best_end - 1] |= Known::place_end;
      if ((best_bits & Known::org) != 0) bits[best_end - 1] |= Known::org_end;
      if (best_end > i + 1) {
        bits[i] |= Known::listed_start;
        for (std::uint32_t j = i; j < best_end; ++j) bits[j] |= Known::listed;
      }
      covered = best_end;
    }
  }
  return bits;
}

}  // namespace newsloom::annotate
