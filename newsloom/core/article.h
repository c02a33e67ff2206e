#pragma once
// Article: one text found in a capture, with what the page says about it. Made by extract.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/span.h"
#include "newsloom/core/time.h"

namespace newsloom {

enum class ArticleKind {
  article,  ///< the main text of the page
  teaser,   ///< another article, announced on the page
  live,     ///< a live blog: many short dated entries
};

[[nodiscard]] std::string_view name_of(ArticleKind kind);
[[nodiscard]] std::optional<ArticleKind> article_kind_of(std::string_view name);

/// `text` is UTF-8 in NFC, paragraphs split by "\n\n". A field that is not known is empty
/// (std::nullopt or an empty list): never guessed. An article never changes after extract made it.
struct Article {
  std::string id;       ///< the capture's id for part 0, "<capture>#<part>" for others
  std::string capture;  ///< id of the capture
  int part = 0;         ///< 0: the main article of the page
  ArticleKind kind = ArticleKind::article;
  std::optional<std::string> url;
  std::optional<std::string> canonical_url;
  std::optional<std::string> title;
  /// The lines between title and text that sum the text up; only where `text` does not hold them.
  std::optional<std::string> standfirst;
  std::string text;
  std::vector<std::string> authors;
  std::optional<Timestamp> published;
  std::optional<Timestamp> modified;
  std::optional<std::string> publisher;
  std::optional<std::string> language;  ///< BCP 47
  std::optional<std::string> section;
  std::optional<Timestamp> fetched_at;  ///< of the capture: anchors relative times

  friend bool operator==(const Article&, const Article&) = default;
};

/// Why a capture holds no article.
enum class RejectReason {
  index_page,
  consent_wall,
  paywall_stub,
  empty,
  not_text,
  too_large,
  malformed,
};

[[nodiscard]] std::string_view name_of(RejectReason reason);

struct Rejection {
  RejectReason reason = RejectReason::empty;
  std::string detail;  ///< for people: "31 links to articles, no body"

  friend bool operator==(const Rejection&, const Rejection&) = default;
};

/// The whole of a field; empty where the article has none. A view: valid as long as `article`.
[[nodiscard]] std::string_view field_of(const Article& article, Field field);

/// The piece of the article that a span names. A view: valid as long as `article`.
[[nodiscard]] std::string_view text_of(const Article& article, Span span);

/// The longest title or beginning of a text that stands for an article without publisher.
inline constexpr std::size_t kMaxArticleNameBytes = 60;

/// What people call the article in a list of sources: the publisher, else the host of its page
/// (which says more than a title), else its title or first words in quotation marks; never empty
/// where the article has an id.
[[nodiscard]] std::string display_name(const Article& article);

/// The best known time of the article: published, else modified, else fetched.
[[nodiscard]] std::optional<Timestamp> time_of(const Article& article);

}  // namespace newsloom
