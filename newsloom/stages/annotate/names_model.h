#pragma once
// Names found by a linear sequence model: each token gets one of 17 labels (outside; or begin,
// inside, last, single of one of four types), the best sequence by Viterbi.
// Source: Ratinov and Roth 2009 (features, BILOU); Collins 2002 (training).

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/linear_model.h"
#include "newsloom/stages/annotate/names_lexicon.h"

namespace newsloom::annotate {

/// Tokens [first, last) that name something.
struct NameSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  NameType type = NameType::other;
  friend bool operator==(const NameSpan&, const NameSpan&) = default;
};

/// Taken off the score of "outside" for likely words, in the model's units: it leaves out too much.
inline constexpr float kOutsidePenalty = 10;

/// All names of all sentences, by place, disjoint. `known`: NameLexicon::look_up(analysis).
[[nodiscard]] std::vector<NameSpan> label_names(const Analysis& analysis,
                                                const std::vector<std::uint32_t>& known,
                                                const LinearModel& model,
                                                float outside_penalty = kOutsidePenalty);

// ---- for training ----

inline constexpr std::size_t kNameLabels = 17;  // 0 is outside; 1 + type * 4 + {B, I, L, U}
enum class NamePart : std::uint8_t { begin, inside, last, single };
[[nodiscard]] constexpr std::size_t name_label(NameType type, NamePart part) {
  return 1 + static_cast<std::size_t>(type) * 4 + static_cast<std::size_t>(part);
}
[[nodiscard]] bool may_follow(std::size_t before, std::size_t after);  // kNameLabels: the edge
[[nodiscard]] constexpr std::uint32_t transition_key(std::size_t before) {
  return feature(999, static_cast<std::uint32_t>(before));
}

inline constexpr std::size_t kNameFeatures = 160;
using NameFeatures = std::array<std::uint32_t, kNameFeatures>;

/// The sentence as the features see it: also runs of capitalised words.
class NameView {
 public:
  NameView(const Analysis& analysis, const std::vector<std::uint32_t>& known,
           const Sentence& sentence);
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Features of word i; those of the word itself come first, `lexical` (if wanted) is their
  /// number.
  std::size_t features(std::size_t i, NameFeatures& out, std::size_t* lexical = nullptr) const;

 private:
  struct Run {
    std::int32_t first = 0;
    std::int32_t last = 0;        // inclusive
    std::uint32_t any = 0;        // what lists know of any of its words
    std::uint32_t described = 0;  // the noun that says what it is
  };
  [[nodiscard]] std::uint32_t description_after(std::int32_t last) const;
  const WordInfo& word(std::int32_t i) const;
  std::uint32_t tag(std::int32_t i) const;
  std::uint32_t known(std::int32_t i) const;

  const WordInfo* words_;
  const Token* tokens_;
  const std::uint32_t* known_;
  std::size_t size_;
  std::uint32_t mode_ = 0;  // of the sentence: how its words are written
  bool tagged_ = false;     // the analysis has tags
  std::vector<Run> runs_;   // of each token
};

/// The best sequence; `scores`: emissions, kNameLabels for each token; `transitions`:
/// [before][after], the last row is the edge.
using NameTransitions = std::array<std::array<float, kNameLabels>, kNameLabels + 1>;
[[nodiscard]] std::vector<std::uint8_t> best_labels(const std::vector<float>& scores,
                                                    const NameTransitions& transitions);
[[nodiscard]] std::vector<NameSpan> spans_of(const std::vector<std::uint8_t>& labels,
                                             std::uint32_t first);

}  // namespace newsloom::annotate
