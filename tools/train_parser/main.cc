// nl_train_parser OUT TAGGER.model TEST,TEST… TRAIN…: trains the parser (OUT_moves_en.model,
// OUT_relations_en.model) on Universal
// Dependencies treebanks and prints its attachment scores on each test file, with the words of the
// file and tags of TAGGER. The tags to train with come from taggers that did not see the sentence
// (five folds), so that they have the errors of unseen text. Same input, same model.

#include <ctime>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "newsloom/stages/annotate/parser.h"
#include "tools/training/tagger_training.h"

namespace {

using namespace newsloom;
using namespace newsloom::annotate;
using training::Rows;

constexpr int kEpochs = 10;
constexpr std::uint8_t kMinMoveCount = 3;
constexpr int kFolds = 5;
constexpr int kFoldEpochs = 5;
constexpr std::uint64_t kFollowOwn = 90;  // percent of moves that follow the model after epoch 1

struct Example {
  Analysis analysis;                 // one sentence with tags
  std::vector<std::uint32_t> heads;  // size() for the root
  std::vector<Deprel> deprels;
  std::vector<std::vector<std::uint32_t>> children;
};

Example example_of(const Rows& rows) {
  Example out;
  out.analysis.tokens.resize(rows.size());
  out.analysis.words = training::words_of(rows);
  Sentence sentence;
  sentence.last = static_cast<std::uint32_t>(rows.size());
  out.analysis.sentences.push_back(sentence);
  out.children.resize(rows.size() + 1);
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t head = rows[i].head == 0 ? sentence.last : rows[i].head - 1;
    out.heads.push_back(head);
    out.deprels.push_back(deprel_of(rows[i].deprel).value_or(Deprel::dep));
    out.children[head].push_back(i);
  }
  return out;
}

TaggerModel train_fold(const std::vector<training::TaggerExample>& all,
                       const training::TagSet& tags, int fold) {
  std::vector<training::TaggerExample> part;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (static_cast<int>(i / 10 % kFolds) != fold) part.push_back(all[i]);
  }
  training::Perceptron perceptron(tags.labels());
  training::train_tagger(perceptron, part, kFoldEpochs);
  auto model = LinearModel::parse(perceptron.file(2.0F), "fold");
  return *tagger_of(std::move(*model));
}

// How many gold arcs can no longer be had after a move (Goldberg and Nivre 2013).
std::uint32_t cost(const Example& gold, const ParserState& state, Move move) {
  const std::uint32_t b = state.front();
  const std::uint32_t s0 = state.top(0);
  const std::uint32_t s1 = state.top(1);
  std::uint32_t lost = 0;
  if (move == Move::shift) {
    for (const std::uint32_t child : gold.children[b]) {
      if (child < b && state.node(child).head == ParserState::kNone) ++lost;
    }
    const std::uint32_t head = gold.heads[b];
    if (head < b && head != s0 && state.node(head).head == ParserState::kNone) ++lost;
    return lost;
  }
  for (const std::uint32_t child : gold.children[s0]) lost += child >= b ? 1 : 0;
  const std::uint32_t head = gold.heads[s0];
  if (move == Move::left) {
    if (head == s1 || head > b) ++lost;
  } else if (head >= b) {
    ++lost;
  }
  return lost;
}

struct Trainer {
  std::vector<Deprel> deprels;
  training::Perceptron moves;
  training::Perceptron relations;
  std::uint64_t random = 88172645463325252ULL;
  std::size_t wrong_moves = 0;
  std::size_t wrong_relations = 0;

  std::uint64_t next_random() {
    random ^= random << 13;
    random ^= random >> 7;
    random ^= random << 17;
    return random >> 11;
  }

  // The best move of all that may be taken, and of those with the least cost.
  static std::pair<Move, Move> choose(const Example& gold, const ParserState& state,
                                      const std::vector<float>& scores) {
    constexpr std::uint32_t kNever = 0xFFFFFFFF;
    std::uint32_t costs[3] = {kNever, kNever, kNever};
    for (const Move move : {Move::shift, Move::left, Move::right}) {
      if (state.can(move)) costs[static_cast<int>(move)] = cost(gold, state, move);
    }
    const std::uint32_t least = *std::min_element(costs, costs + 3);
    int best = -1;
    int good = -1;
    for (int i = 0; i < 3; ++i) {
      if (costs[i] == kNever) continue;
      if (best < 0 || scores[i] > scores[best]) best = i;
      if (costs[i] == least && (good < 0 || scores[i] > scores[good])) good = i;
    }
    return {static_cast<Move>(best), static_cast<Move>(good)};
  }

  // The relation that the model gives to the arc; learns where the arc is right.
  Deprel relation(const Example& gold, const ParserView& view, const ParserState& state, Move move,
                  bool counting) {
    ParserFeatures keys;
    std::vector<float> scores;
    const ParserState::Arc arc = state.arc(move);
    const std::size_t count = relation_features(view, state, move, keys);
    if (counting) {
      relations.count(keys.data(), count);
      return gold.deprels[arc.child];
    }
    relations.score(keys.data(), count, scores);
    relations.step();
    const auto end = scores.begin() + static_cast<long>(deprels.size());
    const auto best =
        static_cast<std::size_t>(std::max_element(scores.begin(), end) - scores.begin());
    if (gold.heads[arc.child] != arc.head || gold.deprels[arc.child] == deprels[best]) {
      return deprels[best];
    }
    const auto good = static_cast<std::size_t>(
        std::find(deprels.begin(), deprels.end(), gold.deprels[arc.child]) - deprels.begin());
    relations.update(keys.data(), count, good, best);
    ++wrong_relations;
    return deprels[best];
  }

