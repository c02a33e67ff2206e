// Names put right over the whole article: what one sentence shows helps with the others.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

#include "newsloom/stages/annotate/names_spans.h"

namespace newsloom::annotate {
namespace {

class Repair {
 public:
  Repair(const Analysis& analysis, const std::vector<std::uint32_t>& known,
         std::vector<NameSpan>& spans)
      : analysis_(analysis), known_(known), spans_(spans) {}

  void run() {
    trim();
    split_after_in();
    drop_peoples();
    add_listed();
    add_known();
    widen_names_by_acronym(analysis_, known_, spans_);
    join_arabic();
    drop_name_credits(analysis_, known_, spans_);
    retype_by_context(analysis_, known_, spans_);
    learn();
    retype();
    add_missed();
    drop_name_credits(analysis_, known_, spans_);
  }

 private:
  bool is(std::uint32_t i, std::uint32_t bits) const { return (known_[i] & bits) != 0; }
  std::string_view word(std::uint32_t i) const { return analysis_.text(analysis_.tokens[i]); }

  void trim() {
    for (NameSpan& span : spans_) {
      while (span.last - span.first > 1 && is_edge(span.last - 1)) --span.last;
      while (span.last - span.first > 1 && is_edge(span.first)) ++span.first;
      cut_title(span);
      if (span.last - span.first >= 2 && span.type != NameType::org &&
          is(span.last - 1, Known::org_word) &&
          !is(span.last - 1, Known::place_word | Known::family)) {
        span.type = NameType::org;  // "Vale Corp."
      }
      if (span.type != NameType::person && looks_like_person(span)) span.type = NameType::person;
    }
  }
  // "In Berlin Orlov met …": a listed place, and who does something there.
  void split_after_in() {
    constexpr std::uint32_t kNoPerson = Known::place | Known::place_end | Known::org |
                                        Known::org_end | Known::org_word | Known::place_word |
                                        Known::people | Known::link;
    std::vector<NameSpan> more;
    for (NameSpan& span : spans_) {
      const std::uint32_t words = span.last - span.first;
      if (words < 2 || words > 3 || span.first == 0 || word(span.first - 1) != "In") continue;
      if (span.last == analysis_.tokens.size() || !same_field(span.first - 1, span.last)) continue;
      const Upos next = analysis_.tokens[span.last].upos;
      if (!analysis_.has_tags || (next != Upos::verb && next != Upos::aux)) continue;
      std::uint32_t rest = 0;
      for (std::uint32_t i = span.first + 1; i < span.last; ++i) rest |= known_[i];
      if (!is(span.first, Known::place_end) || (rest & kNoPerson) != 0) continue;
      more.push_back({span.first + 1, span.last, NameType::person});
      span.last = span.first + 1;
      span.type = NameType::place;
    }
    insert(more);
  }
  // A forename and one or two words that no list knows as a place or a body; or, behind a word of
  // role, two such words.
  bool looks_like_person(const NameSpan& span) const {
    const std::uint32_t words = span.last - span.first;
    if (words < 2 || words > 3) return false;
    std::uint32_t any = 0;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      // "Vladimir" is a town too; the words behind it decide.
      any |= i == span.first ? known_[i] & ~std::uint32_t{Known::place_end | Known::org_end}
                             : known_[i];
      if (!analysis_.words[i].capital || analysis_.words[i].all_capitals) return false;
    }
    if ((any & (Known::place_end | Known::org_end | Known::org_word | Known::place_word |
                Known::people | Known::link)) != 0) {
      return false;
    }
    const bool role =
        span.first > 0 && is(span.first - 1, Known::role_word) &&
        analysis_.tokens[span.first - 1].span.field == analysis_.tokens[span.first].span.field;
    return is(span.first, Known::given) || role;
  }
  bool is_edge(std::uint32_t i) const {
    return is_possessive(analysis_, i) || word(i) == "-" || word(i) == "--" || word(i) == ",";
  }
  // "Russian President Ann Orlov" → "Ann Orlov", a person whatever it was taken for; but "General
  // Motors" stays, and "Major" of "Tom Major".
  void cut_title(NameSpan& span) {
    std::uint32_t cut = span.first;
    for (std::uint32_t i = span.first; i + 1 < span.last; ++i) {
      const bool title = is(i, Known::honorific | Known::role_word);
      if (title && (i == cut || !is(i, Known::given | Known::family) || is(i, Known::honorific))) {
        cut = i + 1;
      }
    }
    if (cut == span.first || is_possessive(analysis_, cut) || !analysis_.words[cut].capital) return;
    std::uint32_t rest = 0;
    for (std::uint32_t i = cut; i < span.last; ++i) rest |= known_[i];
    const bool person = span.type == NameType::person || is(cut - 1, Known::honorific) ||
                        (rest & (Known::given | Known::family)) != 0 ||
                        (span.type == NameType::other && span.last - cut <= 3);
    if (!person || (rest & (Known::org_word | Known::place_word)) != 0) return;
    span.first = cut;
    span.type = NameType::person;
  }

