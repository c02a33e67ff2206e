#pragma once
// What a Window holds: recent articles, open stories, the term statistics of the stream, and the
// inverted index by which an article finds its neighbours without looking at all of them.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "newsloom/stages/cluster/cluster.h"
#include "newsloom/stages/cluster/counts.h"
#include "newsloom/stages/cluster/id_table.h"
#include "newsloom/stages/cluster/params.h"
#include "newsloom/stages/cluster/postings.h"
#include "newsloom/stages/cluster/terms.h"
#include "newsloom/stages/cluster/vector.h"

namespace newsloom::cluster {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;
inline constexpr std::string_view kMadeBy = "cluster/1";
/// Where no article has a time, the window is bounded by their number.
inline constexpr std::size_t kMaxWindowArticles = 4'000'000;
static_assert(kMaxWindowArticles * 2 < Postings::kMaxMembers);

/// An article of the window. Small, because a window holds millions: its id stands in its story.
struct Member {
  std::uint64_t id = 0;      ///< hash_of_id()
  std::uint64_t family = 0;  ///< hash of its family of copies; 0: none
  std::int64_t time = 0;     ///< seconds since 1970, where known
  Kept terms;
  std::uint32_t story = kNone;
  std::uint32_t page = 0;  ///< hash of the capture it is part of
  std::uint16_t language = 0;
  bool has_time = false;
  bool live = true;    ///< inside the window
  bool voice = false;  ///< the first of its family in its story
};

/// What is known of a story besides its members' names.
struct OpenStory {
  /// Of a story with more than kFewVoices.
  struct Many {
    Centroid centroid;
    std::vector<std::uint64_t> families;  ///< of its voices, ascending
  };
  std::vector<std::uint32_t> members;  ///< live ones
  std::unique_ptr<Many> many;
  Norms norms;                  ///< of the voices' sum, from two on
  std::uint32_t voices = 0;     ///< families
  std::uint32_t first = kNone;  ///< the one voice, while there is one
  std::optional<std::int64_t> first_time;
  std::optional<std::int64_t> last_time;
  bool closed = false;
};

/// An article as the decision sees it.
struct Seen {
  std::uint64_t id = 0;
  std::uint64_t revision = 0;  ///< of the window that it was seen from
  std::uint32_t page = 0;      ///< hash of its capture
  bool is_teaser = false;
  Terms raw;
  Vector vector;
  std::optional<std::int64_t> time;
  std::uint16_t language = 0;
};

struct Window::State {
  explicit State(Params with) : params(std::move(with)), found(params.values().start) {}

  Params params;
  std::vector<Story> stories;
  std::vector<OpenStory> open;  ///< same numbers as `stories`
  /// Only those whose id is not their number's: "s7" of the seventh is not in it.
  std::unordered_map<std::string, std::uint32_t> story_numbers;
  std::vector<Member> members;
  IdTable placed;  ///< every article ever
  Postings postings;
  Counts counts;  ///< stories and articles with a term, by the weight of their age
  std::set<std::pair<std::uint32_t, std::uint32_t>> apart;  ///< stories that a person parted
  std::set<std::uint32_t> by_hand;  ///< stories that a person merged, split or moved articles of
  std::map<std::string, std::uint16_t> languages;
  double documents = 0;  ///< like `counts`
  double increment = 1;  ///< what an article counts now; grows, so that old ones fade
  /// When each member leaves: its time, else the stream's clock when it came. A heap, oldest first.
  std::vector<std::pair<std::int64_t, std::uint32_t>> leaving;
  std::size_t dead = 0;               ///< members outside the window
  std::optional<std::int64_t> clock;  ///< the newest time met
  std::uint64_t revision = 0;
  /// How often articles find a story of late: a fading mean of how probable the best one was.
  double found;

  mutable std::unordered_map<std::string, WordKeys> keys;  // only remembers
  mutable Seen last;                                       // of assign, for apply

  /// The story with this id, or what it was merged into; kNone where there is none.
  [[nodiscard]] std::uint32_t number_of(std::string_view story_id) const;
  /// The story with this very id.
  [[nodiscard]] std::uint32_t exact_number_of(std::string_view story_id) const;
};

/// "s7" for the seventh story.
[[nodiscard]] std::string story_id(std::size_t number);

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
/// The slow twin: the same from all members of the window, for tests.
[[nodiscard]] std::vector<Choice> choices_of_all(const Seen& article, const Window::State& state);

/// Makes a member of the window one of the story.
void add_member(Window::State& state, std::uint32_t story, std::uint32_t member);
/// Makes a story's sums again from its members of the window.
void rebuild(Window::State& state, std::uint32_t story);
/// The sum of a story's voices, made now where the story does not keep it.
[[nodiscard]] Centroid centroid_of(const OpenStory& story, const Window::State& state);

/// Forgets the articles that are older than the window, seen from the newest one.
void forget(Window::State& state);

/// Inverse document frequency as of now, at least 0.
[[nodiscard]] float idf(std::uint32_t key, const Window::State& state);

/// By how much the stream speaks for joining, in log odds; see Params::Values::found.
[[nodiscard]] float leaning(const Window::State& state);
/// What a decision tells of the stream. Teasers tell nothing: few are meant to find a story.
void learn_leaning(Window::State& state, const StoryDelta& delta);

/// How an article stands to one story.
[[nodiscard]] Features features_of(const Seen& article, const OpenStory& story,
                                   const Window::State& state, std::uint32_t nearest);

/// Learns the article's terms, and puts it into the index and the story.
void place(Window::State& state, const Seen& article, std::uint32_t story, const Copy* copy);

}  // namespace newsloom::cluster
