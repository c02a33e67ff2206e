// Whole pages, all of them invented.
#include "newsloom/stages/extract/html_page.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>

#include "newsloom/core/html/dom.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/extract/resources.h"
#include "newsloom/testing/data.h"

namespace newsloom::extract {
namespace {

const Resources& resources() {
  static const Resources kLoaded = *Resources::load(testing::data());
  return kLoaded;
}

Capture page(std::string body, std::string url = "https://www.vellgazette.example/town/goats") {
  Capture capture;
  capture.id = "c1";
  capture.url = std::move(url);
  capture.body = std::move(body);
  capture.fetched_at = parse_timestamp("2031-05-04T12:00:00Z");
  return capture;
}

Extraction extracted(const Capture& capture) { return articles(capture, resources()); }

bool has(const std::string& text, const char* piece) {
  return text.find(piece) != std::string::npos;
}

constexpr const char* kHead =
    "<!doctype html><html lang=en><head><meta charset=utf-8>"
    "<title>Goats return to Vell | Vell Gazette</title></head><body>"
    "<header class=masthead><a href=/>Vell Gazette</a><nav class=site-nav><ul>"
    "<li><a href=/town>Town</a></li><li><a href=/harbour>Harbour</a></li>"
    "<li><a href=/sport>Sport</a></li></ul></nav></header>";

constexpr const char* kBody =
    "<p>Forty goats have come back to the meadows above Vell for the first time since the great "
    "storm, the town council said on Sunday.</p>"
    "<p>The animals had been kept on the island of Brandholm, where the grass is short and the "
    "winters are mild, according to herdsman Osk Brandvold.</p>"
    "<p>“They know the way,” said councillor Tilda Morrow. “We only opened the gate and they "
    "went up the hill by themselves.”</p>"
    "<p>The council wants to keep the herd until the autumn and will decide in September whether "
    "the meadow needs a new fence.</p>";

constexpr const char* kFoot =
    "<footer class=site-footer><p>© 2031 Vell Gazette. All rights reserved.</p><ul>"
    "<li><a href=/about>About us</a></li><li><a href=/privacy>Privacy policy</a></li></ul>"
    "</footer></body></html>";

TEST(HtmlPage, FindsTheArticleAndItsFacts) {
  const Extraction out = extracted(
      page(std::string(kHead) +
           "<article><h1>Goats return to Vell</h1><p class=byline>By Tilda Sand and Ragna Holm</p>"
           "<time datetime='2031-05-04T08:30:00+02:00'>4 May 2031</time><div class=article-body>" +
           kBody + "</div></article>" + kFoot));
  ASSERT_EQ(out.articles.size(), 1U);
  const Article& article = out.articles[0];
  EXPECT_EQ(article.title, "Goats return to Vell");
  EXPECT_EQ(article.authors, (std::vector<std::string>{"Tilda Sand", "Ragna Holm"}));
  EXPECT_EQ(to_string(*article.published), "2031-05-04T08:30:00+02:00");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.publisher, "Vell Gazette");
  EXPECT_TRUE(has(article.text, "Forty goats"));
  EXPECT_TRUE(has(article.text, "a new fence."));
  for (const char* piece : {"Harbour", "rights reserved", "By Tilda", "Privacy", "4 May"}) {
    EXPECT_FALSE(has(article.text, piece)) << piece;
  }
}

// The head of a page whose headings and stated titles differ.
std::optional<std::string> title_of(const std::string& metas, const std::string& headings) {
  const Extraction out =
      extracted(page("<!doctype html><html lang=en><head>" + metas + "</head><body><article>" +
                     headings + "<div class=article-body>" + kBody + "</div></article>" + kFoot));
  return out.articles.empty() ? std::nullopt : out.articles[0].title;
}

TEST(HtmlPage, TakesTheHeadlineThatReadersSee) {
  const std::string shared =
      "<meta property=og:title content='Forty goats are back in the meadow'>";
  const std::string search = "<title>Goats Vell: all about the return | Vell Gazette</title>";
  // The h1 stands in a bread crumb and is the <title> again.
  EXPECT_EQ(title_of(search + shared,
                     "<ul><li><h1>Goats Vell: all about the return</h1></li></ul>"
                     "<h2>Forty goats are back in the meadow</h2>"),
            "Forty goats are back in the meadow");
  EXPECT_EQ(title_of(search + shared,
                     "<ul><li><h1>Goats Vell: all about the return</h1></li></ul>"
                     "<h2><span>Pasture</span> "
                     "<span>Forty goats are back in the meadow</span></h2>"),
            "Forty goats are back in the meadow");
  // A link to another article is no headline of this one.
  EXPECT_EQ(title_of(search + shared,
                     "<h1>Goats Vell: all about the return</h1>"
                     "<h2><a href=/b>Forty goats are back in the meadow</a></h2>"),
            "Goats Vell: all about the return");
}

Article with_deck(const std::string& under_the_headline, const std::string& in_head = "") {
  std::string head = kHead;
  head.insert(head.find("</head>"), in_head);
  const Extraction got =
      extracted(page(head + "<main><h1>Goats return to Vell</h1>" + under_the_headline +
                     "<article>" + kBody + "</article></main>" + kFoot));
  return got.articles.empty() ? Article() : got.articles[0];
}

std::optional<std::string> standfirst_of_page(const std::string& under_the_headline,
                                              const std::string& in_head = "") {
  return with_deck(under_the_headline, in_head).standfirst;
}

TEST(HtmlPage, TakesTheStandfirstThatReadersSee) {
  const std::string deck = "Council opens the gate after three winters on the island";
  const std::string meta = "<meta property=og:description content=\"" + deck + "\">";
  EXPECT_EQ(standfirst_of_page("<p class=standfirst>" + deck + "</p>"), deck);
  // A deck that is taken for the first line of the text stands there, and not twice.
  for (const Article& article :
       {with_deck("<h2>" + deck + "</h2>"), with_deck("<div class=x>" + deck + "</div>", meta)}) {
    EXPECT_NE(article.standfirst == deck, article.text.starts_with(deck)) << article.text;
    EXPECT_TRUE(has(article.text, "Forty goats"));
  }
  // For machines alone, a byline, a label, a line of links: none.
  EXPECT_EQ(standfirst_of_page("", meta), std::nullopt);
  EXPECT_EQ(standfirst_of_page("<p class=subtitle>Latest news</p>"), std::nullopt);
  EXPECT_EQ(standfirst_of_page("<p class=intro>Published on 4 May 2031 at 15:44</p>"),
            std::nullopt);
  EXPECT_EQ(standfirst_of_page("<h2>Goats return to Vell - again and again</h2>"), std::nullopt);
  EXPECT_EQ(standfirst_of_page("<p class=author-intro>By Tilda Morrow, 4 May 2031</p>"),
            std::nullopt);
  EXPECT_EQ(standfirst_of_page("<p class=intro><a href=/x>" + deck + "</a></p>"), std::nullopt);
}

TEST(HtmlPage, CutsLabelsOffTheHeadline) {
  const std::string shared =
      "<meta property=og:title content='Forty goats are back in the meadow'>";
  for (const char* heading :
       {"<h1>Pasture: Forty goats are back in the meadow</h1>",
        "<h1>04.05.2031Forty goats are back in the meadow</h1>",
        "<h1><span>Pasture and herd</span> <span>Forty goats are back in the meadow</span></h1>",
        "<h1>Forty goats are back in the meadow | Vell</h1>",
        "<h1>Forty goats are back in the meadow 04.05.2031</h1>"}) {
    EXPECT_EQ(title_of(shared, heading), "Forty goats are back in the meadow") << heading;
  }
  EXPECT_EQ(title_of(shared, "<h1>A poem of how Forty goats are back in the meadow</h1>"),
            "A poem of how Forty goats are back in the meadow");
  // An attribute that a quotation mark cut off.
  EXPECT_EQ(title_of("<meta property=og:title content=\"Forty goats are called \"free\"\">",
                     "<h1>Forty goats are called \"free\"</h1>"),
            "Forty goats are called \"free\"");
}

TEST(HtmlPage, LeavesCommentsCaptionsAndStockLinesOut) {
  const Extraction out = extracted(page(
      std::string(kHead) + "<article><h1>Goats return to Vell</h1><div class=article-body>" +
      "<figure><img src=g.jpg><figcaption>A goat on the hill. Photo: Ragna Holm</figcaption>"
      "</figure>" +
      kBody + "<p><a href=/x>Read more: the storm of 2029</a></p></div></article>" +
      "<section id=comments><h2>2 comments</h2><div class=comment><p>I have always said that the "
      "goats would be back one day, and nobody in this town would listen to me.</p></div>"
      "<div class=comment><p>Please keep them away from my roses this time, thank you very much."
      "</p></div></section>" +
      kFoot));
  ASSERT_EQ(out.articles.size(), 1U);
  for (const char* piece : {"always said", "roses", "Photo:", "Read more"}) {
    EXPECT_FALSE(has(out.articles[0].text, piece)) << piece;
  }
}

TEST(HtmlPage, LeavesCreditedCaptionsAndEscapedMarkupOut) {
  const Extraction out = extracted(page(
      std::string(kHead) + "<article><h1>Goats return to Vell</h1><div class=article-body>" +
      kBody +
      "<p>The herd on the hill above the harbour on Sunday morning. (Ragna Holm / Getty Images)</p>"
      "<p>&lt;a href=\"https://posts.example/u/osk/status/1\"&gt;#goats&lt;/a&gt; are back "
      "&lt;a href=\"https://posts.example/u/osk\"&gt;@osk&lt;/a&gt;</p>"
      "<p>If the price of a fence &lt; 400 crowns, the council will pay for all of it and more."
      "</p></div></article>" +
      kFoot));
  ASSERT_EQ(out.articles.size(), 1U);
  EXPECT_FALSE(has(out.articles[0].text, "Getty"));
  EXPECT_FALSE(has(out.articles[0].text, "href"));
  EXPECT_TRUE(has(out.articles[0].text, "400 crowns"));
}

TEST(HtmlPage, KeepsTextThatStandsTwiceOnce) {
  const Extraction out = extracted(
      page(std::string(kHead) + "<article><h1>Goats return to Vell</h1><div class=body>" + kBody +
           "</div><div class='body mobile'>" + kBody + "</div></article>" + kFoot));
  ASSERT_EQ(out.articles.size(), 1U);
  const std::string& text = out.articles[0].text;
  EXPECT_EQ(text.find("Forty goats"), text.rfind("Forty goats"));
}

TEST(HtmlPage, BelievesJsonLdOnDatesAndNames) {
  const Extraction out = extracted(page(
      std::string(kHead) +
      "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#p\","
      "\"name\":\"Ragna Holm\"},{\"@type\":\"NewsArticle\",\"headline\":\"Goats return to Vell\","
      "\"datePublished\":\"2031-05-03T23:10:00+02:00\",\"dateModified\":\"2031-05-04T07:00:00"
      "+02:00\",\"author\":{\"@id\":\"#p\"},\"publisher\":{\"name\":\"The Vell Gazette\"},"
      "\"articleSection\":\"Town\",}]</script><h1>Goats return to Vell</h1>" +
      kBody + kFoot));
  ASSERT_EQ(out.articles.size(), 1U);
  const Article& article = out.articles[0];
  EXPECT_EQ(article.authors, std::vector<std::string>{"Ragna Holm"});
  EXPECT_EQ(to_string(*article.published), "2031-05-03T23:10:00+02:00");
  EXPECT_EQ(to_string(*article.modified), "2031-05-04T07:00:00+02:00");
  EXPECT_EQ(article.publisher, "The Vell Gazette");
  EXPECT_EQ(article.section, "Town");
}

using Names = std::vector<std::string>;

// The authors of a page with this head, these lines below the headline, and these after the body.
Names authors_of_page(const std::string& metas, const std::string& lines,
                      const std::string& after = "") {
  const Extraction out = extracted(page(
      "<!doctype html><html lang=en><head><meta property=og:site_name content='Vell Gazette'>" +
      metas + "</head><body><article><h1>Goats return to Vell</h1>" + lines +
      "<div class=article-body>" + kBody + after + "</div></article>" + kFoot));
  return out.articles.empty() ? Names() : out.articles[0].authors;
}

TEST(Bylines, ReadWhatIsStatedForMachines) {
  const auto linked = [](const std::string& json) {
    return "<script type='application/ld+json'>" + json + "</script>";
  };
  EXPECT_EQ(authors_of_page(linked(R"({"@type":"NewsArticle","headline":"Goats","author":)"
                                   R"([{"@type":"Person","givenName":"Tilda",)"
                                   R"("familyName":"Sand"}]})"),
                            ""),
            Names{"Tilda Sand"});
  EXPECT_EQ(authors_of_page(linked(R"({"@type":"NewsArticle","headline":"Goats","author":)"
                                   R"({"@type":"Person","name":"The Meadow Team"}})"),
                            ""),
            Names{"The Meadow Team"});
  EXPECT_EQ(authors_of_page(linked(R"({"@graph":[{"@type":"WebPage","author":{"@id":"#p"}},)"
                                   R"({"@type":["Person"],"@id":"#p","name":"Ragna Holm"}]})"),
                            ""),
            Names{"Ragna Holm"});
  EXPECT_EQ(authors_of_page("<meta name=twitter:label1 content='Written by'>"
                            "<meta name=twitter:data1 content='Osk Brandvold'>",
                            ""),
            Names{"Osk Brandvold"});
  // The first author here, all of them there.
  EXPECT_EQ(authors_of_page("<meta name=author content='Tilda Sand, Ragna Holm'>" +
                                linked(R"({"@type":"NewsArticle","headline":"Goats","author":)"
                                       R"({"@type":"Person","name":"Tilda Sand"}})"),
                            ""),
            (Names{"Tilda Sand", "Ragna Holm"}));
  // An address is no list of names.
  EXPECT_EQ(authors_of_page("<meta name=author content='Vell Gazette, Brandholm, Vell'>",
                            "<p>By Tilda Sand</p>"),
            Names{"Tilda Sand"});
}

TEST(Bylines, ReadWhatStandsOnThePage) {
  EXPECT_EQ(authors_of_page("", "<p>04.05.2031 - Tilda Sand</p>"), Names{"Tilda Sand"});
  EXPECT_EQ(authors_of_page("", "", "<p>Author: Ragna Holm</p>"), Names{"Ragna Holm"});
  EXPECT_EQ(authors_of_page("", "", "<h4>Autor</h4><p>Ragna Holm</p>"), Names{"Ragna Holm"});
  EXPECT_EQ(authors_of_page("", "", "<p>Erstellt von Ragna Holm</p><p>Erstellt von Tilda Sand</p>"),
            Names());
  EXPECT_EQ(authors_of_page("", "", "<p><b>Osk Brandvold</b></p>"), Names{"Osk Brandvold"});
  EXPECT_EQ(authors_of_page("", "<p class=byline>By The Meadow Team</p>"),
            Names{"The Meadow Team"});
  EXPECT_EQ(authors_of_page("", "<p>von <a rel=author href=/u/7>goatfan</a></p>"),
            Names{"goatfan"});
  // A stated agency gives way to a person whom readers see, the site's name too.
  EXPECT_EQ(
      authors_of_page("<meta name=author content='Meadow Press Agency'>", "<p>By Tilda Sand</p>"),
      Names{"Tilda Sand"});
  EXPECT_EQ(authors_of_page("<meta name=author content='Meadow Press Agency'>", ""),
            Names{"Meadow Press Agency"});
}

TEST(HtmlPage, DoesNotBelieveADateAfterTheCapture) {
  const Extraction out =
      extracted(page("<meta name=date content='2040-01-01'><title>Goats return to Vell</title>"
                     "<h1>Goats return to Vell</h1><p class=date>Posted on 2 May 2031</p>" +
                     std::string(kBody)));
  ASSERT_EQ(out.articles.size(), 1U);
  EXPECT_EQ(to_string(*out.articles[0].published), "2031-05-02");
}

// What is read as published on a page with this head and these lines below the headline.
std::string published_of(const std::string& metas, const std::string& lines,
                         const std::string& body = kBody,
                         const std::string& url = "https://www.vellgazette.example/goats") {
  const Extraction out =
      extracted(page("<!doctype html><html lang=en><head>" + metas +
                         "</head><body><article><h1>Goats return to "
                         "Vell</h1>" +
                         lines + "<div class=article-body>" + body + "</div></article>" + kFoot,
                     url));
  if (out.articles.empty() || !out.articles[0].published) return "";
  return to_string(*out.articles[0].published);
}

std::string news_article(const std::string& published, const std::string& modified) {
  return R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Goats",)"
         R"("datePublished":")" +
         published + R"(","dateModified":")" + modified + "\"}</script>";
}

TEST(ArticleDates, KeepTheClockOfThePage) {
  const std::string utc = news_article("2031-05-04T02:25:54Z", "2031-05-04T03:00:00Z");
  EXPECT_EQ(published_of(utc, ""), "2031-05-04T02:25:54Z");
  EXPECT_EQ(published_of(utc, "<p>May 3, 2031 9:25 pm</p>"), "2031-05-03T21:25:54-05:00");
  EXPECT_EQ(published_of(utc, "<time datetime=2031-05-04T04:25:54+02:00>4 May</time>"),
            "2031-05-04T04:25:54+02:00");
  // Another minute: not the same moment.
  EXPECT_EQ(published_of(utc, "<p>May 3, 2031 9:11 pm</p>"), "2031-05-04T02:25:54Z");
  const std::string midnight = news_article("2031-05-02T22:00:00Z", "2031-05-03T03:00:00Z");
  EXPECT_EQ(published_of(midnight, "<p>3 May 2031</p>"), "2031-05-03T00:00:00+02:00");
}

TEST(ArticleDates, FallOnTheDayOfTheAddressWhereThePageKnowsThatClock) {
  const std::string utc = news_article("2031-05-04T02:25:54Z", "2031-05-04T03:00:00Z");
  const std::string url = "https://www.vellgazette.example/2031/05/03/goats";
  const std::string reply =
      "<p class=replies><time datetime=2031-05-03T22:10:00-05:00>3 May, "
      "10:10 pm</time></p>";
  EXPECT_EQ(published_of(utc, "", kBody + reply, url), "2031-05-03T21:25:54-05:00");
  // No clock to be seen, or one that does not explain the address.
  EXPECT_EQ(published_of(utc, "", kBody, url), "2031-05-04T02:25:54Z");
  EXPECT_EQ(
      published_of(utc, "", kBody + reply, "https://www.vellgazette.example/2031/05/01/goats"),
      "2031-05-04T02:25:54Z");
}

TEST(ArticleDates, AreReadFromLinesThatStandTogether) {
  EXPECT_EQ(published_of("",
                         "<div><a href=/town>Town</a><span>MAY 2, 2031</span>"
                         "<span>Updated: JANUARY 04, 2032</span></div>"),
            "2031-05-02");
}

TEST(ArticleDates, AreNotTakenFromReplies) {
  EXPECT_EQ(published_of("", "",
                         std::string(kBody) +
                             "<div class=comment-date><time datetime=2031-05-03T20:39:41Z>"
                             "19h</time></div>"),
            "");
}

TEST(ArticleDates, PreferWhatReadersSeeToLooseStatements) {
  EXPECT_EQ(published_of("<meta name=dc.date content=2031-02-01>", "<time>3 May 2031</time>"),
            "2031-05-03");
  EXPECT_EQ(published_of("<meta name=dc.date content=2031-02-01>", ""), "2031-02-01");
  // Made when the site was built.
  const std::string built = news_article("2031-04-01T16:02:46Z", "2031-04-01T16:02:46Z");
  EXPECT_EQ(published_of(built, "<p>3 March 2031</p>"), "2031-03-03");
  // Firm, and the shown day is that of the change.
  EXPECT_EQ(published_of(news_article("2031-03-01T10:00:00+02:00", "2031-05-03T10:00:00+02:00"),
                         "<p>3 May 2031</p>"),
            "2031-03-01T10:00:00+02:00");
  // A second statement and the reader's date against the first.
  EXPECT_EQ(published_of(news_article("2031-04-20T10:00:00+02:00", "2031-05-03T10:00:00+02:00") +
                             "<meta property=article:published_time "
                             "content=2031-04-24T08:00:00+02:00>",
                         "<p>24 April 2031</p>"),
            "2031-04-24T08:00:00+02:00");
}

TEST(ArticleDates, AreFoundInOddPlaces) {
  EXPECT_EQ(published_of("", "<span class=updated title=2031-05-02T18:52:11+00:00></span>"),
            "2031-05-02T18:52:11Z");
  EXPECT_EQ(published_of("",
                         "<time class='entry-date published updated' "
                         "datetime=2031-05-02T18:00:00+02:00>2 May</time>"),
            "2031-05-02T18:00:00+02:00");
  EXPECT_EQ(published_of("", "", std::string(kBody) + "<p>Published on 2 May 2031</p>"),
            "2031-05-02");
  EXPECT_EQ(published_of("", "<p>Updated 2 May 2031</p>"), "2031-05-02");
  EXPECT_EQ(published_of("", "",
                         "<p>VELL, 2 May 2031 – The herd that left the meadows after the "
                         "great storm has come home, the council said on Friday.</p>" +
                             std::string(kBody)),
            "2031-05-02");
  EXPECT_EQ(published_of("", "",
                         "<p>On 2 May 2031 the herd that left the meadows after the great "
                         "storm came home, the council said on Friday.</p>" +
                             std::string(kBody)),
            "");
  // The cards of a list state their dates, too.
  const std::string cards =
      "<div itemprop=datePublished content=2031-05-01></div>"
      "<div itemprop=datePublished content=2031-04-01></div>";
  EXPECT_EQ(published_of("<meta name=date content=2031-04-28>", "", std::string(kBody) + cards),
            "2031-04-28");
}

TEST(HtmlPage, GivesTeasersOfOthersAsParts) {
  const Extraction out = extracted(page(
      std::string(kHead) + "<main><article><h1>Goats return to Vell</h1>" + kBody +
      "</article><section class=more><h2>More on this</h2><article class=teaser>"
      "<a href='https://www.brandholmpost.example/grass'><h3>Island misses its goats already</h3>"
      "</a><div><span class=source>Brandholm Post</span> · <span class=when>2 hours ago</span>"
      "</div><p>The grass on Brandholm will grow high this summer, the harbour master said.</p>"
      "</article></section></main>" +
      kFoot));
  ASSERT_EQ(out.articles.size(), 2U);
  const Article& part = out.articles[1];
  EXPECT_EQ(part.id, "c1#1");
  EXPECT_EQ(part.kind, ArticleKind::teaser);
  EXPECT_EQ(part.title, "Island misses its goats already");
  EXPECT_EQ(part.publisher, "Brandholm Post");
  EXPECT_EQ(to_string(*part.published), "2031-05-04T10:00:00Z");
  EXPECT_EQ(part.url, "https://www.brandholmpost.example/grass");
  EXPECT_FALSE(has(out.articles[0].text, "grow high"));
}

TEST(HtmlPage, RejectsWithAReason) {
  const auto reason = [](const Capture& capture) {
    const Extraction out = extracted(capture);
    return out.rejection ? std::string(name_of(out.rejection->reason)) : "none";
  };
  EXPECT_EQ(reason(page("")), "empty");
  EXPECT_EQ(reason(page("<div id=root></div><script>var a=1;</script>")), "empty");
  EXPECT_EQ(reason(page("\x89PNG\r\n\x1a\n123")), "not_text");
  EXPECT_EQ(reason(page(std::string(html::kMaxBytes + 1, 'x'))), "too_large");
  std::string front = kHead;
  for (int i = 0; i < 15; ++i) {
    front += "<section class=card><a href='/a" + std::to_string(i) +
             "'><h3>Goats seen near gate number " + std::to_string(i) +
             "</h3></a><p>Read the report.</p></section>";
  }
  EXPECT_EQ(reason(page(front + kFoot, "https://www.vellgazette.example/")), "index_page");
}

TEST(HtmlPage, FeedEntriesKeepTheirText) {
  Capture capture = page("<p>Forty goats.</p><ul><li>One</li><li>Two</li></ul><script>x</script>");
  capture.kind = CaptureKind::feed_entry;
  capture.known.title = "Goats return";
  const Extraction out = extracted(capture);
  ASSERT_EQ(out.articles.size(), 1U);
  EXPECT_EQ(out.articles[0].text, "Forty goats.\n\nOne\n\nTwo");
  EXPECT_EQ(out.articles[0].title, "Goats return");
}

TEST(HtmlPage, ReadsDeepAndHugePages) {
  std::string deep = "<h1>Goats return to Vell</h1>";
  for (int i = 0; i < 20000; ++i) deep += "<div>";
  EXPECT_EQ(extracted(page(deep + kBody)).articles.size(), 1U);
  std::string spans;
  for (int i = 0; i < 100000; ++i) spans += "<p>a</p>";
  static_cast<void>(extracted(page(spans)));
}

// Pieces of pages in any order: whatever comes out keeps the promises of the type.
RC_GTEST_PROP(HtmlPage, ArticlesKeepTheirPromises, ()) {
  static const std::vector<std::string> kPieces = {
      "<article>",
      "</article>",
      "<div class=teaser>",
      "</div>",
      "<h1>Goats return</h1>",
      "<p>Forty goats have come back to the meadows above Vell, the council said.</p>",
      "<p>e\xCC\x81t\xC3\xA9 \xFF broken</p>",
      "<br><br>",
      "<table><tr><td>1<td>2</table>",
      "<a href=/x>More goats for the island</a>",
      "<span class=source>Vell Post</span>",
      "<time datetime=2031-05-01>",
      "<ul><li>one<li>two</ul>",
      "<figure><figcaption>Photo",
      "</figure>",
      "<section id=comments>",
      "</section>",
      "\xE2\x80\x8B&nbsp;",
      "<h2>Storm</h2>"};
  const auto picks = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::inRange<std::size_t>(0, kPieces.size()));
  std::string body;
  for (const std::size_t pick : picks) body += kPieces[pick];
  const Extraction out = extracted(page(body));
  RC_ASSERT(out.articles.empty() == out.rejection.has_value());
  RC_ASSERT(extracted(page(body)) == out);
  std::set<std::string> ids;
  for (const Article& article : out.articles) {
    RC_ASSERT(ids.insert(article.id).second);
    RC_ASSERT(is_utf8(article.text) && nfc(article.text) == article.text);
    RC_ASSERT(article.text.find("\n\n\n") == std::string::npos);
    RC_ASSERT(!article.text.starts_with('\n'));
    RC_ASSERT(!article.text.ends_with('\n'));
    RC_ASSERT(article.title != std::string());
  }
}

}  // namespace
}  // namespace newsloom::extract
