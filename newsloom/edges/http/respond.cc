#include "newsloom/edges/http/respond.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "newsloom/core/codec.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/edges/http/answers.h"
#include "newsloom/edges/http/corrections.h"
#include "newsloom/edges/http/story_page.h"
#include "newsloom/edges/http/target.h"
#include "newsloom/edges/http/templates.h"
#include "web/web.h"

namespace newsloom::http {
namespace {

constexpr std::uint32_t kStoriesOnPage = 30;
constexpr std::uint32_t kMaxLimit = 100;
constexpr std::uint32_t kMaxOffset = 1'000'000;
constexpr std::uint32_t kMaxHits = 50;

std::string dumped(const nlohmann::ordered_json& value) {
  return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// A whole number, at most `most`; nothing where it is something else.
std::optional<std::uint32_t> number(std::string_view text, std::uint32_t most) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > most) return std::nullopt;
  return value;
}

class Site {
 public:
  Site(const Store& store, const Target& target, const Editing* editing)
      : store_(store), target_(target), editing_(editing) {}

  Response page() const;
  Response api() const;

 private:
  Response front() const;
  Response story(std::string_view id) const;
  Response article(std::string_view id) const;
  Response search() const;
  Response api_stories() const;
  Response api_story(std::string_view id) const;
  Response api_article(std::string_view id) const;

  /// ?since=: nothing where it is not asked for; an Error where it is no time.
  Result<std::optional<Timestamp>> since() const;
  /// The digest, or of it what is new.
  Result<Digest> digest_of(std::string_view id) const;

