#include "newsloom/stages/decode/feed.h"

#include <algorithm>

#include "newsloom/core/html/entities.h"
#include "newsloom/core/text/encoding.h"
#include "newsloom/core/url.h"
#include "newsloom/stages/decode/feed_json.h"
#include "newsloom/stages/decode/feed_xml.h"

namespace newsloom::decode {
namespace {

constexpr std::size_t kMaxFeedLinks = 100;

bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

// "utf-8" in the document, "text/plain" from the server: worth a word to who keeps the feed.
void add_warnings(std::string_view bytes, std::string_view content_type, const DecodedText& text,
                  Feed& feed) {
  const bool declared = !charset_parameter(content_type).empty() ||
                        !declared_encoding(bytes, false).empty() || text.encoding == "utf-8" ||
                        text.encoding.substr(0, 4) == "utf-";
  if (!declared) feed.warnings.push_back("no charset is declared; read as " + text.encoding);
  if (text.had_errors) feed.warnings.push_back("bytes that are not valid in " + text.encoding);
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  if (type.substr(0, 10) == "text/plain" || type.substr(0, 9) == "text/html") {
    feed.warnings.push_back("served as " + std::string(type));
  }
}

// C1 control characters in UTF-8 are letters of windows-1252 that were converted as if they were
// ISO 8859-1: no feed means the controls.
std::string without_c1(std::string utf8) {
  std::size_t at = utf8.find('\xC2');
  if (at == std::string::npos) return utf8;
  std::string out;
  std::size_t done = 0;
  for (; at != std::string::npos; at = utf8.find('\xC2', at + 1)) {
    if (at + 1 >= utf8.size() || static_cast<unsigned char>(utf8[at + 1]) >= 0xA0) continue;
    out.append(utf8, done, at - done);
    html::append_decoded(out, "&#" + std::to_string(static_cast<unsigned char>(utf8[at + 1])) + ";",
                         false);
    done = at + 2;
  }
  if (done == 0) return utf8;
  return out.append(utf8, done);
}

bool looks_like_feed_type(std::string_view type) {
  for (const std::string_view known : {"rss", "atom", "feed+json", "rdf+xml"}) {
    if (type.find(known) != std::string_view::npos) return true;
  }
  return type == "application/xml" || type == "text/xml";
}

bool looks_like_feed_path(std::string_view url) {
  const std::string path = url_parts(url).path;
  for (const std::string_view end :
       {"/feed", "/feed/", "/rss", "/rss/", "/atom", ".rss", ".atom", ".rdf", "/rss.xml",
        "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default"}) {
    if (path.size() >= end.size() && path.substr(path.size() - end.size()) == end) return true;
  }
  return false;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool has_word(std::string_view list, std::string_view word) {
  const std::string spaced = " " + lowered(list) + " ";
  return spaced.find(" " + std::string(word) + " ") != std::string::npos;
}

}  // namespace

Result<Feed> feed(std::string_view bytes, std::string_view url, std::string_view content_type) {
  DecodedText text = to_utf8(bytes, content_type, false);
  text.utf8 = without_c1(std::move(text.utf8));
  NL_TRY(Feed feed,
         is_json(text.utf8) ? feed_of_json(text.utf8, url) : feed_of_xml(text.utf8, url));
  feed.encoding = text.encoding;
  add_warnings(bytes, content_type, text, feed);
  return feed;
}

std::vector<FeedLink> feed_links(const html::Document& page, std::string_view base) {
  std::vector<FeedLink> announced;
  std::vector<FeedLink> guessed;
  std::string root(base);
  const auto add = [](std::vector<FeedLink>& list, FeedLink link) {
    const bool known = std::any_of(list.begin(), list.end(),
                                   [&link](const FeedLink& l) { return l.url == link.url; });
    if (!known && list.size() < kMaxFeedLinks && is_web_url(link.url)) {
      list.push_back(std::move(link));
    }
  };
  for (const html::Node& node : page.nodes()) {
    const std::string_view href = page.attribute(node, "href");
    if (href.empty()) continue;
    if (node.tag == html::Tag::base) {
      root = resolved_url(base, href);
    } else if (node.tag == html::Tag::link) {
      const std::string type = lowered(page.attribute(node, "type"));
      const std::string_view rel = page.attribute(node, "rel");
      const bool is_feed =
          has_word(rel, "feed") || (has_word(rel, "alternate") && looks_like_feed_type(type));
      if (is_feed) {
        add(announced,
            {resolved_url(root, href), std::string(page.attribute(node, "title")), type});
      }
    } else if (node.tag == html::Tag::a && looks_like_feed_path(href)) {
      add(guessed, {resolved_url(root, href), "", ""});
    }
  }
  for (FeedLink& link : guessed) add(announced, std::move(link));
  return announced;
}

std::vector<std::string> usual_feed_urls(std::string_view site_url) {
  std::vector<std::string> urls;
  for (const std::string_view path : {"/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/rss",
                                      "/index.xml", "/feed/", "/feed.json"}) {
    urls.push_back(resolved_url(site_url, path));
  }
  return urls;
}

}  // namespace newsloom::decode
