// What stands around a name says that it is a place ("in Verrano", "the town of Verrano") or a firm
// ("acquired Zendor", "Zendor's shareholders"). The models take words they never saw for people.

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "newsloom/stages/annotate/names_spans.h"

namespace newsloom::annotate {
namespace {

template <std::size_t kCount>
std::unordered_set<std::uint32_t> hashes(const std::array<std::string_view, kCount>& words) {
  std::unordered_set<std::uint32_t> out;
  for (const std::string_view word : words) out.insert(hash_of(word));
  return out;
}

// No one stands in, near or outside a person; what people do with such words ("came across Orlov",
// "believed in Orlov") is left out in is_located().
const std::unordered_set<std::uint32_t>& locative(std::string_view language) {
  static const auto kEnglish = hashes(std::to_array<std::string_view>(
      {"in", "near", "outside", "inside", "throughout", "through", "across", "around"}));
  static const auto kGerman =
      hashes(std::to_array<std::string_view>({"in", "nahe", "außerhalb", "unweit"}));
  static const std::unordered_set<std::uint32_t> kNone;
  return language == "en" ? kEnglish : language == "de" ? kGerman : kNone;
}

class Evidence {
 public:
  Evidence(const Analysis& analysis, const std::vector<std::uint32_t>& known,
           std::vector<NameSpan>& spans)
      : analysis_(analysis), known_(known), spans_(spans), locative_(locative(analysis.language)) {}

  void run() {
    if (locative_.empty()) return;
    find_people();
    for (const NameSpan& span : spans_) {
      if (is_open(span) && is_firm(span)) firms_.insert(lower(span.first));
    }
    for (std::size_t s = 0; s < spans_.size(); ++s) {
      const NameSpan& span = spans_[s];
      if (!is_open(span)) continue;
      if (is_located(span) || is_called_place(span) || is_beside_place(s)) {
        places_.insert(lower(span.first));
      }
    }
    for (NameSpan& span : spans_) {
      if (!is_open(span)) continue;
      if (places_.contains(lower(span.first))) {
        span.type = NameType::place;
      } else if (span.type == NameType::person && firms_.contains(lower(span.first))) {
        span.type = NameType::org;
      }
    }
  }

 private:
  bool is(std::uint32_t i, std::uint32_t bits) const { return (known_[i] & bits) != 0; }
  std::uint32_t lower(std::uint32_t i) const { return analysis_.words[i].lower; }
  bool is_word(std::uint32_t i, std::string_view want) const { return lower(i) == hash_of(want); }
  bool same_field(std::uint32_t a, std::uint32_t b) const {
    return b < analysis_.tokens.size() &&
           analysis_.tokens[a].span.field == analysis_.tokens[b].span.field;
  }

