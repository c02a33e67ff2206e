#include "newsloom/edges/http/respond.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "newsloom/core/codec.h"
#include "newsloom/core/text/utf8.h"
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

constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kProblem = "application/problem+json";

unsigned status_of(Errc code) {
  switch (code) {
    case Errc::not_found: return 404;
    case Errc::invalid_input: return 400;
    case Errc::unavailable: return 503;
    default: return 500;
  }
}

std::string_view reason(unsigned status) {
  switch (status) {
    case 400: return "This request cannot be understood";
    case 404: return "There is nothing at this address";
    case 405: return "Only GET and HEAD are answered here";
    case 414: return "This address is too long";
    case 503: return "The store cannot be read just now; try again";
    default: return "Something went wrong here";
  }
}

std::string dumped(const nlohmann::ordered_json& value) {
  return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// RFC 9457.
Response problem(unsigned status, std::string_view detail) {
  nlohmann::ordered_json body;
  body["type"] = "about:blank";
  body["title"] = reason(status);
  body["status"] = status;
  if (!detail.empty()) body["detail"] = detail;
  Response out;
  out.status = status;
  out.content_type = kProblem;
  out.body = dumped(body) + "\n";
  out.page = false;
  return out;
}

Response error_page(unsigned status) {
  Response out;
  out.status = status;
  out.content_type = kHtml;
  out.body = filled("problem", {{"page_title", fmt::format("{}", status)},
                                {"status", fmt::format("{}", status)},
                                {"reason", std::string(reason(status))}});
  return out;
}

Response html(std::string body) {
  Response out;
  out.content_type = kHtml;
  out.body = std::move(body);
  return out;
}

Response json(std::string body) {
  Response out;
  out.content_type = kJson;
  out.body = std::move(body) + "\n";
  out.page = false;
  return out;
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
  Site(const Store& store, const Target& target) : store_(store), target_(target) {}

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

  const Store& store_;
  const Target& target_;
};

Response Site::front() const {
  const std::uint32_t from =
      number(parameter(target_.query, "from").value_or("0"), kMaxOffset).value_or(0);
  const auto rows = store_.stories(from, kStoriesOnPage);
  if (!rows) return error_page(status_of(rows.error().code));
  return html(filled("front", front_values(*rows, from, kStoriesOnPage)));
}

Response Site::story(std::string_view id) const {
  const auto digest = store_.digest(id);
  if (!digest) return error_page(status_of(digest.error().code));
  if (digest->story != id) {  // merged into another story: its old address stays good
    Response out;
    out.status = 308;
    out.location = "/story/" + percent_encoded(digest->story);
    return out;
  }
  const Library library(store_, digest->articles);
  return html(filled("story", story_values(*digest, library)));
}

Response Site::article(std::string_view id) const {
  const auto item = store_.item(id);
  if (!item) return error_page(status_of(item.error().code));
  const auto story = store_.story_of(id);
  if (story && *story) {
    if (const auto digest = store_.digest(**story)) {
      return html(filled("article", article_values(**item, &*digest)));
    }
  }
  return html(filled("article", article_values(**item, nullptr)));
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
  const auto rows = store_.stories(*from, *limit);
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
    out["stories"].push_back(std::move(one));
  }
  const bool more = rows->size() == *limit;
  out["next"] =
      more ? nlohmann::ordered_json(fmt::format("{}", *from + *limit)) : nlohmann::ordered_json();
  return json(dumped(out));
}

Response Site::api_story(std::string_view id) const {
  const auto digest = store_.digest(id);
  if (!digest) return problem(status_of(digest.error().code), digest.error().what);
  if (digest->story != id) {
    Response out;
    out.status = 308;
    out.location = "/api/v1/stories/" + percent_encoded(digest->story);
    out.page = false;
    return out;
  }
  const Library library(store_, digest->articles);
  return json(
      codec::to_json(*digest, [&](std::string_view article) { return library.find(article); }));
}

Response Site::api_article(std::string_view id) const {
  const auto item = store_.item(id);
  if (!item) return problem(status_of(item.error().code), item.error().what);
  return json(codec::to_json((*item)->article, (*item)->annotations));
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

Response respond(const Request& request, const Store& store) {
  const bool api = std::string_view(request.target).starts_with("/api/");
  const auto refused = [&](unsigned status) {
    return api ? problem(status, {}) : error_page(status);
  };
  if (request.method != "GET" && request.method != "HEAD") return refused(405);
  if (request.target.size() > kMaxTargetBytes) return refused(414);
  const auto target = parsed_target(request.target);
  if (!target) return refused(400);
  const Site site(store, *target);
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
