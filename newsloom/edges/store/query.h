#pragma once
// What the stores share: reading a search query, snippets, and where deltas put articles.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/pipeline/ports.h"

namespace newsloom::store {

/// Words and phrases, all of which must be found; folded, without punctuation.
struct Query {
  std::vector<std::string> terms;  ///< a phrase holds its words with one space between
};
inline constexpr std::size_t kMaxQueryTerms = 32;
inline constexpr std::size_t kSnippetBytes = 240;

[[nodiscard]] Query parsed_query(std::string_view text);
/// The query in SQLite FTS5's language: every term quoted, so that nothing in it is an operator.
[[nodiscard]] std::string fts5_expression(const Query& query);
[[nodiscard]] bool matches(const Query& query, const Article& article);
[[nodiscard]] SearchHit hit_of(const Query& query, const Article& article,
                               std::optional<std::string> story);

/// Seconds since 1970 of the article's best known time; 0 where none is known.
[[nodiscard]] std::int64_t seconds_of(const Article& article);

using Redirects = std::map<std::string, std::string>;
[[nodiscard]] std::string end_of_redirects(std::string story, const Redirects& redirects);
/// Notes where a delta puts its articles.
void place(const StoryDelta& delta, std::map<std::string, std::string>& places,
           Redirects& redirects);
/// True where a delta is about an article or story of this id.
[[nodiscard]] bool names(const StoryDelta& delta, std::string_view id);

}  // namespace newsloom::store