  // Words that are people in this article: a part of a longer name, behind a word of role, or
  // before a word of speech.
  void find_people() {
    static const auto kSpeech = hashes(std::to_array<std::string_view>(
        {"said", "says", "told", "tells", "added", "asked", "wrote", "argued", "explained", "who",
         "sagte", "sagt", "erklärte"}));
    for (const NameSpan& span : spans_) {
      if (span.type != NameType::person) continue;
      if (span.last - span.first > 1) {
        for (std::uint32_t i = span.first; i < span.last; ++i) people_.insert(lower(i));
        continue;
      }
      const bool titled = span.first > 0 && same_field(span.first - 1, span.first) &&
                          is(span.first - 1, Known::role_word | Known::honorific);
      std::uint32_t next = span.last;
      if (same_field(span.first, next) && is_word(next, ",")) ++next;
      const bool speaks = same_field(span.first, next) && kSpeech.contains(lower(next));
      // "in Verrano said": the speaker stands before the place.
      if (titled || (speaks && !is_located(span))) people_.insert(lower(span.first));
    }
  }
  // One word, which no list knows: a place or a person.
  bool is_open(const NameSpan& span) const {
    return (span.type == NameType::person || span.type == NameType::place) &&
           span.last - span.first == 1 &&
           !is(span.first, Known::given | Known::family | Known::org_end | Known::people) &&
           !people_.contains(lower(span.first));
  }
  bool is_possessive(std::uint32_t i) const { return is_word(i, "'s") || is_word(i, "'"); }
  bool is_located(const NameSpan& span) const {
    if (span.first == 0 || !same_field(span.first - 1, span.first)) return false;
    if (firms_.contains(lower(span.first))) return false;  // "in Zendor", "shares in Zendor"
    if (!locative_.contains(lower(span.first - 1))) return false;
    // "in Orlov's hands", "in Orlov's years".
    if (same_field(span.first, span.last) && is_possessive(span.last)) return false;
    // "came across Orlov", "believed in Orlov".
    static const auto kWithPeople = hashes(std::to_array<std::string_view>(
        {"come", "comes", "came", "believe", "believes", "believed", "trust", "trusts", "trusted",
         "faith", "confidence", "interest", "interested", "invested", "dial", "glaube",
         "vertrauen"}));
    return span.first < 2 || !kWithPeople.contains(lower(span.first - 2));
  }
  // "the town of Verrano", "Verrano district".
  bool is_called_place(const NameSpan& span) const {
    static const auto kKinds = hashes(std::to_array<std::string_view>(
        {"town", "city", "village", "district", "province", "county", "region", "suburb",
         "municipality", "port", "island"}));
    if (span.first >= 2 && same_field(span.first - 2, span.first) &&
        is_word(span.first - 1, "of") && kKinds.contains(lower(span.first - 2))) {
      return true;
    }
    return same_field(span.first, span.last) && kKinds.contains(lower(span.last));
  }
  // "acquired Zendor", "shares in Zendor", "Zendor was bought", "Zendor's shareholders".
  bool is_firm(const NameSpan& span) const {
    static const auto kDeals = hashes(std::to_array<std::string_view>(
        {"acquire", "acquires", "acquired", "acquiring", "nationalise", "nationalised",
         "nationalize", "nationalized"}));
    static const auto kShares =
        hashes(std::to_array<std::string_view>({"shares", "stake", "shareholders", "shareholder",
                                                "subsidiary", "takeover", "acquisition"}));
    static const auto kDone = hashes(std::to_array<std::string_view>(
        {"acquired", "bought", "nationalised", "nationalized", "delisted"}));
    static const auto kOwned = hashes(std::to_array<std::string_view>(
        {"shares", "shareholders", "shareholder", "subsidiary", "subsidiaries", "profits",
         "revenue", "revenues", "products", "ceo", "customers", "factories", "stores"}));
    if (is(span.first, Known::place | Known::place_end)) return false;
    if (span.first >= 1 && same_field(span.first - 1, span.first)) {
      if (kDeals.contains(lower(span.first - 1))) return true;
      if (span.first >= 2 && same_field(span.first - 2, span.first) &&
          (is_word(span.first - 1, "of") || is_word(span.first - 1, "in")) &&
          kShares.contains(lower(span.first - 2))) {
        return true;
      }
    }
    if (!same_field(span.first, span.last + 1)) return false;
    if (is_word(span.last, "was") || is_word(span.last, "been")) {
      return kDone.contains(lower(span.last + 1));
    }
    return is_possessive(span.last) && kOwned.contains(lower(span.last + 1));
  }
  // "in Verrano and Ostrel", "in Verrano, Ostrel,": one of a row that begins with a place in "in".
  bool is_beside_place(std::size_t s) const {
    const NameSpan& span = spans_[s];
    if (s == 0 || span.first == 0 || spans_[s - 1].last + 1 != span.first) return false;
    const NameSpan& before = spans_[s - 1];
    if (!same_field(before.first, span.first) || !is_located(before)) return false;
    if (before.type != NameType::place && !places_.contains(lower(before.first))) return false;
    const std::uint32_t between = span.first - 1;
    if (is_word(between, "and") || is_word(between, "or") || is_word(between, "und") ||
        is_word(between, "oder")) {
      return true;
    }
    if (!is_word(between, ",")) return false;
    return !same_field(span.first, span.last) || is_word(span.last, ".") ||
           (is_word(span.last, ",") && s + 1 < spans_.size() &&
            spans_[s + 1].first == span.last + 1 && spans_[s + 1].type == NameType::place);
  }

  const Analysis& analysis_;
  const std::vector<std::uint32_t>& known_;
  std::vector<NameSpan>& spans_;
  const std::unordered_set<std::uint32_t>& locative_;
  std::unordered_set<std::uint32_t> people_;
  std::unordered_set<std::uint32_t> places_;
  std::unordered_set<std::uint32_t> firms_;
};

}  // namespace

void retype_by_context(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                       std::vector<NameSpan>& spans) {
  Evidence(analysis, known, spans).run();
}

}  // namespace newsloom::annotate
