#include "newsloom/stages/extract/article_dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/normalize.h"

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
constexpr std::size_t kMaxWindow = 7;       // words of a date

constexpr std::string_view kPublishedMetas[] = {"article:published_time",
                                                "og:published_time",
                                                "article:published",
                                                "datepublished",
                                                "og:article:published_time",
                                                "publish-date",
                                                "publish_date",
                                                "publishdate",
                                                "published_time",
                                                "parsely-pub-date",
                                                "sailthru.date",
                                                "dc.date.issued",
                                                "dcterms.issued",
                                                "dc.date",
                                                "dcterms.date",
                                                "dc.date.created",
                                                "dcterms.created",
                                                "cxenseparse:recs:publishtime",
                                                "cxenseparse:publishtime",
                                                "date_published",
                                                "pubdate",
                                                "publication_date",
                                                "originalpublicationdate",
                                                "article.published",
                                                "article_date_original",
                                                "rnews:datepublished",
                                                "citation_publication_date",
                                                "citation_date",
                                                "vr:published_time",
                                                "iso-8601-publish-date",
                                                "datecreated",
                                                "published-date",
                                                "article:post_date",
                                                "date",
                                                "ptime",
                                                "pub_date",
                                                "last-published",
                                                "created",
                                                "release_date",
                                                "bt:pubdate",
                                                "published",
                                                "display_date"};

constexpr std::string_view kModifiedMetas[] = {"article:modified_time",
                                               "og:updated_time",
                                               "datemodified",
                                               "article:modified",
                                               "og:modified_time",
                                               "dcterms.modified",
                                               "dc.date.modified",
                                               "last-modified",
                                               "lastmod",
                                               "modified_time",
                                               "article:updated_time",
                                               "revision_date",
                                               "utime",
                                               "updated_time"};

class Finder {
 public:
  Finder(const PageFacts& facts, const Page& page, const Zones& zones,
         std::optional<Timestamp> fetched)
      : facts_(facts), page_(page), zones_(zones), fetched_(fetched) {}

  [[nodiscard]] std::optional<Timestamp> believed(std::string_view text) const {
    if (text.empty() || text.size() > kMaxLooseDateBytes) return std::nullopt;
    std::optional<Timestamp> time = parse_timestamp(text);
    if (!time) time = loose_date(text, order());
    return checked(time);
  }

  [[nodiscard]] std::optional<Timestamp> checked(std::optional<Timestamp> time) const {
    if (!time) return std::nullopt;
    const CivilDay day = time->local_day();
    if (day.year < kFirstYear || day.year > kLastYear) return std::nullopt;
    if (fetched_ && time->seconds > fetched_->seconds + kDay) return std::nullopt;
    return time;
  }

  [[nodiscard]] std::optional<Timestamp> stated_published() const {
    for (const LinkedArticle& article : facts_.linked) {
      if (auto time = believed(article.published)) return time;
    }
    return from_metas(kPublishedMetas);
  }

  [[nodiscard]] std::optional<Timestamp> stated_modified() const {
    for (const LinkedArticle& article : facts_.linked) {
      if (auto time = believed(article.modified)) return time;
    }
    if (auto time = from_metas(kModifiedMetas)) return time;
    return believed(facts_.page_modified);
  }

  // <time> and microdata in the head of the article.
  [[nodiscard]] std::optional<Timestamp> marked(bool modified) const {
    for (const std::size_t i : zones_.head) {
      NodeId top = page_.blocks[i].element;
      const NodeId end = page_.document.at(top).end;
      for (NodeId id = top; id < end && id < top + 300; ++id) {
        if (auto time = from_element(id, modified)) return time;
      }
    }
    return std::nullopt;
  }

  // Microdata anywhere: an element that says what it is.
  [[nodiscard]] std::optional<Timestamp> microdata(std::string_view property) const {
    for (NodeId id = 0; id < page_.document.nodes().size(); ++id) {
      const Node& node = page_.document.at(id);
      if (node.tag == Tag::none || node.attribute_count == 0 ||
          page_.document.attribute(node, "itemprop") != property) {
        continue;
      }
      for (const char* name : {"content", "datetime", "title"}) {
        if (auto time = believed(page_.document.attribute(node, name))) return time;
      }
      if (auto time = believed(short_text(id))) return time;
    }
    return std::nullopt;
  }

