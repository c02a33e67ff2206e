#include "newsloom/stages/digest/changes.h"

#include <algorithm>
#include <cstdint>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/words.h"

namespace newsloom::digest {
namespace {

using Hashes = std::vector<std::uint64_t>;

constexpr std::size_t kRunWords = 4;
/// Words of one text that are looked at when two texts under one address are compared.
constexpr std::size_t kMaxRunWords = 4000;

Hashes words_of(std::string_view text, std::size_t most) {
  Hashes out;
  WordReader reader(text);
  for (newsloom::Word word; out.size() < most && reader.next(word);) out.push_back(word.hash);
  return out;
}

void sort_once(Hashes& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

Hashes runs_of(std::string_view text) {
  const Hashes words = words_of(text, kMaxRunWords);
  Hashes out;
  for (std::size_t i = 0; i + kRunWords <= words.size(); ++i) {
    std::uint64_t run = 0;
    for (std::size_t k = 0; k < kRunWords; ++k) run = run * 0x9E3779B97F4A7C15U + words[i + k];
    out.push_back(run);
  }
  sort_once(out);
  return out;
}

// Share of the smaller set that both have; 0 where one is empty.
double containment(const Hashes& a, const Hashes& b) {
  const std::size_t smaller = std::min(a.size(), b.size());
  if (smaller == 0) return 0;
  Hashes both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(smaller);
}

double words_shared(std::string_view a, std::string_view b) {
  Hashes left = words_of(a, kMaxRunWords);
  Hashes right = words_of(b, kMaxRunWords);
  sort_once(left);
  sort_once(right);
  return containment(left, right);
}

std::vector<std::string> paragraphs_of(const Article& article, bool& cut) {
  std::vector<std::string> out;
  const std::string_view text = article.text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    std::string paragraph = squeezed(text.substr(at, end - at));
    at = end + 2;
    if (paragraph.empty()) continue;
    if (out.size() == kMaxComparedParagraphs) {
      cut = true;
      break;
    }
    out.push_back(std::move(paragraph));
  }
  return out;
}

// The pairs (before, after) of a longest common subsequence of equal pieces.
std::vector<std::pair<std::size_t, std::size_t>> common(const std::vector<std::string>& before,
                                                        const std::vector<std::string>& after) {
  const std::size_t width = after.size() + 1;
  std::vector<std::uint16_t> longest((before.size() + 1) * width, 0);
  for (std::size_t i = before.size(); i-- > 0;) {
    for (std::size_t j = after.size(); j-- > 0;) {
      longest[i * width + j] =
          before[i] == after[j]
              ? static_cast<std::uint16_t>(longest[(i + 1) * width + j + 1] + 1)
              : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t i = 0, j = 0; i < before.size() && j < after.size();) {
    if (before[i] == after[j]) {
      out.emplace_back(i++, j++);
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return out;
}

// What stands between two common pieces: those alike are changed, in order; the rest came or went.
void gap(const std::vector<std::string>& before, const std::vector<std::string>& after,
         std::pair<std::size_t, std::size_t> from, std::pair<std::size_t, std::size_t> to,
         std::vector<Change>& out) {
  std::size_t next = from.first;
  for (std::size_t j = from.second; j < to.second; ++j) {
    std::size_t match = next;
    while (match < to.first && words_shared(before[match], after[j]) < kSameParagraph) ++match;
    if (match == to.first) {
      out.push_back({ChangeKind::added, "", after[j]});
      continue;
    }
    for (; next < match; ++next) out.push_back({ChangeKind::removed, before[next], ""});
    out.push_back({ChangeKind::changed, before[next++], after[j]});
  }
  for (; next < to.first; ++next) out.push_back({ChangeKind::removed, before[next], ""});
}

std::vector<Change> changed_paragraphs(const std::vector<std::string>& before,
                                       const std::vector<std::string>& after) {
  std::vector<Change> out;
  std::pair<std::size_t, std::size_t> from{0, 0};
  for (const auto& pair : common(before, after)) {
    gap(before, after, from, pair, out);
    from = {pair.first + 1, pair.second + 1};
  }
  gap(before, after, from, {before.size(), after.size()}, out);
  return out;
}

struct Counted {
  std::string words;  // as written
  std::string key;    // number and thing
  std::string thing;  // what is counted
  bool gone = false;
};

std::vector<Counted> figures_of(const Item& item) {
  std::vector<Counted> out;
  for (const Figure& figure : item.annotations.figures) {
    Counted one;
    one.words = squeezed(text_of(item.article, figure.span));
    one.thing = folded(figure.counted.value_or(figure.unit.value_or("")));
    one.key = folded(text_of(item.article, figure.number)) + " " + one.thing;
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<Change> changed_figures(std::vector<Counted> before, std::vector<Counted> after) {
  const auto pair_off = [&](auto same) {
    for (Counted& now : after) {
      for (Counted& then : before) {
        if (now.gone || then.gone || !same(then, now)) continue;
        then.gone = now.gone = true;
      }
    }
  };
  pair_off([](const Counted& a, const Counted& b) { return a.key == b.key; });
  std::vector<Change> out;
  for (Counted& now : after) {
    if (now.gone) continue;
    for (Counted& then : before) {
      if (then.gone || now.gone || now.thing.empty() || then.thing != now.thing) continue;
      then.gone = now.gone = true;
      out.push_back({ChangeKind::changed, then.words, now.words});
    }
    if (!now.gone) out.push_back({ChangeKind::added, "", now.words});
  }
  for (const Counted& then : before) {
    if (!then.gone) out.push_back({ChangeKind::removed, then.words, ""});
  }
  return out;
}

void cut_to(std::vector<Change>& changes, bool& cut) {
  if (changes.size() <= kMaxListedChanges) return;
  changes.resize(kMaxListedChanges);
  cut = true;
}

}  // namespace

Changes changes(const Item& before, const Item& after) {
  Changes out;
  const std::string old_title = squeezed(before.article.title.value_or(""));
  const std::string new_title = squeezed(after.article.title.value_or(""));
  if (old_title != new_title) {
    const ChangeKind kind = old_title.empty()   ? ChangeKind::added
                            : new_title.empty() ? ChangeKind::removed
                                                : ChangeKind::changed;
    out.title = Change{kind, old_title, new_title};
  }
  if (before.article.text != after.article.text) {
    out.paragraphs = changed_paragraphs(paragraphs_of(before.article, out.cut),
                                        paragraphs_of(after.article, out.cut));
    // Equal words mean equal figures: only a changed text is looked at.
    if (!out.paragraphs.empty())
      out.figures = changed_figures(figures_of(before), figures_of(after));
  }
  cut_to(out.paragraphs, out.cut);
  cut_to(out.figures, out.cut);
  return out;
}

bool same_article(const Article& a, const Article& b) {
  if (a.text == b.text) return true;
  if (words_shared(a.title.value_or(""), b.title.value_or("")) >= kSameArticleTitle) return true;
  return containment(runs_of(a.text), runs_of(b.text)) >= kSameArticleRuns;
}

}  // namespace newsloom::digest
