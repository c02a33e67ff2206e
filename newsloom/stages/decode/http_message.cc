#include "newsloom/stages/decode/http_message.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>

#include "newsloom/stages/decode/byte_stream.h"

namespace newsloom::decode {
namespace {

constexpr std::size_t kStep = 128U << 10U;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char a, char b) { return lower(a) == b; }) != text.end();
}

std::optional<std::size_t> hex_size(std::string_view line) {
  std::size_t value = 0;
  std::size_t digits = 0;
  for (const char raw : line) {
    const char c = lower(raw);
    int digit = -1;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (digit < 0) {
      if (digits > 0 && (c == ';' || c == ' ' || c == '\t')) break;
      return std::nullopt;
    }
    if (++digits > 8) return std::nullopt;
    value = value * 16 + static_cast<std::size_t>(digit);
  }
  return digits == 0 ? std::nullopt : std::optional<std::size_t>(value);
}

// Joins the chunks; nothing where the first is no chunk at all. A broken chunk ends the body: what
// stands behind it is taken as it is.
std::optional<std::string> joined_chunks(std::string_view body) {
  std::string out;
  bool first = true;
  while (!body.empty()) {
    const std::size_t end = body.find('\n');
    const auto size = hex_size(trimmed(body.substr(0, std::min<std::size_t>(end, 64))));
    if (!size || end == std::string_view::npos) {
      if (first) return std::nullopt;
      out.append(body);
      break;
    }
    body.remove_prefix(end + 1);
    if (*size == 0) break;
    out.append(body.substr(0, *size));
    body.remove_prefix(std::min(*size, body.size()));
    if (body.substr(0, 2) == "\r\n") {
      body.remove_prefix(2);
    } else if (!body.empty() && body.front() == '\n') {
      body.remove_prefix(1);
    }
    first = false;
  }
  return out;
}

tl::unexpected<Error> over_limit() {
  return fail(Errc::too_large,
              "body unpacks to more than " + std::to_string(kMaxBodyBytes) + " bytes");
}

Result<std::string> unpacked(std::string_view body) {
  std::size_t at = 0;
  Unpacker unpacker([&](char* out, std::size_t size) -> Result<std::size_t> {
    const std::size_t n = std::min(size, body.size() - at);
    std::memcpy(out, body.data() + at, n);
    at += n;
    return n;
  });
  std::string out;
  for (;;) {
    const std::size_t have = out.size();
    out.resize(have + kStep);
    auto got = unpacker.read(out.data() + have, kStep);
    out.resize(have + (got ? *got : 0));
    if (!got) {
      // A page cut off at the end is still a page; browsers show it, too.
      if (got.error().code == Errc::invalid_input && !out.empty()) return out;
      return tl::unexpected<Error>(got.error());
    }
    if (*got == 0) return out;
    if (out.size() > kMaxBodyBytes) return over_limit();
  }
}

// "deflate" is zlib's format by the standard, and the bare one on many servers.
Result<std::string> inflated(std::string_view body) {
  for (const int window : {15, -15}) {
    z_stream zlib{};
    if (inflateInit2(&zlib, window) != Z_OK) return fail(Errc::unavailable, "no memory for zlib");
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    zlib.avail_in = static_cast<uInt>(body.size());
    std::string out;
    int status = Z_OK;
    while (status == Z_OK && out.size() <= kMaxBodyBytes) {
      const std::size_t have = out.size();
      out.resize(have + kStep);
      zlib.next_out = reinterpret_cast<Bytef*>(out.data() + have);
      zlib.avail_out = static_cast<uInt>(kStep);
      status = inflate(&zlib, Z_NO_FLUSH);
      out.resize(have + kStep - zlib.avail_out);
    }
    inflateEnd(&zlib);
    if (out.size() > kMaxBodyBytes) return over_limit();
    if (status == Z_STREAM_END || !out.empty()) return out;
  }
  return fail(Errc::invalid_input, "damaged deflate data");
}