  // A date that people read, near the headline.
  [[nodiscard]] std::optional<Timestamp> visible(bool modified) const {
    for (const std::size_t i : zones_.head) {
      const std::string_view text = page_.text_of(page_.blocks[i]);
      if (text.size() > kMaxDateBlock) continue;
      if (auto time = in_text(text, modified)) return time;
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

  // The date nearest to the headline among elements that are named so, outside comments.
  [[nodiscard]] std::optional<Timestamp> nearest() const {
    if (zones_.title == kNoBlock) return std::nullopt;
    const auto title = static_cast<long>(page_.blocks[zones_.title].first);
    std::optional<Timestamp> best;
    long distance = kMaxNodesAway;
    const auto last = static_cast<NodeId>(
        std::min<long>(static_cast<long>(page_.document.nodes().size()), title + kMaxNodesAway));
    const auto first = static_cast<NodeId>(std::max<long>(0, title - kMaxNodesAway));
    for (NodeId id = first; id < last; ++id) {
      const Node& node = page_.document.at(id);
      if (node.tag == Tag::none) continue;
      constexpr std::uint64_t kNot =
          bit(ClassCue::comment) | bit(ClassCue::related) | bit(ClassCue::card);
      if (node.tag != Tag::time && (page_.cues[id] & bit(ClassCue::date)) == 0) continue;
      if ((page_.cues[id] & kNot) != 0 || (page_.cues[node.parent] & kNot) != 0) continue;
      const long away = std::abs(static_cast<long>(id) - title);
      if (away >= distance) continue;
      std::optional<Timestamp> time = believed(page_.document.attribute(node, "datetime"));
      if (!time) time = in_text(short_text(id), false);
      if (!time) continue;
      best = time;
      distance = away;
    }
    return best;
  }

 private:
  // 03/04/2025: pages in American English put the month first, most others the day.
  [[nodiscard]] DateOrder order() const {
    const std::string lang = folded(facts_.html_lang);
    if (lang == "en-us" || lang == "en_us" || facts_.meta("og:locale") == "en_US") {
      return DateOrder::month_first;
    }
    if (lang.empty() || lang == "en") return DateOrder::unknown;
    return DateOrder::day_first;
  }

  template <std::size_t N>
  [[nodiscard]] std::optional<Timestamp> from_metas(const std::string_view (&names)[N]) const {
    for (const std::string_view name : names) {
      if (auto time = believed(facts_.meta(name))) return time;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string short_text(NodeId id) const {
    const Node& node = page_.document.at(id);
    if (node.end - id > 40) return {};
    std::string out;
    append_squeezed(out, page_.document.inner_text(id), 0);
    return out;
  }

  [[nodiscard]] std::optional<Timestamp> from_element(NodeId id, bool modified) const {
    const Node& node = page_.document.at(id);
    if (node.tag != Tag::time) return std::nullopt;
    // What the element, or the words before it, call themselves.
    bool is_update = false;
    NodeId up = id;
    for (int level = 0; level < 3 && up != html::kNone; ++level) {
      const std::string names =
          folded(std::string(page_.document.attribute(page_.document.at(up), "class")) + " " +
                 std::string(page_.document.attribute(page_.document.at(up), "itemprop")));
      is_update = is_update || names.find("updat") != std::string::npos ||
                  names.find("modif") != std::string::npos;
      up = page_.document.at(up).parent;
    }
    if (is_update != modified) return std::nullopt;
    if (auto time = believed(page_.document.attribute(node, "datetime"))) return time;
    return believed(short_text(id));
  }

  [[nodiscard]] static bool says_update(std::string_view before) {
    const std::string lower = folded(before);
    for (const std::string_view word :
         {"updated", "update", "modified", "aktualisiert", "actualizado", "mis à jour", "modifié",
          "aggiornato", "atualizado", "bijgewerkt", "uppdaterad", "oppdatert", "opdateret",
          "aktualizacja", "обновлено", "revised", "edited", "수정"}) {
      if (lower.find(word) != std::string::npos) return true;
    }
    return false;
  }

  // The first date in a short text: the longest window of words that reads as one.
  [[nodiscard]] std::optional<Timestamp> in_text(std::string_view text, bool modified) const {
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
        if (window.size() < 6 || std::none_of(window.begin(), window.end(),
                                              [](char c) { return c >= '0' && c <= '9'; })) {
          continue;
        }
        found = believed(window);
        if (found) {
          used = n;
          break;
        }
      }
      if (!found) continue;
      if (update == modified) return found;
      i += used - 1;
      update = false;
    }
    return std::nullopt;
  }

  const PageFacts& facts_;
  const Page& page_;
  const Zones& zones_;
  std::optional<Timestamp> fetched_;
};

int number_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

struct Unit {
  std::string_view word;
  std::int64_t seconds;
};

constexpr Unit kUnits[] = {{"second", 1},       {"sec", 1},          {"minute", 60},
                           {"minuto", 60},      {"min", 60},         {"hour", 3600},
                           {"hr", 3600},        {"stunde", 3600},    {"heure", 3600},
                           {"hora", 3600},      {"ora", 3600},       {"ore", 3600},
                           {"uur", 3600},       {"timm", 3600},      {"time", 3600},
                           {"godzin", 3600},    {"час", 3600},       {"минут", 60},
                           {"day", kDay},       {"tag", kDay},       {"jour", kDay},
                           {"día", kDay},       {"dia", kDay},       {"giorn", kDay},
                           {"dag", kDay},       {"dni", kDay},       {"дн", kDay},
                           {"week", 7 * kDay},  {"woche", 7 * kDay}, {"semaine", 7 * kDay},
                           {"semana", 7 * kDay}};

}  // namespace

std::optional<Timestamp> relative_time(std::string_view raw, Timestamp fetched) {
  const std::string text = folded(squeezed(raw.substr(0, 80)));
  const auto has = [&](std::string_view word) { return text.find(word) != std::string::npos; };
  for (const std::string_view word : {"yesterday", "gestern", "hier", "ayer", "ieri", "ontem",
                                      "gisteren", "igår", "wczoraj", "вчера"}) {
    if (text == word) {
      return timestamp_of(civil_from_days(days_from_civil(fetched.local_day()) - 1));
    }
  }
  if (!has("ago") && !has("vor ") && !has("il y a") && !has("hace ") && !has(" fa") &&
      !has("há ") && !has("geleden") && !has("sedan") && !has("siden") && !has("temu") &&
      !has("назад")) {
    return std::nullopt;
  }
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit == std::string::npos) return std::nullopt;
  std::size_t at = digit;
  std::int64_t count = 0;
  while (is_digit_at(text, at) && at < digit + 3) count = count * 10 + (text[at++] - '0');
  if (is_digit_at(text, at)) return std::nullopt;
  while (at < text.size() && text[at] == ' ') ++at;
  const std::string_view rest = std::string_view(text).substr(at);
  for (const Unit& unit : kUnits) {
    if (rest.substr(0, unit.word.size()) != unit.word) continue;
    if (unit.seconds >= kDay) {
      const std::int64_t days = count * (unit.seconds / kDay);
      return timestamp_of(civil_from_days(days_from_civil(fetched.local_day()) - days));
    }
    Timestamp out = fetched;
    out.seconds -= count * unit.seconds;
    return out;
  }
  return std::nullopt;
}

