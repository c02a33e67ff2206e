// nl_train_cluster: learns what data/cluster holds, and measures it.
//
//   nl_train_cluster counts FILE.conllu...                   > data/cluster/counts.tsv
//   nl_train_cluster weights DATA ARTICLES GOLD [ARTICLES GOLD]...  > weights.tsv
//   nl_train_cluster pairs DATA PAIRS                         (the weights of similarity)
//   nl_train_cluster errors DATA ARTICLES GOLD
//   nl_train_cluster score DATA ARTICLES GOLD [ARTICLES GOLD]...
//   nl_train_cluster half, leave-out, ablations DATA ARTICLES GOLD [ARTICLES GOLD]...
//
// DATA is the folder data/. ARTICLES and GOLD are NDJSON: {"id","title","text","published",…} and
// {"id","story"}; as `newsloom run --until annotate` writes them, ARTICLES bring their annotations
// with them. `half` learns on the stories whose name has an even hash alone; `score` prints BCubed
// figures for both halves apart and for all; `leave-out` scores each set with weights learned on
// the others; `ablations` learns again without one signal at a time.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "newsloom/core/codec.h"
#include "newsloom/stages/cluster/state.h"
#include "newsloom/stages/match/match.h"

namespace {

using namespace newsloom;
using cluster::Params;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Set {
  std::vector<ItemPtr> items;
  std::vector<Copy> copies;
  std::map<std::string, std::string> gold;
};

ItemPtr item_of(const nlohmann::json& row) {
  auto item = std::make_shared<Item>();
  Article& a = item->article;
  const auto text = [&row](const char* key) -> std::optional<std::string> {
    const auto at = row.find(key);
    if (at == row.end() || !at->is_string()) return std::nullopt;
    return at->get<std::string>();
  };
  a.id = text("id").value_or("");
  a.url = text("url");
  a.title = text("title");
  a.text = text("text").value_or("");
  a.publisher = text("publisher");
  a.language = text("language") ? text("language") : text("lang");
  if (const auto published = text("published")) a.published = parse_timestamp(*published);
  return item;
}

Set read_set(const std::string& articles, const std::string& gold) {
  Set out;
  match::NearIndex index;
  std::ifstream in(articles);
  for (std::string line; std::getline(in, line);) {
    auto row = nlohmann::json::parse(line);
    if (row.contains("names")) {
      row["fingerprint"] = {{"sketch", nlohmann::json::array()}, {"shingles", 0}, {"exact", 0}};
      if (auto item = codec::item_from_json(row.dump())) {
        out.items.push_back(std::make_shared<Item>(std::move(*item)));
      }
    }
    if (out.items.size() == out.copies.size()) out.items.push_back(item_of(row));
    const Article& article = out.items.back()->article;
    out.copies.push_back(index.add(article, match::fingerprint(article)));
  }
  std::ifstream labels(gold);
  for (std::string line; std::getline(labels, line);) {
    const auto row = nlohmann::json::parse(line);
    out.gold[row.at("id").get<std::string>()] = row.at("story").get<std::string>();
  }
  return out;
}

// Sets that hold the same articles must not teach each other.
bool shares_stories(const Set& a, const Set& b) {
  return std::any_of(a.gold.begin(), a.gold.end(),
                     [&b](const auto& entry) { return b.gold.contains(entry.first); });
}

bool is_even(const std::string& story) { return hash_of_word(story) % 2 == 0; }

struct Example {
  cluster::Features features;
  bool same;
  double weight;  // so that each set counts the same
};

// Walks through the stream with every labelled article put where it belongs, and notes how the
// stories that were in question looked.
using Keep = bool (*)(const std::string& story);
bool is_any(const std::string& /*story*/) { return true; }

void examples(const Set& set, const Params& params, const Keep& keep, std::vector<Example>& out) {
  using namespace cluster;
  Window window(params);
  std::map<std::string, std::string> ids;     // gold story to ours
  std::map<std::string, std::string> golden;  // and back
  std::size_t opened = 0;
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    const ItemPtr& item = set.items[i];
    const auto label = set.gold.find(item->article.id);
    const bool is_labelled = label != set.gold.end();
    if (is_labelled && keep(label->second)) {
      const Seen article = seen(*item, window.state());
      for (const Choice& choice : choices(article, window.state())) {
        const auto other = golden.find(window.state().stories[choice.story].id);
        if (other == golden.end()) continue;
        out.push_back({choice.features, other->second == label->second, 1});
      }
    }
    StoryDelta delta;
    delta.articles = {item->article.id};
    delta.kind = DeltaKind::join;
    if (is_labelled && ids.contains(label->second)) {
      delta.story = ids[label->second];
    } else {
      delta.kind = DeltaKind::open;
      delta.story = std::string("s") + std::to_string(++opened);
      if (is_labelled) {
        ids[label->second] = delta.story;
        golden[delta.story] = label->second;
      }
    }
    if (const auto done = apply(window, delta, item, &set.copies[i]); !done) {
      std::fprintf(stderr, "%s\n", message(done.error()).c_str());
    }
  }
}

