#include "newsloom/stages/extract/linked_data.h"

#include <algorithm>
#include <array>

namespace newsloom::extract {
namespace {

constexpr std::array<std::string_view, 14> kArticleTypes = {
    "NewsArticle",           "Article",
    "BlogPosting",           "LiveBlogPosting",
    "ReportageNewsArticle",  "AnalysisNewsArticle",
    "OpinionNewsArticle",    "ReviewNewsArticle",
    "BackgroundNewsArticle", "Report",
    "SocialMediaPosting",    "TechArticle",
    "ScholarlyArticle",      "AdvertiserContentArticle"};

std::string type_of(const Json& object) {
  const Json* type = object.get("@type");
  if (type == nullptr) type = object.get("type");
  if (type == nullptr) return {};
  if (type->kind == Json::Kind::list) {
    for (const Json& item : type->items) {
      if (std::find(kArticleTypes.begin(), kArticleTypes.end(), item.text) != kArticleTypes.end()) {
        return item.text;
      }
    }
    return type->items.empty() ? std::string() : type->items.front().text;
  }
  const std::size_t slash = type->text.find_last_of("/:");
  return slash == std::string::npos ? type->text : type->text.substr(slash + 1);
}

bool is_article(std::string_view type) {
  return std::find(kArticleTypes.begin(), kArticleTypes.end(), type) != kArticleTypes.end();
}

// Pages, and other things that a page may be about; of those only dates and persons are taken.
bool is_about_page(std::string_view type) {
  if (type.size() >= 4 && type.substr(type.size() - 4) == "Page") return true;
  return type == "DiscussionForumPosting" || type == "HowTo" || type == "Recipe" ||
         type == "PodcastEpisode" || type == "Question";
}

// The text of a member: a string, the first of a list, or the name of an object.
std::string text_of(const Json* value) {
  if (value == nullptr) return {};
  switch (value->kind) {
    case Json::Kind::string:
    case Json::Kind::number: return clean_text(value->text);
    case Json::Kind::list: return value->items.empty() ? std::string() : text_of(&value->items[0]);
    case Json::Kind::object: {
      for (const std::string_view name : {"name", "@value", "@id", "url"}) {
        if (const Json* inner = value->get(name); inner != nullptr && inner->is_string()) {
          return clean_text(inner->text);
        }
      }
      return {};
    }
    default: return {};
  }
}

std::string raw_text(const Json* value) {
  return value != nullptr && value->is_string() ? value->text : std::string();
}

bool is_false(const Json* value) {
  if (value == nullptr) return false;
  if (value->kind == Json::Kind::boolean) return !value->truth;
  return value->text == "False" || value->text == "false";
}

// An address without scheme, "www.", query and final slash: for comparing.
std::string_view bare_url(std::string_view url) {
  if (const auto at = url.find("://"); at != std::string_view::npos) url.remove_prefix(at + 3);
  if (url.substr(0, 4) == "www.") url.remove_prefix(4);
  url = url.substr(0, url.find_first_of("?#"));
  while (!url.empty() && url.back() == '/') url.remove_suffix(1);
  return url;
}

}  // namespace

void LinkedData::read(std::string_view script) { scripts_.push_back(read_loose_json(script)); }

void LinkedData::collect(const Json& value, int depth) {
  if (objects_.size() >= kMaxObjects || depth > kMaxJsonDepth) return;
  if (value.kind == Json::Kind::object) {
    if (!type_of(value).empty() || value.get("headline") != nullptr) objects_.push_back(&value);
    for (const auto& [name, member] : value.members) collect(member, depth + 1);
  }
  for (const Json& item : value.items) collect(item, depth + 1);
}

const Json& LinkedData::resolved(const Json& value) const {
  const Json* id = value.get("@id");
  if (value.kind != Json::Kind::object || id == nullptr || value.get("name") != nullptr) {
    return value;
  }
  for (const Json* object : objects_) {
    const Json* other = object->get("@id");
    if (other != nullptr && other->text == id->text && object->get("name") != nullptr) {
      return *object;
    }
  }
  return value;
}

void LinkedData::names(const Json* value, std::vector<std::string>& people,
                       std::vector<std::string>& others) const {
  if (value == nullptr) return;
  if (value->kind == Json::Kind::list) {
    for (const Json& item : value->items) {
      if (item.kind != Json::Kind::list) names(&item, people, others);
    }
  } else if (value->kind == Json::Kind::string) {
    people.push_back(clean_text(value->text));
  } else if (value->kind == Json::Kind::object) {
    const Json& object = resolved(*value);
    const Json* name = object.get("name");
    if (name != nullptr && name->kind == Json::Kind::list) {
      for (const Json& item : name->items) people.push_back(clean_text(item.text));
    } else if (name != nullptr && name->is_string()) {
      const std::string type = type_of(object);
      (type.find("Organization") != std::string::npos ? others : people)
          .push_back(clean_text(name->text));
    } else if (const std::string family = text_of(object.get("familyName")); !family.empty()) {
      const std::string given = text_of(object.get("givenName"));
      people.push_back(given.empty() ? family : given + " " + family);
    }
  }
}

LinkedArticle LinkedData::article(const Json& object) const {
  LinkedArticle out;
  out.type = type_of(object);
  out.headline = text_of(object.get("headline"));
  if (out.headline.empty()) out.headline = text_of(object.get("name"));
  out.url = text_of(object.get("url"));
  if (out.url.empty()) out.url = text_of(object.get("mainEntityOfPage"));
  out.published = raw_text(object.get("datePublished"));
  out.modified = raw_text(object.get("dateModified"));
  if (const Json* body = object.get("articleBody")) out.body = body->text;
  out.description = text_of(object.get("description"));
  out.language = text_of(object.get("inLanguage"));
  out.section = text_of(object.get("articleSection"));
  if (const Json* publisher = object.get("publisher")) {
    const Json& who = publisher->kind == Json::Kind::list && !publisher->items.empty()
                          ? publisher->items.front()
                          : *publisher;
    out.publisher = text_of(resolved(who).get("name"));
    if (out.publisher.empty() && who.is_string()) out.publisher = clean_text(who.text);
  }
  std::vector<std::string> others;
  names(object.get("author"), out.authors, others);
  if (out.authors.empty()) names(object.get("creator"), out.authors, others);
  out.persons = out.authors.size();
  out.authors.insert(out.authors.end(), others.begin(), others.end());
  out.not_free = is_false(object.get("isAccessibleForFree"));
  if (const Json* updates = object.get("liveBlogUpdate")) {
    out.updates = static_cast<int>(std::min<std::size_t>(updates->items.size(), 1000));
  }
  return out;
}

void LinkedData::finish(std::string_view page_url, PageFacts& facts) {
  objects_.clear();
  for (const Json& script : scripts_) collect(script, 0);
  std::vector<std::pair<int, LinkedArticle>> found;
  for (const Json* object : objects_) {
    const std::string type = type_of(*object);
    if (is_article(type)) {
      LinkedArticle article = this->article(*object);
      int score = 0;
      if (!article.url.empty() && bare_url(article.url) == bare_url(page_url)) score += 8;
      if (!article.published.empty()) score += 2;
      if (!article.body.empty()) score += 1;
      if (!article.authors.empty()) score += 1;
      if (!article.headline.empty()) score += 2;
      if (type == "LiveBlogPosting") score += 1;
      found.emplace_back(score, std::move(article));
    } else if (type.find("WebSite") != std::string::npos) {
      if (facts.site_name.empty()) facts.site_name = text_of(object->get("name"));
    } else if (is_about_page(type)) {
      std::vector<std::string> others;
      if (facts.page_authors.empty()) names(object->get("author"), facts.page_authors, others);
      if (!facts.page_published.empty()) continue;
      facts.page_published = raw_text(object->get("datePublished"));
      facts.page_modified = raw_text(object->get("dateModified"));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [score, article] : found) facts.linked.push_back(std::move(article));
}

}  // namespace newsloom::extract
