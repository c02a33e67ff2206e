#include "newsloom/stages/extract/byline_lines.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/extract/names.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMaxLineBytes = 160;  // of a line that names the author
constexpr std::size_t kMaxHandleBytes = 40;
constexpr std::size_t kMaxSignature = 40;
constexpr std::size_t kMaxBesideDate = 70;

bool has_opening(std::string_view text) {
  const std::string lower = folded(text.substr(0, 24));
  for (const std::string_view opening : {"by",
                                         "von",
                                         "par",
                                         "por",
                                         "di",
                                         "text",
                                         "written by",
                                         "door",
                                         "autor",
                                         "author",
                                         "posted by",
                                         "words by",
                                         "av",
                                         "af",
                                         "przez",
                                         "автор",
                                         "authors",
                                         "autorin",
                                         "published by",
                                         "authored by",
                                         "autora",
                                         "publié par",
                                         "written and edited by"}) {
    if (lower.compare(0, opening.size(), opening) != 0) continue;
    if (lower.size() == opening.size()) return true;
    const char next = lower[opening.size()];
    if (next == ' ' || next == ':' || next == '\n') return true;
  }
  return false;
}

// "Posted on 8 November 2025 by Sanne Kuipers": what stands behind the "by".
std::string_view after_by(std::string_view line) {
  if (line.size() > kMaxLineBytes || line.empty() || line.back() == '.' ||
      std::none_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return {};
  }
  for (const std::string_view by :
       {" by ", " By ", " BY ", " von ", " Von ", " par ", " por ", " door "}) {
    const std::size_t at = line.find(by);
    if (at != std::string_view::npos) return line.substr(at + by.size());
  }
  return {};
}

// "记者：沈一鸣": names in Han behind a label; "윤서진 기자": a Korean name before its role.
std::vector<std::string> from_label(std::string_view line) {
  for (const std::string_view label :
       {"记者：", "记者:", "作者：", "作者:", "記者：", "撰文：", "文／"}) {
    const std::size_t at = line.find(label);
    if (at == std::string_view::npos) continue;
    std::string_view name = line.substr(at + label.size());
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    name = name.substr(0, name.find_first_of(" |,;/()"));
    std::string found(name);
    if (is_full_name(found)) return {found};
  }
  const std::size_t role = line.find(" 기자");
  if (role == std::string_view::npos || role == 0) return {};
  const std::size_t start = line.find_last_of(" =]|/", role - 1);
  std::string name(line.substr(start == std::string_view::npos ? 0 : start + 1,
                               role - (start == std::string_view::npos ? 0 : start + 1)));
  if (!is_full_name(name)) return {};
  return {name};
}

// The end of a label that announces an author anywhere on the page, or npos.
std::size_t end_of_label(std::string_view lower) {
  for (const std::string_view label :
       {"autorin/autor", "autor/in",        "autor:in",     "autorin:",     "autor:",  "autor :",
        "autoren:",      "auteur :",        "auteur:",      "author(s)",    "author:", "authors:",
        "written by",    "geschrieben von", "erstellt von", "verfasst von", "text:",   "texte :",
        "texto:",        "redacción:",      "autore:",      "tekst:",       "автор:",  "责任编辑：",
        "责任编辑:",     "작성자:",         "published by"}) {
    if (lower.substr(0, label.size()) == label) return label.size();
  }
  return std::string_view::npos;
}

}  // namespace

bool is_full_name(const std::string& name) {
  if (!looks_like_person(name)) return false;
  if (name.find(' ') != std::string::npos) return true;
  // Names in Han are written in one word.
  return static_cast<unsigned char>(name.front()) >= 0xE3 && name.size() >= 6 && name.size() <= 15;
}

bool is_account(std::string_view name) {
  const std::string bare = bare_name(name);
  for (const std::string_view word : {"admin", "wordpress", "noauthor", "unknown", "developer"}) {
    if (bare.find(word) != std::string::npos) return true;
  }
  return false;
}

std::vector<std::string> full_names(std::vector<std::string> names) {
  return !names.empty() && is_full_name(names.front()) ? std::move(names)
                                                       : std::vector<std::string>();
}

std::vector<std::string> from_visible(const Page& page, const Zones& zones,
                                      const std::string& site) {
  for (const std::size_t i : zones.head) {
    std::string_view text = page.text_of(page.blocks[i]);
    while (!text.empty() && text.size() <= kMaxBylineBytes) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(text.size(), end + 1));
      if (std::vector<std::string> names = from_label(line); !names.empty()) return names;
      if (const std::string_view rest = after_by(line); !rest.empty() && !has_opening(line)) {
        std::vector<std::string> names = authors_in(rest, site);
        if (!names.empty() && is_full_name(names.front())) return names;
      }
      if (!has_opening(line)) continue;
      std::vector<std::string> names = authors_in(line, site);
      // "By" alone: the name is in the next block.
      if (names.empty() && line.size() < 14 && i + 1 < page.blocks.size()) {
        names = authors_in(page.text_of(page.blocks[i + 1]), site);
      }
      if (!names.empty()) return names;
    }
  }
  return {};
}