// The same as the program does it: stories are what they became, mistakes and all.
void examples_of_run(const Set& set, const Params& params, const Keep& keep,
                     std::vector<Example>& out) {
  using namespace cluster;
  Window window(params);
  std::map<std::string, std::map<std::string, int>> golden;
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    const ItemPtr& item = set.items[i];
    const auto label = set.gold.find(item->article.id);
    const bool is_labelled = label != set.gold.end();
    const auto deltas = assign(*item, set.copies[i], window, params);
    if (deltas.empty()) continue;
    if (is_labelled && keep(label->second)) {
      const Seen article = seen(*item, window.state());
      for (const Choice& choice : choices(article, window.state())) {
        const auto& other = golden[window.state().stories[choice.story].id];
        if (other.empty()) continue;
        int most = 0;
        int same = 0;
        for (const auto& [name, n] : other) {
          most = std::max(most, n);
          if (name == label->second) same = n;
        }
        out.push_back({choice.features, same > 0 && same * 2 >= most, 1});
      }
    }
    if (is_labelled) ++golden[deltas.front().story][label->second];
    for (const StoryDelta& delta : deltas) {
      if (delta.kind == DeltaKind::merge) {
        for (const auto& [name, n] : golden[delta.story]) golden[*delta.into][name] += n;
      }
      if (const auto done = apply(window, delta, item, &set.copies[i]); !done) {
        std::fprintf(stderr, "%s\n", message(done.error()).c_str());
      }
    }
  }
}

// Solves a x = b, where each row of `a` ends with its b.
std::vector<double> solved(std::vector<std::vector<double>> a) {
  const std::size_t n = a.size();
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t pivot = i;
    for (std::size_t k = i; k < n; ++k) {
      if (std::abs(a[k][i]) > std::abs(a[pivot][i])) pivot = k;
    }
    std::swap(a[i], a[pivot]);
    for (std::size_t k = 0; k < n; ++k) {
      if (k == i || a[i][i] == 0) continue;
      const double f = a[k][i] / a[i][i];
      for (std::size_t j = i; j <= n; ++j) a[k][j] -= f * a[i][j];
    }
  }
  std::vector<double> x(n, 0);
  for (std::size_t i = 0; i < n; ++i) x[i] = a[i][i] == 0 ? 0 : a[i][n] / a[i][i];
  return x;
}

std::vector<cluster::Feature> switched_off;  // whose weights stay 0, for ablations

// Logistic regression with a small penalty, by Newton's method.
cluster::Features learn(const std::vector<Example>& examples, double penalty) {
  constexpr std::size_t n = cluster::kFeatures;
  std::vector<double> w(n, 0);
  std::vector<bool> off(n);
  for (const cluster::Feature feature : switched_off) off[feature] = true;
  for (int step = 0; step < 25; ++step) {
    std::vector<std::vector<double>> h(n, std::vector<double>(n + 1, 0));
    for (const Example& e : examples) {
      double z = 0;
      for (std::size_t i = 0; i < n; ++i) z += w[i] * e.features[i];
      const double p = 1 / (1 + std::exp(-z));
      const double m = e.weight;
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < n; ++k)
          h[i][k] += m * p * (1 - p) * e.features[i] * e.features[k];
        h[i][n] += m * ((e.same ? 1.0 : 0.0) - p) * e.features[i];
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      h[i][i] += penalty;
      h[i][n] -= penalty * w[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
      if (!off[i]) continue;
      for (std::size_t k = 0; k <= n; ++k) h[i][k] = 0;
      h[i][i] = 1;
    }
    const auto change = solved(h);
    for (std::size_t i = 0; i < n; ++i) w[i] += off[i] ? 0 : change[i];
  }
  cluster::Features out{};
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<float>(w[i]);
  return out;
}

