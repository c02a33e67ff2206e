#include "newsloom/core/html/builder.h"

#include <algorithm>

#include "newsloom/core/html/entities.h"
#include "newsloom/core/html/storage.h"
#include "newsloom/core/html/tags.h"

namespace newsloom::html {
namespace {

// How far down the open elements an end tag is looked for: keeps hostile nesting linear.
constexpr std::size_t kMaxLookBack = 512;
constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

bool is_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_space); }

bool contains(std::initializer_list<Tag> tags, Tag tag) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

}  // namespace

Builder::Builder(std::string_view source) : tokenizer_({}) {
  document_.storage_ = std::make_unique<Document::Storage>();
  document_.storage_->source = source;
  tokenizer_ = Tokenizer(document_.storage_->source);
  document_.nodes_.reserve(source.size() / 48 + 16);
  document_.attributes_.reserve(source.size() / 96 + 16);
  push(Tag::html, add(Tag::html, "html"), "html");
}

Result<Document> Builder::build() {
  Token token;
  while (!overflow_) {
    tokenizer_.allow_cdata(is_open(Tag::svg) || is_open(Tag::math));
    tokenizer_.next(token);
    if (token.kind == Token::Kind::end) break;
    if (token.kind == Token::Kind::text) {
      text(token.text, true);
    } else if (token.kind == Token::Kind::start_tag) {
      start_tag(token);
    } else {
      end_tag(token.text);
    }
  }
  if (overflow_) return fail(Errc::too_large, "more than 2,000,000 nodes");
  pop_to(0);
  return std::move(document_);
}

std::string_view Builder::keep(const std::string& text) { return document_.storage_->keep(text); }

std::string_view Builder::lower_name(std::string_view raw) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (std::none_of(raw.begin(), raw.end(), is_upper)) return raw;
  std::string lower(raw);
  for (char& c : lower) {
    if (is_upper(c)) c = static_cast<char>(c + 32);
  }
  return keep(lower);
}

NodeId Builder::add(Tag tag, std::string_view name) {
  std::vector<Node>& nodes = document_.nodes_;
  if (nodes.size() >= kMaxNodes) {
    overflow_ = true;
    return static_cast<NodeId>(nodes.size() - 1);
  }
  const auto id = static_cast<NodeId>(nodes.size());
  Node node;
  node.tag = tag;
  node.name = name;
  node.end = id + 1;
  node.attributes = static_cast<std::uint32_t>(document_.attributes_.size());
  if (!open_.empty()) {
    const std::size_t level = std::min(open_.size(), kMaxDepth) - 1;
    Open& parent = open_[level];
    node.parent = parent.node;
    node.depth = static_cast<std::uint16_t>(level + 1);
    if (parent.last_child == kNone) {
      nodes[parent.node].first_child = id;
    } else {
      nodes[parent.last_child].next_sibling = id;
    }
    parent.last_child = id;
  }
  nodes.push_back(node);
  return id;
}

void Builder::set_attributes(NodeId id, const std::vector<RawAttribute>& attributes) {
  Node& node = document_.nodes_[id];
  node.attributes = static_cast<std::uint32_t>(document_.attributes_.size());
  node.attribute_count = static_cast<std::uint16_t>(attributes.size());
  std::string buffer;
  for (const RawAttribute& raw : attributes) {
    Attribute attribute{lower_name(raw.name), raw.value};
    if (raw.value.find('&') != std::string_view::npos) {
      buffer.clear();
      append_decoded(buffer, raw.value, true);
      attribute.value = keep(buffer);
    }
    document_.attributes_.push_back(attribute);
  }
}

void Builder::push(Tag tag, NodeId id, std::string_view name) {
  open_.push_back({tag, id, kNone, name});
  ++open_count_[index(tag)];
}

void Builder::pop() {
  const Open& top = open_.back();
  --open_count_[index(top.tag)];
  if (open_.size() <= kMaxDepth) {
    document_.nodes_[top.node].end = static_cast<NodeId>(document_.nodes_.size());
  }
  open_.pop_back();
}

void Builder::pop_to(std::size_t size) {
  while (open_.size() > size) pop();
}

