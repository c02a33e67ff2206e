#include "newsloom/stages/annotate/parser.h"

#include <algorithm>
#include <limits>
#include <string>

namespace newsloom::annotate {
namespace {

constexpr std::string_view kMovesFile = "annotate/parser_moves_en.model";
constexpr std::string_view kRelationsFile = "annotate/parser_relations_en.model";
constexpr std::array<Move, 3> kMoves = {Move::shift, Move::left, Move::right};

constexpr std::array<std::string_view, 44> kDeprels = {
    "dep",           "root",      "nsubj",      "nsubj:pass",   "csubj",     "obj",
    "iobj",          "ccomp",     "xcomp",      "obl",          "obl:agent", "obl:unmarked",
    "vocative",      "expl",      "dislocated", "advcl",        "advmod",    "discourse",
    "aux",           "aux:pass",  "cop",        "mark",         "nmod",      "nmod:poss",
    "nmod:unmarked", "nmod:desc", "appos",      "nummod",       "acl",       "acl:relcl",
    "amod",          "det",       "clf",        "case",         "conj",      "cc",
    "fixed",         "flat",      "compound",   "compound:prt", "list",      "parataxis",
    "orphan",        "goeswith"};

}  // namespace

std::string_view name_of(Deprel deprel) {
  if (deprel == Deprel::reparandum) return "reparandum";
  if (deprel == Deprel::punct) return "punct";
  return kDeprels.at(static_cast<std::size_t>(deprel));
}

std::optional<Deprel> deprel_of(std::string_view name) {
  if (name == "punct") return Deprel::punct;
  if (name == "reparandum") return Deprel::reparandum;
  for (std::size_t i = 0; i < kDeprels.size(); ++i) {
    if (kDeprels[i] == name) return static_cast<Deprel>(i);
  }
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return deprel_of(name.substr(0, colon));
}

Result<ParserModel> parser_of(LinearModel moves, LinearModel relations) {
  if (moves.labels() != std::vector<std::string>{"shift", "left", "right"}) {
    return fail(Errc::corrupt, "not the parser's moves");
  }
  ParserModel out;
  for (const std::string& label : relations.labels()) {
    const auto deprel = deprel_of(label);
    if (!deprel) return fail(Errc::corrupt, "unknown relation " + label);
    out.deprels.push_back(*deprel);
  }
  out.moves = std::move(moves);
  out.relations = std::move(relations);
  return out;
}

Result<ParserModel> load_parser(const DataSource& data) {
  const auto moves = data(kMovesFile);
  const auto relations = data(kRelationsFile);
  if (!moves || !relations) {
    return fail(Errc::not_found, "no such data file",
                std::string(moves ? kRelationsFile : kMovesFile));
  }
  NL_TRY(LinearModel moves_model, LinearModel::parse(*moves, kMovesFile));
  NL_TRY(LinearModel relations_model, LinearModel::parse(*relations, kRelationsFile));
  return parser_of(std::move(moves_model), std::move(relations_model));
}

Move best_move(const ParserState& state, const std::int16_t* scores) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < kMoves.size(); ++i) {
    if (state.can(kMoves[i]) && (!best || scores[i] > scores[*best])) best = i;
  }
  return kMoves[best.value_or(0)];
}

ParserState::ParserState(std::uint32_t size) : size_(size), nodes_(size + std::size_t{1}) {
  stack_.reserve(size);
}

bool ParserState::can(Move move) const {
  switch (move) {
    case Move::shift: return front_ < size_;
    case Move::left: return !stack_.empty() && (front_ < size_ || stack_.size() == 1);
    case Move::right: return stack_.size() >= 2;
  }
  return false;
}

std::optional<Move> ParserState::forced() const {
  std::optional<Move> only;
  for (const Move move : kMoves) {
    if (!can(move)) continue;
    if (only) return std::nullopt;
    only = move;
  }
  return only;
}

void ParserState::apply(Move move, Deprel deprel) {
  if (move == Move::shift) {
    stack_.push_back(front_++);
    return;
  }
  const Arc made = arc(move);
  stack_.pop_back();
  attach(made.head, made.child, deprel);
}

void ParserState::attach(std::uint32_t head, std::uint32_t child, Deprel deprel) {
  nodes_[child].head = head;
  nodes_[child].deprel = head == size_ ? Deprel::root : deprel;
  Node& node = nodes_[head];
  constexpr std::uint8_t kMost = std::numeric_limits<std::uint8_t>::max();
  if (child < head) {
    if (node.lefts < kMost) ++node.lefts;
    node.left2 = node.left;
    node.left = child;
  } else {
    if (node.rights < kMost) ++node.rights;
    node.right2 = node.right;
    node.right = child;
  }
}

void parse(Analysis& analysis, const ParserModel& model) {
  ParserFeatures keys;
  std::array<std::int16_t, LinearModel::kMaxClasses> scores;
  for (const Sentence& sentence : analysis.sentences) {
    ParserState state(sentence.last - sentence.first);
    const ParserView view = {&analysis.words[sentence.first], &analysis.tokens[sentence.first]};
    while (!state.done()) {
      std::optional<Move> forced = state.forced();
      if (!forced) {
        model.moves.score(keys.data(), move_features(view, state, keys), scores.data());
        forced = best_move(state, scores.data());
      }
      const Move move = *forced;
      if (move == Move::shift) {
        state.apply(move);
        continue;
      }
      const std::size_t count = relation_features(view, state, move, keys);
      const Deprel deprel = model.deprels[model.relations.best(keys.data(), count)];
      state.apply(move, deprel == Deprel::root ? Deprel::dep : deprel);
    }
    for (std::uint32_t i = 0; i < state.size(); ++i) {
      const ParserState::Node& node = state.node(i);
      Token& token = analysis.tokens[sentence.first + i];
      token.head = node.head == state.size() ? kNoHead : sentence.first + node.head;
      token.deprel = node.deprel;
    }
  }
  analysis.has_syntax = true;
}

}  // namespace newsloom::annotate
