#include "newsloom/core/html/dom.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "newsloom/core/html/entities.h"

namespace newsloom::html {
namespace {

Document parsed(std::string_view html) {
  auto document = parse(html);
  EXPECT_TRUE(document.has_value());
  return document ? std::move(*document) : Document();
}

// The tree in short: "div(p(text)p(text))".
void write(const Document& document, NodeId id, std::string& out) {
  const Node& node = document.at(id);
  if (node.tag == Tag::none) {
    out.append(node.text);
    return;
  }
  out.append(node.name);
  out.push_back('(');
  for (NodeId child = node.first_child; child != kNone; child = document.at(child).next_sibling) {
    write(document, child, out);
  }
  out.push_back(')');
}

std::string tree(std::string_view html) {
  const Document document = parsed(html);
  std::string out;
  for (NodeId id = 0; id < document.nodes().size(); ++id) {
    if (document.at(id).tag == Tag::body) write(document, id, out);
  }
  return out;
}

TEST(Dom, MakesHeadAndBodyWherePageLeavesThemOut) {
  const Document document = parsed("<title>Orla rises</title><p>Text");
  std::string out;
  write(document, 0, out);
  EXPECT_EQ(out, "html(head(title(Orla rises))body(p(Text)))");
}

TEST(Dom, ImpliesEndTags) {
  EXPECT_EQ(tree("<p>a<p>b<div>c</div>d"), "body(p(a)p(b)div(c)d)");
  EXPECT_EQ(tree("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"), "body(ul(li(a)li(bul(li(c)))li(d)))");
  EXPECT_EQ(tree("<dl><dt>a<dd>b<dt>c</dl>"), "body(dl(dt(a)dd(b)dt(c)))");
  EXPECT_EQ(tree("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "body(table(tr(td(a)td(b))tr(td(c)))d)");
}

TEST(Dom, IgnoresEndTagsWithoutStart) {
  EXPECT_EQ(tree("<div>a</span></li></p>b</div></div>c"), "body(div(ab)c)");
  EXPECT_EQ(tree("<table><td>a</div>b</table>"), "body(table(td(ab)))");
}

TEST(Dom, InlineEndTagKeepsBlockInside) {
  EXPECT_EQ(tree("<b>a<i>b</b>c"), "body(b(ai(b))c)");
  EXPECT_EQ(tree("<b><div>a</b>b</div>c</b>d"), "body(b(div(ab)c)d)");
}

TEST(Dom, NestedLinksAreEnded) { EXPECT_EQ(tree("<a href=1>x<a href=2>y</a>"), "body(a(x)a(y))"); }

TEST(Dom, ReadsAttributes) {
  const Document document =
      parsed("<A HREF='/a?x=1&amp;y=2&copy=3' data-x=plain CLASS=\"b c\" hidden>t</A>");
  for (const Node& node : document.nodes()) {
    if (node.tag != Tag::a) continue;
    EXPECT_EQ(document.attribute(node, "href"), "/a?x=1&y=2&copy=3");
    EXPECT_EQ(document.attribute(node, "data-x"), "plain");
    EXPECT_EQ(document.attribute(node, "class"), "b c");
    EXPECT_TRUE(document.has_attribute(node, "hidden"));
    EXPECT_FALSE(document.has_attribute(node, "id"));
    return;
  }
  FAIL() << "no link";
}

TEST(Dom, UndoesReferences) {
  EXPECT_EQ(decoded("Caf&eacute; &amp; Bar &#8217;n&#x27; &notit; &unknown; 5 &lt 6 &"),
            "Café & Bar ’n' ¬it; &unknown; 5 < 6 &");
  EXPECT_EQ(decoded("&#128;&#0;&#xD800;&#x110000;"), "€\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Dom, ScriptIsRawAndTitleIsDecoded) {
  EXPECT_EQ(tree("<body><script>if (a<b) x='&amp;<p>'</script>y"),
            "body(script(if (a<b) x='&amp;<p>')y)");
  const Document document = parsed("<title>A &lt;b> <i></TITLE>x");
  EXPECT_EQ(document.at(2).tag, Tag::title);
  EXPECT_EQ(document.inner_text(2), "A <b> <i>");
}

TEST(Dom, SkipsCommentsAndReadsCdataInSvg) {
  EXPECT_EQ(tree("a<!-- x > y --->b<!doctype html>c<!-->d<? e ?>f"), "body(abcdf)");
  EXPECT_EQ(tree("<svg><title><![CDATA[<x>]]></title><path/></svg><p>t"),
            "body(svg(title(<x>)path())p(t))");
  EXPECT_EQ(tree("<svg><g><p>out"), "body(svg(g())p(out))");
}

TEST(Dom, DeepNestingIsCappedAndKeepsText) {
  std::string page;
  for (int i = 0; i < 200000; ++i) page += "<div>";
  page += "bottom";
  const Document document = parsed(page);
  EXPECT_EQ(document.inner_text(0), "bottom");
  for (const Node& node : document.nodes()) EXPECT_LE(node.depth, kMaxDepth);
}

TEST(Dom, LimitsAreKept) {
  EXPECT_EQ(parse(std::string(kMaxBytes + 1, 'x')).error().code, Errc::too_large);
  EXPECT_TRUE(parse(std::string(kMaxBytes, 'x')).has_value());
  std::string many;
  for (std::size_t i = 0; i < kMaxNodes + 1; ++i) many += "<br>";
  EXPECT_EQ(parse(many).error().code, Errc::too_large);
  std::string attributes = "<p";
  for (std::size_t i = 0; i < kMaxAttributes + 9; ++i) attributes += " a" + std::to_string(i);
  const Document document = parsed(attributes + ">x");
  EXPECT_EQ(document.at(2).attribute_count, kMaxAttributes);
}

TEST(Dom, EndsInsideMarkup) {
  for (const char* page : {"<",
                           "</",
                           "<!",
                           "<!-",
                           "<!--",
                           "<a",
                           "<a ",
                           "<a b",
                           "<a b=",
                           "<a b='",
                           "<a b='c",
                           "<script>",
                           "<script></scrip",
                           "<title",
                           "&",
                           "&#",
                           "&#x",
                           "<![CDATA[",
                           "<svg><![CDATA[",
                           "</p>",
                           "<?"}) {
    EXPECT_TRUE(parse(page).has_value()) << page;
  }
}

RC_GTEST_PROP(Dom, TreeIsSoundForAnyTagSoup, ()) {
  static const std::vector<std::string> kPieces = {
      "<p>",       "</p>",  "<div>", "</div>",   "<b>",      "</b>",   "<a href=x>", "</a>",
      "<table>",   "<tr>",  "<td>",  "</td>",    "</table>", "<li>",   "<ul>",       "</ul>",
      "<h2>",      "</h3>", "text",  "&amp;",    "<svg>",    "</svg>", "<br>",       "<script>",
      "</script>", "<!--",  "-->",   "<select>", "<option>"};
  const auto picks = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::inRange<std::size_t>(0, kPieces.size()));
  std::string page;
  for (const std::size_t pick : picks) page += kPieces[pick];
  const auto document = parse(page);
  RC_ASSERT(document.has_value());
  for (NodeId id = 1; id < document->nodes().size(); ++id) {
    const Node& node = document->at(id);
    const Node& parent = document->at(node.parent);
    RC_ASSERT(node.parent < id);
    RC_ASSERT(node.end > id && node.end <= parent.end);
    RC_ASSERT(node.depth == parent.depth + 1);
    if (node.next_sibling != kNone) RC_ASSERT(node.next_sibling == node.end);
  }
}

}  // namespace
}  // namespace newsloom::html
