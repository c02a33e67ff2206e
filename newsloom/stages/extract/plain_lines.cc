#include "newsloom/stages/extract/plain_lines.h"

#include <algorithm>
#include <array>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/extract/credits.h"
#include "newsloom/stages/extract/plain_times.h"

namespace newsloom::extract {
namespace {

constexpr std::uint32_t kProseWords = 8;
constexpr std::uint32_t kLongWords = 25;
constexpr std::uint32_t kCaptionWords = 70;
constexpr std::uint32_t kMarkerWords = 7;
constexpr std::uint32_t kFurnitureWords = 40;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// "• ", "- ", "* ": a bullet, taken off.
bool take_bullet(std::string& text) {
  for (const std::string_view bullet :
       {"• ", "- ", "* ", "· ", "– ", "— ", "▪ ", "● ", "‣ ", "◦ "}) {
    if (text.compare(0, bullet.size(), bullet) == 0) {
      text.erase(0, bullet.size());
      return true;
    }
  }
  return false;
}

// "# Title", "**bold**", "[text](address)", "![picture](address)" of crawlers that keep Markdown.
bool take_markdown(std::string& text) {
  std::size_t marks = 0;
  while (marks < text.size() && text[marks] == '#') ++marks;
  const bool heading = marks > 0 && marks < 7 && marks < text.size() && text[marks] == ' ';
  if (heading) text.erase(0, marks + 1);
  for (const std::string_view mark : {"**", "__", "*", "_"}) {
    const std::size_t both = 2 * mark.size();
    if (text.size() > both && text.compare(0, mark.size(), mark) == 0 &&
        text.compare(text.size() - mark.size(), mark.size(), mark) == 0) {
      text = text.substr(mark.size(), text.size() - both);
    }
  }
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
    const std::size_t open = text.rfind('[', at);
    const std::size_t close = text.find(')', at);
    if (open == std::string::npos || open < done || close == std::string::npos) continue;
    const bool picture = open > done && text[open - 1] == '!';
    out.append(text, done, open - (picture ? 1 : 0) - done);
    if (!picture) out.append(text, open + 1, at - open - 1);
    done = close + 1;
  }
  if (done > 0) text = squeezed(out + text.substr(done));
  return heading;
}

constexpr std::array<std::string_view, 14> kAgencies = {
    "ap",   "afp",    "epa",   "reuters", "dpa", "efe",     "ansa",
    "tass", "xinhua", "getty", "upi",     "apa", "sputnik", "ukrinform"};

// "… any settlement. EPA": an agency after the last sentence.
bool ends_in_agency(const std::string& text) {
  const std::size_t stop = text.find_last_of(".!?");
  if (stop == std::string::npos || stop + 2 >= text.size() || text.size() - stop > 40) return false;
  const std::vector<LinePiece> pieces = line_pieces(std::string_view(text).substr(stop + 1));
  if (pieces.empty() || pieces.size() > 4) return false;
  return std::any_of(pieces.begin(), pieces.end(), [](const LinePiece& piece) {
    return std::find(kAgencies.begin(), kAgencies.end(), piece.folded) != kAgencies.end();
  });
}

class Classifier {
 public:
  explicit Classifier(const ResourceData& resources) : resources_(resources) {}

  void classify(PlainLine& line) const {
    const TextStats stats = stats_of(line.text, resources_.words, nullptr);
    line.words = stats.words;
    line.cues = resources_.cues.of_text(line.text);
    if (stats.words == 0) {
      line.kind = LineKind::noise;
      return;
    }
    if (stats.words <= 14 && !stats.ends_sentence && is_time(line)) return;
    if (is_picture(line, stats)) return;
    if (is_marker(line, stats)) return;
    const bool long_text = stats.words >= kLongWords && stats.function_words * 8 > stats.words;
    if ((stats.words >= kProseWords && stats.ends_sentence && !line.marked_heading) || long_text) {
      line.kind = is_promotion(line) ? LineKind::furniture : LineKind::prose;
    } else if (stats.ends_sentence && stats.words >= 2 && !stats.ends_ellipsis) {
      line.kind = is_promotion(line) ? LineKind::furniture : LineKind::sentence;
    } else {
      line.kind = LineKind::heading;
    }
  }

