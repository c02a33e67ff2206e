#include "newsloom/stages/annotate/statements.h"

#include <gtest/gtest.h>

#include <string>

#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const Resources& resources() {
  static const Result<Resources> loaded = Resources::load(testing::data());
  return *loaded;
}

Article article_of(std::string text, std::string language = "en") {
  Article article;
  article.id = "a";
  article.language = std::move(language);
  article.text = std::move(text);
  return article;
}

/// "speaker|cue|content / content" of each statement.
std::vector<std::string> told(const std::string& text, const std::string& language = "en") {
  const Article article = article_of(text, language);
  const Annotations annotations = annotate(article, resources());
  std::vector<std::string> out;
  for (const Statement& statement : annotations.statements) {
    std::string line = statement.speaker && statement.speaker->span
                           ? std::string(text_of(article, *statement.speaker->span))
                           : "-";
    line += '|';
    line += statement.cue ? std::string(text_of(article, *statement.cue)) : "-";
    line += '|';
    for (std::size_t i = 0; i < statement.content.size(); ++i) {
      if (i > 0) line += " / ";
      line += text_of(article, statement.content[i]);
    }
    out.push_back(line);
  }
  return out;
}

void check(const std::string& text, const std::vector<std::string>& want) {
  EXPECT_EQ(told(text), want) << text;
}

TEST(Statements, IndirectSpeechAfterTheCue) {
  check("Mayor Ida Brandt said the bridge would open in May.",
        {"Mayor Ida Brandt|said|the bridge would open in May"});
  check("The ministry announced on Friday that ferries would stop at noon.",
        {"The ministry|announced|that ferries would stop at noon"});
}

TEST(Statements, QuotationsBeforeAndAfterTheCue) {
  check("“We are ready for the storm,” said Ida Brandt, the mayor of Norvik.",
        {"Ida Brandt|said|“We are ready for the storm,”"});
  check("Ida Brandt said: “We are ready for the storm.”",
        {"Ida Brandt|said|“We are ready for the storm.”"});
  check("“We are ready,” Brandt said, “but nobody else is prepared.”",
        {"Brandt|said|“We are ready,” / “but nobody else is prepared.”"});
}

TEST(Statements, AccordingTo) {
  check("According to the harbour office, two boats are missing.",
        {"the harbour office|According to|two boats are missing"});
}

}  // namespace
}  // namespace newsloom::annotate
