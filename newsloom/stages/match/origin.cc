#include "newsloom/stages/match/origin.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "newsloom/core/text/normalize.h"

namespace newsloom::match {
namespace {

constexpr std::size_t kDateline = 240;  // bytes at the head of the text
constexpr std::size_t kSignOff = 240;   // and at its end
constexpr std::size_t kMaxAuthors = 8;

struct Agency {
  std::string_view short_name;  // as in brackets or a dateline; empty: the full name is used
  std::string_view full_name;   // folded
  std::string_view domain;      // folded
};

// The large agencies whose copy other outlets carry. Written by hand.
constexpr auto kAgencies = std::to_array<Agency>({
    {"AP", "associated press", "apnews.com"},
    {"", "reuters", "reuters.com"},
    {"AFP", "agence france-presse", "afp.com"},
    {"dpa", "deutsche presse-agentur", "dpa.com"},
    {"UPI", "united press international", "upi.com"},
    {"", "bloomberg", "bloomberg.com"},
    {"", "xinhua", "xinhuanet.com"},
    {"TASS", "tass", "tass.com"},
    {"", "interfax", "interfax."},
    {"", "ukrinform", "ukrinform."},
    {"ANSA", "ansa", "ansa.it"},
    {"EFE", "agencia efe", "efe.com"},
    {"", "europa press", "europapress.es"},
    {"APA", "austria presse agentur", "apa.at"},
    {"PAP", "polska agencja prasowa", "pap.pl"},
    {"PTI", "press trust of india", "ptinews.com"},
    {"ANI", "asian news international", "aninews.in"},
    {"", "kyodo", "kyodonews.net"},
    {"", "yonhap", "yna.co.kr"},
    {"", "anadolu", "aa.com.tr"},
    {"CP", "canadian press", "thecanadianpress.com"},
    {"AAP", "australian associated press", "aap.com.au"},
    {"PA", "press association", "pa.media"},
    {"ANP", "algemeen nederlands persbureau", "anp.nl"},
    {"NTB", "norsk telegrambyrå", "ntb.no"},
    {"TT", "tidningarnas telegrambyrå", "tt.se"},
    {"", "belga", "belga.be"},
    {"SDA", "keystone-sda", "keystone-sda.ch"},
    {"CNS", "china news service", "chinanews.com"},
    {"IANS", "indo-asian news service", "ians.in"},
});

bool is_letter(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[at]);
  return (c | 32U) - 'a' < 26U || c >= 0x80;
}

/// `name` as a whole word.
bool has_word(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    if ((at == 0 || !is_letter(text, at - 1)) && !is_letter(text, at + name.size())) return true;
  }
  return false;
}

/// In brackets, or at the very end: "(AP)", "- AP".
bool has_mark(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const char before = at == 0 ? '\0' : text[at - 1];
    const std::size_t end = at + name.size();
    const char after = end < text.size() ? text[end] : '\0';
    if (before == '(' && (after == ')' || after == '/' || after == ',')) return true;
    if (before == '/' && after == ')') return true;
  }
  return false;
}

bool is_credited(const Agency& agency, std::string_view head, std::string_view end,
                 std::string_view byline, std::string_view folded_byline) {
  if (has_word(folded_byline, agency.full_name)) return true;
  if (!agency.short_name.empty()) {
    return has_word(byline, agency.short_name) || has_mark(head, agency.short_name) ||
           has_mark(end, agency.short_name);
  }
  // "LONDON (Reuters) -": the full name is its own mark.
  std::string name(agency.full_name);
  name[0] = static_cast<char>(name[0] - 32);
  return has_mark(head, name) || has_mark(end, name);
}

}  // namespace

Credit credit_of(const Article& article) {
  Credit out;
  const std::string_view text = article.text;
  const std::string_view head = text.substr(0, kDateline);
  const std::string_view end = text.size() > kSignOff ? text.substr(text.size() - kSignOff) : text;
  std::string byline;
  for (std::size_t i = 0; i < std::min(article.authors.size(), kMaxAuthors); ++i) {
    byline += article.authors[i].substr(0, 200) + ", ";
  }
  const std::string folded_byline = folded(byline);
  const std::string publisher = folded(article.publisher.value_or("").substr(0, 200));
  const std::string url = folded(article.url.value_or("").substr(0, 200));
  for (std::size_t i = 0; i < kAgencies.size(); ++i) {
    const Agency& agency = kAgencies.at(i);
    const auto number = static_cast<std::uint8_t>(i + 1);
    if (out.publisher == 0 &&
        (has_word(publisher, agency.full_name) ||
         publisher.find(agency.domain) != std::string::npos ||
         url.find(std::string("//www.") + std::string(agency.domain)) != std::string::npos ||
         url.find(std::string("//") + std::string(agency.domain)) != std::string::npos)) {
      out.publisher = number;
    }
    if (out.credited == 0 && is_credited(agency, head, end, byline, folded_byline)) {
      out.credited = number;
    }
  }
  return out;
}

}  // namespace newsloom::match
