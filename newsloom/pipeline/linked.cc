#include "newsloom/pipeline/linked.h"

#include <algorithm>
#include <limits>
#include <map>

#include "newsloom/stages/digest/links.h"

namespace newsloom {
namespace {

constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::min();

Result<StoryProfile> profile_of(const Store& store, const Story& story) {
  std::vector<ItemPtr> items;
  for (const std::string& id : story.members) {
    NL_TRY(ItemPtr item, store.item(id));
    items.push_back(std::move(item));
  }
  NL_TRY(const std::vector<Copy> copies, store.copies(story.members));
  return digest::profile(story, items, copies);
}

}  // namespace

Result<void> forget_links(Store& store) {
  NL_TRY(const std::vector<StoryProfile> known, store.profiles(kEver));
  std::vector<std::string> gone;
  gone.reserve(known.size());
  for (const StoryProfile& one : known) gone.push_back(one.story);
  return store.put_links({}, gone, {}, kEver);
}

Result<std::uint64_t> refresh_links(Store& store, const cluster::Window& window) {
  NL_TRY(std::vector<StoryProfile> known, store.profiles(kEver));
  std::map<std::string, StoryProfile> profiles;
  for (StoryProfile& one : known) profiles.emplace(one.story, std::move(one));
  std::vector<StoryProfile> changed;
  std::vector<std::string> gone;
  // The earliest time at which a story came, went or changed.
  std::int64_t from = std::numeric_limits<std::int64_t>::max();
  for (const Story& story : window.stories()) {
    const auto before = profiles.find(story.id);
    const bool there = !story.merged_into && !story.members.empty();
    if (there && before != profiles.end() && before->second.revision == story.revision) continue;
    if (!there && before == profiles.end()) continue;
    if (before != profiles.end()) from = std::min(from, before->second.latest);
    if (!there) {
      gone.push_back(story.id);
      profiles.erase(before);
      continue;
    }
    NL_TRY(StoryProfile now, profile_of(store, story));
    from = std::min(from, now.latest);
    profiles[story.id] = now;
    changed.push_back(std::move(now));
  }
  if (changed.empty() && gone.empty()) return std::uint64_t{0};
  // How rare a key is counts stories this far around a pair; a pair reaches this far back.
  from -= digest::kRaritySeconds;
  const std::int64_t needed = from - digest::kLinkReachSeconds - digest::kRaritySeconds;
  std::vector<StoryProfile> near;
  for (auto& [id, profile] : profiles) {
    if (profile.latest >= needed || profile.latest == 0) near.push_back(std::move(profile));
  }
  const std::vector<StoryLink> links = digest::links(near, from);
  NL_TRY_VOID(store.put_links(changed, gone, links, from));
  return std::uint64_t{links.size()};
}

}  // namespace newsloom
