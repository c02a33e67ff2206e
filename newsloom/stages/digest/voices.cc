#include "newsloom/stages/digest/voices.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "newsloom/core/text/name_key.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/time.h"
#include "newsloom/stages/digest/polarity.h"
#include "newsloom/stages/digest/redate.h"
#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

/// So many words in quotation marks, word for word, are one utterance.
constexpr std::size_t kMinQuotedWords = 3;
constexpr std::size_t kMinQuotedBytes = 12;

/// One statement as it gathers witnesses; members index into the sayings.
struct Cluster {
  std::vector<std::uint32_t> members;
  double weakest = 1;
};

constexpr auto kTitles = std::to_array<std::string_view>({
    "foreign",      "prime",      "envoy",     "executive",  "chairwoman", "chairman", "leader",
    "head",         "deputy",     "interior",  "defence",    "defense",    "finance",  "economy",
    "health",       "justice",    "transport", "ambassador", "negotiator", "judge",    "coach",
    "captain",      "professor",  "analyst",   "owner",      "founder",    "senator",  "councillor",
    "commissioner", "chancellor", "premier",   "king",       "queen",      "pope",     "bishop",
    "sheriff",      "coroner",    "lawyer",    "doctor",     "scientist",  "editor",
});

constexpr auto kPronouns = std::to_array<std::string_view>(
    {"he", "she", "it", "they", "i", "we", "who", "er", "sie", "es", "wir", "il", "ele", "on"});

/// Bodies, not people: their last word alone says nothing.
constexpr auto kBodies = std::to_array<std::string_view>({
    "ministry",    "government", "office",     "police",      "army",         "party",
    "court",       "council",    "agency",     "department",  "committee",    "force",
    "forces",      "post",       "times",      "news",        "union",        "bank",
    "company",     "group",      "house",      "commission",  "service",      "authority",
    "authorities", "parliament", "senate",     "congress",    "university",   "institute",
    "association", "statement",  "report",     "board",       "guard",        "navy",
    "embassy",     "center",     "centre",     "journal",     "minister",     "president",
    "leaders",     "officials",  "spokesman",  "spokeswoman", "spokesperson", "chief",
    "director",    "secretary",  "prosecutor", "governor",    "mayor",        "general",
    "ministerium", "regierung",  "polizei",
});

/// "Foreign Minister Ivo Brandt", "Mr Brandt" and "Brandt" are "brandt"; of bodies and descriptions
/// the whole name counts.
std::string speaker_key(const View& view, std::string_view name) {
  std::string whole;
  std::string last;
  bool capital = false;
  for (const Span& span : word_spans(name.substr(0, 200), Field::text)) {
    const std::string_view word = name.substr(span.begin, span.size());
    const std::string key = name_word_key(word);
    if (key == "the" || key.empty()) continue;
    capital = !(word.front() >= 'a' && word.front() <= 'z') && lower(word) != word;
    last = key;
    if (!whole.empty()) whole += ' ';
    whole += key;
    if (std::find(kBodies.begin(), kBodies.end(), lower(word)) != kBodies.end()) capital = false;
    if (view.countries.find(lower(word)) != nullptr) capital = false;
  }
  return capital ? last : whole;
}

/// "Failure is not a crime," as " failure is not a crime ": for looking one up in another.
std::string quoted_words(std::string_view text) {
  std::string out;
  std::size_t count = 0;
  for (const Span& span : word_spans(text, Field::text)) {
    out += ' ';
    out += lower(text.substr(span.begin, span.size()));
    ++count;
  }
  if (count < kMinQuotedWords || out.size() < kMinQuotedBytes) return {};
  return out + ' ';
}

