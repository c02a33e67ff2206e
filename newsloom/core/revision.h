#pragma once
// Revision: one version of an article that was captured more than once, with what changed since the
// version before. Derived while settling, in order of arrival. See docs/decisions/0020.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/time.h"

namespace newsloom {

/// What became of a piece of an article from one version to the next.
enum class ChangeKind { added, removed, changed };

[[nodiscard]] std::string_view name_of(ChangeKind kind);

/// A paragraph or a figure, in the words of the texts.
struct Change {
  ChangeKind kind = ChangeKind::changed;
  std::string before;  ///< empty where it was added
  std::string after;   ///< empty where it was removed

  friend bool operator==(const Change&, const Change&) = default;
};

/// What changed between two versions of one article, in order of the text.
struct Changes {
  std::optional<Change> title;
  std::vector<Change> paragraphs;
  std::vector<Change> figures;
  bool cut = false;  ///< more changed than is listed

  [[nodiscard]] bool none() const { return !title && paragraphs.empty() && figures.empty(); }
  friend bool operator==(const Changes&, const Changes&) = default;
};

struct Revision {
  std::string article;  ///< the id of the article: of its first capture's item
  int number = 1;       ///< from 1
  std::string item;     ///< the item that refine made of this capture
  std::optional<Timestamp> captured_at;
  bool seen_again = false;  ///< the capture brought nothing new: `number` is the one before
  Changes changes;          ///< against the number before

  friend bool operator==(const Revision&, const Revision&) = default;
};

/// "title, 1 paragraph changed, 2 added, 1 figure changed": for people and for the log.
[[nodiscard]] std::string summary_of(const Changes& changes);

}  // namespace newsloom
