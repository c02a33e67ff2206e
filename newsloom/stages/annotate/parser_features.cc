// The features of the parser: words, tags, dependents and distances around the stack's top and the
// next words. Source: Zhang and Nivre 2011, table 2, for arc-hybrid.

#include <algorithm>

#include "newsloom/stages/annotate/parser.h"

namespace newsloom::annotate {
namespace {

constexpr std::uint32_t kOutside = 254;  // tag of a place without a word
constexpr std::uint32_t kRoot = 253;

// A word as features see it.
struct Seen {
  std::uint32_t word = 0;
  std::uint32_t tag = kOutside;  // fine
  std::uint32_t coarse = kOutside;
  std::uint32_t suffix = 0;
};

std::uint32_t near(std::uint32_t distance) {
  return distance <= 5 ? distance : distance <= 8 ? 6 : distance <= 15 ? 7 : 8;
}

class Collector {
 public:
  Collector(const ParserView& view, const ParserState& state, ParserFeatures& out)
      : view_(view), state_(state), out_(out) {}

  std::size_t move() {
    const std::uint32_t s0 = state_.top(0);
    const std::uint32_t s1 = state_.top(1);
    const std::uint32_t b0 = state_.front();
    const Seen S0 = seen(s0);
    const Seen S1 = seen(s1);
    const Seen S2 = seen(state_.top(2));
    const Seen B0 = seen(b0);
    const Seen B1 = seen(b0 < state_.size() ? b0 + 1 : ParserState::kNone);
    const Seen B2 = seen(b0 + 1 < state_.size() ? b0 + 2 : ParserState::kNone);
    add(0);
    for (const Seen* x : {&S0, &S1, &B0, &B1}) {
      add(x->word);
      add(x->word, x->tag);
      add(x->tag);
    }
    for (const Seen* x : {&S2, &B2}) {
      add(x->word, x->tag);
      add(x->tag);
    }
    add(S0.suffix, B0.tag);
    add(B0.suffix, S0.tag);
    pair(S0, B0);
    pair(S1, S0);
    add(B0.tag, B1.tag);
    add(B0.word, B1.word);
    add(S0.tag, B1.tag);
    add(S0.word, B0.tag, B1.tag);
    add(S0.tag, B0.word, B1.tag);
    add(S1.word, B0.word);
    add(S1.tag, B0.tag);
    add(S1.word, B0.tag);
    triples(S0, S1, S2, B0, B1, B2);
    dependents(s0, s1, b0, S0, S1, B0);
    distances(s0, s1, b0, S0, S1, B0);
    return count_;
  }

  // Of the arc that `move` would make.
  std::size_t relation(Move move) {
    const ParserState::Arc arc = state_.arc(move);
    const Seen H = seen(arc.head);
    const Seen C = seen(arc.child);
    const ParserState::Node& h = state_.node(arc.head);
    const ParserState::Node& c = state_.node(arc.child);
    side_ = move == Move::left ? 1 : 2;
    const std::uint32_t distance =
        near(move == Move::left ? arc.head - arc.child : arc.child - arc.head);
    add(0);
    add(H.word);
    add(H.tag);
    add(C.word);
    add(C.tag);
    add(C.suffix, H.tag);
    add(H.suffix, C.tag);
    pair(H, C);
    add(distance, H.tag, C.tag);
    add(distance, H.coarse, C.coarse);
    child(H, C, c.left);
    child(H, C, c.left2);
    child(H, C, c.right);
    add(mix(H.tag, C.tag, label(c.left)), label(c.right), label(c.left2));
    add(mix(H.tag, C.tag, label(h.left)), label(h.right));
    add(H.word, label(h.left), mix(C.tag, label(h.right)));
    add(H.word, label(h.right), seen(h.right).word);
    add(mix(c.lefts, c.rights, C.tag));
    add(mix(h.lefts, h.rights, H.tag), C.tag);
    const Seen before = seen(arc.child == 0 ? ParserState::kNone : arc.child - 1);
    const Seen after = seen(arc.child + 1);
    add(before.word, C.tag);
    add(after.word, C.tag);
    add(mix(before.tag, C.tag, after.tag), H.coarse);
    add(C.word, H.coarse, distance);
    add(static_cast<std::uint32_t>(state_.front() == state_.size()), C.tag, H.tag);
    return count_;
  }

 private:
  Seen seen(std::uint32_t i) const {
    if (i == ParserState::kNone) return {};
    if (i >= state_.size()) return {1, kRoot, kRoot, 0};
    return {view_.words[i].lower, view_.tokens[i].fine_tag,
            static_cast<std::uint32_t>(view_.tokens[i].upos), view_.words[i].suffix[2]};
  }
  void add(std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0) {
    out_[count_] = feature(static_cast<std::uint32_t>(count_ + 1) + 1000 * side_, a, b, c);
    ++count_;
  }
  // A dependent of the new dependent: its preposition, determiner, subject …
  void child(const Seen& H, const Seen& C, std::uint32_t i) {
    const Seen x = seen(i);
    add(x.word, label(i));
    add(x.word, C.tag, H.tag);
    add(x.word, C.tag, H.word);
    add(x.word, C.word);
    add(mix(x.tag, C.tag, H.tag), label(i));
  }
  // Three tags (or labels) in one value.
  static std::uint32_t mix(std::uint32_t a, std::uint32_t b, std::uint32_t c = 0) {
    return a << 16 | b << 8 | c;
  }

