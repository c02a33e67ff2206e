#include "newsloom/stages/cluster/pair.h"

#include <gtest/gtest.h>

#include "newsloom/stages/cluster/concepts.h"
#include "newsloom/stages/cluster/pair_names.h"
#include "newsloom/testing/data.h"

namespace newsloom::cluster {
namespace {

const Params& params() {
  static const Params loaded = Params::load(testing::data()).value();
  return loaded;
}

Item item(const char* language, const char* text) {
  Item out;
  out.article.language = language;
  out.article.text = text;
  return out;
}

std::map<std::uint32_t, float> concepts(std::string_view text, const std::string& language) {
  return params().values().concepts.of(text, language);
}

TEST(Concepts, AreTheSameOverLanguages) {
  const auto english = concepts("Firefighters fought the fire", "en");
  ASSERT_FALSE(english.empty());
  for (const auto& [text, language] :
       std::vector<std::pair<std::string, std::string>>{{"Die Feuerwehr löschte den Brand", "de"},
                                                        {"Los bomberos apagaron el incendio", "es"},
                                                        {"Strażacy ugasili pożar", "pl"},
                                                        {"Пожарные потушили пожар", "ru"},
                                                        {"İtfaiye yangını söndürdü", "tr"},
                                                        {"والحريق في المدينة", "ar"},
                                                        {"消防员扑灭了大火", "zh"}}) {
    EXPECT_TRUE(concepts(text, language).contains(english.begin()->first)) << language;
  }
}

TEST(Concepts, KnowWordsThatStandWhole) {
  const auto list = Concepts::read("en\tde\nun$ nations\tuno$\nfire$\tbrand$\n");
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->of("until", "en").empty());
  EXPECT_EQ(list->of("the UN and the Nations", "en").at(0), 2);
  EXPECT_EQ(list->of("Brand", "de").at(1), 1);
  EXPECT_TRUE(list->of("Brandung", "de").empty());
  EXPECT_TRUE(list->of("fire", "xx").empty());
}

TEST(Concepts, ReadAsFarAsTheLimit) {
  const std::string filler(Concepts::kMaxScannedBytes, ' ');
  EXPECT_TRUE(concepts(filler + "fire", "en").empty());
}

TEST(Concepts, ARowWithTooManyColumnsIsNone) {
  EXPECT_FALSE(Concepts::read("en\tde\nfire\tbrand\tincendi\n"));
}

TEST(SpeltNames, MatchInAnySpelling) {
  const auto& values = params().values();
  const auto german = spelt_names("Gestern sprach Sergej Tarnowskyj in Orlovac.", values);
  const auto english = spelt_names("On Monday Sergei Tarnovsky spoke in Orlovats.", values);
  const auto other = spelt_names("On Monday Ida Beckwith spoke in Lund.", values);
  EXPECT_GT(likeness_of_names(german, english), 0.4F);
  EXPECT_GT(likeness_of_names(german, english), likeness_of_names(german, other) + 0.3F);
  EXPECT_EQ(likeness_of_names({}, english), 0);
}

TEST(SpeltNames, AreAtMostTheLimit) {
  std::string text = "then ";
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) text += std::string("and Q") + a + "x" + b + "o ";
  }
  EXPECT_EQ(spelt_names(text, params().values()).size(), kMaxSpeltNames);
}

TEST(PairFeatures, TellWhatIsSharedAcrossLanguages) {
  const Item german = item("de", "Bei einem Brand in einer Klinik in Polen starben zwei Menschen.");
  const Item english = item("en", "Two people died when a fire broke out in a hospital in Poland.");
  const Item other = item("en", "The striker scored two goals as the club won the cup in Peru.");
  const PairValues same = pair_features(german, english, params());
  const PairValues apart = pair_features(german, other, params());
  EXPECT_GT(same[kPairConcepts], apart[kPairConcepts] + 0.3F);
  EXPECT_GT(same[kPairPlaces], 0.9F);
  EXPECT_EQ(same[kPairRelated], 0);  // English took half of its words elsewhere
  const Item spanish = item("es", "Dos muertos");
  EXPECT_EQ(pair_features(spanish, item("it", "Due morti"), params())[kPairRelated], 1);
  EXPECT_EQ(pair_features(spanish, german, params())[kPairRelated], 0);
}

TEST(PairFeatures, DoNotDependOnTheOrder) {
  const Item a = item("pl", "Pożar szpitala w Warszawie: zginęły dwie osoby, mówi Anna Tarn.");
  const Item b = item("en", "A hospital fire in Warsaw killed two, says Anna Tarn.");
  const PairValues x = pair_features(a, b, params());
  const PairValues y = pair_features(b, a, params());
  for (std::size_t i = 0; i < kPairFeatures; ++i) EXPECT_NEAR(x[i], y[i], 1e-4F) << i;
}

TEST(PairFeatures, WeightsOfOtherFeaturesAreZero) {
  for (std::size_t i = 0; i < kPairFeatures; ++i) {
    const auto feature = static_cast<PairFeature>(i);
    if (!is_weighed(feature, true)) {
      EXPECT_EQ(params().values().same[i], 0) << i;
    }
    if (!is_weighed(feature, false)) {
      EXPECT_EQ(params().values().cross[i], 0) << i;
    }
  }
}

}  // namespace
}  // namespace newsloom::cluster
