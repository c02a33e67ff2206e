#include "newsloom/stages/annotate/tokens.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/abbreviations.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const SentenceResources& rules() {
  static const SentenceResources loaded = *load_sentence_resources(testing::data());
  return loaded;
}

std::string cut(std::string_view text, std::string_view language = "en") {
  std::vector<Token> tokens;
  tokenize({text, 0, text.size(), Field::text}, token_style_of(language), rules().of(language),
           tokens);
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty()) out += '|';
    out += text.substr(token.span.begin, token.span.size());
  }
  return out;
}

TEST(Tokens, SplitsContractionsAndPossessives) {
  EXPECT_EQ(cut("We don't know Orlov's plan."), "We|do|n't|know|Orlov|'s|plan|.");
  EXPECT_EQ(cut("They can’t, I’ll cannot"), "They|ca|n’t|,|I|’ll|can|not");
  EXPECT_EQ(cut("officials' O'Hara o'clock"), "officials|'|O'Hara|o'clock");
}

TEST(Tokens, KeepsNumbersWhole) {
  EXPECT_EQ(cut("1,000-kilometre 3.5% $5m US$20,000 10:30 9/11 '90s 20th 5pm 6:00am"),
            "1,000|-|kilometre|3.5|%|$|5|m|US$|20,000|10:30|9/11|'90s|20th|5|pm|6:00|am");
  EXPECT_EQ(cut("2025-06-02 2010-2012 555-0199"), "2025-06-02|2010|-|2012|555-0199");
  EXPECT_EQ(cut("6AB 24ABC 5PM 600MW 20TH"), "6AB|24ABC|5|PM|600|MW|20TH");
}

TEST(Tokens, KeepsFullStopsOfAbbreviations) {
  EXPECT_EQ(cut("Dr. Vane of the U.S. met J. Orr at 5 p.m. in St. Ives."),
            "Dr.|Vane|of|the|U.S.|met|J.|Orr|at|5|p.m.|in|St.|Ives|.");
  EXPECT_EQ(cut("No. 5 said no."), "No.|5|said|no|.");
  EXPECT_EQ(cut("It ended.Then it began..."), "It|ended|.|Then|it|began|...");
}

TEST(Tokens, KeepsAddresses) {
  EXPECT_EQ(cut("(see https://a.example/b?c=d). Mail x.y@b.example, or @zed #now #2"),
            "(|see|https://a.example/b?c=d|)|.|Mail|x.y@b.example|,|or|@zed|#now|#|2");
}

TEST(Tokens, SplitsHyphensAsTheTreebanks) {
  EXPECT_EQ(cut("pro-Vale co-founder long-term Orr-Vane re-elected"),
            "pro-Vale|co-founder|long|-|term|Orr|-|Vane|re-elected");
  EXPECT_EQ(cut("VALE (AP) -- \"Go,\" he said—twice"), "VALE|(|AP|)|--|\"|Go|,|\"|he|said|—|twice");
}

TEST(Tokens, OtherLanguages) {
  EXPECT_EQ(cut("Am 3. Oktober, z.B. 2,5 Mio. Euro", "de"), "Am|3.|Oktober|,|z.B.|2,5|Mio.|Euro");
  EXPECT_EQ(cut("L'homme d’État n'a pas", "fr"), "L'|homme|d’|État|n'|a|pas");
  EXPECT_EQ(cut("«Мы готовы», — сказал он.", "ru"), "«|Мы|готовы|»|,|—|сказал|он|.");
  EXPECT_EQ(cut("¿Qué pasó?", "es"), "¿|Qué|pasó|?");
  EXPECT_EQ(cut("قال الوزير: نعم.", "ar"), "قال|الوزير|:|نعم|.");
  EXPECT_EQ(cut("我们明天开会。", "zh"), "我们|明天|开会|。");
}

TEST(Tokens, CutsEndlessWords) {
  const std::string text(3 * kMaxTokenBytes, 'a');
  std::vector<Token> tokens;
  tokenize({text, 0, text.size(), Field::text}, TokenStyle::english, rules().none, tokens);
  EXPECT_EQ(tokens.size(), 3U);
}

RC_GTEST_PROP(Tokens, AreOrderedDisjointAndCoverAllButSpace, (const std::string& bytes)) {
  const std::string text = repaired_utf8(bytes);
  for (const TokenStyle style : {TokenStyle::english, TokenStyle::elision, TokenStyle::ordinal}) {
    std::vector<Token> tokens;
    tokenize({text, 0, text.size(), Field::text}, style, rules().of("en"), tokens);
    std::uint32_t at = 0;
    for (const Token& token : tokens) {
      RC_ASSERT(token.span.begin >= at && token.span.begin < token.span.end);
      RC_ASSERT(is_boundary(text, token.span.begin) && is_boundary(text, token.span.end));
      at = token.span.end;
    }
  }
}

}  // namespace
}  // namespace newsloom::annotate
