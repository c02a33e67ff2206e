// The small readers that extraction is made of.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "newsloom/stages/extract/article_dates.h"
#include "newsloom/stages/extract/credits.h"
#include "newsloom/stages/extract/forest.h"
#include "newsloom/stages/extract/headline.h"
#include "newsloom/stages/extract/loose_json.h"
#include "newsloom/stages/extract/names.h"
#include "newsloom/stages/extract/page_facts.h"
#include "newsloom/stages/extract/page_language.h"
#include "newsloom/stages/extract/pattern_set.h"
#include "newsloom/testing/data.h"

namespace newsloom::extract {
namespace {

using Names = std::vector<std::string>;

TEST(PatternSet, FindsAllPatternsInOnePass) {
  const auto set = PatternSet::parse("# note\na\tshe\nb\the\nb\t_hers_\n", {"a", "b"});
  ASSERT_TRUE(set.has_value());
  std::uint32_t state = 0;
  std::uint64_t found = 0;
  for (const char c : std::string("ushe")) found |= set->feed(state, c);
  EXPECT_EQ(found, 3U);
  for (const char c : std::string("zzz")) EXPECT_EQ(set->feed(state, c), 0U);
}

TEST(PatternSet, RefusesDamagedLists) {
  EXPECT_EQ(PatternSet::parse("c\tx\n", {"a"}).error().code, Errc::corrupt);
  EXPECT_EQ(PatternSet::parse("a\n", {"a"}).error().code, Errc::corrupt);
  const std::string longest(PatternSet::kMaxPatternBytes, 'x');
  EXPECT_TRUE(PatternSet::parse("a\t" + longest, {"a"}).has_value());
  EXPECT_FALSE(PatternSet::parse("a\t" + longest + "x", {"a"}).has_value());
}

TEST(Forest, JudgesByItsTrees) {
  const auto forest =
      Forest::parse("features 2\nbase 0\ntree 3\n1 0.5 1\n-1 -2 0\n-1 2 0\ntree 1\n-1 1 0\n");
  ASSERT_TRUE(forest.has_value());
  const float rows[] = {9, 0.4F, 9, 0.6F};
  const std::vector<float> judged = forest->probabilities(rows, 2);
  EXPECT_LT(judged[0], 0.5F);  // -2 + 1
  EXPECT_GT(judged[1], 0.9F);  // 2 + 1
}

TEST(Forest, RefusesDamagedFiles) {
  for (const char* file :
       {"", "features 2\nbase x\n", "features 2\nbase 0\n", "features 2\nbase 0\ntree 1\n0 0.5 0\n",
        "features 2\nbase 0\ntree 3\n2 0.5 1\n-1 1 0\n-1 1 0\n",
        "features 2\nbase 0\ntree 3\n0 0.5 2\n-1 1 0\n-1 1 0\n"}) {
    EXPECT_FALSE(Forest::parse(file).has_value()) << file;
  }
}

TEST(LooseJson, ReadsBrokenJson) {
  const Json value = read_loose_json(
      " <!-- {\"a\": \"line\nbreak \\u00e9\\ud83d\\ude00\", /* x */ \"b\": [1, true,, null,], "
      "\"c\": {\"d\": \"cut of");
  EXPECT_EQ(value.get("a")->text, "line\nbreak é😀");
  ASSERT_EQ(value.get("b")->items.size(), 3U);
  EXPECT_TRUE(value.get("b")->items[1].truth);
  EXPECT_EQ(value.get("c")->get("d")->text, "cut of");
  EXPECT_EQ(value.get("z"), nullptr);
}

TEST(LooseJson, EndsOnAnything) {
  EXPECT_EQ(read_loose_json(std::string(100000, '[')).kind, Json::Kind::list);
  EXPECT_EQ(read_loose_json("").kind, Json::Kind::null);
  EXPECT_EQ(read_loose_json("no json").kind, Json::Kind::null);
}

RC_GTEST_PROP(LooseJson, NeverFails, (const std::string& text)) {
  static_cast<void>(read_loose_json("{" + text));
  static_cast<void>(read_loose_json("[\"" + text));
}

TEST(Names, ReadsBylines) {
  EXPECT_EQ(authors_in("By Tilda Morrow", ""), Names{"Tilda Morrow"});
  EXPECT_EQ(
      authors_in("By Tilda Morrow, Senior Harbour Correspondent, and Osk Brandvold in Vell", ""),
      (Names{"Tilda Morrow", "Osk Brandvold"}));
  EXPECT_EQ(authors_in("Von Käthe Brüning und Jörn Aßmann", ""),
            (Names{"Käthe Brüning", "Jörn Aßmann"}));
  EXPECT_EQ(authors_in("Par Maëlle Garçon", ""), Names{"Maëlle Garçon"});
  EXPECT_EQ(authors_in("TILDA MORROW", ""), Names{"Tilda Morrow"});
  // Signs at the edges go as wholes: "“" and "Ó" share bytes with "–" and "·".
  EXPECT_EQ(authors_in("– Óscar Brandâ •", ""), Names{"Óscar Brandâ"});
  EXPECT_EQ(authors_in("\xC2\xA2 Tilda Morrow", ""), Names{"\xC2\xA2 Tilda Morrow"});
  EXPECT_EQ(authors_in("Tilda Morrow. Pictures: Osk Brandvold", ""), Names{"Tilda Morrow"});
  EXPECT_EQ(authors_in("Written by\nTilda Morrow", ""), Names{"Tilda Morrow"});
}

TEST(Names, LeavesOutWhatIsNoPerson) {
  for (const char* text :
       {"Staff Reporter", "Vell Harbour News Desk", "https://social.example/tilda", "12 May 2025",
        "4 min read", "tilda@vell.example", "Reuters", "Read more!", ""}) {
    EXPECT_EQ(authors_in(text, ""), Names{}) << text;
  }
  EXPECT_EQ(authors_in("Vell Gazette", "The Vell Gazette"), Names{});
  EXPECT_EQ(authors_in(std::string(kMaxBylineBytes + 1, 'A'), ""), Names{});
}

TEST(Names, KnowsSitesByName) {
  EXPECT_TRUE(same_site("The Vell Gazette", "vellgazette"));
  EXPECT_TRUE(same_site("Vell Gazette", "VELL GAZETTE"));
  EXPECT_FALSE(same_site("Vell Gazette", "Harbour Times"));
  EXPECT_FALSE(same_site("", "x"));
}

TEST(Headline, CutsTheSiteOff) {
  EXPECT_EQ(without_site("Goats return to Vell - Harbour - Vell Gazette", "Vell Gazette", ""),
            "Goats return to Vell - Harbour");
  EXPECT_EQ(without_site("Goats return to Vell | Harbour", "", ""), "Goats return to Vell");
  EXPECT_EQ(without_site("Goats – and only goats – return", "Vell Gazette", ""),
            "Goats – and only goats – return");
  EXPECT_EQ(without_site("Vell Gazette: Goats return to town", "Vell Gazette", ""),
            "Goats return to town");
}

TEST(Dates, CountsBackFromTheCapture) {
  const Timestamp now = *parse_timestamp("2031-05-04T12:00:00Z");
  EXPECT_EQ(to_string(*relative_time("3 hours ago", now)), "2031-05-04T09:00:00Z");
  EXPECT_EQ(to_string(*relative_time("vor 20 Minuten", now)), "2031-05-04T11:40:00Z");
  EXPECT_EQ(to_string(*relative_time("il y a 2 jours", now)), "2031-05-02");
  EXPECT_EQ(to_string(*relative_time("Yesterday", now)), "2031-05-03");
  EXPECT_FALSE(relative_time("3 goats", now).has_value());
  EXPECT_FALSE(relative_time("99999 hours ago", now).has_value());
  EXPECT_FALSE(relative_time("ago", now).has_value());
}

TEST(Dates, FindsTheDayInAddresses) {
  EXPECT_EQ(to_string(*day_in_url("https://vell.example/2031/05/04/goats")), "2031-05-04");
  EXPECT_EQ(to_string(*day_in_url("https://vell.example/goats-2031-5-4.html")), "2031-05-04");
  EXPECT_EQ(to_string(*day_in_url("https://vell.example/20310504/goats")), "2031-05-04");
  EXPECT_EQ(to_string(*day_in_url("https://vell.example/2031/october/03/goats")), "2031-10-03");
  EXPECT_EQ(to_string(*day_in_url("https://vell.example/2031/Oct/3")), "2031-10-03");
  for (const char* url : {"https://vell.example/2031/goats/03", "https://vell.example/2031/oct",
                          "https://vell.example/2031/oct/", "https://vell.example/2031/13/04",
                          "https://vell.example/203105041", "https://vell.example/2031/05",
                          "https://vell.example/", ""}) {
    EXPECT_FALSE(day_in_url(url).has_value()) << url;
  }
}

TEST(Credits, EndCaptions) {
  for (const char* text : {"The herd on the hill. Photo: Lena Vik", "The herd. (Image: Vell News)",
                           "The herd, seen from the harbour. © Lena Vik", "Getty Images"}) {
    EXPECT_TRUE(ends_in_credit(text)) << text;
  }
  for (const char* text : {"", ".", ")", "The council bought a photo: nobody knows why. It hangs.",
                           "Getty Images sold the picture to the council. It hangs in the hall."}) {
    EXPECT_FALSE(ends_in_credit(text)) << text;
  }
}

TEST(PageFacts, CleansText) {
  EXPECT_EQ(clean_text(" <b>Goats</b> &amp;amp; sheep\n in <i>Vell</i> 3 < 4 "),
            "Goats & sheep in Vell 3 < 4");
}

TEST(Language, CorrectsAFalseDeclaration) {
  const LanguageGuess guess(*testing::data()("extract/function_words.txt"));
  const std::string german =
      "Die Ziegen sind nach Vell zurückgekehrt und das ist für die Stadt nicht ohne Folgen. "
      "Der Rat hat sich mit der Frage befasst, wie sie auf die Weide gebracht werden sollen.";
  PageFacts facts;
  facts.html_lang = "en";
  EXPECT_EQ(language_of(facts, german, guess), "de");
  EXPECT_EQ(language_of(facts, "Too short.", guess), "en");
  facts.html_lang = "de_AT";
  EXPECT_EQ(language_of(facts, german, guess), "de-AT");
  facts.html_lang = "";
  EXPECT_EQ(language_of(facts, "Goats.", guess), std::nullopt);
  EXPECT_EQ(guess.guess("山羊回到了小镇，市议会讨论了如何把它们带回牧场的问题。"), "zh");
}

}  // namespace
}  // namespace newsloom::extract
