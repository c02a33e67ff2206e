#include "newsloom/stages/extract/names.h"

#include <algorithm>
#include <array>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/extract/text_stats.h"

namespace newsloom::extract {
namespace {

// What stands before names, in lower case.
constexpr std::string_view kOpenings[] = {"by",
                                          "von",
                                          "par",
                                          "por",
                                          "di",
                                          "door",
                                          "av",
                                          "af",
                                          "od",
                                          "aus",
                                          "text",
                                          "text by",
                                          "text von",
                                          "texte",
                                          "written by",
                                          "words by",
                                          "posted by",
                                          "published by",
                                          "reporting by",
                                          "story by",
                                          "autor",
                                          "autorin",
                                          "autoren",
                                          "author",
                                          "authors",
                                          "автор",
                                          "tekst",
                                          "escrito por",
                                          "publicado por",
                                          "écrit par",
                                          "publié par",
                                          "propos recueillis par",
                                          "interview by",
                                          "interview",
                                          "analysis by",
                                          "opinion by",
                                          "review by",
                                          "compiled by",
                                          "edited by",
                                          "eine analyse von",
                                          "ein kommentar von",
                                          "kommentar von",
                                          "ein gastbeitrag von",
                                          "gastbeitrag von",
                                          "interview von",
                                          "redacción",
                                          "przez",
                                          "scris de",
                                          "contributed by",
                                          "from",
                                          "teksti",
                                          "foto",
                                          "updated by",
                                          "submitted by",
                                          "blog by",
                                          "essay by",
                                          "report by",
                                          "authored by",
                                          "posted on",
                                          "posted",
                                          "geschrieben von",
                                          "verfasst von",
                                          "erstellt von",
                                          "a cura di",
                                          "criado por",
                                          "post author",
                                          "written and edited by",
                                          "article by",
                                          "publicado",
                                          "photos by",
                                          "记者",
                                          "记者：",
                                          "作者",
                                          "文",
                                          "撰文",
                                          "medically reviewed by",
                                          "reviewed by",
                                          "last updated by",
                                          "expert review by"};

// Words that make a piece something else than a person.
constexpr std::string_view kNotNames[] = {
    "staff",         "editor",      "editors",       "reporter",    "reporters",    "correspondent",
    "writer",        "writers",     "desk",          "newsroom",    "news",         "agency",
    "agencies",      "press",       "team",          "redaktion",   "redaktionen",  "redakteur",
    "redakteurin",   "redacción",   "redaccion",     "redazione",   "redakcja",     "rédaction",
    "redação",       "journalist",  "journaliste",   "contributor", "contributors", "columnist",
    "producer",      "director",    "chief",         "senior",      "associate",    "manager",
    "professor",     "published",   "updated",       "photo",       "photos",       "photographer",
    "foto",          "video",       "read",          "minutes",     "min",          "ago",
    "follow",        "twitter",     "facebook",      "email",       "share",        "comments",
    "comment",       "comentarios", "more",          "view",        "profile",      "admin",
    "administrator", "editorial",   "online",        "wire",        "services",     "service",
    "reuters",       "afp",         "dpa",           "ap",          "associated",   "bloomberg",
    "ansa",          "efe",         "pap",           "tass",        "xinhua",       "guest",
    "office",        "magazine",    "newspaper",     "media",       "network",      "inc",
    "ltd",           "gmbh",        "llc",           "webdesk",     "bureau",       "university",
    "institute",     "foundation",  "association",   "board",       "department",   "autor",
    "author",        "archive",     "save",          "subscribe",   "uhr",          "lesezeit",
    "website",       "blog",        "co-founder",    "founder",     "ceo",          "president",
    "analyst",       "researcher",  "specialist",    "expert",      "fellow",       "intern",
    "freelance",     "freelancer",  "host",          "special",     "sports",       "politics",
    "business",      "world",       "international", "national",    "local",        "today",
    "january",       "february",    "march",         "april",       "june",         "july",
    "august",        "september",   "october",       "november",    "december",     "source",
    "sagt",          "says",        "schreibt",      "bio",         "collected",    "rubrik",
    "themen",        "bearbeiten",  "folgen",        "edit",        "note",         "unknown",
    "anonymous",     "null",        "undefined",     "true",        "false"};

// What parts names in one line.
constexpr std::string_view kSplitters[] = {
    " and ", " und ",  " et ",  " y ",    " e ", " & ", " og ", " och ", " en ",  " i ", " / ",
    "/",     " | ",    "|",     ";",      " · ", "·",   " • ",  "•",     " – ",   " — ", " - ",
    "\n",    " with ", " mit ", " avec ", ",",   "、",  "，",   " и ",   " und\n"};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// The length of a sign that never stands at the edge of a name, at the start or end of a text; or
// 0.
std::size_t edge_at(std::string_view text, bool front) {
  constexpr std::string_view kEdges[] = {" ", "\n", "\t", ",", ".",  ";", ":", "|", "-", "/", "*",
                                         "(", ")",  "[",  "]", "\"", "'", "•", "·", "–", "—"};
  for (const std::string_view edge : kEdges) {
    if (edge.size() > text.size()) continue;
    if ((front ? text.substr(0, edge.size()) : text.substr(text.size() - edge.size())) == edge) {
      return edge.size();
    }
  }
  return 0;
}

std::string_view trimmed(std::string_view text) {
  while (const std::size_t size = edge_at(text, true)) text.remove_prefix(size);
  while (const std::size_t size = edge_at(text, false)) {
    if (text.back() == '.' && text.size() > 2 && text[text.size() - 2] >= 'A' &&
        text[text.size() - 2] <= 'Z') {
      break;  // an initial: "Ben K."
    }
    if (text.back() == '.' && text.size() > 3 &&
        (text.substr(text.size() - 3) == "Jr." || text.substr(text.size() - 3) == "Sr.")) {
      break;
    }
    text.remove_suffix(size);
  }
  return text;
}

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && is_space(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    if (at > begin) words.push_back(text.substr(begin, at - begin));
  }
  return words;
}

bool is_not_name(std::string_view word) {
  return std::find(std::begin(kNotNames), std::end(kNotNames), word) != std::end(kNotNames);
}

// The length of an opening at the start of a text, or 0. Behind it no letter may follow, but an
// upper-case one where a page forgot the space: "Posted byMara".
std::size_t opening_length(std::string_view lower, std::string_view text) {
  std::size_t best = 0;
  for (const std::string_view opening : kOpenings) {
    if (opening.size() <= best || lower.substr(0, opening.size()) != opening) continue;
    const char next = text.size() > opening.size() ? text[opening.size()] : ' ';
    const bool capital = next >= 'A' && next <= 'Z' && opening.size() > 6;
    const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ||
                        static_cast<unsigned char>(next) >= 0x80 || next == '-' || next == '\'' ||
                        next == '.';
    if (!letter || capital) best = opening.size();
  }
  return best;
}

std::string without_opening(std::string_view text) {
  std::string_view rest = trimmed(text);
  for (int round = 0; round < 3; ++round) {
    const std::string lower = folded(rest.substr(0, 64));
    const std::size_t length = opening_length(lower, rest);
    // The folded form may be longer or shorter.
    if (length == 0 || length > rest.size() || !is_boundary(rest, length)) break;
    rest = trimmed(rest.substr(length));
  }
  return std::string(rest);
}

// Takes addresses, handles, and what stands in brackets out.
std::string without_noise(std::string_view text) {
  std::string out;
  int brackets = 0;
  for (const std::string_view word : words_in(text)) {
    const bool opens = word.front() == '(' || word.front() == '[';
    if (opens) ++brackets;
    const bool closes = word.back() == ')' || word.back() == ']' ||
                        (word.size() > 1 && (word[word.size() - 2] == ')'));
    const bool drop = brackets > 0 || word.find('@') != std::string_view::npos ||
                      word.find("://") != std::string_view::npos ||
                      word.find("www.") != std::string_view::npos;
    if (closes && brackets > 0) --brackets;
    if (drop) continue;
    if (!out.empty()) out.push_back(' ');
    out.append(word);
  }
  return out;
}

// "Hanno Weiss. Pictures: Selma Roth": a sentence that starts with a role is another piece.
std::string with_sentences_split(std::string text) {
  for (std::size_t at = text.find(". "); at != std::string::npos; at = text.find(". ", at + 1)) {
    const std::size_t colon = text.find(':', at);
    const std::size_t space = text.find(' ', at + 2);
    if (colon != std::string::npos && colon < std::min(space, text.size())) text[at] = '|';
  }
  return text;
}

std::vector<std::string> split(std::string text) {
  std::vector<std::string> pieces = {with_sentences_split(std::move(text))};
  for (const std::string_view splitter : kSplitters) {
    std::vector<std::string> next;
    for (const std::string& piece : pieces) {
      std::size_t at = 0;
      while (true) {
        const std::size_t found = piece.find(splitter, at);
        next.push_back(piece.substr(at, found == std::string::npos ? found : found - at));
        if (found == std::string::npos) break;
        at = found + splitter.size();
      }
    }
    pieces = std::move(next);
  }
  return pieces;
}

// "Kofi Danso in Orrin" → "Kofi Danso".
std::string without_place(std::string_view name) {
  for (const std::string_view word :
       {" in ", " aus ", " à ", " en ", " at ", " for ", " für ", " is ", " of the ", " from "}) {
    const std::size_t at = name.find(word);
    if (at != std::string_view::npos && at > 3 &&
        std::count(name.begin(), name.begin() + static_cast<long>(at), ' ') >= 1) {
      name = name.substr(0, at);
    }
  }
  return std::string(trimmed(name));
}

// MARA ELLISON → Mara Ellison.
std::string with_normal_case(std::string name) {
  const bool ascii = std::all_of(name.begin(), name.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const bool has_lower =
      std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!ascii || has_lower || name.size() < 6) return name;
  bool start = true;
  for (char& c : name) {
    const bool letter = c >= 'A' && c <= 'Z';
    if (letter && !start) c = static_cast<char>(c + 32);
    start = !letter && c != '\'';
    if (c == '.') start = true;
  }
  return name;
}

}  // namespace