  // A people or a language is no name: "Ukrainian", "North Korean".
  void drop_peoples() {
    spans_.erase(std::remove_if(spans_.begin(), spans_.end(),
                                [&](const NameSpan& span) {
                                  return (span.type == NameType::place ||
                                          span.type == NameType::other ||
                                          span.last - span.first == 1) &&
                                         is(span.last - 1, Known::people) &&
                                         !is(span.last - 1, Known::territory | Known::place_end) &&
                                         span.type != NameType::person;
                                }),
                 spans_.end());
  }

  // Names of several words that the lists know, each word that counts with a capital: a span that
  // covers only a part of one gives way.
  void add_listed() {
    std::vector<NameSpan> listed;
    for (std::uint32_t i = 0; i < analysis_.tokens.size(); ++i) {
      if (!is(i, Known::listed_start)) continue;
      std::uint32_t last = i + 1;
      while (last < analysis_.tokens.size() && is(last, Known::listed) &&
             !is(last, Known::listed_start)) {
        ++last;
      }
      const bool place = is(last - 1, Known::place_end);
      const bool org = is(last - 1, Known::org_end);
      if (place == org || !analysis_.words[last - 1].capital) continue;
      listed.push_back({i, last, place ? NameType::place : NameType::org});
    }
    // Which span covers each token, so that all is done in one pass.
    constexpr std::uint32_t kNone = 0xFFFFFFFF;
    std::vector<std::uint32_t> cover(analysis_.tokens.size(), kNone);
    for (std::uint32_t s = 0; s < spans_.size(); ++s) {
      for (std::uint32_t i = spans_[s].first; i < spans_[s].last; ++i) cover[i] = s;
    }
    std::vector<bool> dropped(spans_.size(), false);
    std::vector<NameSpan> kept;
    for (const NameSpan& name : listed) {
      bool fits = true;
      for (std::uint32_t i = name.first; i < name.last; ++i) {
        if (cover[i] == kNone) continue;
        const NameSpan& span = spans_[cover[i]];
        const bool same = span.first == name.first && span.last == name.last;
        fits = fits && !same && span.first >= name.first && span.last <= name.last;
      }
      if (!fits) continue;
      for (std::uint32_t i = name.first; i < name.last; ++i) {
        if (cover[i] != kNone) dropped[cover[i]] = true;
      }
      kept.push_back(name);
    }
    for (std::uint32_t s = 0; s < spans_.size(); ++s) {
      if (!dropped[s]) kept.push_back(spans_[s]);
    }
    std::sort(kept.begin(), kept.end(),
              [](const NameSpan& x, const NameSpan& y) { return x.first < y.first; });
    spans_ = std::move(kept);
  }

