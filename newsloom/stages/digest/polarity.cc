#include "newsloom/stages/digest/polarity.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMaxSentenceBytes = 2000;

constexpr auto kNegations = std::to_array<std::string_view>({
    "no",     "not",    "never",   "neither", "nor",   "without", "cannot",
    "none",   "nobody", "nothing", "nicht",   "kein",  "keine",   "keinen",
    "keiner", "nie",    "niemals", "ohne",    "weder",
});

// Stems matched at the beginning of a word; phrases by word. Hand-made, English and German.
struct Cue {
  std::string_view phrase;  ///< words split by a space; "*" at the end: any ending
  Stance stance;
};
constexpr auto kCues = std::to_array<Cue>({
    {"denied", Stance::denies},      {"denies", Stance::denies},
    {"deny", Stance::denies},        {"denying", Stance::denies},
    {"disput*", Stance::denies},     {"refuted", Stance::denies},
    {"bestritt", Stance::denies},    {"bestreitet", Stance::denies},
    {"dementiert*", Stance::denies}, {"refus*", Stance::no},
    {"reject*", Stance::no},         {"ruled out", Stance::no},
    {"rules out", Stance::no},       {"cancel*", Stance::no},
    {"called off", Stance::no},      {"withdrew", Stance::no},
    {"declin*", Stance::no},         {"scrapped", Stance::no},
    {"lehnt*", Stance::no},          {"abgesagt", Stance::no},
    {"yet to", Stance::not_yet},     {"still waiting", Stance::not_yet},
    {"awaiting", Stance::not_yet},   {"still awaiting", Stance::not_yet},
    {"undecided", Stance::not_yet},  {"unclear whether", Stance::not_yet},
    {"noch nicht", Stance::not_yet}, {"wartet noch", Stance::not_yet},
    {"willing*", Stance::open},      {"ready to", Stance::open},
    {"readiness", Stance::open},     {"prepared to", Stance::open},
    {"considering", Stance::open},   {"open to", Stance::open},

    {"may", Stance::open},           {"might", Stance::open},
    {"could", Stance::open},         {"plans to", Stance::open},
    {"bereit", Stance::open},        {"confirm*", Stance::yes},
    {"agreed", Stance::yes},         {"will", Stance::yes},
    {"scheduled", Stance::yes},      {"approved", Stance::yes},
    {"accepted", Stance::yes},       {"signed", Stance::yes},
    {"decided", Stance::yes},        {"announced", Stance::yes},
    {"set for", Stance::yes},        {"bestätigt*", Stance::yes},
    {"wird", Stance::yes},           {"zugestimmt", Stance::yes},
    {"beschlossen", Stance::yes},
});

struct Words {
  std::vector<Span> spans;
  std::vector<std::string> lowered;
};

Words words_of(std::string_view sentence) {
  Words out;
  const std::string_view text = sentence.substr(0, kMaxSentenceBytes);
  for (const Span& span : word_spans(text, Field::text)) {
    std::string word = lower(text.substr(span.begin, span.size()));
    // "n't" comes as "t" after a word on "n": isn't, didn't, won't.
    if (word == "t" && !out.lowered.empty() && out.lowered.back().ends_with('n')) word = "not";
    out.spans.push_back(span);
    out.lowered.push_back(std::move(word));
  }
  return out;
}

/// How many words from `at` make the phrase; 0 where they do not.
std::size_t matches(const std::vector<std::string>& words, std::size_t at,
                    std::string_view phrase) {
  const std::size_t first = at;
  while (!phrase.empty()) {
    if (at >= words.size()) return 0;
    const std::size_t space = phrase.find(' ');
    const std::string_view part = phrase.substr(0, space);
    const bool prefix = part.ends_with('*');
    if (prefix ? !words[at].starts_with(part.substr(0, part.size() - 1)) : words[at] != part) {
      return 0;
    }
    ++at;
    if (space == std::string_view::npos) return at - first;
    phrase.remove_prefix(space + 1);
  }
  return 0;
}

bool negation_at(const std::vector<std::string>& words, std::size_t at) {
  return std::find(kNegations.begin(), kNegations.end(), words[at]) != kNegations.end();
}

/// "not yet confirmed", "no talks scheduled": a negation shortly before turns a yes round.
bool negated_before(const std::vector<std::string>& words, std::size_t at) {
  constexpr std::size_t kReach = 8;
  for (std::size_t i = at >= kReach ? at - kReach : 0; i < at; ++i) {
    if (negation_at(words, i)) return true;
  }
  return false;
}

/// What a cue says where a negation stands before it: "has not confirmed" is not yet, "will not"
/// is no, "has not ruled out" says nothing.
std::optional<Stance> turned(Stance stance, const std::vector<std::string>& words, std::size_t at) {
  const bool after = words[at] == "will" && at + 1 < words.size() && negation_at(words, at + 1);
  if (!after && !negated_before(words, at)) return stance;
  switch (stance) {
    case Stance::yes:
      return words[at] == "will" || words[at] == "wird" ? Stance::no : Stance::not_yet;
    case Stance::open: return Stance::no;
    case Stance::not_yet: return stance;
    default: return std::nullopt;
  }
}

}  // namespace

std::vector<StanceHit> stances_of(std::string_view sentence) {
  const Words words = words_of(sentence);
  std::vector<StanceHit> out;
  for (std::size_t at = 0; at < words.lowered.size() && out.size() < kMaxStanceHits; ++at) {
    for (const Cue& cue : kCues) {
      const std::size_t count = matches(words.lowered, at, cue.phrase);
      if (count == 0) continue;
      const auto stance = turned(cue.stance, words.lowered, at);
      if (stance) out.push_back({*stance, words.spans[at].begin, words.spans[at + count - 1].end});
      break;
    }
  }
  return out;
}

bool is_negated(std::string_view text) {
  const Words words = words_of(text);
  for (std::size_t i = 0; i < words.lowered.size(); ++i) {
    if (negation_at(words.lowered, i)) return true;
  }
  return false;
}

}  // namespace newsloom::digest
