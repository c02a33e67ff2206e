// What pages show besides a digest: links to other languages, the form for corrections, revisions.
#include <fmt/format.h>

#include <array>

#include "newsloom/edges/http/story_page.h"
#include "newsloom/edges/http/target.h"

namespace newsloom::http {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxShownLinks = 20;

std::string language_name(const std::string& code) {
  constexpr auto kNames =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"ar", "Arabic"},
                                                                    {"de", "German"},
                                                                    {"en", "English"},
                                                                    {"es", "Spanish"},
                                                                    {"fr", "French"},
                                                                    {"it", "Italian"},
                                                                    {"ja", "Japanese"},
                                                                    {"nl", "Dutch"},
                                                                    {"pl", "Polish"},
                                                                    {"pt", "Portuguese"},
                                                                    {"ru", "Russian"},
                                                                    {"tr", "Turkish"},
                                                                    {"uk", "Ukrainian"},
                                                                    {"zh", "Chinese"}});
  for (const auto& [known, name] : kNames) {
    if (known == code) return std::string(name);
  }
  return code;
}

std::string because(const StoryLink& link) {
  std::string out;
  for (const LinkReason& reason : link.because) {
    const std::string both = reason.in_story == reason.in_other
                                 ? reason.in_story
                                 : reason.in_story + " = " + reason.in_other;
    out += (out.empty() ? "" : ", ") + both;
  }
  return out;
}

json change_values(const Change& change) {
  json out;
  out["change"] = std::string(name_of(change.kind));
  if (change.kind != ChangeKind::added) out["before"] = change.before;
  if (change.kind != ChangeKind::removed) out["after"] = change.after;
  return out;
}

json changes_values(const std::vector<Change>& changes) {
  json out = json::array();
  for (const Change& change : changes) out.push_back(change_values(change));
  return out;
}

bool is_locked(const Store& store, const std::string& story) {
  bool locked = false;
  const auto deltas = store.deltas_of(story);
  if (!deltas) return false;
  for (const StoryDelta& delta : *deltas) {
    if (delta.story != story) continue;
    if (delta.kind == DeltaKind::lock) locked = true;
    if (delta.kind == DeltaKind::unlock) locked = false;
  }
  return locked;
}

}  // namespace

void put_links(json& out, const Store& store, std::string_view story) {
  const auto links = store.links(story);
  if (!links || links->empty()) return;
  json items = json::array();
  for (const StoryLink& link : *links) {
    if (items.size() == kMaxShownLinks) break;
    const auto other = store.digest(link.other);
    if (!other) continue;
    items.push_back({{"href", "/story/" + percent_encoded(link.other)},
                     {"headline", other->headline.empty() ? "(no headline)" : other->headline},
                     {"lang", link.other_language},
                     {"language", language_name(link.other_language)},
                     {"score", fmt::format("{:.2f}", link.score)},
                     {"because", because(link)}});
  }
  if (!items.empty()) out["linked"] = {{"items", std::move(items)}};
}

void put_editing(json& out, const Store& store, const Digest& digest, const Library& library,
                 const std::string& token) {
  json articles = json::array();
  for (const std::string& id : digest.articles) {
    const Article* article = library.find(id);
    articles.push_back(
        {{"id", id},
         {"name", library.called(id)},
         {"title", article != nullptr ? article->title.value_or("(no title)") : id}});
  }
  const bool locked = is_locked(store, digest.story);
  out["editing"] = {{"action", "/story/" + percent_encoded(digest.story) + "/correct"},
                    {"token", token},
                    {"several", articles.size() > 1},
                    {"lock", locked ? "unlock" : "lock"},
                    {"lock_label", locked ? "Unlock: let it merge again" : "Lock: never merge it"},
                    {"members", std::move(articles)}};
}

void put_revisions(json& out, std::string_view article, const std::vector<Revision>& revisions,
                   int shown_number) {
  if (revisions.empty()) return;
  json items = json::array();
  const std::string page = "/article/" + percent_encoded(article);
  std::size_t again = 0;
  for (const Revision& revision : revisions) {
    if (revision.seen_again) {
      ++again;
      if (revision.captured_at) out["seen_again_at"] = shown(*revision.captured_at);
      continue;
    }
    json one;
    one["number"] = revision.number;
    one["href"] = fmt::format("{}?revision={}", page, revision.number);
    if (revision.captured_at) one["time"] = shown(*revision.captured_at);
    if (const std::string summary = summary_of(revision.changes); !summary.empty()) {
      one["summary"] = summary;
    }
    if (revision.changes.title) one["title"] = change_values(*revision.changes.title);
    one["paragraphs"] = changes_values(revision.changes.paragraphs);
    if (!revision.changes.figures.empty()) {
      one["figures"] = {{"items", changes_values(revision.changes.figures)}};
    }
    items.push_back(std::move(one));
  }
  if (again > 0) out["seen_again"] = fmt::format("{}", again);
  out["revisions"] = {{"items", std::move(items)}};
  if (shown_number > 0) {
    out["old_revision"] = {{"number", shown_number}, {"newest", page}};
  }
}

}  // namespace newsloom::http
