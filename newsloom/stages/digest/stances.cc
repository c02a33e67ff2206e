// Updates and contradictions in what a party commits itself to: "has not confirmed" in one account,
// "will send a delegation" in another.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/digest/differences.h"
#include "newsloom/stages/digest/polarity.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMaxStances = 4000;
constexpr std::size_t kMaxOfParty = 200;
constexpr std::size_t kMaxFound = 12;
constexpr std::size_t kMaxEvidence = 8;
constexpr double kTopicContainment = 0.5;
constexpr double kWideContainment = 0.3;
/// A topic of fewer words is widened by the sentence before.
constexpr std::size_t kFewWords = 2;
constexpr double kDenialContainment = 0.55;

/// A party's stance on something, in one sentence.
struct Position {
  const Account* account = nullptr;
  std::uint32_t sentence = 0;
  Stance stance = Stance::none;
  Term party = 0;
  Terms topic;        ///< the sentence without party and cue words
  bool wide = false;  ///< the sentence said little: its topic takes in the one before
};

/// A person with a role for a country speaks for it: "Ukraine's Foreign Minister".
class Parties {
 public:
  explicit Parties(View& lexicon_owner) : view_(lexicon_owner) {
    for (std::size_t i = 0; i < view_.names.size(); ++i) {
      const StoryName& name = view_.names[i];
      std::string_view code = view_.party_of(name.name);
      if (name.type == NameType::person) code = name.role ? view_.party_of(*name.role) : "";
      if (code.empty()) continue;
      by_name_.emplace(view_.name_terms[i], view_.lexicon.add(TermKind::country, code));
    }
  }
  /// The party nearest before `at` in the sentence: mostly the one whose verb stands there.
  [[nodiscard]] std::optional<Term> before(const Account& account, Span sentence,
                                           std::uint32_t at) const {
    std::optional<Term> found;
    for (const Word& word : words_in(account, sentence)) {
      if (word.span.begin >= at) break;
      const TermKind kind = view_.lexicon.kind(word.term);
      if (kind == TermKind::country) found = word.term;
      if (kind == TermKind::name) {
        const auto party = by_name_.find(word.term);
        found = party == by_name_.end() ? word.term : party->second;
      }
    }
    return found;
  }
  static std::span<const Word> words_in(const Account& account, Span sentence) {
    const auto first = std::lower_bound(
        account.words.begin(), account.words.end(), sentence, [](const Word& a, const Span& b) {
          if (a.span.field != b.field) return reading_order(a.span.field) < reading_order(b.field);
          return a.span.end <= b.begin;
        });
    auto last = first;
    while (last != account.words.end() && last->span.overlaps(sentence)) ++last;
    return {first, last};
  }

 private:
  View& view_;
  std::map<Term, Term> by_name_;
};

std::size_t words_in_topic(const View& view, const Terms& topic) {
  return static_cast<std::size_t>(std::count_if(topic.begin(), topic.end(), [&](Term term) {
    return view.lexicon.kind(term) == TermKind::word;
  }));
}

std::vector<Position> positions(View& view) {
  const Parties parties(view);
  std::vector<Position> out;
  for (const Account& account : view.accounts) {
    if (account.copy) continue;
    for (std::uint32_t i = 0; i < account.sentences.size(); ++i) {
      const SentenceView& sentence = account.sentences[i];
      const std::vector<StanceHit> hits = stances_of(text_of(account.article(), sentence.span));
      Terms cues;
      for (const StanceHit& hit : hits) {
        add_all(cues, view.terms_of(account, {sentence.span.begin + hit.begin,
                                              sentence.span.begin + hit.end, sentence.span.field}));
      }
      for (const StanceHit& hit : hits) {
        const auto party = parties.before(account, sentence.span, sentence.span.begin + hit.begin);
        if (!party || out.size() >= kMaxStances) continue;
        Position position{&account, i, hit.stance, *party, without(sentence.terms, cues)};
        position.topic = without(position.topic, {*party});
        if (words_in_topic(view, position.topic) < kFewWords && i > 0 &&
            account.sentences[i - 1].span.field == sentence.span.field) {
          position.wide = true;
          add_all(position.topic, without(account.sentences[i - 1].terms, {*party}));
        }
        out.push_back(std::move(position));
      }
    }
  }
  return out;
}

