#include "newsloom/stages/annotate/figures.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/dates.h"
#include "newsloom/stages/annotate/lines_for_test.h"
#include "newsloom/stages/annotate/numbers.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const FigureResources& resources() {
  static const auto loaded = FigureResources::load(newsloom::testing::data());
  if (!loaded) ADD_FAILURE() << message(loaded.error());
  return *loaded;
}

const DateResources& date_resources() {
  static const auto loaded = DateResources::load(newsloom::testing::data());
  if (!loaded) ADD_FAILURE() << message(loaded.error());
  return *loaded;
}

std::vector<Figure> found(const std::string& text, const std::string& language) {
  const Article article = article_of(text, "2024-05-08");
  const Analysis analysis = lines_of(article, language);
  Annotations so_far;
  so_far.dates = dates(analysis, date_resources());
  return figures(analysis, so_far, resources());
}

/// "value unit change" of each figure: "2000 prisoners ~; 5..7 percent =".
std::string listed(const std::string& text, const std::string& language = "en") {
  std::ostringstream out;
  for (const Figure& figure : found(text, language)) {
    if (out.tellp() > 0) out << "; ";
    out.precision(15);
    if (figure.value) {
      out << *figure.value;
    } else {
      out << figure.low.value_or(-1) << ".." << figure.high.value_or(-1);
    }
    if (figure.unit) out << " " << *figure.unit;
    out << " " << name_of(figure.change);
  }
  return out.str();
}

struct Case {
  const char* text;
  const char* want;
};

void check(const std::vector<Case>& cases, const char* language) {
  for (const Case& c : cases) EXPECT_EQ(listed(c.text, language), c.want) << c.text;
}

TEST(Figures, EnglishNumbers) {
  check({{"About 2,000 prisoners were freed.", "2000 prisoners ~"},
         {"It has 1.2 million users.", "1200000 users ="},
         {"Some twenty-five ships sank.", "25 ships ~"},
         {"A dozen boats were lost.", "12 boats ="},
         {"Two-thirds of the seats stayed empty.", "0.666666666666667 ="},
         {"More than half of the vines died.", "0.5 >"},
         {"One in five bakers agreed.", "0.2 ="},
         {"Nearly a million tulips bloomed.", "1000000 tulips ~"},
         {"Dozens of tents burned.", "12..120 tents ="},
         {"Between 5 and 7 boats sank.", "5..7 boats ="},
         {"A share of 5-7 percent is usual.", "5..7 percent ="}},
        "en");
}

TEST(Figures, EnglishUnits) {
  check({{"It cost $1.2 billion.", "1200000000 USD ="},
         {"It cost 30 euros.", "30 EUR ="},
         {"It cost US$5-7 million.", "5000000..7000000 USD ="},
         {"The tunnel is 12 km long.", "12 kilometre ="},
         {"It was 30 degrees Celsius.", "30 celsius ="},
         {"Rent is $900 a month.", "900 USD per month ="},
         {"Cars went at 80 km/h.", "80 kilometre per hour ="},
         {"It lasted at least four more days.", "4 day >"},
         {"Oil is sold at $70 per barrel.", "70 USD per barrel ="}},
        "en");
}

TEST(Figures, ScalesAroundTheCodeOfMoney) {
  EXPECT_EQ(listed("The yard lost 75 USD million."), "75000000 USD =");
  EXPECT_EQ(listed("The yard lost 30 MEUR and then 400 kEUR."), "30000000 EUR =; 400000 EUR =");
  EXPECT_EQ(listed("The loan is 12,34,567 rupees."), "1234567 INR =");
  EXPECT_EQ(listed("The loan is 1,234,567 rupees."), "1234567 INR =");
}

TEST(Figures, EnglishChange) {
  check({{"Prices rose 3 percent.", "3 percent up"},
         {"Prices fell by 3 percent.", "3 percent down"},
         {"Up to 40 guests came.", "40 guests <"},
         {"No fewer than 40 guests came.", "40 guests >"},
         {"Forty guests or more came.", "40 guests >"}},
        "en");
}

