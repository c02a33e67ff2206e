#include "newsloom/stages/decode/feed.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/decode/html_clean.h"

namespace newsloom::decode {
namespace {

Feed read(std::string_view text, std::string_view url = "http://lund.test/feed.xml") {
  auto result = feed(text, url, "");
  EXPECT_TRUE(result) << message(result.error());
  return result.value_or(Feed{});
}

constexpr std::string_view kRss = R"xml(<?xml version="1.0"?>
<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"
     xmlns:d="http://purl.org/dc/elements/1.1/">
<channel><title>Lunden Post &amp; News</title><link>http://lund.test/</link><language>en-gb</language>
<item><title>Bridge at Orvik reopens</title><link>/a/1</link><guid isPermaLink="false">n1</guid>
 <pubDate>Wed, 28 May 2025 14:03:00 +0200</pubDate><d:creator>Ida Moen</d:creator>
 <description>&lt;p&gt;Short&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</description>
 <c:encoded><![CDATA[<p onclick="x()">Long <a href="b.html">more</a></p>]]></c:encoded>
 <category>Roads</category><category>Orvik</category>
 <enclosure url="a.mp3" length="123" type="audio/mpeg"/></item>
</channel></rss>)xml";

TEST(Feed, Rss20) {
  const Feed f = read(kRss);
  EXPECT_EQ(f.format, "rss20");
  EXPECT_EQ(f.title, "Lunden Post & News");
  EXPECT_EQ(f.language, "en-gb");
  ASSERT_EQ(f.entries.size(), 1U);
  const FeedEntry& e = f.entries[0];
  EXPECT_EQ(e.link, "http://lund.test/a/1");
  EXPECT_EQ(e.id, "n1");
  EXPECT_EQ(to_string(e.published.value()), "2025-05-28T14:03:00+02:00");
  EXPECT_EQ(e.summary, "<p>Short</p>");
  EXPECT_EQ(e.content, "<p>Long <a href=\"http://lund.test/b.html\">more</a></p>");
  ASSERT_EQ(e.authors.size(), 1U);
  EXPECT_EQ(e.authors[0].name, "Ida Moen");
  EXPECT_EQ(e.categories, (std::vector<std::string>{"Roads", "Orvik"}));
  ASSERT_EQ(e.enclosures.size(), 1U);
  EXPECT_EQ(e.enclosures[0].url, "http://lund.test/a.mp3");
  EXPECT_EQ(e.enclosures[0].length, 123);
  EXPECT_TRUE(f.warnings.empty());
}

TEST(Feed, Atom10) {
  const Feed f = read(R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="http://b.test/x/">
    <a:title type="html">Havn &amp;amp; by</a:title><a:updated>2025-05-28T10:00:00Z</a:updated>
    <a:entry xml:lang="da"><a:id>tag:b.test,2025:1</a:id><a:link rel="self" href="self"/>
      <a:link href="side"/><a:title>2 &lt; 3</a:title>
      <a:author><a:name>Bo Lind</a:name><a:email>bo@b.test</a:email></a:author>
      <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><i>Hej</i></div></a:content>
    </a:entry></a:feed>)");
  EXPECT_EQ(f.format, "atom10");
  EXPECT_EQ(f.title, "Havn & by");
  ASSERT_EQ(f.entries.size(), 1U);
  EXPECT_EQ(f.entries[0].link, "http://b.test/x/side");
  EXPECT_EQ(f.entries[0].title, "2 &lt; 3");
  EXPECT_EQ(f.entries[0].content, "<i>Hej</i>");
  EXPECT_EQ(f.entries[0].language, "da");
  EXPECT_EQ(f.entries[0].authors[0].email, "bo@b.test");
}

TEST(Feed, RdfItemsStandBesideTheChannel) {
  const Feed f = read(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/"><channel rdf:about="http://c.test/"><title>C</title></channel>
    <image><title>not this</title></image>
    <item rdf:about="http://c.test/1"><title>One</title></item>
    <item rdf:about="http://c.test/2"><title>Two</title></item></rdf:RDF>)");
  EXPECT_EQ(f.format, "rss1");
  EXPECT_EQ(f.title, "C");
  ASSERT_EQ(f.entries.size(), 2U);
  EXPECT_EQ(f.entries[1].link, "http://c.test/2");
}

TEST(Feed, EntriesOfAJsonFeedHaveItsLanguage) {
  const Feed f = read(R"({"version":"https://jsonfeed.org/version/1.1","title":"J","language":"da",
    "items":[{"id":"1","content_text":"a"},{"id":"2","content_text":"b","language":"sv"}]})");
  ASSERT_EQ(f.entries.size(), 2U);
  EXPECT_EQ(f.entries[0].language, "da");
  EXPECT_EQ(f.entries[1].language, "sv");
}

