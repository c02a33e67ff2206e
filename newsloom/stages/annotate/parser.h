#pragma once
// Parser: heads and relations of every sentence by a greedy transition system (arc-hybrid) whose
// moves a linear model chooses. Always gives one projective tree with one root. English only.
// Source: Kuhlmann et al. 2011 (arc-hybrid); Goldberg and Nivre 2013 (training); Zhang and Nivre
// 2011 (features).

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/linear_model.h"

namespace newsloom::annotate {

enum class Move : std::uint8_t {
  shift,  ///< the next word goes onto the stack
  left,   ///< the next word is the head of the stack's top, which leaves the stack
  right,  ///< the stack's second is the head of its top, which leaves the stack
};

/// Two models: one chooses the move (classes: the moves in their order), the other names the
/// relation of a new arc. Small rows make the first fast; half of all moves need no second look.
struct ParserModel {
  LinearModel moves;
  LinearModel relations;
  std::vector<Deprel> deprels;  ///< of the classes of `relations`
};

/// Files: data/annotate/parser_moves_en.model, parser_relations_en.model.
/// Errors: not_found, corrupt.
[[nodiscard]] Result<ParserModel> load_parser(const DataSource& data);
[[nodiscard]] Result<ParserModel> parser_of(LinearModel moves, LinearModel relations);

/// Fills head and deprel of all tokens; needs tags. Complexity: O(tokens).
void parse(Analysis& analysis, const ParserModel& model);

/// "nsubj:pass" → nsubj_pass; subtypes without a value of their own are folded.
[[nodiscard]] std::optional<Deprel> deprel_of(std::string_view name);
[[nodiscard]] std::string_view name_of(Deprel deprel);

// ---- for training ----

/// A sentence half parsed. Words count from 0; `size` stands for the root, behind the last word.
class ParserState {
 public:
  explicit ParserState(std::uint32_t size);

  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  [[nodiscard]] bool done() const { return stack_.empty() && front_ == size_; }
  /// The move, where only one can be taken.
  [[nodiscard]] std::optional<Move> forced() const;
  [[nodiscard]] bool can(Move move) const;
  /// `deprel` is of the arc that left or right makes.
  void apply(Move move, Deprel deprel = Deprel::dep);
  /// Head and dependent of the arc that left or right would make.
  struct Arc {
    std::uint32_t head = 0;
    std::uint32_t child = 0;
  };
  [[nodiscard]] Arc arc(Move move) const { return {move == Move::left ? front_ : top(1), top(0)}; }

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] std::uint32_t front() const { return front_; }
  [[nodiscard]] const std::vector<std::uint32_t>& stack() const { return stack_; }
  /// The stack's item, counted from the top, or kNone.
  [[nodiscard]] std::uint32_t top(std::size_t depth) const {
    return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : kNone;
  }
  struct Node {
    std::uint32_t head = kNone;
    Deprel deprel = Deprel::dep;
    std::uint8_t lefts = 0;  // number of dependents so far
    std::uint8_t rights = 0;
    std::uint32_t left = kNone;  // outermost dependent, and the one found before it
    std::uint32_t left2 = kNone;
    std::uint32_t right = kNone;
    std::uint32_t right2 = kNone;
  };
  [[nodiscard]] const Node& node(std::uint32_t i) const { return nodes_[i]; }

 private:
  void attach(std::uint32_t head, std::uint32_t child, Deprel deprel);

  std::uint32_t size_;
  std::uint32_t front_ = 0;
  std::vector<std::uint32_t> stack_;
  std::vector<Node> nodes_;  // the last is the root
};

inline constexpr std::size_t kParserFeatures = 128;
using ParserFeatures = std::array<std::uint32_t, kParserFeatures>;

/// What the parser sees of the sentence's words.
struct ParserView {
  const WordInfo* words = nullptr;
  const Token* tokens = nullptr;
};
std::size_t move_features(const ParserView& view, const ParserState& state, ParserFeatures& out);
std::size_t relation_features(const ParserView& view, const ParserState& state, Move move,
                              ParserFeatures& out);
/// The best move that can be taken.
[[nodiscard]] Move best_move(const ParserState& state, const std::int16_t* scores);

}  // namespace newsloom::annotate
