#include "newsloom/stages/annotate/dates_match.h"

#include <algorithm>
#include <cmath>

namespace newsloom::annotate {
namespace {

class Lexer {
 public:
  Lexer(const Atoms& atoms, const DateRules& rules) : atoms_(atoms), rules_(rules) {}

  Lexemes run() {
    const std::size_t size = atoms_.size();
    out_.words.reserve(size);
    for (std::size_t i = 0; i < size; ++i) out_.words.push_back(rules_.word(atoms_.word(i)));
    out_.first.reserve(size + 1);
    for (std::size_t i = 0; i < size; ++i) {
      out_.first.push_back(static_cast<std::uint32_t>(out_.list.size()));
      forms(i);
      if (atoms_.digits(i)) digits(i);
      words(i);
    }
    out_.first.push_back(static_cast<std::uint32_t>(out_.list.size()));
    return std::move(out_);
  }

 private:
  void add(BuiltinClass of, std::size_t length, double value) {
    out_.list.push_back({static_cast<std::uint32_t>(of), static_cast<std::uint32_t>(length), value,
                         DateFields::kUnset, DateFields::kUnset});
  }

  void forms(std::size_t i) {
    const std::uint32_t word = out_.words[i];
    if (word == kNoWord) return;
    for (const DateForm& form : rules_.forms[word]) {
      if (form.capital && !atoms_.list[i].capital) continue;
      if (i + form.rest.size() >= atoms_.size()) continue;
      bool same = true;
      for (std::size_t k = 0; k < form.rest.size() && same; ++k) {
        same = out_.words[i + 1 + k] == form.rest[k];
      }
      if (same) {
        out_.list.push_back({form.of, static_cast<std::uint32_t>(form.rest.size() + 1), form.value,
                             DateFields::kUnset, DateFields::kUnset});
      }
    }
  }

  /// A number that is part of a longer one ("1,234", "v2.0", "A4") is no day and no year.
  bool isolated(std::size_t i) const {
    const auto digit_at = [&](std::size_t k) { return atoms_.digits(k); };
    if (i > 0 && atoms_.glued(i)) {
      const std::string_view before = atoms_.word(i - 1);
      if (atoms_.list[i - 1].kind == AtomKind::word) return false;
      if ((before == "," || before == ".") && i > 1 && atoms_.glued(i - 1) && digit_at(i - 2)) {
        return false;
      }
      if (before == "$" || before == "€" || before == "£" || before == "#" || before == "+" ||
          before == "_" || before == "=" || before == "@") {
        return false;
      }
    }
    if (i + 2 < atoms_.size() && atoms_.glued(i + 1) && atoms_.glued(i + 2) && digit_at(i + 2)) {
      const std::string_view after = atoms_.word(i + 1);
      if (after == "," || after == ".") return false;
    }
    if (atoms_.glued(i + 1)) {
      const std::string_view after = atoms_.word(i + 1);
      if (after == "%" || after == "€" || after == "°" || after == "_" || after == "=")
        return false;
    }
    return true;
  }

  void digits(std::size_t i) {
    const std::string_view text = atoms_.word(i);
    clock(i);
    numdate(i);
    if (const auto minute = small(i, 2); minute && *minute < 60 && text.size() == 2) {
      add(BuiltinClass::minute, 1, *minute);  // also in "15h30"
    }
    if (!isolated(i) || text.size() > 9) return;
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    add(BuiltinClass::int_, 1, value);
    const bool letters_follow = atoms_.glued(i + 1) && atoms_.list[i + 1].kind == AtomKind::word;
    if (text.size() == 4 && value >= 1000 && value < 2200) add(BuiltinClass::year, 1, value);
    if (text.size() <= 4 && value >= 1 && value < 4000) add(BuiltinClass::anyyear, 1, value);
    if (text.size() >= 3 && text.size() <= 4 && value >= 1 && value < 4000) {
      add(BuiltinClass::year3, 1, value);
    }
    if (text.size() == 4 && value % 100 < 60 && value < 2400) {
      add(BuiltinClass::clock4, 1, value / 100);
      out_.list.back().value2 = value % 100;
    }
    if (text.size() == 2) add(BuiltinClass::two, 1, value);
    if (text.size() <= 2 && value >= 1 && value <= 31 && !letters_follow) {
      add(BuiltinClass::day, 1, value);
    }
    if (text.size() <= 2 && value <= 24) add(BuiltinClass::hour, 1, value);
  }

  std::optional<int> small(std::size_t i, std::size_t max_length) const {
    if (!atoms_.digits(i) || atoms_.word(i).size() > max_length) return std::nullopt;
    int value = 0;
    for (const char c : atoms_.word(i)) value = value * 10 + (c - '0');
    return value;
  }

  bool joined(std::size_t i, std::string_view mark) const {
    return atoms_.is(i, mark) && atoms_.glued(i) && atoms_.glued(i + 1);
  }

