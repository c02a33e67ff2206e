#include "newsloom/stages/decode/warc.h"

#include <algorithm>
#include <charconv>

#include "newsloom/stages/decode/http_message.h"

namespace newsloom::decode {
namespace {

constexpr std::string_view kMark = "WARC/";

tl::unexpected<Error> damaged(std::string what, std::uint64_t offset) {
  return fail(Errc::invalid_input, std::move(what), std::to_string(offset));
}

bool begins_record(std::string_view bytes) {
  return bytes.substr(0, 5) == kMark && bytes.size() > 7 && bytes[5] >= '0' && bytes[5] <= '9' &&
         bytes[6] == '.';
}

}  // namespace

// After damage: the next line that begins a record.
bool WarcReader::find_next_record() {
  for (;;) {
    const std::string_view bytes = stream_.peek(4096);
    if (bytes.size() < 8) return false;
    std::size_t at = bytes.find(kMark, stream_.offset() == record_.offset ? 1 : 0);
    while (at != std::string_view::npos && at + 8 <= bytes.size() &&
           !(begins_record(bytes.substr(at)) && (at == 0 || bytes[at - 1] == '\n'))) {
      at = bytes.find(kMark, at + 1);
    }
    if (at != std::string_view::npos && at + 8 <= bytes.size()) {
      stream_.consume(at);
      return true;
    }
    stream_.consume(bytes.size() > 16 ? bytes.size() - 8 : bytes.size());
  }
}

Result<std::optional<WarcRecord>> WarcReader::next() {
  const bool had_block = !first_;
  if (lost_) {
    lost_ = false;
    if (!find_next_record()) return std::nullopt;
  } else {
    if (left_ > 0) {
      const std::uint64_t at = record_.offset;
      const bool whole = stream_.skip(left_);
      left_ = 0;
      if (!whole) {
        if (stream_.error()) return std::nullopt;
        return damaged("the file ends inside this record", at);
      }
    }
    // Two line ends close a record; more or less of them do no harm.
    for (std::string_view b = stream_.peek(1); !b.empty() && (b[0] == '\r' || b[0] == '\n');
         b = stream_.peek(1)) {
      stream_.consume(1);
    }
  }
  first_ = false;
  const std::string_view start = stream_.peek(8);
  if (start.empty()) return std::nullopt;
  if (!begins_record(start)) {
    lost_ = true;
    return damaged(
        had_block ? "no record begins where the length of the one before says" : "no WARC record",
        stream_.offset());
  }
  return head();
}

Result<std::optional<WarcRecord>> WarcReader::head() {
  record_ = {};
  record_.offset = stream_.offset();
  std::size_t end = std::string_view::npos;
  std::size_t close = 0;
  std::string_view bytes;
  for (std::size_t want = 1024; end == std::string_view::npos; want *= 4) {
    bytes = stream_.peek(want);
    const std::string_view part = bytes.substr(0, std::min(want, bytes.size()));
    const std::size_t crlf = part.find("\r\n\r\n");
    const std::size_t lf = part.find("\n\n");
    end = std::min(crlf, lf);
    close = end == crlf ? 4 : 2;
    if (end == std::string_view::npos && (want >= kMaxWarcHeadBytes || bytes.size() < want)) {
      lost_ = true;
      return damaged("the head of this record has no end", record_.offset);
    }
  }
  const std::string_view lines = bytes.substr(0, end);
  record_.type = header_value(lines, "warc-type");
  record_.target_uri = header_value(lines, "warc-target-uri");
  record_.date = header_value(lines, "warc-date");
  record_.content_type = header_value(lines, "content-type");
  record_.truncated = header_value(lines, "warc-truncated");
  std::string& uri = record_.target_uri;
  if (uri.size() > 2 && uri.front() == '<' && uri.back() == '>')
    uri = uri.substr(1, uri.size() - 2);
  const std::string length = header_value(lines, "content-length");
  const auto [stop, error] =
      std::from_chars(length.data(), length.data() + length.size(), record_.length);
  if (length.empty() || error != std::errc() || stop != length.data() + length.size()) {
    lost_ = true;
    return damaged("this record has no length", record_.offset);
  }
  stream_.consume(end + close);
  left_ = record_.length;
  return record_;
}

Result<std::string> WarcReader::block() {
  if (left_ > kMaxWarcBlockBytes) {
    return fail(Errc::too_large, "record of " + std::to_string(left_) + " bytes",
                std::to_string(record_.offset));
  }
  std::string bytes;
  // The length is only a claim: memory is taken as bytes come.
  bytes.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(left_, 1U << 20U)));
  const bool whole = stream_.take(static_cast<std::size_t>(left_), bytes);
  left_ = 0;
  if (!whole) return damaged("the file ends inside this record", record_.offset);
  return bytes;
}

}  // namespace newsloom::decode
