#pragma once
// revisions: a second capture of one address is a new version of the same article, not another
// article. Decides, in order of arrival, which items are versions of which article.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "newsloom/core/capture.h"
#include "newsloom/pipeline/ports.h"

namespace newsloom {

/// Items with equal keys may be versions of one article; empty: of none. A page, a feed's entry and
/// an announcement on another page never are: the shorter would take the place of the longer.
[[nodiscard]] std::string version_key(const Capture& capture, const Article& article);

class Revisions {
 public:
  /// Gives an item under its own id.
  using Load = std::function<Result<ItemPtr>(const std::string& id)>;

  Revisions() = default;
  /// With what was decided before.
  explicit Revisions(const std::vector<Revision>& known);

  /// Whether `item` is a version of an article: `earlier` are the items of earlier captures with
  /// its version key. Empty: a new article. Else the last row is the item's own; before it stands
  /// the first version's, where this is the first time that the article is captured again.
  [[nodiscard]] Result<std::vector<Revision>> decide(const ItemPtr& item,
                                                     const std::vector<std::string>& earlier,
                                                     const Load& load);

  /// The id of the article that an item is a version of: its own where it is none.
  [[nodiscard]] std::string article_of(const std::string& item) const;

 private:
  struct Known {
    std::string newest;  // item with the text of the newest number
    int number = 1;
    std::string capture;  // of the last row: one capture gives an article one version
  };
  void learn(const Revision& revision, const std::string& capture);

  std::map<std::string, std::string> articles_;  // item → article, of those captured again
  std::map<std::string, Known> known_;           // article
};

/// The delta that tells the story of a revised article; nothing where it was only seen again.
[[nodiscard]] std::vector<StoryDelta> deltas_of(const std::vector<Revision>& revisions,
                                                const std::string& story, std::int64_t at);

}  // namespace newsloom
