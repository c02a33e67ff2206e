#include "newsloom/stages/cluster/counts.h"

#include <algorithm>

namespace newsloom::cluster {
namespace {

std::size_t cell(std::uint32_t key, std::uint64_t prime) {
  return static_cast<std::size_t>((key * prime) >> (64U - Counts::kBits));
}
constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ULL;
constexpr std::uint64_t kSecond = 0xC2B2AE3D27D4EB4FULL;

}  // namespace

float Counts::of(std::uint32_t key) const {
  if (first_.empty()) return 0;
  return std::min(first_[cell(key, kFirst)], second_[cell(key, kSecond)]);
}

void Counts::prefetch(std::uint32_t key) const {
  if (first_.empty()) return;
  __builtin_prefetch(&first_[cell(key, kFirst)], 1);
  __builtin_prefetch(&second_[cell(key, kSecond)], 1);
}

void Counts::add(std::uint32_t key, float amount) {
  if (first_.empty()) {
    first_.resize(std::size_t{1} << kBits);
    second_.resize(std::size_t{1} << kBits);
  }
  first_[cell(key, kFirst)] += amount;
  second_[cell(key, kSecond)] += amount;
}

void Counts::scale(float factor) {
  for (float& cell : first_) cell *= factor;
  for (float& cell : second_) cell *= factor;
}

}  // namespace newsloom::cluster