std::optional<Timestamp> day_in_url(std::string_view url) {
  for (std::size_t at = 0; at + 8 <= url.size(); ++at) {
    if (!is_digit_at(url, at) || (at > 0 && is_digit_at(url, at - 1))) continue;
    const int year = number_at(url, at, 4);
    if (year < kFirstYear || year > kLastYear) continue;
    const char separator = at + 4 < url.size() ? url[at + 4] : ' ';
    int month = -1;
    int day = -1;
    std::size_t end = 0;
    if (separator == '/' || separator == '-' || separator == '_' || separator == '.') {
      const std::size_t month_digits = is_digit_at(url, at + 6) ? 2 : 1;
      month = number_at(url, at + 5, month_digits);
      const std::size_t day_at = at + 5 + month_digits + 1;
      if (day_at >= url.size() || url[day_at - 1] != separator) continue;
      const std::size_t day_digits = is_digit_at(url, day_at + 1) ? 2 : 1;
      day = number_at(url, day_at, day_digits);
      end = day_at + day_digits;
    } else if (is_digit_at(url, at + 7) && !is_digit_at(url, at + 8)) {
      month = number_at(url, at + 4, 2);
      day = number_at(url, at + 6, 2);
      end = at + 8;
    }
    if (month < 1 || month > 12 || day < 1 || day > 31 || is_digit_at(url, end)) continue;
    const CivilDay found{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
    if (is_valid(found)) return timestamp_of(found);
  }
  return std::nullopt;
}

ArticleDates dates_of(const PageFacts& facts, const Page& page, const Zones& zones,
                      std::string_view url, std::optional<Timestamp> fetched) {
  const Finder find(facts, page, zones, fetched);
  ArticleDates dates;
  dates.published = find.stated_published();
  if (!dates.published) dates.published = find.microdata("datePublished");
  if (!dates.published) dates.published = find.believed(facts.page_published);
  if (!dates.published) dates.published = find.marked(false);
  if (!dates.published) dates.published = find.visible(false);
  if (!dates.published) dates.published = find.nearest();
  if (!dates.published) dates.published = find.checked(day_in_url(url));
  dates.modified = find.stated_modified();
  if (!dates.modified) dates.modified = find.microdata("dateModified");
  if (!dates.modified) dates.modified = find.marked(true);
  if (!dates.modified) dates.modified = find.visible(true);
  if (dates.modified && dates.published &&
      dates.modified->seconds + kDay < dates.published->seconds) {
    dates.modified.reset();
  }
  return dates;
}

}  // namespace newsloom::extract