std::vector<std::string> from_labels(const Page& page, const std::string& site) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    std::string_view text = page.text_of(page.blocks[i]);
    if (text.size() > kMaxLineBytes) continue;
    constexpr std::uint64_t kNot =
        bit(ClassCue::comment) | bit(ClassCue::related) | bit(ClassCue::card);
    if ((page.cues[page.blocks[i].element] & kNot) != 0) continue;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string lower = folded(text.substr(0, std::min<std::size_t>(end, 32)));
      std::size_t label = end_of_label(lower);
      const bool alone = lower == "autor" || lower == "author" || lower == "autorin" ||
                         (label != std::string_view::npos && end <= label + 1);
      std::vector<std::string> found;
      if (alone) {
        const bool next = i + 1 < page.blocks.size() && page.blocks[i + 1].size() <= kMaxLineBytes;
        if (next) found = authors_in(page.text_of(page.blocks[i + 1]), site);
      } else if (label < end && is_boundary(text, label)) {
        found = authors_in(text.substr(label, end - label), site);
      }
      if (!found.empty() && is_full_name(found.front())) {
        if (!names.empty() && bare_name(names.front()) != bare_name(found.front())) return {};
        if (names.empty()) names = std::move(found);
      }
      text.remove_prefix(std::min(text.size(), end + 1));
    }
  }
  return names;
}

std::vector<std::string> beside_date(const Page& page, const Zones& zones,
                                     const std::string& site) {
  for (std::size_t n = 0; n < zones.near; ++n) {
    const std::string_view text = page.text_of(page.blocks[zones.head[n]]);
    if (text.size() > kMaxBesideDate) continue;
    for (const std::string_view sign : {" - ", " – ", " | ", " • ", " · "}) {
      const std::size_t at = text.find(sign);
      if (at == std::string_view::npos) continue;
      const std::string_view left = text.substr(0, at);
      const std::string_view right = text.substr(at + sign.size());
      const bool date_left = loose_date(left).has_value();
      if (date_left == loose_date(right).has_value()) continue;
      std::vector<std::string> names = authors_in(date_left ? right : left, site);
      if (names.size() == 1 && is_full_name(names.front())) return names;
    }
  }
  return {};
}

std::vector<std::string> signature(const Page& page, const Zones& zones, const std::string& site) {
  if (zones.body.empty()) return {};
  const std::size_t last = zones.body.back();
  for (const std::size_t i : {last, last + 1}) {
    if (i >= page.blocks.size()) break;
    const Block& block = page.blocks[i];
    const std::string_view text = page.text_of(block);
    if (block.kind == BlockKind::heading || block.link_bytes > 0 || text.size() > kMaxSignature ||
        text.find_first_of(".:?!0123456789\n") != std::string_view::npos) {
      continue;
    }
    const bool capitals =
        std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (capitals && static_cast<unsigned char>(text.front()) < 0xE3) continue;  // no Han
    std::vector<std::string> names = full_names(authors_in(text, site));
    if (names.size() == 1 && names.front().size() + 2 >= text.size()) return names;
  }
  return {};
}

std::vector<std::string> teams(const Page& page, const Zones& zones, const std::string& site) {
  for (std::size_t n = 0; n < zones.near; ++n) {
    const Block& block = page.blocks[zones.head[n]];
    const std::string_view text = page.text_of(block);
    if (text.size() > kMaxHandleBytes || text.find('\n') != std::string_view::npos) continue;
    const bool named = (page.cues[block.element] & bit(ClassCue::author)) != 0;
    if (!named && !has_opening(text)) continue;
    std::vector<std::string> names = stated_names_in(text);
    if (names.empty() || is_account(names.front()) ||
        names.front().size() + 2 > text.size() + (named ? 2 : 0))
      continue;
    const auto first = static_cast<unsigned char>(names.front().front());
    const bool capital = (first >= 'A' && first <= 'Z') || first >= 0x80;
    if (!capital && names.front().find(' ') != std::string::npos) continue;
    if (bare_name(names.front()) == bare_name(site) && !named) continue;
    if (names.front().find_first_of("0123456789:?!") != std::string::npos) continue;
    return names;
  }
  return {};
}

}  // namespace newsloom::extract
