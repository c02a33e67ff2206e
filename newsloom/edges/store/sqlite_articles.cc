// What refine made: articles with their versions, rejections, and the search over their words.
#include "newsloom/core/codec.h"
#include "newsloom/core/codec_placing.h"
#include "newsloom/edges/store/compress.h"
#include "newsloom/edges/store/query.h"
#include "newsloom/edges/store/sqlite_store.h"

namespace newsloom::store {

Result<void> SqliteStore::put_refined(const Refined& refined) {
  std::vector<std::string> items;
  items.reserve(refined.items.size());
  for (const ItemPtr& item : refined.items) items.push_back(packed(codec::to_json(*item)));
  return guarded<void>([&]() -> Result<void> {
    SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
    NL_TRY_VOID(forget_articles(refined.capture));
    SQLite::Statement insert(db_, "INSERT OR REPLACE INTO refined VALUES (?,?,?,?)");
    insert.bind(1, refined.capture);
    insert.bind(2, refined.made_by);
    if (refined.rejection) {
      insert.bind(3, std::string(name_of(refined.rejection->reason)));
      insert.bind(4, refined.rejection->detail);
    }
    insert.exec();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool keyed = i < refined.version_keys.size();
      put_article(*refined.items[i], items[i], keyed ? refined.version_keys[i] : "");
    }
    transaction.commit();
    return {};
  });
}

Result<ItemPtr> SqliteStore::item(std::string_view article) const {
  return guarded<ItemPtr>([&]() -> Result<ItemPtr> {
    const std::string id = article_of(article);
    NL_TRY(const ItemPtr newest, stored_item(newest_version(id)));
    return under_id(newest, id);
  });
}

Result<ItemPtr> SqliteStore::version(std::string_view item) const {
  return guarded<ItemPtr>([&] { return stored_item(item); });
}

Result<std::vector<ItemPtr>> SqliteStore::to_place(const std::vector<std::string>& items) const {
  return guarded<std::vector<ItemPtr>>([&]() -> Result<std::vector<ItemPtr>> {
    std::vector<ItemPtr> out;
    out.reserve(items.size());
    SQLite::Statement select(db_, "SELECT placing FROM placings WHERE item = ?");
    for (const std::string& id : items) {
      select.bind(1, id);
      if (select.executeStep()) {
        NL_TRY(Item item, codec::item_from_placing(blob_of(select.getColumn(0))));
        out.push_back(std::make_shared<const Item>(std::move(item)));
      } else {  // stored by an older newsloom
        NL_TRY(ItemPtr item, stored_item(id));
        out.push_back(std::move(item));
      }
      select.reset();
    }
    return out;
  });
}

Result<std::vector<std::string>> SqliteStore::versions_before(std::string_view item) const {
  return guarded<std::vector<std::string>>([&] {
    std::vector<std::string> out;
    SQLite::Statement select(
        db_,
        "SELECT a.id FROM articles a JOIN captures c ON c.id = a.capture WHERE a.version_key = "
        "(SELECT version_key FROM articles WHERE id = ?1) AND c.arrival < (SELECT d.arrival FROM "
        "captures d JOIN articles b ON b.capture = d.id WHERE b.id = ?1) ORDER BY c.arrival, "
        "a.part");
    select.bind(1, std::string(item));
    while (select.executeStep()) out.push_back(select.getColumn(0).getString());
    return out;
  });
}

Result<std::vector<std::string>> SqliteStore::article_ids(bool only_unsettled) const {
  const std::string where =
      only_unsettled ? "WHERE story IS NULL AND a.id NOT IN (SELECT item FROM revisions) " : "";
  return texts("SELECT a.id FROM articles a JOIN captures c ON c.id = a.capture " + where +
               "ORDER BY c.arrival, a.part");
}

Result<std::vector<std::pair<std::string, Rejection>>> SqliteStore::rejections() const {
  using Rows = std::vector<std::pair<std::string, Rejection>>;
  return guarded<Rows>([&] {
    Rows out;
    SQLite::Statement select(db_,
                             "SELECT r.capture, r.rejected, r.detail FROM refined r JOIN captures "
                             "c ON c.id = r.capture WHERE rejected IS NOT NULL ORDER BY arrival");
    while (select.executeStep()) {
      Rejection rejection;
      for (int reason = 0; reason <= static_cast<int>(RejectReason::malformed); ++reason) {
        if (name_of(static_cast<RejectReason>(reason)) == select.getColumn(1).getString()) {
          rejection.reason = static_cast<RejectReason>(reason);
        }
      }
      rejection.detail = select.getColumn(2).getString();
      out.emplace_back(select.getColumn(0).getString(), std::move(rejection));
    }
    return out;
  });
}

