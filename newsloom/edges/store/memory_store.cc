#include <algorithm>
#include <limits>
#include <map>
#include <mutex>
#include <set>

#include "newsloom/edges/store/query.h"
#include "newsloom/edges/store/store.h"

namespace newsloom::store {
namespace {

class MemoryStore final : public Store {
 public:
  Result<std::vector<std::string>> put_captures(const std::vector<Capture>& captures) override {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> added;
    for (const Capture& capture : captures) {
      if (!captures_.emplace(capture.id, capture).second) continue;
      arrival_.push_back(capture.id);
      added.push_back(capture.id);
    }
    return added;
  }

  Result<Capture> capture(std::string_view id) const override {
    const std::lock_guard lock(mutex_);
    const auto found = captures_.find(std::string(id));
    if (found == captures_.end()) return fail(Errc::not_found, "no such capture", std::string(id));
    return found->second;
  }

  Result<std::vector<std::string>> capture_ids(bool only_pending) const override {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> out;
    for (const std::string& id : arrival_) {
      if (!only_pending || !refined_.contains(id)) out.push_back(id);
    }
    return out;
  }

  Result<void> put_refined(const Refined& refined) override {
    const std::lock_guard lock(mutex_);
    if (!captures_.contains(refined.capture)) {
      return fail(Errc::not_found, "no such capture", refined.capture);
    }
    if (const auto old = refined_.find(refined.capture); old != refined_.end()) {
      for (const ItemPtr& item : old->second.items) {
        items_.erase(item->article.id);
        version_keys_.erase(item->article.id);
      }
    }
    for (std::size_t i = 0; i < refined.items.size(); ++i) {
      const std::string& id = refined.items[i]->article.id;
      items_[id] = refined.items[i];
      const bool keyed = i < refined.version_keys.size() && !refined.version_keys[i].empty();
      if (keyed) version_keys_[id] = refined.version_keys[i];
    }
    refined_[refined.capture] = refined;
    return {};
  }

  Result<ItemPtr> item(std::string_view article) const override {
    const std::lock_guard lock(mutex_);
    const std::string id = article_of(std::string(article));
    const auto found = items_.find(newest_version(id));
    if (found == items_.end()) {
      return fail(Errc::not_found, "no such article", std::string(article));
    }
    return under_id(found->second, id);
  }

  Result<ItemPtr> version(std::string_view item) const override {
    const std::lock_guard lock(mutex_);
    const auto found = items_.find(std::string(item));
    if (found == items_.end()) return fail(Errc::not_found, "no such article", std::string(item));
    return found->second;
  }

  Result<std::vector<ItemPtr>> to_place(const std::vector<std::string>& items) const override {
    std::vector<ItemPtr> out;
    for (const std::string& id : items) {
      NL_TRY(ItemPtr one, version(id));
      out.push_back(std::move(one));
    }
    return out;
  }

  Result<std::vector<std::string>> versions_before(std::string_view item) const override {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> out;
    const auto wanted = version_keys_.find(std::string(item));
    const auto found = items_.find(std::string(item));
    if (wanted == version_keys_.end() || found == items_.end()) return out;
    for (const std::string& capture : arrival_) {
      if (capture == found->second->article.capture) break;
      const auto refined = refined_.find(capture);
      if (refined == refined_.end()) continue;
      for (const ItemPtr& one : refined->second.items) {
        const auto key = version_keys_.find(one->article.id);
        if (key != version_keys_.end() && key->second == wanted->second) {
          out.push_back(one->article.id);
        }
      }
    }
    return out;
  }

  Result<std::vector<std::string>> article_ids(bool only_unsettled) const override {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> out;
    for (const std::string& id : arrival_) {
      const auto refined = refined_.find(id);
      if (refined == refined_.end()) continue;
      for (const ItemPtr& item : refined->second.items) {
        const std::string& id = item->article.id;
        if (!only_unsettled || !is_settled(id)) out.push_back(id);
      }
    }
    return out;
  }

  Result<std::vector<std::pair<std::string, Rejection>>> rejections() const override {
    const std::lock_guard lock(mutex_);
    std::vector<std::pair<std::string, Rejection>> out;
    for (const std::string& id : arrival_) {
      const auto refined = refined_.find(id);
      if (refined != refined_.end() && refined->second.rejection) {
        out.emplace_back(id, *refined->second.rejection);
      }
    }
    return out;
  }

  Result<void> append(Settlement settlement) override {
    const std::lock_guard lock(mutex_);
    for (StoryDelta& delta : settlement.deltas) {
      delta.sequence = deltas_.size() + 1;
      place(delta, places_, redirects_);
      deltas_.push_back(std::move(delta));
    }
    for (Copy& copy : settlement.copies) copies_[copy.article] = std::move(copy);
    for (Revision& revision : settlement.revisions) {
      version_of_[revision.item] = revision.article;
      std::vector<Revision>& all = revisions_[revision.article];
      std::erase_if(all, [&](const Revision& old) { return old.item == revision.item; });
      all.push_back(std::move(revision));
    }
    return {};
  }

