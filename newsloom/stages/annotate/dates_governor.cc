#include "newsloom/stages/annotate/dates_governor.h"

#include <algorithm>

#include "newsloom/core/text/normalize.h"

namespace newsloom::annotate {
namespace {

constexpr int kMaxSteps = 8;  // from the date up to its verb

constexpr TenseCues kPast{kGovernorWeight, 0, 0, 0, 0};
constexpr TenseCues kFuture{0, kGovernorWeight, 0, 0, 0};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The helpers of a verb: auxiliaries and the "to" of an infinitive.
struct Helpers {
  bool future_modal = false;  // will, shall
  bool would = false;
  bool other_modal = false;
  bool past = false;     // had, did, was, were
  bool perfect = false;  // have, has
  bool present = false;  // is, are
  bool infinitive = false;
};

Helpers helpers_of(const Analysis& analysis, const Sentence& sentence, std::uint32_t verb) {
  Helpers out;
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    const Token& token = analysis.tokens[i];
    if (token.head != verb) continue;
    const std::string word = folded(analysis.text(token));
    if (token.upos == Upos::part && token.deprel == Deprel::mark && word == "to") {
      out.infinitive = true;
    }
    if (token.upos != Upos::aux) continue;
    if (is_one_of(word, {"will", "shall", "'ll", "’ll", "wo"})) {
      out.future_modal = true;
    } else if (word == "would") {
      out.would = true;
    } else if (is_one_of(word, {"could", "should", "may", "might", "can", "must"})) {
      out.other_modal = true;
    } else if (is_one_of(word, {"had", "did", "was", "were", "'d", "’d"})) {
      out.past = true;
    } else if (is_one_of(word, {"have", "has", "'ve", "’ve"})) {
      out.perfect = true;
    } else {
      out.present = true;
    }
  }
  return out;
}

// Verbs whose infinitive tells of what was done: "was forced to leave on Monday".
bool is_done_with(std::string_view verb) {
  return is_one_of(
      verb, {"forced",   "made",   "managed", "began",    "begun",    "started",  "continued",
             "tried",    "failed", "came",    "went",     "returned", "happened", "used",
             "appeared", "seemed", "refused", "declined", "helped",   "left",     "found"});
}

TenseCues tense_of_infinitive(const Analysis& analysis, const Token& verb) {
  if (verb.head == kNoHead) return kFuture;
  const std::string governor = folded(analysis.text(analysis.tokens[verb.head]));
  return is_done_with(governor) ? TenseCues{} : kFuture;
}

TenseCues tense_of(const Analysis& analysis, const Sentence& sentence, std::uint32_t verb) {
  const Token& token = analysis.tokens[verb];
  const Helpers helpers = helpers_of(analysis, sentence, verb);
  if (helpers.future_modal) return kFuture;
  // "She said they would meet on Tuesday": still to come when she said it, a day or so ago.
  if (helpers.would) {
    return token.deprel == Deprel::ccomp && !helpers.perfect ? kFuture : TenseCues{};
  }
  if (helpers.other_modal) return {};
  if (helpers.past || helpers.perfect || token.form == WordForm::past) return kPast;
  if (helpers.infinitive) return tense_of_infinitive(analysis, token);
  // A headline tells the past in the present tense; running text, what is arranged.
  const bool present = token.form == WordForm::present || token.form == WordForm::present_third;
  const std::string word = folded(analysis.text(token));
  const bool reports = is_one_of(word, {"say", "says", "tell", "tells", "report", "reports"});
  if (present && !sentence.heading && !reports && sentence.paragraph != kTitleParagraph) {
    return kFuture;
  }
  return {};
}

}  // namespace

