// Stories: deltas, copies, revisions, digests, and links between languages.
#include <limits>

#include "newsloom/core/codec.h"
#include "newsloom/edges/store/compress.h"
#include "newsloom/edges/store/query.h"
#include "newsloom/edges/store/sqlite_store.h"

namespace newsloom::store {

Result<void> SqliteStore::append(Settlement settlement) {
  return guarded<void>([&] {
    SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
    write(settlement);
    transaction.commit();
  });
}

Result<std::vector<StoryDelta>> SqliteStore::deltas(std::uint64_t after) const {
  return guarded<std::vector<StoryDelta>>([&]() -> Result<std::vector<StoryDelta>> {
    SQLite::Statement select(
        db_, "SELECT delta, sequence FROM deltas WHERE sequence > ? ORDER BY sequence");
    select.bind(1, static_cast<std::int64_t>(after));
    return deltas_in(select);
  });
}

Result<std::vector<StoryDelta>> SqliteStore::deltas_of(std::string_view id) const {
  return guarded<std::vector<StoryDelta>>([&]() -> Result<std::vector<StoryDelta>> {
    SQLite::Statement select(db_,
                             "SELECT d.delta, d.sequence FROM delta_names n JOIN deltas d "
                             "USING (sequence) WHERE n.id = ? ORDER BY sequence");
    select.bind(1, std::string(id));
    return deltas_in(select);
  });
}

Result<std::vector<Copy>> SqliteStore::copies(const std::vector<std::string>& articles) const {
  return guarded<std::vector<Copy>>([&]() -> Result<std::vector<Copy>> {
    std::vector<Copy> out;
    SQLite::Statement select(db_, "SELECT copy FROM copies WHERE article = ?");
    for (const std::string& id : articles) {
      select.bind(1, id);
      if (select.executeStep()) {
        NL_TRY(Copy copy, codec::copy_from_json(select.getColumn(0).getString()));
        out.push_back(std::move(copy));
      }
      select.reset();
    }
    return out;
  });
}

Result<std::vector<Revision>> SqliteStore::revisions(std::string_view id) const {
  return guarded<std::vector<Revision>>([&]() -> Result<std::vector<Revision>> {
    std::vector<Revision> out;
    SQLite::Statement select(db_, std::string("SELECT revision FROM revisions r JOIN articles a "
                                              "ON a.id = r.item JOIN captures c ON c.id = "
                                              "a.capture ") +
                                      (id.empty() ? "" : "WHERE r.article = ? ") +
                                      "ORDER BY c.arrival, a.part");
    if (!id.empty()) select.bind(1, article_of(id));
    while (select.executeStep()) {
      NL_TRY(Revision revision, codec::revision_from_json(select.getColumn(0).getString()));
      out.push_back(std::move(revision));
    }
    return out;
  });
}

Result<std::optional<std::string>> SqliteStore::story_of(std::string_view article) const {
  return guarded<std::optional<std::string>>([&] { return current_story(article); });
}

Result<void> SqliteStore::put_digest(const Digest& digest, const StoryRow& row) {
  std::vector<ItemPtr> items;
  for (const std::string& id : digest.articles) {
    NL_TRY(ItemPtr member, item(id));
    items.push_back(std::move(member));
  }
  const std::string json = packed(codec::to_json(digest, finder(items)));
  return guarded<void>([&] {
    SQLite::Statement insert(db_, "INSERT OR REPLACE INTO digests VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    insert.bind(1, row.id);
    insert.bind(2, static_cast<std::int64_t>(row.revision));
    insert.bind(3, row.headline);
    insert.bind(4, row.articles);
    insert.bind(5, row.sources);
    insert.bind(6, row.families);
    insert.bind(7, row.first);
    insert.bind(8, row.latest);
    insert.bind(9, row.rank);
    insert.bind(10, json.data(), static_cast<int>(json.size()));
    insert.bind(11, row.changed);
    insert.exec();
  });
}

Result<Digest> SqliteStore::digest(std::string_view story) const {
  return guarded<Digest>([&]() -> Result<Digest> {
    SQLite::Statement select(db_, "SELECT digest FROM digests WHERE story = ?");
    select.bind(1, redirected(std::string(story)));
    if (!select.executeStep()) return fail(Errc::not_found, "no such story", std::string(story));
    NL_TRY(const std::string json, unpacked(blob_of(select.getColumn(0))));
    std::vector<ItemPtr> items;
    std::vector<std::string> wanted = codec::articles_of_digest(json);
    for (const std::string& id : wanted) {
      const auto member = stored_item(newest_version(id));
      if (member) {
        items.push_back(under_id(*member, id));
      } else if (member.error().code != Errc::not_found) {
        return tl::unexpected<Error>(member.error());
      }
    }
    return codec::digest_from_json(json, finder(items));
  });
}

Result<std::vector<StoryRow>> SqliteStore::stories(std::uint32_t offset,
                                                   std::uint32_t limit) const {
  return stories_since(std::numeric_limits<std::int64_t>::min(), offset, limit);
}

Result<std::vector<StoryRow>> SqliteStore::stories_since(std::int64_t since, std::uint32_t offset,
                                                         std::uint32_t limit) const {
  return guarded<std::vector<StoryRow>>([&] {
    std::vector<StoryRow> out;
    SQLite::Statement select(
        db_,
        "SELECT story, revision, headline, articles, sources, families, first, latest, rank, "
        "changed FROM digests WHERE changed >= ? AND story NOT IN (SELECT story FROM redirects) "
        "ORDER BY rank DESC, story LIMIT ? OFFSET ?");
    select.bind(1, since);
    select.bind(2, limit);
    select.bind(3, offset);
    while (select.executeStep()) {
      StoryRow row;
      row.id = select.getColumn(0).getString();
      row.revision = static_cast<std::uint64_t>(select.getColumn(1).getInt64());
      row.headline = select.getColumn(2).getString();
      row.articles = select.getColumn(3).getUInt();
      row.sources = select.getColumn(4).getUInt();
      row.families = select.getColumn(5).getUInt();
      row.first = select.getColumn(6).getInt64();
      row.latest = select.getColumn(7).getInt64();
      row.rank = select.getColumn(8).getDouble();
      row.changed = select.getColumn(9).getInt64();
      out.push_back(std::move(row));
    }
    return out;
  });
}

Result<std::vector<StoryProfile>> SqliteStore::profiles(std::int64_t from) const {
  return guarded<std::vector<StoryProfile>>([&]() -> Result<std::vector<StoryProfile>> {
    std::vector<StoryProfile> out;
    SQLite::Statement select(
        db_, "SELECT profile FROM profiles WHERE latest >= ? ORDER BY story COLLATE BINARY");
    select.bind(1, from);
    while (select.executeStep()) {
      NL_TRY(StoryProfile one, codec::profile_from_json(select.getColumn(0).getString()));
      out.push_back(std::move(one));
    }
    return out;
  });
}

Result<void> SqliteStore::put_links(const std::vector<StoryProfile>& profiles,
                                    const std::vector<std::string>& gone,
                                    const std::vector<StoryLink>& links, std::int64_t from) {
  return guarded<void>([&] {
    SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement insert(db_, "INSERT OR REPLACE INTO profiles VALUES (?,?,?)");
    for (const StoryProfile& profile : profiles) {
      insert.bind(1, profile.story);
      insert.bind(2, profile.latest);
      insert.bind(3, codec::to_json(profile));
      insert.exec();
      insert.reset();
    }
    SQLite::Statement forget(db_, "DELETE FROM profiles WHERE story = ?");
    for (const std::string& story : gone) {
      forget.bind(1, story);
      forget.exec();
      forget.reset();
    }
    SQLite::Statement clear(db_, "DELETE FROM links WHERE at >= ?");
    clear.bind(1, from);
    clear.exec();
    SQLite::Statement link(db_, "INSERT OR REPLACE INTO links VALUES (?,?,?,?,?)");
    for (const StoryLink& one : links) {
      link.bind(1, one.story);
      link.bind(2, one.other);
      link.bind(3, one.at);
      link.bind(4, one.score);
      link.bind(5, codec::to_json(one));
      link.exec();
      link.reset();
    }
    transaction.commit();
  });
}

Result<std::vector<StoryLink>> SqliteStore::links(std::string_view story) const {
  return guarded<std::vector<StoryLink>>([&]() -> Result<std::vector<StoryLink>> {
    std::vector<StoryLink> out;
    const std::string id = redirected(std::string(story));
    SQLite::Statement select(db_,
                             "SELECT link FROM links WHERE story = ?1 OR other = ?1 ORDER BY "
                             "score DESC, story, other");
    select.bind(1, id);
    while (select.executeStep()) {
      NL_TRY(StoryLink link, codec::link_from_json(select.getColumn(0).getString()));
      out.push_back(link.story == id ? std::move(link) : turned(link));
    }
    return out;
  });
}

codec::ArticleOf SqliteStore::finder(const std::vector<ItemPtr>& items) {
  return [&items](std::string_view id) -> const Article* {
    for (const ItemPtr& item : items) {
      if (item->article.id == id) return &item->article;
    }
    return nullptr;
  };
}

Result<std::vector<StoryDelta>> SqliteStore::deltas_in(SQLite::Statement& select) {
  std::vector<StoryDelta> out;
  while (select.executeStep()) {
    NL_TRY(StoryDelta delta, codec::delta_from_json(select.getColumn(0).getString()));
    delta.sequence = static_cast<std::uint64_t>(select.getColumn(1).getInt64());
    out.push_back(std::move(delta));
  }
  return out;
}

void SqliteStore::write(Settlement& settlement) {
  SQLite::Statement insert(db_, "INSERT INTO deltas(sequence, story, delta) VALUES (?,?,?)");
  SQLite::Statement name(db_, "INSERT OR IGNORE INTO delta_names VALUES (?,?)");
  std::int64_t sequence =
      db_.execAndGet("SELECT coalesce(max(sequence), 0) FROM deltas").getInt64();
  for (StoryDelta& delta : settlement.deltas) {
    delta.sequence = static_cast<std::uint64_t>(++sequence);
    insert.bind(1, sequence);
    insert.bind(2, delta.story);
    insert.bind(3, codec::to_json(delta));
    insert.exec();
    insert.reset();
    std::vector<std::string> about = delta.articles;
    about.push_back(delta.story);
    if (delta.into) about.push_back(*delta.into);
    for (const std::string& id : about) {
      name.bind(1, id);
      name.bind(2, sequence);
      name.exec();
      name.reset();
    }
    note_places(delta);
  }
  SQLite::Statement copies(db_, "INSERT OR REPLACE INTO copies VALUES (?,?)");
  for (const Copy& copy : settlement.copies) {
    copies.bind(1, copy.article);
    copies.bind(2, codec::to_json(copy));
    copies.exec();
    copies.reset();
  }
  SQLite::Statement revise(db_, "INSERT OR REPLACE INTO revisions VALUES (?,?,?,?,?)");
  for (const Revision& revision : settlement.revisions) {
    revise.bind(1, revision.item);
    revise.bind(2, revision.article);
    revise.bind(3, revision.number);
    revise.bind(4, revision.seen_again ? 1 : 0);
    revise.bind(5, codec::to_json(revision));
    revise.exec();
    revise.reset();
  }
}

void SqliteStore::note_places(const StoryDelta& delta) {
  std::map<std::string, std::string> places;
  Redirects redirects;
  place(delta, places, redirects);
  for (const auto& [article, story] : places) {
    SQLite::Statement update(db_, "UPDATE articles SET story = ? WHERE id = ?");
    update.bind(1, story);
    update.bind(2, article);
    update.exec();
  }
  if (delta.kind == DeltaKind::split && delta.into) {  // a story that had been merged is back
    SQLite::Statement remove(db_, "DELETE FROM redirects WHERE story = ?");
    remove.bind(1, *delta.into);
    remove.exec();
  }
  for (const auto& [story, into] : redirects) {
    SQLite::Statement insert(db_, "INSERT OR REPLACE INTO redirects VALUES (?,?)");
    insert.bind(1, story);
    insert.bind(2, into);
    insert.exec();
  }
}

std::string SqliteStore::redirected(std::string story) const {
  SQLite::Statement select(db_, "SELECT into_story FROM redirects WHERE story = ?");
  for (;;) {
    select.bind(1, story);
    if (!select.executeStep()) return story;
    story = select.getColumn(0).getString();
    select.reset();
  }
}

std::optional<std::string> SqliteStore::current_story(std::string_view article) const {
  SQLite::Statement select(db_, "SELECT story FROM articles WHERE id = ?");
  select.bind(1, article_of(article));
  if (!select.executeStep()) return std::nullopt;
  const std::optional<std::string> story = optional_text(select.getColumn(0));
  if (!story) return std::nullopt;
  return redirected(*story);
}

}  // namespace newsloom::store
