#include "newsloom/stages/annotate/names_join.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "newsloom/core/text/name_key.h"
#include "newsloom/stages/annotate/names.h"

namespace newsloom::annotate {
namespace {

constexpr double kSameWord = 0.8;  // of two spellings of one word

// A mention with what joining looks at.
struct Form {
  std::string key;                 // of all words
  std::vector<std::string> words;  // keys of the words
  NameType type = NameType::other;
};

struct Group {
  NameGroup members;
  std::vector<Form> forms;  // different ones, in order
};

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

bool same_forename(const std::string& a, const std::string& b) {
  if (a == b || name_word_similarity(a, b) >= kSameWord) return true;
  if (a.size() == 1 || b.size() == 1) return a[0] == b[0];
  return std::any_of(kShort.begin(), kShort.end(), [&](const Pair& pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

bool same_surname(const std::string& a, const std::string& b) {
  if (a == b) return true;
  return std::min(a.size(), b.size()) >= 5 && a[0] == b[0] &&
         name_word_similarity(a, b) >= kSameWord;
}

// Both whole names.
bool same_person(const Form& a, const Form& b) {
  if (!same_surname(a.words.back(), b.words.back())) return false;
  return same_forename(a.words.front(), b.words.front());
}

// "irb" of "international river board" (also with "of", "the", "and", "for" left out).
bool is_acronym(const Form& short_form, const Form& whole) {
  const std::string& letters = short_form.key;
  if (short_form.words.size() != 1 || letters.size() < 2 || whole.words.size() < letters.size()) {
    return false;
  }
  std::string all;
  std::string main;
  for (const std::string& word : whole.words) {
    all.push_back(word[0]);
    if (word != "of" && word != "the" && word != "and" && word != "for") main.push_back(word[0]);
  }
  return letters == all || letters == main;
}

// "Enron" of "Enron Corp", "Vale Council" of "Vale Council of Elders": the first words.
bool begins(const Form& part, const Form& whole) {
  return part.words.size() < whole.words.size() &&
         std::equal(part.words.begin(), part.words.end(), whole.words.begin());
}

class Joiner {
 public:
  Joiner(const Analysis& analysis, const std::vector<NameSpan>& spans)
      : analysis_(analysis), spans_(spans) {}

  std::vector<NameGroup> run() {
    for (const NameSpan& span : spans_) forms_.push_back(form(span));
    // First the whole names of people, so that a surname before its full name finds it.
    home_.assign(spans_.size(), kNone);
    for (std::uint32_t i = 0; i < spans_.size(); ++i) {
      if (is_whole(forms_[i])) place(i, find_whole(forms_[i]));
    }
    for (std::uint32_t i = 0; i < spans_.size(); ++i) {
      if (home_[i] == kNone && !forms_[i].key.empty()) place(i, find_part(i));
    }
    return collected();
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  Form form(const NameSpan& span) {
    const auto from = analysis_.tokens[span.first].span.begin;
    const auto to = analysis_.tokens[span.last - 1].span.end;
    const std::string_view text =
        analysis_.text(Span{from, to, analysis_.tokens[span.first].span.field});
    Form out;
    out.type = span.type;
    const std::string cache_key =
        std::string(text) + static_cast<char>('0' + static_cast<int>(span.type));
    if (const auto found = cache_.find(cache_key); found != cache_.end()) return found->second;
    out.key = name_key(text, span.type);
    for (std::size_t at = 0; at < out.key.size();) {
      const std::size_t end = std::min(out.key.find(' ', at), out.key.size());
      out.words.push_back(out.key.substr(at, end - at));
      at = end + 1;
    }
    cache_.emplace(cache_key, out);
    return out;
  }
  static bool is_whole(const Form& form) {
    return form.type == NameType::person && form.words.size() >= 2;
  }

  std::size_t find_whole(const Form& form) const {
    for (std::size_t g = groups_.size(); g-- > 0;) {
      for (const Form& other : groups_[g].forms) {
        if (other.key == form.key || same_person(other, form)) return g;
      }
    }
    return kNone;
  }
  std::size_t find_part(std::uint32_t i) const {
    const Form& form = forms_[i];
    std::size_t best = kNone;
    int best_score = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const int score = fit(form, groups_[g], i);
      if (score > best_score) {
        best_score = score;
        best = g;
      }
    }
    return best;
  }
  // How well a mention fits a group: 0 not at all. Nearer mentions before it win among equals.
  int fit(const Form& form, const Group& group, std::uint32_t i) const {
    int score = 0;
    for (const Form& other : group.forms) {
      if (form.type == NameType::person && other.type == NameType::person) {
        score = std::max(score, person_fit(form, other));
      } else if (form.type == other.type) {
        score = std::max(score, thing_fit(form, other));
      } else if (form.key == other.key) {
        score = std::max(score, 1000);
      }
    }
    if (score == 0) return 0;
    // The last mention before i; a name that only comes later is worth less.
    const auto after = std::upper_bound(group.members.begin(), group.members.end(), i);
    if (after == group.members.begin()) return score;
    return score + 1 + static_cast<int>(std::min<std::uint32_t>(*(after - 1), 900));
  }
  static int person_fit(const Form& part, const Form& other) {
    if (part.key == other.key) return 4000;
    if (part.words.size() != 1) return 0;
    if (other.words.size() == 1) return same_surname(part.key, other.key) ? 3000 : 0;
    if (same_surname(part.words[0], other.words.back())) return 3000;
    return part.words[0] == other.words.front() && part.words[0].size() > 1 ? 1000 : 0;
  }
  static int thing_fit(const Form& form, const Form& other) {
    if (form.key == other.key) return 4000;
    if (is_acronym(form, other) || is_acronym(other, form)) return 3000;
    if (form.type == NameType::org && (begins(form, other) || begins(other, form))) return 1000;
    const bool spelling = form.words.size() == other.words.size() && form.key.size() >= 5 &&
                          form.key[0] == other.key[0] &&
                          name_word_similarity(form.key, other.key) >= 0.85;
    return spelling ? 2000 : 0;
  }

  void place(std::uint32_t i, std::size_t group) {
    if (group == kNone) {
      if (groups_.size() >= kMaxNames) return;
      group = groups_.size();
      groups_.emplace_back();
    }
    home_[i] = group;
    Group& home = groups_[group];
    home.members.insert(std::upper_bound(home.members.begin(), home.members.end(), i), i);
    const bool seen = std::any_of(home.forms.begin(), home.forms.end(), [&](const Form& form) {
      return form.key == forms_[i].key && form.type == forms_[i].type;
    });
    if (!seen && home.forms.size() < kMaxForms) home.forms.push_back(forms_[i]);
  }
  static constexpr std::size_t kMaxForms = 12;

  std::vector<NameGroup> collected() {
    std::vector<NameGroup> out;
    for (Group& group : groups_) out.push_back(std::move(group.members));
    std::sort(out.begin(), out.end(),
              [](const NameGroup& a, const NameGroup& b) { return a.front() < b.front(); });
    return out;
  }

  const Analysis& analysis_;
  const std::vector<NameSpan>& spans_;
  std::vector<Form> forms_;
  std::vector<std::size_t> home_;
  std::vector<Group> groups_;
  std::unordered_map<std::string, Form> cache_;
};

}  // namespace

std::vector<NameGroup> join_names(const Analysis& analysis, const std::vector<NameSpan>& spans) {
  return Joiner(analysis, spans).run();
}

}  // namespace newsloom::annotate
