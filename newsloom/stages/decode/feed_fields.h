#pragma once
// One field of an XML feed read for what it means: texts in their several forms, people, dates.

#include <optional>
#include <string>
#include <string_view>

#include "newsloom/core/time.h"
#include "newsloom/stages/decode/feed.h"
#include "newsloom/stages/decode/feed_tree.h"

namespace newsloom::decode {

/// The rules by which a text is read.
enum class FeedDialect : std::uint8_t { rss, atom03, atom10 };

/// What a field inherits: xml:base and xml:lang of the elements around it.
struct FieldScope {
  std::string base;
  std::string language;
};

/// `scope` with the node's own xml:base and xml:lang.
[[nodiscard]] FieldScope inner_scope(const FieldScope& scope, const FeedNode& node);

/// A text construct (RFC 4287 3.1; Atom 0.3 modes; RSS, where everything may be HTML) as clean
/// HTML.
[[nodiscard]] std::string html_of(const FeedTree& tree, const FeedNode& node,
                                  const FieldScope& scope, FeedDialect dialect);

/// The same for a title: plain text where it has no markup, else clean HTML.
[[nodiscard]] std::string title_of(const FeedTree& tree, const FeedNode& node,
                                   const FieldScope& scope, FeedDialect dialect);

/// Text without white space at its ends.
[[nodiscard]] std::string field_text(const FeedTree& tree, const FeedNode& node);

/// An Atom person (name, email, uri below), or a text such as "jo@x.test (Jo Lund)".
[[nodiscard]] FeedPerson person_of(const FeedTree& tree, const FeedNode& node,
                                   const FieldScope& scope);
[[nodiscard]] FeedPerson person_of_text(std::string_view text);

/// Months count as their first day: feeds write them so.
[[nodiscard]] std::optional<Timestamp> feed_date(std::string_view text);

}  // namespace newsloom::decode
