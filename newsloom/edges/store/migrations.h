#pragma once
// The schema of the SQLite file as a list of steps. Append only: a released step never changes, and
// the schema's version is how many steps were run (PRAGMA user_version).

#include <array>
#include <string_view>

namespace newsloom::store {

inline constexpr std::array<std::string_view, 4> kMigrations = {
    R"sql(
-- Ground truth: the bytes as received (zstd), with their hash and time.
CREATE TABLE captures (
  arrival INTEGER PRIMARY KEY,       -- order of arrival
  id TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  fetched_at TEXT,
  sha256 TEXT NOT NULL,              -- of the unpacked body
  size INTEGER NOT NULL,             -- bytes of the unpacked body
  facts TEXT NOT NULL,               -- JSON: codec::facts_to_json
  body BLOB NOT NULL
);
-- What refine made of a capture; a capture without a row is still to be done.
CREATE TABLE refined (
  capture TEXT PRIMARY KEY REFERENCES captures(id),
  made_by TEXT NOT NULL,
  rejected TEXT,                     -- reason, where there is no article
  detail TEXT
) WITHOUT ROWID;
CREATE TABLE articles (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  capture TEXT NOT NULL REFERENCES captures(id),
  part INTEGER NOT NULL,
  canonical_url TEXT,
  title TEXT,
  time INTEGER NOT NULL,             -- seconds since 1970, 0 where not known
  story TEXT,                        -- where deltas put it; redirects not followed
  item BLOB NOT NULL                 -- JSON (zstd): codec::to_json(Item)
);
CREATE INDEX articles_by_capture ON articles(capture, part);
CREATE INDEX articles_by_story ON articles(story);
CREATE INDEX articles_by_url ON articles(canonical_url);
CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='', tokenize="unicode61 remove_diacritics 0");
-- The truth of stories.
CREATE TABLE deltas (
  sequence INTEGER PRIMARY KEY,
  story TEXT NOT NULL,
  delta TEXT NOT NULL                -- JSON: codec::to_json(StoryDelta)
);
CREATE TABLE delta_names (           -- every id that a delta is about
  id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (id, sequence)
) WITHOUT ROWID;
CREATE TABLE redirects (story TEXT PRIMARY KEY, into_story TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE copies (article TEXT PRIMARY KEY, copy TEXT NOT NULL) WITHOUT ROWID;
-- Derived by digest.
CREATE TABLE digests (
  story TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  headline TEXT NOT NULL,
  articles INTEGER NOT NULL,
  sources INTEGER NOT NULL,
  families INTEGER NOT NULL,
  first INTEGER NOT NULL,
  latest INTEGER NOT NULL,
  rank REAL NOT NULL,
  digest BLOB NOT NULL               -- JSON (zstd): codec::to_json(Digest)
) WITHOUT ROWID;
CREATE INDEX digests_by_rank ON digests(rank DESC, story);
)sql",
    R"sql(
-- Versions of one article: items with equal keys may be; `revisions` says which are.
ALTER TABLE articles ADD COLUMN version_key TEXT;
UPDATE articles SET version_key = 'page ' || canonical_url
  WHERE canonical_url IS NOT NULL AND part = 0;
CREATE INDEX articles_by_version ON articles(version_key);
CREATE TABLE revisions (
  item TEXT PRIMARY KEY,
  article TEXT NOT NULL,             -- the item of the first version
  number INTEGER NOT NULL,
  seen_again INTEGER NOT NULL,       -- 1: the text of this number was met once more
  revision TEXT NOT NULL             -- JSON: codec::to_json(Revision)
) WITHOUT ROWID;
CREATE INDEX revisions_by_article ON revisions(article, number);
ALTER TABLE digests ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;  -- seconds since 1970
-- Derived by the linker.
CREATE TABLE profiles (
  story TEXT PRIMARY KEY,
  latest INTEGER NOT NULL,
  profile TEXT NOT NULL              -- JSON: codec::to_json(StoryProfile)
) WITHOUT ROWID;
CREATE INDEX profiles_by_time ON profiles(latest);
CREATE TABLE links (
  story TEXT NOT NULL,
  other TEXT NOT NULL,
  at INTEGER NOT NULL,
  score REAL NOT NULL,
  link TEXT NOT NULL,                -- JSON: codec::to_json(StoryLink)
  PRIMARY KEY (story, other)
) WITHOUT ROWID;
CREATE INDEX links_by_other ON links(other);
)sql",
    R"sql(
-- What placing needs of an item: codec::placing_to_bytes; a restart reads nothing else of articles.
CREATE TABLE placings (
  item TEXT PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
  placing BLOB NOT NULL
) WITHOUT ROWID;
)sql",
    R"sql(
-- A cache of what settle holds in memory (docs/decisions/0024); may be dropped at any time.
CREATE TABLE snapshots (
  sequence INTEGER PRIMARY KEY,      -- of the last delta in it
  head BLOB NOT NULL                 -- to_bytes(SnapshotHead)
);
CREATE TABLE snapshot_pieces (
  sequence INTEGER NOT NULL,
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (sequence, number)
);
)sql",
};

}  // namespace newsloom::store
