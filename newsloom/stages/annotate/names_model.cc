#include "newsloom/stages/annotate/names_model.h"

#include <algorithm>
#include <limits>

namespace newsloom::annotate {
namespace {

NamePart part_of(std::size_t label) { return static_cast<NamePart>((label - 1) % 4); }
std::size_t type_of(std::size_t label) { return (label - 1) / 4; }

// A proper noun with a capital, and no word that lists know as something else.
bool is_likely(const Analysis& analysis, const std::vector<std::uint32_t>& known, std::uint32_t i) {
  constexpr std::uint32_t kNoName =
      Known::calendar | Known::people | Known::role_word | Known::honorific | Known::role_modifier;
  if (!(analysis.words[i].capital || analysis.words[i].all_capitals) || (known[i] & kNoName) != 0)
    return false;
  return !analysis.has_tags || analysis.tokens[i].upos == Upos::propn;
}

// A small word among small words: no list knows it as a name, no tag says so. Most words of a text
// are like that; they need no model.
class Plain {
 public:
  Plain(const Analysis& analysis, const std::vector<std::uint32_t>& known, const Sentence& sentence)
      : analysis_(analysis), known_(known), sentence_(sentence) {
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      any_capital_ = any_capital_ || analysis.words[i].capital;
    }
  }
  bool operator()(std::uint32_t i) const {
    // Careless writers have no capitals at all.
    return any_capital_ && is_small(i) && (i == sentence_.first || is_small(i - 1)) &&
           (i + 1 == sentence_.last || is_small(i + 1));
  }

 private:
  bool is_small(std::uint32_t i) const {
    constexpr std::uint32_t kMayBeName = Known::place_lower | Known::given | Known::family;
    const WordInfo& word = analysis_.words[i];
    return !word.capital && !word.all_capitals && (known_[i] & kMayBeName) == 0 &&
           (!analysis_.has_tags || analysis_.tokens[i].upos != Upos::propn);
  }

  const Analysis& analysis_;
  const std::vector<std::uint32_t>& known_;
  const Sentence& sentence_;
  bool any_capital_ = false;
};

constexpr std::size_t kEdge = kNameLabels;
constexpr float kNever = -1e6F;  // the score of a label that a plain word cannot have
constexpr float kImpossible = -1e30F;

}  // namespace

bool may_follow(std::size_t before, std::size_t after) {
  const bool open = before != 0 && before != kEdge &&
                    (part_of(before) == NamePart::begin || part_of(before) == NamePart::inside);
  if (after == 0 || after == kEdge) return !open;
  const bool goes_on = part_of(after) == NamePart::inside || part_of(after) == NamePart::last;
  if (open != goes_on) return false;
  return !open || type_of(before) == type_of(after);
}

std::vector<std::uint8_t> best_labels(const std::vector<float>& scores,
                                      const NameTransitions& transitions) {
  static const auto kAllowed = [] {
    std::array<std::array<bool, kNameLabels + 1>, kNameLabels + 1> table{};
    for (std::size_t a = 0; a <= kNameLabels; ++a) {
      for (std::size_t b = 0; b <= kNameLabels; ++b) table[a][b] = may_follow(a, b);
    }
    return table;
  }();
  const std::size_t size = scores.size() / kNameLabels;
  std::vector<std::uint8_t> back(scores.size(), 0);
  std::vector<std::uint8_t> labels(size, 0);
  if (size == 0) return labels;
  std::array<float, kNameLabels> now{};
  for (std::size_t y = 0; y < kNameLabels; ++y) {
    now[y] = kAllowed[kEdge][y] ? scores[y] + transitions[kEdge][y] : kImpossible;
  }
  for (std::size_t i = 1; i < size; ++i) {
    if (scores[i * kNameLabels + 1] <= kNever) {  // outside, whatever stands before
      std::size_t best = 0;
      for (std::size_t x = 1; x < kNameLabels; ++x) {
        if (kAllowed[x][0] && now[x] + transitions[x][0] > now[best] + transitions[best][0])
          best = x;
      }
      back[i * kNameLabels] = static_cast<std::uint8_t>(best);
      const float score = now[best] + transitions[best][0];
      now.fill(kImpossible);
      now[0] = score;
      continue;
    }
    std::array<float, kNameLabels> next{};
    for (std::size_t y = 0; y < kNameLabels; ++y) {
      float best = kImpossible;
      for (std::size_t x = 0; x < kNameLabels; ++x) {
        if (!kAllowed[x][y] || now[x] + transitions[x][y] <= best) continue;
        best = now[x] + transitions[x][y];
        back[i * kNameLabels + y] = static_cast<std::uint8_t>(x);
      }
      next[y] = best + scores[i * kNameLabels + y];
    }
    now = next;
  }
  std::size_t last = 0;
  for (std::size_t y = 1; y < kNameLabels; ++y) {
    if (kAllowed[y][kEdge] && now[y] > now[last]) last = y;
  }
  for (std::size_t i = size; i-- > 0;) {
    labels[i] = static_cast<std::uint8_t>(last);
    last = back[i * kNameLabels + last];
  }
  return labels;
}

std::vector<NameSpan> spans_of(const std::vector<std::uint8_t>& labels, std::uint32_t first) {
  std::vector<NameSpan> spans;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == 0) continue;
    const NamePart part = part_of(labels[i]);
    if (part == NamePart::begin || part == NamePart::single) begin = i;
    if (part == NamePart::last || part == NamePart::single) {
      spans.push_back({first + begin, first + i + 1, static_cast<NameType>(type_of(labels[i]))});
    }
  }
  return spans;
}

std::vector<NameSpan> label_names(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                                  const LinearModel& model, float outside_penalty) {
  std::vector<NameSpan> out;
  if (model.classes() != kNameLabels) return out;
  NameTransitions transitions{};
  std::array<std::int16_t, LinearModel::kMaxClasses> row{};
  for (std::size_t before = 0; before <= kNameLabels; ++before) {
    const std::uint32_t key = transition_key(before);
    model.score(&key, 1, row.data());
    std::copy_n(row.begin(), kNameLabels, transitions[before].begin());
  }
  NameFeatures keys;
  std::vector<float> scores;
  for (const Sentence& sentence : analysis.sentences) {
    const NameView view(analysis, known, sentence);
    const Plain plain(analysis, known, sentence);
    scores.resize(view.size() * kNameLabels);
    for (std::size_t i = 0; i < view.size(); ++i) {
      if (plain(sentence.first + static_cast<std::uint32_t>(i))) {
        float* at = &scores[i * kNameLabels];
        at[0] = 0;
        std::fill(at + 1, at + kNameLabels, kNever);
        continue;
      }
      model.score(keys.data(), view.features(i, keys), row.data());
      std::copy_n(row.begin(), kNameLabels,
                  scores.begin() + static_cast<std::ptrdiff_t>(i * kNameLabels));
      if (is_likely(analysis, known, sentence.first + static_cast<std::uint32_t>(i))) {
        scores[i * kNameLabels] -= outside_penalty;
      }
    }
    const auto spans = spans_of(best_labels(scores, transitions), sentence.first);
    out.insert(out.end(), spans.begin(), spans.end());
  }
  return out;
}

}  // namespace newsloom::annotate
