// Charset detection: validity of UTF-8, zero bytes of wide units, escape sequences, then uchardet,
// with ICU's detector where uchardet is not sure or its answer does not fit the bytes.
#include <uchardet/uchardet.h>
#include <unicode/ucsdet.h>
#include <algorithm>
#include <array>
#include <memory>

#include "newsloom/core/text/encoding.h"
#include "newsloom/core/text/encoding_table.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom {
namespace {

// The part that tells most: from a little before the first byte beyond ASCII.
std::string_view telling_part(std::string_view bytes) {
  const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || c == '\x1B' || c == '~';
  });
  const auto at = static_cast<std::size_t>(first - bytes.begin());
  return bytes.substr(at > 512 ? at - 512 : 0, kMaxDetectBytes);
}

// Text in units of two or four bytes has zero bytes at fixed places.
std::string_view wide_units(std::string_view bytes) {
  const std::string_view part = bytes.substr(0, 4096);
  std::array<std::size_t, 4> zeros{};
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] == '\0') ++zeros.at(i % 4);
  }
  const std::size_t quarter = part.size() / 4;
  if (quarter < 4) return {};
  const auto most = [quarter](std::size_t count) { return count * 10 > quarter * 9; };
  const auto few = [quarter](std::size_t count) { return count * 10 < quarter * 3; };
  if (most(zeros[0]) && most(zeros[1]) && few(zeros[3])) return "utf-32be";
  if (most(zeros[3]) && most(zeros[2]) && few(zeros[0])) return "utf-32le";
  const auto some = [quarter](std::size_t count) { return count * 10 > quarter * 2; };
  if (some(zeros[1]) && some(zeros[3]) && zeros[0] + zeros[2] < (zeros[1] + zeros[3]) / 8) {
    return "utf-16le";
  }
  if (some(zeros[0]) && some(zeros[2]) && zeros[1] + zeros[3] < (zeros[0] + zeros[2]) / 8) {
    return "utf-16be";
  }
  return {};
}

std::string_view escape_encoding(std::string_view bytes) {
  if (bytes.find("\x1B$)C") != std::string_view::npos) return "iso-2022-kr";
  for (const std::string_view mark : {"\x1B$B", "\x1B$@", "\x1B(J"}) {
    if (bytes.find(mark) != std::string_view::npos) return "iso-2022-jp";
  }
  if (bytes.find("~{") != std::string_view::npos && bytes.find("~}") != std::string_view::npos &&
      bytes.find('<') == std::string_view::npos) {
    return "hz-gb-2312";
  }
  return {};
}

std::string_view uchardet_guess(std::string_view bytes) {
  struct Closer {
    void operator()(uchardet* detector) const { uchardet_delete(detector); }
  };
  const std::unique_ptr<uchardet, Closer> detector(uchardet_new());
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return encoding_of_label(uchardet_get_charset(detector.get()));
}

std::string_view icu_guess(std::string_view bytes) {
  struct Closer {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
  };
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Closer> detector(ucsdet_open(&status));
  if (U_FAILURE(status) != 0) return {};
  ucsdet_enableInputFilter(detector.get(), 1);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (match == nullptr || U_FAILURE(status) != 0) return {};
  const char* name = ucsdet_getName(match, &status);
  return name == nullptr ? std::string_view() : encoding_of_label(name);
}

}  // namespace

std::string detected_encoding(std::string_view bytes) {
  if (const std::string_view wide = wide_units(bytes); !wide.empty()) return std::string(wide);
  const std::string_view part = telling_part(bytes);
  if (is_utf8(bytes)) {
    const std::string_view escaped = escape_encoding(part);
    return std::string(escaped.empty() ? "utf-8" : escaped);
  }
  // Wide units were looked for above, and the bytes are not valid UTF-8.
  const auto is_no_answer = [](std::string_view name) {
    return name.empty() || name.substr(0, 4) == "utf-";
  };
  std::string_view name = uchardet_guess(part);
  if (is_no_answer(name)) name = icu_guess(part);
  if (is_no_answer(name)) name = "windows-1252";
  return std::string(name);
}

}  // namespace newsloom
