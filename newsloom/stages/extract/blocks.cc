#include "newsloom/stages/extract/blocks.h"

#include <algorithm>
#include <array>

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

bool is_ascii_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

// What a character beyond ASCII means for the flow of text.
enum class Mark { letter, space, nothing };

Mark mark_at(std::string_view text, std::size_t at, std::size_t& length) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const unsigned b = byte(0);
  length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
  if (b < 0xC0) length = 1;
  length = std::min(length, text.size() - at);
  if (b == 0xC2) {
    if (byte(1) == 0xA0) return Mark::space;
    return byte(1) < 0xA0 || byte(1) == 0xAD ? Mark::nothing : Mark::letter;
  }
  if (b == 0xE2 && byte(1) == 0x80) {
    const unsigned c = byte(2);
    if (c <= 0x8A || c == 0xA8 || c == 0xA9 || c == 0xAF) return Mark::space;
    if (c == 0x8B || c == 0x8E || c == 0x8F || (c >= 0xAA && c <= 0xAE)) return Mark::nothing;
  }
  if (b == 0xE2 && byte(1) == 0x81 && (byte(2) == 0x9F || byte(2) == 0xA0)) {
    return byte(2) == 0x9F ? Mark::space : Mark::nothing;
  }
  if (b == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9) return Mark::nothing;
  if (b == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return Mark::space;
  if (b == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return Mark::nothing;
  return Mark::letter;
}

bool contains_word(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

bool is_hidden(const html::Document& document, const Node& node) {
  const html::Attribute* const first = document.attributes_of(node);
  for (std::size_t i = 0; i < node.attribute_count; ++i) {
    const std::string_view name = first[i].name;
    const std::string_view value = first[i].value;
    if (name == "hidden" && value != "false") return true;
    if (name == "style" && contains_word(value, "none") &&
        (contains_word(value, "display:none") || contains_word(value, "display: none"))) {
      return true;
    }
    if (name == "aria-hidden" && value == "true") return true;
  }
  return false;
}

BlockKind kind_of(Tag tag) {
  switch (tag) {
    case Tag::p: return BlockKind::paragraph;
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6: return BlockKind::heading;
    case Tag::li: return BlockKind::list_item;
    case Tag::tr:
    case Tag::td:
    case Tag::th: return BlockKind::table_row;
    case Tag::figcaption:
    case Tag::caption: return BlockKind::caption;
    case Tag::blockquote: return BlockKind::quote;
    case Tag::pre: return BlockKind::preformatted;
    case Tag::dt:
    case Tag::dd: return BlockKind::term;
    default: return BlockKind::loose;
  }
}

// Walks the nodes once, in document order.
class Cutter {
 public:
  Cutter(Page& page, const Cues& cues) : page_(page), cues_(cues) {}

  void run() {
    const std::vector<Node>& nodes = page_.document.nodes();
    page_.cues.assign(nodes.size(), 0);
    page_.text.reserve(nodes.size() * 8);
    for (NodeId id = 0; id < nodes.size();) {
      leave_to(id);
      if (page_.blocks.size() >= kMaxBlocks) break;
      const Node& node = nodes[id];
      if (node.tag == Tag::none) {
        text(node, id);
        ++id;
        continue;
      }
      if (is_skipped(node)) {
        if (is_block_level(node)) flush();
        id = node.end;
        continue;
      }
      if (node.attribute_count > 0 || node.tag == Tag::other) {
        page_.cues[id] = cues_.of_element(page_.document, node);
      }
      enter(node, id);
      ++id;
    }
    leave_to(static_cast<NodeId>(nodes.size()));
    flush();
  }

 private:
  struct Open {
    NodeId id;
    NodeId end;
    Tag tag;
    bool block;
    bool hidden;
  };

  void enter(const Node& node, NodeId id) {
    if (node.tag == Tag::br) {
      line_break();
      return;
    }
    if (node.tag == Tag::hr || node.tag == Tag::img) {
      if (node.tag == Tag::hr) flush();
      return;
    }
    bool block = is_block_level(node);
    if ((node.tag == Tag::td || node.tag == Tag::th) && in_plain_row_ > 0) {
      if (!page_.text.empty() && page_.text.size() > begin_) cell_ = true;
      block = false;
    }
    if (node.tag == Tag::tr) {
      flush();
      if (is_plain_row(id)) ++in_plain_row_;
    }
    if (block) flush();
    const bool hidden = (!open_.empty() && open_.back().hidden) ||
                        (node.attribute_count > 0 && is_hidden(page_.document, node));
    open_.push_back({id, node.end, node.tag, block, hidden});
    if (node.tag == Tag::a && page_.document.has_attribute(node, "href")) ++links_;
    if (node.tag == Tag::b || node.tag == Tag::strong) ++bold_;
    if (node.tag == Tag::i || node.tag == Tag::em) ++italic_;
  }

  void leave_to(NodeId id) {
    while (!open_.empty() && open_.back().end <= id) {
      const Open& top = open_.back();
      if (top.block) flush();
      if (top.tag == Tag::tr && in_plain_row_ > 0) {
        flush();
        in_plain_row_ = 0;
      }
      if (top.tag == Tag::a && links_ > 0 &&
          page_.document.has_attribute(page_.document.at(top.id), "href")) {
        --links_;
        ++block_.links;
      }
      if (top.tag == Tag::b || top.tag == Tag::strong) --bold_;
      if (top.tag == Tag::i || top.tag == Tag::em) --italic_;
      open_.pop_back();
    }
  }

  // A row whose cells hold no blocks reads as one line.
  bool is_plain_row(NodeId row) const {
    const std::vector<Node>& nodes = page_.document.nodes();
    for (NodeId id = row + 1; id < nodes[row].end; ++id) {
      const Tag tag = nodes[id].tag;
      if (tag == Tag::td || tag == Tag::th) continue;
      if (tag == Tag::br || is_block_level(nodes[id])) return false;
    }
    return true;
  }

  void line_break() {
    if (page_.text.size() == begin_) return;
    if (page_.text.back() == '\n') {
      flush();
      return;
    }
    if (page_.text.back() == ' ') page_.text.pop_back();
    if (page_.text.size() > begin_) {
      page_.text.push_back('\n');
      ++block_.breaks;
    }
  }

  void text(const Node& node, NodeId id) {
    std::string& out = page_.text;
    const std::size_t before = out.size();
    if (cell_) {
      std::string cell;
      append_squeezed(cell, node.text, 0);
      if (cell.empty() || cell == " ") return;
      while (out.size() > begin_ && out.back() == ' ') out.pop_back();
      out.push_back('\t');
      cell_ = false;
    }
    append_squeezed(out, node.text, begin_);
    if (out.size() == before) return;
    if (before == begin_) {
      block_.first = id;
      block_.element = element();
      block_.hidden = !open_.empty() && open_.back().hidden;
    }
    const auto added = static_cast<std::uint32_t>(out.size() - before);
    if (links_ > 0) block_.link_bytes += added;
    if (bold_ > 0) block_.bold_bytes += added;
    if (italic_ > 0) block_.italic_bytes += added;
  }

  NodeId element() const {
    for (std::size_t i = open_.size(); i > 0; --i) {
      if (open_[i - 1].block || open_[i - 1].tag == Tag::tr) return open_[i - 1].id;
    }
    return 0;
  }

  void flush() {
    std::string& out = page_.text;
    while (out.size() > begin_ && is_ascii_space(out.back())) out.pop_back();
    if (out.size() > begin_) {
      block_.begin = static_cast<std::uint32_t>(begin_);
      block_.end = static_cast<std::uint32_t>(out.size());
      const Node& element = page_.document.at(block_.element);
      block_.kind = kind_of(element.tag);
      if (block_.kind == BlockKind::heading) {
        block_.level = static_cast<std::uint8_t>(element.name[1] - '0');
      }
      block_.link_bytes = std::min(block_.link_bytes, block_.size());
      page_.blocks.push_back(block_);
      out.push_back('\n');
    }
    begin_ = out.size();
    block_ = Block();
    cell_ = false;
  }

  Page& page_;
  const Cues& cues_;
  std::vector<Open> open_;
  Block block_;
  std::size_t begin_ = 0;
  int links_ = 0;
  int bold_ = 0;
  int italic_ = 0;
  int in_plain_row_ = 0;
  bool cell_ = false;
};

}  // namespace

Page cut(html::Document document, const Cues& cues) {
  Page page;
  page.document = std::move(document);
  Cutter(page, cues).run();
  return page;
}

void append_squeezed(std::string& out, std::string_view text, std::size_t from) {
  const auto space = [&] {
    if (out.size() > from && !is_ascii_space(out.back())) out.push_back(' ');
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c > 0x20 && c < 0x7F) {
      std::size_t end = at + 1;
      while (end < text.size() && text[end] > 0x20 && text[end] < 0x7F) ++end;
      out.append(text, at, end - at);
      at = end;
    } else if (is_ascii_space(text[at])) {
      space();
      ++at;
    } else if (c < 0x80) {
      ++at;  // a control character
    } else {
      std::size_t length = 1;
      const Mark mark = mark_at(text, at, length);
      if (mark == Mark::space) space();
      if (mark == Mark::letter) out.append(text, at, length);
      at += length;
    }
  }
}