 private:
  static bool is_time(PlainLine& line) {
    if (auto ago = relative_time(line.text, line.rest)) {
      line.kind = LineKind::ago;
      line.seconds_ago = ago;
      return true;
    }
    if (auto date = date_of_line(line.text, line.rest)) {
      // A heading with a date in it is no date: a long rest stays text, unless it is in parts.
      const bool parts = contains(line.rest, " | ") || contains(line.rest, " · ") ||
                         contains(line.rest, " • ") || contains(line.rest, " — ");
      if (std::count(line.rest.begin(), line.rest.end(), ' ') > (parts ? 12 : 6)) {
        line.rest.clear();
        return false;
      }
      line.kind = LineKind::date;
      line.date = date;
      return true;
    }
    return false;
  }

  bool is_picture(PlainLine& line, const TextStats& stats) const {
    if (stats.words > kCaptionWords) return false;
    const std::string lower = folded(line.text);
    const std::size_t tail = lower.size() > 70 ? lower.size() - 70 : 0;
    const bool credit = has_credit(std::string_view(lower).substr(tail));
    if (credit && stats.words <= 14 && stats.sentences == 0) {
      line.kind = stats.words < kProseWords ? LineKind::credit : LineKind::caption;
      return true;
    }
    if (credit || ends_in_agency(line.text)) {
      line.kind = LineKind::caption;
      return true;
    }
    return false;
  }

  static bool is_marker(PlainLine& line, const TextStats& stats) {
    const auto has = [&line](TextCue cue) { return (line.cues & bit(cue)) != 0; };
    const bool short_line = stats.words <= kMarkerWords && !stats.ends_sentence;
    if (short_line && stats.ends_colon &&
        (has(TextCue::date) || has(TextCue::byline) || starts_label(line.text))) {
      line.kind = LineKind::label;
      return true;
    }
    const std::size_t colon = line.text.find(':');
    const bool title_follows = colon < 24 && colon + 8 < line.text.size();
    if (has(TextCue::related) && (!stats.ends_sentence || title_follows)) {
      if (title_follows || !short_line) {
        line.kind = stats.words <= kLongWords && title_follows ? LineKind::inline_related
                                                               : LineKind::heading;
        return title_follows;
      }
      line.kind = LineKind::related;
      return true;
    }
    if (short_line && has(TextCue::comment)) {
      line.kind = LineKind::comments;
      return true;
    }
    const std::uint64_t furniture = bit(TextCue::ad) | bit(TextCue::share) |
                                    bit(TextCue::newsletter) | bit(TextCue::copyright) |
                                    bit(TextCue::cookie) | bit(TextCue::tags) | bit(TextCue::app) |
                                    bit(TextCue::login) | bit(TextCue::nav) | bit(TextCue::contact);
    if (stats.words <= 12 && !stats.ends_sentence && (line.cues & furniture) != 0) {
      line.kind = LineKind::furniture;
      return true;
    }
    return false;
  }

  static bool starts_label(std::string_view text) {
    const std::string lower = folded(text);
    for (const std::string_view label :
         {"published", "updated", "last updated",   "written by",   "edited by", "author",
          "date",      "posted",  "veröffentlicht", "aktualisiert", "autor",     "von",
          "publicado", "por",     "actualizado",    "source",       "quelle",    "fuente",
          "publié",    "auteur"}) {
      if (lower.compare(0, label.size(), label) == 0) return true;
    }
    return false;
  }

