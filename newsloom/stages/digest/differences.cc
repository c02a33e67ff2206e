#include "newsloom/stages/digest/differences.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/digest/moments.h"
#include "newsloom/stages/digest/polarity.h"

namespace newsloom::digest {
namespace {

constexpr double kContradictContainment = 0.45;
constexpr double kSameSentence = 0.75;
constexpr std::size_t kMaxCompared = 300;
/// Two days apart: the same event may be dated differently; further apart it is another one.
constexpr std::int64_t kMaxDaysApart = 3;
constexpr double kSameEventContainment = 0.6;
constexpr std::size_t kSameEventWords = 3;

int rank(DifferenceKind kind) {
  switch (kind) {
    case DifferenceKind::contradiction: return 0;
    case DifferenceKind::discrepancy: return 1;
    case DifferenceKind::update: return 2;
    case DifferenceKind::different_thing: return 3;
    case DifferenceKind::wording: return 4;
    case DifferenceKind::omission: return 5;
  }
  return 6;
}

std::vector<Evidence> evidence_of(const FigureGroup& group) {
  std::vector<Evidence> out;
  for (const FigureValue& value : group.values) {
    if (std::find(out.begin(), out.end(), value.evidence) == out.end()) {
      out.push_back(value.evidence);
    }
  }
  return out;
}

Terms terms_of(const View& view, const Voice& voice) {
  Terms out;
  for (const VoiceWitness& witness : voice.witnesses) {
    const Account* account = account_of(view, witness.evidence.article);
    if (account == nullptr) continue;
    for (const Statement& statement : account->notes().statements) {
      if (statement.span != witness.evidence.span) continue;
      for (const Span& span : statement.content) add_all(out, view.terms_of(*account, span));
    }
    if (out.empty()) out = view.terms_of(*account, witness.evidence.span);
  }
  return out;
}

/// Up to three words that only this side uses, as it writes them.
std::string own_words(const View& view, const VoiceWitness& witness, const Terms& others) {
  const Account* account = account_of(view, witness.evidence.article);
  if (account == nullptr) return {};
  std::vector<std::pair<double, std::string>> found;
  std::set<Term> seen;
  for (const Word& word : account->words) {
    if (!witness.evidence.span.contains(word.span) || has(others, word.term)) continue;
    if (view.lexicon.kind(word.term) != TermKind::word) continue;
    const std::string_view written = text_of(account->article(), word.span);
    if (witness.text.find(written) == std::string::npos || !seen.insert(word.term).second) continue;
    found.emplace_back(-view.lexicon.weight(word.term), written);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, found.size()); ++i) {
    out += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", found[i].second);
  }
  return out;
}

Terms witness_terms(const View& view, const VoiceWitness& witness) {
  const Account* account = account_of(view, witness.evidence.article);
  return account == nullptr ? Terms{} : view.terms_of(*account, witness.evidence.span);
}

void add_wording(const Compared& story, const Voice& voice, std::vector<Difference>& out) {
  const View& view = story.view;
  const VoiceWitness& best = voice.witnesses.front();
  const Account* home = account_of(view, best.evidence.article);
  for (const VoiceWitness& other : voice.witnesses) {
    const Account* account = account_of(view, other.evidence.article);
    if (home == nullptr || account == nullptr || account->family == home->family) continue;
    const std::string here = own_words(view, best, witness_terms(view, other));
    const std::string there = own_words(view, other, witness_terms(view, best));
    if (here.empty() || there.empty()) continue;
    out.push_back({DifferenceKind::wording,
                   fmt::format("{}: {}", voice.speaker, clipped(voice.text)),
                   fmt::format("one statement in different words: {} has {}, {} has {}",
                               called(view, best.evidence.article), here,
                               called(view, other.evidence.article), there),
                   {best.evidence, other.evidence},
                   voice.confidence});
    return;
  }
}

/// The same words in another place (a copy, or one sentence read twice) deny nothing.
bool same_sentence(const View& view, const Voice& a, const Voice& b) {
  const Terms x = witness_terms(view, a.witnesses.front());
  const Terms y = witness_terms(view, b.witnesses.front());
  return overlap(x, y, view.lexicon).jaccard >= kSameSentence;
}

void add_denial(const Compared& story, const Voice& denial, std::vector<Difference>& out) {
  const View& view = story.view;
  const Terms said = terms_of(view, denial);
  std::vector<Evidence> other;
  std::string who;
  for (std::size_t i = 0; i < std::min(story.voices.size(), kMaxCompared); ++i) {
    const Voice& voice = story.voices[i];
    if (voice.denied || voice.speaker == denial.speaker) continue;
    const Overlap common = overlap(said, terms_of(view, voice), view.lexicon);
    if (common.words < 2 || common.containment < kContradictContainment) continue;
    if (same_sentence(view, denial, voice)) continue;
    who = voice.speaker;
    for (const VoiceWitness& witness : voice.witnesses) other.push_back(witness.evidence);
    break;
  }
  for (std::size_t i = 0; other.empty() && i < story.lines.size(); ++i) {
    for (const Moment& moment : story.lines[i].moments) {
      const Account* home = account_of(view, denial.witnesses.front().evidence.article);
      if (moment.status == Status::denied || moment.account == home) continue;
      const Overlap common = overlap(said, moment.terms, view.lexicon);
      if (common.jaccard >= kSameSentence) continue;
      if (common.words < 2 || common.containment < kContradictContainment) continue;
      other.push_back(view.evidence(*moment.account, moment.span));
      who = called(view, other.back().article);
      break;
    }
  }
  if (other.empty()) return;
  Difference difference{DifferenceKind::contradiction,
                        clipped(denial.text),
                        fmt::format("{} denies what {} says", denial.speaker, who),
                        {},
                        denial.confidence};
  for (const VoiceWitness& witness : denial.witnesses) {
    difference.evidence.push_back(witness.evidence);
  }
  difference.evidence.insert(difference.evidence.end(), other.begin(), other.end());
  out.push_back(std::move(difference));
}

/// What else is said of a disputed claim: by the one who disputes it, in the same article with a
/// "no" in it, and by others in the same words.
void add_about_claim(const Compared& story, const Voice& claim, std::vector<Evidence>& evidence) {
  const View& view = story.view;
  const Terms said = terms_of(view, claim);
  const std::string& article = claim.witnesses.front().evidence.article;
  for (std::size_t i = 0; i < std::min(story.voices.size(), kMaxCompared); ++i) {
    const Voice& voice = story.voices[i];
    if (&voice == &claim || voice.witnesses.empty()) continue;
    const Overlap common = overlap(said, terms_of(view, voice), view.lexicon);
    const bool same = common.words >= 2 && common.containment >= kContradictContainment;
    for (const VoiceWitness& witness : voice.witnesses) {
      const bool answer = voice.speaker == *claim.disputed_by &&
                          witness.evidence.article == article && is_negated(witness.text);
      if (!same && !answer) continue;
      if (std::find(evidence.begin(), evidence.end(), witness.evidence) == evidence.end()) {
        evidence.push_back(witness.evidence);
      }
    }
  }
}

}  // namespace

