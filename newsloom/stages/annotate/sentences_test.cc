#include "newsloom/stages/annotate/sentences.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const Resources& resources() {
  static const Resources loaded = *Resources::load(testing::data());
  return loaded;
}

std::vector<std::string> split(const std::string& text, const std::string& language = "en") {
  Article article;
  article.text = text;
  article.language = language;
  const Analysis analysis = analyse(article, resources().parts());
  std::vector<std::string> out;
  for (const Sentence& sentence : analysis.sentences) {
    out.emplace_back(std::string(sentence.heading ? "# " : "") +
                     std::string(analysis.text(sentence.span)));
  }
  return out;
}
using Texts = std::vector<std::string>;

TEST(Sentences, EndAtFullStops) {
  EXPECT_EQ(split("Vale voted. Orr did not! Why? Nobody knows."),
            (Texts{"Vale voted.", "Orr did not!", "Why?", "Nobody knows."}));
}

TEST(Sentences, GoOnAfterAbbreviations) {
  EXPECT_EQ(
      split("Dr. J. Orr of the U.S. Senate paid $3.5 to Vane Inc. of Vale at 5 p.m. on Jan. 3."),
      (Texts{"Dr. J. Orr of the U.S. Senate paid $3.5 to Vane Inc. of Vale at 5 p.m. on Jan. 3."}));
  EXPECT_EQ(split("He left the U.S. The talks ended at 5 p.m. \"We go,\" she said."),
            (Texts{"He left the U.S.", "The talks ended at 5 p.m.", "\"We go,\" she said."}));
}

TEST(Sentences, KeepQuotationsWithTheirSpeaker) {
  EXPECT_EQ(
      split("\"Who pays?\" Mira Orr asked. \"We do.\" Then she left. “No!” he cried."),
      (Texts{"\"Who pays?\" Mira Orr asked.", "\"We do.\"", "Then she left.", "“No!” he cried."}));
}

TEST(Sentences, EndWithParagraphsAndMarkHeadings) {
  EXPECT_EQ(split("Talks open\n\nVALE, Jan. 5 (Wire) -- Talks opened. All came.\n\nBridge "
                  "closed\nIt rains."),
            (Texts{"# Talks open", "VALE, Jan. 5 (Wire) -- Talks opened.", "All came.",
                   "# Bridge closed", "It rains."}));
}

TEST(Sentences, BeginWithCreditsDatesAndOddOpeners) {
  EXPECT_EQ(split("The harbour at night Image: Ann Orlov."),
            (Texts{"The harbour at night", "Image: Ann Orlov."}));
  EXPECT_EQ(split("Ferry breaks down Tuesday, March 4, 2025"),
            (Texts{"Ferry breaks down", "Tuesday, March 4, 2025"}));
  EXPECT_EQ(split("It came on Tuesday, March 4, 2025"),
            (Texts{"# It came on Tuesday, March 4, 2025"}));
  EXPECT_EQ(split("He ran eVale. eVale is a shop."), (Texts{"He ran eVale.", "eVale is a shop."}));
}

TEST(Sentences, JoinWrappedLines) {
  std::string text;
  for (int i = 0; i < 4; ++i) {
    text +=
        "The council of the small town of Vale on the river met on the first\n"
        "evening of the month and spoke for a long time about the old bridge.\n";
  }
  EXPECT_EQ(split(text).size(), 4U);
}

TEST(Sentences, OtherLanguages) {
  EXPECT_EQ(
      split("Am 3. Oktober kam Dr. Vogt z.B. nach Tal. Er blieb bis zum 5. November.", "de").size(),
      2U);
  EXPECT_EQ(split("我们明天开会。他说:“好。”大家同意。", "zh").size(), 3U);
  EXPECT_EQ(split("В 2020 г. он ушел. Потом вернулся.", "ru").size(), 2U);
  EXPECT_EQ(split("هل جاء؟ نعم جاء.", "ar").size(), 2U);
}

TEST(Sentences, TitleComesFirst) {
  Article article;
  article.title = "Vale votes";
  article.text = "Vale voted.";
  article.language = "en";
  const Analysis analysis = analyse(article, resources().parts());
  ASSERT_EQ(analysis.sentences.size(), 2U);
  EXPECT_EQ(analysis.sentences[0].span, (Span{0, 10, Field::title}));
  EXPECT_TRUE(analysis.sentences[0].heading);
  EXPECT_EQ(analysis.sentences[0].paragraph, kTitleParagraph);
  EXPECT_EQ(analysis.sentences[1].paragraph, 0U);
}

TEST(Sentences, AreCutAtTheLimit) {
  std::string text;
  for (std::uint32_t i = 0; i < 3 * kMaxSentenceTokens; ++i) text += "na ";
  EXPECT_EQ(split(text).size(), 3U);
}

RC_GTEST_PROP(Sentences, CoverAllTokensInOrder, (const std::string& bytes)) {
  Article article;
  article.text = repaired_utf8(bytes);
  article.language = "en";
  const Analysis analysis = analyse(article, resources().parts());
  std::uint32_t next = 0;
  for (const Sentence& sentence : analysis.sentences) {
    RC_ASSERT(sentence.first == next && sentence.last > sentence.first);
    RC_ASSERT(sentence.span.begin == analysis.tokens[sentence.first].span.begin);
    RC_ASSERT(sentence.span.end == analysis.tokens[sentence.last - 1].span.end);
    next = sentence.last;
  }
  RC_ASSERT(next == analysis.tokens.size());
}

}  // namespace
}  // namespace newsloom::annotate
