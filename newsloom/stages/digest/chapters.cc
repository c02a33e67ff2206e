#include "newsloom/stages/digest/chapters.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace newsloom::digest {
namespace {

constexpr double kDay = 86400;
constexpr std::size_t kMaxNewWords = 3;
// Shorter stems are verbs of every report: "came", "said".
constexpr std::size_t kMinNewWordBytes = 5;

using Vector = std::map<Term, double>;

// One independent text with those that carry it.
struct Text {
  const Account* account = nullptr;
  double time = 0;  // seconds since 1970
  Vector terms;     // of length 1
};

double length_of(const Vector& vector) {
  double sum = 0;
  for (const auto& [term, weight] : vector) sum += weight * weight;
  return std::sqrt(sum);
}

Vector terms_of(const View& view, const Account& account) {
  Vector out;
  for (const Word& word : account.words) {
    const TermKind kind = view.lexicon.kind(word.term);
    if (kind == TermKind::date || kind == TermKind::number) continue;  // say when, not what
    out[word.term] = view.lexicon.weight(word.term);
  }
  const double length = length_of(out);
  for (auto& [term, weight] : out) weight /= length > 0 ? length : 1;
  return out;
}

Vector sum_of(const std::vector<Text>& texts, std::size_t begin, std::size_t end) {
  Vector out;
  for (std::size_t i = begin; i < end; ++i) {
    for (const auto& [term, weight] : texts[i].terms) out[term] += weight;
  }
  return out;
}

double cosine(const Vector& a, const Vector& b) {
  double sum = 0;
  for (const auto& [term, weight] : a) {
    if (const auto found = b.find(term); found != b.end()) sum += weight * found->second;
  }
  const double lengths = length_of(a) * length_of(b);
  return lengths > 0 ? sum / lengths : 0;
}

double seconds_of(const Account& account) {
  if (account.seconds) return static_cast<double>(*account.seconds);
  return (static_cast<double>(*account.anchor()) + 0.5) * kDay;  // a day alone: its middle
}

// Accounts in order of arrival; those without a time get that of the one before them.
std::vector<double> times_of(const View& view) {
  std::vector<double> out;
  double last = 0;
  for (const Account& account : view.accounts) {
    if (account.anchor()) last = seconds_of(account);
    out.push_back(last);
  }
  // Those before the first known time stand with it.
  const auto known = std::find_if(out.begin(), out.end(), [](double t) { return t != 0; });
  if (known != out.end()) std::fill(out.begin(), known, *known);
  return out;
}

std::vector<Text> texts_in_order(const View& view, const std::vector<double>& times) {
  std::vector<Text> out;
  for (std::size_t i = 0; i < view.accounts.size(); ++i) {
    const Account& account = view.accounts[i];
    if (!account.copy) out.push_back({&account, times[i], {}});
  }
  std::stable_sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.time < b.time; });
  return out;
}

// The strength of a turn before each text but the first; 0: none.
std::vector<double> turns_in(const std::vector<Text>& texts) {
  std::vector<double> alike;
  for (std::size_t i = 1; i < texts.size(); ++i) {
    alike.push_back(cosine(sum_of(texts, i > kTurnTexts ? i - kTurnTexts : 0, i),
                           sum_of(texts, i, std::min(i + kTurnTexts, texts.size()))));
  }
  const double usual = std::accumulate(alike.begin(), alike.end(), 0.0) /
                       static_cast<double>(std::max<std::size_t>(alike.size(), 1));
  std::vector<double> out;
  for (std::size_t i = 1; i < texts.size(); ++i) {
    const double days = (texts[i].time - texts[i - 1].time) / kDay;
    const double pause = std::min(1.0, std::log2(1 + days) / std::log2(1 + kLongPauseDays));
    const double shift = usual > 0 ? std::clamp(1 - alike[i - 1] / usual, 0.0, 1.0) : 0;
    const double turn = days < kMinTurnDays ? 0 : pause + shift;
    out.push_back(turn >= kTurn ? turn : 0);
  }
  return out;
}

// Of more turns than are shown, the strongest.
void keep_strongest(std::vector<double>& turns) {
  std::vector<double> sorted = turns;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  if (sorted.size() < kMaxChapters || sorted[kMaxChapters - 1] == 0) return;
  const double weakest = sorted[kMaxChapters - 1];
  for (double& turn : turns) turn = turn > weakest ? turn : 0;
}

