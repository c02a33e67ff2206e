#include "newsloom/stages/decode/opml.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace newsloom::decode {
namespace {

TEST(Opml, FoldersPathsAndLists) {
  const auto list = opml(R"(<?xml version="1.0"?><opml version="2.0"><head><title> Mine </title>
    <dateCreated>Sun, 21 Jun 2009 12:00:00 GMT</dateCreated><ownerEmail>pia@lund.test</ownerEmail></head>
    <body><outline text="North"><outline title="Sea"><outline type="RSS" text="Kyst &amp; hav"
      xmlURL=" http://kyst.test/feed " htmlUrl="http://kyst.test/" category="fish,/a/b"/></outline>
    <outline text="Post" xmlUrl="http://post.test/rss"/></outline>
    <outline type="include" text="More" url="http://x.test/more.opml"/>
    <outline type="rss" text="No feed" xmlUrl="" htmlUrl="http://nofeed.test/"/></body></opml>)",
                         "");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->title, "Mine");
  EXPECT_EQ(to_string(list->created.value()), "2009-06-21T12:00:00Z");
  ASSERT_EQ(list->feeds.size(), 2U);
  EXPECT_EQ(list->feeds[0].title, "Kyst & hav");
  EXPECT_EQ(list->feeds[0].url, "http://kyst.test/feed");
  ASSERT_EQ(list->feeds[0].categories.size(), 3U);
  EXPECT_EQ(list->feeds[0].categories[0], (std::vector<std::string>{"North", "Sea"}));
  EXPECT_EQ(list->feeds[0].tags, std::vector<std::string>{"fish"});
  EXPECT_EQ(list->feeds[1].tags, std::vector<std::string>{"North"});
  ASSERT_EQ(list->lists.size(), 1U);
  ASSERT_EQ(list->opportunities.size(), 1U);
  EXPECT_TRUE(list->warnings.empty());
}

TEST(Opml, WhatIsWrittenIsReadAgain) {
  Opml list;
  list.title = "A < B";
  list.feeds.push_back(
      {"One", "http://a.test/?x=1&y=2", "http://a.test/", {{"F", "G"}, {"t"}}, {"t"}});
  list.feeds.push_back({"Two", "http://b.test/", "", {}, {}});
  list.lists.push_back({"L", "http://c.test/l.opml"});
  auto again = opml(to_xml(list), "");
  ASSERT_TRUE(again);
  std::sort(again->feeds.begin(), again->feeds.end(),
            [](const OpmlFeed& a, const OpmlFeed& b) { return a.url < b.url; });
  EXPECT_EQ(*again, list);
}

TEST(Opml, BrokenFilesGiveWhatCanBeRead) {
  const auto list =
      opml("<opml><body><outline text='a'><outline text=F xmlUrl='http://f.test/'>", "");
  ASSERT_TRUE(list);
  ASSERT_EQ(list->feeds.size(), 1U);
  EXPECT_FALSE(list->warnings.empty());
  EXPECT_FALSE(opml("", ""));
  EXPECT_FALSE(opml("<rss/>", ""));
  std::string deep = "<opml><body>";
  for (int i = 0; i < 100000; ++i) deep += "<outline text='x'>";
  deep += "<outline xmlUrl='http://f.test/'/>";
  EXPECT_TRUE(opml(deep, ""));
}

RC_GTEST_PROP(Opml, TitlesOfAnyKindSurvive, (const std::string& text)) {
  Opml list;
  list.feeds.push_back({"", "http://a.test/", "", {}, {}});
  for (const char c : text) list.feeds[0].title.push_back(static_cast<char>('!' + (c & 63)));
  const auto again = opml(to_xml(list), "");
  RC_ASSERT(again && again->feeds.size() == 1);
  RC_ASSERT(list.feeds[0].title.empty() || again->feeds[0].title == list.feeds[0].title);
}

}  // namespace
}  // namespace newsloom::decode
