#include "newsloom/stages/digest/links.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "newsloom/core/text/name_key.h"

namespace newsloom::digest {
namespace {

// Fitted on labelled pairs of articles in six pairs of languages, then rounded; the bias is
// stricter than the fit, since most stories that meet in a stream have nothing to do with each
// other.
constexpr double kBias = -2.9;
constexpr double kNameWeight = 0.95;      // for each name in common, by its rarity
constexpr double kNameShareWeight = 1.4;  // cosine of the names
constexpr double kFigureWeight = 1.4;     // for each number in common
constexpr double kCountryWeight = 0.5;    // cosine of countries and cities
constexpr double kDateWeight = 0.8;       // for each day in common
constexpr double kDayApart = 0.1;         // for each day between them
constexpr double kMaxNames = 3;
constexpr double kMaxFigures = 2;
constexpr double kMaxDates = 2;
// Words of one sound are one name from this likeness on.
constexpr double kSameName = 0.72;
constexpr std::size_t kMinSound = 2;
// So many sounds or numbers in common before two stories are compared in full.
constexpr std::size_t kMinCommonBlocks = 2;
// A sound alone (scripts without capitals, where names are not told from words) must be longer.
constexpr std::size_t kMinSoundAlone = 4;
constexpr double kAlmostSound = 0.75;
// Stories that a young stream is taken to have had before, so that its first names are not all
// rare.
constexpr double kBackground = 20;

struct Entry {
  const LinkKey* key = nullptr;
  std::string sound;   // of names
  bool alone = false;  // known by its sound only
};

struct Side {
  const StoryProfile* profile = nullptr;
  std::vector<Entry> names;
};

Side side_of(const StoryProfile& profile) {
  Side out{&profile, {}};
  for (const LinkKey& key : profile.keys) {
    if (key.kind != LinkKeyKind::name) continue;
    const bool alone = key.key.starts_with('=');
    out.names.push_back({&key, alone ? key.key.substr(1) : sound_of(key.key), alone});
  }
  return out;
}

// How many stories of a language had a key at a time: what nine languages tell of is not common.
class Rarity {
 public:
  explicit Rarity(const std::vector<Side>& sides) {
    for (const Side& side : sides) {
      const StoryProfile& profile = *side.profile;
      stories_[profile.language].push_back(profile.latest);
      std::set<std::string> keys;
      for (const Entry& name : side.names) {
        keys.insert(index_key(profile, LinkKeyKind::name, name.sound));
      }
      for (const LinkKey& key : profile.keys) {
        if (key.kind != LinkKeyKind::name) keys.insert(index_key(profile, key.kind, key.key));
      }
      for (const std::string& key : keys) times_[key].push_back(profile.latest);
    }
    for (auto& [language, times] : stories_) std::sort(times.begin(), times.end());
    for (auto& [key, times] : times_) std::sort(times.begin(), times.end());
  }

  /// 1 for what only this story has in its language, towards 0 for what all have.
  [[nodiscard]] double operator()(const StoryProfile& story, LinkKeyKind kind,
                                  const std::string& key, std::int64_t at) const {
    const auto stories = stories_.find(story.language);
    const double all = kBackground + (stories == stories_.end() ? 0 : near(stories->second, at));
    const auto found = times_.find(index_key(story, kind, key));
    const double others = found == times_.end() ? 0 : std::max(0.0, near(found->second, at) - 1);
    return std::log(all / (others + 1)) / std::log(all);
  }

 private:
  static std::string index_key(const StoryProfile& story, LinkKeyKind kind, std::string_view key) {
    return story.language + ":" + std::string(name_of(kind)) + ":" + std::string(key);
  }

  static double near(const std::vector<std::int64_t>& times, std::int64_t at) {
    const auto begin = std::lower_bound(times.begin(), times.end(), at - kRaritySeconds);
    const auto end = std::upper_bound(times.begin(), times.end(), at + kRaritySeconds);
    return static_cast<double>(end - begin);
  }

  std::unordered_map<std::string, std::vector<std::int64_t>> stories_;  // by language
  std::unordered_map<std::string, std::vector<std::int64_t>> times_;
};

// Cheap, before spellings are compared.
bool begin_alike(const std::string& a, const std::string& b) {
  return a.size() >= kMinSound && b.size() >= kMinSound && a[0] == b[0] && a[1] == b[1];
}

double alike(const Entry& a, const Entry& b) {
  if (a.alone || b.alone) {
    if (a.alone && b.alone) return 0;  // words of one script's sound: too many fit
    const std::string& shorter = a.sound.size() <= b.sound.size() ? a.sound : b.sound;
    const std::string& longer = a.sound.size() <= b.sound.size() ? b.sound : a.sound;
    // A last consonant is often not written: "Vogtner" is "Fu ge te na".
    const bool fits = shorter.size() >= kMinSoundAlone && longer.size() - shorter.size() <= 1 &&
                      longer.starts_with(shorter);
    return fits ? (shorter == longer ? 0.8 : kAlmostSound) : 0;
  }
  return inflected_name_similarity(a.key->key, b.key->key);
}

class Pair {
 public:
  Pair(const Side& a, const Side& b, const Rarity& rarity)
      : a_(a), b_(b), rarity_(rarity), at_(std::max(a.profile->latest, b.profile->latest)) {}

