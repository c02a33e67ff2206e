#include "newsloom/stages/annotate/linear_model.h"

#include <algorithm>
#include <array>
#include <bit>

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
  model.lines_.resize(rows / kSlotsUsed + 2);
  std::size_t bits = 64;
  while (bits < rows * kFilterBits) bits *= 2;
  model.filter_.resize(bits / 64);
  model.filter_shift_ = 32 - std::countr_zero(bits);
  if (!model.is_inline()) model.weights_.resize(rows * model.stride_);
  std::uint32_t key = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    key += reader.number();
    const std::size_t count = reader.number();
    if (!reader.ok() || key == 0 || count > classes) return corrupt("bad row");
    std::uint32_t packed = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t at = reader.byte();
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
  filter_[key >> filter_shift_ >> 6] |= std::uint64_t{1} << (key >> filter_shift_ & 63U);
  std::size_t at = line_of(key);
  while (true) {
    Line& line = lines_[at];
    for (std::size_t i = 0; i < kSlots; ++i) {
      if (line.keys[i] != 0) continue;
      line.keys[i] = key;
      line.rows[i] = row;
      return;
    }
    at = at + 1 == lines_.size() ? 0 : at + 1;
  }
}

bool LinearModel::find(std::uint32_t key, std::uint32_t& row) const {
  std::size_t at = line_of(key);
  while (true) {
    const Line& line = lines_[at];
    // Without branches inside a line, so that it vectorises.
    std::uint32_t hit = 0;
    for (std::uint32_t i = 0; i < kSlots; ++i) hit |= line.keys[i] == key ? 1U << i : 0U;
    if (hit != 0) {
      row = line.rows[static_cast<std::size_t>(std::countr_zero(hit))];
      return true;
    }
    if (line.keys[kSlots - 1] == 0) return false;
    at = at + 1 == lines_.size() ? 0 : at + 1;
  }
}

std::size_t LinearModel::likely(const std::uint32_t* keys, std::size_t count,
                                std::uint32_t* out) const {
  std::size_t size = 0;
  count = std::min(count, kMaxFeatures);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t bit = keys[i] >> filter_shift_;
    out[size] = keys[i];
    size += filter_[bit >> 6] >> (bit & 63U) & 1U;
  }
  // All lines are asked for before the first is read: the memory's latency is waited for once.
  for (std::size_t i = 0; i < size; ++i) __builtin_prefetch(&lines_[line_of(out[i])]);
  return size;
}

void LinearModel::score(const std::uint32_t* keys, std::size_t count, std::int16_t* scores) const {
  if (is_inline()) return score_inline(keys, count, scores);
  std::array<std::uint32_t, kMaxFeatures + 1> asked;
  std::array<const std::int8_t*, kMaxFeatures> rows;
  count = likely(keys, count, asked.data());
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t row = 0;
    if (!find(asked[i], row)) continue;
    const std::int8_t* at = &weights_[row * stride_];
    __builtin_prefetch(at);
    if (stride_ > 64) __builtin_prefetch(at + 64);
    rows[found++] = at;
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
  std::array<std::uint32_t, kMaxFeatures + 1> asked;
  count = likely(keys, count, asked.data());
  std::array<int, kInlineClasses> sums{};
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t row = 0;
    if (!find(asked[i], row)) continue;
    for (std::size_t c = 0; c < kInlineClasses; ++c) {
      sums[c] += static_cast<std::int8_t>(row >> (8 * c) & 0xFFU);
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