TEST(Feed, JsonFeed) {
  const Feed f = read(R"({"version":"https://jsonfeed.org/version/1.1","title":"J","items":[
    {"id":7,"url":"/x","content_text":"a < b","date_published":"2025-05-28T10:00:00Z",
     "authors":[{"name":"Pia"}],"tags":["t"],"attachments":[{"url":"f.mp3","mime_type":"audio/mpeg"}]},
    {"id":"8","content_html":"<p>h</p>"}]})");
  EXPECT_EQ(f.format, "jsonfeed");
  ASSERT_EQ(f.entries.size(), 2U);
  EXPECT_EQ(f.entries[0].id, "7");
  EXPECT_EQ(f.entries[0].link, "http://lund.test/x");
  EXPECT_EQ(f.entries[0].content, "a &lt; b");
  EXPECT_EQ(f.entries[1].content, "<p>h</p>");
}

TEST(Feed, BrokenXmlGivesWhatCanBeRead) {
  const Feed f = read(
      "junk<rss version=2.0><channel><title>A & B<item><title>One</title><description>x<br>y</i>"
      "</description><item><title>Two</title><link>http://t.test/2</link></item><item><title>Thr");
  ASSERT_EQ(f.entries.size(), 3U);
  EXPECT_EQ(f.entries[0].title, "One");
  EXPECT_EQ(f.entries[1].link, "http://t.test/2");
  EXPECT_EQ(f.entries[2].title, "Thr");
  EXPECT_FALSE(f.warnings.empty());
}

TEST(Feed, EntityBombsStaySmall) {
  std::string bomb = "<!DOCTYPE r [<!ENTITY a \"" + std::string(1000, 'x') + "\">";
  for (char c = 'b'; c < 'h'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  bomb += "]><rss><channel><title>T</title><item><title>&g;&g;&g;</title></item></channel></rss>";
  const Feed f = read(bomb);
  ASSERT_EQ(f.entries.size(), 1U);
  EXPECT_LT(f.entries[0].title.size(), 4U << 20U);
}

TEST(Feed, DeepNestingEnds) {
  std::string deep = "<rss><channel><item><description>";
  for (int i = 0; i < 300000; ++i) deep += "<b>";
  deep += "end";
  const Feed f = read(deep);
  ASSERT_EQ(f.entries.size(), 1U);
  EXPECT_NE(f.entries[0].summary.find("end"), std::string::npos);
}

TEST(Feed, WhatIsNoFeedIsAnError) {
  for (const auto* text : {"", "hello", "<html><body>x</body></html>", "{\"a\":1}", "{", "<"}) {
    EXPECT_FALSE(feed(text, "", "")) << text;
  }
}

TEST(Feed, LinksOfAPage) {
  const std::string page =
      "<head><base href='/s/'><link rel='alternate stylesheet' href='c.css'>"
      "<link rel=alternate type='application/rss+xml' title='All' href='all.rss'>"
      "<link rel=alternate type='application/rss+xml' href='all.rss'></head>"
      "<a href='/sport/feed/'>RSS</a><a href='/about'>x</a><a href='javascript:/feed'>y</a>";
  const auto document = html::parse(page);
  ASSERT_TRUE(document);
  const auto links = feed_links(*document, "http://p.test/a/b");
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].url, "http://p.test/s/all.rss");
  EXPECT_EQ(links[0].title, "All");
  EXPECT_EQ(links[1].url, "http://p.test/sport/feed/");
}

TEST(CleanedHtml, NothingRuns) {
  const auto is = [](std::string_view html, std::string_view expected) {
    EXPECT_EQ(cleaned_html(html, ""), expected) << html;
  };
  is("a<script>b</script>c", "ac");
  is("<img src=x.png onerror=alert(1)>", "<img src=\"x.png\">");
  is("<a href='java\nscript:alert(1)'>x</a>", "<a>x</a>");
  is("<a href='&#106;avascript:alert(1)'>x</a>", "<a>x</a>");
  is("<a href=' JAVASCRIPT:x'>x</a>", "<a>x</a>");
  is("<iframe src=x>in</iframe>after", "after");
  is("<p style='background:url(x)'>t", "<p>t</p>");
  is("<object data=x>t</object>", "t");
  is("<b><i>t</b>", "<b><i>t</i></b>");
  is("1 < 2 & 3", "1 &lt; 2 &amp; 3");
}

RC_GTEST_PROP(Feed, AnyBytesAreReadOrRefused, (const std::string& tail)) {
  const auto result = feed("<rss><channel><item><title>" + tail, "http://x.test/", "");
  RC_ASSERT(!result || is_utf8(to_json(*result)));
}

}  // namespace
}  // namespace newsloom::decode
