#include "newsloom/edges/http/story_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "newsloom/core/text/normalize.h"
#include "newsloom/edges/http/target.h"

namespace newsloom::http {
namespace {

using nlohmann::json;

/// Statements beyond these are folded away on a page; the API gives all.
constexpr std::size_t kOpenVoices = 12;
constexpr std::size_t kShownOmissions = 10;

void put(json& out, const char* key, const std::optional<std::string>& value) {
  if (value && !value->empty()) out[key] = *value;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string spaced(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

/// Links to the places, one for each; the words as a title.
json places(const std::vector<Evidence>& evidence, const Library& library) {
  json out = json::array();
  for (const Evidence& one : evidence) {
    out.push_back({{"href", library.link(one)},
                   {"source", library.called(one.article)},
                   {"words", library.words(one)}});
  }
  return out;
}

json source_values(const Source& source, const Library& library) {
  json out;
  out["href"] = "/article/" + percent_encoded(source.article);
  out["name"] = library.called(source.article);
  put(out, "title", source.title);
  if (source.published) out["time"] = shown(*source.published);
  if (source.url && is_web_url(*source.url)) out["url"] = *source.url;
  out["teaser"] = source.kind == ArticleKind::teaser;
  return out;
}

json chapter_values(const Chapter& chapter, const Library& library) {
  json out;
  out["headline"] = chapter.headline.empty() ? "(no headline)" : chapter.headline;
  if (chapter.headline_article) {
    out["href"] = "/article/" + percent_encoded(*chapter.headline_article);
  }
  const auto day = [](const Timestamp& time) { return shown_date(to_string(time.local_day())); };
  if (chapter.first && chapter.last) {
    const std::string first = day(*chapter.first);
    const std::string last = day(*chapter.last);
    out["datetime"] = to_string(chapter.first->local_day());
    out["days"] = first == last ? first : first + " – " + last;
  }
  out["why"] = chapter.why;
  json articles = json::array();
  for (const std::string& id : chapter.articles) {
    articles.push_back(
        {{"href", "/article/" + percent_encoded(id)}, {"source", library.called(id)}});
  }
  out["articles"] = std::move(articles);
  return out;
}

json timeline_values(const Digest& digest, const Library& library) {
  json out = json::array();
  std::string last;
  for (const TimelineEntry& entry : digest.timeline) {
    json line;
    line["date"] = entry.date;
    const std::string day = shown_date(entry.date);
    if (day != last) line["day"] = day;
    last = day;
    line["label"] = entry.label;
    if (entry.status != Status::unknown) line["status"] = name_of(entry.status);
    line["marked"] = entry.status == Status::planned || entry.status == Status::denied;
    line["places"] = places(entry.evidence, library);
    line["why"] = entry.why;
    json history = json::array();
    for (const StatusChange& change : entry.history) {
      json one;
      one["status"] = name_of(change.status);
      if (change.as_of) one["as_of"] = shown_date(*change.as_of);
      history.push_back(std::move(one));
    }
    if (!history.empty()) line["history"] = {{"steps", std::move(history)}};
    out.push_back(std::move(line));
  }
  return out;
}

json voice_values(const Voice& voice, const Library& library) {
  json out;
  out["speaker"] = voice.speaker;
  put(out, "role", voice.role);
  out["text"] = voice.text;
  const bool quoted =
      !voice.witnesses.empty() && voice.witnesses.front().kind == StatementKind::direct;
  out["quoted"] = quoted;
  put(out, "addressee", voice.addressee);
  put(out, "channel", voice.channel);
  if (voice.said_on) out["said_on"] = shown_date(*voice.said_on);
  put(out, "reported_by", voice.reported_by);
  put(out, "disputed_by", voice.disputed_by);
  out["denied"] = voice.denied;
  json witnesses = json::array();
  for (const VoiceWitness& witness : voice.witnesses) {
    witnesses.push_back({{"href", library.link(witness.evidence)},
                         {"source", library.called(witness.evidence.article)},
                         {"kind", name_of(witness.kind)},
                         {"words", witness.text}});
  }
  out["witnesses"] = std::move(witnesses);
  out["several"] = voice.witnesses.size() > 1;
  return out;
}

json figure_values(const FigureGroup& group, const Library& library) {
  json out;
  out["counted"] = group.counted;
  out["verdict"] = spaced(name_of(group.verdict));
  out["class"] = name_of(group.verdict);
  out["reason"] = group.reason;
  json values = json::array();
  for (const FigureValue& value : group.values) {
    json row;
    row["source"] = library.called(value.evidence.article);
    row["href"] = library.link(value.evidence);
    row["words"] = library.words({value.evidence.article, value.figure.span});
    if (value.figure.scope != Scope::unknown) row["scope"] = spaced(name_of(value.figure.scope));
    if (value.figure.status != Status::unknown) row["status"] = name_of(value.figure.status);
    put(row, "attributed_to", value.figure.attributed_to);
    values.push_back(std::move(row));
  }
  out["values"] = std::move(values);
  return out;
}

json difference_values(const Difference& difference, const Library& library) {
  json out;
  out["kind"] = spaced(name_of(difference.kind));
  out["class"] = name_of(difference.kind);
  out["about"] = difference.about;
  out["reason"] = difference.reason;
  out["places"] = places(difference.evidence, library);
  return out;
}

json family_values(const Family& family, const Library& library) {
  json out;
  out["origin"] = library.called(family.origin);
  put(out, "agency", family.agency);
  json members = json::array();
  for (const Copy& copy : family.members) {
    json member;
    member["href"] = "/article/" + percent_encoded(copy.article);
    member["name"] = library.called(copy.article);
    if (copy.article == family.origin) {
      member["note"] = "likely origin";
    } else if (copy.relation != CopyRelation::none) {
      member["note"] = fmt::format("{} copy, {} % of the text shared", name_of(copy.relation),
                                   std::lround(copy.overlap * 100));
    }
    members.push_back(std::move(member));
  }
  out["members"] = std::move(members);
  return out;
}

template <class T, class Make>
json list_of(const std::vector<T>& all, const Make& make) {
  json out = json::array();
  for (const T& one : all) out.push_back(make(one));
  return out;
}

/// A section is shown only where it has something: {"items": […]}.
void put_section(json& out, const char* name, json items) {
  if (!items.empty()) out[name] = {{"items", std::move(items)}};
}

void put_figures(json& out, const Digest& digest, const Library& library) {
  json groups = json::array();
  json singles = json::array();
  for (const FigureGroup& group : digest.figures) {
    json values = figure_values(group, library);
    (group.verdict == Verdict::single ? singles : groups).push_back(std::move(values));
  }
  if (groups.empty() && singles.empty()) return;
  out["figures"] = json::object();
  if (!groups.empty()) out["figures"]["items"] = std::move(groups);
  if (!singles.empty()) {
    out["figures"]["more"] = {{"count", counted(singles.size(), "figure", "figures")},
                              {"items", std::move(singles)}};
  }
}

void put_voices(json& out, const Digest& digest, const Library& library) {
  json open = json::array();
  json more = json::array();
  for (const Voice& voice : digest.voices) {
    (open.size() < kOpenVoices ? open : more).push_back(voice_values(voice, library));
  }
  if (open.empty()) return;
  out["voices"] = {{"items", std::move(open)}};
  if (!more.empty()) {
    out["voices"]["more"] = {{"count", counted(more.size(), "statement", "statements")},
                             {"items", std::move(more)}};
  }
}

void put_differences(json& out, const Digest& digest, const Library& library) {
  json open = json::array();
  json omissions = json::array();
  for (const Difference& difference : digest.differences) {
    const bool omission = difference.kind == DifferenceKind::omission;
    if (omission && omissions.size() >= kShownOmissions) continue;
    (omission ? omissions : open).push_back(difference_values(difference, library));
  }
  if (open.empty() && omissions.empty()) return;
  out["differences"] = json::object();
  if (!open.empty()) out["differences"]["items"] = std::move(open);
  if (!omissions.empty()) out["differences"]["omissions"] = {{"items", std::move(omissions)}};
}

void mark_evidence(const Digest& digest, const std::string& article, std::vector<Marked>& marked) {
  const auto add = [&](const Evidence& evidence) {
    if (evidence.article == article) marked.push_back({evidence.span, true});
  };
  for (const TimelineEntry& entry : digest.timeline) {
    for (const Evidence& evidence : entry.evidence) add(evidence);
  }
  for (const Voice& voice : digest.voices) {
    for (const VoiceWitness& witness : voice.witnesses) add(witness.evidence);
  }
  for (const FigureGroup& group : digest.figures) {
    for (const FigureValue& value : group.values) add(value.evidence);
  }
  for (const Difference& difference : digest.differences) {
    for (const Evidence& evidence : difference.evidence) add(evidence);
  }
  for (const Evidence& evidence : digest.brief) add(evidence);
}

}  // namespace

Library::Library(const Store& store, const std::vector<std::string>& articles) {
  for (const std::string& id : articles) {
    auto item = store.item(id);
    if (!item || *item == nullptr) continue;
    Anchors anchors((*item)->article);
    entries_.emplace(id, Entry{std::move(*item), std::move(anchors)});
  }
}

const ItemPtr* Library::item(std::string_view id) const {
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second.item;
}

const Article* Library::find(std::string_view id) const {
  const ItemPtr* found = item(id);
  return found == nullptr ? nullptr : &(*found)->article;
}

std::string Library::link(const Evidence& evidence) const {
  const std::string page = "/article/" + percent_encoded(evidence.article);
  const auto found = entries_.find(evidence.article);
  return found == entries_.end() ? page : page + "#" + found->second.anchors(evidence.span);
}

std::string Library::called(std::string_view id) const {
  const Article* article = find(id);
  return article == nullptr ? std::string(id) : display_name(*article);
}

std::string Library::words(const Evidence& evidence) const {
  const Article* article = find(evidence.article);
  return article == nullptr ? std::string() : squeezed(text_of(*article, evidence.span));
}

nlohmann::json front_values(const std::vector<StoryRow>& rows, std::uint32_t offset,
                            std::uint32_t limit, const std::optional<Timestamp>& since) {
  json out;
  out["page_title"] = since ? "New since " + shown(*since) : "Stories";
  const std::string keep = since ? "&since=" + percent_encoded(to_string(*since)) : "";
  const std::string on_story = since ? "?since=" + percent_encoded(to_string(*since)) : "";
  if (since) out["since"] = {{"time", shown(*since)}};
  out["stories"] = list_of(rows, [&](const StoryRow& row) {
    json one;
    one["href"] = "/story/" + percent_encoded(row.id) + on_story;
    one["headline"] = row.headline.empty() ? "(no headline)" : row.headline;
    one["articles"] = counted(row.articles, "article", "articles");
    one["families"] = counted(row.families, "independent text", "independent texts");
    if (row.sources > 0) one["sources"] = counted(row.sources, "publisher", "publishers");
    if (row.latest != 0) one["latest"] = shown(timestamp_of_utc(row.latest));
    return one;
  });
  out["none"] = rows.empty();
  if (rows.size() == limit) out["older"] = fmt::format("/?from={}{}", offset + limit, keep);
  if (offset > 0)
    out["newer"] = fmt::format("/?from={}{}", offset > limit ? offset - limit : 0, keep);
  return out;
}

nlohmann::json story_values(const Digest& digest, const Library& library) {
  json out;
  const std::string headline = digest.headline.empty() ? "(no headline)" : digest.headline;
  out["page_title"] = headline;
  out["headline"] = headline;
  out["id"] = digest.story;
  out["api"] = "/api/v1/stories/" + percent_encoded(digest.story);
  out["articles"] = counted(digest.articles.size(), "article", "articles");
  put_section(out, "sources",
              list_of(digest.sources, [&](auto& s) { return source_values(s, library); }));
  json brief = json::array();
  for (const Evidence& evidence : digest.brief) {
    brief.push_back({{"href", library.link(evidence)},
                     {"source", library.called(evidence.article)},
                     {"words", library.words(evidence)}});
  }
  put_section(out, "brief", std::move(brief));
  put_section(out, "chapters",
              list_of(digest.chapters, [&](auto& c) { return chapter_values(c, library); }));
  put_section(out, "timeline", timeline_values(digest, library));
  put_differences(out, digest, library);
  put_voices(out, digest, library);
  put_figures(out, digest, library);
  put_section(out, "families",
              list_of(digest.families, [&](auto& f) { return family_values(f, library); }));
  json names = json::array();
  for (const StoryName& name : digest.names) {
    if (name.evidence.size() < 2 && names.size() >= 12) continue;
    json one = {{"name", name.name}};
    put(one, "role", name.role);
    one["places"] = places(name.evidence, library);
    names.push_back(std::move(one));
  }
  put_section(out, "names", std::move(names));
  return out;
}

nlohmann::json article_values(const Item& item, const Digest* digest) {
  const Article& article = item.article;
  json out;
  const std::string title = article.title.value_or("(no title)");
  out["page_title"] = title;
  std::vector<Marked> marked;
  for (const Span& span : item.annotations.sentences) marked.push_back({span, false});
  for (const Figure& figure : item.annotations.figures) marked.push_back({figure.span, false});
  for (const Name& name : item.annotations.names) {
    if (!name.mentions.empty()) marked.push_back({name.mentions.front(), false});
  }
  if (digest != nullptr) {
    mark_evidence(*digest, article.id, marked);
    out["story"] = {{"href", "/story/" + percent_encoded(digest->story)},
                    {"headline", digest->headline.empty() ? "(no headline)" : digest->headline}};
  }
  out["title_html"] = article.title ? marked_text(article, Field::title, marked) : escaped(title);
  if (article.standfirst) {
    out["standfirst_html"] = marked_text(article, Field::standfirst, marked);
  }
  out["text_html"] = marked_text(article, Field::text, std::move(marked));
  put(out, "publisher", article.publisher);
  if (article.published) out["published"] = shown(*article.published);
  if (article.modified) out["modified"] = shown(*article.modified);
  if (article.fetched_at) out["fetched"] = shown(*article.fetched_at);
  std::string authors;
  for (const std::string& author : article.authors)
    authors += (authors.empty() ? "" : ", ") + author;
  if (!authors.empty()) out["authors"] = authors;
  const auto& url = article.canonical_url ? article.canonical_url : article.url;
  if (url && is_web_url(*url)) out["url"] = *url;
  put(out, "language", article.language ? article.language : item.annotations.language);
  out["teaser"] = article.kind == ArticleKind::teaser;
  out["api"] = "/api/v1/articles/" + percent_encoded(article.id);
  return out;
}

nlohmann::json search_values(std::string_view query, const std::vector<SearchHit>& hits) {
  json out;
  out["page_title"] = query.empty() ? "Search" : fmt::format("{} – search", query);
  out["query"] = std::string(query);
  out["asked"] = !query.empty();
  out["none"] = !query.empty() && hits.empty();
  out["hits"] = list_of(hits, [](const SearchHit& hit) {
    json one;
    one["href"] = "/article/" + percent_encoded(hit.article);
    one["title"] = hit.title.empty() ? "(no title)" : hit.title;
    put(one, "publisher", hit.publisher);
    if (hit.published) one["time"] = shown(*hit.published);
    one["snippet"] = hit.snippet;
    if (hit.story) one["story"] = "/story/" + percent_encoded(*hit.story);
    return one;
  });
  return out;
}

}  // namespace newsloom::http