std::map<std::string, std::string> run(const Set& set, const Params& params) {
  cluster::Window window(params);
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    for (const StoryDelta& delta : assign(*set.items[i], set.copies[i], window, params)) {
      if (const auto done = apply(window, delta, set.items[i], &set.copies[i]); !done) {
        std::fprintf(stderr, "%s\n", message(done.error()).c_str());
      }
    }
  }
  std::map<std::string, std::string> out;
  for (const ItemPtr& item : set.items) {
    const Story* story = window.story_of(item->article.id);
    out[item->article.id] = story == nullptr ? item->article.id : story->id;
  }
  return out;
}

struct Score {
  double precision = 0;
  double recall = 0;
  [[nodiscard]] double f1() const { return 2 * precision * recall / (precision + recall + 1e-12); }
};

// Source: Bagga and Baldwin, 1998.
template <class Keep>
Score bcubed(const Set& set, const std::map<std::string, std::string>& found, const Keep& keep) {
  std::map<std::pair<std::string, std::string>, double> both;
  std::map<std::string, double> gold;
  std::map<std::string, double> ours;
  double n = 0;
  for (const auto& [id, story] : set.gold) {
    if (!keep(story)) continue;
    const std::string& mine = found.at(id);
    ++both[{story, mine}];
    ++gold[story];
    ++ours[mine];
    ++n;
  }
  Score out;
  for (const auto& [key, count] : both) {
    out.precision += count * count / ours[key.second] / n;
    out.recall += count * count / gold[key.first] / n;
  }
  return out;
}

struct PairExample {
  cluster::PairValues features;
  double score;
  bool same;  // in one language
  bool even;  // fold; translated copies of a pair are in the same one
};

// Ridge regression over one kind of pairs; `even` chooses a half.
cluster::PairValues learn_pairs(const std::vector<PairExample>& rows, bool same,
                                std::optional<bool> even) {
  constexpr std::size_t n = cluster::kPairFeatures;
  constexpr double kPenalty = 0.3;
  std::vector<std::vector<double>> sum(n, std::vector<double>(n + 1, 0));
  for (std::size_t i = 0; i < n; ++i) sum[i][i] = kPenalty;
  for (const PairExample& row : rows) {
    if (row.same != same || (even && row.even != *even)) continue;
    cluster::PairValues f = row.features;
    for (std::size_t i = 0; i < n; ++i) {
      if (!is_weighed(static_cast<cluster::PairFeature>(i), same)) f[i] = 0;
    }
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < n; ++k) sum[i][k] += f[i] * f[k];
      sum[i][n] += f[i] * row.score;
    }
  }
  const auto w = solved(sum);
  cluster::PairValues out{};
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<float>(w[i]);
  return out;
}

double pearson(const std::vector<std::pair<double, double>>& rows) {
  double x = 0;
  double y = 0;
  for (const auto& [a, b] : rows) {
    x += a / static_cast<double>(rows.size());
    y += b / static_cast<double>(rows.size());
  }
  double xy = 0;
  double xx = 0;
  double yy = 0;
  for (const auto& [a, b] : rows) {
    xy += (a - x) * (b - y);
    xx += (a - x) * (a - x);
    yy += (b - y) * (b - y);
  }
  return xy / std::sqrt(xx * yy + 1e-12);
}

// "1484698283it_1483809845it": the same pair in other languages has the same digits.
bool is_even_pair(const std::string& id) {
  std::string digits;
  for (const char c : id) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return hash_of_word(digits.empty() ? id : digits) % 2 == 0;
}

