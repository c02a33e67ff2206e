// Reading the number words of a language from its file.

#include <algorithm>
#include <charconv>

#include "newsloom/stages/annotate/numbers.h"

namespace newsloom::annotate {
namespace {

std::string_view next_field(std::string_view& line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) {
    line = {};
    return {};
  }
  line.remove_prefix(begin);
  const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
  const std::string_view field = line.substr(0, end);
  line.remove_prefix(end);
  return field;
}

}  // namespace

Result<NumberWords> NumberWords::load(const DataSource& data, std::string_view language) {
  const std::string name = "annotate/figures/" + std::string(language) + ".numbers";
  const auto text = data(name);
  if (!text) return fail(Errc::not_found, "no such data file", name);
  return parse(*text, name);
}

Result<NumberWords> NumberWords::parse(std::string_view text, std::string_view name) {
  NumberWords words;
  words.starts_.assign(65536, false);
  int line_number = 0;
  while (!text.empty()) {
    ++line_number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (const std::size_t hash = line.find(" #"); hash != std::string_view::npos) {
      line = line.substr(0, hash);
    }
    const std::string_view key = next_field(line);
    if (key.empty() || key[0] == '#') continue;
    const auto where = std::string(name) + ":" + std::to_string(line_number);
    NL_TRY(const bool set, words.setting(key, line, where));
    if (set) continue;
    NL_TRY_VOID(words.entry(key, line, where));
  }
  return words;
}

/// The lines that are no words; false: not one of them.
Result<bool> NumberWords::setting(std::string_view key, std::string_view line,
                                  const std::string& where) {
  if (key == "decimal" || key == "group") {
    const std::string_view mark = next_field(line);
    if (mark == "space") {
      space_groups_ = true;
    } else if (mark.size() == 1) {
      (key == "decimal" ? decimal_ : group_) = mark[0];
    } else {
      return fail(Errc::corrupt, "expected one mark, or space", where);
    }
    return true;
  }
  if (key == "compounds") {
    compounds_ = true;
    compound_join_ = next_field(line);
    return true;
  }
  if (key == "compound-ordinal") {
    for (auto f = next_field(line); !f.empty(); f = next_field(line)) {
      ordinal_endings_.emplace_back(f);
    }
    return true;
  }
  if (key == "vigesimal" || key == "ordinal-dot") {
    (key == "vigesimal" ? vigesimal_ : ordinal_dot_) = true;
    return true;
  }
  return false;
}

/// "value 20 twenty": a part of numbers, its value and its forms.
Result<bool> NumberWords::entry(std::string_view key, std::string_view line,
                                const std::string& where) {
  NumberPart part{};
  bool glued = false;
  bool valued = true;
  if (key == "value") {
    part = NumberPart::value;
  } else if (key == "scale" || key == "glued-scale") {
    part = NumberPart::scale;
    glued = key == "glued-scale";
  } else if (key == "ordinal") {
    part = NumberPart::ordinal;
  } else if (key == "fraction") {
    part = NumberPart::fraction;
  } else if (key == "ordinal-suffix" || key == "join" || key == "article") {
    part = key == "join"      ? NumberPart::join
           : key == "article" ? NumberPart::article
                              : NumberPart::ordinal_suffix;
    valued = false;
  } else {
    return fail(Errc::corrupt, "unknown word " + std::string(key), where);
  }
  double value = 0;
  if (valued) {
    const std::string_view field = next_field(line);
    const auto [ptr, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (field.empty() || error != std::errc() || ptr != field.data() + field.size()) {
      return fail(Errc::corrupt, "expected a number", where);
    }
  }
  for (auto form = next_field(line); !form.empty(); form = next_field(line)) {
    std::string spaced(form);  // "_" stands for a space inside a form
    for (char& c : spaced) c = c == '_' ? ' ' : c;
    const Atoms atoms = atoms_of(spaced, {});
    if (atoms.size() == 0) return fail(Errc::corrupt, "a form without letters", where);
    Entry entry{part, value, glued, {}};
    for (std::size_t i = 1; i < atoms.size(); ++i) entry.rest.emplace_back(atoms.word(i));
    if (atoms.word(0).size() >= 2) {
      starts_[static_cast<unsigned char>(atoms.word(0)[0]) * 256u +
              static_cast<unsigned char>(atoms.word(0)[1])] = true;
    }
    entries_[std::string(atoms.word(0))].push_back(std::move(entry));
  }
  return true;
}

}  // namespace newsloom::annotate
