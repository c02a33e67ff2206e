#include "newsloom/stages/extract/canonical_url.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace newsloom::extract {
namespace {

struct Case {
  const char* url;
  const char* expected;
};

class CanonicalUrl : public ::testing::TestWithParam<Case> {};

TEST_P(CanonicalUrl, Is) {
  EXPECT_EQ(canonical_url(GetParam().url), GetParam().expected);
  EXPECT_EQ(canonical_url(GetParam().expected), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, CanonicalUrl,
    ::testing::Values(
        Case{"HTTP://Lund.TEST:80/A", "http://lund.test/A"},
        Case{"https://lund.test:443/", "https://lund.test/"},
        Case{"https://lund.test", "https://lund.test/"},
        Case{"https://lund.test:8443/a", "https://lund.test:8443/a"},
        Case{"https://user:pw@lund.test/a", "https://lund.test/a"},
        Case{"https://lund.test./a#comments", "https://lund.test/a"},
        Case{"https://lund.test/#!/a", "https://lund.test/#!/a"},
        Case{"https://bücher.test/ü", "https://xn--bcher-kva.test/%C3%BC"},
        Case{"https://lund.test/%7ea/%c3%bc", "https://lund.test/~a/%C3%BC"},
        Case{"https://lund.test/a/../b/./c//", "https://lund.test/b/c"},
        Case{"https://lund.test/a?utm_source=x&id=7&fbclid=y", "https://lund.test/a?id=7"},
        Case{"https://lund.test/a?b=2&a=1", "https://lund.test/a?a=1&b=2"},
        Case{"https://lund.test/a?", "https://lund.test/a"},
        Case{"https://lund.test/a?WT.mc_id=1&at_medium=2", "https://lund.test/a"},
        Case{"https://m.lund.test/a", "https://lund.test/a"},
        Case{"https://m.test/a", "https://m.test/a"},
        Case{"https://en.m.lund.test/a", "https://en.lund.test/a"},
        Case{"https://amp.lund.test/a", "https://lund.test/a"},
        Case{"https://lund.test/a/amp/", "https://lund.test/a"},
        Case{"https://lund.test/amp/a", "https://lund.test/a"},
        Case{"https://lund.test/a.amp.html", "https://lund.test/a.html"},
        Case{"https://lund.test/a?outputType=amp", "https://lund.test/a"},
        Case{"https://lund.test/a?amp=1&id=3", "https://lund.test/a?id=3"},
        Case{"https://lund.test/a/print", "https://lund.test/a"},
        Case{"https://lund.test/a?view=print", "https://lund.test/a"},
        Case{"https://lund.test/a?view=all", "https://lund.test/a?view=all"},
        Case{"https://lund.test/news/index.html", "https://lund.test/news"},
        Case{"https://lund-test.cdn.ampproject.org/v/s/lund.test/a/amp?usqp=x&amp_js_v=1",
             "https://lund.test/a"},
        Case{"https://www.google.com/amp/s/www.lund.test/a.amp", "https://www.lund.test/a"},
        Case{"https://lund.test/camp", "https://lund.test/camp"},
        Case{" https://lund.test/a\n", "https://lund.test/a"},
        Case{"mailto:ida@lund.test", "mailto:ida@lund.test"}, Case{"", ""}));

TEST(CanonicalUrlPairs, SameArticle) {
  EXPECT_TRUE(same_article_url("http://www.lund.test/a/", "https://lund.test/a?utm_medium=rss"));
  EXPECT_FALSE(same_article_url("https://lund.test/a?id=1", "https://lund.test/a?id=2"));
}

RC_GTEST_PROP(CanonicalUrlPairs, IsIdempotent,
              (const std::string& path, const std::string& query)) {
  const std::string once = canonical_url("https://h.test/" + path + "?" + query);
  RC_ASSERT(canonical_url(once) == once);
}

}  // namespace
}  // namespace newsloom::extract