// Learns from labelled pairs: {"id":…,"a":{…},"b":{…},"score":0…1}. How well the weights fit, and
// how well those of one half fit the other, goes to the standard error.
void pairs(const std::string& file, const Params& params) {
  std::vector<PairExample> rows;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto row = nlohmann::json::parse(line);
    const ItemPtr a = item_of(row.at("a"));
    const ItemPtr b = item_of(row.at("b"));
    rows.push_back({pair_features(*a, *b, params), row.at("score").get<double>(),
                    cluster::language_of(*a) == cluster::language_of(*b),
                    is_even_pair(row.at("id").get<std::string>())});
  }
  std::vector<std::pair<double, double>> all[2];
  for (const bool same : {true, false}) {
    const char* kind = same ? "same" : "cross";
    const auto w = learn_pairs(rows, same, std::nullopt);
    const cluster::PairValues halves[2] = {learn_pairs(rows, same, false),
                                           learn_pairs(rows, same, true)};
    std::vector<std::pair<double, double>> found[2];
    for (const PairExample& row : rows) {
      if (row.same != same) continue;
      const auto value = [&row](const cluster::PairValues& weights) {
        double sum = 0;
        for (std::size_t i = 0; i < cluster::kPairFeatures; ++i) {
          sum += static_cast<double>(weights[i] * row.features[i]);
        }
        return std::clamp(sum, 0.0, 1.0);
      };
      found[0].emplace_back(value(w), row.score);
      found[1].emplace_back(value(halves[row.even ? 0 : 1]), row.score);
    }
    for (const int i : {0, 1}) all[i].insert(all[i].end(), found[i].begin(), found[i].end());
    std::fprintf(stderr, "%-6s fit %.4f two halves %.4f\n", kind, pearson(found[0]),
                 pearson(found[1]));
    for (std::size_t i = 0; i < cluster::kPairFeatures; ++i) {
      std::printf("%s/%s\t%.4f\n", kind, std::string(cluster::kPairNamesOfFeatures[i]).c_str(),
                  w[i]);
    }
  }
  std::fprintf(stderr, "%-6s fit %.4f two halves %.4f\n", "all", pearson(all[0]), pearson(all[1]));
}

void score(const Set& set, const Params& params, const std::string& name) {
  const auto found = run(set, params);
  const Score even = bcubed(set, found, is_even);
  const Score odd = bcubed(set, found, [](const std::string& s) { return !is_even(s); });
  const Score all = bcubed(set, found, [](const std::string&) { return true; });
  std::printf("%-30s even %.4f odd %.4f all %.4f (P %.3f R %.3f)\n", name.c_str(), even.f1(),
              odd.f1(), all.f1(), all.precision, all.recall);
}

// Prints every article that went wrong when it came, with what the decision saw.
void errors(const Set& set, const Params& params) {
  using namespace cluster;
  Window window(params);
  std::map<std::string, std::map<std::string, int>> golden;  // ours: gold stories in it
  std::set<std::string> begun;
  const auto title = [](const Item& item) { return item.article.title.value_or("").substr(0, 60); };
  std::map<std::uint64_t, std::string> titles;
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    const Item& item = *set.items[i];
    const std::string& id = item.article.id;
    titles[hash_of_id(id)] = title(item);
    const auto label = set.gold.find(id);
    const auto deltas = assign(item, set.copies[i], window, params);
    const Seen article = seen(item, window.state());
    const auto options = choices(article, window.state());
    for (const StoryDelta& delta : deltas) {
      if (delta.kind == DeltaKind::merge) {
        std::string a;
        for (const auto& [s, n] : golden[delta.story]) a += s + " ";
        a += "+ ";
        for (const auto& [s, n] : golden[*delta.into]) a += s + " ";
        std::printf("MERGE %s %.2f\n", a.c_str(), delta.score);
        for (const auto& [s, n] : golden[delta.story]) golden[*delta.into][s] += n;
      }
    }
    if (label != set.gold.end() && !deltas.empty()) {
      const StoryDelta& first = deltas.front();
      const bool has_story = begun.contains(label->second);
      const bool right =
          first.kind == DeltaKind::open ? !has_story : golden[first.story].contains(label->second);
      if (!right) {
        std::printf("%s %s %s \"%s\"\n", first.kind == DeltaKind::open ? "SPLIT" : "WRONG",
                    id.c_str(), label->second.c_str(), title(item).c_str());
        int shown = 0;
        for (const Choice& c : options) {
          const bool same = golden[window.state().stories[c.story].id].contains(label->second);
          if (!same && shown++ > 0) continue;
          std::printf("   %s %.2f", same ? "same " : "other", c.probability);
          for (std::size_t f = 1; f < kFeatures; ++f) {
            if (c.features[f] != 0) {
              std::printf(" %s=%.2f", std::string(kFeatureNames[f]).c_str(), c.features[f]);
            }
          }
          std::printf(" \"%s\"\n", titles[window.state().members[c.nearest].id].c_str());
        }
      }
      begun.insert(label->second);
      ++golden[first.story][label->second];
    }
    for (const StoryDelta& delta : deltas) {
      (void)apply(window, delta, set.items[i], &set.copies[i]).has_value();
    }
  }
}