Saying saying_of(const View& view, const Account& account, const Statement& statement) {
  Saying out;
  out.account = &account;
  out.statement = &statement;
  const Speaker& speaker = *statement.speaker;
  out.speaker_key = speaker_key(view, speaker.name);
  if (speaker.name_id) out.speaker = view.name_of(account, *speaker.name_id);
  out.party = view.party_of(speaker.name);
  out.unnamed = out.speaker == kNoName &&
                std::find(kPronouns.begin(), kPronouns.end(), out.speaker_key) != kPronouns.end();
  out.collective = true;
  if (out.speaker != kNoName) {
    const StoryName& name = view.names[out.speaker];
    out.collective = name.type != NameType::person;
    if (name.role && out.party.empty()) out.party = view.party_of(*name.role);
  }
  for (const Span& span : statement.content) {
    Terms piece = view.terms_of(account, span);
    add_all(out.content, piece);
    if (statement.content.size() > 1) out.pieces.push_back(std::move(piece));
  }
  for (const SettledDate& date : account.dates) {
    if (date.type != DateType::date) continue;
    const bool inside = std::any_of(statement.content.begin(), statement.content.end(),
                                    [&](const Span& span) { return span.contains(date.span); });
    const auto days = inside ? days_of(date.value) : std::nullopt;
    constexpr std::int64_t kWeek = 7;
    if (days && days->last - days->first < kWeek) out.days.push_back(*days);
  }
  for (const Span& span : statement.quotes) {
    if (std::string words = quoted_words(text_of(account.article(), span)); !words.empty()) {
      out.quoted.push_back(std::move(words));
    }
  }
  if (statement.content.empty()) {
    out.content = view.terms_of(account, statement.span);
    if (out.speaker != kNoName) out.content = without(out.content, {view.name_terms[out.speaker]});
  }
  if (statement.said_on) {
    out.said_on_value = settled_value(account, *statement.said_on, statement.span);
    out.said_on = days_of(out.said_on_value);
  }
  for (const Span& span : statement.content) {
    if (is_negated(text_of(account.article(), span))) out.negated = true;
  }
  return out;
}

