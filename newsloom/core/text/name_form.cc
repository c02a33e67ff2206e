#include "newsloom/core/text/name_form.h"

#include <algorithm>
#include <array>

#include "newsloom/core/text/name_key.h"

namespace newsloom {
namespace {

constexpr double kSameWord = 0.8;        // of two spellings of one word
constexpr double kSameThing = 0.85;      // of two spellings of a place or body
constexpr std::size_t kMinSpelling = 5;  // letters; short words are alike by chance

using Pair = std::array<std::string_view, 2>;
// Forenames and their short forms, as keys.
constexpr auto kShort =
    std::to_array<Pair>({{"joe", "joseph"},     {"bil", "viliam"},        {"vil", "viliam"},
                         {"bob", "robert"},     {"rob", "robert"},        {"tom", "tomas"},
                         {"tom", "thomas"},     {"jim", "james"},         {"mike", "michael"},
                         {"dave", "david"},     {"dan", "daniel"},        {"tony", "anthony"},
                         {"toni", "anthoni"},   {"steve", "steven"},      {"ben", "beniamin"},
                         {"sam", "samuel"},     {"alex", "alexander"},    {"kate", "katherine"},
                         {"liz", "elizabeth"},  {"beth", "elizabeth"},    {"nick", "nicholas"},
                         {"nik", "nicholas"},   {"chris", "christopher"}, {"andi", "andrev"},
                         {"ted", "edvard"},     {"ed", "edvard"},         {"greg", "gregori"},
                         {"matt", "mathev"},    {"mat", "mathev"},        {"pete", "peter"},
                         {"ron", "ronald"},     {"don", "donald"},        {"jef", "jefrei"},
                         {"ken", "keneth"},     {"larri", "lavrence"},    {"volodimir", "vladimir"},
                         {"sasha", "alexander"}});

bool is_initial(const std::string& word) { return word.size() == 1; }

bool alike(const std::string& a, const std::string& b, double limit) {
  return std::min(a.size(), b.size()) >= kMinSpelling && sound_class(a[0]) == sound_class(b[0]) &&
         name_word_similarity(a, b) >= limit;
}

bool same_forename(const std::string& a, const std::string& b) {
  if (a == b || name_word_similarity(a, b) >= kSameWord) return true;
  if (is_initial(a) || is_initial(b)) return sound_class(a[0]) == sound_class(b[0]);
  return std::any_of(kShort.begin(), kShort.end(), [&](const Pair& pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

// "belovim" of "belov": Slavic surnames change their end with the case.
bool same_stem(const std::string& a, const std::string& b) {
  constexpr auto kEnds = std::to_array<std::string_view>({"a", "u", "im", "om", "e", "oi", "i"});
  const std::string& few = a.size() < b.size() ? a : b;
  const std::string& many = a.size() < b.size() ? b : a;
  if (few.size() + 1 < kMinSpelling || !many.starts_with(few)) return false;
  if (!few.ends_with("ov") && !few.ends_with("ev") && !few.ends_with("in")) return false;
  const std::string_view rest = std::string_view(many).substr(few.size());
  return std::find(kEnds.begin(), kEnds.end(), rest) != kEnds.end();
}

bool same_surname(const std::string& a, const std::string& b) {
  return a == b || alike(a, b, kSameWord) || same_stem(a, b);
}

bool is_small(const std::string& word) {
  return word == "of" || word == "the" || word == "and" || word == "for" || word == "in";
}

// "Stone-Barker" of "Emma Stone-Barker".
bool is_tail(const NameForm& a, const NameForm& b) {
  const NameForm& part = a.words.size() <= b.words.size() ? a : b;
  const NameForm& whole = a.words.size() <= b.words.size() ? b : a;
  return part.words.size() < whole.words.size() &&
         std::equal(part.words.rbegin(), part.words.rend(), whole.words.rbegin());
}

// "irb" of "international river board" (also with "of", "the", "and", "for" left out).
bool is_acronym(const NameForm& shorter, const NameForm& whole) {
  const std::string& letters = shorter.key;
  if (shorter.words.size() != 1 || letters.size() < 2 || whole.words.size() < letters.size()) {
    return false;
  }
  std::string all;
  std::string main;
  for (const std::string& word : whole.words) {
    all.push_back(word[0]);
    if (!is_small(word)) main.push_back(word[0]);
  }
  return letters == all || letters == main;
}

// "Enron" of "Enron Corp", "Vale Council" of "Vale Council of Elders": the first words.
bool begins(const NameForm& part, const NameForm& whole) {
  return part.words.size() < whole.words.size() &&
         std::equal(part.words.begin(), part.words.end(), whole.words.begin());
}

// "Defence Ministry", "Ministry of Defense".
bool same_words(const NameForm& a, const NameForm& b) {
  std::vector<std::string> x = a.words;
  std::vector<std::string> y = b.words;
  std::erase_if(x, is_small);
  std::erase_if(y, is_small);
  if (x.size() < 2 || x.size() != y.size()) return false;
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  return std::equal(x.begin(), x.end(), y.begin(), [](const std::string& p, const std::string& q) {
    return p == q || alike(p, q, kSameWord);
  });
}

int person_fit(const NameForm& a, const NameForm& b) {
  if (a.words.size() >= 2 && b.words.size() >= 2) return same_person(a, b) ? kNameEqual : 0;
  const NameForm& part = a.words.size() <= b.words.size() ? a : b;
  const NameForm& whole = a.words.size() <= b.words.size() ? b : a;
  const std::string& word = part.words[0];
  if (word == whole.words.back()) return kNameExact;
  if (same_surname(word, whole.words.back())) return kNameSurname;
  return word == whole.words.front() && !is_initial(word) ? kNameForename : 0;
}

int thing_fit(const NameForm& a, const NameForm& b) {
  if (a.type == NameType::org) {
    if (is_acronym(a, b) || is_acronym(b, a)) return kNameSurname;
    if (same_words(a, b)) return kNameSpelling;
    if (begins(a, b) || begins(b, a)) return kNameForename;
  }
  return a.words.size() == b.words.size() && alike(a.key, b.key, kSameThing) ? kNameSpelling : 0;
}

bool is_particle(const std::string& word) {
  constexpr auto kParticles = std::to_array<std::string_view>(
      {"al", "el", "bin", "ibn", "ben", "von", "van", "der", "de", "da", "di", "la"});
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

}  // namespace

char sound_class(char letter) {
  switch (letter) {
    case 'z':
    case 'c': return 's';
    case 'j':
    case 'y': return 'i';
    case 'w': return 'v';
    case 'g': return 'h';
    case 'q': return 'k';
    default: return letter;
  }
}

NameForm name_form(std::string_view name, NameType type) {
  NameForm out;
  out.type = type;
  out.key = name_key(name, type);
  for (std::size_t at = 0; at < out.key.size();) {
    const std::size_t end = std::min(out.key.find(' ', at), out.key.size());
    out.words.push_back(out.key.substr(at, end - at));
    at = end + 1;
  }
  // "al-Hassan" is a surname alone, "Khalid al-Hassan" a full name.
  if (type == NameType::person && out.words.size() > 1) {
    const std::string last = out.words.back();
    std::erase_if(out.words, is_particle);
    if (out.words.empty()) out.words.push_back(last);
  }
  return out;
}

bool same_person(const NameForm& a, const NameForm& b) {
  if (a.key == b.key) return true;
  if (a.words.empty() || b.words.empty()) return false;
  if (is_tail(a, b)) return true;
  return same_surname(a.words.back(), b.words.back()) &&
         same_forename(a.words.front(), b.words.front());
}

int name_fit(const NameForm& a, const NameForm& b) {
  if (a.key.empty() || b.key.empty()) return 0;
  if (a.key == b.key) return a.type == b.type ? kNameEqual : kNameForename;
  if (a.type != b.type) return 0;
  return a.type == NameType::person ? person_fit(a, b) : thing_fit(a, b);
}

}  // namespace newsloom