/// What a topic shares beyond parties: a thing talked about, better two, or a day.
bool same_topic(const Position& a, const Position& b, const View& view) {
  const Overlap common = overlap(a.topic, b.topic, view.lexicon);
  if (common.words < 1) return false;
  if ((common.words >= 2 || a.wide || b.wide) && common.day) return true;
  if (a.wide || b.wide) return common.containment >= kWideContainment;
  return common.containment >= kTopicContainment;
}

/// Below 0: a is told before b; above 0: after; 0: not known, or the same day.
int order(const Account& a, const Account& b) {
  if (!a.day || !b.day || *a.day == *b.day) return 0;
  return *a.day < *b.day ? -1 : 1;
}

std::optional<DifferenceKind> kind_of(const Position& a, const Position& b, const View& view) {
  const int when = order(*a.account, *b.account);
  const bool forward = b.stance == Stance::yes || b.stance == Stance::open;
  if (a.stance == Stance::not_yet && forward && when <= 0) return DifferenceKind::update;
  if (a.stance == Stance::no && b.stance == Stance::yes) {
    const Overlap common = overlap(a.topic, b.topic, view.lexicon);
    if (when < 0) return DifferenceKind::update;
    if (common.words >= 2 && common.containment >= kDenialContainment) {
      return when == 0 ? DifferenceKind::contradiction : DifferenceKind::update;
    }
  }
  return std::nullopt;
}

class Gatherer {
 public:
  Gatherer(const View& view, std::vector<Difference>& out) : view_(view), out_(out) {}

  void pair(const Position& a, const Position& b) {
    if (a.account->family == b.account->family || a.party != b.party) return;
    const auto kind = kind_of(a, b, view_);
    if (!kind || !same_topic(a, b, view_)) return;
    const auto key = std::tuple(a.account->index, a.sentence, *kind);
    const auto [place, fresh] = places_.emplace(key, out_.size());
    const Evidence here{a.account->article().id, a.account->sentences[a.sentence].span};
    const Evidence there{b.account->article().id, b.account->sentences[b.sentence].span};
    if (fresh) {
      if (places_.size() > kMaxFound) return;
      const std::string about = clipped(text_of(a.account->article(), here.span));
      const bool update = *kind == DifferenceKind::update;
      const bool dated = order(*a.account, *b.account) != 0;
      const std::string a_name = called(view_, here.article);
      const std::string b_name = called(view_, there.article);
      out_.push_back({*kind,
                      about,
                      update ? fmt::format("open in {}; decided, or nearer to it, in {}{}", a_name,
                                           b_name, dated ? ", which is later" : "")
                             : fmt::format("{} says no, {} says yes", a_name, b_name),
                      {here},
                      update ? (dated ? 0.7F : 0.5F) : 0.45F});
    }
    if (place->second >= out_.size()) return;
    auto& evidence = out_[place->second].evidence;
    if (evidence.size() < kMaxEvidence &&
        std::find(evidence.begin(), evidence.end(), there) == evidence.end()) {
      evidence.push_back(there);
    }
  }

 private:
  const View& view_;
  std::vector<Difference>& out_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, DifferenceKind>, std::size_t> places_;
};

}  // namespace

void add_stance_differences(View& view, std::vector<Difference>& out) {
  const std::vector<Position> all = positions(view);
  std::map<Term, std::vector<const Position*>> by_party;
  for (const Position& position : all) {
    auto& list = by_party[position.party];
    if (list.size() < kMaxOfParty) list.push_back(&position);
  }
  std::vector<Difference> found;
  Gatherer gatherer(view, found);
  for (const auto& [party, list] : by_party) {
    for (const Position* a : list) {
      if (a->stance != Stance::not_yet && a->stance != Stance::no) continue;
      for (const Position* b : list) gatherer.pair(*a, *b);
    }
  }
  out.insert(out.end(), found.begin(), found.end());
}

}  // namespace newsloom::digest