  // Proper nouns that no span covers, but the lists know: a forename, a place, a body standing
  // alone; a run of capitals that ends with "Museum" or "River". Not in headlines.
  void add_known() {
    if (!analysis_.has_tags) return;
    std::vector<bool> covered = covered_tokens();
    std::vector<NameSpan> more;
    for (const Sentence& sentence : analysis_.sentences) {
      for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i) {
        // "US Secretary of State Ann Orlov", in headlines too.
        if (!covered[i] && analysis_.words[i].capital && is(i, Known::place_end) &&
            !is(i, Known::given | Known::family) && analysis_.words[i + 1].capital &&
            is(i + 1, Known::role_word)) {
          more.push_back({i, i + 1, NameType::place});
          covered[i] = true;
        }
      }
      if (is_headline(sentence)) continue;
      for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (covered[i] || !is_proper(i)) continue;
        std::uint32_t last = i + 1;
        while (last < sentence.last && !covered[last] && is_proper(last)) ++last;
        if (const auto type = type_of_run(i, last, i == sentence.first)) {
          more.push_back({i, last, *type});
        }
        i = last - 1;
      }
    }
    insert(more);
  }
  bool is_proper(std::uint32_t i) const {
    return analysis_.words[i].capital && analysis_.tokens[i].upos == Upos::propn &&
           !is(i, Known::calendar | Known::honorific | Known::people);
  }
  bool is_headline(const Sentence& sentence) const {
    std::uint32_t capitals = 0;
    std::uint32_t words = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (analysis_.tokens[i].span.size() < 4) continue;
      ++words;
      capitals += analysis_.words[i].capital ? 1 : 0;
    }
    return words >= 3 && capitals * 10 >= words * 6;
  }
  std::optional<NameType> type_of_run(std::uint32_t first, std::uint32_t last, bool opens) const {
    const std::uint32_t size = last - first;
    const std::uint32_t end = known_[last - 1];
    if (size > 6) return std::nullopt;
    if (size == 1) {
      const bool place = (end & Known::place_end) != 0;
      const bool person = (end & Known::given) != 0;
      const bool family = (end & Known::family) != 0;
      const bool org = (end & Known::org_end) != 0;
      if ((end & (Known::role_word | Known::org_word | Known::place_word)) != 0)
        return std::nullopt;
      if (place && !person) return NameType::place;
      if (org && !person && !family && !opens) return NameType::org;
      if (person && !place && !org) return NameType::person;
      return std::nullopt;
    }
    if ((end & Known::org_word) != 0 && (end & Known::place_word) == 0) return NameType::org;
    if ((end & Known::place_word) != 0 && (end & Known::org_word) == 0) return NameType::place;
    if (size <= 3 && (known_[first] & Known::given) != 0) return NameType::person;
    return std::nullopt;
  }
  std::vector<bool> covered_tokens() const {
    std::vector<bool> covered(analysis_.tokens.size(), false);
    for (const NameSpan& span : spans_) {
      for (std::uint32_t i = span.first; i < span.last; ++i) covered[i] = true;
    }
    return covered;
  }
  void insert(const std::vector<NameSpan>& more) {
    spans_.insert(spans_.end(), more.begin(), more.end());
    std::sort(spans_.begin(), spans_.end(),
              [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
  }

  // "Omar" + "al-Tariq", "bin Tariq": the small word belongs to the name, and joins what stands
  // before it in the same sentence.
  void join_arabic() {
    std::vector<NameSpan> joined;
    for (NameSpan span : spans_) {
      std::uint32_t first = span.first;
      if (first >= 2 && word(first - 1) == "-" && is_particle(first - 2)) {
        first -= 2;
      } else if (first >= 1 && (word(first - 1) == "bin" || word(first - 1) == "ibn" ||
                                word(first - 1) == "bint")) {
        first -= 1;
      }
      const bool free = joined.empty() || joined.back().last <= first;
      if (first != span.first && free && same_field(first, span.first)) {
        if (!joined.empty() && joined.back().last == first &&
            same_field(joined.back().first, first)) {
          joined.back().last = span.last;
          continue;
        }
        span.first = first;
      }
      joined.push_back(span);
    }
    spans_ = std::move(joined);
  }
  bool is_particle(std::uint32_t i) const {
    const std::string_view w = word(i);
    return w == "al" || w == "el" || w == "bin" || w == "ibn" || w == "bint" || w == "ul" ||
           w == "ur" || w == "ud" || w == "as" || w == "ash";
  }
  bool same_field(std::uint32_t a, std::uint32_t b) const {
    return analysis_.tokens[a].span.field == analysis_.tokens[b].span.field;
  }

  // What whole names teach: surnames of people, acronyms of organisations, votes on types.
  void learn() {
    for (const NameSpan& span : spans_) {
      const std::uint32_t words = span.last - span.first;
      if (span.type == NameType::person && words >= 2) {
        surnames_[analysis_.words[span.last - 1].lower] = true;
      }
      if (words >= 2 && words <= 10) acronym(span);
      ++votes_[key(span)][static_cast<std::size_t>(span.type)];
    }
  }
  void acronym(const NameSpan& span) {
    std::string all;
    std::string main;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      const char c = word(i).front();
      if (c >= 'A' && c <= 'Z') main.push_back(c);
      if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
        all.push_back(static_cast<char>(c & ~0x20));
      }
    }
    if (span.type != NameType::org) return;
    if (main.size() >= 2) acronyms_[hash_of(main)] = true;
    if (all.size() >= 2) acronyms_[hash_of(all)] = true;
  }
  std::uint64_t key(const NameSpan& span) const {
    std::uint64_t h = 0;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      h = h * 0x9E3779B97F4A7C15ULL + analysis_.words[i].lower;
    }
    return h;
  }

  void retype() {
    for (NameSpan& span : spans_) {
      const bool single = span.last - span.first == 1;
      if (single && span.type != NameType::person && is_surname(span.first) &&
          !is(span.first, Known::territory)) {
        span.type = NameType::person;
        continue;
      }
      if (span.type == NameType::person && single && !is_surname(span.first) &&
          !is(span.first, Known::given | Known::family)) {
        if (is(span.first, Known::place_end))
          span.type = NameType::place;
        else if (is(span.first, Known::org_end))
          span.type = NameType::org;
      }
      const auto& votes = votes_[key(span)];
      const auto best = std::max_element(votes.begin(), votes.end()) - votes.begin();
      if (votes[best] > votes[static_cast<std::size_t>(span.type)]) {
        span.type = static_cast<NameType>(best);
      }
    }
  }
  bool is_surname(std::uint32_t i) const { return surnames_.contains(analysis_.words[i].lower); }

  void add_missed() {
    const std::vector<bool> covered = covered_tokens();
    std::vector<NameSpan> more;
    for (std::uint32_t i = 0; i < analysis_.tokens.size(); ++i) {
      if (covered[i] || !analysis_.words[i].capital) continue;
      if (analysis_.has_tags && analysis_.tokens[i].upos != Upos::propn && !acts(i)) continue;
      if (is_surname(i) && !is(i, Known::territory | Known::calendar)) {
        more.push_back({i, i + 1, NameType::person});
      } else if (analysis_.words[i].all_capitals && acronyms_.contains(analysis_.words[i].form)) {
        more.push_back({i, i + 1, NameType::org});
      }
    }
    for (std::uint32_t i = 0; i < analysis_.tokens.size(); ++i) {
      if (!covered[i] && is_call_sign(analysis_, i)) more.push_back({i, i + 1, NameType::org});
    }
    insert(more);
  }
  // A surname that the tagger took for another word, where it does or has something: "Sharp says".
  bool acts(std::uint32_t i) const {
    if (!is_surname(i) || analysis_.words[i].all_capitals) return false;
    const auto count = static_cast<std::uint32_t>(analysis_.tokens.size());
    if (i + 1 >= count || !same_field(i, i + 1)) return false;
    const Upos next = analysis_.tokens[i + 1].upos;
    return next == Upos::verb || next == Upos::aux || is_possessive(analysis_, i + 1);
  }
  const Analysis& analysis_;
  const std::vector<std::uint32_t>& known_;
  std::vector<NameSpan>& spans_;
  std::unordered_map<std::uint32_t, bool> surnames_;
  std::unordered_map<std::uint32_t, bool> acronyms_;
  std::unordered_map<std::uint64_t, std::array<int, 4>> votes_;
};

}  // namespace

void repair_names(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                  std::vector<NameSpan>& spans) {
  Repair(analysis, known, spans).run();
}

}  // namespace newsloom::annotate