  Result<std::vector<StoryDelta>> deltas(std::uint64_t after) const override {
    const std::lock_guard lock(mutex_);
    if (after >= deltas_.size()) return std::vector<StoryDelta>{};
    return std::vector<StoryDelta>(deltas_.begin() + static_cast<std::ptrdiff_t>(after),
                                   deltas_.end());
  }

  Result<std::vector<StoryDelta>> deltas_of(std::string_view id) const override {
    const std::lock_guard lock(mutex_);
    std::vector<StoryDelta> out;
    std::copy_if(deltas_.begin(), deltas_.end(), std::back_inserter(out),
                 [&](const StoryDelta& delta) { return names(delta, id); });
    return out;
  }

  Result<std::vector<Copy>> copies(const std::vector<std::string>& articles) const override {
    const std::lock_guard lock(mutex_);
    std::vector<Copy> out;
    for (const std::string& id : articles) {
      if (const auto found = copies_.find(id); found != copies_.end()) out.push_back(found->second);
    }
    return out;
  }

  Result<std::vector<Revision>> revisions(std::string_view id) const override {
    const std::lock_guard lock(mutex_);
    const std::string article = article_of(std::string(id));
    std::vector<Revision> out;
    for (const auto& [of, all] : revisions_) {
      if (id.empty() || of == article) out.insert(out.end(), all.begin(), all.end());
    }
    return out;
  }

  Result<std::optional<std::string>> story_of(std::string_view article) const override {
    const std::lock_guard lock(mutex_);
    return current_story(article);
  }

  Result<void> put_digest(const Digest& digest, const StoryRow& row) override {
    const std::lock_guard lock(mutex_);
    digests_[digest.story] = {digest, row};
    return {};
  }

  Result<Digest> digest(std::string_view story) const override {
    const std::lock_guard lock(mutex_);
    const auto found = digests_.find(end_of_redirects(std::string(story), redirects_));
    if (found == digests_.end()) return fail(Errc::not_found, "no such story", std::string(story));
    return found->second.first;
  }

  Result<std::vector<StoryRow>> stories(std::uint32_t offset, std::uint32_t limit) const override {
    return stories_since(std::numeric_limits<std::int64_t>::min(), offset, limit);
  }

  Result<std::vector<StoryRow>> stories_since(std::int64_t since, std::uint32_t offset,
                                              std::uint32_t limit) const override {
    const std::lock_guard lock(mutex_);
    std::vector<StoryRow> out;
    for (const auto& [id, entry] : digests_) {
      if (!redirects_.contains(id) && entry.second.changed >= since) out.push_back(entry.second);
    }
    std::sort(out.begin(), out.end(), [](const StoryRow& a, const StoryRow& b) {
      return a.rank != b.rank ? a.rank > b.rank : a.id < b.id;
    });
    out.erase(out.begin(), out.begin() + std::min<std::ptrdiff_t>(offset, std::ssize(out)));
    if (out.size() > limit) out.resize(limit);
    return out;
  }

