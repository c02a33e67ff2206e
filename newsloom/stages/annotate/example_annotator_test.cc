#include "newsloom/stages/annotate/example_annotator.h"

#include <gtest/gtest.h>

#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

// One function touches the interface; the tests are data.
std::vector<std::string> found(const std::string& text) {
  static const Resources resources = *Resources::load(testing::data());
  Article article;
  article.text = text;
  article.language = "en";
  const Analysis analysis = analyse(article, resources.parts());
  std::vector<std::string> out;
  for (const Span& span : examples(analysis, {})) out.emplace_back(analysis.text(span));
  return out;
}

TEST(ExampleAnnotator, FindsWordsInCapitals) {
  EXPECT_EQ(found("The VRB met in Vale. I saw TWO."), (std::vector<std::string>{"VRB", "TWO"}));
  EXPECT_TRUE(found("").empty());
}

TEST(ExampleAnnotator, StopsAtTheLimit) {
  std::string text;
  for (std::size_t i = 0; i <= kMaxExamples; ++i) text += "VRB ";
  EXPECT_EQ(found(text).size(), kMaxExamples);
}

}  // namespace
}  // namespace newsloom::annotate
