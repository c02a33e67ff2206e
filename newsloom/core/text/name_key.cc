#include "newsloom/core/text/name_key.h"

#include <algorithm>
#include <array>
#include <vector>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom {
namespace {

using Words = std::vector<std::string>;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Letters that transliterations mix up, longest first.
struct Habit {
  std::string_view from;
  std::string_view to;
};
constexpr std::array<Habit, 20> kHabits = {
    {{"shch", "sh"}, {"tsch", "ch"}, {"sch", "sh"}, {"tch", "ch"}, {"kh", "h"},
     {"zh", "j"},    {"dzh", "j"},   {"ph", "f"},   {"ck", "k"},   {"ks", "x"},
     {"tz", "ts"},   {"ou", "u"},    {"oo", "u"},   {"ee", "i"},   {"iy", "i"},
     {"yu", "iu"},   {"ya", "ia"},   {"q", "k"},    {"w", "v"},    {"y", "i"}}};

struct Alias {
  std::string_view from;
  std::string_view to;
};
// Keys of short and other forms, after name_word_key. Places and bodies that every outlet names.
constexpr std::array<Alias, 34> kAliases = {{{"us", "united states"},
                                             {"usa", "united states"},
                                             {"u s", "united states"},
                                             {"u s a", "united states"},
                                             {"united states of america", "united states"},
                                             {"america", "united states"},
                                             {"uk", "united kingdom"},
                                             {"u k", "united kingdom"},
                                             {"britain", "united kingdom"},
                                             {"great britain", "united kingdom"},
                                             {"uae", "united arab emirates"},
                                             {"eu", "european union"},
                                             {"e u", "european union"},
                                             {"un", "united nations"},
                                             {"u n", "united nations"},
                                             {"kiev", "kiv"},
                                             {"kiiv", "kiv"},
                                             {"turkiie", "turki"},
                                             {"turkie", "turki"},
                                             {"turkei", "turki"},
                                             {"odessa", "odesa"},
                                             {"kharkov", "harkiv"},
                                             {"harkov", "harkiv"},
                                             {"lvov", "lviv"},
                                             {"burma", "mianmar"},
                                             {"holand", "netherlands"},
                                             {"deutshland", "germani"},
                                             {"rusian federation", "rusia"},
                                             {"rusland", "rusia"},
                                             {"moskau", "moscov"},
                                             {"moskva", "moscov"},
                                             {"peking", "beijing"},
                                             {"ivori coast", "cote d ivoire"},
                                             {"chekhia", "czech republic"}}};

constexpr auto kOrgTails = std::to_array<std::string_view>(
    {"inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "plc", "gmbh", "ag",
     "sa", "nv", "se", "ab", "oi"});
constexpr auto kPersonWords =
    std::to_array<std::string_view>({"mr", "mrs", "ms", "dr", "sir", "jr", "sr"});

template <std::size_t N>
bool is_one_of(const std::string& word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string cut(std::string_view name) {
  std::size_t size = std::min(name.size(), kMaxNameKeyBytes);
  while (!is_boundary(name, size)) --size;
  return std::string(name.substr(0, size));
}

Words words_of(std::string_view name) {
  Words words;
  std::string word;
  const std::string key = latin_key(cut(name));
  const auto flush = [&] {
    if (!word.empty()) words.push_back(name_word_key(word));
    word.clear();
  };
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    if (is_letter(c)) {
      word.push_back(c);
    } else if (c == ' ' || c == '-' || c == '.' || c == ',' || c == '/' || c == '(' || c == ')') {
      flush();
    } else if (c == '\'' && i + 1 < key.size() && key[i + 1] == 's' &&
               (i + 2 == key.size() || !is_letter(key[i + 2]))) {
      ++i;  // a possessive
    }       // other marks (an apostrophe, a soft sign) vanish inside a word
  }
  flush();
  words.erase(std::remove(words.begin(), words.end(), ""), words.end());
  return words;
}

std::string joined(const Words& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

std::string with_aliases(const std::string& key) {
  for (const Alias& alias : kAliases) {
    if (alias.from == key) return std::string(alias.to);
  }
  return key;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

double swap_cost(char a, char b) {
  if (a == b) return 0;
  if (is_vowel(a) && is_vowel(b)) return 0.4;
  constexpr auto kClose = std::to_array<std::string_view>(
      {"sz", "kc", "gh", "vf", "dt", "bp", "jz", "jg", "hk", "cs", "ij", "bv", "gk", "xk"});
  for (const std::string_view pair : kClose) {
    if ((a == pair[0] && b == pair[1]) || (a == pair[1] && b == pair[0])) return 0.5;
  }
  return 1;
}
double drop_cost(char c) { return is_vowel(c) || c == 'h' ? 0.5 : 1; }

bool is_acronym_of(const std::string& acronym, const Words& words) {
  if (acronym.size() < 2 || words.size() < 2) return false;
  std::string all;
  std::string main;
  for (const std::string& word : words) {
    all.push_back(word[0]);
    if (word != "of" && word != "the" && word != "and" && word != "for") main.push_back(word[0]);
  }
  return acronym == all || acronym == main;
}

// Words of `few` found among `many`, each once; the last words count most.
double matched(const Words& few, const Words& many) {
  std::vector<bool> used(many.size(), false);
  double sum = 0;
  for (const std::string& word : few) {
    double best = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < many.size(); ++i) {
      if (used[i]) continue;
      const bool initial = (word.size() == 1 || many[i].size() == 1) && word[0] == many[i][0];
      const double alike = initial ? 0.8 : name_word_similarity(word, many[i]);
      if (alike > best) {
        best = alike;
        at = i;
      }
    }
    if (best < 0.7) continue;
    used[at] = true;
    sum += best;
  }
  return sum / static_cast<double>(few.size());
}

}  // namespace

std::string name_word_key(std::string_view word) {
  const std::string lower = latin_key(word);
  std::string out;
  for (std::size_t i = 0; i < lower.size();) {
    const auto habit = std::find_if(kHabits.begin(), kHabits.end(), [&](const Habit& h) {
      return lower.compare(i, h.from.size(), h.from) == 0;
    });
    std::string_view to = std::string_view(lower).substr(i, 1);
    std::size_t step = 1;
    if (habit != kHabits.end()) {
      to = habit->to;
      step = habit->from.size();
    } else if (lower[i] == 'j' && (i + 1 == lower.size() || !is_vowel(lower[i + 1]))) {
      to = "i";  // "Sergej"
    }
    for (const char c : to) {
      if (is_letter(c) && (out.empty() || out.back() != c)) out.push_back(c);
    }
    i += step;
  }
  return out;
}

double name_word_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (a.empty() || b.empty()) return 0;
  a = a.substr(0, kMaxNameKeyBytes);
  b = b.substr(0, kMaxNameKeyBytes);
  std::vector<double> row(b.size() + 1, 0);
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + drop_cost(b[j]);
  for (const char c : a) {
    double diagonal = row[0];
    row[0] += drop_cost(c);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const double best = std::min(
          {diagonal + swap_cost(c, b[j]), row[j + 1] + drop_cost(c), row[j] + drop_cost(b[j])});
      diagonal = row[j + 1];
      row[j + 1] = best;
    }
  }
  const auto longest = static_cast<double>(std::max(a.size(), b.size()));
  return std::max(0.0, 1 - row.back() / longest);
}

