#pragma once
// Builds the tree from tags and text, repairing as browsers do where it matters for reading:
// implied end tags, implied head and body, end tags that match nothing. Left out of the standard:
// the moving of nodes (adoption agency, foster parenting), so that document order is source order.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/html/dom.h"
#include "newsloom/core/html/tokenizer.h"

namespace newsloom::html {

class Builder {
 public:
  explicit Builder(std::string_view source);
  /// Errors: too_large (kMaxNodes).
  Result<Document> build();

 private:
  struct Open {
    Tag tag = Tag::other;
    NodeId node = kNone;
    NodeId last_child = kNone;
    std::string_view name;
  };

  void start_tag(const Token& token);
  void end_tag(std::string_view raw_name);
  void text(std::string_view raw, bool decode);
  void html_or_body(const Token& token, Tag tag);
  void place(Tag tag);
  void close_implied(Tag tag);
  void close_list_item(Tag tag);
  void close_to(std::initializer_list<Tag> stops);
  void close_formatting(Tag tag, std::size_t found);
  bool leave_foreign(Tag tag);
  void ensure_body();
  void raw_content(Tag tag);

  NodeId add(Tag tag, std::string_view name);
  void set_attributes(NodeId id, const std::vector<RawAttribute>& attributes);
  void push(Tag tag, NodeId id, std::string_view name);
  void pop();
  void pop_to(std::size_t size);
  [[nodiscard]] std::size_t find_open(Tag tag, std::initializer_list<Tag> walls) const;
  [[nodiscard]] bool is_open(Tag tag) const { return open_count_[index(tag)] > 0; }
  static std::size_t index(Tag tag) { return static_cast<std::size_t>(tag); }
  std::string_view keep(const std::string& text);
  std::string_view lower_name(std::string_view raw);

  Document document_;
  Tokenizer tokenizer_;
  std::vector<Open> open_;
  std::array<std::uint32_t, 256> open_count_{};
  NodeId head_ = kNone;
  NodeId body_ = kNone;
  bool overflow_ = false;
};

}  // namespace newsloom::html
