#include "newsloom/core/robots.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "newsloom/core/url.h"

namespace newsloom {
namespace {

constexpr std::size_t kMaxPath = 2048;  // longer paths and patterns are cut for matching
constexpr double kMaxDelay = 3600;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

bool is_token(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

// One written form for equal paths. Source: RFC 9309, 2.2.2.
std::string normal_path(std::string_view path) { return with_one_escape(path).substr(0, kMaxPath); }

// "*" is any run of characters, "$" at the end is the end; else the pattern is a beginning.
bool matches(std::string_view pattern, std::string_view path) {
  const bool to_end = !pattern.empty() && pattern.back() == '$';
  if (to_end) pattern.remove_suffix(1);
  std::size_t at = 0;
  for (bool first = true;; first = false) {
    const std::size_t star = pattern.find('*');
    const std::string_view part = pattern.substr(0, star);
    const bool last = star == std::string_view::npos;
    if (first) {
      if (path.substr(0, part.size()) != part) return false;
      at = part.size();
      if (last) return !to_end || at == path.size();
    } else if (last && to_end) {
      return path.size() >= at + part.size() && path.substr(path.size() - part.size()) == part;
    } else {
      const std::size_t found = path.find(part, at);
      if (found == std::string_view::npos) return false;
      at = found + part.size();
      if (last) return true;
    }
    pattern.remove_prefix(star + 1);
  }
}

enum class Key { none, agent, allow, disallow, sitemap, delay, other };

Key key_of(std::string_view text) {
  const std::string key = lowered(text);
  if (key == "user-agent" || key == "useragent" || key == "user agent") return Key::agent;
  if (key == "allow") return Key::allow;
  for (const std::string_view name :
       {"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"}) {
    if (key == name) return Key::disallow;
  }
  if (key == "sitemap" || key == "site-map") return Key::sitemap;
  if (key == "crawl-delay" || key == "crawldelay") return Key::delay;
  return Key::other;
}

struct Line {
  Key key = Key::none;
  std::string_view value;
};

Line line_of(std::string_view text) {
  text = trimmed(text.substr(0, std::min(text.find('#'), kMaxRobotsLine)));
  if (text.empty()) return {};
  std::size_t end = text.find(':');
  // "Disallow /x": the colon is often forgotten; only where two words stand alone.
  if (end == std::string_view::npos) end = text.find_first_of(" \t");
  if (end == std::string_view::npos) return {};
  return {key_of(trimmed(text.substr(0, end))), trimmed(text.substr(end + 1))};
}

std::string agent_token(std::string_view value) {
  if (!value.empty() && value[0] == '*' && (value.size() == 1 || !is_token(value[1]))) return "*";
  std::size_t end = 0;
  while (end < value.size() && is_token(value[end])) ++end;
  return lowered(value.substr(0, end));
}

std::string path_of(std::string_view url) {
  const UrlParts parts = url_parts(url);
  std::string path = parts.path.empty() || parts.path[0] != '/' ? "/" + parts.path : parts.path;
  if (parts.has_query) path += "?" + parts.query;
  return normal_path(path);
}

}  // namespace

Robots::Robots(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  text = text.substr(0, kMaxRobotsBytes);
  bool in_agents = false;
  std::size_t rules = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const Line line = line_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.key == Key::agent) {
      if (!in_agents) groups_.emplace_back();
      in_agents = true;
      groups_.back().agents.push_back(agent_token(line.value));
    } else if (line.key == Key::sitemap) {
      if (!line.value.empty()) sitemaps_.emplace_back(line.value);
    } else if (groups_.empty()) {
      continue;
    } else if (line.key == Key::allow || line.key == Key::disallow) {
      in_agents = false;
      if (line.value.empty() || ++rules > kMaxRobotsRules) continue;
      groups_.back().rules.push_back({line.key == Key::allow, normal_path(line.value)});
    } else if (line.key == Key::delay) {
      in_agents = false;
      double seconds = 0;
      const char* const stop = line.value.data() + line.value.size();
      const auto read = std::from_chars(line.value.data(), stop, seconds);
      if (read.ec == std::errc() && seconds >= 0) {
        groups_.back().delay = std::min(seconds, kMaxDelay);
      }
    }
  }
}

// All groups that name the agent; without one, those for everybody.
std::vector<const Robots::Group*> Robots::groups_of(std::string_view agent) const {
  const std::string token = agent_token(agent);
  for (const std::string& name : {token, std::string("*")}) {
    std::vector<const Group*> found;
    if (name.empty()) continue;
    for (const Group& group : groups_) {
      if (std::find(group.agents.begin(), group.agents.end(), name) != group.agents.end()) {
        found.push_back(&group);
      }
    }
    if (!found.empty()) return found;
  }
  return {};
}

bool Robots::allowed(std::string_view agent, std::string_view url) const {
  const std::string path = path_of(url);
  if (path == "/robots.txt") return true;
  std::ptrdiff_t allow = -1;
  std::ptrdiff_t disallow = -1;
  for (const Group* group : groups_of(agent)) {
    for (const Rule& rule : group->rules) {
      auto& longest = rule.allow ? allow : disallow;
      const auto length = static_cast<std::ptrdiff_t>(rule.pattern.size());
      if (length <= longest) continue;
      constexpr std::string_view kIndex = "/index.htm";
      const std::size_t index = rule.pattern.rfind(kIndex);
      const bool folder = rule.allow && index != std::string::npos &&
                          rule.pattern.size() <= index + kIndex.size() + 1 &&
                          matches(rule.pattern.substr(0, index + 1) + "$", path);
      if (matches(rule.pattern, path) || folder) longest = length;
    }
  }
  return allow >= disallow;
}

std::optional<double> Robots::crawl_delay(std::string_view agent) const {
  std::optional<double> delay;
  for (const Group* group : groups_of(agent)) {
    if (group->delay && (!delay || *delay < *group->delay)) delay = group->delay;
  }
  return delay;
}

}  // namespace newsloom
