#include "newsloom/stages/annotate/numbers_atoms.h"

#include <unicode/uchar.h>

#include "newsloom/core/text/utf8.h"

namespace newsloom::annotate {
namespace {

enum class Sort { word, digits, mark, space };

Sort sort_of(char32_t c) {
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Sort::word;
    if (c >= '0' && c <= '9') return Sort::digits;
    return c <= ' ' ? Sort::space : Sort::mark;
  }
  const auto point = static_cast<UChar32>(c);
  if (u_isUWhiteSpace(point) || c == 0x200B || c == 0xFEFF) return Sort::space;
  if (u_isalpha(point) || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0) return Sort::word;
  return Sort::mark;
}

void append_lower(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  } else {
    append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
  }
}

bool is_capital(char32_t c) {
  return c < 0x80 ? (c >= 'A' && c <= 'Z') : u_isUUppercase(static_cast<UChar32>(c)) != 0;
}

}  // namespace

Atoms atoms_of(std::string_view text, Span origin) {
  Atoms atoms;
  atoms.lower.reserve(text.size());
  atoms.list.reserve(text.size() / 4 + 4);
  Sort before = Sort::space;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const Sort sort = sort_of(point.value);
    if (sort == Sort::space) {
      space = true;
    } else {
      const bool joins = !space && sort == before && sort != Sort::mark && !atoms.list.empty();
      if (!joins) {
        if (atoms.list.size() >= kMaxAtomsOfSentence) break;
        Atom atom{};
        atom.span = {static_cast<std::uint32_t>(origin.begin + at),
                     static_cast<std::uint32_t>(origin.begin + point.next), origin.field};
        atom.low_begin = static_cast<std::uint32_t>(atoms.lower.size());
        atom.kind = sort == Sort::word     ? AtomKind::word
                    : sort == Sort::digits ? AtomKind::digits
                                           : AtomKind::mark;
        atom.space_before = space;
        atom.capital = sort == Sort::word && is_capital(point.value);
        atoms.list.push_back(atom);
      }
      append_lower(atoms.lower, point.value);
      atoms.list.back().span.end = static_cast<std::uint32_t>(origin.begin + point.next);
      atoms.list.back().low_end = static_cast<std::uint32_t>(atoms.lower.size());
      space = false;
    }
    before = sort;
    at = point.next;
  }
  return atoms;
}

std::string lowered(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    append_lower(out, point.value);
    at = point.next;
  }
  return out;
}

}  // namespace newsloom::annotate
