#include "newsloom/stages/annotate/parser.h"

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

struct Parsed {
  Article article;
  Analysis analysis;
};

// The article must stay where the analysis points.
std::unique_ptr<Parsed> parsed(std::string text) {
  auto out = std::make_unique<Parsed>();
  out->article.text = std::move(text);
  out->article.language = "en";
  out->analysis = analyse(out->article, resources().parts());
  return out;
}

// "word relation head" of a token.
std::string arc(const Analysis& analysis, std::size_t i) {
  const Token& token = analysis.tokens[i];
  std::string out(analysis.text(token));
  out.append(" ").append(name_of(token.deprel)).append(" ");
  if (token.head == kNoHead) return out.append("-");
  return out.append(analysis.text(analysis.tokens[token.head]));
}

TEST(Parser, FindsSubjectAndObject) {
  const auto p = parsed("The mayor signed the treaty on Monday.");
  EXPECT_EQ(arc(p->analysis, 0), "The det mayor");
  EXPECT_EQ(arc(p->analysis, 1), "mayor nsubj signed");
  EXPECT_EQ(arc(p->analysis, 2), "signed root -");
  EXPECT_EQ(arc(p->analysis, 4), "treaty obj signed");
  EXPECT_EQ(arc(p->analysis, 6), "Monday obl signed");
}

TEST(Parser, FindsWhatWasSaid) {
  const auto p = parsed("The minister said that the talks were held in Vale.");
  EXPECT_EQ(arc(p->analysis, 1), "minister nsubj said");
  EXPECT_EQ(arc(p->analysis, 5), "talks nsubj:pass held");
  EXPECT_EQ(arc(p->analysis, 7), "held ccomp said");
}

TEST(Parser, ReadsNamesOfRelations) {
  EXPECT_EQ(deprel_of("nsubj:pass"), Deprel::nsubj_pass);
  EXPECT_EQ(deprel_of("obl:unmarked"), Deprel::obl_tmod);
  EXPECT_EQ(deprel_of("nsubj:outer"), Deprel::nsubj);
  EXPECT_EQ(deprel_of("punct"), Deprel::punct);
  EXPECT_EQ(deprel_of("case"), Deprel::case_);
  EXPECT_FALSE(deprel_of("nonsense"));
  for (int i = 0; i <= static_cast<int>(Deprel::punct); ++i) {
    EXPECT_EQ(deprel_of(name_of(static_cast<Deprel>(i))), static_cast<Deprel>(i));
  }
}

RC_GTEST_PROP(Parser, GivesEverySentenceOneTree, (const std::string& bytes)) {
  const auto p = parsed(repaired_utf8(bytes));
  for (const Sentence& sentence : p->analysis.sentences) {
    int roots = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& token = p->analysis.tokens[i];
      roots += token.head == kNoHead ? 1 : 0;
      RC_ASSERT((token.head == kNoHead) == (token.deprel == Deprel::root));
      std::uint32_t at = i;
      for (std::uint32_t steps = 0; at != kNoHead; ++steps) {
        RC_ASSERT(at >= sentence.first && at < sentence.last && steps <= sentence.last);
        at = p->analysis.tokens[at].head;
      }
    }
    RC_ASSERT(roots == 1);
  }
}

}  // namespace
}  // namespace newsloom::annotate
