// What a date is counted from: the day of publication, of fetching, of the saying; and headlines.

#include <gtest/gtest.h>

#include <string>

#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/stages/annotate/dates.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const Resources& resources() {
  static const Result<Resources> loaded = Resources::load(testing::data());
  return *loaded;
}

/// "words=value" of each date.
std::vector<std::string> values(const Article& article) {
  std::vector<std::string> out;
  for (const DateExpr& date : annotate(article, resources()).dates) {
    out.push_back(std::string(text_of(article, date.span)) + "=" + date.value);
  }
  return out;
}

Article article_of(std::string text) {
  Article article;
  article.id = "a";
  article.language = "en";
  article.text = std::move(text);
  return article;
}

using Values = std::vector<std::string>;

TEST(DateAnchor, WithoutPublicationTheDayOfFetching) {
  Article article = article_of("The harbour was closed on Monday.");
  EXPECT_EQ(values(article), Values{"Monday=XXXX-WXX-1"});
  article.fetched_at = timestamp_of(CivilDay{2031, 3, 12});
  EXPECT_EQ(values(article), Values{"Monday=2031-03-10"});
  article.published = timestamp_of(CivilDay{2031, 3, 5});
  EXPECT_EQ(values(article), Values{"Monday=2031-03-03"});
}

TEST(DateAnchor, YesterdayInAQuotationIsSeenFromTheSaying) {
  Article article = article_of(
      "Ida Holt told reporters on Wednesday that the quay is safe.\n\n"
      "\"The board confirmed yesterday that the pier will stand,\" Holt said.");
  article.published = timestamp_of(CivilDay{2031, 3, 13});
  EXPECT_EQ(values(article), (Values{"Wednesday=2031-03-12", "yesterday=2031-03-11"}));
}

TEST(DateAnchor, APlanOfAMonthLiesAhead) {
  Article article = article_of("The two towns agreed to hold talks in Osk in April.");
  article.published = timestamp_of(CivilDay{2031, 3, 13});
  EXPECT_EQ(values(article), Values{"April=2031-04"});
}

TEST(DateAnchor, WhatWasVotedForLiesAhead) {
  Article article =
      article_of("The march was called after the council voted to raise charges from April.");
  article.published = timestamp_of(CivilDay{2031, 3, 13});
  EXPECT_EQ(values(article), Values{"April=2031-04"});
}

TEST(DateAnchor, AHeadlineSpeaksOfTheMarchToCome) {
  Article article = article_of("The court has ruled.");
  article.title = "Court lifts ban on Saturday's water march";
  article.published = timestamp_of(CivilDay{2031, 3, 13});  // a Thursday
  EXPECT_EQ(values(article), Values{"Saturday=2031-03-15"});
}

}  // namespace
}  // namespace newsloom::annotate