double inflected_name_similarity(std::string_view a, std::string_view b) {
  constexpr std::size_t kMinStem = 4;
  constexpr std::size_t kMaxEnding = 3;
  constexpr double kEndingCost = 0.95;
  const double whole = name_word_similarity(a, b);
  const std::string_view shorter = a.size() <= b.size() ? a : b;
  const std::string_view longer = a.size() <= b.size() ? b : a;
  if (shorter.size() < kMinStem || longer.size() - shorter.size() > kMaxEnding) return whole;
  const double stem = name_word_similarity(shorter, longer.substr(0, shorter.size()));
  return std::max(whole, kEndingCost * stem);
}

std::string name_key(std::string_view name, NameType type) {
  Words words = words_of(name);
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  if (type == NameType::org) {
    while (words.size() > 1 && is_one_of(words.back(), kOrgTails)) words.pop_back();
  }
  if (type == NameType::person) {
    const auto useless = [](const std::string& word) { return is_one_of(word, kPersonWords); };
    if (words.size() > 1)
      words.erase(std::remove_if(words.begin(), words.end(), useless), words.end());
    for (std::size_t i = 1; i + 1 < words.size();) {  // initials in the middle
      if (words[i].size() == 1) {
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
    // One word may be a place that was taken for a person.
    return words.size() == 1 ? with_aliases(words[0]) : joined(words, " ");
  }
  return with_aliases(joined(words, " "));
}

double name_similarity(std::string_view a, std::string_view b) {
  const Words x = words_of(a);
  const Words y = words_of(b);
  if (x.empty() || y.empty()) return 0;
  const std::string xs = with_aliases(joined(x, " "));
  const std::string ys = with_aliases(joined(y, " "));
  if (xs == ys) return 1;
  if (joined(x, "") == joined(y, "")) return 0.98;  // "Xi Jinping", "Xi Jin Ping"
  if ((x.size() == 1 && is_acronym_of(x[0], y)) || (y.size() == 1 && is_acronym_of(y[0], x))) {
    return 0.85;
  }
  if (x.size() == 1 && y.size() == 1) return name_word_similarity(x[0], y[0]);
  const Words& few = x.size() <= y.size() ? x : y;
  const Words& many = x.size() <= y.size() ? y : x;
  double score = std::min(matched(few, many), few.size() == many.size() ? matched(many, few) : 1.0);
  if (few.size() < many.size()) {
    // A part of a name: the surname says more than a forename.
    const bool surname = name_word_similarity(few.back(), many.back()) >= 0.8;
    const double share = static_cast<double>(few.size()) / static_cast<double>(many.size());
    score *= few.size() == 1 ? (surname ? 0.8 : 0.6) : 0.85 + 0.1 * share;
  } else if (score < 0.9) {
    score *= 0.7;  // a word of each is another
  }
  return score;
}

}  // namespace newsloom
