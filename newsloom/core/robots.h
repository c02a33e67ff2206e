#pragma once
// robots.txt: may this agent fetch that address? Source: RFC 9309.
// Beyond the standard, on purpose as Google's parser does: a missing colon ("Disallow /x") and some
// misspellings ("dissallow") are understood; a path that ends in "/index.html" allows its folder.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom {

/// RFC 9309, 2.5: at least 500 KiB are read; what follows is not looked at.
inline constexpr std::size_t kMaxRobotsBytes = 512U << 10U;
/// Longer lines and patterns are cut here.
inline constexpr std::size_t kMaxRobotsLine = 8192;
inline constexpr std::size_t kMaxRobotsRules = 20000;

class Robots {
 public:
  Robots() = default;
  /// Never fails: lines that say nothing are passed over.
  explicit Robots(std::string_view text);

  /// `agent` is the product token ("newsloom"), `url` an absolute address or a path.
  [[nodiscard]] bool allowed(std::string_view agent, std::string_view url) const;
  /// Seconds between two requests that the group of `agent` asks for (not in the RFC, widely used).
  [[nodiscard]] std::optional<double> crawl_delay(std::string_view agent) const;
  [[nodiscard]] const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    bool allow = false;
    std::string pattern;
  };
  struct Group {
    std::vector<std::string> agents;  // lower case; "*" for all
    std::vector<Rule> rules;
    std::optional<double> delay;
  };

  [[nodiscard]] std::vector<const Group*> groups_of(std::string_view agent) const;

  std::vector<Group> groups_;
  std::vector<std::string> sitemaps_;
};

}  // namespace newsloom
