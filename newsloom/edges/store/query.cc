#include "newsloom/edges/store/query.h"

#include <algorithm>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom::store {
namespace {

// Letters and digits of any script: ASCII punctuation and general punctuation split words.
bool is_word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x3003) && c != 0xA0 && c != 0xAB &&
         c != 0xBB && c != kReplacement;
}

// Folded words with one space between and at both ends: " the ferry sank ".
std::string word_line(std::string_view text) {
  std::string out = " ";
  const std::string lower = folded(text);
  bool in_word = false;
  for (std::size_t at = 0; at < lower.size();) {
    const CodePoint c = code_point_at(lower, at);
    const bool word = is_word(c.value);
    if (word) out.append(lower, at, c.next - at);
    if (!word && in_word) out.push_back(' ');
    in_word = word;
    at = c.next;
  }
  if (in_word) out.push_back(' ');
  return out;
}

std::string trimmed(std::string_view line) {
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  return std::string(line);
}

}  // namespace

Query parsed_query(std::string_view text) {
  Query out;
  const auto add = [&](std::string_view piece, bool phrase) {
    const std::string words = trimmed(word_line(piece));
    if (words.empty()) return;
    if (phrase) {
      if (out.terms.size() < kMaxQueryTerms) out.terms.push_back(words);
      return;
    }
    for (std::size_t at = 0; at < words.size() && out.terms.size() < kMaxQueryTerms;) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      out.terms.push_back(words.substr(at, end - at));
      at = end + 1;
    }
  };
  while (!text.empty()) {
    const std::size_t open = text.find('"');
    add(text.substr(0, open), false);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open + 1);
    const std::size_t close = text.find('"');
    add(text.substr(0, close), true);
    if (close == std::string_view::npos) break;
    text.remove_prefix(close + 1);
  }
  return out;
}

std::string fts5_expression(const Query& query) {
  std::string out;
  for (const std::string& term : query.terms) {
    if (!out.empty()) out += " AND ";
    out += '"' + term + '"';  // terms hold no quotation mark: word_line() dropped them
  }
  return out;
}

bool matches(const Query& query, const Article& article) {
  const std::string line =
      word_line((article.title ? *article.title : std::string()) + " \n " + article.text);
  return std::all_of(query.terms.begin(), query.terms.end(), [&](const std::string& term) {
    return line.find(" " + term + " ") != std::string::npos;
  });
}

SearchHit hit_of(const Query& query, const Article& article, std::optional<std::string> story) {
  SearchHit hit;
  hit.article = article.id;
  hit.story = std::move(story);
  hit.title = article.title.value_or(std::string());
  hit.publisher = article.publisher;
  hit.published = article.published;
  // Folding may change lengths outside ASCII, so the place is a good guess there, not a promise.
  const std::string lower = folded(article.text);
  std::size_t at = query.terms.empty() ? 0 : lower.find(query.terms.front());
  if (at == std::string::npos || at > article.text.size()) at = 0;
  // From the first word that begins at most a third of the snippet before the match, to the last
  // that ends inside; a word longer than that is cut at a character.
  const std::string& text = article.text;
  std::size_t begin = at > kSnippetBytes / 3 ? at - kSnippetBytes / 3 : 0;
  if (begin > 0) begin = std::min(text.find_first_of(" \n", begin), at);
  std::size_t end = std::min(begin + kSnippetBytes, text.size());
  if (end < text.size()) {
    const std::size_t space = text.find_last_of(" \n", end);
    if (space != std::string::npos && space > at) end = space;
  }
  while (!is_boundary(text, begin)) --begin;
  while (!is_boundary(text, end)) ++end;
  hit.snippet = squeezed(std::string_view(text).substr(begin, end - begin));
  return hit;
}

std::int64_t seconds_of(const Article& article) {
  const auto time = time_of(article);
  return time ? time->seconds : 0;
}

std::string end_of_redirects(std::string story, const Redirects& redirects) {
  for (auto next = redirects.find(story); next != redirects.end(); next = redirects.find(story)) {
    story = next->second;
  }
  return story;
}

void place(const StoryDelta& delta, std::map<std::string, std::string>& places,
           Redirects& redirects) {
  switch (delta.kind) {
    case DeltaKind::open:
    case DeltaKind::join:
      for (const std::string& article : delta.articles) places[article] = delta.story;
      break;
    case DeltaKind::split:
    case DeltaKind::move:
      if (delta.kind == DeltaKind::split) redirects.erase(delta.into.value_or(""));  // it is back
      for (const std::string& article : delta.articles) places[article] = delta.into.value_or("");
      break;
    case DeltaKind::merge:
      if (delta.into) redirects[delta.story] = *delta.into;
      break;
    case DeltaKind::close:
    case DeltaKind::lock:
    case DeltaKind::unlock:
    case DeltaKind::revise: break;
  }
}

bool names(const StoryDelta& delta, std::string_view id) {
  return delta.story == id || delta.into == id ||
         std::find(delta.articles.begin(), delta.articles.end(), id) != delta.articles.end();
}

}  // namespace newsloom::store
