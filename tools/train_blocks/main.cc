// nl_train_blocks: trains the judge of blocks on sets of pages with known bodies, and reports by
// cross-validation over sites how well it would do on sites never seen.
//
//   nl_train_blocks [--data DIR] [--folds N] [--trees N] [--leaves N] [--rate X] [--l2 X]
//                   [--min-weight X] [--drop COLUMN]... [--write] SET...
//
// --write trains on everything and writes DIR/extract/blocks.txt.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

#include <nlohmann/json.hpp>

#include "boosting.h"
#include "newsloom/stages/extract/body.h"
#include "newsloom/stages/extract/forest.h"
#include "newsloom/stages/extract/furniture.h"
#include "newsloom/stages/extract/headline.h"
#include "newsloom/stages/extract/side_boxes.h"
#include "sets.h"

namespace newsloom::train {
namespace {

struct Settings {
  std::string data = "data";
  std::vector<std::string> sets;
  int folds = 5;
  bool write = false;
  std::string predictions;
  Options options;
};

std::uint32_t fold_of(const std::string& site, int folds) {
  return extract::word_hash(site) / 2 % static_cast<std::uint32_t>(folds);
}

// Rows of the examples that are known and not in `without_fold`.
struct Rows {
  std::vector<const float*> rows;
  std::vector<std::uint8_t> labels;
  std::vector<float> weights;
};

Rows rows_of(const std::vector<Example>& examples, const std::vector<std::vector<float>>& tables,
             std::size_t columns, int folds, int without_fold) {
  Rows out;
  for (std::size_t e = 0; e < examples.size(); ++e) {
    const Example& example = examples[e];
    if (static_cast<int>(fold_of(example.site, folds)) == without_fold) continue;
    for (std::size_t i = 0; i < example.labels.size(); ++i) {
      if (example.weights[i] <= 0) continue;
      out.rows.push_back(tables[e].data() + i * columns);
      out.labels.push_back(example.labels[i]);
      out.weights.push_back(example.weights[i]);
    }
  }
  return out;
}

extract::Forest train_on(const std::vector<Example>& examples,
                         const std::vector<std::vector<float>>& tables, std::size_t columns,
                         int folds, int without_fold, const Options& options) {
  const Rows rows = rows_of(examples, tables, columns, folds, without_fold);
  return train(binned(rows.rows, columns), rows.labels, rows.weights, options);
}

// Trains one forest for each fold (two at a time) and gives each page the judgement of the forest
// that has not seen its site.
std::vector<std::vector<float>> cross_judged(const std::vector<Example>& examples,
                                             const std::vector<std::vector<float>>& tables,
                                             std::size_t columns, const Settings& settings) {
  std::vector<std::vector<float>> out(examples.size());
  const auto work = [&](int from) {
    for (int fold = from; fold < settings.folds; fold += 2) {
      const extract::Forest forest =
          train_on(examples, tables, columns, settings.folds, fold, settings.options);
      for (std::size_t e = 0; e < examples.size(); ++e) {
        if (static_cast<int>(fold_of(examples[e].site, settings.folds)) != fold) continue;
        out[e] = forest.probabilities(tables[e].data(), examples[e].labels.size());
      }
    }
  };
  std::thread other(work, 1);
  work(0);
  other.join();
  return out;
}

struct Score {
  double precision = 0, recall = 0, pages = 0, judged = 0, low = 0;
  double hits = 0, misses = 0, leaks = 0, clean = 0;
};

bool holds(const std::string& text, const std::string& segment) {
  const auto squeeze = [](const std::string& s) {
    std::string out;
    for (const std::string& word : words_of(s)) out += word + ' ';
    return out;
  };
  return squeeze(text).find(squeeze(segment)) != std::string::npos;
}

void add_score(Score& score, const Example& example, const std::string& text) {
  const Runs got = runs_of(text);
  double best_f = -1, best_p = -1, best_r = 0;
  for (const std::string& gold_text : example.texts) {
    const Runs gold = runs_of(gold_text);
    double common = 0, all_gold = 0, all_got = 0;
    for (const auto& [run, count] : gold) {
      all_gold += count;
      const auto found = got.find(run);
      if (found != got.end()) common += std::min(count, found->second);
    }
    for (const auto& [run, count] : got) all_got += count;
    const double p = all_got > 0 ? common / all_got : -1;
    const double r = all_gold > 0 ? common / all_gold : 0;
    const double f = p > 0 ? 2 * p * r / (p + r) : 0;
    if (f > best_f) best_f = f, best_p = p, best_r = r;
  }
  if (!example.texts.empty()) {
    ++score.pages;
    score.recall += best_r;
    if (best_p >= 0) score.precision += best_p, ++score.judged;
    if (best_p >= 0 && best_p < 0.8) ++score.low;
  }
  for (const auto& segment : example.with) ++(holds(text, segment) ? score.hits : score.misses);
  for (const auto& segment : example.without) ++(holds(text, segment) ? score.leaks : score.clean);
}

// The text as the program makes it once the judge has spoken.
std::string text_of(const Example& example, const std::vector<float>& judged) {
  const extract::Page& page = example.page;
  std::vector<std::size_t> body = extract::body_blocks(page, example.table, judged);
  const extract::Headline headline =
      extract::headline_of(example.facts, page, body, example.facts.meta("og:site_name"), "");
  const auto teasers = extract::teasers_of(page, example.table, headline.block, std::nullopt);
  body = extract::without_furniture(page, example.table, headline.block, std::move(body), teasers);
  body = extract::without_side_boxes(page, example.table, headline.block, body);
  return extract::joined_text(page, body);
}

void report(const std::vector<Example>& examples, const std::vector<std::vector<float>>& judged,
            const char* title, const std::string& folder) {
  std::map<std::string, Score> scores;
  std::map<std::string, std::string> lines;
  for (std::size_t e = 0; e < examples.size(); ++e) {
    const Example& example = examples[e];
    const std::string text = text_of(example, judged[e]);
    add_score(scores[example.set], example, text);
    nlohmann::json line = {
        {"id", example.id}, {"capture", example.id}, {"part", 0}, {"text", text}};
    lines[example.set] +=
        line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  std::printf("%s\n", title);
  double mean_f = 0;
  double sets_with_text = 0;
  for (const auto& [set, s] : scores) {
    const double p = s.judged > 0 ? s.precision / s.judged : 0;
    const double r = s.pages > 0 ? s.recall / s.pages : 0;
    std::printf("  %-18s", set.c_str());
    if (s.pages > 0) {
      std::printf(" F1 %.4f P %.4f R %.4f P<.8 %.1f%%", 2 * p * r / (p + r), p, r,
                  100 * s.low / s.pages);
    }
    if (s.hits + s.misses > 0) {
      std::printf(" segments F %.4f leaked %.3f", 2 * s.hits / (2 * s.hits + s.misses + s.leaks),
                  s.leaks / (s.leaks + s.clean));
    }
    std::printf("\n");
    if (s.pages > 0) mean_f += 2 * p * r / (p + r), ++sets_with_text;
    if (!folder.empty()) std::ofstream(folder + "/" + set + ".jsonl") << lines[set];
  }
  if (sets_with_text > 0) std::printf("  mean F1 %.4f\n", mean_f / sets_with_text);
  std::fflush(stdout);
}

void print_columns(const extract::Forest& forest) {
  const std::vector<std::string> names = extract::feature_names();
  std::size_t shown = 0;
  for (const auto& [column, splits] : splits_by_column(forest)) {
    if (shown++ == 40) break;
    std::printf("%s:%zu ", column < names.size() ? names[column].c_str() : "?", splits);
  }
  std::printf("\n");
}

int run(const Settings& settings) {
  const DataSource source = [&](std::string_view name) -> std::optional<std::string_view> {
    static std::map<std::string, std::string> files;
    std::ifstream in(settings.data + "/" + std::string(name));
    std::string& text = files[std::string(name)];
    text.assign(std::istreambuf_iterator<char>(in), {});
    return text;
  };
  auto cues = extract::Cues::load(source);
  if (!cues) return std::fprintf(stderr, "%s\n", message(cues.error()).c_str()), 2;
  const Tools tools{std::move(*cues),
                    extract::FunctionWords(*source("extract/function_words.txt"))};
  std::vector<Example> examples;
  for (const std::string& set : settings.sets) {
    for (Example& example : read_set(set, tools)) examples.push_back(std::move(example));
  }
  const std::size_t columns = extract::feature_count();
  std::vector<std::vector<float>> tables;
  std::size_t rows = 0;
  for (const Example& example : examples) {
    tables.push_back(example.table.values);
    rows += example.labels.size();
  }
  std::printf("%zu pages, %zu blocks, %zu columns\n", examples.size(), rows, columns);
  std::vector<std::vector<float>> known;
  for (const Example& example : examples) {
    known.emplace_back(example.labels.begin(), example.labels.end());
  }
  report(examples, known, "labels (what a perfect judge reaches)", "");
  const auto judged = cross_judged(examples, tables, columns, settings);
  report(examples, judged, "by cross-validation over sites", settings.predictions);
  if (!settings.write) return 0;
  const extract::Forest forest =
      train_on(examples, tables, columns, settings.folds, -1, settings.options);
  print_columns(forest);
  std::ofstream(settings.data + "/extract/blocks.txt") << written(forest);
  return 0;
}

}  // namespace
}  // namespace newsloom::train

int main(int argc, char** argv) {
  newsloom::train::Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    const auto value = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
    if (option == "--data") {
      settings.data = value();
    } else if (option == "--folds") {
      settings.folds = std::atoi(value().c_str());
    } else if (option == "--trees") {
      settings.options.trees = std::atoi(value().c_str());
    } else if (option == "--leaves") {
      settings.options.leaves = std::atoi(value().c_str());
    } else if (option == "--predictions") {
      settings.predictions = value();
    } else if (option == "--drop") {
      const std::vector<std::string> names = newsloom::extract::feature_names();
      const std::string name = value();
      for (std::size_t column = 0; column < names.size(); ++column) {
        if (names[column] == name) settings.options.dropped.push_back(column);
      }
    } else if (option == "--rate") {
      settings.options.rate = std::atof(value().c_str());
    } else if (option == "--min-weight") {
      settings.options.min_weight = std::atof(value().c_str());
    } else if (option == "--l2") {
      settings.options.l2 = std::atof(value().c_str());
    } else if (option == "--write") {
      settings.write = true;
    } else {
      settings.sets.push_back(option);
    }
  }
  if (settings.sets.empty() || settings.folds < 2) {
    std::fprintf(stderr, "usage: nl_train_blocks [--data DIR] [--folds N] [--write] SET...\n");
    return 2;
  }
  return newsloom::train::run(settings);
}