  void run(const Example& gold, int epoch) {
    ParserState state(static_cast<std::uint32_t>(gold.heads.size()));
    const ParserView view = {gold.analysis.words.data(), gold.analysis.tokens.data()};
    ParserFeatures keys;
    std::vector<float> scores(16, 0.0F);
    while (!state.done()) {
      const std::size_t count = move_features(view, state, keys);
      if (epoch < 0) {
        moves.count(keys.data(), count);
      } else {
        moves.score(keys.data(), count, scores);
        moves.step();
      }
      const auto [best, good] = choose(gold, state, scores);
      if (epoch >= 0 && best != good) {
        moves.update(keys.data(), count, static_cast<std::size_t>(good),
                     static_cast<std::size_t>(best));
        ++wrong_moves;
      }
      const bool own = epoch > 0 && next_random() % 100 < kFollowOwn;
      const Move move = own ? best : good;
      const Deprel deprel =
          move == Move::shift ? Deprel::dep : relation(gold, view, state, move, epoch < 0);
      state.apply(move, deprel);
    }
  }
};

std::vector<std::string> labels_of(const std::vector<Example>& examples) {
  std::set<std::string> names;
  for (const Example& example : examples) {
    for (const Deprel deprel : example.deprels) names.emplace(name_of(deprel));
  }
  return {names.begin(), names.end()};
}

void test(const TaggerModel& tagger, const ParserModel& parser, const std::string& path) {
  std::size_t words = 0;
  std::size_t uas = 0;
  std::size_t las = 0;
  double seconds = 0;
  for (const Rows& rows : training::read_conllu(path)) {
    Example example = example_of(rows);
    tag(example.analysis, tagger);
    const std::clock_t begin = std::clock();
    parse(example.analysis, parser);
    seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Token& token = example.analysis.tokens[i];
      const bool head = (token.head == kNoHead ? rows.size() : token.head) == example.heads[i];
      ++words;
      uas += head ? 1 : 0;
      las += head && token.deprel == example.deprels[i] ? 1 : 0;
    }
  }
  const auto percent = [&](std::size_t n) {
    return 100.0 * static_cast<double>(n) / static_cast<double>(words);
  };
  std::printf("%s: %zu words, UAS %.2f, LAS %.2f, %.0f thousand words/s\n", path.c_str(), words,
              percent(uas), percent(las), static_cast<double>(words) / seconds / 1e3);
}

Result<LinearModel> written(const training::Perceptron& perceptron, const std::string& path) {
  const std::string file = perceptron.file(2.0F);
  std::ofstream(path, std::ios::binary) << file;
  std::printf("%s: %zu bytes\n", path.c_str(), file.size());
  return LinearModel::parse(file, path);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fprintf(stderr, "usage: nl_train_parser OUT TAGGER.model TEST,TEST... TRAIN...\n");
    return 2;
  }
  std::vector<Rows> sentences;
  for (int i = 4; i < argc; ++i) {
    for (Rows& rows : training::read_conllu(argv[i])) sentences.push_back(std::move(rows));
  }
  std::ifstream in(argv[2], std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  auto tagger_file = LinearModel::parse(bytes, argv[2]);
  if (!tagger_file) return 4;
  const auto tagger = tagger_of(std::move(*tagger_file));
  if (!tagger) return 4;
  std::vector<Example> examples;
  for (const Rows& rows : sentences) examples.push_back(example_of(rows));
  {
    const training::TagSet tags(sentences);
    if (tags.labels() != tagger->model.labels()) {
      std::fprintf(stderr, "the tagger was trained on other files\n");
      return 4;
    }
    const auto all = training::tagger_examples(sentences, tags);
    for (int fold = 0; fold < kFolds; ++fold) {
      const TaggerModel model = train_fold(all, tags, fold);
      for (std::size_t i = 0; i < examples.size(); ++i) {
        if (static_cast<int>(i / 10 % kFolds) == fold) tag(examples[i].analysis, model);
      }
    }
  }
  const std::vector<std::string> labels = labels_of(examples);
  Trainer trainer = {{},
                     training::Perceptron({"shift", "left", "right"}, kMinMoveCount),
                     training::Perceptron(labels)};
  for (const std::string& label : labels) trainer.deprels.push_back(*deprel_of(label));
  for (const Example& example : examples) trainer.run(example, -1);
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    trainer.wrong_moves = trainer.wrong_relations = 0;
    for (const std::size_t k : training::shuffled(examples.size(), epoch + 1)) {
      trainer.run(examples[k], epoch);
    }
    std::printf("epoch %d: %zu moves, %zu relations wrong\n", epoch + 1, trainer.wrong_moves,
                trainer.wrong_relations);
    std::fflush(stdout);
  }
  auto moves = written(trainer.moves, std::string(argv[1]) + "_moves_en.model");
  auto relations = written(trainer.relations, std::string(argv[1]) + "_relations_en.model");
  if (!moves || !relations) return 4;
  const auto parser = parser_of(std::move(*moves), std::move(*relations));
  if (!parser) return 4;
  std::stringstream tests(argv[3]);
  for (std::string path; std::getline(tests, path, ',');) test(*tagger, *parser, path);
  return 0;
}
