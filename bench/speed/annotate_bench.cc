// Time of each annotator, alone and together, on articles cut to kWords words, in processor time of
// one core.
//   annotate_bench [INPUT...]     default: the bundled sample, its articles joined to that length
// Each row is the best of kRounds.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

#include "bench/speed/captures.h"
#include "data/embedded.h"
#include "newsloom/pipeline/refine.h"
#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/stages/annotate/events.h"
#include "newsloom/stages/annotate/statements.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom {
namespace {

using namespace annotate;

constexpr int kRounds = 5;
constexpr std::size_t kWords = 500;

// English articles of kWords words: long ones cut, short ones put together.
std::vector<Article> articles_of(const std::vector<Capture>& captures,
                                 const RefineResources& resources) {
  std::vector<Article> out;
  Article open;
  std::size_t words = 0;
  for (const Capture& capture : captures) {
    for (const Article& a : extract::articles(capture, resources.extract).articles) {
      if (a.language && *a.language != "en") continue;
      if (words == 0) open = a;
      if (words > 0) open.text += "\n\n";
      if (words == 0) open.text.clear();
      for (const char c : a.text) {
        words += c == ' ' ? 1 : 0;
        if (words >= kWords) break;
        open.text += c;
      }
      if (words < kWords) continue;
      open.language = "en";
      out.push_back(open);
      words = 0;
    }
  }
  return out;
}

void row(const char* name, std::size_t articles, const std::function<void()>& work) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const std::clock_t begin = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  const auto count = static_cast<double>(articles);
  std::printf("%-28s %8.3f ms each  %8.0f a second\n", name, best * 1000 / count, count / best);
}

int run(const std::vector<std::string>& inputs) {
  auto resources = RefineResources::load(embedded_data());
  if (!resources) return 1;
  const std::vector<Capture> captures = bench::captures_of(inputs);
  const std::vector<Article> articles = articles_of(captures, *resources);
  if (articles.empty()) return 1;
  const Resources::Parts& parts = resources->annotate.parts();
  std::vector<Analysis> analyses;
  std::vector<Annotations> notes;
  std::vector<Words> texts(articles.size());
  for (const Article& a : articles) {
    analyses.push_back(analyse(a, parts));
    notes.push_back(annotate::annotate(a, resources->annotate));
  }
  const std::size_t size = articles.size();
  std::printf("%zu articles of %zu words\n", size, kWords);
  row("tagger", size, [&] {
    for (Analysis& x : analyses) tag(x, parts.tagger_en);
  });
  row("parser", size, [&] {
    for (Analysis& x : analyses) parse(x, parts.parser_en);
  });
  row("tokens to parse, together", size, [&] {
    for (const Article& a : articles) (void)analyse(a, parts);
  });
  row("names", size, [&] {
    for (const Analysis& x : analyses) (void)names(x, parts.names);
  });
  row("dates", size, [&] {
    for (const Analysis& x : analyses) (void)dates(x, parts.dates);
  });
  row("figures", size, [&] {
    for (std::size_t i = 0; i < size; ++i) (void)figures(analyses[i], notes[i], parts.figures);
  });
  row("view of words", size, [&] {
    for (std::size_t i = 0; i < size; ++i) texts[i] = words_of(analyses[i], parts.statements);
  });
  row("statements", size, [&] {
    for (std::size_t i = 0; i < size; ++i) (void)statements(texts[i], notes[i], parts.statements);
  });
  row("events", size, [&] {
    for (std::size_t i = 0; i < size; ++i) (void)events(texts[i], notes[i], parts.events);
  });
  row("all together", size, [&] {
    for (const Article& a : articles) (void)annotate::annotate(a, resources->annotate);
  });
  return 0;
}

}  // namespace
}  // namespace newsloom

int main(int argc, char** argv) {
  return newsloom::run(std::vector<std::string>(argv + 1, argv + argc));
}
