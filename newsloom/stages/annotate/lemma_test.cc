#include "newsloom/stages/annotate/lemma.h"

#include <gtest/gtest.h>

namespace newsloom::annotate {
namespace {

bool verb_is(std::string_view form, std::string_view lemma) {
  const VerbLemma found = verb_lemma(form);
  return found.lemma == lemma || found.with_e == lemma;
}

TEST(Lemma, RegularVerbs) {
  EXPECT_TRUE(verb_is("denied", "deny"));
  EXPECT_TRUE(verb_is("stopped", "stop"));
  EXPECT_TRUE(verb_is("added", "add"));
  EXPECT_TRUE(verb_is("agreed", "agree"));
  EXPECT_TRUE(verb_is("proceed", "proceed"));
  EXPECT_TRUE(verb_is("noting", "note"));
  EXPECT_TRUE(verb_is("calling", "call"));
  EXPECT_TRUE(verb_is("expelled", "expel"));
  EXPECT_TRUE(verb_is("announces", "announce"));
  EXPECT_TRUE(verb_is("stresses", "stress"));
  EXPECT_EQ(verb_lemma("urged").form, VerbForm::past);
  EXPECT_EQ(verb_lemma("saying").form, VerbForm::gerund);
}

TEST(Lemma, IrregularVerbs) {
  EXPECT_TRUE(verb_is("said", "say"));
  EXPECT_TRUE(verb_is("sought", "seek"));
  EXPECT_TRUE(verb_is("withdrawn", "withdraw"));
  EXPECT_EQ(verb_lemma("written").form, VerbForm::past_participle);
}

TEST(Lemma, ShortAndOddWordsStay) {
  EXPECT_EQ(verb_lemma("").lemma, "");
  EXPECT_EQ(verb_lemma("red").lemma, "red");
  EXPECT_EQ(verb_lemma("thing").lemma, "thing");
  EXPECT_EQ(noun_lemma("").size(), 0U);
}

TEST(Lemma, Nouns) {
  EXPECT_EQ(noun_lemma("countries"), "country");
  EXPECT_EQ(noun_lemma("talks"), "talk");
  EXPECT_EQ(noun_lemma("spokesmen"), "spokesman");
  EXPECT_EQ(noun_lemma("crisis"), "crisis");
  EXPECT_EQ(noun_lemma("speeches"), "speech");
}

}  // namespace
}  // namespace newsloom::annotate
