#pragma once
// What a Window holds: recent articles, open stories, the term statistics of the stream, and the
// inverted index by which an article finds its neighbours without looking at all of them.

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "newsloom/stages/cluster/cluster.h"
#include "newsloom/stages/cluster/counts.h"
#include "newsloom/stages/cluster/params.h"
#include "newsloom/stages/cluster/terms.h"
#include "newsloom/stages/cluster/vector.h"

namespace newsloom::cluster {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;
/// Where no article has a time, the window is bounded by their number.
inline constexpr std::size_t kMaxWindowArticles = 4'000'000;

/// An article of the window.
struct Member {
  std::string id;
  std::vector<Weighted> terms;
  std::optional<std::int64_t> time;  ///< seconds since 1970, where known
  std::int64_t entered = 0;          ///< its time, else the stream's clock: when it leaves
  std::uint64_t family = 0;          ///< hash of its family of copies; 0: none
  std::uint32_t story = kNone;
  std::uint16_t language = 0;
  bool live = true;     ///< inside the window
  bool pinned = false;  ///< a person put it where it is
};

/// What is known of a story besides its members' names.
struct OpenStory {
  std::vector<std::uint32_t> members;   ///< live ones
  std::vector<std::uint64_t> families;  ///< of its voices, ascending
  Centroid centroid;                    ///< of the voices, from two on
  std::uint32_t voices = 0;             ///< families
  std::uint32_t first = kNone;          ///< the one voice, while there is one
  std::optional<std::int64_t> first_time;
  std::optional<std::int64_t> last_time;
  std::uint16_t language = 0;
  bool closed = false;
};

struct Posting {
  std::uint32_t member = 0;
  std::uint16_t weight = 0;
};

/// An article as the decision sees it.
struct Seen {
  std::string id;
  std::uint64_t revision = 0;  ///< of the window that it was seen from
  std::string page;            ///< of a teaser, its capture: what else is there tells nothing
  bool is_teaser = false;
  std::vector<Term> raw;  ///< by key
  std::vector<Weighted> terms;
  std::optional<std::int64_t> time;
  std::uint16_t language = 0;
};

struct Window::State {
  explicit State(Params with) : params(std::move(with)) {}

  Params params;
  std::vector<Story> stories;
  std::vector<OpenStory> open;  ///< same numbers as `stories`
  std::unordered_map<std::string, std::uint32_t> story_numbers;
  std::vector<Member> members;
  std::unordered_map<std::string, std::uint32_t> member_numbers;  ///< live articles
  std::unordered_map<std::string, std::uint32_t> placed;          ///< every article ever: its story
  std::unordered_map<std::uint32_t, std::vector<Posting>> postings;  ///< by term, oldest first
  Counts counts;  ///< stories and articles with a term, by the weight of their age
  std::set<std::pair<std::uint32_t, std::uint32_t>> apart;  ///< stories that a person parted
  std::map<std::string, std::uint16_t> languages;
  double documents = 0;  ///< like `counts`
  double increment = 1;  ///< what an article counts now; grows, so that old ones fade
  std::set<std::pair<std::int64_t, std::uint32_t>> by_time;  ///< Member::entered, number
  std::size_t dead = 0;                                      ///< members outside the window
  std::optional<std::int64_t> clock;                         ///< the newest time met
  std::uint64_t revision = 0;

  mutable std::unordered_map<std::string, WordKeys> keys;  // only remembers
  mutable Seen last;                                       // of assign, for apply
  mutable std::vector<float> scores;                       // by member, all 0 between calls

  [[nodiscard]] std::uint32_t number_of(std::string_view story_id) const;
};

/// The article's weighted terms as of now. Only reads the window (but for what it remembers).
[[nodiscard]] Seen seen(const Item& item, const Window::State& state);

struct Choice {
  std::uint32_t story = kNone;
  std::uint32_t nearest = kNone;  ///< the member that is most like the article
  Features features{};
  float probability = 0;
};

/// The stories that the article may belong to, most probable first; at most kMaxChoices.
inline constexpr std::size_t kMaxChoices = 6;
[[nodiscard]] std::vector<Choice> choices(const Seen& article, const Window::State& state);

/// Makes a member of the window one of the story.
void add_member(Window::State& state, std::uint32_t story, std::uint32_t member);
/// Makes a story's sums again from its members of the window.
void rebuild(Window::State& state, std::uint32_t story);

/// Forgets the articles that are older than the window, seen from the newest one.
void forget(Window::State& state);

/// Inverse document frequency as of now, at least 0.
[[nodiscard]] float idf(std::uint32_t key, const Window::State& state);

/// How an article stands to one story.
[[nodiscard]] Features features_of(const Seen& article, const OpenStory& story,
                                   const Window::State& state, std::uint32_t nearest);

/// Learns the article's terms, and puts it into the index and the story.
void place(Window::State& state, const Seen& article, std::uint32_t story, const Copy* copy);

}  // namespace newsloom::cluster