void counts(const std::vector<std::string>& files) {
  const cluster::StopWords none;
  const Stemmer english("en");
  std::map<std::string, std::map<std::string, int>> count;
  int documents = 0;
  std::set<std::string> words;
  std::set<std::string> names;
  const auto flush = [&] {
    if (words.empty()) return;
    ++documents;
    for (const std::string& w : words) ++count["w"][w];
    for (const std::string& w : names) ++count["n"][w];
    words.clear();
    names.clear();
  };
  for (const std::string& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("# newdoc")) flush();
      if (!line.starts_with("# text = ")) continue;
      const std::string text = line.substr(9);
      WordReader reader(text);
      for (Word word; reader.next(word);) {
        if (word.number) continue;
        const std::string folded = folded_word(text, word);
        words.insert(english.stem(folded));
        if (word.capital && !word.first && word.begin > 0) names.insert(folded);
      }
    }
    flush();
  }
  std::printf("documents\t%d\n", documents);
  for (const auto& [kind, list] : count) {
    for (const auto& [term, n] : list) {
      if (n > 1) std::printf("%s\t%s\t%d\n", kind.c_str(), term.c_str(), n);
    }
  }
}

// Every set counts the same, however many examples it gives.
void even_out(std::vector<Example>& rows, std::size_t from) {
  const auto count = static_cast<double>(rows.size() - from);
  for (std::size_t k = from; k < rows.size(); ++k) rows[k].weight = 1000 / count;
}

// Learns first from stories as they should be, then also from those that the first weights make.
std::shared_ptr<Params::Values> learned_from(const std::vector<const Set*>& sets,
                                             const Params& params, const Keep& keep) {
  constexpr float kUntimed = 0.6F;  // without times less can be known, and recall pays for it
  std::vector<Example> rows;
  for (const Set* set : sets) {
    const std::size_t from = rows.size();
    examples(*set, params, keep, rows);
    even_out(rows, from);
  }
  auto values = std::make_shared<Params::Values>(params.values());
  values->story = learn(rows, 1);
  values->join = 0.5F;
  const Params first = Params::of(values);
  for (const Set* set : sets) {
    const std::size_t from = rows.size();
    examples_of_run(*set, first, keep, rows);
    even_out(rows, from);
  }
  auto out = std::make_shared<Params::Values>(params.values());
  out->story = learn(rows, 1);
  out->story[cluster::kNoTime] += kUntimed;
  return out;
}

void weights(const std::vector<Set>& sets, const Params& params, const Keep& keep) {
  std::vector<const Set*> all;
  for (const Set& set : sets) all.push_back(&set);
  const auto v = learned_from(all, params, keep);
  std::printf("# Learned by tools/train_cluster; see docs/stories.md.\n");
  std::printf(
      "join\t%g\nmerge\t%g\nprior\t%g\nhalf_life\t%g\nrepeat\t%g\nfound\t%g\nstart\t%g\nlean\t%"
      "g\nsplit\t%g\n",
      v->join, v->merge, v->prior, v->half_life, v->repeat, v->found, v->start, v->lean, v->split);
  for (std::size_t i = 0; i < cluster::kFeatures; ++i) {
    std::printf("%s\t%.4f\n", std::string(cluster::kFeatureNames[i]).c_str(), v->story[i]);
  }
  for (std::size_t i = 0; i < cluster::kPairFeatures; ++i) {
    const std::string name(cluster::kPairNamesOfFeatures[i]);
    std::printf("same/%s\t%.4f\ncross/%s\t%.4f\n", name.c_str(), v->same[i], name.c_str(),
                v->cross[i]);
  }
}

// Every set with weights that were learned on the others.
void leave_out(const std::vector<Set>& sets, const std::vector<std::string>& names,
               const Params& params) {
  for (std::size_t i = 0; i < sets.size(); ++i) {
    std::vector<const Set*> others;
    for (std::size_t k = 0; k < sets.size(); ++k) {
      if (k != i && !shares_stories(sets[i], sets[k])) others.push_back(&sets[k]);
    }
    score(sets[i], Params::of(learned_from(others, params, is_any)), names[i]);
  }
}

