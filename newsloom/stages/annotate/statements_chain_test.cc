// Claims inside claims keep their chain.

#include "newsloom/stages/annotate/statements_chain.h"

#include <gtest/gtest.h>

#include <string>

#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

/// The statement whose content begins with `words`.
std::optional<Statement> saying(const std::string& text, std::string_view words) {
  static const Result<Resources> loaded = Resources::load(testing::data());
  Article article;
  article.id = "a";
  article.language = "en";
  article.text = text;
  article.published = timestamp_of(CivilDay{2031, 3, 12});
  for (const Statement& statement : annotate(article, *loaded).statements) {
    if (statement.content.empty()) continue;
    if (text_of(article, statement.content.front()).starts_with(words)) return statement;
  }
  return std::nullopt;
}

TEST(StatementChain, ADisputedReportOfATelling) {
  const auto inner = saying(
      "Economy Minister Ivo Brandt on Monday disputed a report in the Osk Courier that managers of "
      "the yard had told his ministry the dock would close.",
      "the dock would close");
  ASSERT_TRUE(inner);
  EXPECT_EQ(inner->speaker->name, "managers of the yard");
  EXPECT_EQ(inner->addressee, "his ministry");
  EXPECT_TRUE(inner->reported_by && inner->reported_by->ends_with("Osk Courier"));
  EXPECT_EQ(inner->disputed_by, "Ivo Brandt");
}

TEST(StatementChain, ADisputedClaimOfSomebody) {
  const auto inner =
      saying("Mayor Ivo Brandt denied claims by Lena Marsh that he had been paid by the company.",
             "he had been paid");
  ASSERT_TRUE(inner);
  EXPECT_EQ(inner->speaker->name, "Lena Marsh");
  EXPECT_EQ(inner->disputed_by, "Ivo Brandt");
}

TEST(StatementChain, AReportOfATelling) {
  const auto inner = saying("The Osk Courier reported that Brandt told colleagues he would resign.",
                            "he would resign");
  ASSERT_TRUE(inner);
  EXPECT_EQ(inner->addressee, "colleagues");
  EXPECT_TRUE(inner->reported_by);
}

TEST(StatementChain, WhoSpokeStandsBeforeTheDay) {
  const auto outer = saying(
      "The mayor of Osk, Tomas Reik, on Tuesday disputed a report in the Osk Courier that he knew "
      "of the leak.",
      "a report in");
  ASSERT_TRUE(outer);
  EXPECT_EQ(outer->speaker->name, "Tomas Reik");
  EXPECT_TRUE(outer->denied);
}

TEST(StatementChain, OnePronounOfTwoVerbs) {
  const auto said = saying(
      "Lena Marsh becomes mayor of Osk. She promised to open the books and said that the lamps "
      "would "
      "be lit.",
      "that the lamps");
  ASSERT_TRUE(said);
  EXPECT_EQ(said->speaker->name, "Lena Marsh");
}

TEST(StatementChain, TheNameBesideItsTitle) {
  const auto said = saying(
      "The Dockers' Union called a strike. Its chairman, Piet Lohm, said the closure was wrong.",
      "the closure was wrong");
  ASSERT_TRUE(said);
  EXPECT_EQ(said->speaker->name, "Piet Lohm");
}

}  // namespace
}  // namespace newsloom::annotate
