#include "newsloom/stages/annotate/statements_score.h"

#include <algorithm>
#include <cmath>

namespace newsloom::annotate {
namespace {

float bit(bool on) { return on ? 1.F : 0.F; }

std::uint32_t content_words(const Candidate& candidate, const Words& text) {
  std::uint32_t count = 0;
  for (const Range& part : candidate.content) {
    for (std::uint32_t i = part.first; i < part.last; ++i) count += text.words[i].letter ? 1 : 0;
  }
  return count;
}

}  // namespace

StatementFeatures features_of(const Candidate& candidate, const Words& text) {
  StatementFeatures out{};
  const float sure = static_cast<float>(candidate.sure) / 9.F;
  std::size_t at = 0;
  out[at++] = sure;
  out[at++] = sure * sure;
  out[at + static_cast<std::size_t>(candidate.kind)] = 1;
  at += kCueClasses;
  out[at + static_cast<std::size_t>(candidate.frame)] = 1;
  at += kFrames;
  const bool subject = candidate.subject.has_value();
  const Range speaker = candidate.antecedent.value_or(candidate.subject.value_or(Range{}));
  const Word* first = subject ? &text.words[speaker.first] : nullptr;
  const Word* last = subject ? &text.words[speaker.last - 1] : nullptr;
  bool name = false;
  bool speaker_noun = false;
  if (subject) {
    for (std::uint32_t i = speaker.first; i < speaker.last; ++i) {
      name = name || (text.words[i].upper && !text.words[i].is(kDeterminer | kSubject));
      speaker_noun = speaker_noun || text.words[i].is(kPersonNoun | kOrgNoun);
    }
  }
  const std::uint32_t size = content_words(candidate, text);
  out[at++] = bit(candidate.passive);
  out[at++] = bit(candidate.negated);
  out[at++] = bit(candidate.modal);
  out[at++] = bit(candidate.infinite);
  out[at++] = bit(candidate.shared);
  out[at++] = bit(candidate.relative);
  out[at++] = bit(candidate.conditional);
  out[at++] = bit(candidate.first_person);
  out[at++] = bit(candidate.nested);
  out[at++] = bit(candidate.quoted);
  out[at++] = bit(!subject);
  out[at++] = bit(first != nullptr && first->is(kSubject));
  out[at++] = bit(name);
  out[at++] = bit(speaker_noun);
  out[at++] = bit(candidate.addressee.has_value());
  out[at++] = bit(size <= 2);
  out[at++] = bit(size <= 5);
  out[at++] = bit(size > 30);
  out[at++] = bit(candidate.nested && candidate.kind == CueClass::speech);
  out[at++] = bit(last != nullptr && last->is(kTime));
  out[at++] = bit(first != nullptr && (first->lower == "it" || first->lower == "there"));
  const Token& token = text.analysis->tokens[candidate.head];
  const bool verb = token.upos == Upos::verb && text.analysis->has_tags;
  const bool syntax = text.analysis->has_syntax && candidate.kind != CueClass::according;
  out[at++] = bit(verb && token.form == WordForm::past);
  out[at++] = bit(verb && token.form == WordForm::present_third);
  out[at++] = bit(verb && token.form == WordForm::present);
  out[at++] = bit(verb && token.form == WordForm::base);
  out[at++] = bit(verb && token.form == WordForm::gerund);
  out[at++] = bit(verb && token.form == WordForm::participle);
  out[at++] = bit(syntax && token.deprel == Deprel::root);
  out[at++] = bit(syntax && (token.deprel == Deprel::ccomp || token.deprel == Deprel::parataxis));
  out[at++] = bit(syntax && token.deprel == Deprel::conj);
  out[at++] = bit(syntax && token.deprel == Deprel::advcl);
  out[at++] = bit(syntax && token.deprel == Deprel::acl);
  out[at++] = bit(syntax && token.deprel == Deprel::acl_relcl);
  out[at++] = bit(syntax && token.deprel == Deprel::xcomp);
  out[at++] = bit(last != nullptr && last->upos == Upos::propn);
  out[at++] = bit(last != nullptr && last->upos == Upos::noun && !speaker_noun);
  out[at++] = bit(candidate.frame == Frame::after && !candidate.quoted);
  constexpr std::uint8_t kSurest = 9;  // "say", "write", "add"
  out[at++] =
      bit(candidate.frame == Frame::after && !candidate.quoted && candidate.sure == kSurest);
  return out;
}

double score_of(const StatementFeatures& features, const StatementResources& resources) {
  const std::vector<double>& weights = resources.weights();
  double sum = weights.empty() ? 0 : weights[0];
  const std::size_t n = std::min(features.size(), weights.empty() ? 0 : weights.size() - 1);
  for (std::size_t i = 0; i < n; ++i) sum += weights[i + 1] * static_cast<double>(features[i]);
  return 1.0 / (1.0 + std::exp(-sum));
}

}  // namespace newsloom::annotate