// The place of the innermost open `tag`, not looking past a wall.
std::size_t Builder::find_open(Tag tag, std::initializer_list<Tag> walls) const {
  if (!is_open(tag)) return kNotFound;
  const std::size_t last = open_.size() > kMaxLookBack ? open_.size() - kMaxLookBack : 0;
  for (std::size_t i = open_.size(); i > last; --i) {
    if (open_[i - 1].tag == tag) return i - 1;
    if (contains(walls, open_[i - 1].tag)) return kNotFound;
  }
  return kNotFound;
}

void Builder::ensure_body() {
  if (body_ != kNone) return;
  pop_to(1);
  body_ = add(Tag::body, "body");
  push(Tag::body, body_, "body");
}

void Builder::text(std::string_view raw, bool decode) {
  if (raw.empty()) return;
  if (body_ == kNone && !is_open(Tag::title) && !is_open(Tag::noscript) &&
      !is_open(Tag::template_)) {
    if (decode && is_blank(raw)) return;
    if (decode) ensure_body();
  }
  const NodeId id = add(Tag::none, {});
  Node& node = document_.nodes_[id];
  node.text = raw;
  if (decode && raw.find('&') != std::string_view::npos) {
    std::string buffer;
    append_decoded(buffer, raw, false);
    node.text = keep(buffer);
  }
}

// <html>, <head> and <body> stand once; what comes again only lends its attributes.
void Builder::html_or_body(const Token& token, Tag tag) {
  NodeId id = 0;
  if (tag == Tag::head) {
    if (head_ != kNone || body_ != kNone) return;
    head_ = add(Tag::head, "head");
    push(Tag::head, head_, "head");
    id = head_;
  } else if (tag == Tag::body) {
    ensure_body();
    id = body_;
  }
  if (document_.nodes_[id].attribute_count == 0) set_attributes(id, token.attributes);
}

// Makes the head or the body where the page left it out.
void Builder::place(Tag tag) {
  if (body_ != kNone || is_open(Tag::noscript) || is_open(Tag::template_)) return;
  if (!has(tag, kInHead)) {
    ensure_body();
  } else if (head_ == kNone) {
    head_ = add(Tag::head, "head");
    push(Tag::head, head_, "head");
  }
}

// A tag of HTML inside <svg> or <math> ends it. True: still inside.
bool Builder::leave_foreign(Tag tag) {
  if (!is_open(Tag::svg) && !is_open(Tag::math)) return false;
  if (!has(tag, kBreaksForeign)) return true;
  const std::size_t svg = find_open(Tag::svg, {Tag::html});
  const std::size_t math = find_open(Tag::math, {Tag::html});
  const std::size_t outer = std::min(svg, math);
  // Inside <foreignObject> HTML is at home.
  for (std::size_t i = outer == kNotFound ? open_.size() : outer; i < open_.size(); ++i) {
    if (open_[i].name.size() == 13 && open_[i].name == "foreignobject") return true;
  }
  if (outer != kNotFound) pop_to(outer);
  return false;
}

void Builder::close_list_item(Tag tag) {
  const std::size_t last = open_.size() > kMaxLookBack ? open_.size() - kMaxLookBack : 0;
  for (std::size_t i = open_.size(); i > last; --i) {
    const Tag seen = open_[i - 1].tag;
    if (seen == tag || (tag != Tag::li && (seen == Tag::dt || seen == Tag::dd))) {
      pop_to(i - 1);
      return;
    }
    if (has(seen, kSpecial) && seen != Tag::address && seen != Tag::div && seen != Tag::p) return;
  }
}

// Pops until one of `stops` (or a table's edge) is on top.
void Builder::close_to(std::initializer_list<Tag> stops) {
  const std::size_t last = open_.size() > kMaxLookBack ? open_.size() - kMaxLookBack : 1;
  for (std::size_t i = open_.size(); i > last; --i) {
    const Tag seen = open_[i - 1].tag;
    if (contains(stops, seen)) {
      pop_to(i);
      return;
    }
    if (seen == Tag::html || seen == Tag::template_ || seen == Tag::table) return;
  }
}

