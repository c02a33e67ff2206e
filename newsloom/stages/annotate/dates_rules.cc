#include "newsloom/stages/annotate/dates_rules.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace newsloom::annotate {
namespace {

constexpr std::array<std::string_view, kDateFields> kFieldNames = {
    "year",    "yy",     "month",  "day",       "weekday",    "decade",   "century",   "era",
    "quarter", "half",   "season", "week",      "weekend",    "part",     "hour",      "minute",
    "second",  "ampm",   "zone",   "yearshift", "monthshift", "dayshift", "weekshift", "count",
    "unit",    "count2", "unit2",  "sign",      "nth",        "near",     "mod",       "from",
    "ref",     "easter", "vague",  "each",      "skip"};

constexpr std::array<std::string_view, kBuiltinClasses> kBuiltinNames = {
    "int",    "number", "day",    "year",    "year3",   "anyyear",  "two", "clock",
    "clock4", "hour",   "minute", "numdate", "ordinal", "dotclock", "cap", "word"};

struct Symbol {
  std::string_view name;
  double value;
};
constexpr Symbol kSymbols[] = {
    {"second", 1},      {"minute", 2},    {"hour", 3},      {"day", 4},      {"night", 5},
    {"weekend", 6},     {"week", 7},      {"fortnight", 8}, {"month", 9},    {"quarter", 10},
    {"season", 11},     {"halfyear", 12}, {"year", 13},     {"decade", 14},  {"century", 15},
    {"millennium", 16}, {"MO", 1},        {"MI", 2},        {"AF", 3},       {"EV", 4},
    {"NI", 5},          {"DT", 6},        {"NOON", 7},      {"MIDNIGHT", 8}, {"SP", 1},
    {"SU", 2},          {"FA", 3},        {"WI", 4},        {"start", 1},    {"middle", 2},
    {"end", 3},         {"about", 4},     {"past", -1},     {"present", 0},  {"future", 1},
    {"anchor", 0},      {"text", 1},      {"story", 2},     {"bc", 1},       {"ad", 2},
    {"am", 1},          {"pm", 2},
};

std::optional<double> value_of(std::string_view text) {
  for (const Symbol& symbol : kSymbols) {
    if (symbol.name == text) return symbol.value;
  }
  double value = 0;
  const auto [ptr, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<DateField> field_of(std::string_view name) {
  for (std::size_t i = 0; i < kFieldNames.size(); ++i) {
    if (kFieldNames[i] == name) return static_cast<DateField>(i);
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(mark);
    if (const auto part = trimmed(text.substr(0, at)); !part.empty()) parts.push_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

class Reader {
 public:
  Reader(std::string_view name, NumberWords numbers) : name_(name) {
    rules_.numbers = std::move(numbers);
    for (const std::string_view builtin : kBuiltinNames) class_id(builtin);
  }

  Result<DateRules> read(std::string_view text) {
    std::string section;
    while (!text.empty()) {
      ++line_;
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (const auto hash = line.find("##"); hash != std::string_view::npos) {
        line = line.substr(0, hash);
      }
      line = trimmed(line);
      if (line.empty() || line[0] == '#') continue;
      if (line[0] == '[' && line.back() == ']' && line.find(' ') == std::string_view::npos) {
        section = line.substr(1, line.size() - 2);
      } else if (section.empty()) {
        NL_TRY_VOID(setting(line));
      } else if (section == "rules") {
        NL_TRY_VOID(rule(line));
      } else {
        NL_TRY_VOID(entry(section, line));
      }
    }
    finish();
    return std::move(rules_);
  }

 private:
  tl::unexpected<Error> wrong(std::string_view what, std::string_view which) const {
    return fail(Errc::corrupt, std::string(what) + ": " + std::string(which),
                std::string(name_) + ":" + std::to_string(line_));
  }

  std::uint32_t word_id(std::string_view word) {
    const auto [at, added] =
        rules_.vocabulary.emplace(word, static_cast<std::uint32_t>(rules_.vocabulary.size()));
    if (added) rules_.forms.emplace_back();
    return at->second;
  }

  std::uint32_t class_id(std::string_view name) {
    return rules_.classes.emplace(name, static_cast<std::uint32_t>(rules_.classes.size()))
        .first->second;
  }

  Result<bool> setting(std::string_view line) {
    const auto parts = split(line, ' ');
    if (parts.size() == 2 && parts[0] == "order") {
      rules_.month_first = parts[1] == "mdy";
      return true;
    }
    if (parts.size() >= 2 && (parts[0] == "past-endings" || parts[0] == "future-endings")) {
      auto& list = parts[0][0] == 'p' ? rules_.past_endings : rules_.future_endings;
      for (std::size_t i = 1; i < parts.size(); ++i) list.emplace_back(parts[i]);
      return true;
    }
    if (parts.size() == 1 && parts[0].ends_with("endings")) return true;
    return wrong("unknown setting", line);
  }

  /// "5 = ^May, Mai.": a value and its forms; without "=" the value is 1.
  Result<bool> entry(std::string_view section, std::string_view line) {
    const std::size_t equals = line.find('=');
    double value = 1;
    if (equals != std::string_view::npos) {
      const auto given = value_of(trimmed(line.substr(0, equals)));
      if (!given) return wrong("unknown value", line.substr(0, equals));
      value = *given;
      line = line.substr(equals + 1);
    }
    const std::uint32_t of = class_id(section);
    for (std::string_view form : split(line, ',')) {
      DateForm made;
      made.of = of;
      made.value = value;
      if (form[0] == '^') {
        made.capital = true;
        form.remove_prefix(1);
      }
      const Atoms atoms = atoms_of(form, {});
      if (atoms.size() == 0) return wrong("a form without words", line);
      for (std::size_t i = 1; i < atoms.size(); ++i) made.rest.push_back(word_id(atoms.word(i)));
      rules_.forms[word_id(atoms.word(0))].push_back(std::move(made));
    }
    return true;
  }

  Result<bool> words_or_class(std::string_view piece, DateElement& element) {
    if (piece.size() > 2 && piece.front() == '{' && piece.back() == '}') {
      piece = piece.substr(1, piece.size() - 2);
      const std::size_t colon = piece.find(':');
      const std::string_view field =
          colon == std::string_view::npos ? piece : piece.substr(colon + 1);
      element.classed = true;
      element.of = class_id(piece.substr(0, colon));
      used_.emplace_back(element.of, line_);
      if (const auto known = field_of(field)) {
        element.field = *known;
      } else if (colon != std::string_view::npos && field != "_") {
        return wrong("unknown field", field);
      }
      return true;
    }
    if (piece.size() > 1 && (piece.front() == '(') != (piece.back() == ')')) {
      return wrong("alternatives are single words without spaces", piece);
    }
    if (piece.size() > 2 && piece.front() == '(' && piece.back() == ')') {
      for (const auto word : split(piece.substr(1, piece.size() - 2), '|')) {
        element.words.push_back(word_id(lowered(word)));
      }
      return true;
    }
    element.words.push_back(word_id(lowered(piece)));
    return true;
  }

  Result<bool> element(std::string_view piece, DateRule& rule) {
    DateElement made;
    using Sort = DateElement::Sort;
    Sort zero_width = Sort::words;
    if (piece.starts_with("<!")) {
      zero_width = Sort::not_before;
      piece.remove_prefix(2);
    } else if (piece.size() > 1 && piece[0] == '<') {
      zero_width = Sort::before;
      piece.remove_prefix(1);
    } else if (piece.size() > 1 && piece[0] == '!') {
      zero_width = Sort::not_next;
      piece.remove_prefix(1);
    }
    if (piece.size() > 1 && piece[0] == '~') {
      made.adjacent = true;
      piece.remove_prefix(1);
    }
    if (piece.size() > 1 && piece.back() == '?') {
      made.optional = true;
      piece.remove_suffix(1);
    }
    NL_TRY_VOID(words_or_class(piece, made));
    made.sort = zero_width != Sort::words ? zero_width
                : made.classed            ? Sort::of_class
                                          : Sort::words;
    rule.elements.push_back(std::move(made));
    return true;
  }

  Result<bool> rule(std::string_view line) {
    const std::size_t arrow = line.find("=>");
    if (arrow == std::string_view::npos) return wrong("a rule without =>", line);
    DateRule made;
    made.line = line_;
    bool opened = false;
    bool closed = false;
    for (const auto piece : split(line.substr(0, arrow), ' ')) {
      if (piece == "[") {
        made.open = made.elements.size();
        opened = true;
      } else if (piece == "]") {
        made.close = made.elements.size();
        closed = true;
      } else {
        NL_TRY_VOID(element(piece, made));
      }
    }
    if (opened != closed) return wrong("[ without ]", line);
    if (!closed) made.close = made.elements.size();
    if (made.elements.empty() || made.elements.size() > kMaxRuleElements) {
      return wrong("too few or too many elements", line);
    }
    const auto effects = split(line.substr(arrow + 2), ' ');
    if (effects.empty()) return wrong("a rule without effect", line);
    static constexpr std::string_view kActions[] = {"date",     "time", "weekday", "shift",
                                                    "duration", "set",  "ref",     "none"};
    const auto* action = std::find(std::begin(kActions), std::end(kActions), effects[0]);
    if (action == std::end(kActions)) return wrong("unknown effect", effects[0]);
    made.action = static_cast<DateAction>(action - std::begin(kActions));
    for (std::size_t i = 1; i < effects.size(); ++i) {
      const std::size_t equals = effects[i].find('=');
      const auto field = field_of(effects[i].substr(0, equals));
      const auto value = equals == std::string_view::npos ? std::optional<double>(1)
                                                          : value_of(effects[i].substr(equals + 1));
      if (!field || !value) return wrong("unknown field or value", effects[i]);
      made.sets.emplace_back(*field, *value);
    }
    // A rule must begin with something that can be looked up.
    for (const DateElement& element : made.elements) {
      if (element.sort == DateElement::Sort::of_class &&
          (element.of == static_cast<std::uint32_t>(BuiltinClass::cap) ||
           element.of == static_cast<std::uint32_t>(BuiltinClass::word))) {
        return wrong("a rule cannot begin with {cap} or {word}", line);
      }
      if (element.sort <= DateElement::Sort::of_class && !element.optional) break;
    }
    rules_.rules.push_back(std::move(made));
    return true;
  }

  void finish() {
    rules_.by_word.resize(rules_.vocabulary.size());
    rules_.by_class.resize(rules_.classes.size());
    for (std::uint32_t r = 0; r < rules_.rules.size(); ++r) {
      for (const DateElement& element : rules_.rules[r].elements) {
        if (element.sort == DateElement::Sort::words) {
          for (const std::uint32_t word : element.words) rules_.by_word[word].push_back(r);
        } else if (element.sort == DateElement::Sort::of_class) {
          rules_.by_class[element.of].push_back(r);
        } else {
          continue;
        }
        if (!element.optional) break;
      }
    }
    const auto known = [&](std::string_view name) {
      const auto found = rules_.classes.find(name);
      return found == rules_.classes.end() ? kNoWord : found->second;
    };
    rules_.past_cue = known("past-cue");
    rules_.future_cue = known("future-cue");
    rules_.present_cue = known("present-cue");
    rules_.join = known("join");
  }

  std::string_view name_;
  int line_ = 0;
  DateRules rules_;
  std::vector<std::pair<std::uint32_t, int>> used_;
};

}  // namespace

Result<DateRules> date_rules(std::string_view text, std::string_view name, NumberWords numbers) {
  return Reader(name, std::move(numbers)).read(text);
}

}  // namespace newsloom::annotate