std::string bare_name(std::string_view name) {
  std::string out;
  for (const char c : folded(name)) {
    const bool keep =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (keep) out.push_back(c);
  }
  return out;
}

bool same_site(std::string_view a, std::string_view b) {
  const auto reduce = [](std::string_view name) {
    std::string bare = bare_name(name);
    for (const std::string_view part : {"www", "https", "http"}) {
      if (bare.compare(0, part.size(), part) == 0) bare.erase(0, part.size());
    }
    if (bare.size() > 6 && bare.compare(0, 3, "the") == 0) bare.erase(0, 3);
    return bare;
  };
  const std::string x = reduce(a);
  const std::string y = reduce(b);
  if (x.size() < 2 || y.size() < 2) return false;
  if (x == y) return true;
  const std::string& small = x.size() < y.size() ? x : y;
  const std::string& large = x.size() < y.size() ? y : x;
  return small.size() >= 4 && large.compare(0, small.size(), small) == 0 &&
         large.size() - small.size() <= 8;
}

bool looks_like_person(std::string_view name) {
  const std::vector<std::string_view> words = words_in(name);
  if (words.empty() || words.size() > 5 || name.size() > 60) return false;
  if (std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return false;
  }
  if (name.find_first_of("!?:;#=<>{}[]→\"%$") != std::string_view::npos) return false;
  std::size_t capitals = 0;
  for (const std::string_view word : words) {
    const std::string lower = folded(word);
    std::string_view bare = lower;
    while (!bare.empty() && (bare.back() == '.' || bare.back() == ',' || bare.back() == ':')) {
      bare.remove_suffix(1);
    }
    if (is_not_name(bare)) return false;
    const auto first = static_cast<unsigned char>(word.front());
    if ((first >= 'A' && first <= 'Z') || first >= 0x80) ++capitals;
  }
  return capitals * 2 >= words.size();
}

