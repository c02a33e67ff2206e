#pragma once
// A stream of bytes with look-ahead, gzip and zstd unpacked on the way. Memory stays flat whatever
// the input claims to hold.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/result.h"
#include "newsloom/stages/decode/decode.h"

namespace newsloom::decode {

/// Beyond kMaxRatioGrace unpacked bytes an input may not grow to more than kMaxRatio times its
/// packed size: a bomb. Real pages reach 30.
inline constexpr std::uint64_t kMaxRatio = 200;
inline constexpr std::uint64_t kMaxRatioGrace = 64U << 20U;

/// Unpacks what its first bytes show to be packed: gzip of any number of members, or zstd frames.
class Unpacker {
 public:
  explicit Unpacker(ByteSource source);
  ~Unpacker();
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  /// Fills `out` as far as possible; 0 at the end. Errors: those of the source; invalid_input for
  /// damaged or truncated packing, too_large for a bomb; `where` is the offset in the packed bytes.
  Result<std::size_t> read(char* out, std::size_t size);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class ByteStream {
 public:
  explicit ByteStream(ByteSource source);

  /// All bytes in the buffer, at least `size` unless the stream ends before. The view holds until
  /// the next call. After an error the bytes before it are still given.
  std::string_view peek(std::size_t size);
  void consume(std::size_t size);
  /// Reads past `size` bytes; false where the stream ends before.
  bool skip(std::uint64_t size);
  /// Appends exactly `size` bytes to `out`; false where the stream ends before.
  bool take(std::size_t size, std::string& out);

  /// Of the next byte, counted after unpacking.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  /// All that was peeked is consumed and nothing follows.
  bool at_end() { return peek(1).empty(); }

 private:
  bool fill();

  Unpacker unpacker_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t offset_ = 0;
  bool ended_ = false;
  std::optional<Error> error_;
};

}  // namespace newsloom::decode
