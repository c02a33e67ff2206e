#pragma once
// A store that fails at the n-th writing call, for tests of what is lost then: nothing.

#include <atomic>
#include <memory>

#include "newsloom/pipeline/ports.h"

namespace newsloom {

/// Passes everything on to `inner`; the n-th write (from 1) and all after it fail as a full disk.
class FaultyStore final : public Store {
 public:
  FaultyStore(Store& inner, int fail_at) : inner_(inner), left_(fail_at) {}

  Result<std::vector<std::string>> put_captures(const std::vector<Capture>& captures) override {
    NL_TRY_VOID(spend());
    return inner_.put_captures(captures);
  }
  Result<void> put_refined(const Refined& refined) override {
    NL_TRY_VOID(spend());
    return inner_.put_refined(refined);
  }
  Result<void> append(Settlement settlement) override {
    NL_TRY_VOID(spend());
    return inner_.append(std::move(settlement));
  }
  Result<void> put_digest(const Digest& digest, const StoryRow& row) override {
    NL_TRY_VOID(spend());
    return inner_.put_digest(digest, row);
  }
  Result<void> put_links(const std::vector<StoryProfile>& profiles,
                         const std::vector<std::string>& gone, const std::vector<StoryLink>& links,
                         std::int64_t from) override {
    NL_TRY_VOID(spend());
    return inner_.put_links(profiles, gone, links, from);
  }
  Result<std::vector<StoryRow>> stories_since(std::int64_t since, std::uint32_t offset,
                                              std::uint32_t limit) const override {
    return inner_.stories_since(since, offset, limit);
  }
  Result<std::vector<StoryProfile>> profiles(std::int64_t from) const override {
    return inner_.profiles(from);
  }
  Result<std::vector<StoryLink>> links(std::string_view story) const override {
    return inner_.links(story);
  }
  Result<void> put_snapshot_piece(std::uint64_t sequence, std::uint32_t number,
                                  std::string_view bytes) override {
    NL_TRY_VOID(spend());
    return inner_.put_snapshot_piece(sequence, number, bytes);
  }
  Result<void> keep_snapshot(std::uint64_t sequence, std::string_view head) override {
    NL_TRY_VOID(spend());
    return inner_.keep_snapshot(sequence, head);
  }
  Result<void> drop_snapshot() override {
    NL_TRY_VOID(spend());
    return inner_.drop_snapshot();
  }
  Result<std::string> snapshot() const override { return inner_.snapshot(); }
  Result<std::string> snapshot_piece(std::uint64_t sequence, std::uint32_t number) const override {
    return inner_.snapshot_piece(sequence, number);
  }
  Result<void> replace_stories(Settlement all) override {
    NL_TRY_VOID(spend());
    return inner_.replace_stories(std::move(all));
  }

  Result<Capture> capture(std::string_view id) const override { return inner_.capture(id); }
  Result<std::vector<std::string>> capture_ids(bool only_pending) const override {
    return inner_.capture_ids(only_pending);
  }
  Result<ItemPtr> item(std::string_view article) const override { return inner_.item(article); }
  Result<ItemPtr> version(std::string_view item) const override { return inner_.version(item); }
  Result<std::vector<ItemPtr>> to_place(const std::vector<std::string>& items) const override {
    return inner_.to_place(items);
  }
  Result<std::vector<std::string>> versions_before(std::string_view item) const override {
    return inner_.versions_before(item);
  }
  Result<std::vector<Revision>> revisions(std::string_view id) const override {
    return inner_.revisions(id);
  }
  Result<std::vector<std::string>> article_ids(bool only_unsettled) const override {
    return inner_.article_ids(only_unsettled);
  }
  Result<std::vector<std::pair<std::string, Rejection>>> rejections() const override {
    return inner_.rejections();
  }
  Result<std::vector<StoryDelta>> deltas(std::uint64_t after) const override {
    return inner_.deltas(after);
  }
  Result<std::vector<StoryDelta>> deltas_of(std::string_view id) const override {
    return inner_.deltas_of(id);
  }
  Result<std::vector<Copy>> copies(const std::vector<std::string>& articles) const override {
    return inner_.copies(articles);
  }
  Result<std::optional<std::string>> story_of(std::string_view article) const override {
    return inner_.story_of(article);
  }
  Result<Digest> digest(std::string_view story) const override { return inner_.digest(story); }
  Result<std::vector<StoryRow>> stories(std::uint32_t offset, std::uint32_t limit) const override {
    return inner_.stories(offset, limit);
  }
  Result<std::vector<SearchHit>> search(std::string_view query,
                                        std::uint32_t limit) const override {
    return inner_.search(query, limit);
  }
  Result<StoreCounts> counts() const override { return inner_.counts(); }
  Result<std::vector<std::string>> check() const override { return inner_.check(); }

 private:
  Result<void> spend() {
    if (--left_ <= 0) return fail(Errc::unavailable, "disk is full", "test");
    return {};
  }

  Store& inner_;
  std::atomic<int> left_;
};

}  // namespace newsloom
