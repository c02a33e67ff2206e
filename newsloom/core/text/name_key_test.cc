#include "newsloom/core/text/name_key.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace newsloom {
namespace {

void same(std::string_view a, std::string_view b, NameType type = NameType::person) {
  EXPECT_EQ(name_key(a, type), name_key(b, type)) << a << " / " << b;
  EXPECT_GE(name_similarity(a, b), 0.9) << a << " / " << b;
}

TEST(NameKey, IsEqualForSpellings) {
  same("Sergey Orlov", "Sergei Orlov");
  same("Sergey V. Orlov", "Сергей Орлов");
  same("Valenskyy", "Valensky");
  same("Валенський", "Valenskyi");
  same("José Peña", "Jose Pena");
  same("Khaled Omar", "Haled Omar");
  same("U.S.", "United States", NameType::place);
  same("Kiev", "Kyiv", NameType::place);
  EXPECT_EQ(name_key("the Vale Corp.", NameType::org), name_key("Vale", NameType::org));
  EXPECT_EQ(name_key("Vale's", NameType::place), name_key("Vale", NameType::place));
}

TEST(NameKey, IsEmptyWithoutLetters) {
  EXPECT_EQ(name_key("", NameType::person), "");
  EXPECT_EQ(name_key("-- '", NameType::org), "");
  EXPECT_EQ(name_similarity("", "Vale"), 0);
}

TEST(NameSimilarity, KnowsPartsAndAcronyms) {
  EXPECT_GE(name_similarity("Orlov", "Sergey Orlov"), 0.75);
  EXPECT_GE(name_similarity("S. Orlov", "Sergey Orlov"), 0.75);
  EXPECT_GE(name_similarity("Orlov Sergey", "Sergey Orlov"), 0.9);
  EXPECT_GE(name_similarity("IRB", "International River Board"), 0.8);
  EXPECT_GE(name_similarity("Selenskyj", "Zelensky"), 0.8);
  EXPECT_GE(name_similarity("Xi Jinping", "习近平"), 0.9);
}

TEST(NameSimilarity, TellsPeopleApart) {
  EXPECT_LT(name_similarity("Anna Orlov", "Sergey Orlov"), 0.5);
  EXPECT_LT(name_similarity("Sergey Orlov", "Sergey Marin"), 0.5);
  EXPECT_LT(name_similarity("Vale", "Tarn"), 0.5);
  EXPECT_LT(name_similarity("Sergey", "Sergey Orlov"), 0.7);
}

TEST(NameSimilarity, SeesAStemBehindAnEnding) {
  EXPECT_DOUBLE_EQ(inflected_name_similarity("brandt", "brandt"), 1);
  EXPECT_DOUBLE_EQ(inflected_name_similarity("brandt", "brandtom"), 0.95);
  EXPECT_DOUBLE_EQ(inflected_name_similarity("brandtom", "brandt"), 0.95);
  // A short word is no stem, and a long rest no ending.
  EXPECT_LT(inflected_name_similarity("ivo", "ivovich"), 0.7);
  EXPECT_LT(inflected_name_similarity("brand", "brandenburg"), 0.7);
}

TEST(NameKey, LooksAtAsMuchAsTheLimit) {
  std::string word;
  for (std::size_t i = 0; i < kMaxNameKeyBytes; ++i) word += i % 2 == 0 ? 'n' : 'a';
  EXPECT_EQ(name_key(word, NameType::org).size(), kMaxNameKeyBytes);
  EXPECT_EQ(name_key(word + "nana", NameType::org).size(), kMaxNameKeyBytes);
}

RC_GTEST_PROP(NameSimilarity, IsSymmetricAndBounded, (const std::string& a, const std::string& b)) {
  const double x = name_similarity(a, b);
  RC_ASSERT(x >= 0 && x <= 1);
  RC_ASSERT(std::abs(x - name_similarity(b, a)) < 1e-9);
}

}  // namespace
}  // namespace newsloom