  /// 10:30, 10:30:15, 10.30 and 10h30 are left to rules but for the colon.
  void clock(std::size_t i) {
    const auto hour = small(i, 2);
    if (!hour || *hour > 24 || (i > 0 && joined(i - 1, ":"))) return;
    for (const std::string_view mark : {":", "."}) {
      if (!joined(i + 1, mark) || atoms_.word(i + 2).size() != 2) continue;
      const auto minute = small(i + 2, 2);
      if (!minute || *minute > 59) continue;
      if (mark == ".") {  // a class of its own would be one too many: "10.30" needs "Uhr", "am" …
        if (joined(i + 3, ".") && atoms_.digits(i + 4)) continue;
        add(BuiltinClass::dotclock, 3, *hour);
        out_.list.back().value2 = *minute;
        continue;
      }
      add(BuiltinClass::clock, 3, *hour);
      out_.list.back().value2 = *minute;
      if (joined(i + 3, ":")) {
        if (const auto second = small(i + 4, 2); second && *second < 60) {
          out_.list.back().value3 = *second;
          out_.list.back().atoms = 5;
        }
      }
    }
  }

  /// 2025-05-28, 28.05.2025, 5/28/2025, 28/05/25, 28.5.
  void numdate(std::size_t i) {
    if (i > 0 && atoms_.glued(i) && atoms_.list[i - 1].kind != AtomKind::mark) return;
    if (i > 1 && atoms_.glued(i) && atoms_.glued(i - 1) && atoms_.digits(i - 2)) return;
    for (const std::string_view mark : {"-", "/", "."}) {
      if (!joined(i + 1, mark) || !atoms_.digits(i + 2) || !joined(i + 3, mark) ||
          !atoms_.digits(i + 4)) {
        continue;
      }
      if (joined(i + 5, mark) || atoms_.digits(i + 5)) continue;
      const std::size_t first = atoms_.word(i).size();
      const std::size_t last = atoms_.word(i + 4).size();
      const auto a = small(i, 4);
      const auto b = small(i + 2, 2);
      const auto c = small(i + 4, 4);
      if (!a || !b || !c) continue;
      int year = 0;
      int month = *b;
      int day = 0;
      if (first == 4 && last <= 2) {
        year = *a;
        day = *c;
      } else if (first <= 2 && (last == 4 || last == 2)) {
        year = last == 4 ? *c : *c + (*c < 50 ? 2000 : 1900);
        const bool month_first = (rules_.month_first && mark != ".") ? *a <= 12 : *b > 12;
        month = month_first ? *a : *b;
        day = month_first ? *b : *a;
      }
      if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1000) continue;
      add(BuiltinClass::numdate, 5, year);
      out_.list.back().value2 = month;
      out_.list.back().value3 = day;
    }
  }

  void words(std::size_t i) {
    const NumberMatch match = rules_.numbers.at(atoms_, i);
    if (match.atoms == 0) return;
    if (atoms_.digits(i) && !match.decimal && !match.grouped && !match.ordinal && !isolated(i)) {
      return;
    }
    if (match.ordinal) {
      add(BuiltinClass::ordinal, match.atoms, match.value);
      if (match.value >= 1 && match.value <= 31) add(BuiltinClass::day, match.atoms, match.value);
    } else {
      add(BuiltinClass::number, match.atoms, match.value);
    }
  }

  const Atoms& atoms_;
  const DateRules& rules_;
  Lexemes out_;
};

class Matcher {
 public:
  Matcher(const Atoms& atoms, const Lexemes& lexemes, const DateRules& rules)
      : atoms_(atoms), lexemes_(lexemes), rules_(rules), tried_(rules.rules.size(), kNoWord) {}

  std::vector<DateMatch> run() {
    std::vector<DateMatch> found;
    for (std::uint32_t i = 0; i < atoms_.size(); ++i) {
      steps_ = 0;
      const std::uint32_t word = lexemes_.words[i];
      if (word != kNoWord) attempt(rules_.by_word[word], i, found);
      for (std::uint32_t k = lexemes_.first[i]; k < lexemes_.first[i + 1]; ++k) {
        attempt(rules_.by_class[lexemes_.list[k].of], i, found);
      }
    }
    return best_of(std::move(found));
  }

 private:
  void attempt(const std::vector<std::uint32_t>& rules, std::uint32_t at,
               std::vector<DateMatch>& found) {
    for (const std::uint32_t r : rules) {
      if (tried_[r] == at) continue;
      tried_[r] = at;
      best_ = {};
      best_.rule = r;
      rule_ = &rules_.rules[r];
      DateFields fields;
      step(0, at, 0, 0, fields);
      if (best_.end > best_.begin) {
        best_.action = rule_->action;
        for (const auto& [field, value] : rule_->sets) best_.fields.set(field, value);
        found.push_back(best_);
      }
    }
  }

  /// Any word, any capitalised word: too common to list as lexemes.
  static bool is_shape(std::uint32_t of) {
    return of == static_cast<std::uint32_t>(BuiltinClass::cap) ||
           of == static_cast<std::uint32_t>(BuiltinClass::word);
  }
  bool has_shape(std::uint32_t of, std::size_t at) const {
    return atoms_.list[at].kind == AtomKind::word &&
           (atoms_.list[at].capital || of == static_cast<std::uint32_t>(BuiltinClass::word));
  }