void Builder::close_implied(Tag tag) {
  if (has(tag, kClosesParagraph)) {
    const std::size_t p = find_open(Tag::p, {Tag::button, Tag::td, Tag::th, Tag::table,
                                             Tag::caption, Tag::object, Tag::template_, Tag::html});
    if (p != kNotFound) pop_to(p);
  }
  if (has(tag, kHeading) && has(open_.back().tag, kHeading)) pop();
  switch (tag) {
    case Tag::li:
      if (is_open(Tag::li)) close_list_item(tag);
      break;
    case Tag::dt:
    case Tag::dd:
      if (is_open(Tag::dt) || is_open(Tag::dd)) close_list_item(tag);
      break;
    case Tag::option:
      if (open_.back().tag == Tag::option) pop();
      break;
    case Tag::td:
    case Tag::th:
      if (is_open(Tag::tr)) close_to({Tag::tr});
      break;
    case Tag::tr:
      if (is_open(Tag::table)) close_to({Tag::tbody, Tag::thead, Tag::tfoot, Tag::table});
      break;
    case Tag::tbody:
    case Tag::thead:
    case Tag::tfoot:
      if (is_open(Tag::table)) close_to({Tag::table});
      break;
    case Tag::a: {
      const std::size_t a =
          find_open(Tag::a, {Tag::td, Tag::th, Tag::table, Tag::caption, Tag::object, Tag::html});
      if (a != kNotFound) close_formatting(tag, a);
      break;
    }
    default: break;
  }
}

// Ends an inline element, unless a block stands open inside it: that keeps its place.
void Builder::close_formatting(Tag, std::size_t found) {
  for (std::size_t i = found + 1; i < open_.size(); ++i) {
    if (has(open_[i].tag, kSpecial)) return;
  }
  pop_to(found);
}

void Builder::raw_content(Tag tag) {
  const std::string_view content = tokenizer_.raw_text(open_.back().name);
  text(content, has(tag, kRawDecoded));
  pop();
}

void Builder::start_tag(const Token& token) {
  const std::string_view name = lower_name(token.text);
  const Tag tag = tag_of(name);
  if (tag == Tag::html || tag == Tag::head || tag == Tag::body) {
    html_or_body(token, tag);
    return;
  }
  place(tag);
  const bool foreign = leave_foreign(tag);
  if (!foreign) close_implied(tag);
  const NodeId id = add(tag, tag == Tag::other ? name : name_of(tag));
  if (overflow_) return;
  set_attributes(id, token.attributes);
  if ((has(tag, kVoid) && !foreign) || (token.self_closing && (foreign || tag == Tag::svg))) return;
  push(tag, id, name);
  if (has(tag, kRaw) || (has(tag, kRawDecoded) && !foreign)) raw_content(tag);
}

void Builder::end_tag(std::string_view raw_name) {
  const std::string_view name = lower_name(raw_name);
  const Tag tag = tag_of(name);
  if (tag == Tag::html || tag == Tag::body) return;
  if (tag == Tag::br) {
    ensure_body();
    add(Tag::br, "br");
    return;
  }
  if (!is_open(tag)) return;
  if (has(tag, kHeading)) {
    // Any heading ends any other: <h2>…</h3>.
    for (std::size_t i = open_.size(); i > 1 && open_.size() - i < kMaxLookBack; --i) {
      if (has(open_[i - 1].tag, kHeading)) return pop_to(i - 1);
      if (has(open_[i - 1].tag, kScope)) return;
    }
    return;
  }
  std::size_t found = kNotFound;
  const std::size_t last = open_.size() > kMaxLookBack ? open_.size() - kMaxLookBack : 0;
  const bool table_part = tag == Tag::table || tag == Tag::tr || tag == Tag::td || tag == Tag::th ||
                          tag == Tag::tbody || tag == Tag::thead || tag == Tag::tfoot ||
                          tag == Tag::caption;
  const bool plain = !has(tag, kSpecial | kFormatting);
  for (std::size_t i = open_.size(); i > last; --i) {
    const Open& open = open_[i - 1];
    if (open.tag == tag && (tag != Tag::other || open.name == name)) {
      found = i - 1;
      break;
    }
    if (plain && has(open.tag, kSpecial)) return;
    if (table_part ? open.tag == Tag::table : has(open.tag, kScope)) return;
    if (tag == Tag::li && (open.tag == Tag::ul || open.tag == Tag::ol)) return;
  }
  if (found == kNotFound) return;
  if (has(tag, kFormatting)) {
    close_formatting(tag, found);
  } else {
    pop_to(found);
  }
}

}  // namespace newsloom::html
