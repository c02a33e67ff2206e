#include "newsloom/pipeline/ingest.h"

#include <algorithm>
#include <map>
#include <set>

#include "newsloom/pipeline/lent_days.h"
#include "newsloom/pipeline/linked.h"
#include "newsloom/stages/digest/digest.h"

namespace newsloom {
namespace {

constexpr std::string_view kCaptures = "capture";
constexpr std::string_view kItems = "item";
constexpr std::int64_t kGrowthSeconds = 86400;  // Standing::fresh

StoryRow row_of(const Digest& digest, const std::vector<Copy>& copies,
                const std::vector<ItemPtr>& items) {
  StoryRow row;
  row.id = digest.story;
  row.revision = digest.revision;
  row.headline = digest.headline;
  row.articles = static_cast<std::uint32_t>(items.size());
  std::set<std::string> publishers;
  std::map<std::string, std::string> family_of;
  std::map<std::string, std::int64_t> families;  // when each was first met; 0: not known
  for (const Copy& copy : copies) {
    family_of[copy.article] = copy.family;
    families[copy.family];
  }
  for (const ItemPtr& item : items) {
    publishers.insert(item->article.publisher.value_or(item->article.id));
    const auto time = time_of(item->article);
    const auto captured = item->article.fetched_at ? item->article.fetched_at : time;
    if (captured) row.changed = std::max(row.changed, captured->seconds);
    if (!time) continue;
    row.first = row.first == 0 ? time->seconds : std::min(row.first, time->seconds);
    row.latest = std::max(row.latest, time->seconds);
    const auto family = family_of.find(item->article.id);
    if (family == family_of.end()) continue;
    std::int64_t& first = families[family->second];
    first = first == 0 ? time->seconds : std::min(first, time->seconds);
  }
  row.sources = static_cast<std::uint32_t>(publishers.size());
  row.families = static_cast<std::uint32_t>(families.size());
  const auto fresh = std::count_if(families.begin(), families.end(), [&row](const auto& family) {
    return family.second > row.latest - kGrowthSeconds;
  });
  row.rank = story_rank({row.latest, row.families, row.sources,
                         row.latest > 0 ? static_cast<std::uint32_t>(fresh) : 0});
  return row;
}

LentDays lent_days_of(const Store& store, const cluster::Window& window) {
  return {window, [&store](const std::string& id) {
            auto item = store.item(id);
            return item ? *item : ItemPtr();
          }};
}

Result<void> make_digest(Store& store, const LentDays& lent_days, const Story& story) {
  std::vector<ItemPtr> items;
  for (const std::string& id : story.members) {
    NL_TRY(ItemPtr item, store.item(id));
    items.push_back(std::move(item));
  }
  NL_TRY(const std::vector<Copy> copies, store.copies(story.members));
  const Digest digest = digest::digest(story, items, copies, lent_days.of(story, items));
  return store.put_digest(digest, row_of(digest, copies, items));
}

// Only a story without any date borrows a day from what stands on the same pages.
Result<bool> has_date(const Store& store, const Story& story) {
  for (const std::string& id : story.members) {
    NL_TRY(const ItemPtr item, store.item(id));
    if (time_of(item->article)) return true;
  }
  return false;
}

// Captures that an earlier run did not get into stories, in order of arrival. Those that were
// refined but not settled are refined again: so a run that was killed gives what one that was not
// gives.
Result<std::vector<std::string>> unfinished_captures(const Store& store) {
  NL_TRY(std::vector<std::string> pending, store.capture_ids(true));
  NL_TRY(const std::vector<std::string> unsettled, store.article_ids(true));
  if (unsettled.empty()) return pending;
  std::set<std::string> wanted(pending.begin(), pending.end());
  for (const std::string& id : unsettled) {
    NL_TRY(const ItemPtr item, store.version(id));
    wanted.insert(item->article.capture);
  }
  NL_TRY(std::vector<std::string> all, store.capture_ids(false));
  std::erase_if(all, [&](const std::string& id) { return !wanted.contains(id); });
  return all;
}

}  // namespace

Result<Settlement> settle_one(const Store& store, Settler& settler, const ItemPtr& item) {
  NL_TRY(const std::vector<std::string> earlier, store.versions_before(item->article.id));
  return settler.settle(item, earlier, [&](const std::string& id) { return store.version(id); });
}

void append(Settlement& all, const Settlement& one) {
  all.deltas.insert(all.deltas.end(), one.deltas.begin(), one.deltas.end());
  all.copies.insert(all.copies.end(), one.copies.begin(), one.copies.end());
  all.revisions.insert(all.revisions.end(), one.revisions.begin(), one.revisions.end());
}

Result<std::uint64_t> refresh_digests(Store& store, const cluster::Window& window) {
  constexpr std::uint32_t kAll = 0xFFFFFFFF;
  NL_TRY(const std::vector<StoryRow> rows, store.stories(0, kAll));
  std::map<std::string, std::uint64_t> revisions;
  for (const StoryRow& row : rows) revisions[row.id] = row.revision;
  const LentDays lent_days = lent_days_of(store, window);
  std::set<std::string> changed;
  std::set<std::string> beside;  // their days may come from what changed
  for (const Story& story : window.stories()) {
    if (story.merged_into || story.members.empty()) continue;
    const auto known = revisions.find(story.id);
    if (known != revisions.end() && known->second == story.revision) continue;
    changed.insert(story.id);
    for (std::string& id : lent_days.neighbours(story)) beside.insert(std::move(id));
  }
  std::uint64_t made = 0;
  for (const std::set<std::string>* list : {&changed, &beside}) {
    for (const std::string& id : *list) {
      if (list == &beside && changed.contains(id)) continue;
      const Story* story = window.find(id);
      if (story == nullptr || story->merged_into || story->members.empty()) continue;
      if (list == &beside) {
        NL_TRY(const bool dated, has_date(store, *story));
        if (dated) continue;
      }
      NL_TRY_VOID(make_digest(store, lent_days, *story));
      if (list == &changed) ++made;
    }
  }
  return made;
}

Result<std::uint64_t> make_all_digests(Store& store, const cluster::Window& window) {
  const LentDays lent_days = lent_days_of(store, window);
  std::uint64_t made = 0;
  for (const Story& story : window.stories()) {
    if (story.merged_into || story.members.empty()) continue;
    NL_TRY_VOID(make_digest(store, lent_days, story));
    ++made;
  }
  return made;
}

Result<std::unique_ptr<Ingest>> Ingest::start(Store& store, Bus& bus,
                                              const RefineResources& resources,
                                              const cluster::Params& params, int threads,
                                              const SnapshotPolicy& policy) {
  NL_TRY(Opened opened, open_settler(store, params));
  std::unique_ptr<Ingest> ingest(
      new Ingest(store, bus, resources, params, std::move(opened), policy));
  NL_TRY(const std::vector<std::string> unfinished, unfinished_captures(store));
  for (int i = 0; i < std::max(threads, 1); ++i) {
    ingest->threads_.emplace_back([raw = ingest.get()] { raw->refine_loop(); });
  }
  ingest->threads_.emplace_back([raw = ingest.get()] { raw->settle_loop(); });
  for (const std::string& id : unfinished) NL_TRY_VOID(ingest->publish(id));
  return ingest;
}

Ingest::~Ingest() {
  if (finished_) return;
  stopping_ = true;
  (void)bus_.close(kCaptures);
  (void)bus_.close(kItems);
  for (std::thread& thread : threads_) thread.join();
}

Result<void> Ingest::publish(const std::string& capture) {
  {
    const std::lock_guard lock(mutex_);
    if (!order_.emplace(capture, published_).second) return {};
    ++published_;
  }
  return bus_.publish(kCaptures, capture);
}

Result<void> Ingest::add(Capture capture) {
  NL_TRY_VOID(failure());
  ++report_.captures;
  batch_bytes_ += capture.body.size();
  batch_.push_back(std::move(capture));
  if (batch_.size() >= kBatchCaptures || batch_bytes_ >= kBatchBytes) return flush();
  return {};
}

Result<void> Ingest::flush() {
  if (batch_.empty()) return {};
  NL_TRY(const std::vector<std::string> added, store_.put_captures(batch_));
  report_.known += batch_.size() - added.size();
  batch_.clear();
  batch_bytes_ = 0;
  for (const std::string& id : added) NL_TRY_VOID(publish(id));
  return {};
}

Result<IngestReport> Ingest::finish() {
  const auto flushed = flush();
  finished_ = true;
  (void)bus_.close(kCaptures);
  // The last refine thread closes the items; settling ends when they are done.
  for (std::size_t i = 0; i + 1 < threads_.size(); ++i) threads_[i].join();
  (void)bus_.close(kItems);
  threads_.back().join();
  NL_TRY_VOID(flushed);
  NL_TRY_VOID(failure());
  // Families grow while articles arrive: the last word on each copy is known at the end only.
  if (articles_ > 0) NL_TRY_VOID(store_.append(Settlement{{}, settler_.copies(), {}}));
  save_when_due(true);
  if (save_note_) report_.notes.push_back(std::move(*save_note_));
  report_.articles = articles_;
  report_.revised = revised_;
  report_.rejected = rejected_;
  NL_TRY(report_.stories, refresh_digests(store_, settler_.window()));
  NL_TRY([[maybe_unused]] const std::uint64_t linked, refresh_links(store_, settler_.window()));
  return report_;
}

void Ingest::refine_loop() {
  for (;;) {
    const auto message = bus_.next(kCaptures);
    if (!message || !*message) return;
    if (!stopping_) {
      auto capture = store_.capture((*message)->id);
      if (capture) {
        Refined refined = refine(*capture, resources_);
        if (const auto put = store_.put_refined(refined); !put) {
          stop_with(put.error());
        } else {
          const std::lock_guard lock(mutex_);
          refined_[order_[refined.capture]] = std::move(refined);
        }
      } else {
        stop_with(capture.error());
      }
      if (!stopping_) (void)bus_.publish(kItems, (*message)->id);
    }
    (void)bus_.ack(**message);
  }
}

void Ingest::settle_loop() {
  std::uint64_t next = 0;
  for (;;) {
    const auto message = bus_.next(kItems);
    if (!message || !*message) return;
    for (; !stopping_; ++next) {
      Refined refined;
      {
        const std::lock_guard lock(mutex_);
        const auto first = refined_.find(next);
        if (first == refined_.end()) break;
        refined = std::move(first->second);
        refined_.erase(first);
      }
      if (const auto settled = settle(refined); !settled) stop_with(settled.error());
    }
    (void)bus_.ack(**message);
  }
}

Result<void> Ingest::settle(const Refined& refined) {
  rejected_ += refined.rejection ? 1 : 0;
  if (refined.items.empty()) return {};
  Settlement all;
  for (const ItemPtr& item : refined.items) {
    NL_TRY(const Settlement one, settle_one(store_, settler_, item));
    if (one.revisions.empty()) ++articles_;
    revised_ += one.revisions.empty() || one.revisions.back().seen_again ? 0 : 1;
    append(all, one);
  }
  NL_TRY_VOID(store_.append(std::move(all)));
  save_when_due(false);
  return {};
}

// A snapshot is a cache: one that cannot be written stops nothing.
void Ingest::save_when_due(bool at_end) {
  const std::uint64_t now = settler_.sequence();
  if (!policy_.is_due(now - saved_, settler_.window().size(), at_end)) return;
  saved_ = now;
  if (const auto saved = save_snapshot(store_, settler_, params_); !saved) {
    save_note_ =
        "the window could not be stored, the next start takes longer: " + message(saved.error());
  }
}

void Ingest::stop_with(Error error) {
  const std::lock_guard lock(mutex_);
  if (!error_) error_ = std::move(error);
  stopping_ = true;
}

Result<void> Ingest::failure() {
  const std::lock_guard lock(mutex_);
  if (error_) return tl::unexpected<Error>(*error_);
  return {};
}

}  // namespace newsloom