bool is_block_level(const Node& node) {
  switch (node.tag) {
    case Tag::html:
    case Tag::head:
    case Tag::body:
    case Tag::title:
    case Tag::noscript:
    case Tag::iframe:
    case Tag::object:
    case Tag::video:
    case Tag::audio:
    case Tag::figure:
    case Tag::figcaption:
    case Tag::article:
    case Tag::section:
    case Tag::nav:
    case Tag::aside:
    case Tag::header:
    case Tag::footer:
    case Tag::main:
    case Tag::address:
    case Tag::div:
    case Tag::p:
    case Tag::hr:
    case Tag::pre:
    case Tag::blockquote:
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
    case Tag::ul:
    case Tag::ol:
    case Tag::li:
    case Tag::dl:
    case Tag::dt:
    case Tag::dd:
    case Tag::table:
    case Tag::caption:
    case Tag::thead:
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::tr:
    case Tag::td:
    case Tag::th:
    case Tag::form:
    case Tag::fieldset:
    case Tag::details:
    case Tag::summary:
    case Tag::dialog:
    case Tag::menu:
    case Tag::center:
    case Tag::canvas: return true;
    case Tag::other: return node.name.find('-') != std::string_view::npos;
    default: return false;
  }
}

bool is_skipped(const Node& node) {
  switch (node.tag) {
    case Tag::head:
    case Tag::title:
    case Tag::script:
    case Tag::style:
    case Tag::noscript:
    case Tag::template_:
    case Tag::iframe:
    case Tag::object:
    case Tag::embed:
    case Tag::svg:
    case Tag::math:
    case Tag::canvas:
    case Tag::video:
    case Tag::audio:
    case Tag::button:
    case Tag::select:
    case Tag::option:
    case Tag::textarea:
    case Tag::input:
    case Tag::meta:
    case Tag::link:
    case Tag::base: return true;
    default: return false;
  }
}

}  // namespace newsloom::extract
