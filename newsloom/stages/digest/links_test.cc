#include "newsloom/stages/digest/links.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "newsloom/core/text/name_key.h"
#include "newsloom/stages/digest/story_for_test.h"

namespace newsloom::digest {
namespace {

StoryProfile profile_of(const std::string& id, const std::string& language,
                        const std::string& title, const std::string& text,
                        const std::string& day = "2031-03-04") {
  Written written(id, day, title, text);
  written.item().article.language = language;
  written.item().annotations.language = language;
  Story story;
  story.id = id;
  story.revision = 1;
  const std::vector<ItemPtr> items = {written.done()};
  return profile(story, items, {});
}

// One event, told in nine languages. All people and figures are invented.
std::vector<StoryProfile> talks() {
  return {
      profile_of("en", "en", "Westrom meets Vogtner in Geneva",
                 "Foreign Minister Klara Westrom met Heinrich Vogtner in Geneva. They agreed to "
                 "exchange 1,240 prisoners. Norway pays 385 million."),
      profile_of("de", "de", "Westrom trifft Vogtner in Genf",
                 "Ministerin Klara Westrom hat Heinrich Vogtner in Genf getroffen. 1.240 Gefangene "
                 "sollen ausgetauscht werden. Norwegen zahlt 385 Millionen."),
      profile_of("es", "es", "Westrom se reúne con Vogtner en Ginebra",
                 "La ministra Klara Westrom se reunió con Heinrich Vogtner en Ginebra. Acordaron "
                 "canjear 1.240 prisioneros. Noruega paga 385 millones."),
      profile_of("fr", "fr", "Westrom rencontre Vogtner à Genève",
                 "La ministre Klara Westrom a rencontré Heinrich Vogtner à Genève. Ils échangeront "
                 "1 240 prisonniers. La Norvège paie 385 millions."),
      profile_of("ru", "ru", "Вестром встретилась с Фогтнером в Женеве",
                 "Министр Клара Вестром встретилась с Хайнрихом Фогтнером в Женеве. Стороны "
                 "обменяют 1240 пленных. Норвегия заплатит 385 миллионов."),
      profile_of("uk", "uk", "Вестром зустрілася з Фогтнером у Женеві",
                 "Міністерка Клара Вестром зустрілася з Гайнріхом Фогтнером у Женеві. Сторони "
                 "обміняють 1240 полонених. Норвегія заплатить 385 мільйонів."),
      profile_of("tr", "tr", "Westrom, Vogtner ile Cenevre'de görüştü",
                 "Bakan Klara Westrom, Heinrich Vogtner ile Cenevre'de görüştü. Taraflar 1.240 "
                 "esiri takas edecek. Norveç 385 milyon ödeyecek."),
      profile_of("ar", "ar", "ويستروم تلتقي فوغتنر في جنيف",
                 "التقت الوزيرة كلارا ويستروم هاينريش فوغتنر في جنيف. سيتبادل الطرفان 1240 أسيرا. "
                 "وتدفع النرويج 385 مليونا."),
      profile_of("zh", "zh", "韦斯特罗姆在日内瓦会见福格特纳",
                 "部长克拉拉·韦斯特罗姆在日内瓦会见了海因里希·福格特纳。双方将交换1240名战俘。挪威"
                 "将支付385万。"),
  };
}

// Other news of the same day, with a country or a number in common at most.
std::vector<StoryProfile> others() {
  return {
      profile_of(
          "o1", "en", "Norway opens a whale museum",
          "Norway opened a museum of whales in Andal. Director Runa Holt expects 385 guests."),
      profile_of(
          "o2", "de", "Sturm über Norwegen",
          "Ein Sturm hat in Norwegen Dächer abgedeckt. Sprecher Arne Lunde nannte 57 Häuser."),
      profile_of(
          "o3", "ru", "Матч в Женеве",
          "Команда Петра Сомова выиграла матч в Женеве со счётом 3:1 перед 12500 зрителями."),
      profile_of("o4", "ar", "مهرجان الموسيقى", "افتتح المهرجان في المدينة بحضور 900 ضيف."),
      profile_of("o5", "zh", "博物馆开放", "新的博物馆星期二开放，第一天有900名游客参观。"),
  };
}

constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::min();

TEST(Links, OneEventInNineLanguages) {
  std::vector<StoryProfile> all = talks();
  const std::vector<StoryProfile> more = others();
  all.insert(all.end(), more.begin(), more.end());
  const auto found = links(all, kEver);
  std::set<std::pair<std::string, std::string>> pairs;
  for (const StoryLink& link : found) {
    EXPECT_NE(link.story[0], 'o') << link.story << " " << link.other << " " << link.score;
    EXPECT_NE(link.other[0], 'o') << link.story << " " << link.other << " " << link.score;
    EXPECT_NE(link.language, link.other_language);
    EXPECT_GE(link.score, kLinkThreshold);
    EXPECT_FALSE(link.because.empty());
    pairs.emplace(link.story, link.other);
  }
  // Every language is linked with English, and every pair of those that write names with capitals.
  for (const char* other : {"de", "es", "fr", "ru", "uk", "tr", "ar", "zh"}) {
    const std::string id = other;
    EXPECT_TRUE(pairs.contains(std::minmax<std::string>("en", id))) << other;
  }
  for (const char* a : {"de", "es", "fr", "ru", "tr", "uk"}) {
    for (const char* b : {"de", "es", "fr", "ru", "tr", "uk"}) {
      if (std::string(a) >= b) continue;
      EXPECT_TRUE(pairs.contains({a, b})) << a << " " << b;
    }
  }
}

TEST(Links, DoNotDependOnTheOrder) {
  std::vector<StoryProfile> all = talks();
  const auto found = links(all, kEver);
  std::reverse(all.begin(), all.end());
  EXPECT_EQ(links(all, kEver), found);
}

TEST(Links, OnlyBetweenLanguagesAndNearInTime) {
  const auto all = talks();
  StoryProfile twin = all[0];
  twin.story = "en2";
  EXPECT_TRUE(links(std::vector<StoryProfile>{all[0], twin}, kEver).empty());
  StoryProfile late = all[1];
  late.first = late.latest = all[0].latest + kLinkGapSeconds;
  EXPECT_EQ(links(std::vector<StoryProfile>{all[0], late}, kEver).size(), 1U);
  late.first = late.latest = all[0].latest + kLinkGapSeconds + 1;
  EXPECT_TRUE(links(std::vector<StoryProfile>{all[0], late}, kEver).empty());
  StoryProfile unknown = all[1];
  unknown.language.clear();
  EXPECT_TRUE(links(std::vector<StoryProfile>{all[0], unknown}, kEver).empty());
}

TEST(Links, ALinkSeenFromItsOtherEnd) {
  const auto all = talks();
  const auto found = links(std::vector<StoryProfile>{all[0], all[4]}, kEver);
  ASSERT_EQ(found.size(), 1U);
  const StoryLink back = turned(found[0]);
  EXPECT_EQ(back.story, "ru");
  EXPECT_EQ(back.because[0].in_story, found[0].because[0].in_other);
  EXPECT_EQ(turned(back), found[0]);
}

TEST(Links, AProfileHasALimit) {
  std::string text;
  for (std::size_t i = 0; i < 2 * kMaxKeys; ++i) text += "x " + std::to_string(100'000 + i) + ". ";
  const StoryProfile big = profile_of("big", "en", "Numbers", text);
  EXPECT_EQ(big.keys.size(), kMaxKeys);
}

TEST(Links, NamesOfOneSound) {
  EXPECT_EQ(sound_of(name_word_key("Westrom")), sound_of(name_word_key("Вестром")));
  EXPECT_NE(sound_of(name_word_key("Westrom")), sound_of(name_word_key("Vogtner")));
  EXPECT_EQ(sound_of(""), "");
}

}  // namespace
}  // namespace newsloom::digest
