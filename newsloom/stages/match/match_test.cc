#include "newsloom/stages/match/match.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <algorithm>
#include <set>

#include "newsloom/core/text/words.h"
#include "newsloom/stages/match/sketch.h"
#include "newsloom/testing/words.h"

namespace newsloom::match {
namespace {

using newsloom::testing::made_up_word;

std::vector<std::string> words(std::uint64_t seed, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(made_up_word(seed * 100003 + i));
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : " ") + w;
  return out;
}

Article article(std::string id, std::string text, std::int64_t time = 1000) {
  Article out;
  out.id = std::move(id);
  out.text = std::move(text);
  out.published = timestamp_of_utc(time);
  return out;
}

Copy add(NearIndex& index, const Article& article) {
  return index.add(article, fingerprint(article));
}

TEST(Fingerprint, IsAFunctionOfTheWords) {
  const auto a = fingerprint(article("a", "Two boats left Orlo harbour at dawn."));
  EXPECT_EQ(a, fingerprint(article("b", "two boats left  Orlo\nharbour at dawn")));
  EXPECT_NE(a.exact, fingerprint(article("c", "two boats left orlo harbour at dusk")).exact);
}

TEST(Fingerprint, OfAnEmptyTextIsTheTitles) {
  Article teaser = article("a", "");
  EXPECT_EQ(fingerprint(teaser).shingle_count, 0U);
  teaser.title = "Two boats left Orlo harbour at dawn";
  EXPECT_GT(fingerprint(teaser).shingle_count, 0U);
}

TEST(Fingerprint, LeavesCaptionsOut) {
  const std::string body = joined(words(1, 60));
  const auto plain = fingerprint(article("a", body));
  const auto with = fingerprint(article(
      "a", body + "\n\nThe mayor of Orlo waves from a boat. (Photo by Ida Sorn / Getty Images)"));
  EXPECT_EQ(plain.sketch, with.sketch);
}

TEST(Fingerprint, HasABoundedSketchThatGuessesTheSize) {
  const auto big = fingerprint(article("a", joined(words(1, 5000))));
  EXPECT_EQ(view_of(big.sketch).shingles.size(), kShingles);
  EXPECT_NEAR(big.shingle_count, 4998, 1500);
  const std::string one(1 << 20, 'a');
  EXPECT_LE(fingerprint(article("b", one)).sketch.size(), 1 + kShingles + kKeys);
  std::string same;
  for (int i = 0; i < 200000; ++i) same += "so ";
  EXPECT_EQ(fingerprint(article("c", same)).shingle_count, 1U);
}

TEST(Sketch, ThatIsNotOneReadsAsEmpty) {
  EXPECT_TRUE(view_of(std::vector<std::uint32_t>{5, 1}).shingles.empty());
  EXPECT_TRUE(view_of(std::vector<std::uint32_t>{2, 9, 1}).shingles.empty());
  EXPECT_TRUE(view_of({}).shingles.empty());
}

TEST(NearIndex, FindsEqualTexts) {
  NearIndex index;
  const std::string text = joined(words(1, 100));
  const Copy first = add(index, article("a", text));
  EXPECT_EQ(first.relation, CopyRelation::none);
  EXPECT_FALSE(first.copy_of.has_value());
  const Copy second = add(index, article("b", text));
  EXPECT_EQ(second.relation, CopyRelation::exact);
  EXPECT_EQ(second.family, first.family);
  EXPECT_EQ(second.copy_of, "a");
  EXPECT_DOUBLE_EQ(second.overlap, 1);
}

TEST(NearIndex, FindsExcerptsBothWays) {
  NearIndex index;
  const auto all = words(1, 300);
  add(index, article("whole", joined(all)));
  const Copy lead = add(index, article("lead", joined({all.begin(), all.begin() + 70})));
  EXPECT_EQ(lead.relation, CopyRelation::excerpt);
  EXPECT_EQ(lead.copy_of, "whole");
  auto longer = words(2, 300);
  longer.insert(longer.end(), all.begin(), all.end());
  EXPECT_EQ(add(index, article("more", joined(longer))).copy_of, "whole");
}

TEST(NearIndex, ToleratesCharacterNoise) {
  NearIndex index;
  const std::string text = joined(words(1, 300));
  add(index, article("a", text));
  std::string noisy = text;
  for (std::size_t i = 17; i < noisy.size(); i += 53) noisy[i] = noisy[i] == ' ' ? ' ' : 'q';
  const Copy copy = add(index, article("b", noisy));
  EXPECT_EQ(copy.copy_of, "a");
  EXPECT_EQ(copy.relation, CopyRelation::update);
}

TEST(NearIndex, AQuotationInCommonIsNoCopy) {
  NearIndex index;
  const auto quote = words(9, 13);
  auto a = words(1, 90);
  auto b = words(2, 80);
  a.insert(a.begin() + 20, quote.begin(), quote.end());
  b.insert(b.begin() + 50, quote.begin(), quote.end());
  const Copy first = add(index, article("a", joined(a)));
  EXPECT_NE(add(index, article("b", joined(b))).family, first.family);
}

TEST(NearIndex, FurnitureOfAnOutletIsNoCopy) {
  NearIndex index;
  const auto furniture = words(9, 90);
  std::set<std::string> families;
  for (std::uint64_t i = 0; i < 30; ++i) {
    auto text = words(100 + i, 90);
    text.insert(text.end(), furniture.begin(), furniture.end());
    Article page = article(std::string("a") + std::to_string(i), joined(text));
    page.publisher = "Orlo Post";
    add(index, page);
  }
  for (const Copy& copy : index.copies()) families.insert(copy.family);
  EXPECT_EQ(families.size(), 30U);
}

std::string report(const std::string& firm, int profit, int revenue, int share, int dividend) {
  return firm + std::string(" said on Monday that its net profit for the quarter came to $") +
         std::to_string(profit) + " million, while revenue was $" + std::to_string(revenue) +
         " million. Analysts had expected a little less, the statement by " + firm +
         " went on. The shares of " + firm + " closed at $" + std::to_string(share) +
         " before the news, and the board proposed a dividend of " + std::to_string(dividend) +
         " cents. The firm expects to grow in line with its earlier outlook for the whole year.";
}

TEST(NearIndex, AFormFilledInTwiceIsNoCopy) {
  NearIndex index;
  const Copy first = add(index, article("a", report("Brindle Gas", 712, 4410, 31, 17)));
  const Copy second = add(index, article("b", report("Orlo Copper", 93, 866, 58, 22)));
  EXPECT_NE(first.family, second.family);
}

TEST(NearIndex, DoesNotChainThroughHalves) {
  NearIndex index;
  const auto text = words(1, 400);
  const auto piece = [&](int from) {
    return joined({text.begin() + from, text.begin() + from + 160});
  };
  const Copy a = add(index, article("a", piece(0)));
  add(index, article("b", piece(70)));
  const Copy c = add(index, article("c", piece(140)));
  EXPECT_NE(a.family, c.family);
}

TEST(NearIndex, OriginIsTheCreditedAgencyElseTheEarliest) {
  const std::string text = joined(words(1, 200));
  NearIndex plain;
  add(plain, article("late", text, 9000));
  add(plain, article("early", text, 1000));
  auto copies = plain.copies();
  EXPECT_EQ(copies[0].copy_of, "early");
  EXPECT_FALSE(copies[1].copy_of.has_value());

  NearIndex credited;
  add(credited, article("a", "ORLO (Reuters) - " + text, 1000));
  Article agency = article("b", text, 2000);
  agency.publisher = "Reuters";
  add(credited, agency);
  copies = credited.copies();
  EXPECT_EQ(copies[0].copy_of, "b");
  EXPECT_FALSE(copies[1].copy_of.has_value());
}

TEST(NearIndex, ForgetsWhatIsOld) {
  NearIndex index;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    add(index, article(std::to_string(i), joined(words(i, 40)), 10000 + static_cast<int>(i) * 60));
  }
  const std::string kept = joined(words(2500, 40));
  const std::string gone = joined(words(10, 40));
  const Copy before = add(index, article("x", kept, 10000 + 3000 * 60));
  const std::vector<Copy> forgotten = index.forget_before(10000 + 2000 * 60);
  ASSERT_EQ(forgotten.size(), 2000U);
  EXPECT_EQ(forgotten[7].article, "7");
  EXPECT_FALSE(forgotten[7].copy_of.has_value());
  EXPECT_EQ(index.size(), 1001U);
  const Copy after = add(index, article("y", kept, 10000 + 3000 * 60));
  EXPECT_EQ(after.family, before.family);
  EXPECT_FALSE(add(index, article("z", gone, 10000 + 3000 * 60)).copy_of.has_value());
  EXPECT_EQ(index.copies().size(), 1003U);
}

