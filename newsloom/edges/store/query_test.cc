#include "newsloom/edges/store/query.h"

#include <gtest/gtest.h>

namespace newsloom::store {
namespace {

TEST(Query, WordsAndPhrases) {
  EXPECT_EQ(parsed_query("Ferry  FIRE").terms, (std::vector<std::string>{"ferry", "fire"}));
  EXPECT_EQ(parsed_query("a \"Harbour  master\" b").terms,
            (std::vector<std::string>{"a", "harbour master", "b"}));
  EXPECT_EQ(parsed_query("\"open end").terms, std::vector<std::string>{"open end"});
  EXPECT_EQ(parsed_query("Łódź – «порт»").terms, (std::vector<std::string>{"łódź", "порт"}));
  EXPECT_TRUE(parsed_query(" .,\"\" ").terms.empty());
}

TEST(Query, TermsAreBounded) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "word" + std::to_string(i) + " ";
  EXPECT_EQ(parsed_query(text).terms.size(), kMaxQueryTerms);
}

TEST(Query, NothingInAQueryIsAnOperator) {
  EXPECT_EQ(fts5_expression(parsed_query("a OR b*")), "\"a\" AND \"or\" AND \"b\"");
}

TEST(Query, SnippetsEndAtWords) {
  Article article;
  article.text = std::string(1000, 'x') + " the ferry burned " + std::string(1000, 'y');
  const SearchHit hit = hit_of(parsed_query("ferry"), article, std::nullopt);
  EXPECT_NE(hit.snippet.find("the ferry burned"), std::string::npos);
}

}  // namespace
}  // namespace newsloom::store