  StoryLink link() {
    const double names = name_sum();
    const double figures = exact_sum(LinkKeyKind::figure);
    const double dates = exact_sum(LinkKeyKind::date);
    const double places = place_cosine();
    const double apart =
        std::max<double>(0, static_cast<double>(std::max(a_.profile->first, b_.profile->first) -
                                                std::min(a_.profile->latest, b_.profile->latest)) /
                                86400.0);
    const double sum = kBias + kNameWeight * std::min(kMaxNames, names) +
                       kNameShareWeight * name_cosine_ +
                       kFigureWeight * std::min(kMaxFigures, figures) + kCountryWeight * places +
                       kDateWeight * std::min(kMaxDates, dates) - kDayApart * apart;
    StoryLink out;
    out.story = a_.profile->story;
    out.other = b_.profile->story;
    out.language = a_.profile->language;
    out.other_language = b_.profile->language;
    out.score = 1 / (1 + std::exp(-sum));
    out.at = at_;
    std::stable_sort(reasons_.begin(), reasons_.end(),
                     [](const auto& x, const auto& y) { return x.first > y.first; });
    for (auto& [value, reason] : reasons_) {
      if (out.because.size() < kMaxReasons) out.because.push_back(std::move(reason));
    }
    return out;
  }

 private:
  void note(double value, const LinkKey& mine, const LinkKey& theirs) {
    reasons_.push_back({value, {mine.kind, mine.words, theirs.words}});
  }

  double name_sum() {
    double sum = 0;
    double dot = 0;
    std::set<std::size_t> taken;
    std::set<std::string> counted;  // one person's forename and surname count as two, no more
    for (const Entry& mine : a_.names) {
      double best = kSameName;
      std::size_t at = b_.names.size();
      for (std::size_t i = 0; i < b_.names.size(); ++i) {
        if (!begin_alike(b_.names[i].sound, mine.sound) || taken.contains(i)) continue;
        const double value = alike(mine, b_.names[i]);
        if (value > best) {
          best = value;
          at = i;
        }
      }
      if (at == b_.names.size()) continue;
      const Entry& theirs = b_.names[at];
      if (mine.alone && !counted.insert(mine.sound).second) continue;
      taken.insert(at);
      const double weight = std::sqrt(static_cast<double>(mine.key->weight * theirs.key->weight));
      const double value = best * weight *
                           std::min(rarity_(*a_.profile, LinkKeyKind::name, mine.sound, at_),
                                    rarity_(*b_.profile, LinkKeyKind::name, theirs.sound, at_));
      sum += value;
      dot += value;
      note(value, *mine.key, *theirs.key);
    }
    const double lengths = std::sqrt(name_length(a_) * name_length(b_));
    name_cosine_ = lengths > 0 ? std::min(1.0, dot / lengths) : 0;
    return sum;
  }

  [[nodiscard]] double name_length(const Side& side) const {
    double sum = 0;
    bool alone = false;
    for (const Entry& name : side.names) {
      alone = alone || name.alone;
      sum += static_cast<double>(name.key->weight) *
             rarity_(*side.profile, LinkKeyKind::name, name.sound, at_);
    }
    // Of a script without capitals most "names" are words: the other side says how many there are.
    return alone ? 0 : sum;
  }

  double exact_sum(LinkKeyKind kind) {
    double sum = 0;
    for_common(kind, [&](const LinkKey& mine, const LinkKey& theirs) {
      const double value =
          rare(kind, mine.key) * static_cast<double>(std::min(mine.weight, theirs.weight));
      sum += value;
      note(value * 0.9, mine, theirs);
    });
    return sum;
  }

  double place_cosine() {
    double dot = 0;
    double left = 0;
    double right = 0;
    for (const LinkKeyKind kind : {LinkKeyKind::country, LinkKeyKind::place}) {
      for (const LinkKey& key : a_.profile->keys) {
        if (key.kind == kind) left += squared(key);
      }
      for (const LinkKey& key : b_.profile->keys) {
        if (key.kind == kind) right += squared(key);
      }
      for_common(kind, [&](const LinkKey& mine, const LinkKey& theirs) {
        const double rare = this->rare(kind, mine.key);
        dot += rare * rare * static_cast<double>(mine.weight * theirs.weight);
        note(rare * 0.5, mine, theirs);
      });
    }
    return left > 0 && right > 0 ? dot / std::sqrt(left * right) : 0;
  }

