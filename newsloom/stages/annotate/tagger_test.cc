#include "newsloom/stages/annotate/tagger.h"

#include <gtest/gtest.h>

#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const Resources& resources() {
  static const Resources loaded = *Resources::load(testing::data());
  return loaded;
}

std::string tags(const std::string& text, const std::string& language = "en") {
  Article article;
  article.text = text;
  article.language = language;
  const Analysis analysis = analyse(article, resources().parts());
  EXPECT_EQ(analysis.has_tags, language == "en");
  std::string out;
  for (const Token& token : analysis.tokens) {
    if (!out.empty()) out.push_back(' ');
    out += name_of(token.upos);
  }
  return out;
}

TEST(Tagger, TagsPlainEnglish) {
  EXPECT_EQ(tags("The mayor said on Monday that she won't sign the new agreement."),
            "DET NOUN VERB ADP PROPN SCONJ PRON AUX PART VERB DET ADJ NOUN PUNCT");
  EXPECT_EQ(tags("Orlov's plan costs $5 million."), "PROPN PART NOUN VERB SYM NUM NUM PUNCT");
}

TEST(Tagger, TellsInflection) {
  Article article;
  article.text = "She has signed two treaties and is going to sign more.";
  article.language = "en";
  const Analysis analysis = analyse(article, resources().parts());
  const auto form = [&](std::size_t i) { return analysis.tokens[i].form; };
  EXPECT_EQ(form(1), WordForm::present_third);
  EXPECT_EQ(form(2), WordForm::participle);
  EXPECT_EQ(form(4), WordForm::plural);
  EXPECT_EQ(form(7), WordForm::gerund);
  EXPECT_EQ(form(9), WordForm::base);
}

TEST(Tagger, LeavesOtherLanguagesAlone) { EXPECT_EQ(tags("Der Rat tagt.", "de"), "X X X X"); }

TEST(LinearModel, RefusesDamagedFiles) {
  const std::string whole(*testing::data()("annotate/tagger_en.model"));
  EXPECT_FALSE(LinearModel::parse("", "m"));
  EXPECT_FALSE(LinearModel::parse("NLM2", "m"));
  for (std::size_t size = 0; size < 400; ++size) {
    const auto cut = LinearModel::parse(std::string_view(whole).substr(0, size), "m");
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, Errc::corrupt);
  }
  EXPECT_FALSE(LinearModel::parse(std::string_view(whole).substr(0, whole.size() - 1), "m"));
}

TEST(LinearModel, RefusesTooManyClasses) {
  std::string file = "NLM1";
  file += static_cast<char>(LinearModel::kMaxClasses | 0x80);
  file += static_cast<char>(LinearModel::kMaxClasses >> 7);
  for (std::size_t i = 0; i < LinearModel::kMaxClasses; ++i) file.append("\1a", 2);
  file += '\0';
  EXPECT_TRUE(LinearModel::parse(file, "m"));
  file[4] = static_cast<char>((LinearModel::kMaxClasses + 1) | 0x80);
  EXPECT_FALSE(LinearModel::parse(file, "m"));
}

TEST(LinearModel, AddsTheRowsOfItsFeatures) {
  // Classes a, b; key 5: a +2; key 7: b -3.
  const std::string file("NLM1\2\1a\1b\2\5\1\0\2\2\1\1\xFD", 18);
  const auto model = LinearModel::parse(file, "m");
  ASSERT_TRUE(model);
  std::array<std::int16_t, LinearModel::kMaxClasses> scores{};
  const std::array<std::uint32_t, 4> keys = {5, 7, 9, 5};
  model->score(keys.data(), keys.size(), scores.data());
  EXPECT_EQ(scores[0], 4);
  EXPECT_EQ(scores[1], -3);
}

TEST(LinearModel, AddsRowsOfManyClassesToo) {
  // Classes a to f; key 5: a +2, f -3; key 7: f +1.
  const std::string file("NLM1\6\1a\1b\1c\1d\1e\1f\2\5\2\0\2\5\xFD\2\1\5\1", 28);
  const auto model = LinearModel::parse(file, "m");
  ASSERT_TRUE(model);
  std::array<std::int16_t, LinearModel::kMaxClasses> scores{};
  const std::array<std::uint32_t, 3> keys = {5, 7, 5};
  model->score(keys.data(), keys.size(), scores.data());
  EXPECT_EQ(scores[0], 4);
  EXPECT_EQ(scores[5], -5);
  EXPECT_EQ(model->best(keys.data(), keys.size()), 0U);
}

}  // namespace
}  // namespace newsloom::annotate