// One signal at a time without its weights: what the decision loses. Sets of features that say the
// same thing fall together.
void ablations(const std::vector<Set>& sets, const Params& params) {
  using namespace cluster;
  const std::vector<std::pair<std::string, std::vector<Feature>>> signals = {
      {"nothing", {}},
      {"words", {kWords, kBestWords, kWordsGap, kSizeWords, kWordsNames}},
      {"names", {kNames, kBestNames, kWordsNames, kNoNames}},
      {"nearest member", {kBestWords, kBestNames}},
      {"title", {kTitle, kTitleInBody}},
      {"rare terms", {kRare, kRareGap}},
      {"numbers and dates", {kNumbers}},
      {"phrases", {kPhrases}},
      {"time", {kGap, kWordsGap, kCoreGap, kRareGap, kFar}},
      {"size", {kSize, kSizeWords}},
      {"core", {kCore, kCoreGap}},
      {"margin", {kMargin}}};
  const auto row = [&sets](const std::string& name, const Params& with) {
    std::printf("%-24s", name.c_str());
    double sum = 0;
    for (const Set& set : sets) {
      const Score all = bcubed(set, run(set, with), is_any);
      std::printf(" %.4f", all.f1());
      sum += all.f1();
    }
    std::printf("  sum %.4f\n", sum);
    std::fflush(stdout);
  };
  std::vector<const Set*> all;
  for (const Set& set : sets) all.push_back(&set);
  row("as shipped", params);
  for (const auto& [name, features] : signals) {
    // Learned again without the signal, so that others may stand in for it.
    switched_off = features;
    row("learned without " + name, Params::of(learned_from(all, params, is_any)));
  }
  switched_off.clear();
  const auto changed = [&](const std::string& name, auto change) {
    auto values = std::make_shared<Params::Values>(params.values());
    change(*values);
    row(name, Params::of(values));
  };
  changed("no merges", [](auto& v) { v.merge = 1.1F; });
  changed("no splits and moves", [](auto& v) { v.split = 0; });
  changed("a fixed threshold", [](auto& v) { v.lean = 0; });
  changed("a repeated term counts 1", [](auto& v) { v.repeat = 1; });
  changed("counts that do not fade", [](auto& v) { v.half_life = 1e9F; });
  changed("no bundled counts", [](auto& v) { v.prior = 0.01F; });
  std::vector<Set> alone = sets;
  for (Set& set : alone) {
    for (Copy& copy : set.copies) copy = Copy{copy.article, copy.article, {}, {}, 0};
  }
  std::printf("%-24s", "no copies");
  for (const Set& set : alone) {
    std::printf(" %.4f", bcubed(set, run(set, params), is_any).f1());
  }
  std::printf("\n");
  for (Set& set : alone) {
    for (ItemPtr& item : set.items) {
      auto plain = std::make_shared<Item>(*item);
      plain->annotations = Annotations{};
      item = plain;
    }
  }
  std::printf("%-24s", "no copies, annotations");
  for (const Set& set : alone) {
    std::printf(" %.4f", bcubed(set, run(set, params), is_any).f1());
  }
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 2) return 2;
  if (arguments[0] == "counts") {
    counts({arguments.begin() + 1, arguments.end()});
    return 0;
  }
  const std::string folder = arguments[1];
  static std::map<std::string, std::string, std::less<>> files;
  const DataSource data = [&folder](std::string_view name) -> std::optional<std::string_view> {
    const auto [at, is_new] = files.try_emplace(std::string(name));
    if (is_new) at->second = read_file(folder + "/" + std::string(name));
    return at->second;
  };
  const auto params = cluster::Params::load(data);
  if (!params) {
    std::fprintf(stderr, "%s\n", message(params.error()).c_str());
    return 1;
  }
  if (arguments[0] == "pairs" && arguments.size() == 3) {
    pairs(arguments[2], *params);
    return 0;
  }
  std::vector<Set> sets;
  std::vector<std::string> names;
  for (std::size_t i = 2; i + 1 < arguments.size(); i += 2) {
    sets.push_back(read_set(arguments[i], arguments[i + 1]));
    names.push_back(arguments[i]);
    if (arguments[0] == "score") score(sets.back(), *params, arguments[i]);
    if (arguments[0] == "errors") errors(sets.back(), *params);
  }
  if (arguments[0] == "weights") weights(sets, *params, is_any);
  if (arguments[0] == "half") weights(sets, *params, is_even);
  if (arguments[0] == "leave-out") leave_out(sets, names, *params);
  if (arguments[0] == "ablations") ablations(sets, *params);
  return 0;
}
