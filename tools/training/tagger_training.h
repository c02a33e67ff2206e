#pragma once
// Training of the tagger, used by nl_train_tagger and, for tags like those of unseen text, by
// nl_train_parser.

#include <array>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "newsloom/stages/annotate/tagger.h"
#include "tools/training/conllu.h"
#include "tools/training/perceptron.h"

namespace newsloom::training {

using annotate::kTaggerStart;
using annotate::tag_features;
using annotate::TaggerFeatures;
using annotate::TaggerView;
using annotate::word_features;
using annotate::word_info;
using annotate::WordInfo;

inline constexpr int kTaggerEpochs = 10;
inline constexpr std::size_t kMinTagCount = 15;

struct TaggerExample {
  std::vector<WordInfo> words;
  std::vector<std::size_t> gold;
};

// (UPOS, XPOS) pairs met often; a rare pair counts as the commonest of its UPOS.
class TagSet {
 public:
  explicit TagSet(const std::vector<Rows>& sentences) {
    std::map<std::string, std::size_t> counts;
    for (const Rows& rows : sentences) {
      for (const auto& row : rows) ++counts[row.upos + " " + row.xpos];
    }
    std::map<std::string, std::size_t> best;
    for (const auto& [label, count] : counts) {
      const std::string upos = label.substr(0, label.find(' '));
      if (!best.contains(upos) || count > best[upos]) {
        best[upos] = count;
        common_[upos] = label;
      }
    }
    for (const auto& [label, count] : counts) {
      const std::string upos = label.substr(0, label.find(' '));
      if (count >= kMinTagCount || common_[upos] == label) {
        index_[label] = labels_.size();
        labels_.push_back(label);
      }
    }
  }
  [[nodiscard]] const std::vector<std::string>& labels() const { return labels_; }
  [[nodiscard]] std::size_t of(const Row& row) const {
    const auto found = index_.find(row.upos + " " + row.xpos);
    return found != index_.end() ? found->second : index_.at(common_.at(row.upos));
  }

 private:
  std::map<std::string, std::size_t> index_;
  std::map<std::string, std::string> common_;
  std::vector<std::string> labels_;
};

inline std::vector<WordInfo> words_of(const Rows& rows) {
  std::vector<WordInfo> words;
  for (const auto& row : rows) words.push_back(word_info(row.form));
  return words;
}

inline void train_tagger(Perceptron& perceptron, const std::vector<TaggerExample>& examples,
                         int epochs) {
  TaggerFeatures keys;
  std::vector<float> scores;
  for (const TaggerExample& example : examples) {
    const TaggerView view = {example.words.data(), example.words.size()};
    std::array<std::uint32_t, 2> before = {kTaggerStart, kTaggerStart};
    for (std::size_t i = 0; i < view.size; ++i) {
      perceptron.count(keys.data(),
                       tag_features(view, i, before, word_features(view, i, keys), keys));
      before = {static_cast<std::uint32_t>(example.gold[i]), before[0]};
    }
  }
  for (int epoch = 0; epoch < epochs; ++epoch) {
    std::size_t wrong = 0;
    for (const std::size_t k : shuffled(examples.size(), epoch + 1)) {
      const TaggerExample& example = examples[k];
      const TaggerView view = {example.words.data(), example.words.size()};
      std::array<std::uint32_t, 2> before = {kTaggerStart, kTaggerStart};
      for (std::size_t i = 0; i < view.size; ++i) {
        const std::size_t count = tag_features(view, i, before, word_features(view, i, keys), keys);
        perceptron.score(keys.data(), count, scores);
        const auto best = static_cast<std::size_t>(
            std::max_element(scores.begin(),
                             scores.begin() + static_cast<long>(perceptron.classes())) -
            scores.begin());
        perceptron.step();
        if (best != example.gold[i]) {
          perceptron.update(keys.data(), count, example.gold[i], best);
          ++wrong;
        }
        before = {static_cast<std::uint32_t>(best), before[0]};
      }
    }
    std::printf("epoch %d: %zu wrong\n", epoch + 1, wrong);
    std::fflush(stdout);
  }
}

inline std::vector<TaggerExample> tagger_examples(const std::vector<Rows>& sentences,
                                                  const TagSet& tags) {
  std::vector<TaggerExample> examples;
  for (const Rows& rows : sentences) {
    TaggerExample example;
    example.words = words_of(rows);
    for (const Row& row : rows) example.gold.push_back(tags.of(row));
    examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace newsloom::training