std::vector<std::string> stated_names_in(std::string_view text) {
  std::vector<std::string> names;
  if (text.empty() || text.size() > kMaxBylineBytes || text.find("://") != std::string_view::npos ||
      text.find("www.") != std::string_view::npos) {
    return names;
  }
  for (const std::string_view part : {text}) {
    std::string name = without_opening(without_noise(part));
    const bool has_letter = std::any_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
             static_cast<unsigned char>(c) >= 0x80;
    });
    const std::string lower = folded(name);
    if (!has_letter || name.size() > 80 || lower == "null" || lower == "undefined" ||
        lower == "admin" || lower == "unknown") {
      continue;
    }
    names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> authors_in(std::string_view byline, std::string_view site) {
  std::vector<std::string> names;
  if (byline.empty() || byline.size() > kMaxBylineBytes) return names;
  if (byline.find("://") != std::string_view::npos && byline.find(' ') == std::string_view::npos) {
    return names;
  }
  for (const std::string& piece : split(without_noise(without_opening(byline)))) {
    std::string name = without_place(without_opening(piece));
    if (name.size() < 3 && static_cast<unsigned char>(name.empty() ? 'a' : name[0]) < 0x80) {
      continue;
    }
    if (!looks_like_person(name) || (!site.empty() && same_site(name, site))) continue;
    name = with_normal_case(std::move(name));
    const auto same = [&](const std::string& other) { return bare_name(other) == bare_name(name); };
    if (names.size() < kMaxAuthors && std::none_of(names.begin(), names.end(), same)) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace newsloom::extract