// What the chapter's texts speak of and those before did not: names first, then words.
std::vector<std::string> new_words(const View& view, const std::vector<Text>& texts,
                                   std::size_t begin, std::size_t end) {
  const Vector before = sum_of(texts, 0, begin);
  std::vector<std::pair<double, Term>> fresh;
  for (const auto& [term, weight] : sum_of(texts, begin, end)) {
    if (before.contains(term)) continue;
    const bool name = view.lexicon.kind(term) == TermKind::name;
    if (!name && view.lexicon.key(term).size() < kMinNewWordBytes) continue;
    fresh.emplace_back(-(name ? 2 * weight : weight), term);
  }
  std::sort(fresh.begin(), fresh.end());
  std::vector<std::string> out;
  for (const auto& [weight, term] : fresh) {
    if (out.size() == kMaxNewWords) break;
    for (std::size_t i = begin; i < end; ++i) {
      const Account& account = *texts[i].account;
      const auto word = std::find_if(account.words.begin(), account.words.end(),
                                     [term = term](const Word& w) { return w.term == term; });
      if (word == account.words.end()) continue;
      std::string written(text_of(account.article(), word->span));
      for (std::size_t n = 0; n < view.names.size(); ++n) {
        if (view.name_terms[n] == term) written = view.names[n].name;
      }
      if (std::find(out.begin(), out.end(), written) == out.end()) out.push_back(written);
      break;
    }
  }
  return out;
}

std::string why(const View& view, const std::vector<Text>& texts, std::size_t begin,
                std::size_t end) {
  const auto days =
      static_cast<std::int64_t>((texts[begin].time - texts[begin - 1].time) / kDay + 0.5);
  std::string out =
      std::to_string(days) + (days == 1 ? " day" : " days") + " after the last report";
  const std::vector<std::string> fresh = new_words(view, texts, begin, end);
  for (std::size_t i = 0; i < fresh.size(); ++i) out += (i == 0 ? "; new: " : ", ") + fresh[i];
  return out;
}

// The title of the text that stands for the others; announcements only where there is nothing else.
void put_headline(const std::vector<Text>& texts, std::size_t begin, std::size_t end,
                  Chapter& chapter) {
  const Vector all = sum_of(texts, begin, end);
  double best = -1;
  for (std::size_t i = begin; i < end; ++i) {
    const Article& article = texts[i].account->article();
    if (!article.title || article.title->empty()) continue;
    double central = cosine(texts[i].terms, all);
    if (article.kind == ArticleKind::teaser) central *= 0.5;
    if (central <= best) continue;
    best = central;
    chapter.headline = *article.title;
    chapter.headline_article = article.id;
  }
}

// Everyone who carries one of the texts, oldest first.
void put_articles(const View& view, const std::vector<double>& times,
                  const std::set<std::uint32_t>& families, Chapter& chapter) {
  std::vector<std::pair<double, const Account*>> members;
  for (std::size_t i = 0; i < view.accounts.size(); ++i) {
    if (families.contains(view.accounts[i].family)) {
      members.emplace_back(times[i], &view.accounts[i]);
    }
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [time, account] : members) {
    chapter.articles.push_back(account->article().id);
    const auto known = time_of(account->article());
    if (!known) continue;
    if (!chapter.first || known->seconds < chapter.first->seconds) chapter.first = known;
    if (!chapter.last || known->seconds > chapter.last->seconds) chapter.last = known;
  }
}

}  // namespace

std::vector<Chapter> chapters(const View& view) {
  const std::vector<double> times = times_of(view);
  std::vector<Text> texts = texts_in_order(view, times);
  if (texts.size() < kMinChapteredTexts) return {};
  if (texts.back().time - texts.front().time < kMinChapteredDays * kDay) return {};
  for (Text& text : texts) text.terms = terms_of(view, *text.account);
  std::vector<double> turns = turns_in(texts);
  keep_strongest(turns);
  std::vector<std::size_t> begins = {0};
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (turns[i] > 0) begins.push_back(i + 1);
  }
  if (begins.size() < 2) return {};
  std::vector<Chapter> out;
  for (std::size_t c = 0; c < begins.size(); ++c) {
    const std::size_t begin = begins[c];
    const std::size_t end = c + 1 < begins.size() ? begins[c + 1] : texts.size();
    Chapter chapter;
    std::set<std::uint32_t> families;
    for (std::size_t i = begin; i < end; ++i) families.insert(texts[i].account->family);
    put_headline(texts, begin, end, chapter);
    put_articles(view, times, families, chapter);
    if (c > 0) chapter.why = why(view, texts, begin, end);
    out.push_back(std::move(chapter));
  }
  return out;
}

}  // namespace newsloom::digest
