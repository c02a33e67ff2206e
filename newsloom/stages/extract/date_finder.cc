#include "newsloom/stages/extract/date_finder.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <utility>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/date_names.h"

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

constexpr std::int64_t kDay = 86400;
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
constexpr std::size_t kMaxDateBlock = 260;  // bytes; longer blocks are paragraphs
constexpr long kMaxNodesAway = 400;         // of a date from the headline
constexpr std::size_t kMaxTimes = 50;       // of microdata, looked at
constexpr std::size_t kMaxWindow = 7;       // words of a date

constexpr std::size_t kMinLabelled = 14;    // bytes of "posted on" and a date
constexpr std::size_t kMaxAfterLabel = 12;  // bytes between "published" and its date
constexpr std::size_t kMaxAfterDateline = 4;
constexpr std::size_t kMaxDateline = 90;  // bytes of a paragraph before a dateline ends

bool says_update(std::string_view before) {
  const std::string lower = folded(before);
  return std::any_of(std::begin(kChangeWords), std::end(kChangeWords),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

// hAtom: <abbr class="published" title="2031-05-04T08:30:00+02:00">. Source: microformats.org.
bool is_hatom_date(std::string_view classes) {
  while (!classes.empty()) {
    const std::size_t end = std::min(classes.find(' '), classes.size());
    const std::string_view one = classes.substr(0, end);
    if (one == "published" || one == "updated") return true;
    classes.remove_prefix(std::min(classes.size(), end + 1));
  }
  return false;
}

// "2031Updated": two lines that stand in one block without a space.
bool is_glued(std::string_view window) {
  for (std::size_t i = 0; i + 2 < window.size(); ++i) {
    const bool word = std::isalpha(static_cast<unsigned char>(window[i + 1])) != 0 &&
                      std::isalpha(static_cast<unsigned char>(window[i + 2])) != 0;
    if (std::isdigit(static_cast<unsigned char>(window[i])) != 0 && word && window[i + 1] < 'a' &&
        window[i + 2] >= 'a') {
      return true;
    }
  }
  return false;
}

bool is_one_day(const std::vector<Timestamp>& times) {
  return std::all_of(times.begin(), times.end(), [&](const Timestamp& time) {
    return time.local_day() == times.front().local_day();
  });
}

// The end of words that announce a date, or npos.
template <std::size_t N>
std::size_t end_of_label(std::string_view text, const std::string_view (&labels)[N]) {
  for (const std::string_view label : labels) {
    if (text.substr(0, label.size()) == label) return label.size();
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<Timestamp> DateFinder::shown(bool near, bool modified) const {
  std::optional<Timestamp> time = marked(near, modified);
  return time ? time : visible(near, modified);
}

std::optional<Timestamp> DateFinder::labelled(bool modified) const {
  std::vector<Timestamp> times;
  for (const Block& block : page_.blocks) {
    if (block.size() > kMaxDateBlock) continue;
    std::string_view text = page_.text_of(block);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view raw = text.substr(0, end);
      text.remove_prefix(std::min(text.size(), end + 1));
      if (raw.size() < kMinLabelled || raw.find_first_of("0123456789") == raw.npos) continue;
      const std::string line = folded(raw);
      const std::size_t label =
          modified ? end_of_label(line, kChangeLabels) : end_of_label(line, kFirstLabels);
      if (label == std::string_view::npos) continue;
      constexpr std::uint64_t kNot =
          bit(ClassCue::comment) | bit(ClassCue::related) | bit(ClassCue::card);
      if ((page_.cues[block.element] & kNot) != 0) continue;
      const auto found = in_text(std::string_view(line).substr(label), false);
      if (found && found->begin <= kMaxAfterLabel) times.push_back(found->time);
    }
  }
  // Several days: a list of articles.
  if (times.empty() || !is_one_day(times)) return std::nullopt;
  return times.front();
}

std::optional<Timestamp> DateFinder::believed(std::string_view text) const {
  if (text.empty() || text.size() > kMaxLooseDateBytes) return std::nullopt;
  std::optional<Timestamp> time = parse_timestamp(text);
  if (!time) time = loose_date(text, order());
  return checked(time);
}

std::optional<Timestamp> DateFinder::checked(std::optional<Timestamp> time) const {
  if (!time) return std::nullopt;
  const CivilDay day = time->local_day();
  if (day.year < kFirstYear || day.year > kLastYear) return std::nullopt;
  if (fetched_ && time->seconds > fetched_->seconds + kDay) return std::nullopt;
  return time;
}

std::optional<StatedDate> DateFinder::stated_published() const {
  for (const LinkedArticle& article : facts_.linked) {
    const auto time = believed(article.published);
    if (!time) continue;
    // In words, or the very second of the last change: made when the whole site was built.
    const bool built = time == believed(article.modified);
    return StatedDate{*time, built || !parse_timestamp(article.published)};
  }
  for (const std::string_view name : kPublishedMetas) {
    if (auto time = believed(facts_.meta(name))) return StatedDate{*time, false};
  }
  // Several days: the cards of a list say so, too.
  const std::vector<Timestamp> items = all_microdata("datePublished");
  if (!items.empty() && is_one_day(items)) return StatedDate{items.front(), false};
  for (const std::string_view name : kLoosePublishedMetas) {
    if (auto time = believed(facts_.meta(name))) return StatedDate{*time, true};
  }
  if (!items.empty()) return StatedDate{items.front(), false};
  if (auto time = believed(facts_.page_published)) return StatedDate{*time, false};
  return std::nullopt;
}

std::vector<Timestamp> DateFinder::all_stated() const {
  std::vector<Timestamp> times;
  const auto add = [&](std::optional<Timestamp> time) {
    if (time) times.push_back(*time);
  };
  for (const LinkedArticle& article : facts_.linked) add(believed(article.published));
  for (const std::string_view name : kPublishedMetas) add(believed(facts_.meta(name)));
  for (const std::string_view name : kLoosePublishedMetas) add(believed(facts_.meta(name)));
  for (const Timestamp& time : all_microdata("datePublished")) times.push_back(time);
  add(believed(facts_.page_published));
  return times;
}

std::optional<Timestamp> DateFinder::stated_modified() const {
  for (const LinkedArticle& article : facts_.linked) {
    if (auto time = believed(article.modified)) return time;
  }
  for (const std::string_view name : kModifiedMetas) {
    if (auto time = believed(facts_.meta(name))) return time;
  }
  if (auto time = believed(facts_.page_modified)) return time;
  const std::vector<Timestamp> items = all_microdata("dateModified");
  return items.empty() ? std::nullopt : std::optional(items.front());
}

std::optional<Timestamp> DateFinder::marked(bool near, bool modified) const {
  for (std::size_t n = near ? 0 : zones_.near; n < (near ? zones_.near : zones_.head.size()); ++n) {
    const std::size_t i = zones_.head[n];
    NodeId top = page_.blocks[i].element;
    const NodeId end = page_.document.at(top).end;
    for (NodeId id = top; id < end && id < top + 300; ++id) {
      if (auto time = from_element(id, modified)) return time;
    }
  }
  return std::nullopt;
}

std::vector<Timestamp> DateFinder::all_microdata(std::string_view property) const {
  std::vector<Timestamp> times;
  const auto add = [&](std::string_view text) {
    const auto time = believed(text);
    if (time) times.push_back(*time);
    return time.has_value();
  };
  for (NodeId id = 0; id < page_.document.nodes().size() && times.size() < kMaxTimes; ++id) {
    const Node& node = page_.document.at(id);
    if (node.tag == Tag::none || node.attribute_count == 0 ||
        page_.document.attribute(node, "itemprop") != property) {
      continue;
    }
    if (add(page_.document.attribute(node, "content")) ||
        add(page_.document.attribute(node, "datetime")) ||
        add(page_.document.attribute(node, "title"))) {
      continue;
    }
    add(short_text(id));
  }
  return times;
}

std::optional<Timestamp> DateFinder::visible(bool near, bool modified) const {
  for (std::size_t n = near ? 0 : zones_.near; n < (near ? zones_.near : zones_.head.size()); ++n) {
    const std::size_t i = zones_.head[n];
    const std::string_view text = page_.text_of(page_.blocks[i]);
    if (text.size() > kMaxDateBlock) continue;
    if (auto time = time_in(text, modified)) return time;
    if (modified) continue;
    // A date alone in an element, glued to its neighbours: "Frieda Lomax2025-02-19".
    const NodeId top = page_.blocks[i].element;
    const NodeId end = std::min(page_.document.at(top).end, top + 60);
    for (NodeId id = top + 1; id < end; ++id) {
      if (page_.document.at(id).tag == Tag::none) continue;
      if (auto time = believed(short_text(id))) return time;
    }
  }
  return std::nullopt;
}

std::optional<Timestamp> DateFinder::nearest() const {
  if (zones_.title == kNoBlock) return std::nullopt;
  const auto headline = static_cast<long>(page_.blocks[zones_.title].first);
  std::optional<Timestamp> best;
  long distance = kMaxNodesAway;
  const auto last = static_cast<NodeId>(
      std::min<long>(static_cast<long>(page_.document.nodes().size()), headline + kMaxNodesAway));
  const auto first = static_cast<NodeId>(std::max<long>(0, headline - kMaxNodesAway));
  for (NodeId id = first; id < last; ++id) {
    const Node& node = page_.document.at(id);
    if (node.tag == Tag::none) continue;
    constexpr std::uint64_t kNot =
        bit(ClassCue::comment) | bit(ClassCue::related) | bit(ClassCue::card);
    const std::string_view title = page_.document.attribute(node, "title");
    const bool hatom = !title.empty() && is_hatom_date(page_.document.attribute(node, "class"));
    if (node.tag != Tag::time && !hatom && (page_.cues[id] & bit(ClassCue::date)) == 0) continue;
    if ((page_.cues[id] & kNot) != 0 || (page_.cues[node.parent] & kNot) != 0) continue;
    const long away = std::abs(static_cast<long>(id) - headline);
    if (away >= distance) continue;
    std::optional<Timestamp> time = believed(page_.document.attribute(node, "datetime"));
    if (!time && hatom) time = believed(title);
    if (!time) time = time_in(short_text(id), false);
    if (!time) continue;
    best = time;
    distance = away;
  }
  return best;
}

// 03/04/2025: pages in American English put the month first, most others the day.
DateOrder DateFinder::order() const {
  const std::string lang = folded(facts_.html_lang);
  if (lang == "en-us" || lang == "en_us" || facts_.meta("og:locale") == "en_US") {
    return DateOrder::month_first;
  }
  if (lang.empty() || lang == "en") return DateOrder::unknown;
  return DateOrder::day_first;
}

std::string DateFinder::short_text(NodeId id) const {
  const Node& node = page_.document.at(id);
  if (node.end - id > 40) return {};
  std::string out;
  append_squeezed(out, page_.document.inner_text(id), 0);
  return out;
}

// The element, or one right around it, calls itself a comment.
bool DateFinder::is_of_comment(NodeId id) const {
  for (int level = 0; level < 3 && id != html::kNone; ++level) {
    if ((page_.cues[id] & bit(ClassCue::comment)) != 0) return true;
    id = page_.document.at(id).parent;
  }
  return false;
}

std::optional<Timestamp> DateFinder::from_element(NodeId id, bool modified) const {
  const Node& node = page_.document.at(id);
  const std::string_view title = page_.document.attribute(node, "title");
  const bool hatom = !title.empty() && is_hatom_date(page_.document.attribute(node, "class"));
  if (node.tag != Tag::time && !hatom) return std::nullopt;
  if (is_of_comment(id)) return std::nullopt;
  // What the element, or the words before it, call themselves.
  bool is_update = false;
  bool is_first = false;  // "entry-date published updated": one date for both
  NodeId up = id;
  for (int level = 0; level < 3 && up != html::kNone; ++level) {
    const std::string names =
        folded(std::string(page_.document.attribute(page_.document.at(up), "class")) + " " +
               std::string(page_.document.attribute(page_.document.at(up), "itemprop")));
    is_update = is_update || names.find("updat") != std::string::npos ||
                names.find("modif") != std::string::npos;
    is_first = is_first || (up == id && names.find("publish") != std::string::npos);
    up = page_.document.at(up).parent;
  }
  if ((is_update && !is_first) != modified) return std::nullopt;
  if (auto time = believed(page_.document.attribute(node, "datetime"))) return time;
  if (hatom) return believed(title);
  return believed(short_text(id));
}

// The first date in a short text: the longest window of words that reads as one.
std::optional<DateFinder::Found> DateFinder::in_text(std::string_view text, bool modified) const {
  if (std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  std::vector<std::pair<std::size_t, std::size_t>> words;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '|')) ++at;
    const std::size_t begin = at;
    while (at < text.size() && text[at] != ' ' && text[at] != '\n' && text[at] != '|') ++at;
    if (at > begin) words.emplace_back(begin, at);
  }
  bool update = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = text.substr(words[i].first, words[i].second - words[i].first);
    if (says_update(word)) update = true;
    std::optional<Timestamp> found;
    std::size_t used = 0;
    for (std::size_t n = std::min(kMaxWindow, words.size() - i); n >= 1; --n) {
      const std::size_t begin = words[i].first;
      std::string_view window = text.substr(begin, words[i + n - 1].second - begin);
      while (!window.empty() &&
             std::string_view(".,;:)-").find(window.back()) != std::string_view::npos) {
        window.remove_suffix(1);
      }
      while (!window.empty() &&
             std::string_view("(,;:-").find(window.front()) != std::string_view::npos) {
        window.remove_prefix(1);
      }
      if (window.size() < 6 ||
          std::none_of(window.begin(), window.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        continue;
      }
      if (!is_glued(window)) found = believed(window);
      if (found) {
        used = n;
        break;
      }
    }
    if (!found) continue;
    if (update == modified) {
      return Found{*found, words[i].first, words[i + used - 1].second};
    }
    i += used - 1;
    update = false;
  }
  return std::nullopt;
}

std::optional<Timestamp> DateFinder::time_in(std::string_view text, bool modified) const {
  const auto found = in_text(text, modified);
  return found ? std::optional(found->time) : std::nullopt;
}

std::optional<Timestamp> DateFinder::only_time() const {
  std::vector<Timestamp> times;
  constexpr std::uint64_t kNot =
      bit(ClassCue::comment) | bit(ClassCue::related) | bit(ClassCue::card);
  for (NodeId id = 0; id < page_.document.nodes().size() && times.size() < kMaxTimes; ++id) {
    const Node& node = page_.document.at(id);
    if (node.tag != Tag::time || (page_.cues[id] & kNot) != 0 || is_of_comment(id)) continue;
    if (auto time = believed(page_.document.attribute(node, "datetime"))) times.push_back(*time);
  }
  if (times.empty() || !is_one_day(times)) return std::nullopt;
  return times.front();
}

std::vector<std::int16_t> DateFinder::offsets() const {
  std::vector<std::int16_t> found;
  std::size_t looked_at = 0;
  for (NodeId id = 0; id < page_.document.nodes().size() && looked_at < kMaxTimes; ++id) {
    const Node& node = page_.document.at(id);
    if (node.tag != Tag::time) continue;
    ++looked_at;
    const auto time = believed(page_.document.attribute(node, "datetime"));
    if (!time || !time->has_zone || time->offset_minutes == 0) continue;
    if (std::find(found.begin(), found.end(), time->offset_minutes) == found.end()) {
      found.push_back(time->offset_minutes);
    }
  }
  return found;
}

std::optional<Timestamp> DateFinder::dateline() const {
  if (zones_.body.empty()) return std::nullopt;
  const std::string_view text =
      page_.text_of(page_.blocks[zones_.body.front()]).substr(0, kMaxDateline);
  const auto found = in_text(text, false);
  if (!found) return std::nullopt;
  // Behind the date; a reader of loose dates may have taken the sign for a part of it.
  const std::string_view near =
      text.substr(found->begin, found->end + kMaxAfterDateline - found->begin);
  for (const std::string_view sign : {"–", "—", " - ", "|", ")", ": ", " / ", "·"}) {
    if (near.find(sign) != std::string_view::npos) return found->time;
  }
  return std::nullopt;
}

}  // namespace newsloom::extract
