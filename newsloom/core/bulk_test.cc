#include "newsloom/core/bulk.h"

#include <gtest/gtest.h>

#include <limits>

namespace newsloom {
namespace {

std::vector<std::string> written(std::size_t piece, std::uint64_t& total) {
  std::vector<std::string> pieces;
  BulkWriter out(
      [&](std::string_view one) -> Result<void> {
        pieces.emplace_back(one);
        return {};
      },
      piece);
  out.number<std::uint32_t>(7);
  out.text("harbour");
  out.numbers(std::vector<std::uint64_t>{1, 2, 3});
  out.flag(true);
  out.number(2.5F);
  out.text("");
  EXPECT_TRUE(out.finish().has_value());
  total = out.handed_on();
  return pieces;
}

BulkReader reader_of(const std::vector<std::string>& pieces, std::uint64_t total) {
  return {[pieces, at = std::size_t{0}]() mutable -> Result<std::string> {
            return at < pieces.size() ? pieces[at++] : std::string();
          },
          total};
}

TEST(Bulk, ReadsWhatWasWrittenInPiecesOfAnySize) {
  for (std::size_t piece = 1; piece < 60; ++piece) {
    std::uint64_t total = 0;
    const auto pieces = written(piece, total);
    BulkReader in = reader_of(pieces, total);
    std::string text;
    std::vector<std::uint64_t> numbers;
    EXPECT_EQ(in.number<std::uint32_t>(), 7U);
    in.text(text);
    EXPECT_EQ(text, "harbour");
    in.numbers(numbers);
    EXPECT_EQ(numbers, (std::vector<std::uint64_t>{1, 2, 3}));
    EXPECT_TRUE(in.flag());
    EXPECT_EQ(in.number<float>(), 2.5F);
    in.text(text);
    EXPECT_EQ(text, "");
    EXPECT_TRUE(in.finish().has_value());
  }
}

TEST(Bulk, WhatIsCutOrTooLongIsDamage) {
  std::uint64_t total = 0;
  const auto pieces = written(8, total);
  for (std::uint64_t less = 1; less <= total; ++less) {
    BulkReader in = reader_of(pieces, total - less);
    std::string text;
    std::vector<std::uint64_t> numbers;
    (void)in.number<std::uint32_t>();
    in.text(text);
    in.numbers(numbers);
    (void)in.flag();
    (void)in.number<float>();
    in.text(text);
    EXPECT_EQ(in.finish().error().code, Errc::corrupt) << less;
  }
  BulkReader in = reader_of(pieces, total);
  (void)in.number<std::uint32_t>();
  EXPECT_EQ(in.finish().error().code, Errc::corrupt);  // not all was read
}

// A count that cannot be true asks for no memory; a number that is none is damage.
TEST(Bulk, CountsAreHeldAgainstWhatIsLeft) {
  const std::string bytes(16, '\xFF');
  BulkReader in = reader_of({bytes}, bytes.size());
  std::vector<std::uint64_t> numbers;
  in.numbers(numbers);
  EXPECT_TRUE(numbers.empty());
  EXPECT_FALSE(in.ok());
  BulkReader floats = reader_of({bytes}, bytes.size());
  EXPECT_EQ(floats.number<double>(), 0);
  EXPECT_FALSE(floats.ok());
  BulkReader limits = reader_of({std::string("\5\0\0\0", 4)}, 4);
  EXPECT_EQ(limits.below<std::uint32_t>(5, 0xFFFFFFFFU), 0xFFFFFFFFU);
  EXPECT_FALSE(limits.ok());
}

TEST(Bulk, ErrorsOfBothEndsAreHandedOn) {
  int calls = 0;
  BulkWriter out(
      [&](std::string_view) -> Result<void> {
        ++calls;
        return fail(Errc::unavailable, "disk is full");
      },
      4);
  for (std::uint32_t i = 0; i < 10; ++i) out.number(i);
  EXPECT_EQ(out.finish().error().code, Errc::unavailable);
  EXPECT_EQ(calls, 1);
  BulkReader in([]() -> Result<std::string> { return fail(Errc::unavailable, "gone"); }, 100);
  EXPECT_EQ(in.number<std::uint64_t>(), 0U);
  EXPECT_EQ(in.finish().error().code, Errc::unavailable);
}

}  // namespace
}  // namespace newsloom
