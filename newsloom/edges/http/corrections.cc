#include "newsloom/edges/http/corrections.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "newsloom/core/codec.h"
#include "newsloom/edges/http/answers.h"

namespace newsloom::http {
namespace {

constexpr std::string_view kBy = "web";

struct Asked {
  bool undo = false;
  std::uint64_t sequence = 0;
  Correction correction;
};

std::optional<DeltaKind> kind_of(std::string_view action) {
  for (const DeltaKind kind :
       {DeltaKind::merge, DeltaKind::split, DeltaKind::move, DeltaKind::lock, DeltaKind::unlock}) {
    if (name_of(kind) == action) return kind;
  }
  return std::nullopt;
}

// What is wrong with it, or nothing.
std::string_view wrong(const Asked& asked) {
  if (asked.undo) return {};
  const Correction& c = asked.correction;
  if (c.story.empty()) return "story is missing";
  const bool needs_into = c.kind == DeltaKind::merge || c.kind == DeltaKind::move;
  if (needs_into && c.into.empty()) return "into is missing: the other story";
  const bool needs_articles = c.kind == DeltaKind::split || c.kind == DeltaKind::move;
  if (needs_articles && c.articles.empty()) return "articles are missing: those that leave";
  if (c.articles.size() > kMaxCorrectedArticles) return "too many articles";
  if (c.note.size() > kMaxNoteBytes) return "the note is too long";
  return {};
}

std::optional<Asked> asked_of(std::string_view action) {
  Asked out;
  out.undo = action == "undo";
  const auto kind = kind_of(action);
  if (!kind && !out.undo) return std::nullopt;
  if (kind) out.correction.kind = *kind;
  return out;
}

std::optional<Asked> asked_in_json(std::string_view body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto text = [&](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  auto out = asked_of(text("action"));
  if (!out) return std::nullopt;
  out->correction.story = text("story");
  // A split opens its own story: its "into" is not the caller's to choose.
  if (out->correction.kind != DeltaKind::split) out->correction.into = text("into");
  out->correction.note = text("note");
  if (const auto found = json.find("articles"); found != json.end()) {
    if (!found->is_array()) return std::nullopt;
    for (const auto& one : *found) {
      if (!one.is_string()) return std::nullopt;
      out->correction.articles.push_back(one.get<std::string>());
    }
  }
  if (const auto found = json.find("sequence"); found != json.end()) {
    if (!found->is_number_unsigned()) return std::nullopt;
    out->sequence = found->get<std::uint64_t>();
  }
  return out;
}

std::vector<std::string> parameters(std::string_view form, std::string_view name) {
  std::vector<std::string> out;
  while (!form.empty()) {
    const std::string_view pair = form.substr(0, form.find('&'));
    if (const auto value = parameter(pair, name)) out.push_back(*value);
    form.remove_prefix(std::min(pair.size() + 1, form.size()));
  }
  return out;
}

std::optional<Asked> asked_in_form(std::string_view form, std::string_view story) {
  auto out = asked_of(parameter(form, "action").value_or(""));
  if (!out) return std::nullopt;
  Correction& c = out->correction;
  c.story = story;
  if (c.kind == DeltaKind::merge || c.kind == DeltaKind::move) {
    c.into = parameter(form, "into").value_or("");
  }
  if (c.kind == DeltaKind::split || c.kind == DeltaKind::move) {
    c.articles = parameters(form, "article");
  }
  c.note = parameter(form, "note").value_or("");
  return out;
}

// Of equal length whatever is wrong: nothing can be learned from how long it takes.
bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size() || a.empty()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |=
        static_cast<unsigned char>(a[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(b[i]));
  }
  return difference == 0;
}

// Browsers send Origin with every POST: of another site, or "null" where it is hidden.
bool from_elsewhere(const Request& request) {
  if (request.origin.empty()) return false;
  const std::size_t host = request.origin.find("://");
  return host == std::string::npos || request.origin.substr(host + 3) != request.host;
}

bool is_type(std::string_view content_type, std::string_view wanted) {
  return content_type.substr(0, content_type.find(';')) == wanted;
}

unsigned status_of_refusal(Errc code) { return code == Errc::conflict ? 409 : status_of(code); }

Result<StoryDelta> taken(const Editing& editing, Asked asked) {
  if (asked.undo) return editing.corrector->undo(asked.sequence, std::string(kBy));
  asked.correction.by = kBy;
  return editing.corrector->correct(asked.correction);
}

Response by_api(const Request& request, const Editing& editing) {
  if (!is_type(request.content_type, "application/json")) {
    return problem(415, "send application/json");
  }
  if (request.correction_header.empty()) {
    return problem(403, "the header X-Newsloom-Correction is missing");
  }
  const auto asked = asked_in_json(request.body);
  if (!asked) return problem(400, "a JSON object with action, story, into, articles, note");
  if (const std::string_view what = wrong(*asked); !what.empty()) return problem(400, what);
  const auto delta = taken(editing, *asked);
  if (!delta) return problem(status_of_refusal(delta.error().code), message(delta.error()));
  return json(codec::to_json(*delta));
}

Response by_form(const Request& request, std::string_view story, const Editing& editing) {
  if (!is_type(request.content_type, "application/x-www-form-urlencoded")) return error_page(415);
  if (!same_secret(parameter(request.body, "token").value_or(""), editing.token)) {
    return error_page(403);
  }
  const auto asked = asked_in_form(request.body, story);
  if (!asked || !wrong(*asked).empty()) return error_page(400);
  const auto delta = taken(editing, *asked);
  if (!delta) return error_page(status_of_refusal(delta.error().code));
  Response out;
  out.status = 303;  // so that going back or reloading does not correct twice
  const std::string& seen = delta->kind == DeltaKind::merge ? *delta->into : delta->story;
  out.location = "/story/" + percent_encoded(seen);
  return out;
}

}  // namespace

bool is_local_host(std::string_view host) {
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  host = host.substr(0, colon);
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

Response corrected(const Request& request, const Target& target, const Editing& editing) {
  constexpr std::string_view kForm = "/correct";
  constexpr std::string_view kStory = "/story/";
  const std::string_view path = target.path;
  const bool api = path == "/api/v1/corrections";
  const bool form = path.starts_with(kStory) && path.ends_with(kForm) &&
                    path.size() > kStory.size() + kForm.size();
  if (!api && !form) return path.starts_with("/api/") ? problem(405, {}) : error_page(405);
  const bool foreign =
      (editing.only_local && !is_local_host(request.host)) || from_elsewhere(request);
  if (foreign) return api ? problem(403, "asked from another site") : error_page(403);
  if (api) return by_api(request, editing);
  return by_form(request, path.substr(kStory.size(), path.size() - kStory.size() - kForm.size()),
                 editing);
}

}  // namespace newsloom::http
