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

// Every row of the table of tracking parameters; of a beginning, one name.
TEST(CanonicalUrlRows, TrackingParametersGo) {
  for (const std::string name :
       {"utm_x",         "fbclid",     "gclid",     "gclsrc",      "dclid",      "gbraid",
        "wbraid",        "msclkid",    "yclid",     "twclid",      "ttclid",     "igshid",
        "igsh",          "mc_cid",     "mc_eid",    "mkt_tok",     "_hsenc",     "_hsmi",
        "hsctatracking", "vero_id",    "vero_conv", "oly_anon_id", "oly_enc_id", "ref",
        "ref_src",       "ref_url",    "referrer",  "referer",     "cmpid",      "cmp",
        "ncid",          "ocid",       "icid",      "s_cid",       "s_kwcid",    "xtor",
        "at_x",          "ns_x",       "wt.x",      "wt_x",        "pk_x",       "mtm_x",
        "piwik_x",       "matomo_x",   "ito",       "smid",        "smtyp",      "sr_share",
        "share",         "shared",     "_ga",       "_gl",         "spm",        "trk",
        "trkcampaign",   "guccounter", "guce_x",    "mod",         "partner",    "wpisrc",
        "feature",       "source"}) {
    EXPECT_EQ(canonical_url("https://lund.test/a?id=7&" + name + "=1"), "https://lund.test/a?id=7")
        << name;
    EXPECT_EQ(canonical_url("https://lund.test/a?q" + name + "=1"),
              "https://lund.test/a?q" + name + "=1");
  }
}

// Every row of the parameters that ask for another form of the page.
TEST(CanonicalUrlRows, FormsOfThePageGo) {
  for (const std::string form :
       {"amp", "outputtype=amp", "output=amp", "view=print", "print", "printable", "m=1", "mobile",
        "noamp", "format=amp", "device=mobile", "action=print", "layout=print", "usqp", "amp_js_v",
        "amp_gsa", "_amp", "nr_email_referer"}) {
    EXPECT_EQ(canonical_url("https://lund.test/a?id=7&" + form), "https://lund.test/a?id=7")
        << form;
  }
  for (const std::string host : {"m.", "mobile.", "amp.", "wap.", "touch."}) {
    EXPECT_EQ(canonical_url("https://" + host + "lund.test/a"), "https://lund.test/a") << host;
  }
  for (const std::string end : {"/amp", "/amp/", "/amp.html", ".amp", "/print", "/print/", "/"}) {
    EXPECT_EQ(canonical_url("https://lund.test/a" + end), "https://lund.test/a") << end;
  }
  EXPECT_EQ(canonical_url("https://lund.test/view?m=2"), "https://lund.test/view?m=2");
}

TEST(CanonicalOfPage, ResolvesAndCleansWhatThePageStates) {
  const auto of = [](const char* page, const char* base, std::vector<std::string_view> stated) {
    return canonical_of_page(page, base, stated);
  };
  EXPECT_EQ(of("https://lund.test/a/b?utm_source=x", "", {}), "https://lund.test/a/b");
  EXPECT_EQ(of("https://lund.test/a/b", "", {"/c?fbclid=1", ""}), "https://lund.test/c");
  EXPECT_EQ(of("https://lund.test/a/b", "", {"c"}), "https://lund.test/a/c");
  EXPECT_EQ(of("https://lund.test/a/b", "/z/", {"c"}), "https://lund.test/z/c");
  EXPECT_EQ(of("https://lund.test/a/b", "", {"//www.lund.test/c/amp"}), "https://www.lund.test/c");
  EXPECT_EQ(of("https://amp.lund.test/a", "", {"https://lund.test/a"}), "https://lund.test/a");
  EXPECT_EQ(of("https://lund.test/a/b", "", {"", "https://lund.test/og"}), "https://lund.test/og");
  EXPECT_EQ(of("https://lund.test/a/b", "", {"android-app://lund/a"}), "https://lund.test/a/b");
  // The front page is nobody's canonical address but its own.
  EXPECT_EQ(of("https://lund.test/a/b", "", {"https://lund.test/"}), "https://lund.test/a/b");
  EXPECT_EQ(of("https://lund.test/?ref=x", "", {"https://lund.test/"}), "https://lund.test/");
  EXPECT_EQ(of("https://lund.test/a", "", {"https://lund.test/?p=7"}), "https://lund.test/?p=7");
  EXPECT_EQ(of("", "", {"/c"}), "");
  EXPECT_EQ(of("", "", {"https://lund.test/c"}), "https://lund.test/c");
}

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