const Account* account_of(const View& view, std::string_view article) {
  for (const Account& account : view.accounts) {
    if (account.article().id == article) return &account;
  }
  return nullptr;
}

std::string called(const View& view, std::string_view article) {
  const Account* account = account_of(view, article);
  if (account == nullptr) return std::string(article);
  return display_name(account->article());
}

namespace {

/// "Three years" and "over three years" are no difference worth a line.
bool same_numbers(const FigureGroup& group) {
  return std::all_of(group.values.begin(), group.values.end(), [&](const FigureValue& v) {
    return v.figure.value == group.values.front().figure.value;
  });
}

}  // namespace

void add_figure_differences(const Compared& story, std::vector<Difference>& out) {
  for (const FigureGroup& group : story.figures) {
    const std::vector<Evidence> evidence = evidence_of(group);
    if (independent(story.view, evidence) < 2) continue;
    DifferenceKind kind = DifferenceKind::wording;
    switch (group.verdict) {
      case Verdict::conflict: kind = DifferenceKind::contradiction; break;
      case Verdict::update_over_time: kind = DifferenceKind::update; break;
      case Verdict::different_things: kind = DifferenceKind::different_thing; break;
      case Verdict::agree_after_normalisation:
        if (same_numbers(group)) continue;
        kind = DifferenceKind::wording;
        break;
      default: continue;
    }
    out.push_back({kind, squeezed(group.counted), group.reason, evidence, group.confidence});
  }
}

void add_voice_differences(const Compared& story, std::vector<Difference>& out) {
  std::vector<Difference> wordings;
  for (const Voice& voice : story.voices) {
    if (voice.witnesses.empty()) continue;
    if (voice.disputed_by) {
      Difference difference{DifferenceKind::contradiction,
                            fmt::format("{}: {}", voice.speaker, clipped(voice.text)),
                            fmt::format("{} disputes it", *voice.disputed_by),
                            {},
                            voice.confidence};
      if (voice.reported_by) difference.reason += ", as reported by " + *voice.reported_by;
      for (const VoiceWitness& w : voice.witnesses) difference.evidence.push_back(w.evidence);
      add_about_claim(story, voice, difference.evidence);
      out.push_back(std::move(difference));
    } else if (voice.denied) {
      add_denial(story, voice, out);
    }
    if (voice.witnesses.size() > 1 && wordings.size() < kMaxWordings) {
      add_wording(story, voice, wordings);
    }
  }
  out.insert(out.end(), wordings.begin(), wordings.end());
}

