#include "newsloom/stages/digest/names.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/digest/view.h"
#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMaxVariants = 12;
constexpr std::size_t kMaxNames = 5000;

/// A name as it is being joined.
struct Entry {
  StoryName name;
  std::vector<std::string> words;  ///< keys of the fullest form
  std::string key;                 ///< of the whole name
  std::map<std::uint32_t, std::uint32_t> types;
  std::map<std::string, std::uint32_t> roles;
  std::set<std::uint32_t> families;
  std::size_t mentions = 0;
};

/// An annotation's name on its way into an entry.
struct Incoming {
  Account* account;
  std::size_t index;
  std::vector<std::string> words;
  std::string key;

  [[nodiscard]] const Name& name() const { return account->notes().names[index]; }
};

std::vector<std::string> word_keys(std::string_view name) {
  std::vector<std::string> out;
  for (const Span& span : word_spans(name.substr(0, 200), Field::text)) {
    std::string key = name_word_key(name.substr(span.begin, span.size()));
    if (!key.empty() && !(out.empty() && key == "the")) out.push_back(std::move(key));
  }
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

bool given_names_fit(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() < 2 || b.size() < 2) return true;
  const std::string& x = a.front();
  const std::string& y = b.front();
  if (x == y) return true;
  return (x.size() == 1 || y.size() == 1) && x[0] == y[0];
}

class Joiner {
 public:
  explicit Joiner(View& view) : view_(view) {}
  void run();

 private:
  std::uint32_t place(const Incoming& in);
  std::optional<std::uint32_t> same(const Incoming& in) const;
  void merge(std::uint32_t entry, const Incoming& in);
  void finish();

  View& view_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> people_by_word_;
};

std::optional<std::uint32_t> Joiner::same(const Incoming& in) const {
  if (const auto found = by_key_.find(in.key); found != by_key_.end()) return found->second;
  const bool person = in.name().type == NameType::person;
  if (!person && (in.name().type != NameType::other || in.words.size() > 1)) return std::nullopt;
  const auto found = people_by_word_.find(in.words.back());
  if (found == people_by_word_.end()) return std::nullopt;
  std::optional<std::uint32_t> only;
  for (const std::uint32_t candidate : found->second) {
    const Entry& entry = entries_[candidate];
    const bool surname = entry.words.back() == in.words.back();
    if (in.words.size() > 1 && (!surname || !given_names_fit(entry.words, in.words))) continue;
    if (only) return std::nullopt;  // two people share the word: not joined
    only = candidate;
  }
  return only;
}

void Joiner::merge(std::uint32_t at, const Incoming& in) {
  Entry& entry = entries_[at];
  const Name& name = in.name();
  auto& variants = entry.name.variants;
  if (variants.size() < kMaxVariants &&
      std::find(variants.begin(), variants.end(), name.name) == variants.end()) {
    variants.push_back(name.name);
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
  if (const auto found = same(in)) return *found;
  const auto at = static_cast<std::uint32_t>(entries_.size());
  Entry entry;
  entry.name.name = in.name().name;
  entry.words = in.words;
  entry.key = in.key;
  entries_.push_back(std::move(entry));
  by_key_.emplace(in.key, at);
  if (in.name().type == NameType::person) {
    people_by_word_[in.words.back()].push_back(at);
    if (in.words.size() > 1) people_by_word_[in.words.front()].push_back(at);
  }
  return at;
}

void Joiner::run() {
  std::vector<Incoming> full;
  std::vector<Incoming> single;
  for (Account& account : view_.accounts) {
    const auto& names = account.notes().names;
    account.names.assign(names.size(), kNoName);
    for (std::size_t i = 0; i < names.size(); ++i) {
      Incoming in{&account, i, word_keys(names[i].name), {}};
      if (in.words.empty() || full.size() + single.size() >= kMaxNames) continue;
      in.key = joined(in.words);
      (in.words.size() > 1 ? full : single).push_back(std::move(in));
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
    view_.name_terms.push_back(view_.lexicon.add(TermKind::name, entry.key));
    view_.names.push_back(std::move(entry.name));
  }
  for (Account& account : view_.accounts) {
    for (std::uint32_t& name : account.names) {
      if (name != kNoName) name = moved[name];
    }
  }
}

}  // namespace

std::string name_word_key(std::string_view word) {
  std::string key = latin_key(word);
  std::erase_if(key, [](char c) { return c == '\'' || c == '.' || c == '-'; });
  // Endings of Slavic names, which every house style writes in its own way.
  for (const std::string_view ending : {"yj", "ij", "iy", "yy", "ii", "ei", "ey", "ej", "y"}) {
    if (key.size() > ending.size() + 2 && key.ends_with(ending)) {
      key.resize(key.size() - ending.size());
      key += 'i';
      break;
    }
  }
  std::string out;
  for (const char c : key) {
    if (out.empty() || out.back() != c) out += c;
  }
  return out;
}

void join_names(View& view) { Joiner(view).run(); }

}  // namespace newsloom::digest