Result<std::string> unbrotlied(std::string_view body) {
  struct Closer {
    void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
  };
  const std::unique_ptr<BrotliDecoderState, Closer> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
  if (!state) return fail(Errc::unavailable, "no memory for brotli");
  std::string out;
  std::size_t left = body.size();
  const auto* next = reinterpret_cast<const std::uint8_t*>(body.data());
  for (;;) {
    const std::size_t have = out.size();
    out.resize(have + kStep);
    auto* to = reinterpret_cast<std::uint8_t*>(out.data() + have);
    std::size_t room = kStep;
    const auto status =
        BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &to, nullptr);
    out.resize(have + kStep - room);
    if (out.size() > kMaxBodyBytes) return over_limit();
    if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) continue;
    if (status == BROTLI_DECODER_RESULT_SUCCESS || !out.empty()) return out;
    return fail(Errc::invalid_input, "damaged brotli data");
  }
}

}  // namespace

std::string header_value(std::string_view lines, std::string_view name) {
  std::string value;
  bool found = false;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const bool folded = !line.empty() && (line.front() == ' ' || line.front() == '\t');
    if (found) {
      if (!folded) break;
      value.append(" ").append(trimmed(line));
    } else if (!folded && line.size() > name.size()) {
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) continue;
      const std::string_view key = trimmed(line.substr(0, colon));
      found = std::equal(key.begin(), key.end(), name.begin(), name.end(),
                         [](char a, char b) { return lower(a) == b; });
      if (found) value = trimmed(line.substr(colon + 1));
    }
  }
  return value;
}

Result<HttpHead> http_head(std::string_view bytes) {
  if (bytes.substr(0, 5) != "HTTP/" && bytes.substr(0, 4) != "ICY ") {
    return fail(Errc::invalid_input, "no HTTP answer");
  }
  const std::size_t crlf = bytes.find("\r\n\r\n");
  const std::size_t lf = bytes.find("\n\n");
  HttpHead head;
  head.size = std::min(std::min(crlf, lf), bytes.size());
  const std::string_view text = bytes.substr(0, head.size);
  if (head.size < bytes.size()) head.size += head.size == crlf ? 4 : 2;
  const std::size_t space = text.find(' ');
  if (space != std::string_view::npos) {
    for (const char c : text.substr(space + 1, 3)) {
      if (c < '0' || c > '9') return fail(Errc::invalid_input, "no HTTP status");
      head.status = head.status * 10 + (c - '0');
    }
  }
  head.content_type = header_value(text, "content-type");
  head.content_encoding = header_value(text, "content-encoding");
  head.transfer_encoding = header_value(text, "transfer-encoding");
  return head;
}

Result<std::string> http_body(const HttpHead& head, std::string_view body) {
  std::optional<std::string> joined;
  if (contains_ignoring_case(head.transfer_encoding, "chunked")) joined = joined_chunks(body);
  const std::string_view plain = joined ? std::string_view(*joined) : body;
  const std::string& coding = head.content_encoding;
  // The first bytes decide on gzip and zstd: many archives store the body unpacked and keep the
  // header.
  const bool gzip = plain.substr(0, 2) == "\x1F\x8B" && contains_ignoring_case(coding, "gzip");
  const bool zstd =
      plain.substr(0, 4) == "\x28\xB5\x2F\xFD" && contains_ignoring_case(coding, "zstd");
  if (gzip || zstd) return unpacked(plain);
  const std::size_t first = plain.find_first_not_of(" \t\r\n");
  const bool markup = first != std::string_view::npos && plain[first] == '<';
  if (!markup && contains_ignoring_case(coding, "deflate")) return inflated(plain);
  if (!markup && trimmed(coding) == "br") {
    if (auto text = unbrotlied(plain)) return text;
  }
  if (plain.size() > kMaxBodyBytes) return over_limit();
  return joined ? std::move(*joined) : std::string(plain);
}

}  // namespace newsloom::decode
