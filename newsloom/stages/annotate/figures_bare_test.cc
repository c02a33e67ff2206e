// Numbers whose counted thing stands elsewhere.

#include <gtest/gtest.h>

#include <string>

#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

/// What the last figure counts.
std::string counted(const std::string& text) {
  static const Result<Resources> loaded = Resources::load(testing::data());
  Article article;
  article.id = "a";
  article.language = "en";
  article.text = text;
  const Annotations notes = annotate(article, *loaded);
  return notes.figures.empty() ? "no figure" : notes.figures.back().counted.value_or("nothing");
}

TEST(BareFigures, TheNumberOfWhatIsNamed) {
  EXPECT_EQ(counted("The number of people forced from their homes has risen to 2,400."), "people");
  EXPECT_EQ(counted("The death toll climbed to 17 on Friday."), "deaths");
}

TEST(BareFigures, TheNumberIsOfTheFigureBefore) {
  EXPECT_EQ(
      counted("Police said 4,000 people had marched. The organisers put the number at 40,000."),
      "people");
}

TEST(BareFigures, OthersStayBare) {
  EXPECT_EQ(counted("The team climbed to 17 in the table."), "nothing");
}

}  // namespace
}  // namespace newsloom::annotate