  bool here(const DateElement& element, std::size_t at) const {
    if (at >= atoms_.size()) return false;
    if (element.adjacent && !atoms_.glued(at)) return false;
    if (element.classed) {
      if (is_shape(element.of)) return has_shape(element.of, at);
      for (std::uint32_t k = lexemes_.first[at]; k < lexemes_.first[at + 1]; ++k) {
        if (lexemes_.list[k].of == element.of) return true;
      }
      return false;
    }
    const std::uint32_t word = lexemes_.words[at];
    return word != kNoWord &&
           std::find(element.words.begin(), element.words.end(), word) != element.words.end();
  }

  static void store(const DateElement& element, const Lexeme& lexeme, DateFields& fields) {
    const bool ignored = element.field == DateField::kSize;
    switch (static_cast<BuiltinClass>(lexeme.of)) {
      case BuiltinClass::clock:
      case BuiltinClass::clock4:
      case BuiltinClass::dotclock:
        fields.set(DateField::hour, lexeme.value);
        fields.set(DateField::minute, lexeme.value2);
        if (lexeme.value3 >= 0) fields.set(DateField::second, lexeme.value3);
        return;
      case BuiltinClass::numdate:
        fields.set(DateField::year, lexeme.value);
        fields.set(DateField::month, lexeme.value2);
        fields.set(DateField::day, lexeme.value3);
        return;
      default:
        if (!ignored) fields.set(element.field, lexeme.value);
    }
  }

  // NOLINTNEXTLINE(misc-no-recursion): depth is at most kMaxRuleElements
  void step(std::size_t e, std::uint32_t at, std::uint32_t begin, std::uint32_t end,
            const DateFields& fields) {
    if (++steps_ > kMaxMatchSteps) return;
    if (e == rule_->open) begin = at;
    if (e == rule_->close) end = at;
    if (e == rule_->elements.size()) {
      if (end > best_.end || best_.end == 0 || (end == best_.end && at - begin > best_.context)) {
        best_.begin = begin;
        best_.end = end;
        best_.context = at - begin;
        best_.fields = fields;
      }
      return;
    }
    const DateElement& element = rule_->elements[e];
    using Sort = DateElement::Sort;
    switch (element.sort) {
      case Sort::before:
      case Sort::not_before: {
        const bool is = at > 0 && here(element, at - 1);
        if (is == (element.sort == Sort::before)) step(e + 1, at, begin, end, fields);
        return;
      }
      case Sort::not_next:
        if (!here(element, at)) step(e + 1, at, begin, end, fields);
        return;
      case Sort::words:
        if (here(element, at)) step(e + 1, at + 1, begin, end, fields);
        break;
      case Sort::of_class:
        if (is_shape(element.of)) {
          if (at < atoms_.size() && has_shape(element.of, at) &&
              !(element.adjacent && !atoms_.glued(at))) {
            step(e + 1, at + 1, begin, end, fields);
          }
        } else if (at < atoms_.size() && !(element.adjacent && !atoms_.glued(at))) {
          for (std::uint32_t k = lexemes_.first[at]; k < lexemes_.first[at + 1]; ++k) {
            const Lexeme& lexeme = lexemes_.list[k];
            if (lexeme.of != element.of) continue;
            DateFields more = fields;
            store(element, lexeme, more);
            step(e + 1, at + lexeme.atoms, begin, end, more);
          }
        }
        break;
    }
    if (element.optional) step(e + 1, at, begin, end, fields);
  }

  /// Of matches of the same words: the one that saw more around them; then what says "no time".
  static std::vector<DateMatch> best_of(std::vector<DateMatch> found) {
    std::stable_sort(found.begin(), found.end(), [](const DateMatch& a, const DateMatch& b) {
      if (a.begin != b.begin) return a.begin < b.begin;
      if (a.end != b.end) return a.end > b.end;
      if (a.context != b.context) return a.context > b.context;
      const bool a_none = a.action == DateAction::none;
      if (a_none != (b.action == DateAction::none)) return a_none;
      return a.rule < b.rule;
    });
    std::vector<DateMatch> out;
    for (DateMatch& match : found) {
      if (out.empty() || match.begin >= out.back().end) out.push_back(match);
    }
    return out;
  }

  const Atoms& atoms_;
  const Lexemes& lexemes_;
  const DateRules& rules_;
  std::vector<std::uint32_t> tried_;
  const DateRule* rule_ = nullptr;
  DateMatch best_;
  int steps_ = 0;
};

}  // namespace

Lexemes lexemes(const Atoms& atoms, const DateRules& rules) { return Lexer(atoms, rules).run(); }

std::vector<DateMatch> date_matches(const Atoms& atoms, const Lexemes& lexemes,
                                    const DateRules& rules) {
  return Matcher(atoms, lexemes, rules).run();
}

}  // namespace newsloom::annotate
