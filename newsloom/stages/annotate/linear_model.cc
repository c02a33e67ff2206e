#include "newsloom/stages/annotate/linear_model.h"

#include <algorithm>
#include <array>

namespace newsloom::annotate {
namespace {

constexpr std::size_t kLanes = 16;  // rows are a multiple of this long, so that the sum vectorises

// Reads the file; after a failure everything reads as 0.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t byte() {
    if (at_ >= bytes_.size()) {
      ok_ = false;
      return 0;
    }
    return static_cast<unsigned char>(bytes_[at_++]);
  }
  std::uint32_t number() {
    std::uint32_t value = 0;
    for (std::uint32_t shift = 0; shift < 35; shift += 7) {
      const std::uint32_t b = byte();
      value |= (b & 0x7FU) << shift;
      if (b < 0x80) return value;
    }
    ok_ = false;
    return 0;
  }
  std::string_view text(std::size_t size) {
    if (size > bytes_.size() - at_) {
      ok_ = false;
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace

Result<LinearModel> LinearModel::parse(std::string_view bytes, std::string_view where) {
  Reader reader(bytes);
  const auto corrupt = [&](const char* what) {
    return fail(Errc::corrupt, what, std::string(where) + ":" + std::to_string(reader.at()));
  };
  if (reader.text(4) != "NLM1") return corrupt("not a model");
  LinearModel model;
  const std::size_t classes = reader.number();
  if (classes == 0 || classes > kMaxClasses) return corrupt("too many classes");
  for (std::size_t i = 0; i < classes; ++i) {
    model.labels_.emplace_back(reader.text(reader.number()));
  }
  const std::size_t rows = reader.number();
  if (!reader.ok() || rows > kMaxRows) return corrupt("bad header");
  model.stride_ = (classes + kLanes - 1) / kLanes * kLanes;
  std::size_t capacity = 64;
  while (capacity < rows * 2) capacity *= 2;
  model.mask_ = static_cast<std::uint32_t>(capacity - 1);
  model.slots_.resize(capacity);
  if (!model.is_inline()) model.weights_.resize(rows * model.stride_);
  std::uint32_t key = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    key += reader.number();
    const std::size_t count = reader.number();
    if (!reader.ok() || key == 0 || count > classes) return corrupt("bad row");
    std::uint32_t packed = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = reader.byte();
      if (at >= classes) return corrupt("bad class");
      const std::uint32_t weight = reader.byte();
      if (model.is_inline()) {
        packed |= weight << (8 * at);
      } else {
        model.weights_[row * model.stride_ + at] = static_cast<std::int8_t>(weight);
      }
    }
    model.insert(key, model.is_inline() ? packed : static_cast<std::uint32_t>(row));
  }
  if (!reader.ok()) return corrupt("cut off");
  return model;
}

void LinearModel::insert(std::uint32_t key, std::uint32_t row) {
  std::uint32_t at = key & mask_;
  while (slots_[at].key != 0) at = (at + 1) & mask_;
  slots_[at] = {key, row};
}

void LinearModel::score(const std::uint32_t* keys, std::size_t count, std::int16_t* scores) const {
  if (is_inline()) return score_inline(keys, count, scores);
  // First find all rows and ask for them, then add: the memory's latency is waited for once.
  std::array<const std::int8_t*, kMaxFeatures> rows;
  std::size_t found = 0;
  count = std::min(count, kMaxFeatures);
  for (std::size_t i = 0; i < count; ++i) __builtin_prefetch(&slots_[keys[i] & mask_]);
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t at = keys[i] & mask_;
    while (slots_[at].key != 0 && slots_[at].key != keys[i]) at = (at + 1) & mask_;
    if (slots_[at].key == 0) continue;
    const std::int8_t* row = &weights_[slots_[at].row * stride_];
    __builtin_prefetch(row);
    if (stride_ > 64) __builtin_prefetch(row + 64);
    rows[found++] = row;
  }
  std::fill(scores, scores + stride_, std::int16_t{0});
  for (std::size_t i = 0; i < found; ++i) {
    const std::int8_t* row = rows[i];
    for (std::size_t base = 0; base < stride_; base += kLanes) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        scores[base + lane] = static_cast<std::int16_t>(scores[base + lane] + row[base + lane]);
      }
    }
  }
}

void LinearModel::score_inline(const std::uint32_t* keys, std::size_t count,
                               std::int16_t* scores) const {
  count = std::min(count, kMaxFeatures);
  for (std::size_t i = 0; i < count; ++i) __builtin_prefetch(&slots_[keys[i] & mask_]);
  std::array<int, kInlineClasses> sums{};
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t at = keys[i] & mask_;
    while (slots_[at].key != 0 && slots_[at].key != keys[i]) at = (at + 1) & mask_;
    if (slots_[at].key == 0) continue;
    for (std::size_t c = 0; c < kInlineClasses; ++c) {
      sums[c] += static_cast<std::int8_t>(slots_[at].row >> (8 * c) & 0xFFU);
    }
  }
  std::fill(scores, scores + stride_, std::int16_t{0});
  for (std::size_t c = 0; c < kInlineClasses; ++c) scores[c] = static_cast<std::int16_t>(sums[c]);
}

std::size_t LinearModel::best(const std::uint32_t* keys, std::size_t count) const {
  std::array<std::int16_t, kMaxClasses> scores;
  score(keys, count, scores.data());
  const std::int16_t* begin = scores.data();
  return static_cast<std::size_t>(std::max_element(begin, begin + classes()) - begin);
}

}  // namespace newsloom::annotate
