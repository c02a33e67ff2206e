#include "newsloom/stages/annotate/language.h"

#include <gtest/gtest.h>

namespace newsloom::annotate {
namespace {

std::string of(const std::string& text) {
  Article article;
  article.text = text;
  return language_of(article);
}

TEST(Language, IsRecognised) {
  EXPECT_EQ(of("The council of the town met on Monday to talk about the bridge over the river."),
            "en");
  EXPECT_EQ(of("Der Rat der Stadt hat am Montag lange über die alte Brücke am Fluss gesprochen."),
            "de");
  EXPECT_EQ(of("Рада міста в понеділок довго говорила про старий міст через річку і про гроші."),
            "uk");
  EXPECT_EQ(of("Совет города в понедельник долго говорил о старом мосте через реку и о деньгах."),
            "ru");
}

TEST(Language, UnknownIsUnd) {
  EXPECT_EQ(of(""), "und");
  EXPECT_EQ(of("12 34 -- 5.6"), "und");
}

TEST(Language, WhatThePageSaysCounts) {
  Article article;
  article.text = "The council of the town met on Monday.";
  article.language = "de-AT";
  EXPECT_EQ(language_of(article), "de-AT");
  EXPECT_EQ(base_language("de-AT"), "de");
  EXPECT_EQ(base_language("EN_us"), "en");
  EXPECT_EQ(base_language(""), "und");
}

}  // namespace
}  // namespace newsloom::annotate