  [[nodiscard]] double rare(LinkKeyKind kind, const std::string& key) const {
    return std::min(rarity_(*a_.profile, kind, key, at_), rarity_(*b_.profile, kind, key, at_));
  }

  [[nodiscard]] double squared(const LinkKey& key) const {
    const double value = rare(key.kind, key.key) * static_cast<double>(key.weight);
    return value * value;
  }

  // Keys are in order of kind and key.
  template <class Use>
  void for_common(LinkKeyKind kind, const Use& use) const {
    const auto before = [](const LinkKey& x, const LinkKey& y) { return x.key < y.key; };
    auto theirs = b_.profile->keys.begin();
    for (const LinkKey& mine : a_.profile->keys) {
      if (mine.kind != kind) continue;
      while (theirs != b_.profile->keys.end() &&
             (theirs->kind < kind || (theirs->kind == kind && before(*theirs, mine)))) {
        ++theirs;
      }
      if (theirs == b_.profile->keys.end() || theirs->kind != kind) return;
      if (theirs->key == mine.key) use(mine, *theirs);
    }
  }

  const Side& a_;
  const Side& b_;
  const Rarity& rarity_;
  const std::int64_t at_;
  double name_cosine_ = 0;
  std::vector<std::pair<double, LinkReason>> reasons_;
};

bool comparable(const StoryProfile& a, const StoryProfile& b) {
  if (a.language == b.language || a.language.empty() || b.language.empty()) return false;
  if (a.first == 0 || b.first == 0) return true;  // without times nothing speaks against it
  return a.first <= b.latest + kLinkGapSeconds && b.first <= a.latest + kLinkGapSeconds &&
         std::abs(a.latest - b.latest) <= kLinkReachSeconds;
}

// What brings two stories together: the first sounds of a name, or a number of three digits.
std::vector<std::string> blocks_of(const Side& side) {
  constexpr std::size_t kMinBlockSounds = 3;
  constexpr std::size_t kBlockSounds = 4;
  constexpr std::size_t kMinBlockDigits = 3;
  std::set<std::string> out;
  for (const Entry& name : side.names) {
    if (name.sound.size() >= kMinBlockSounds) out.insert("n" + name.sound.substr(0, kBlockSounds));
  }
  for (const LinkKey& key : side.profile->keys) {
    if (key.kind == LinkKeyKind::figure && key.key.size() >= kMinBlockDigits) {
      out.insert("f" + key.key);
    }
  }
  return {out.begin(), out.end()};
}

}  // namespace

std::string sound_of(std::string_view latin) {
  std::string out;
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const char next = i + 1 < latin.size() ? latin[i + 1] : '\0';
    char sound = '\0';
    switch (latin[i]) {
      case 'b':
      case 'p':
      case 'f':
      case 'v': sound = '1'; break;
      case 'w': sound = i == 0 ? '1' : '\0'; break;  // inside of a word it writes a vowel
      case 'd':
      case 't': sound = '2'; break;
      case 'g':
      case 'k':
      case 'q': sound = '3'; break;
      case 'c': sound = next == 'h' ? '4' : '3'; break;
      case 's':
      case 'z':
      case 'x': sound = '4'; break;
      case 'j': sound = next == 'o' || next == 'a' || next == 'e' ? '\0' : '4'; break;
      case 'l':
      case 'r': sound = '5'; break;
      case 'm':
      case 'n': sound = '6'; break;
      default: break;
    }
    if (sound != '\0' && (out.empty() || out.back() != sound)) out.push_back(sound);
  }
  return out;
}

std::vector<StoryLink> links(std::span<const StoryProfile> profiles, std::int64_t from) {
  std::vector<Side> sides;
  sides.reserve(profiles.size());
  for (const StoryProfile& profile : profiles) sides.push_back(side_of(profile));
  const Rarity rarity(sides);
  std::unordered_map<std::string, std::vector<std::size_t>> blocks;
  std::vector<StoryLink> out;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    std::map<std::size_t, std::size_t> common;  // earlier story → blocks in common
    for (const std::string& block : blocks_of(sides[i])) {
      std::vector<std::size_t>& members = blocks[block];
      for (const std::size_t other : members) {
        if (comparable(*sides[i].profile, *sides[other].profile)) ++common[other];
      }
      members.push_back(i);
    }
    for (const auto& [other, count] : common) {
      if (count < kMinCommonBlocks) continue;
      if (std::max(sides[i].profile->latest, sides[other].profile->latest) < from) continue;
      const bool in_order = sides[other].profile->story < sides[i].profile->story;
      StoryLink link =
          Pair(in_order ? sides[other] : sides[i], in_order ? sides[i] : sides[other], rarity)
              .link();
      if (link.score >= kLinkThreshold) out.push_back(std::move(link));
    }
  }
  std::sort(out.begin(), out.end(), [](const StoryLink& a, const StoryLink& b) {
    return std::tie(a.story, a.other) < std::tie(b.story, b.other);
  });
  return out;
}

}  // namespace newsloom::digest
