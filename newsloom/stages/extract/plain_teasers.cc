#include "newsloom/stages/extract/plain_teasers.h"

#include <algorithm>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/names.h"

namespace newsloom::extract {
namespace {

constexpr std::uint32_t kMainWords = 40;  // before other articles may begin without a marker
constexpr std::uint32_t kTitleWords = 3;
constexpr std::uint32_t kLongTitle = 20;
constexpr std::uint32_t kPublisherWords = 6;
constexpr std::size_t kHeadLines = 10;  // of a teaser, before its text

bool is_text(const PlainLine& line) {
  return line.kind == LineKind::prose || line.kind == LineKind::sentence;
}

// The lines without text around `at`: [first, last).
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Run run_at(const std::vector<PlainLine>& lines, std::size_t at) {
  Run run{at, at};
  while (run.begin > 0 && !is_text(lines[run.begin - 1]) && at - run.begin < kHeadLines)
    --run.begin;
  while (run.end < lines.size() && !is_text(lines[run.end]) && run.end - at < kHeadLines) ++run.end;
  return run;
}

bool same_words(std::string_view a, std::string_view b) { return bare_name(a) == bare_name(b); }

// A run before a text, with a time and something that can be a title.
bool is_head(const std::vector<PlainLine>& lines, const Run& run) {
  if (run.end >= lines.size() || lines[run.end].kind != LineKind::prose) return false;
  bool time = false;
  bool title = false;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    time = time || lines[i].kind == LineKind::ago;
    title = title || (lines[i].kind == LineKind::heading && lines[i].words >= kTitleWords);
  }
  return time && title;
}

// "Related: …" inside a text: its titles are followed by more of the same article.
bool goes_on(const std::vector<PlainLine>& lines, std::size_t marker) {
  std::size_t at = marker + 1;
  std::size_t headings = 0;
  for (; at < lines.size() && !is_text(lines[at]); ++at) {
    const LineKind kind = lines[at].kind;
    if (kind == LineKind::ago || kind == LineKind::date || kind == LineKind::comments) return false;
    headings += kind == LineKind::heading ? 1U : 0U;
  }
  if (headings > 3) return false;
  std::size_t prose = 0;
  for (; at < lines.size() && prose < 3; ++at) {
    if (!is_text(lines[at])) break;
    ++prose;
  }
  // Two paragraphs without a heading between them are no list of teasers.
  return prose >= 2;
}

class TeaserReader {
 public:
  TeaserReader(const std::vector<PlainLine>& lines, std::size_t begin)
      : lines_(lines), begin_(begin) {}

  std::vector<PlainTeaser> read() {
    bool timed = false;
    for (std::size_t i = begin_; i < lines_.size(); ++i) timed = timed || is_time(lines_[i]);
    // No time before the first text: each teaser's facts stand behind its text.
    bool time_first = false;
    for (std::size_t i = begin_; i < lines_.size() && !is_text(lines_[i]); ++i) {
      time_first = time_first || is_time(lines_[i]);
    }
    trails_ = timed && !time_first;
    std::size_t at = begin_;
    while (at < lines_.size()) {
      const std::size_t head = at;
      while (at < lines_.size() && !is_text(lines_[at])) ++at;
      if (at >= lines_.size()) {
        trailing(head, at);
        break;
      }
      if (begins_teaser(head, at, timed)) {
        teasers_.push_back(head_of(head, at));
        // A title that is a question counts as a sentence.
        if (teasers_.back().title.empty() && lines_[at].words <= kLongTitle &&
            at + 1 < lines_.size() && is_text(lines_[at + 1])) {
          teasers_.back().title = lines_[at++].text;
        }
      }
      for (; at < lines_.size() && is_text(lines_[at]); ++at) {
        if (is_next_title(at)) {
          pending_title_ = lines_[at].text;
        } else if (!teasers_.empty()) {
          teasers_.back().paragraphs.push_back(lines_[at].text);
        }
      }
    }
    std::vector<PlainTeaser> good;
    for (PlainTeaser& teaser : teasers_) {
      if (!teaser.title.empty() && !teaser.paragraphs.empty()) good.push_back(std::move(teaser));
    }
    return good;
  }

 private:
  static bool is_time(const PlainLine& line) {
    return line.kind == LineKind::ago || line.kind == LineKind::date;
  }

  // A question behind a text, before the source and the time of another.
  bool is_next_title(std::size_t at) const {
    const PlainLine& line = lines_[at];
    if (line.text.back() != '?' || line.words > kLongTitle || trails_) return false;
    bool time = false;
    std::size_t next = at + 1;
    for (; next < lines_.size() && !is_text(lines_[next]); ++next) {
      time = time || is_time(lines_[next]);
    }
    return time && line.blank_before;
  }