namespace {

/// The verb that the date hangs on by the parse; kNoHead where there is none.
std::uint32_t governing_verb(const Analysis& analysis, const Sentence& sentence, Span date) {
  if (!analysis.has_syntax) return kNoHead;
  const auto begin = analysis.tokens.begin() + sentence.first;
  const auto end = analysis.tokens.begin() + sentence.last;
  const auto token =
      std::find_if(begin, end, [&](const Token& t) { return date.overlaps(t.span); });
  if (token == end) return kNoHead;
  auto at = static_cast<std::uint32_t>(token - analysis.tokens.begin());
  for (int step = 0; step < kMaxSteps; ++step) {
    const std::uint32_t head = analysis.tokens[at].head;
    if (head == kNoHead || head < sentence.first || head >= sentence.last) return kNoHead;
    at = head;
    if (analysis.tokens[at].upos == Upos::verb) return at;
  }
  return kNoHead;
}

}  // namespace

namespace {

/// "Staff will walk out on Friday, their union |said|": the saying behind the comma has no part in
/// it.
bool said_behind(const Analysis& analysis, const Sentence& sentence, Span date,
                 std::uint32_t verb) {
  constexpr std::uint32_t kLeading = 3;
  if (analysis.tokens[verb].span.begin < date.end) return false;
  bool comma = false;
  for (std::uint32_t i = sentence.first; i < verb; ++i) {
    const Span at = analysis.tokens[i].span;
    if (date.overlaps(at) && i < sentence.first + kLeading) return false;
    if (at.begin >= date.end && analysis.text(analysis.tokens[i]) == ",") comma = true;
  }
  return comma && is_one_of(folded(analysis.text(analysis.tokens[verb])),
                            {"said", "says", "told", "announced", "added", "reported", "stated"});
}

}  // namespace

TenseCues governing_tense(const Analysis& analysis, const Sentence& sentence, Span date) {
  const std::uint32_t verb = governing_verb(analysis, sentence, date);
  if (verb == kNoHead || said_behind(analysis, sentence, date, verb)) return {};
  return tense_of(analysis, sentence, verb);
}

bool is_of_arranged(const Analysis& analysis, const Sentence& sentence, Span date) {
  const std::uint32_t verb = governing_verb(analysis, sentence, date);
  if (verb == kNoHead || sentence.heading || sentence.paragraph == kTitleParagraph) return false;
  const Token& token = analysis.tokens[verb];
  const bool present = token.form == WordForm::present || token.form == WordForm::present_third;
  return present && is_one_of(folded(analysis.text(token)),
                              {"begins", "begin", "starts", "start", "opens", "open", "ends", "end",
                               "closes", "expires", "expire", "resumes", "returns", "takes"});
}

bool is_of_plan(const Analysis& analysis, const Sentence& sentence, Span date) {
  const std::uint32_t verb = governing_verb(analysis, sentence, date);
  if (verb == kNoHead || analysis.tokens[verb].head == kNoHead) return false;
  const Helpers helpers = helpers_of(analysis, sentence, verb);
  const std::string governor = folded(analysis.text(analysis.tokens[analysis.tokens[verb].head]));
  return helpers.infinitive &&
         is_one_of(governor,
                   {"agreed",  "agrees",  "plan",    "plans",   "planned", "promised", "vowed",
                    "pledged", "intends", "decided", "wants",   "hopes",   "expected", "scheduled",
                    "due",     "set",     "offered", "invited", "voted",   "votes"});
}

bool is_announced(const Analysis& analysis, const Sentence& sentence, Span date) {
  if (sentence.paragraph != kTitleParagraph) return false;
  constexpr std::uint32_t kReach = 4;
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    if (analysis.tokens[i].span.begin < date.end) continue;
    const std::string mark = folded(analysis.text(analysis.tokens[i]));
    if (mark != "'s" && mark != "’s") return false;
    for (std::uint32_t k = i + 1; k < std::min(sentence.last, i + 1 + kReach); ++k) {
      if (is_one_of(folded(analysis.text(analysis.tokens[k])),
                    {"march",     "rally",      "meeting",  "summit", "vote",    "election",
                     "elections", "referendum", "talks",    "match",  "game",    "final",
                     "race",      "hearing",    "debate",   "strike", "protest", "parade",
                     "launch",    "concert",    "deadline", "session"})) {
        return true;
      }
    }
    return false;
  }
  return false;
}

}  // namespace newsloom::annotate