TEST(NearIndex, GivesTheLastWordOnWhatItForgets) {
  NearIndex index;
  const std::string text = joined(words(1, 200));
  add(index, article("late", text, 9000));
  add(index, article("early", text, 1000));
  add(index, article("new", joined(words(2, 200)), 90000));
  const std::vector<Copy> last = index.copies();
  const std::vector<Copy> forgotten = index.forget_before(80000);
  ASSERT_EQ(forgotten.size(), 2U);
  EXPECT_EQ(forgotten[0], last[0]);
  EXPECT_EQ(forgotten[0].copy_of, "early");  // which came later
  EXPECT_TRUE(index.forget_before(80001).empty());
}

// The slow twin: every pair, with whole sets of shingles.
double containment(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto set_of = [](const std::vector<std::string>& w) {
    std::set<std::string> out;
    for (std::size_t i = 0; i + 3 <= w.size(); ++i) out.insert(w[i] + w[i + 1] + w[i + 2]);
    return out;
  };
  const auto x = set_of(a);
  const auto y = set_of(b);
  std::vector<std::string> both;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(std::min(x.size(), y.size()));
}

TEST(NearIndexProperty, AgreesWithAllPairs) {
  rc::check([] {
    const int bases = *rc::gen::inRange(1, 5);
    std::vector<std::vector<std::string>> texts;
    for (int i = 0; i < bases; ++i) {
      texts.push_back(words(static_cast<std::uint64_t>(*rc::gen::inRange(0, 50)) * 10,
                            static_cast<std::size_t>(*rc::gen::inRange(120, 400))));
      const int copies = *rc::gen::inRange(0, 4);
      for (int k = 0; k < copies; ++k) {
        auto copy = texts.back();
        const int every = *rc::gen::inRange(12, 60);
        for (std::size_t at = 5; at < copy.size(); at += static_cast<std::size_t>(every)) {
          copy[at] = made_up_word(static_cast<std::uint64_t>(at) + 7000000);
        }
        copy.resize(copy.size() * static_cast<std::size_t>(*rc::gen::inRange(60, 101)) / 100);
        texts.push_back(copy);
      }
    }
    NearIndex index;
    std::vector<Copy> found;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      found.push_back(add(index, article(std::to_string(i), joined(texts[i]))));
    }
    const auto last = index.copies();
    RC_ASSERT(last.size() == texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      double most = 0;
      for (std::size_t j = 0; j < i; ++j) most = std::max(most, containment(texts[i], texts[j]));
      if (most > 0.75) RC_ASSERT(found[i].copy_of.has_value());
      if (most < 0.2) RC_ASSERT(!found[i].copy_of.has_value());
    }
  });
}

}  // namespace
}  // namespace newsloom::match
