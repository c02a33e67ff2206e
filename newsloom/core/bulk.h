#pragma once
// Bulk: flat bytes for what is too large for JSON. Written in pieces of a fixed size, so that
// nothing is ever held twice; read back by copying, with every count held against the bytes that
// are left. Numbers stand as in the memory of the machine: who keeps the bytes notes which kind it
// was.

#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "newsloom/core/result.h"

namespace newsloom {

inline constexpr std::size_t kBulkPiece = 4U << 20U;  // bytes

template <class T>
concept BulkNumber = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

class BulkWriter {
 public:
  using Sink = std::function<Result<void>(std::string_view piece)>;
  explicit BulkWriter(Sink sink, std::size_t piece_bytes = kBulkPiece);

  template <BulkNumber T>
  void number(T value) {
    bytes(&value, sizeof value);
  }
  void flag(bool value) { number<std::uint8_t>(value ? 1 : 0); }
  /// A count, then the numbers.
  template <BulkNumber T>
  void numbers(const std::vector<T>& values) {
    number<std::uint64_t>(values.size());
    bytes(values.data(), values.size() * sizeof(T));
  }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes(value.data(), value.size());
  }
  void bytes(const void* from, std::size_t count) {
    if (count <= piece_.size() - used_) {
      if (count > 0) std::memcpy(piece_.data() + used_, from, count);
      used_ += count;
    } else {
      over(static_cast<const char*>(from), count);
    }
  }
  /// Hands on what is left. Errors: the sink's first one, after which nothing more was handed on.
  Result<void> finish();
  [[nodiscard]] std::uint64_t handed_on() const { return handed_on_; }  ///< bytes

 private:
  void over(const char* from, std::size_t count);
  void hand_on();

  Sink sink_;
  std::string piece_;  // always of its full size
  std::size_t used_ = 0;
  std::uint64_t handed_on_ = 0;
  Result<void> state_;
};

/// After the first piece that does not fit, all further numbers are 0 and ok() is false.
class BulkReader {
 public:
  /// The next piece; an empty one is damage.
  using Source = std::function<Result<std::string>()>;
  /// `total`: bytes of all pieces.
  BulkReader(Source source, std::uint64_t total) : source_(std::move(source)), left_(total) {}

  template <BulkNumber T>
  [[nodiscard]] T number() {
    T value{};
    bytes(&value, sizeof value);
    if constexpr (std::is_floating_point_v<T>) {
      if (!std::isfinite(value)) return T(static_cast<int>(stop()));
    }
    return value;
  }
  [[nodiscard]] bool flag() { return number<std::uint8_t>() != 0; }
  /// Seconds since 1970, so near that sums of a few do not overflow.
  [[nodiscard]] std::int64_t time() {
    constexpr std::int64_t kFarthest = std::int64_t{1} << 56U;
    const auto value = number<std::int64_t>();
    return value > -kFarthest && value < kFarthest ? value : static_cast<std::int64_t>(stop());
  }
  /// A number below `limit`, or one of its own that stands for none.
  template <BulkNumber T>
  [[nodiscard]] T below(std::uint64_t limit, T none) {
    const T value = number<T>();
    if (value == none || static_cast<std::uint64_t>(value) < limit) return value;
    stop();
    return none;
  }
  /// A number of things that take so many bytes each at least: more than can follow is damage, and
  /// never asks for memory.
  [[nodiscard]] std::size_t count(std::size_t least_bytes) {
    const auto value = number<std::uint64_t>();
    return value <= left_ / least_bytes ? static_cast<std::size_t>(value) : stop();
  }
  template <BulkNumber T>
  void numbers(std::vector<T>& out) {
    out.resize(count(sizeof(T)));
    bytes(out.data(), out.size() * sizeof(T));
  }
  void text(std::string& out) {
    const auto size = number<std::uint32_t>();
    out.resize(size <= left_ ? size : stop());
    bytes(out.data(), out.size());
  }
  void bytes(void* to, std::size_t count) {
    if (count <= piece_.size() - at_ && count <= left_) {
      if (count > 0) std::memcpy(to, piece_.data() + at_, count);
      at_ += count;
      left_ -= count;
    } else {
      over(static_cast<char*>(to), count);
    }
  }
  /// What was read breaks a rule. Returns 0.
  std::size_t stop(std::string_view what = "not a stored window");
  [[nodiscard]] bool ok() const { return state_.has_value(); }
  /// All is read, and nothing broke a rule. Errors: the source's, corrupt.
  [[nodiscard]] Result<void> finish();

 private:
  void over(char* to, std::size_t count);

  Source source_;
  std::string piece_;
  std::size_t at_ = 0;
  std::uint64_t left_;
  Result<void> state_;
};

}  // namespace newsloom