  // A heading alone is a subheading where the other teasers carry a time.
  bool begins_teaser(std::size_t begin, std::size_t end, bool timed) const {
    bool time = false;
    bool title = false;
    for (std::size_t i = begin; i < end; ++i) {
      time = time || is_time(lines_[i]);
      title = title || lines_[i].kind == LineKind::heading;
    }
    return time || (title && (!timed || trails_));
  }

  PlainTeaser head_of(std::size_t begin, std::size_t end) {
    PlainTeaser teaser;
    const std::size_t title = title_in(begin, end);
    PlainTeaser& owner = !teasers_.empty() && trails_ ? teasers_.back() : teaser;
    if (title < end) teaser.title = lines_[title].text;
    if (teaser.title.empty()) teaser.title = std::move(pending_title_);
    pending_title_.clear();
    if (!teasers_.empty() || !trails_) facts(begin, end, title, owner);
    return teaser;
  }

  // The longest heading; one said twice before others (a picture has the title as its text), a
  // short one beside the time after others: that is the source.
  std::size_t title_in(std::size_t begin, std::size_t end) const {
    std::size_t best = end;
    int best_score = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const PlainLine& line = lines_[i];
      if (line.kind != LineKind::heading || line.words < 2) continue;
      int score = static_cast<int>(std::min<std::uint32_t>(line.words, 8));
      for (std::size_t j = begin; j < end; ++j) {
        if (j == i || !same_words(lines_[j].text, line.text)) continue;
        score += line.bullet || lines_[j].bullet ? -3 : 3;
      }
      const bool beside_time =
          (i > begin && is_time(lines_[i - 1])) || (i + 1 < end && is_time(lines_[i + 1]));
      if (beside_time && line.words <= kPublisherWords) score -= 4;
      if (line.bullet) score -= 2;
      if (score > 0 && score >= best_score) {
        best = i;
        best_score = score;
      }
    }
    return best;
  }

  // After the last text: the time of a teaser whose facts trail.
  void trailing(std::size_t begin, std::size_t end) {
    if (!teasers_.empty() && trails_) facts(begin, std::min(end, begin + 4), end, teasers_.back());
  }

  void facts(std::size_t begin, std::size_t end, std::size_t title, PlainTeaser& teaser) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (!is_time(lines_[i])) continue;
      if (!teaser.seconds_ago) teaser.seconds_ago = lines_[i].seconds_ago;
      if (!teaser.date) teaser.date = lines_[i].date;
      if (teaser.publisher.empty()) teaser.publisher = publisher_part(lines_[i].rest);
      for (const std::size_t next : {i - 1, i + 1}) {
        if (!teaser.publisher.empty() || next < begin || next >= end || next == title) continue;
        if (is_publisher(lines_[next], title)) teaser.publisher = lines_[next].text;
      }
    }
    // Said twice, once as an item of a list: the source of the teaser.
    for (std::size_t i = begin; i < end && teaser.publisher.empty(); ++i) {
      if (lines_[i].bullet && is_publisher(lines_[i], title)) teaser.publisher = lines_[i].text;
    }
  }

  bool is_publisher(const PlainLine& line, std::size_t title) const {
    if (line.kind != LineKind::heading || line.words > kPublisherWords) return false;
    return title >= lines_.size() || !same_words(line.text, lines_[title].text);
  }

  static std::string publisher_part(std::string_view rest) {
    const std::string text(rest.substr(0, rest.find(" | ")));
    const auto words = 1 + std::count(text.begin(), text.end(), ' ');
    const std::string lower = folded(text);
    if (text.empty() || words > static_cast<std::ptrdiff_t>(kPublisherWords)) return {};
    for (const std::string_view no : {"by ", "von ", "por ", "published", "updated", "posted"}) {
      if (lower.compare(0, no.size(), no) == 0) return {};
    }
    return text;
  }

  const std::vector<PlainLine>& lines_;
  std::size_t begin_;
  std::vector<PlainTeaser> teasers_;
  bool trails_ = false;
  std::string pending_title_;
};

}  // namespace

std::size_t teasers_begin(const std::vector<PlainLine>& lines) {
  std::uint32_t words = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_text(lines[i])) {
      words += lines[i].words;
      continue;
    }
    if (words < kMainWords) continue;
    if (lines[i].kind == LineKind::related && !goes_on(lines, i)) return i;
    if (lines[i].kind == LineKind::ago) {
      const Run run = run_at(lines, i);
      if (is_head(lines, run)) return run.begin;
    }
  }
  return lines.size();
}

std::vector<PlainTeaser> plain_teasers(const std::vector<PlainLine>& lines, std::size_t begin) {
  // The marker itself is no title.
  while (begin < lines.size() && lines[begin].kind == LineKind::related) ++begin;
  return TeaserReader(lines, begin).read();
}

}  // namespace newsloom::extract
