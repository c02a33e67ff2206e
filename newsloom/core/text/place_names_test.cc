#include "newsloom/core/text/place_names.h"

#include <gtest/gtest.h>

#include <set>

#include "newsloom/core/text/normalize.h"

namespace newsloom {
namespace {

std::set<std::string> codes(std::string_view text, const std::string& language) {
  std::set<std::string> out;
  find_places(folded(text), language, 1,
              [&out](const PlaceName& name, std::size_t) { out.insert(name.code); });
  return out;
}

TEST(PlaceNames, AreTheSameOverLanguages) {
  EXPECT_TRUE(codes("A ferry left Poland on Monday", "en").contains("PL"));
  EXPECT_TRUE(codes("Eine Fähre verließ Polen", "de").contains("PL"));
  EXPECT_TRUE(codes("渡轮周一离开波兰", "zh").contains("PL"));
  EXPECT_TRUE(codes("العبارة غادرت بولندا", "ar").contains("PL"));
}

TEST(PlaceNames, AreFoundInflected) {
  EXPECT_TRUE(codes("Prom wrócił do Warszawy", "pl").contains("Europe/Warsaw"));
  EXPECT_TRUE(codes("Паром вернулся из Германии", "ru").contains("DE"));
}

TEST(PlaceNames, BeginAWord) {
  EXPECT_FALSE(codes("a roman road", "en").contains("OM"));
  EXPECT_TRUE(codes("a road in Oman", "en").contains("OM"));
}

TEST(PlaceNames, ReportAtMostTheLimit) {
  std::size_t count = 0;
  find_places("peru, peru, peru and peru", "en", 3,
              [&count](const PlaceName&, std::size_t) { ++count; });
  EXPECT_EQ(count, 3U);
}

}  // namespace
}  // namespace newsloom