void add_omissions(const Compared& story, std::vector<Difference>& out) {
  const View& view = story.view;
  std::set<std::uint32_t> mains;
  for (const Account& account : view.accounts) {
    if (account.article().kind == ArticleKind::article) mains.insert(account.family);
  }
  if (mains.size() < 2) return;
  std::vector<Difference> found;
  for (const Voice& voice : story.voices) {
    std::vector<Evidence> evidence;
    for (const VoiceWitness& w : voice.witnesses) evidence.push_back(w.evidence);
    const bool quoted = std::any_of(voice.witnesses.begin(), voice.witnesses.end(),
                                    [](auto& w) { return w.kind != StatementKind::indirect; });
    if (!quoted || independent(view, evidence) != 1) continue;
    found.push_back(
        {DifferenceKind::omission, fmt::format("{}: {}", voice.speaker, clipped(voice.text)),
         fmt::format("this statement is only in {}", called(view, evidence.front().article)),
         evidence, voice.confidence * 0.6F});
  }
  for (const FigureGroup& group : story.figures) {
    if (group.verdict != Verdict::single) continue;
    const std::vector<Evidence> evidence = evidence_of(group);
    if (independent(view, evidence) != 1) continue;
    const Account* account = account_of(view, evidence.front().article);
    if (account == nullptr) continue;
    found.push_back(
        {DifferenceKind::omission,
         squeezed(text_of(account->article(), group.values.front().figure.span)),
         fmt::format("this figure is only in {}", called(view, evidence.front().article)), evidence,
         group.confidence * 0.5F});
  }
  std::stable_sort(found.begin(), found.end(), [](const Difference& a, const Difference& b) {
    return a.confidence > b.confidence;
  });
  if (found.size() > kMaxOmissions) found.resize(kMaxOmissions);
  out.insert(out.end(), found.begin(), found.end());
}

void add_timeline_differences(const Compared& story, std::vector<Difference>& out) {
  const View& view = story.view;
  for (const Line& line : story.lines) {
    if (line.entry.history.size() < 2) continue;
    Difference difference{DifferenceKind::update, line.entry.label, {}, {}, line.entry.confidence};
    bool denied = false;
    for (const StatusChange& change : line.entry.history) {
      if (change.status == Status::denied) denied = true;
      difference.reason += difference.reason.empty() ? "first " : ", then ";
      difference.reason += name_of(change.status);
      difference.evidence.insert(difference.evidence.end(), change.evidence.begin(),
                                 change.evidence.end());
    }
    if (denied) {
      difference.kind = DifferenceKind::contradiction;
      difference.reason = "told as an event, and denied";
    }
    if (independent(view, difference.evidence) > 1) out.push_back(std::move(difference));
  }
  const std::size_t count = std::min(story.lines.size(), kMaxCompared);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      const Line& a = story.lines[i];
      const Line& b = story.lines[j];
      if (!a.days.one_day() || !b.days.one_day() || a.days == b.days) continue;
      if (b.days.first - a.days.first > kMaxDaysApart) continue;
      const Moment& x = a.moments.front();
      const Moment& y = b.moments.front();
      if (x.account->family == y.account->family || !x.from_event || !y.from_event) continue;
      if (x.code != y.code || x.status != y.status) continue;
      const Overlap common = overlap(x.terms, y.terms, view.lexicon);
      if (common.words < kSameEventWords || common.containment < kSameEventContainment) continue;
      if (shared(x.actors, y.actors).empty()) continue;
      out.push_back(
          {DifferenceKind::discrepancy,
           a.entry.label,
           fmt::format("dated {} in one account and {} in another", a.entry.date, b.entry.date),
           {view.evidence(*x.account, x.span), view.evidence(*y.account, y.span)},
           std::min(a.entry.confidence, b.entry.confidence) * 0.7F});
    }
  }
}

std::vector<Difference> differences(const Compared& story) {
  std::vector<Difference> out;
  add_voice_differences(story, out);
  add_stance_differences(story.view, out);
  add_background_differences(story.view, out);
  add_timeline_differences(story, out);
  add_figure_differences(story, out);
  add_omissions(story, out);
  std::stable_sort(out.begin(), out.end(), [](const Difference& a, const Difference& b) {
    if (rank(a.kind) != rank(b.kind)) return rank(a.kind) < rank(b.kind);
    return a.confidence > b.confidence;
  });
  if (out.size() > kMaxDifferences) out.resize(kMaxDifferences);
  return out;
}

}  // namespace newsloom::digest
