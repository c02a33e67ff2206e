#include "newsloom/stages/decode/html_clean.h"

#include <algorithm>
#include <array>
#include <vector>

#include "newsloom/core/html/entities.h"
#include "newsloom/core/html/tokenizer.h"
#include "newsloom/core/url.h"

namespace newsloom::decode {
namespace {

// Everything that cannot run, frame, embed, style or send.
constexpr std::array<std::string_view, 129> kElements = {"a",          "abbr",
                                                         "acronym",    "address",
                                                         "area",       "article",
                                                         "aside",      "audio",
                                                         "b",          "bdi",
                                                         "bdo",        "big",
                                                         "blockquote", "br",
                                                         "caption",    "center",
                                                         "circle",     "cite",
                                                         "code",       "col",
                                                         "colgroup",   "datalist",
                                                         "dd",         "defs",
                                                         "del",        "desc",
                                                         "details",    "dfn",
                                                         "dialog",     "dir",
                                                         "div",        "dl",
                                                         "dt",         "ellipse",
                                                         "em",         "fieldset",
                                                         "figcaption", "figure",
                                                         "font",       "footer",
                                                         "g",          "h1",
                                                         "h2",         "h3",
                                                         "h4",         "h5",
                                                         "h6",         "header",
                                                         "hgroup",     "hr",
                                                         "i",          "img",
                                                         "ins",        "kbd",
                                                         "legend",     "li",
                                                         "line",       "lineargradient",
                                                         "main",       "map",
                                                         "mark",       "math",
                                                         "menclose",   "merror",
                                                         "meter",      "mfrac",
                                                         "mi",         "mn",
                                                         "mo",         "mover",
                                                         "mrow",       "mspace",
                                                         "msqrt",      "msub",
                                                         "msup",       "mtable",
                                                         "mtd",        "mtext",
                                                         "mtr",        "munder",
                                                         "nav",        "ol",
                                                         "optgroup",   "option",
                                                         "output",     "p",
                                                         "path",       "picture",
                                                         "polygon",    "polyline",
                                                         "pre",        "progress",
                                                         "q",          "radialgradient",
                                                         "rect",       "rp",
                                                         "rt",         "ruby",
                                                         "s",          "samp",
                                                         "section",    "small",
                                                         "source",     "spacer",
                                                         "span",       "stop",
                                                         "strike",     "strong",
                                                         "sub",        "summary",
                                                         "sup",        "svg",
                                                         "table",      "tbody",
                                                         "td",         "text",
                                                         "tfoot",      "th",
                                                         "thead",      "time",
                                                         "tr",         "track",
                                                         "tspan",      "tt",
                                                         "u",          "ul",
                                                         "var",        "video",
                                                         "wbr"};

constexpr std::array<std::string_view, 12> kVoid = {
    "area", "br", "col", "embed", "hr", "img", "link", "meta", "param", "source", "track", "wbr"};

// Elements whose whole content goes.
constexpr std::array<std::string_view, 6> kDropped = {"script",  "style",    "iframe",
                                                      "noembed", "noframes", "noscript"};

constexpr std::array<std::string_view, 44> kAttributes = {
    "abbr",    "align", "alt",     "border",  "cellpadding", "cellspacing", "char",   "charoff",
    "cite",    "color", "cols",    "colspan", "compact",     "controls",    "coords", "datetime",
    "dir",     "face",  "headers", "height",  "href",        "hreflang",    "hspace", "ismap",
    "kind",    "label", "lang",    "loop",    "name",        "nowrap",      "poster", "rel",
    "rowspan", "scope", "shape",   "size",    "span",        "src",         "start",  "summary",
    "title",   "type",  "valign",  "width"};

// Of SVG and MathML, in their own case without capitals: HTML parsers put those back.
constexpr std::array<std::string_view, 35> kForeignAttributes = {"baseprofile",
                                                                 "version",
                                                                 "viewbox",
                                                                 "cx",
                                                                 "cy",
                                                                 "r",
                                                                 "rx",
                                                                 "ry",
                                                                 "x",
                                                                 "y",
                                                                 "x1",
                                                                 "x2",
                                                                 "y1",
                                                                 "y2",
                                                                 "d",
                                                                 "points",
                                                                 "fill",
                                                                 "opacity",
                                                                 "stroke",
                                                                 "transform",
                                                                 "offset",
                                                                 "stop-color",
                                                                 "dx",
                                                                 "dy",
                                                                 "fill-opacity",
                                                                 "stroke-width",
                                                                 "stroke-opacity",
                                                                 "fill-rule",
                                                                 "display",
                                                                 "mathvariant",
                                                                 "linethickness",
                                                                 "xlink:href",
                                                                 "xlink:show",
                                                                 "xlink:type",
                                                                 "xlink:title"};

constexpr std::array<std::string_view, 14> kSchemes = {"http", "https", "ftp", "mailto", "tel",
                                                       "news", "nntp",  "irc", "ircs",   "xmpp",
                                                       "sip",  "urn",   "geo", "gopher"};

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

std::string lowered(std::string_view text) {
  std::string out(text.substr(0, 64));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool is_address(std::string_view attribute) {
  return attribute == "href" || attribute == "src" || attribute == "cite" ||
         attribute == "poster" || attribute == "xlink:href";
}

// The address to write, or an empty text where its scheme could run something.
std::string safe_address(std::string_view value, std::string_view base) {
  std::string plain;
  for (const char c : value) {
    if (static_cast<unsigned char>(c) > ' ' || (c == ' ' && !plain.empty())) plain.push_back(c);
  }
  std::string url = resolved_url(base, plain);
  const std::string scheme = url_parts(url.substr(0, 32)).scheme;
  if (!scheme.empty() && !is_in(kSchemes, scheme)) return {};
  // "java&#115;cript:" undone twice, or a colon before any slash, is not trusted.
  const std::size_t colon = url.find(':');
  const std::size_t slash = url.find_first_of("/?#");
  if (scheme.empty() && colon < slash) return {};
  return url;
}

class Cleaner {
 public:
  Cleaner(std::string_view html, std::string_view base) : tokenizer_(html), base_(base) {}

  std::string clean() {
    html::Token token;
    for (tokenizer_.next(token); token.kind != html::Token::Kind::end; tokenizer_.next(token)) {
      switch (token.kind) {
        case html::Token::Kind::text: html::append_escaped(out_, html::decoded(token.text)); break;
        case html::Token::Kind::start_tag: start(token); break;
        case html::Token::Kind::end_tag: end(lowered(token.text)); break;
        case html::Token::Kind::end: break;
      }
    }
    while (!open_.empty()) close();
    return std::move(out_);
  }

 private:
  void start(const html::Token& token) {
    const std::string name = lowered(token.text);
    if (is_in(kDropped, name)) {
      if (!token.self_closing) (void)tokenizer_.raw_text(name);
      return;
    }
    if (!is_in(kElements, name) || open_.size() >= kMaxCleanDepth) return;
    out_ += "<" + name;
    if (name == "svg" || name == "math") {
      out_ += name == "svg" ? " xmlns=\"http://www.w3.org/2000/svg\""
                            : " xmlns=\"http://www.w3.org/1998/Math/MathML\"";
      ++foreign_;
    }
    attributes(token);
    out_ += ">";
    if (is_in(kVoid, name)) return;
    open_.push_back(name);
    if (token.self_closing) close();
  }

  void attributes(const html::Token& token) {
    std::vector<std::string> seen;
    bool xlink = false;
    for (const html::RawAttribute& attribute : token.attributes) {
      const std::string key = lowered(attribute.name);
      const bool known =
          is_in(kAttributes, key) || (foreign_ > 0 && is_in(kForeignAttributes, key));
      if (!known || is_in_list(seen, key)) continue;
      std::string value;
      html::append_decoded(value, attribute.value, true);
      if (is_address(key)) {
        value = safe_address(value, base_);
        if (value.empty()) continue;
      }
      out_ += " " + key + "=\"";
      html::append_escaped(out_, value);
      out_ += "\"";
      seen.push_back(key);
      xlink = xlink || key.substr(0, 6) == "xlink:";
    }
    if (xlink) out_ += " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
  }

  static bool is_in_list(const std::vector<std::string>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
  }

  void end(const std::string& name) {
    if (name == "p" && !is_in_list(open_, name)) return;
    if (!is_in_list(open_, name)) return;
    while (open_.back() != name) close();
    close();
  }

  void close() {
    if (open_.back() == "svg" || open_.back() == "math") --foreign_;
    out_ += "</" + open_.back() + ">";
    open_.pop_back();
  }

  html::Tokenizer tokenizer_;
  std::string_view base_;
  std::string out_;
  std::vector<std::string> open_;
  int foreign_ = 0;  // svg and math elements open now
};

}  // namespace

std::string escaped_html(std::string_view text) {
  std::string out;
  html::append_escaped(out, text);
  return out;
}

std::string cleaned_html(std::string_view html, std::string_view base) {
  return Cleaner(html, base).clean();
}

std::string text_of_html(std::string_view source) {
  html::Tokenizer tokenizer(source);
  html::Token token;
  std::string out;
  for (tokenizer.next(token); token.kind != html::Token::Kind::end; tokenizer.next(token)) {
    if (token.kind == html::Token::Kind::text) out += html::decoded(token.text);
    if (token.kind == html::Token::Kind::start_tag) {
      const std::string name = lowered(token.text);
      if (is_in(kDropped, name) && !token.self_closing) (void)tokenizer.raw_text(name);
      if (name == "br" || name == "p" || name == "div" || name == "li") out.push_back(' ');
    }
  }
  return out;
}

}  // namespace newsloom::decode
