#pragma once
// WARC files: one record after the other. Source: ISO 28500:2017 (WARC 1.1); 1.0 and 0.17 differ in
// nothing that matters here.

#include <cstdint>
#include <optional>
#include <string>

#include "newsloom/stages/decode/byte_stream.h"

namespace newsloom::decode {

inline constexpr std::size_t kMaxWarcHeadBytes = 64U << 10U;
/// Longer blocks are passed over: no page is that long.
inline constexpr std::uint64_t kMaxWarcBlockBytes = 64U << 20U;

struct WarcRecord {
  std::string type;          ///< "response", "request", "revisit", …
  std::string target_uri;    ///< without the angle brackets of WARC 1.0
  std::string date;          ///< as written
  std::string content_type;  ///< of the block
  std::string truncated;     ///< reason, or empty
  std::uint64_t length = 0;  ///< of the block in bytes
  std::uint64_t offset = 0;  ///< of the record, after unpacking
};

/// Reads the heads one by one; after each the block may be taken, else it is passed over.
class WarcReader {
 public:
  explicit WarcReader(ByteStream& stream) : stream_(stream) {}

  /// The next record's head; nothing at the end. Errors: invalid_input for a damaged record: the
  /// next call goes on at the next record that can be found. `where` is an offset after unpacking.
  Result<std::optional<WarcRecord>> next();
  /// The block of the record that next() gave. Errors: too_large, invalid_input (ends too early).
  Result<std::string> block();

 private:
  Result<std::optional<WarcRecord>> head();
  bool find_next_record();

  ByteStream& stream_;
  WarcRecord record_;
  std::uint64_t left_ = 0;  // bytes of the block not yet read
  bool first_ = true;
  bool lost_ = false;
};

}  // namespace newsloom::decode
