#pragma once
// Sets of pages with known bodies: captures.jsonl and gold.jsonl in one folder (docs/formats).

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/features.h"
#include "newsloom/stages/extract/page_facts.h"

namespace newsloom::train {

struct Example {
  std::string set;
  std::string id;
  std::string site;                ///< folds are made by it
  std::vector<std::string> texts;  ///< one or two readings of the body; empty: segments only
  std::vector<std::string> with;
  std::vector<std::string> without;
  extract::PageFacts facts;
  extract::Page page;
  extract::FeatureTable table;
  std::vector<std::uint8_t> labels;  ///< of each block
  std::vector<float> weights;        ///< 0: not known
};

struct Tools {
  extract::Cues cues;
  extract::FunctionWords words;
};

/// Reads a set, cuts its pages and labels their blocks. Prints what cannot be read.
[[nodiscard]] std::vector<Example> read_set(const std::string& folder, const Tools& tools);

/// Words as the scorers cut them.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);
/// Runs of four words, each with its count.
using Runs = std::map<std::string, int>;
[[nodiscard]] Runs runs_of(std::string_view text);

}  // namespace newsloom::train