Result<std::vector<SearchHit>> SqliteStore::search(std::string_view query,
                                                   std::uint32_t limit) const {
  const Query parsed = parsed_query(query);
  if (parsed.terms.empty()) return std::vector<SearchHit>{};
  return guarded<std::vector<SearchHit>>([&]() -> Result<std::vector<SearchHit>> {
    std::vector<SearchHit> out;
    SQLite::Statement select(db_,
                             "SELECT item FROM articles WHERE number IN (SELECT rowid FROM "
                             "article_words WHERE article_words MATCH ?) ORDER BY time DESC, "
                             "id");
    select.bind(1, fts5_expression(parsed));
    while (out.size() < limit && select.executeStep()) {
      NL_TRY(const ItemPtr found, item_in(select.getColumn(0)));
      const std::string id = article_of(found->article.id);
      if (newest_version(id) != found->article.id) continue;  // an older version of the text
      out.push_back(hit_of(parsed, under_id(found, id)->article, current_story(id)));
    }
    return out;
  });
}

Result<ItemPtr> SqliteStore::item_in(const SQLite::Column& column) {
  NL_TRY(const std::string json, unpacked(blob_of(column)));
  NL_TRY(Item item, codec::item_from_json(json));
  return ItemPtr(std::make_shared<const Item>(std::move(item)));
}

Result<void> SqliteStore::forget_articles(const std::string& capture) {
  placed_.clear();
  SQLite::Statement select(db_, "SELECT number, item, id, story FROM articles WHERE capture = ?");
  select.bind(1, capture);
  SQLite::Statement forget(
      db_, "INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete',?,?,?)");
  while (select.executeStep()) {
    NL_TRY(const ItemPtr old, item_in(select.getColumn(1)));
    if (!select.getColumn(3).isNull()) {
      placed_[select.getColumn(2).getString()] = select.getColumn(3).getString();
    }
    forget.bind(1, select.getColumn(0).getInt64());
    forget.bind(2, old->article.title.value_or(""));
    forget.bind(3, old->article.text);
    forget.exec();
    forget.reset();
  }
  SQLite::Statement remove(db_, "DELETE FROM articles WHERE capture = ?");
  remove.bind(1, capture);
  remove.exec();
  return {};
}

void SqliteStore::put_article(const Item& item, const std::string& json,
                              const std::string& version_key) {
  const Article& article = item.article;
  SQLite::Statement insert(db_,
                           "INSERT INTO articles(id, capture, part, canonical_url, title, time, "
                           "story, item, version_key) VALUES (?,?,?,?,?,?,?,?,?)");
  insert.bind(1, article.id);
  insert.bind(2, article.capture);
  insert.bind(3, article.part);
  if (article.canonical_url) insert.bind(4, *article.canonical_url);
  if (article.title) insert.bind(5, *article.title);
  insert.bind(6, seconds_of(article));
  if (const auto story = placed_.find(article.id); story != placed_.end()) {
    insert.bind(7, story->second);
  }
  insert.bind(8, json.data(), static_cast<int>(json.size()));
  if (!version_key.empty()) insert.bind(9, version_key);
  insert.exec();
  SQLite::Statement place(db_, "INSERT INTO placings VALUES (?,?)");
  const std::string placing = codec::placing_to_bytes(item);
  place.bind(1, article.id);
  place.bind(2, placing.data(), static_cast<int>(placing.size()));
  place.exec();
  SQLite::Statement index(db_, "INSERT INTO article_words(rowid, title, text) VALUES (?,?,?)");
  index.bind(1, db_.getLastInsertRowid());
  index.bind(2, article.title.value_or(""));
  index.bind(3, article.text);
  index.exec();
}

Result<ItemPtr> SqliteStore::stored_item(std::string_view id) const {
  SQLite::Statement select(db_,
                           "SELECT a.item, p.placing FROM articles a LEFT JOIN placings p ON "
                           "p.item = a.id WHERE a.id = ?");
  select.bind(1, std::string(id));
  if (!select.executeStep()) return fail(Errc::not_found, "no such article", std::string(id));
  NL_TRY(const std::string json, unpacked(blob_of(select.getColumn(0))));
  NL_TRY(Item item, codec::item_from_json(json));
  if (!select.getColumn(1).isNull()) {  // the terms stand there alone
    NL_TRY(Item placing, codec::item_from_placing(blob_of(select.getColumn(1))));
    item.fingerprint.terms = std::move(placing.fingerprint.terms);
  }
  return ItemPtr(std::make_shared<const Item>(std::move(item)));
}

std::string SqliteStore::article_of(std::string_view item) const {
  SQLite::Statement select(db_, "SELECT article FROM revisions WHERE item = ?");
  select.bind(1, std::string(item));
  return select.executeStep() ? select.getColumn(0).getString() : std::string(item);
}

std::string SqliteStore::newest_version(const std::string& article) const {
  SQLite::Statement select(db_,
                           "SELECT r.item FROM revisions r JOIN articles a ON a.id = r.item WHERE "
                           "r.article = ? AND r.seen_again = 0 ORDER BY r.number DESC LIMIT 1");
  select.bind(1, article);
  return select.executeStep() ? select.getColumn(0).getString() : article;
}

}  // namespace newsloom::store
