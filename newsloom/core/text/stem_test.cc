#include "newsloom/core/text/stem.h"

#include <gtest/gtest.h>

namespace newsloom {
namespace {

TEST(Stem, JoinsTheFormsOfAWord) {
  const Stemmer english("en-GB");
  EXPECT_EQ(english.stem("elected"), english.stem("elects"));
  EXPECT_NE(english.stem("boat"), english.stem("harbour"));
  const Stemmer russian("ru");
  EXPECT_EQ(russian.stem("переговоры"), russian.stem("переговоров"));
}

TEST(Stem, GivesBackWhatItDoesNotKnow) {
  EXPECT_EQ(Stemmer("xx").stem("boats"), "boats");
  EXPECT_EQ(Stemmer("").stem("boats"), "boats");
  EXPECT_EQ(Stemmer("en").stem(""), "");
  EXPECT_EQ(Stemmer("en").stem(std::string(1000, 'a')), std::string(1000, 'a'));
  EXPECT_NO_FATAL_FAILURE((void)Stemmer("de").stem("\xff\xfe\xc3"));
}

TEST(Stem, KnowsTheFirstPartOfALanguage) {
  EXPECT_EQ(primary_language("EN-us"), "en");
  EXPECT_EQ(primary_language("zh_Hant"), "zh");
  EXPECT_EQ(primary_language(""), "");
}

}  // namespace
}  // namespace newsloom