/// Lower-case keys of the words of a name or description that are no names: "foreign", "minister".
std::vector<std::string> title_words(const View& view, std::string_view text) {
  std::vector<std::string> out;
  for (const Span& span : word_spans(text.substr(0, 200), Field::text)) {
    const std::string word = lower(text.substr(span.begin, span.size()));
    const bool title = std::find(kBodies.begin(), kBodies.end(), word) != kBodies.end() ||
                       std::find(kTitles.begin(), kTitles.end(), word) != kTitles.end();
    if (title && view.countries.find(word) == nullptr) out.push_back(word);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// What one account calls a person counts for the person in all of them.
void share_titles(const View& view, std::vector<Saying>& sayings) {
  std::map<std::string, std::vector<std::string>> of_person;
  const auto key = [](const Saying& s) {
    return s.speaker != kNoName ? fmt::format("n{}", s.speaker) : s.speaker_key;
  };
  for (Saying& saying : sayings) {
    saying.titles = title_words(view, saying.statement->speaker->name);
    if (saying.speaker != kNoName && view.names[saying.speaker].role) {
      const auto more = title_words(view, *view.names[saying.speaker].role);
      saying.titles.insert(saying.titles.end(), more.begin(), more.end());
    }
    auto& all = of_person[key(saying)];
    all.insert(all.end(), saying.titles.begin(), saying.titles.end());
  }
  for (auto& [person, titles] : of_person) {
    std::sort(titles.begin(), titles.end());
    titles.erase(std::unique(titles.begin(), titles.end()), titles.end());
  }
  for (Saying& saying : sayings) saying.titles = of_person[key(saying)];
}

std::vector<Saying> sayings_of(const View& view) {
  std::vector<Saying> out;
  for (const Account& account : view.accounts) {
    for (const Statement& statement : account.notes().statements) {
      if (out.size() >= kMaxStatements) return out;
      if (!statement.speaker || statement.speaker->name.empty()) continue;
      if (statement.confidence < kMinStatementConfidence) continue;
      out.push_back(saying_of(view, account, statement));
    }
  }
  return out;
}

/// One stands in the title or standfirst over the other's text.
bool sums_up(const Saying& a, const Saying& b) {
  return a.account == b.account &&
         (a.statement->span.field == Field::text) != (b.statement->span.field == Field::text);
}

std::vector<Cluster> clusters_of(const View& view, const std::vector<Saying>& sayings) {
  std::vector<std::uint32_t> order(sayings.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  // Direct quotes first: reports in other words then gather round them.
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto rank = [&](std::uint32_t i) {
      return sayings[i].statement->kind == StatementKind::direct ? 0 : 1;
    };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return sayings[a].content.size() > sayings[b].content.size();
  });
  std::vector<Cluster> clusters;
  std::map<std::string, std::vector<std::uint32_t>> by_key;  // speaker or party → clusters
  for (const std::uint32_t at : order) {
    const Saying& saying = sayings[at];
    std::vector<std::string> keys;
    if (saying.speaker != kNoName) keys.push_back(fmt::format("n{}", saying.speaker));
    keys.push_back(fmt::format("k{}", saying.speaker_key));
    if (!saying.party.empty()) keys.push_back(fmt::format("p{}", saying.party));
    for (const std::string& title : saying.titles) keys.push_back(fmt::format("t{}", title));
    keys.push_back(saying.unnamed ? "*" : "?");
    double best = 0;
    std::uint32_t where = 0;
    for (const std::string& key : keys) {
      const auto& candidates = by_key[key];
      const std::size_t from =
          candidates.size() > kMaxCandidates ? candidates.size() - kMaxCandidates : 0;
      for (std::size_t c = from; c < candidates.size(); ++c) {
        const std::uint32_t candidate = candidates[c];
        const auto& members = clusters[candidate].members;
        const std::size_t compared = std::min(members.size(), kMaxCompared);
        std::size_t alike = 0;
        double most = 0;
        for (std::size_t m = 0; m < compared; ++m) {
          const double score = sameness(saying, sayings[members[m]], view);
          if (score > 0) alike += sums_up(saying, sayings[members[m]]) ? compared : 1;
          most = std::max(most, score);
        }
        // One witness alike is not enough where others are not: statements of one occasion would
        // all become one, link by link. But a title or standfirst says again what its text says.
        if (alike * 2 >= compared && most > best) best = most, where = candidate;
      }
    }
    if (best <= 0) {
      where = static_cast<std::uint32_t>(clusters.size());
      clusters.emplace_back();
    } else {
      clusters[where].weakest = std::min(clusters[where].weakest, best);
    }
    clusters[where].members.push_back(at);
    // Found by everybody where unnamed, and by the unnamed in any case.
    keys.back() = "*";
    if (saying.unnamed) keys.push_back("?");
    for (const std::string& key : keys) {
      auto& list = by_key[key];
      if (std::find(list.begin(), list.end(), where) == list.end()) list.push_back(where);
    }
  }
  return clusters;
}

/// "Tarsk's chief negotiator" by name, where one person of the story alone has that title.
std::string named_description(const View& view, const std::string& text) {
  const std::vector<std::string> titles = title_words(view, text);
  if (titles.empty()) return text;
  const std::string_view party = view.party_of(text);
  const StoryName* found = nullptr;
  for (const StoryName& name : view.names) {
    if (name.name == text) return text;
    if (name.type != NameType::person || !name.role) continue;
    const std::string_view of = view.party_of(*name.role);
    if (!party.empty() && !of.empty() && party != of) continue;
    const std::vector<std::string> own = title_words(view, *name.role);
    if (!std::includes(own.begin(), own.end(), titles.begin(), titles.end())) continue;
    if (found != nullptr) return text;
    found = &name;
  }
  return found == nullptr ? text : found->name;
}

void fill_from(const View& view, Voice& voice, const Saying& saying) {
  const Statement& s = *saying.statement;
  if (!voice.addressee) voice.addressee = s.addressee;
  if (!voice.channel) voice.channel = s.channel;
  if (!voice.said_on && saying.said_on && saying.said_on->one_day()) {
    voice.said_on = saying.said_on_value.substr(0, 10);
  }
  if (!voice.reported_by) voice.reported_by = s.reported_by;
  if (!voice.disputed_by && s.disputed_by) {
    voice.disputed_by = named_description(view, *s.disputed_by);
  }
  voice.denied = voice.denied || s.denied;
}

std::string why_of(const Voice& voice, std::size_t families) {
  if (voice.witnesses.size() < 2) return "one account";
  const auto direct = std::count_if(voice.witnesses.begin(), voice.witnesses.end(),
                                    [](auto& w) { return w.kind == StatementKind::direct; });
  std::string why = std::to_string(voice.witnesses.size()) + " passages in " +
                    std::to_string(families) + (families == 1 ? " source" : " independent sources");
  if (direct > 0 && direct < static_cast<std::ptrdiff_t>(voice.witnesses.size())) {
    why += ", quoted and in other words";
  }
  return why;
}

Voice voice_of(const View& view, const std::vector<Saying>& sayings, Cluster cluster) {
  const auto rank = [&](std::uint32_t i) {
    const Saying& s = sayings[i];
    const int kind = static_cast<int>(s.statement->kind);
    return std::tuple(s.unnamed, s.collective, kind,
                      s.account->article().kind != ArticleKind::article,
                      -static_cast<std::int64_t>(s.content.size()));
  };
  std::stable_sort(cluster.members.begin(), cluster.members.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
  Voice voice;
  const Saying& best = sayings[cluster.members.front()];
  voice.speaker = best.statement->speaker->name;
  if (best.speaker != kNoName) {
    voice.speaker = view.names[best.speaker].name;
    voice.role = view.names[best.speaker].role;
  }
  voice.text = content_text(best.account->article(), *best.statement);
  float confidence = 0;
  std::vector<Evidence> evidence;
  for (const std::uint32_t member : cluster.members) {
    const Saying& saying = sayings[member];
    const Article& article = saying.account->article();
    fill_from(view, voice, saying);
    confidence = std::max(confidence, saying.statement->confidence);
    voice.witnesses.push_back({{article.id, saying.statement->span},
                               saying.statement->kind,
                               content_text(article, *saying.statement)});
    evidence.push_back(voice.witnesses.back().evidence);
  }
  voice.confidence = confidence * static_cast<float>(cluster.weakest);
  voice.why = why_of(voice, independent(view, evidence));
  return voice;
}

}  // namespace

std::string content_text(const Article& article, const Statement& statement) {
  std::string out;
  for (const Span& span : statement.content) {
    if (!out.empty()) out += " … ";
    out += squeezed(text_of(article, span));
  }
  return out.empty() ? squeezed(text_of(article, statement.span)) : out;
}

std::vector<Voice> voices(const View& view) {
  std::vector<Saying> sayings = sayings_of(view);
  share_titles(view, sayings);
  std::vector<std::pair<std::int64_t, Voice>> dated;
  for (Cluster& cluster : clusters_of(view, sayings)) {
    std::int64_t day = INT64_MIN;
    for (const std::uint32_t member : cluster.members) {
      const Saying& saying = sayings[member];
      if (saying.said_on) {
        day = std::max(day, saying.said_on->last);
      } else if (saying.account->day) {
        day = std::max(day, *saying.account->day);
      }
    }
    dated.emplace_back(day, voice_of(view, sayings, std::move(cluster)));
  }
  std::stable_sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first > b.first;
    return a.second.witnesses.size() > b.second.witnesses.size();
  });
  std::vector<Voice> out;
  for (auto& [day, voice] : dated) {
    if (out.size() < kMaxVoices) out.push_back(std::move(voice));
  }
  return out;
}

}  // namespace newsloom::digest
