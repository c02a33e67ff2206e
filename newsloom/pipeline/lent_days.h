#pragma once
// Lent days: an article without a date of its own is often announced beside others. Where its story
// has no dated member, the day comes from the stories of what stands on the same page.

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "newsloom/core/item.h"
#include "newsloom/stages/cluster/cluster.h"
#include "newsloom/stages/digest/digest.h"

namespace newsloom {

/// Dated articles of neighbouring stories that are asked; the middle one of their days is lent.
inline constexpr std::size_t kMaxAskedForDay = 60;

class LentDays {
 public:
  /// Null where the article is not known.
  using ItemOf = std::function<ItemPtr(const std::string& article)>;

  LentDays(const cluster::Window& window, ItemOf item_of);

  /// Days for the members of a story in which no article has one; empty for other stories.
  [[nodiscard]] digest::LentDays of(const Story& story, std::span<const ItemPtr> members) const;
  /// Ids of the other stories that articles of the same pages are in: what may borrow from `story`.
  [[nodiscard]] std::vector<std::string> neighbours(const Story& story) const;

 private:
  const cluster::Window& window_;
  ItemOf item_of_;
  std::map<std::string, std::vector<std::string>, std::less<>> of_capture_;
};

}  // namespace newsloom
