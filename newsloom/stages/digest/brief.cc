#include "newsloom/stages/digest/brief.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <unordered_map>

#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMinWords = 8;
constexpr std::size_t kMaxWords = 48;
constexpr std::size_t kMaxCandidates = 3000;
/// A sentence that shares this much with a chosen one repeats it.
constexpr double kRepeats = 0.6;
/// After the fifth sentence, one more must still bring this share of what the first brought.
constexpr double kWorthwhile = 0.3;
/// Sentences that lean on the one before ("He said …", "But …") read badly alone.
constexpr double kLeaningFactor = 0.45;
constexpr double kTeaserFactor = 0.7;
/// The lead of an article tells most in one breath.
constexpr double kLeadFactor = 1.35;

struct Candidate {
  const Account* account;
  std::uint32_t sentence;
  double factor;
  std::size_t words;
  double gain = 0;
};

constexpr auto kLeaning = std::to_array<std::string_view>({
    "he",    "she",   "it",      "they", "his",       "her",     "their",   "this",  "that",
    "these", "those", "but",     "and",  "however",   "also",    "instead", "so",    "then",
    "there", "such",  "another", "both", "meanwhile", "however", "earlier", "later", "apart",
    "er",    "sie",   "es",      "aber", "doch",      "dies",    "das",     "dabei", "auch",
});

bool leans(std::string_view sentence) {
  const auto words = word_spans(sentence.substr(0, 60), Field::text);
  if (words.empty()) return true;
  const std::string first = lower(sentence.substr(words[0].begin, words[0].size()));
  return std::find(kLeaning.begin(), kLeaning.end(), first) != kLeaning.end();
}

/// Complete: begins with a capital letter or digit or quotation mark, ends with a full stop.
bool complete(std::string_view sentence) {
  while (!sentence.empty() &&
         (sentence.back() == '"' || sentence.back() == '\'' || sentence.back() == ')' ||
          static_cast<unsigned char>(sentence.back()) >= 0x80)) {
    sentence.remove_suffix(1);
  }
  if (sentence.empty() || (sentence.back() != '.' && sentence.back() != '!')) return false;
  return !(sentence.front() >= 'a' && sentence.front() <= 'z');
}

/// Half of a quotation must not stand alone.
bool balanced(std::string_view sentence) {
  std::size_t straight = 0;
  std::ptrdiff_t open = 0;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence[i] == '"') ++straight;
    if (sentence.substr(i).starts_with("“")) ++open;
    if (sentence.substr(i).starts_with("”")) --open;
  }
  return straight % 2 == 0 && open == 0;
}

std::vector<Candidate> candidates_of(const View& view, std::span<const double> central) {
  double most = 0;
  for (const double c : central) most = std::max(most, c);
  std::vector<Candidate> out;
  for (const Account& account : view.accounts) {
    if (account.copy) continue;
    std::size_t in_text = 0;
    for (std::uint32_t i = 0; i < account.sentences.size(); ++i) {
      const Span span = account.sentences[i].span;
      if (span.field != Field::text || out.size() >= kMaxCandidates) continue;
      const std::string_view text = text_of(account.article(), span);
      const std::size_t words = word_spans(text, Field::text).size();
      const bool lead = in_text++ == 0;
      if (words < kMinWords || words > kMaxWords || !complete(text) || !balanced(text)) continue;
      double factor = lead ? kLeadFactor : 1;
      if (leans(text)) factor *= kLeaningFactor;
      if (account.article().kind == ArticleKind::teaser) factor *= kTeaserFactor;
      if (most > 0) factor *= 0.5 + 0.5 * central[account.index] / most;
      out.push_back({&account, i, factor, words, 0});
    }
  }
  return out;
}

/// Terms told by more independent sources weigh more.
class Coverage {
 public:
  explicit Coverage(const View& view) : view_(view) {
    std::unordered_map<Term, std::set<std::uint32_t>> families;
    for (const Account& account : view.accounts) {
      for (const SentenceView& sentence : account.sentences) {
        for (const Term term : sentence.terms) families[term].insert(account.family);
      }
    }
    told_.assign(view.lexicon.size(), 0);
    for (const auto& [term, who] : families)
      told_[term] = std::pow(static_cast<double>(who.size()), 1.2);
    covered_.assign(view.lexicon.size(), false);
  }

  [[nodiscard]] double gain(const Candidate& c) const {
    double sum = 0;
    for (const Term term : terms(c)) {
      if (!covered_[term]) sum += told_[term];
    }
    return c.factor * sum / std::sqrt(static_cast<double>(c.words));
  }
  void take(const Candidate& c) {
    for (const Term term : terms(c)) covered_[term] = true;
    chosen_.push_back(terms(c));
  }
  [[nodiscard]] bool repeats(const Candidate& c) const {
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const Terms& other) {
      return overlap(terms(c), other, view_.lexicon).containment >= kRepeats;
    });
  }

 private:
  static const Terms& terms(const Candidate& c) { return c.account->sentences[c.sentence].terms; }
  const View& view_;
  std::vector<double> told_;
  std::vector<bool> covered_;
  std::vector<Terms> chosen_;
};

}  // namespace

std::vector<Evidence> brief(const View& view, std::span<const double> central) {
  std::vector<Candidate> candidates = candidates_of(view, central);
  Coverage coverage(view);
  std::vector<Evidence> out;
  double first_gain = 0;
  while (out.size() < kMaxBrief) {
    for (Candidate& c : candidates) c.gain = coverage.gain(c);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.gain > b.gain; });
    const auto best = std::find_if(candidates.begin(), candidates.end(),
                                   [&](const Candidate& c) { return !coverage.repeats(c); });
    if (best == candidates.end() || best->gain <= 0) break;
    if (out.empty()) first_gain = best->gain;
    if (out.size() >= kMinBrief && best->gain < first_gain * kWorthwhile) break;
    coverage.take(*best);
    out.push_back({best->account->article().id, best->account->sentences[best->sentence].span});
    candidates.erase(candidates.begin(), best + 1);  // what repeated once repeats for good
  }
  return out;
}

}  // namespace newsloom::digest
