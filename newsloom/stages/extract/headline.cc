#include "newsloom/stages/extract/headline.h"

#include <algorithm>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/names.h"
#include "newsloom/stages/extract/text_stats.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMaxHeadlineBytes = 400;

std::vector<std::uint32_t> words_in(std::string_view text) {
  std::vector<std::uint32_t> words;
  static const FunctionWords kNone{""};
  static_cast<void>(stats_of(text, kNone, &words));
  return words;
}

// How alike two titles are: words they share of all their words (Dice).
float likeness(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<std::uint32_t> x = a;
  std::vector<std::uint32_t> y = b;
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  std::vector<std::uint32_t> common;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(common));
  return 2.0F * static_cast<float>(common.size()) / static_cast<float>(x.size() + y.size());
}

struct Candidate {
  std::size_t block;
  float score;
};

std::vector<std::string> stated_titles(const PageFacts& facts, std::string_view site,
                                       std::string_view host) {
  std::vector<std::string> titles;
  const auto add = [&](std::string_view title) {
    if (!title.empty() && title.size() <= kMaxHeadlineBytes) {
      titles.push_back(without_site(title, site, host));
    }
  };
  if (!facts.linked.empty()) add(facts.linked.front().headline);
  for (const char* name : {"og:title", "twitter:title", "dc.title", "dcterms.title", "headline",
                           "parsely-title", "sailthru.title", "title"}) {
    add(facts.meta(name));
  }
  add(facts.html_title);
  return titles;
}

}  // namespace

std::string hinted_headline(const PageFacts& facts) {
  if (!facts.linked.empty() && !facts.linked.front().headline.empty()) {
    return facts.linked.front().headline;
  }
  for (const char* name : {"og:title", "twitter:title", "dc.title", "headline", "title"}) {
    if (const std::string_view title = facts.meta(name); !title.empty()) return std::string(title);
  }
  return facts.html_title;
}

Hints hints_of(const PageFacts& facts, const std::string& headline) {
  Hints hints;
  hints.headline = headline;
  hints.description = facts.meta("og:description");
  if (hints.description.empty()) hints.description = facts.meta("description");
  if (!facts.linked.empty()) hints.article_body = facts.linked.front().body;
  return hints;
}

std::string without_site(std::string_view title, std::string_view site, std::string_view host) {
  static constexpr std::string_view kBars[] = {" | ", " - ", " – ", " — ", " · ", " :: ", " » ",
                                               " « ", " • ", " / ", " ‹ ", " > ", "｜"};
  std::string_view rest = title;
  const auto is_site = [&](std::string_view part) {
    if (!site.empty() && same_site(part, site)) return true;
    return !host.empty() && same_site(part, host);
  };
  // Pieces at the end that name the site, and what they cut off before: "… - Fruit - Site".
  for (int round = 0; round < 3; ++round) {
    std::size_t at = std::string_view::npos;
    std::size_t width = 0;
    for (const std::string_view bar : kBars) {
      const std::size_t found = rest.rfind(bar);
      if (found == std::string_view::npos || found == 0) continue;
      if (at == std::string_view::npos || found > at) {
        at = found;
        width = bar.size();
      }
    }
    if (at == std::string_view::npos) break;
    const std::string_view last = rest.substr(at + width);
    const bool bar = rest.substr(at, width) == " | " || rest.substr(at, width) == " :: " ||
                     rest.substr(at, width) == "｜";
    const std::size_t words = words_in(last).size();
    if (!is_site(last) && !(bar && words <= 4 && words_in(rest.substr(0, at)).size() >= 3)) break;
    rest = rest.substr(0, at);
  }
  for (const std::string_view bar : {" | ", " - ", " – ", " — ", ": ", " » "}) {
    const std::size_t found = rest.find(bar);
    if (found != std::string_view::npos && found > 0 && is_site(rest.substr(0, found))) {
      rest = rest.substr(found + bar.size());
      break;
    }
  }
  return squeezed(rest);
}

Headline headline_of(const PageFacts& facts, const Page& page, const std::vector<std::size_t>& body,
                     std::string_view site, std::string_view host) {
  const std::vector<std::string> titles = stated_titles(facts, site, host);
  std::vector<std::vector<std::uint32_t>> words;
  for (const std::string& title : titles) words.push_back(words_in(title));
  const std::size_t first_body = body.empty() ? page.blocks.size() : body.front();
  Candidate best{static_cast<std::size_t>(-1), 0};
  const std::size_t limit =
      std::min(page.blocks.size(), body.empty() ? page.blocks.size() : body.back() + 1);
  for (std::size_t i = 0; i < limit; ++i) {
    const Block& block = page.blocks[i];
    const bool heading = block.kind == BlockKind::heading && block.level <= 3;
    const bool named = block.size() < 300 && (page.cues[block.element] & bit(ClassCue::title)) != 0;
    if ((!heading && !named) || block.size() > kMaxHeadlineBytes || block.hidden) continue;
    const std::vector<std::uint32_t> own = words_in(page.text_of(block));
    if (own.empty()) continue;
    float like = 0;
    for (const auto& title : words) like = std::max(like, likeness(own, title));
    if (same_site(page.text_of(block), site) || same_site(page.text_of(block), host)) continue;
    float score = like;
    if (block.kind == BlockKind::heading) {
      score += block.level == 1 ? 0.5F : block.level == 2 ? 0.1F : 0.0F;
    }
    if (block.level == 1 && own.size() >= 3 && i <= first_body && i + 30 >= first_body) {
      score += 0.2F;
    }
    const float needed = block.level == 1 ? 0.65F : 0.7F;
    if (score >= needed && score > best.score + 0.001F) best = {i, score};
  }
  Headline headline;
  headline.block = best.block;
  if (best.block != static_cast<std::size_t>(-1)) {
    std::string text = squeezed(page.text_of(page.blocks[best.block]));
    headline.text = nfc(text);
  } else {
    for (const std::string& title : titles) {
      if (!title.empty() && !same_site(title, site)) {
        headline.text = title;
        break;
      }
    }
  }
  return headline;
}

}  // namespace newsloom::extract
