#include "newsloom/pipeline/lent_days.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace newsloom {
namespace {

std::string capture_of(std::string_view article) {
  return std::string(article.substr(0, article.find('#')));
}

}  // namespace

LentDays::LentDays(const cluster::Window& window, ItemOf item_of)
    : window_(window), item_of_(std::move(item_of)) {
  for (const Story& story : window.stories()) {
    if (story.merged_into) continue;
    for (const std::string& id : story.members) of_capture_[capture_of(id)].push_back(id);
  }
}

std::vector<std::string> LentDays::neighbours(const Story& story) const {
  std::set<std::string> out;
  for (const std::string& id : story.members) {
    const auto articles = of_capture_.find(capture_of(id));
    if (articles == of_capture_.end()) continue;
    for (const std::string& other : articles->second) {
      const Story* of = window_.story_of(other);
      if (of != nullptr && of->id != story.id) out.insert(of->id);
    }
  }
  return {out.begin(), out.end()};
}

digest::LentDays LentDays::of(const Story& story, std::span<const ItemPtr> members) const {
  digest::LentDays out;
  for (const ItemPtr& item : members) {
    if (item != nullptr && time_of(item->article)) return out;
  }
  std::vector<std::int64_t> days;
  for (const std::string& neighbour : neighbours(story)) {
    const Story* of = window_.find(neighbour);
    if (of == nullptr) continue;
    for (const std::string& id : of->members) {
      if (days.size() >= kMaxAskedForDay) break;
      const ItemPtr item = item_of_(id);
      const auto time = item == nullptr ? std::nullopt : time_of(item->article);
      if (time) days.push_back(days_from_civil(time->local_day()));
    }
  }
  if (days.empty()) return out;
  const auto middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
  std::nth_element(days.begin(), middle, days.end());
  for (const ItemPtr& item : members) {
    if (item != nullptr) out[item->article.id] = *middle;
  }
  return out;
}

}  // namespace newsloom
