#include "newsloom/stages/digest/names.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "newsloom/core/text/name_form.h"
#include "newsloom/stages/digest/view.h"
#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMaxVariants = 12;
constexpr std::size_t kMaxForms = 12;
constexpr std::size_t kMaxNames = 5000;
constexpr std::size_t kMinShortName = 3;  ///< bytes; shorter words are rarely names

/// A name as it is being joined.
struct Entry {
  StoryName name;
  std::vector<NameForm> forms;  ///< different ones; the fullest first
  std::map<std::uint32_t, std::uint32_t> types;
  std::map<std::string, std::uint32_t> roles;
  std::set<std::uint32_t> families;
  std::size_t mentions = 0;
};

/// An annotation's name on its way into an entry.
struct Incoming {
  Account* account;
  std::size_t index;
  NameForm form;

  [[nodiscard]] const Name& name() const { return account->notes().names[index]; }
};

class Joiner {
 public:
  explicit Joiner(View& view) : view_(view) {}
  void run();

 private:
  std::uint32_t place(const Incoming& in);
  std::optional<std::uint32_t> same(const NameForm& form) const;
  void merge(std::uint32_t entry, const Incoming& in);
  void finish();

  View& view_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
  // Entries by how a word of theirs begins: where a form that fits may stand.
  std::unordered_map<char, std::vector<std::uint32_t>> by_sound_;
};

// The entry that the form fits best. A surname or forename that fits two people equally well is
// joined to neither.
std::optional<std::uint32_t> Joiner::same(const NameForm& form) const {
  if (const auto found = by_key_.find(form.key); found != by_key_.end()) return found->second;
  int best_fit = 0;
  std::size_t best_count = 0;
  std::uint32_t best = 0;
  std::set<char> sounds;
  for (const std::string& word : form.words) sounds.insert(sound_class(word[0]));
  std::set<std::uint32_t> candidates;
  for (const char sound : sounds) {
    const auto found = by_sound_.find(sound);
    if (found != by_sound_.end()) candidates.insert(found->second.begin(), found->second.end());
  }
  for (const std::uint32_t candidate : candidates) {
    int fit = 0;
    for (const NameForm& other : entries_[candidate].forms) {
      fit = std::max(fit, name_fit(form, other));
    }
    if (fit == 0 || fit < best_fit) continue;
    best_count = fit == best_fit ? best_count + 1 : 1;
    best_fit = fit;
    best = candidate;
  }
  if (best_count != 1) return std::nullopt;
  return best;
}

void Joiner::merge(std::uint32_t at, const Incoming& in) {
  Entry& entry = entries_[at];
  const Name& name = in.name();
  auto& variants = entry.name.variants;
  if (variants.size() < kMaxVariants &&
      std::find(variants.begin(), variants.end(), name.name) == variants.end()) {
    variants.push_back(name.name);
  }
  if (by_key_.emplace(in.form.key, at).second && entry.forms.size() < kMaxForms) {
    for (const std::string& word : in.form.words) {
      auto& places = by_sound_[sound_class(word[0])];
      if (places.empty() || places.back() != at) places.push_back(at);
    }
    entry.forms.push_back(in.form);
  }
  ++entry.types[static_cast<std::uint32_t>(name.type)];
  if (name.role && !name.role->empty()) ++entry.roles[*name.role];
  entry.families.insert(in.account->family);
  entry.mentions += name.mentions.size();
  if (!name.mentions.empty()) {
    entry.name.evidence.push_back({in.account->article().id, name.mentions.front()});
  }
  in.account->names[in.index] = at;
}

std::uint32_t Joiner::place(const Incoming& in) {
  if (const auto found = same(in.form)) return *found;
  const auto at = static_cast<std::uint32_t>(entries_.size());
  Entry entry;
  entry.name.name = in.name().name;
  entries_.push_back(std::move(entry));
  return at;
}

void Joiner::run() {
  std::vector<Incoming> full;
  std::vector<Incoming> single;
  for (Account& account : view_.accounts) {
    const auto& names = account.notes().names;
    account.names.assign(names.size(), kNoName);
    for (std::size_t i = 0; i < names.size(); ++i) {
      Incoming in{&account, i, name_form(names[i].name, names[i].type)};
      if (in.form.words.empty() || full.size() + single.size() >= kMaxNames) continue;
      (in.form.words.size() > 1 ? full : single).push_back(std::move(in));
    }
  }
  // Full names first: a surname alone then finds its bearer, wherever it stands.
  for (const auto* list : {&full, &single}) {
    for (const Incoming& in : *list) merge(place(in), in);
  }
  finish();
}

template <class Map>
auto most_frequent(const Map& counts) {
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; });
}

/// The words by which a text may name it shortly, found there as a name or not.
void add_short_names(View& view, const StoryName& name, std::uint32_t number) {
  std::set<std::string> words;
  const auto take = [&](const std::string& written) {
    const std::size_t space = written.rfind(' ');
    if (space == std::string::npos || name.type == NameType::person) {
      words.insert(lower(std::string_view(written).substr(space + 1)));  // npos + 1: the whole
    }
  };
  take(name.name);
  for (const std::string& variant : name.variants) take(variant);
  for (const std::string& word : words) {
    if (word.size() < kMinShortName || is_function_word(word)) continue;
    const auto [at, first] = view.short_names.emplace(word, number);
    if (!first) at->second = kNoName;
  }
}

void Joiner::finish() {
  std::vector<std::uint32_t> order(entries_.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Entry& x = entries_[a];
    const Entry& y = entries_[b];
    if (x.families.size() != y.families.size()) return x.families.size() > y.families.size();
    return x.mentions > y.mentions;
  });
  std::vector<std::uint32_t> moved(entries_.size());
  for (std::uint32_t to = 0; to < order.size(); ++to) {
    Entry& entry = entries_[order[to]];
    moved[order[to]] = to;
    if (!entry.types.empty()) {
      entry.name.type = static_cast<NameType>(most_frequent(entry.types)->first);
    }
    if (!entry.roles.empty()) entry.name.role = most_frequent(entry.roles)->first;
    const std::string& name = entry.name.name;
    std::erase(entry.name.variants, name);
    view_.name_terms.push_back(view_.lexicon.add(TermKind::name, entry.forms.front().key));
    add_short_names(view_, entry.name, to);
    view_.names.push_back(std::move(entry.name));
  }
  for (Account& account : view_.accounts) {
    for (std::uint32_t& name : account.names) {
      if (name != kNoName) name = moved[name];
    }
  }
}

}  // namespace

void join_names(View& view) { Joiner(view).run(); }

}  // namespace newsloom::digest
