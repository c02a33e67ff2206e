// nl_train_statements ARTICLES.jsonl GOLD.jsonl > data/annotate/statements/weights.tsv
// Fits the few weights over closed features that score candidates for statements. ARTICLES: the
// article shape; GOLD: {"id","statements":[{"content":[[a,b]],"source":[[a,b]]}]}, code points.
// Plain gradient descent with a fixed number of steps: same input, same weights.

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "data/embedded.h"
#include "newsloom/core/codec.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/stages/annotate/resources.h"
#include "newsloom/stages/annotate/statements_score.h"
#include "newsloom/stages/annotate/statements_select.h"

namespace {

using namespace newsloom;            // NOLINT: a small program
using namespace newsloom::annotate;  // NOLINT

constexpr std::array<std::string_view, kStatementFeatures + 1> kNames = {"bias",
                                                                         "sure",
                                                                         "sure_squared",
                                                                         "class_speech",
                                                                         "class_think",
                                                                         "class_plan",
                                                                         "class_know",
                                                                         "class_show",
                                                                         "class_demand",
                                                                         "class_promise",
                                                                         "class_deny",
                                                                         "class_judge",
                                                                         "class_noun",
                                                                         "class_adjective",
                                                                         "class_according",
                                                                         "frame_clause",
                                                                         "frame_question",
                                                                         "frame_quotation",
                                                                         "frame_after",
                                                                         "frame_infinitive",
                                                                         "frame_object",
                                                                         "frame_preposition",
                                                                         "frame_source",
                                                                         "frame_colon",
                                                                         "passive",
                                                                         "negated",
                                                                         "modal",
                                                                         "infinite",
                                                                         "shared",
                                                                         "relative",
                                                                         "conditional",
                                                                         "first_person",
                                                                         "nested",
                                                                         "quoted",
                                                                         "no_subject",
                                                                         "pronoun",
                                                                         "name",
                                                                         "speaker_noun",
                                                                         "addressee",
                                                                         "tiny",
                                                                         "short",
                                                                         "long",
                                                                         "nested_speech",
                                                                         "time_subject",
                                                                         "dummy_subject",
                                                                         "past",
                                                                         "present_third",
                                                                         "present",
                                                                         "base",
                                                                         "gerund",
                                                                         "participle",
                                                                         "is_root",
                                                                         "is_complement",
                                                                         "is_conjunct",
                                                                         "is_adverbial",
                                                                         "is_adnominal",
                                                                         "is_relative",
                                                                         "is_infinitive",
                                                                         "proper_subject",
                                                                         "common_subject",
                                                                         "after_indirect",
                                                                         "after_indirect_surest"};

struct Example {
  StatementFeatures features;
  bool right = false;
};

using Spans = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Spans spans_of(const nlohmann::json& list, const CodePointIndex& index) {
  Spans out;
  if (!list.is_array()) return out;
  for (const auto& pair : list) {
    out.emplace_back(index.bytes(pair[0].get<std::uint32_t>()),
                     index.bytes(pair[1].get<std::uint32_t>()));
  }
  return out;
}

std::size_t overlap(const Spans& a, const Spans& b) {
  std::size_t sum = 0;
  for (const auto& [x, y] : a) {
    for (const auto& [u, v] : b)
      sum += std::min(y, v) > std::max(x, u) ? std::min(y, v) - std::max(x, u) : 0;
  }
  return sum;
}

std::size_t size_of(const Spans& spans) {
  std::size_t sum = 0;
  for (const auto& [x, y] : spans) sum += y - x;
  return sum;
}

/// What of the gold lies in `unit`: quotations that go on in later sentences are joined later.
Spans clipped(Spans spans, const Span& unit) {
  for (auto& [a, b] : spans) {
    a = std::clamp(a, unit.begin, unit.end);
    b = std::clamp(b, unit.begin, unit.end);
  }
  return spans;
}

bool matches(const Spans& content, const Spans& subject, const nlohmann::json& gold,
             const Span& unit, const CodePointIndex& index) {
  const Spans want = clipped(spans_of(gold.at("content"), index), unit);
  const std::size_t both = overlap(content, want);
  if (both * 2 < size_of(content) + size_of(want) - both) return false;
  const Spans source = spans_of(gold.at("source"), index);
  return source.empty() ? true : overlap(subject, source) > 0;
}

void learn(const std::vector<Example>& examples) {
  std::array<double, kStatementFeatures + 1> weights{};
  constexpr int kSteps = 4000;
  constexpr double kRate = 0.5;  // below 2 over the largest curvature, so it settles
  constexpr double kDecay = 1e-5;
  const auto n = static_cast<double>(examples.size());
  for (int step = 0; step < kSteps; ++step) {
    std::array<double, kStatementFeatures + 1> gradient{};
    for (const Example& example : examples) {
      double sum = weights[0];
      for (std::size_t i = 0; i < kStatementFeatures; ++i) {
        sum += weights[i + 1] * static_cast<double>(example.features[i]);
      }
      const double error = 1.0 / (1.0 + std::exp(-sum)) - (example.right ? 1.0 : 0.0);
      gradient[0] += error;
      for (std::size_t i = 0; i < kStatementFeatures; ++i) {
        gradient[i + 1] += error * static_cast<double>(example.features[i]);
      }
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] -= kRate * (gradient[i] / n + kDecay * weights[i]);
    }
  }
  std::cout << "# feature\tweight\n";
  for (std::size_t i = 0; i < weights.size(); ++i) {
    std::cout << kNames[i] << '\t' << std::round(weights[i] * 100) / 100 << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: nl_train_statements ARTICLES.jsonl GOLD.jsonl\n";
    return 2;
  }
  const auto resources = Resources::load(embedded_data());
  if (!resources) {
    std::cerr << message(resources.error()) << '\n';
    return 3;
  }
  std::map<std::string, nlohmann::json> gold;
  std::ifstream gold_file(argv[2]);
  for (std::string line; std::getline(gold_file, line);) {
    auto row = nlohmann::json::parse(line);
    gold[row.at("id").get<std::string>()] = row.at("statements");
  }
  std::vector<Example> examples;
  std::ifstream article_file(argv[1]);
  for (std::string line; std::getline(article_file, line);) {
    const auto article = codec::article_from_json(line);
    if (!article || !gold.contains(article->id)) continue;
    const Analysis analysis = analyse(*article, resources->parts());
    const StatementResources& lists = resources->parts().statements;
    const Words text = words_of(analysis, lists);
    const CodePointIndex index(article->text);
    for (const Unit& unit : text.units) {
      if (unit.title) continue;
      for (const Candidate& candidate : scored(text, unit, lists)) {
        Spans content;
        for (const Range& part : candidate.content) {
          const Span span = text.span(part);
          content.emplace_back(span.begin, span.end);
        }
        if (content.empty()) continue;
        Spans subject;
        if (candidate.subject) {
          const Span span = text.span(*candidate.subject);
          subject.emplace_back(span.begin, span.end);
        }
        Example example{features_of(candidate, text), false};
        for (const auto& statement : gold[article->id]) {
          if (matches(content, subject, statement, text.span(unit.words), index))
            example.right = true;
        }
        examples.push_back(example);
        if (argc > 3) {  // for reading errors: pattern, cue, verdict
          std::cerr << (example.right ? "+" : "-") << '\t' << static_cast<int>(candidate.kind)
                    << '\t' << static_cast<int>(candidate.frame) << '\t' << candidate.score << '\t'
                    << text.words[candidate.cue.last - 1].lower << '\t'
                    << analysis.text(text.span(candidate.cue)) << '\t'
                    << (candidate.subject ? analysis.text(text.span(*candidate.subject)) : "-")
                    << '\t' << analysis.text(text.span(candidate.content.front())) << '\n';
        }
      }
    }
  }
  std::cerr << examples.size() << " candidates, "
            << std::count_if(examples.begin(), examples.end(),
                             [](const Example& e) { return e.right; })
            << " right\n";
  if (argc <= 3) learn(examples);
  return 0;
}