  // Whole sentences that sell: only short ones, so that an article about apps stays.
  // "Shares in Vale Corp. fell.", "The commission said …", "Twitter said …": words of promotions
  // that news uses, too. A promotion speaks to its reader.
  static bool may_be_news(const PlainLine& line, const std::string& lower) {
    constexpr std::uint32_t kLeastWords = 6;
    if (line.words < kLeastWords) return false;
    bool ambiguous = false;
    for (const std::string_view start : {"share", "facebook", "twitter", "whatsapp", "tweet"}) {
      ambiguous = ambiguous || lower.compare(0, start.size(), start) == 0;
    }
    for (const std::string_view part : {"commission", "provision", "affiliate"}) {
      ambiguous = ambiguous || contains(lower, part);
    }
    if (!ambiguous) return false;
    const std::string padded = " " + lower + " ";
    for (const std::string_view reader :
         {" you ", " your ",       " us ",       " us.",      " our ",
          " we ",  "this article", "this story", "this post", "this page",
          " link", "click",        "follow ",    "werbe",     " wir ",
          " uns ", " unser",       " sie ",      " ihre ",    "diesen artikel"}) {
      if (contains(padded, reader)) return false;
    }
    return true;
  }

  static bool is_promotion(const PlainLine& line) {
    const std::uint64_t selling =
        bit(TextCue::newsletter) | bit(TextCue::app) | bit(TextCue::cookie) | bit(TextCue::login) |
        bit(TextCue::copyright) | bit(TextCue::ad) | bit(TextCue::share) | bit(TextCue::consent);
    if (line.words > kFurnitureWords) return false;
    const std::string lower = folded(line.text);
    const std::uint64_t loose = bit(TextCue::ad) | bit(TextCue::share);
    const std::uint64_t found = line.cues & selling;
    if (found != 0 && ((found & ~loose) != 0 || !may_be_news(line, lower))) return true;
    for (const std::string_view part :
         {"download our app", "download the app", "our app today", "app store", "subscribe to our",
          "sign up for our", "laden sie unsere app", "unseren newsletter", "descarga nuestra app",
          "suscríbete", "abonnieren sie", "follow us on", "folgen sie uns", "síguenos en",
          "all rights reserved", "alle rechte vorbehalten", "todos los derechos reservados"}) {
      if (contains(lower, part)) return true;
    }
    return false;
  }

  const ResourceData& resources_;
};

// Paragraphs cut at a fixed width: nearly all long lines are below one limit and many end inside a
// sentence.
std::size_t wrap_width(const std::vector<PlainLine>& lines) {
  std::size_t longest = 0;
  std::size_t count = 0;
  std::size_t open = 0;
  for (const PlainLine& line : lines) {
    if (line.text.size() < 45) continue;
    longest = std::max(longest, line.text.size());
    ++count;
    if (std::string_view(".!?:\"'").find(line.text.back()) == std::string_view::npos &&
        static_cast<unsigned char>(line.text.back()) < 0x80) {
      ++open;
    }
  }
  const bool wrapped = count >= 8 && longest <= 110 && open * 2 > count;
  return wrapped ? longest : 0;
}

std::vector<PlainLine> joined(std::vector<PlainLine> lines) {
  const std::size_t width = wrap_width(lines);
  if (width == 0) return lines;
  std::vector<PlainLine> out;
  std::size_t last = 0;  // of the line before, as it was
  for (PlainLine& line : lines) {
    const std::size_t size = line.text.size();
    if (!out.empty() && !line.blank_before && !line.bullet && !line.marked_heading &&
        last * 3 > width * 2) {
      out.back().text += " " + line.text;
    } else {
      out.push_back(std::move(line));
    }
    last = size;
  }
  return out;
}

}  // namespace

std::vector<PlainLine> plain_lines(std::string_view utf8, const ResourceData& resources) {
  std::vector<PlainLine> lines;
  bool blank = false;
  for (std::size_t begin = 0; begin < utf8.size() && lines.size() < kMaxPlainLines;) {
    const std::size_t end = std::min(utf8.find('\n', begin), utf8.size());
    PlainLine line;
    line.text = squeezed(utf8.substr(begin, end - begin));
    begin = end + 1;
    if (line.text.empty()) {
      blank = true;
      continue;
    }
    line.bullet = take_bullet(line.text);
    line.marked_heading = take_markdown(line.text);
    if (line.text.empty()) continue;
    line.blank_before = blank;
    blank = false;
    lines.push_back(std::move(line));
  }
  lines = joined(std::move(lines));
  const Classifier classifier(resources);
  for (PlainLine& line : lines) classifier.classify(line);
  return lines;
}

}  // namespace newsloom::extract
