#include "newsloom/core/url.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace newsloom {
namespace {

TEST(Url, PartsAndBack) {
  const UrlParts p = url_parts(" HTTP://u:p@[::1]:80/a/b;c?q=1?2#f#g ");
  EXPECT_EQ(p.scheme, "http");
  EXPECT_EQ(p.user, "u:p");
  EXPECT_EQ(p.host, "[::1]");
  EXPECT_EQ(p.port, "80");
  EXPECT_EQ(p.path, "/a/b;c");
  EXPECT_EQ(p.query, "q=1?2");
  EXPECT_EQ(p.fragment, "f#g");
  EXPECT_EQ(to_string(p), "http://u:p@[::1]:80/a/b;c?q=1?2#f#g");
}

// RFC 3986, 5.4.
TEST(Url, ResolvesTheExamplesOfTheStandard) {
  constexpr std::string_view kBase = "http://a/b/c/d;p?q";
  const auto is = [&](std::string_view reference, std::string_view expected) {
    EXPECT_EQ(resolved_url(kBase, reference), expected) << reference;
  };
  is("g:h", "g:h");
  is("g", "http://a/b/c/g");
  is("./g", "http://a/b/c/g");
  is("g/", "http://a/b/c/g/");
  is("/g", "http://a/g");
  is("//g", "http://g");
  is("?y", "http://a/b/c/d;p?y");
  is("g?y", "http://a/b/c/g?y");
  is("#s", "http://a/b/c/d;p?q#s");
  is("g;x?y#s", "http://a/b/c/g;x?y#s");
  is("", "http://a/b/c/d;p?q");
  is(".", "http://a/b/c/");
  is("..", "http://a/b/");
  is("../g", "http://a/b/g");
  is("../..", "http://a/");
  is("../../../g", "http://a/g");
  is("/./g", "http://a/g");
  is("g.", "http://a/b/c/g.");
  is("./g/.", "http://a/b/c/g/");
  is("g/../h", "http://a/b/c/h");
  is("g?y/../x", "http://a/b/c/g?y/../x");
}

TEST(Url, WithoutABaseTheReferenceStays) {
  EXPECT_EQ(resolved_url("", " /a\n/b "), "/a/b");
  EXPECT_EQ(resolved_url("mailto:x@y.test", "/a"), "/a");
  EXPECT_EQ(resolved_url("http://h.test", "a"), "http://h.test/a");
}

TEST(Url, HostsInAscii) {
  EXPECT_EQ(ascii_host("WWW.Example.TEST"), "www.example.test");
  EXPECT_EQ(ascii_host("bücher.test"), "xn--bcher-kva.test");
  EXPECT_TRUE(is_web_url("HTTPS://x.test"));
  EXPECT_FALSE(is_web_url("javascript:alert(1)"));
}

RC_GTEST_PROP(Url, ResolvedAddressesHoldNoLineEnds, (const std::string& text)) {
  const std::string url = resolved_url("http://h.test/a/b", text);
  RC_ASSERT(url.find_first_of("\r\n\t") == std::string::npos);
}

TEST(WithOneEscape, GivesOneFormToEqualTexts) {
  EXPECT_EQ(with_one_escape("/%7ea/%c3%bc"), "/~a/%C3%BC");
  EXPECT_EQ(with_one_escape("/\xC3\xBC"), "/%C3%BC");
  EXPECT_EQ(with_one_escape("/a%2Fb"), "/a%2Fb");
  EXPECT_EQ(with_one_escape("/a b"), "/a b");
  EXPECT_EQ(with_one_escape("/a b", " "), "/a%20b");
  EXPECT_EQ(with_one_escape("/a\x01"), "/a%01");
  EXPECT_EQ(with_one_escape("%"), "%");
  EXPECT_EQ(with_one_escape("%4"), "%4");
  EXPECT_EQ(with_one_escape("%zz"), "%zz");
}

}  // namespace
}  // namespace newsloom