  const Store& store_;
  const Target& target_;
  const Editing* editing_;
};

Result<std::optional<Timestamp>> Site::since() const {
  const auto given = parameter(target_.query, "since");
  if (!given || given->empty()) return std::optional<Timestamp>();
  const auto time = parse_timestamp(*given);
  if (!time) return fail(Errc::invalid_input, "since is a day or an RFC 3339 time", *given);
  return std::optional<Timestamp>(*time);
}

Result<Digest> Site::digest_of(std::string_view id) const {
  NL_TRY(const std::optional<Timestamp> from, since());
  NL_TRY(Digest digest, store_.digest(id));
  if (!from) return digest;
  return news_since(store_, digest, from->seconds);
}

Response Site::front() const {
  const std::uint32_t from =
      number(parameter(target_.query, "from").value_or("0"), kMaxOffset).value_or(0);
  const auto since = this->since();
  if (!since) return error_page(status_of(since.error().code));
  const auto rows = *since ? store_.stories_since((*since)->seconds, from, kStoriesOnPage)
                           : store_.stories(from, kStoriesOnPage);
  if (!rows) return error_page(status_of(rows.error().code));
  return html(filled("front", front_values(*rows, from, kStoriesOnPage, *since)));
}

Response Site::story(std::string_view id) const {
  const auto digest = digest_of(id);
  if (!digest) return error_page(status_of(digest.error().code));
  if (digest->story != id) {  // merged into another story: its old address stays good
    Response out;
    out.status = 308;
    out.location = "/story/" + percent_encoded(digest->story);
    return out;
  }
  const auto whole = store_.digest(id);
  const Library library(store_, whole ? whole->articles : digest->articles);
  nlohmann::json values = story_values(*digest, library);
  if (const auto from = since(); from && *from) {
    values["since"] = {{"time", shown(**from)}, {"all", "/story/" + percent_encoded(id)}};
    values["nothing_new"] = digest->articles.empty();
  }
  put_links(values, store_, id);
  if (editing_ != nullptr) put_editing(values, store_, *digest, library, editing_->token);
  return html(filled("story", values));
}

Response Site::article(std::string_view id) const {
  auto item = store_.item(id);
  if (!item) return error_page(status_of(item.error().code));
  const std::string article = (*item)->article.id;
  if (article != id) {  // the id of a later capture of the same article
    Response out;
    out.status = 308;
    out.location = "/article/" + percent_encoded(article);
    return out;
  }
  const auto revisions = store_.revisions(id);
  if (!revisions) return error_page(status_of(revisions.error().code));
  if (const auto wanted = parameter(target_.query, "revision")) {
    const auto revision = std::find_if(
        revisions->begin(), revisions->end(),
        [&](const Revision& r) { return !r.seen_again && std::to_string(r.number) == *wanted; });
    if (revision == revisions->end()) return error_page(404);
    const auto version = store_.version(revision->item);
    if (!version) return error_page(status_of(version.error().code));
    nlohmann::json values = article_values(*under_id(*version, article), nullptr);
    put_revisions(values, article, *revisions, revision->number);
    return html(filled("article", values));
  }
  const auto story = store_.story_of(id);
  if (story && *story) {
    if (const auto digest = store_.digest(**story)) {
      nlohmann::json values = article_values(**item, &*digest);
      put_revisions(values, article, *revisions, 0);
      return html(filled("article", values));
    }
  }
  nlohmann::json values = article_values(**item, nullptr);
  put_revisions(values, article, *revisions, 0);
  return html(filled("article", values));
}

Response Site::search() const {
  std::string query = parameter(target_.query, "q").value_or("");
  if (query.size() > kMaxQueryBytes) {
    std::size_t end = kMaxQueryBytes;
    while (!is_boundary(query, end)) --end;
    query.resize(end);
  }
  if (query.find_first_not_of(" \t") == std::string::npos)
    return html(filled("search", search_values("", {})));
  const auto hits = store_.search(query, kMaxHits);
  if (!hits && hits.error().code != Errc::invalid_input) {
    return error_page(status_of(hits.error().code));
  }
  return html(filled("search", search_values(query, hits ? *hits : std::vector<SearchHit>())));
}

Response Site::page() const {
  const std::string_view path = target_.path;
  if (path == "/") return front();
  if (path == "/search") return search();
  if (path.starts_with("/story/")) return story(path.substr(7));
  if (path.starts_with("/article/")) return article(path.substr(9));
  if (path == "/style.css") {
    Response out;
    out.content_type = "text/css; charset=utf-8";
    out.body = std::string(web::file("style.css").value_or(""));
    return out;
  }
  if (path == "/healthz") {
    const auto counts = store_.counts();
    Response out;
    out.status = counts ? 200 : 503;
    out.content_type = "text/plain; charset=utf-8";
    out.body = counts ? "ok\n" : "the store cannot be read\n";
    return out;
  }
  return error_page(404);
}

Response Site::api_stories() const {
  const auto limit = number(parameter(target_.query, "limit").value_or("30"), kMaxLimit);
  const auto from = number(parameter(target_.query, "cursor").value_or("0"), kMaxOffset);
  if (!limit || *limit == 0) return problem(400, fmt::format("limit is 1 to {}", kMaxLimit));
  if (!from) return problem(400, "cursor is not one that was given out");
  const auto since = this->since();
  if (!since) return problem(400, since.error().what);
  const auto rows = *since ? store_.stories_since((*since)->seconds, *from, *limit)
                           : store_.stories(*from, *limit);
  if (!rows) return problem(status_of(rows.error().code), rows.error().what);
  nlohmann::ordered_json out;
  out["stories"] = nlohmann::ordered_json::array();
  for (const StoryRow& row : *rows) {
    nlohmann::ordered_json one;
    one["id"] = row.id;
    one["revision"] = row.revision;
    one["headline"] =
        row.headline.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(row.headline);
    one["articles"] = row.articles;
    one["sources"] = row.sources;
    one["families"] = row.families;
    one["first"] = to_string(timestamp_of_utc(row.first));
    one["latest"] = to_string(timestamp_of_utc(row.latest));
    one["changed"] = to_string(timestamp_of_utc(row.changed));
    out["stories"].push_back(std::move(one));
  }
  const bool more = rows->size() == *limit;
  out["next"] =
      more ? nlohmann::ordered_json(fmt::format("{}", *from + *limit)) : nlohmann::ordered_json();
  return json(dumped(out));
}

Response Site::api_story(std::string_view id) const {
  const auto digest = digest_of(id);
  if (!digest) return problem(status_of(digest.error().code), digest.error().what);
  if (digest->story != id) {
    Response out;
    out.status = 308;
    out.location = "/api/v1/stories/" + percent_encoded(digest->story);
    out.page = false;
    return out;
  }
  const auto whole = store_.digest(id);
  const Library library(store_, whole ? whole->articles : digest->articles);
  const auto links = store_.links(id);
  if (!links) return problem(status_of(links.error().code), links.error().what);
  const auto from = since();
  return json(codec::to_json(
      *digest, [&](std::string_view article) { return library.find(article); }, *links,
      from && *from ? to_string(**from) : std::string()));
}

Response Site::api_article(std::string_view id) const {
  const auto item = store_.item(id);
  if (!item) return problem(status_of(item.error().code), item.error().what);
  const auto revisions = store_.revisions(id);
  if (!revisions) return problem(status_of(revisions.error().code), revisions.error().what);
  return json(codec::to_json((*item)->article, (*item)->annotations, *revisions));
}

Response Site::api() const {
  constexpr std::string_view kStories = "/api/v1/stories";
  constexpr std::string_view kArticles = "/api/v1/articles/";
  const std::string_view path = target_.path;
  if (path == kStories) return api_stories();
  if (path.starts_with("/api/v1/stories/")) return api_story(path.substr(kStories.size() + 1));
  if (path.starts_with(kArticles)) return api_article(path.substr(kArticles.size()));
  return problem(404, {});
}

/// "*", or one of the listed tags is ours (weak comparison, RFC 9110 section 13.1.2).
bool matches(std::string_view if_none_match, std::string_view etag) {
  return !etag.empty() && (if_none_match == "*" || if_none_match.find(etag) != std::string::npos);
}

}  // namespace

Response respond(const Request& request, const Store& store, const Editing* editing) {
  const bool api = std::string_view(request.target).starts_with("/api/");
  const auto refused = [&](unsigned status) {
    return api ? problem(status, {}) : error_page(status);
  };
  const bool post = request.method == "POST" && editing != nullptr;
  if (request.method != "GET" && request.method != "HEAD" && !post) return refused(405);
  if (request.target.size() > kMaxTargetBytes) return refused(414);
  const auto target = parsed_target(request.target);
  if (!target) return refused(400);
  if (post) return corrected(request, *target, *editing);
  const Site site(store, *target, editing);
  Response out = api ? site.api() : site.page();
  if (out.status == 200) {
    out.etag = fmt::format("\"{}\"", sha256_hex(out.body).substr(0, 24));
    if (matches(request.if_none_match, out.etag)) {
      out.status = 304;
      out.body.clear();
    }
  }
  return out;
}

}  // namespace newsloom::http
