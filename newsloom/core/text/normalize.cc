#include "newsloom/core/text/normalize.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <algorithm>
#include <memory>

#include "newsloom/core/text/utf8.h"

namespace newsloom {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string repaired = is_utf8(text) ? std::string(text) : repaired_utf8(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) != 0) return repaired;
  if (normalizer->isNormalizedUTF8(repaired, status) != 0) return repaired;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  normalizer->normalizeUTF8(0, repaired, sink, nullptr, status);
  return U_FAILURE(status) != 0 ? repaired : out;
}

std::string folded(std::string_view text) {
  std::string out;
  if (is_ascii(text)) {
    out.resize(text.size());
    std::transform(text.begin(), text.end(), out.begin(), ascii_lower);
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8Fold(0, text, sink, nullptr, status);
  return U_FAILURE(status) != 0 ? std::string(text) : out;
}

std::string latin_key(std::string_view text) {
  if (is_ascii(text)) return folded(text);
  // An ICU transliterator is not safe to share between threads; each has its own.
  thread_local const std::unique_ptr<icu::Transliterator> to_latin = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(icu::Transliterator::createInstance(
        "Any-Latin; Latin-ASCII; NFD; [:Nonspacing Mark:] Remove; NFC", UTRANS_FORWARD, status));
  }();
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
  if (to_latin) to_latin->transliterate(wide);
  std::string out;
  wide.toUTF8String(out);
  return folded(out);
}

std::string squeezed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool white = c.value == ' ' || (c.value >= 9 && c.value <= 13) ||
                       (c.value >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(c.value)) != 0);
    if (white) {
      space = !out.empty();
    } else {
      if (space) out.push_back(' ');
      space = false;
      out.append(text, at, c.next - at);
    }
    at = c.next;
  }
  return out;
}

}  // namespace newsloom
