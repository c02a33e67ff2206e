#include "newsloom/stages/annotate/statements_quotes.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>

#include "newsloom/core/text/utf8.h"

namespace newsloom::annotate {
namespace {

std::vector<std::string> inner(std::string_view text) {
  std::vector<std::string> out;
  for (const Quote& quote : quotes_of(text, Field::text)) {
    out.emplace_back(text.substr(quote.inner.begin, quote.inner.size()));
  }
  return out;
}

using Texts = std::vector<std::string>;

TEST(Quotes, MarksOfManyLanguages) {
  EXPECT_EQ(inner("He said \"we go\" and left."), Texts{"we go"});
  EXPECT_EQ(inner("He said “we go” and left."), Texts{"we go"});
  EXPECT_EQ(inner("Er sagte „wir gehen“ und ging."), Texts{"wir gehen"});
  EXPECT_EQ(inner("Il dit « on y va » et part."), Texts{" on y va "});
  EXPECT_EQ(inner("Er sagte »wir gehen« und ging."), Texts{"wir gehen"});
  EXPECT_EQ(inner("He said ``we go'' and left."), Texts{"we go"});
}

TEST(Quotes, ApostrophesAreNoMarks) {
  EXPECT_EQ(inner("The captain's boat wasn't there."), Texts{});
  EXPECT_EQ(inner("The sailors’ boats weren’t there."), Texts{});
  EXPECT_EQ(inner("He said 'the sailors' boats weren't there,' and left."),
            Texts{"the sailors' boats weren't there,"});
  EXPECT_EQ(inner("Back in the '90s and 'til now."), Texts{});
}

TEST(Quotes, QuotationsInsideQuotationsAreNotListed) {
  EXPECT_EQ(inner("“They called it ‘our plan’ and left,” he said."),
            Texts{"They called it ‘our plan’ and left,"});
}

TEST(Quotes, OverParagraphs) {
  const std::string text = "“First.\n\n“Second,” she said.";
  const std::vector<Quote> quotes = quotes_of(text, Field::text);
  ASSERT_EQ(quotes.size(), 2U);
  EXPECT_TRUE(quotes[0].continues);
  EXPECT_FALSE(quotes[1].continues);
}

TEST(Quotes, UnbalancedMarksGiveNothing) {
  EXPECT_EQ(inner("He said \"we go and left."), Texts{});
  EXPECT_EQ(inner("we go” and left."), Texts{});
}

TEST(Quotes, LongerThanTheLimitIsNoQuotation) {
  const std::string longest(kMaxQuoteBytes - 2, 'a');
  EXPECT_EQ(inner("\"" + longest + "\"").size(), 1U);
  EXPECT_EQ(inner("\"" + longest + "aaaa\"").size(), 0U);
}

TEST(Quotes, SpansLieOnBoundariesAndInOrder) {
  rc::check([] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("“", "”", "\"", "'", "’", "‘", "„", "«", "»", "``", "''", " ",
                                      "a", "é", "s", ",", ".", "\n", "\n\n"));
    std::string text;
    for (const std::string& part : parts) text += part;
    std::uint32_t last = 0;
    for (const Quote& quote : quotes_of(text, Field::text)) {
      RC_ASSERT(quote.outer.contains(quote.inner));
      RC_ASSERT(quote.outer.begin >= last && quote.outer.end <= text.size());
      RC_ASSERT(is_boundary(text, quote.outer.begin) && is_boundary(text, quote.outer.end));
      RC_ASSERT(is_boundary(text, quote.inner.begin) && is_boundary(text, quote.inner.end));
      last = quote.outer.end;
    }
  });
}

}  // namespace
}  // namespace newsloom::annotate