  Result<std::vector<SearchHit>> search(std::string_view query,
                                        std::uint32_t limit) const override {
    const std::lock_guard lock(mutex_);
    const Query parsed = parsed_query(query);
    std::vector<std::pair<std::int64_t, SearchHit>> found;
    if (parsed.terms.empty()) return std::vector<SearchHit>{};
    for (const auto& [id, item] : items_) {
      const std::string article = article_of(id);
      if (newest_version(article) != id || !matches(parsed, item->article)) continue;
      found.emplace_back(seconds_of(item->article),
                         hit_of(parsed, under_id(item, article)->article, current_story(article)));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<SearchHit> out;
    for (auto& [time, hit] : found) {
      if (out.size() == limit) break;
      out.push_back(std::move(hit));
    }
    return out;
  }

  Result<std::vector<StoryProfile>> profiles(std::int64_t from) const override {
    const std::lock_guard lock(mutex_);
    std::vector<StoryProfile> out;
    for (const auto& [story, profile] : profiles_) {
      if (profile.latest >= from) out.push_back(profile);
    }
    return out;
  }

  Result<void> put_links(const std::vector<StoryProfile>& profiles,
                         const std::vector<std::string>& gone, const std::vector<StoryLink>& links,
                         std::int64_t from) override {
    const std::lock_guard lock(mutex_);
    for (const StoryProfile& profile : profiles) profiles_[profile.story] = profile;
    for (const std::string& story : gone) profiles_.erase(story);
    std::erase_if(links_, [&](const StoryLink& link) { return link.at >= from; });
    links_.insert(links_.end(), links.begin(), links.end());
    return {};
  }

  Result<std::vector<StoryLink>> links(std::string_view story) const override {
    const std::lock_guard lock(mutex_);
    const std::string id = end_of_redirects(std::string(story), redirects_);
    std::vector<StoryLink> out;
    for (const StoryLink& link : links_) {
      if (link.story == id) out.push_back(link);
      if (link.other == id) out.push_back(turned(link));
    }
    std::stable_sort(out.begin(), out.end(), [](const StoryLink& a, const StoryLink& b) {
      return a.score != b.score ? a.score > b.score : a.other < b.other;
    });
    return out;
  }

  Result<void> put_snapshot_piece(std::uint64_t sequence, std::uint32_t number,
                                  std::string_view bytes) override {
    const std::lock_guard lock(mutex_);
    if (number == 0) pieces_.erase(sequence);
    if (number == 0 && snapshot_ && snapshot_->first == sequence) snapshot_.reset();
    pieces_[sequence][number] = bytes;
    return {};
  }

  Result<void> keep_snapshot(std::uint64_t sequence, std::string_view head) override {
    const std::lock_guard lock(mutex_);
    std::erase_if(pieces_, [sequence](const auto& one) { return one.first != sequence; });
    snapshot_.emplace(sequence, head);
    return {};
  }

  Result<void> drop_snapshot() override {
    const std::lock_guard lock(mutex_);
    pieces_.clear();
    snapshot_.reset();
    return {};
  }

  Result<std::string> snapshot() const override {
    const std::lock_guard lock(mutex_);
    if (!snapshot_) return fail(Errc::not_found, "there is no snapshot");
    return snapshot_->second;
  }

  Result<std::string> snapshot_piece(std::uint64_t sequence, std::uint32_t number) const override {
    const std::lock_guard lock(mutex_);
    const auto pieces = pieces_.find(sequence);
    if (snapshot_ && snapshot_->first == sequence && pieces != pieces_.end()) {
      const auto piece = pieces->second.find(number);
      if (piece != pieces->second.end()) return piece->second;
    }
    return fail(Errc::not_found, "there is no such piece of a snapshot", std::to_string(number));
  }

  Result<void> replace_stories(Settlement all) override {
    {
      const std::lock_guard lock(mutex_);
      pieces_.clear();
      snapshot_.reset();
      deltas_.clear();
      places_.clear();
      redirects_.clear();
      copies_.clear();
      version_of_.clear();
      revisions_.clear();
      digests_.clear();
      profiles_.clear();
      links_.clear();
    }
    return append(std::move(all));
  }

  Result<StoreCounts> counts() const override {
    const std::lock_guard lock(mutex_);
    StoreCounts out;
    out.captures = captures_.size();
    out.pending = captures_.size() - refined_.size();
    out.articles = items_.size();
    for (const auto& [item, article] : version_of_) out.articles -= item == article ? 0 : 1;
    for (const auto& [id, refined] : refined_) out.rejected += refined.rejection ? 1 : 0;
    for (const auto& [id, item] : items_) out.unsettled += is_settled(id) ? 0 : 1;
    out.stories = digests_.size();
    out.deltas = deltas_.size();
    return out;
  }

  Result<std::vector<std::string>> check() const override { return std::vector<std::string>{}; }

 private:
  bool is_settled(const std::string& id) const {
    return places_.contains(id) || version_of_.contains(id);
  }

  std::string article_of(const std::string& item) const {
    const auto found = version_of_.find(item);
    return found == version_of_.end() ? item : found->second;
  }

  // The item with the newest text that is still there.
  std::string newest_version(const std::string& article) const {
    const auto all = revisions_.find(article);
    if (all == revisions_.end()) return article;
    for (auto one = all->second.rbegin(); one != all->second.rend(); ++one) {
      if (!one->seen_again && items_.contains(one->item)) return one->item;
    }
    return article;
  }

  std::optional<std::string> current_story(std::string_view article) const {
    const auto found = places_.find(article_of(std::string(article)));
    if (found == places_.end()) return std::nullopt;
    return end_of_redirects(found->second, redirects_);
  }

  mutable std::mutex mutex_;
  // Guarded by mutex_.
  std::map<std::string, Capture> captures_;
  std::vector<std::string> arrival_;
  std::map<std::string, Refined> refined_;
  std::map<std::string, ItemPtr> items_;
  std::vector<StoryDelta> deltas_;
  std::map<std::string, std::string> places_;
  std::map<std::string, std::string> redirects_;
  std::map<std::string, Copy> copies_;
  std::map<std::string, std::string> version_keys_;         // by item
  std::map<std::string, std::string> version_of_;           // item → article
  std::map<std::string, std::vector<Revision>> revisions_;  // by article, in order
  std::map<std::string, std::pair<Digest, StoryRow>> digests_;
  std::map<std::string, StoryProfile> profiles_;
  std::vector<StoryLink> links_;
  std::map<std::uint64_t, std::map<std::uint32_t, std::string>> pieces_;  // by sequence
  std::optional<std::pair<std::uint64_t, std::string>> snapshot_;         // sequence, head
};

}  // namespace

std::unique_ptr<Store> in_memory() { return std::make_unique<MemoryStore>(); }

}  // namespace newsloom::store