TEST(Figures, WhatIsNoFigure) {
  check({{"He was born on 3 March 1987.", ""},
         {"The train leaves at 10:30.", ""},
         {"An F-16 and the G20 leaders.", ""},
         {"The COVID-19 ward closed.", ""},
         {"See chapter 12.", ""},
         {"The first and 3rd rows.", ""},
         {"No one knows.", ""},
         {"Marta Quill, 41, resigned.", ""}},
        "en");
}

TEST(Figures, AgesAreMarked) {
  const auto ages = found("A 50-year-old baker fell.", "en");
  ASSERT_EQ(ages.size(), 1u);
  EXPECT_EQ(ages[0].counted, "age");
  EXPECT_EQ(ages[0].unit, "year of age");
}

TEST(Figures, ScopePartAndStatus) {
  const auto swap = found("The towns agreed to swap 1,000 prisoners of war each.", "en");
  ASSERT_EQ(swap.size(), 1u);
  EXPECT_EQ(swap[0].scope, Scope::each);
  EXPECT_EQ(swap[0].status, Status::agreed);
  EXPECT_EQ(swap[0].counted, "prisoners of war");
  const auto part = found("They lost 105 kites, including 35 over the bay.", "en");
  ASSERT_EQ(part.size(), 2u);
  EXPECT_EQ(part[1].part_of, "105 kites");
  EXPECT_EQ(part[1].unit, "kites");
  const auto of = found("Of it, 600 of the 1,400 litres were spilt.", "en");
  ASSERT_EQ(of.size(), 2u);
  EXPECT_EQ(of[0].part_of, "1,400 litres");
  EXPECT_EQ(of[0].unit, of[1].unit);
}

TEST(Figures, AttributedToTheNameThatSaysSo) {
  Article article;
  article.text = "Harbour Watch said 40 ships had left.";
  Analysis analysis;
  analysis.article = &article;
  analysis.language = "en";
  Sentence sentence;
  sentence.span = {0, static_cast<std::uint32_t>(article.text.size()), Field::text};
  analysis.sentences.push_back(sentence);
  Annotations so_far;
  Name name;
  name.id = "n1";
  name.name = "Harbour Watch";
  name.mentions = {{0, 13, Field::text}};
  so_far.names.push_back(name);
  const auto list = figures(analysis, so_far, resources());
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].attributed_to, "Harbour Watch");
}

TEST(Figures, HostileInputStaysBounded) {
  std::string text;
  for (int i = 0; i < 40000; ++i) text += "5 cats ";
  EXPECT_LE(found(text, "en").size(), kMaxFigures);
  EXPECT_TRUE(found(std::string(1 << 20, '7'), "en").empty());
  std::string words;
  for (int i = 0; i < 40000; ++i) words += "twenty-";
  EXPECT_LE(found(words, "en").size(), kMaxFigures);
}

TEST(Numbers, ReadsWords) {
  const auto words = NumberWords::load(newsloom::testing::data(), "en");
  ASSERT_TRUE(words);
  const auto value = [&](const char* text) { return words->at(atoms_of(text, {}), 0).value; };
  EXPECT_EQ(value("three hundred and twenty-five thousand"), 325000);
  EXPECT_EQ(value("1,234,567"), 1234567);
  EXPECT_EQ(value("2.5 million"), 2500000);
  EXPECT_EQ(value("twenty-first"), 21);
}

RC_GTEST_PROP(Figures, SpansLieInOrderOnCharacterBoundaries,
              (const std::vector<std::uint8_t>& picks)) {
  static const char* const kPieces[] = {
      "5 ",    "$",     "two ", "million ", "about ", "€",   "-",  ",", "000 ",   "percent ", "of ",
      "half ", "ships", "’",    "per ",     "day ",   "to ", "½ ", "(", "dozen ", "é ",       "."};
  std::string text;
  for (const std::uint8_t pick : picks) text += kPieces[pick % std::size(kPieces)];
  std::uint32_t number_end = 0;
  for (const Figure& figure : found(text, "en")) {
    RC_ASSERT(figure.number.begin >= number_end);
    RC_ASSERT(figure.span.contains(figure.number));
    RC_ASSERT(figure.span.end <= text.size());
    RC_ASSERT(is_boundary(text, figure.span.begin) && is_boundary(text, figure.span.end));
    number_end = figure.number.end;
  }
}

}  // namespace
}  // namespace newsloom::annotate