  void pair(const Seen& a, const Seen& b) {
    add(a.word, b.word, mix(a.tag, b.tag));
    add(a.word, b.word);
    add(a.word, b.tag, a.tag);
    add(a.tag, b.word, b.tag);
    add(a.word, b.tag);
    add(a.tag, b.word);
    add(a.tag, b.tag);
    add(a.coarse, b.coarse);
  }
  void triples(const Seen& s0, const Seen& s1, const Seen& s2, const Seen& b0, const Seen& b1,
               const Seen& b2) {
    add(mix(s1.tag, s0.tag, b0.tag));
    add(mix(s0.tag, b0.tag, b1.tag));
    add(mix(b0.tag, b1.tag, b2.tag));
    add(mix(s2.tag, s1.tag, s0.tag));
    add(mix(s1.coarse, s0.coarse, b0.coarse), b1.coarse);
    add(mix(s2.coarse, s1.coarse, s0.coarse), b0.coarse);
    add(s1.word, s0.tag, b0.tag);
    add(s1.tag, s0.word, b0.tag);
    add(s1.tag, s0.tag, b0.word);
    add(s1.word, s0.word, b0.coarse);
    add(s1.coarse, s0.word, b0.word);
  }
  std::uint32_t label(std::uint32_t i) const {
    return i < state_.size() ? static_cast<std::uint32_t>(state_.node(i).deprel) : 255;
  }
  // The dependents of one word on one side: outermost and second.
  void side(const Seen& head, std::uint32_t child, std::uint32_t child2) {
    const Seen c = seen(child);
    const Seen c2 = seen(child2);
    add(c.word, label(child));
    add(c.tag, label(child), head.tag);
    add(mix(c2.tag, c.tag, head.tag), label(child2));
  }
  void dependents(std::uint32_t s0, std::uint32_t s1, std::uint32_t b0, const Seen& S0,
                  const Seen& S1, const Seen& B0) {
    static constexpr ParserState::Node kEmpty = {};
    const ParserState::Node& n0 = s0 == ParserState::kNone ? kEmpty : state_.node(s0);
    const ParserState::Node& n1 = s1 == ParserState::kNone ? kEmpty : state_.node(s1);
    const ParserState::Node& nb = state_.node(b0);
    side(S0, n0.left, n0.left2);
    side(S0, n0.right, n0.right2);
    side(S1, n1.left, n1.left2);
    side(S1, n1.right, n1.right2);
    side(B0, nb.left, nb.left2);
    add(mix(S0.tag, B0.tag, label(n0.left)), label(n0.right), label(nb.left));
    add(mix(S1.tag, S0.tag, label(n1.right)), label(n0.left), label(n0.right));
    add(mix(S1.tag, S0.tag, B0.tag), label(n1.right), label(nb.left));
    add(mix(S1.tag, S0.tag, seen(n0.left).tag));
    add(mix(S1.tag, S0.tag, seen(n0.right).tag));
    add(mix(S0.tag, B0.tag, seen(nb.left).tag));
    add(S1.word, S0.tag, seen(n0.left).word);  // verb, noun, its preposition
    add(S1.tag, S0.word, seen(n0.left).word);
    add(mix(n0.lefts, n0.rights), S0.word);
    add(mix(n0.lefts, n0.rights, S0.tag));
    add(mix(n1.lefts, n1.rights), S1.word);
    add(mix(n1.lefts, n1.rights, S1.tag));
    add(mix(nb.lefts, 0, B0.tag));
  }
  void distances(std::uint32_t s0, std::uint32_t s1, std::uint32_t b0, const Seen& S0,
                 const Seen& S1, const Seen& B0) {
    const std::uint32_t d0 = s0 == ParserState::kNone ? 9 : near(b0 - s0);
    const std::uint32_t d1 = s1 == ParserState::kNone ? 9 : near(s0 - s1);
    add(d0, S0.word);
    add(d0, S0.tag, B0.tag);
    add(d0, B0.word);
    add(d1, S1.word);
    add(d1, S1.tag, S0.tag);
    add(d1, S0.word);
    add(d0, d1, mix(S1.coarse, S0.coarse, B0.coarse));
    add(static_cast<std::uint32_t>(std::min<std::size_t>(state_.stack().size(), 4)), S0.tag,
        B0.tag);
  }

  const ParserView& view_;
  const ParserState& state_;
  ParserFeatures& out_;
  std::size_t count_ = 0;
  std::uint32_t side_ = 0;  // 1, 2: features of an arc to the left, to the right
};

}  // namespace

std::size_t move_features(const ParserView& view, const ParserState& state, ParserFeatures& out) {
  return Collector(view, state, out).move();
}

std::size_t relation_features(const ParserView& view, const ParserState& state, Move move,
                              ParserFeatures& out) {
  return Collector(view, state, out).relation(move);
}

}  // namespace newsloom::annotate
