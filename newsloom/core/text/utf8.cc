#include "newsloom/core/text/utf8.h"

#include <algorithm>
#include <cstring>

namespace newsloom {
namespace {

constexpr std::size_t kBlock = 64;

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (byte_at(text, at) & 0xC0U) == 0x80U;
}

// The length of the well-formed character at `at`, or 0; `bad` gets the length of the maximal
// ill-formed subpart. Source: Unicode 15, table 3-7.
std::size_t well_formed_length(std::string_view text, std::size_t at, std::size_t& bad) {
  const unsigned char b = byte_at(text, at);
  bad = 1;
  if (b < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (b >= 0xC2 && b <= 0xDF) {
    length = 2;
  } else if (b >= 0xE0 && b <= 0xEF) {
    length = 3;
    if (b == 0xE0) low = 0xA0;
    if (b == 0xED) high = 0x9F;
  } else if (b >= 0xF0 && b <= 0xF4) {
    length = 4;
    if (b == 0xF0) low = 0x90;
    if (b == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  if (at + 1 >= text.size() || byte_at(text, at + 1) < low || byte_at(text, at + 1) > high) {
    return 0;
  }
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(text, at + i)) {
      bad = i;
      return 0;
    }
  }
  return length;
}

// The first byte beyond ASCII from `at` on, found eight bytes at a time; may stop a little early.
std::size_t after_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::uint64_t word = 0;
  while (at + sizeof word <= text.size()) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
    at += sizeof word;
  }
  return at;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (byte_at(bytes, at) < 0x80) {
      at = after_ascii(bytes, at + 1);
      continue;
    }
    const std::size_t length = well_formed_length(bytes, at, bad);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string repaired_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = well_formed_length(bytes, at, bad);
    if (length == 0) {
      append_utf8(out, kReplacement);
      at += bad;
    } else {
      out.append(bytes, at, length);
      at += length;
    }
  }
  return out;
}

CodePoint code_point_at(std::string_view text, std::size_t at) {
  std::size_t bad = 0;
  const std::size_t length = well_formed_length(text, at, bad);
  const unsigned char b = byte_at(text, at);
  switch (length) {
    case 1: return {b, at + 1};
    case 2:
      return {(static_cast<char32_t>(b & 0x1FU) << 6) | (byte_at(text, at + 1) & 0x3FU), at + 2};
    case 3:
      return {(static_cast<char32_t>(b & 0x0FU) << 12) |
                  (static_cast<char32_t>(byte_at(text, at + 1) & 0x3FU) << 6) |
                  (byte_at(text, at + 2) & 0x3FU),
              at + 3};
    case 4:
      return {(static_cast<char32_t>(b & 0x07U) << 18) |
                  (static_cast<char32_t>(byte_at(text, at + 1) & 0x3FU) << 12) |
                  (static_cast<char32_t>(byte_at(text, at + 2) & 0x3FU) << 6) |
                  (byte_at(text, at + 3) & 0x3FU),
              at + 4};
    default: return {kReplacement, at + bad};
  }
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (c >> 6)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (c >> 12)));
    out.push_back(static_cast<char>(0x80U | ((c >> 6) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else {
    out.push_back(static_cast<char>(0xF0U | (c >> 18)));
    out.push_back(static_cast<char>(0x80U | ((c >> 12) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | ((c >> 6) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  }
}

bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (at < text.size() && !is_continuation(text, at));
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  ascii_ = std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii_) return;
  before_.reserve(text.size() / kBlock + 1);
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at % kBlock == 0) before_.push_back(count);
    if (!is_continuation(text, at)) ++count;
  }
  if (text.size() % kBlock == 0) before_.push_back(count);
}

std::uint32_t CodePointIndex::code_points(std::uint32_t bytes) const {
  const auto end = std::min<std::size_t>(bytes, text_.size());
  if (ascii_) return static_cast<std::uint32_t>(end);
  std::uint32_t count = before_[end / kBlock];
  for (std::size_t at = end / kBlock * kBlock; at < end; ++at) {
    if (!is_continuation(text_, at)) ++count;
  }
  return count;
}

std::uint32_t CodePointIndex::bytes(std::uint32_t code_points) const {
  if (ascii_) return std::min(code_points, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(before_.begin(), before_.end(), code_points);
  const auto block = static_cast<std::size_t>(after - before_.begin()) - 1;
  std::uint32_t count = before_[block];
  std::size_t at = block * kBlock;
  while (at < text_.size() && (is_continuation(text_, at) || count < code_points)) {
    if (!is_continuation(text_, at)) ++count;
    ++at;
  }
  return static_cast<std::uint32_t>(at);
}

}  // namespace newsloom
