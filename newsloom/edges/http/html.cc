#include "newsloom/edges/http/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "newsloom/core/html/entities.h"

namespace newsloom::http {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// One paragraph being written: text goes out up to each opening and closing of a span.
class Paragraph {
 public:
  Paragraph(std::string_view whole, const Anchors& anchors, std::string& out)
      : whole_(whole), anchors_(anchors), out_(out) {}

  void write(std::uint32_t begin, std::uint32_t end, const Marked* first, const Marked* last) {
    at_ = begin;
    for (const Marked* m = first; m != last; ++m) {
      close_until(m->span.begin);
      text_until(m->span.begin);
      const bool fits = m->span.end <= end && (open_.empty() || m->span.end <= open_.back());
      out_ += fmt::format("<span id=\"{}\"{}>", anchors_(m->span),
                          m->evidence && fits ? " class=\"evidence\"" : "");
      if (fits) {
        open_.push_back(m->span.end);
      } else {
        out_ += "</span>";
      }
    }
    close_until(end);
    text_until(end);
  }

 private:
  void text_until(std::uint32_t end) {
    if (end <= at_) return;
    out_ += escaped(whole_.substr(at_, end - at_));
    at_ = end;
  }
  void close_until(std::uint32_t place) {
    while (!open_.empty() && open_.back() <= place) {
      text_until(open_.back());
      out_ += "</span>";
      open_.pop_back();
    }
  }

  std::string_view whole_;
  const Anchors& anchors_;
  std::string& out_;
  std::uint32_t at_ = 0;
  std::vector<std::uint32_t> open_;
};

bool fits_text(const Marked& m, std::string_view whole, Field field) {
  return m.span.field == field && m.span.begin < m.span.end && m.span.end <= whole.size() &&
         is_boundary(whole, m.span.begin) && is_boundary(whole, m.span.end);
}

/// Outer spans before inner ones; of equal spans one stays, as evidence where any was.
void prepare(std::vector<Marked>& marked, std::string_view whole, Field field) {
  std::erase_if(marked, [&](const Marked& m) { return !fits_text(m, whole, field); });
  std::sort(marked.begin(), marked.end(), [](const Marked& a, const Marked& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    if (a.span.end != b.span.end) return a.span.end > b.span.end;
    return a.evidence > b.evidence;
  });
  marked.erase(std::unique(marked.begin(), marked.end(),
                           [](const Marked& a, const Marked& b) { return a.span == b.span; }),
               marked.end());
  if (marked.size() > kMaxMarked) marked.resize(kMaxMarked);
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char& c : text) {
    if (c == '\'') {
      out += "&#39;";  // attribute values stand in either quotes
    } else if (static_cast<unsigned char>(c) < 0x20 && c != '\n') {
      out += ' ';
    } else {
      html::append_escaped(out, std::string_view(&c, 1));
    }
  }
  return out;
}

Anchors::Anchors(const Article& article)
    : text_(article.text),
      title_(field_of(article, Field::title)),
      standfirst_(field_of(article, Field::standfirst)) {}

std::string Anchors::operator()(Span span) const {
  const bool title = span.field == Field::title;
  const bool standfirst = span.field == Field::standfirst;
  const CodePointIndex& index = title ? title_ : standfirst ? standfirst_ : text_;
  return fmt::format("{}{}-{}",
                     title        ? 't'
                     : standfirst ? 'd'
                                  : 's',
                     index.code_points(span.begin), index.code_points(span.end));
}

std::string marked_text(const Article& article, Field field, std::vector<Marked> marked) {
  const std::string_view whole = field_of(article, field);
  const Anchors anchors(article);
  prepare(marked, whole, field);
  std::string out;
  const Marked* next = marked.data();
  const Marked* const last = marked.data() + marked.size();
  std::size_t begin = 0;
  while (begin < whole.size()) {
    const std::size_t gap =
        field == Field::title ? std::string_view::npos : whole.find("\n\n", begin);
    const std::size_t end = gap == std::string_view::npos ? whole.size() : gap;
    const Marked* first = next;
    while (next != last && next->span.begin < std::max(end, begin + 1)) ++next;
    if (field != Field::title) out += "<p>";
    Paragraph(whole, anchors, out)
        .write(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), first, next);
    if (field != Field::title) out += "</p>\n";
    begin = gap == std::string_view::npos ? whole.size() : gap + 2;
  }
  return out;
}

std::string shown(const Timestamp& time) {
  const CivilDay day = time.local_day();
  std::string out = fmt::format("{} {} {}", day.day, kMonths[day.month - 1U], day.year);
  if (time.precision != Timestamp::Precision::second) return out;
  const std::int64_t local = time.seconds + time.offset_minutes * 60;
  const std::int64_t minutes = ((local % 86400) + 86400) % 86400 / 60;
  return out + fmt::format(", {:02}:{:02}", minutes / 60, minutes % 60);
}

std::string shown_date(std::string_view timex) {
  if (const auto day = parse_day(timex)) return shown(timestamp_of(*day));
  if (timex.size() == 7 && timex[4] == '-') {
    if (const auto day = parse_day(std::string(timex) + "-01")) {
      return fmt::format("{} {}", kMonths[day->month - 1U], day->year);
    }
  }
  const auto start_of_week = [&]() -> std::optional<CivilDay> {
    if (timex.size() < 8 || timex[4] != '-' || timex[5] != 'W') return std::nullopt;
    const auto fourth = parse_day(std::string(timex.substr(0, 4)) + "-01-04");  // in week 1
    if (!fourth || timex[6] < '0' || timex[6] > '5' || timex[7] < '0' || timex[7] > '9')
      return std::nullopt;
    const int week = (timex[6] - '0') * 10 + (timex[7] - '0');
    return civil_from_days(days_from_civil(*fourth) - weekday_of(*fourth) + (week - 1) * 7);
  };
  if (const auto monday = start_of_week()) return "week of " + shown(timestamp_of(*monday));
  constexpr std::array<std::array<std::string_view, 2>, 8> kParts = {
      {{"-SP", "spring"},
       {"-SU", "summer"},
       {"-FA", "autumn"},
       {"-WI", "winter"},
       {"-Q1", "first quarter of"},
       {"-Q2", "second quarter of"},
       {"-Q3", "third quarter of"},
       {"-Q4", "fourth quarter of"}}};
  for (const auto& [ending, name] : kParts) {
    if (timex.size() == 7 && timex.ends_with(ending))
      return fmt::format("{} {}", name, timex.substr(0, 4));
  }
  return std::string(timex);
}

bool is_web_url(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

}  // namespace newsloom::http
