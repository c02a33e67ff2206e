#include "newsloom/stages/extract/headline.h"

#include <algorithm>
#include <cctype>

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

constexpr std::size_t kMinStatedWords = 3;     // a shorter title may end another by chance
constexpr std::size_t kMinEndingWords = 4;     // of a title that ends a longer heading
constexpr std::size_t kMaxHeadingsAhead = 30;  // blocks between a shown headline and the body

// A title that the page states for machines, and its words.
struct StatedTitle {
  std::string text;
  std::vector<std::uint32_t> words;
};

bool ends_with_words(const std::vector<std::uint32_t>& all, const std::vector<std::uint32_t>& end) {
  return all.size() >= end.size() && std::equal(end.rbegin(), end.rend(), all.rbegin());
}

// "27.01.2022Quarry reopens": a label glued to the title by the mark-up.
bool ends_glued(std::string_view all, std::string_view end) {
  if (all.size() <= end.size() || all.substr(all.size() - end.size()) != end) return false;
  const char before = all[all.size() - end.size() - 1];
  const bool starts_word = end.front() >= 'A' && end.front() <= 'Z';
  return starts_word && ((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9'));
}

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

// The titles stated for sharing and for search: what an editor wrote, not the <title>.
std::vector<StatedTitle> edited_titles(const PageFacts& facts, std::string_view site,
                                       std::string_view host) {
  std::vector<StatedTitle> titles;
  const auto add = [&](std::string_view title) {
    if (title.empty() || title.size() > kMaxHeadlineBytes) return;
    StatedTitle stated{without_site(title, site, host), {}};
    stated.words = words_in(stated.text);
    if (stated.words.size() < kMinStatedWords) return;
    titles.push_back(std::move(stated));
  };
  if (!facts.linked.empty()) add(facts.linked.front().headline);
  add(facts.meta("og:title"));
  add(facts.meta("twitter:title"));
  return titles;
}

// Pages made for search engines have an h1 of their own beside the headline that readers see. Where
// a heading before the body is, or ends with, a title that is stated and is not the h1's, that
// title is the headline.
bool take_shown_title(const std::vector<StatedTitle>& stated, const Page& page,
                      std::size_t first_body, Headline& headline) {
  const std::vector<std::uint32_t> chosen = words_in(page.text_of(page.blocks[headline.block]));
  const std::size_t end = std::min(page.blocks.size(), first_body + 1);
  for (std::size_t i = end > kMaxHeadingsAhead ? end - kMaxHeadingsAhead : 0; i < end; ++i) {
    const Block& block = page.blocks[i];
    if (i == headline.block || block.kind != BlockKind::heading || block.level > 3 ||
        block.size() > kMaxHeadlineBytes || block.hidden || block.link_bytes * 2 > block.size()) {
      continue;
    }
    const std::vector<std::uint32_t> words = words_in(page.text_of(block));
    for (const StatedTitle& title : stated) {
      if (title.words == chosen || !ends_with_words(words, title.words)) continue;
      if (words != title.words && title.words.size() < kMinEndingWords) continue;
      headline.text = title.text;
      headline.block = i;
      return true;
    }
  }
  return false;
}

// The title at the end of a heading has a sign or a digit before it, or an element of its own:
// "A list of all ferries" is not the label "A list of" and a title.
bool stands_apart(const Page& page, const Block& block, std::string_view shown,
                  const StatedTitle& title) {
  if (shown.size() > title.text.size()) {
    std::size_t before = shown.size() - title.text.size();
    while (before > 0 && (shown[before - 1] == ' ' || shown[before - 1] == '\n')) --before;
    const auto sign = static_cast<unsigned char>(before > 0 ? shown[before - 1] : 'a');
    if (sign < 0x80 && std::isalpha(sign) == 0) return true;
  }
  const std::string_view first = std::string_view(title.text).substr(0, title.text.find(' '));
  const html::Node& element = page.document.at(block.element);
  for (html::NodeId id = block.first + 1; id < element.end; ++id) {
    std::string text;
    append_squeezed(text, page.document.at(id).text, 0);
    if (std::string_view(text).substr(0, first.size()) == first) return true;
  }
  return false;
}

// "Harbour strike: Ferries stay in port" where the page states only "Ferries stay in port", or a
// date and a section stand in the same heading.
void cut_label(const std::vector<StatedTitle>& stated, const Page& page, Headline& headline) {
  const std::string_view shown = page.text_of(page.blocks[headline.block]);
  const std::vector<std::uint32_t> words = words_in(shown);
  if (stated.empty() || stated.front().words == words) return;
  for (const StatedTitle& title : stated) {
    const bool ends = title.words.size() >= kMinEndingWords &&
                      ends_with_words(words, title.words) &&
                      stands_apart(page, page.blocks[headline.block], shown, title);
    if (ends || ends_glued(shown, title.text)) {
      headline.text = title.text;
      return;
    }
  }
  // Behind the title a bar or a date, and nothing that is stated has the longer form.
  const auto starts = [&](const StatedTitle& title) {
    if (shown.substr(0, title.text.size()) != title.text) return false;
    std::size_t at = title.text.size();
    while (at < shown.size() && (shown[at] == ' ' || shown[at] == '\n')) ++at;
    return at < shown.size() &&
           std::string_view("|/0123456789").find(shown[at]) != std::string::npos;
  };
  if (std::all_of(stated.begin(), stated.end(), starts)) headline.text = stated.front().text;
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
    const std::vector<StatedTitle> edited = edited_titles(facts, site, host);
    if (!take_shown_title(edited, page, first_body, headline)) cut_label(edited, page, headline);
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
