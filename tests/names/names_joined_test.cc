// Names joined inside an article and over a story, measured by BCubed on our own cases
// (articles.txt, stories.txt; Bagga and Baldwin 1998). A mention that was not found counts as a
// name of its own.

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <set>

#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/stages/digest/digest.h"
#include "newsloom/testing/data.h"

namespace newsloom {
namespace {

constexpr double kLeast = 0.90;

struct Marked {
  Article article;
  std::vector<std::pair<Span, std::string>> mentions;  // and the id of what they name
};

// "[a:Ann Orlov] spoke": the text without marks, and the mentions.
Marked marked(const std::string& line, const std::string& language, std::size_t number) {
  Marked out;
  out.article.id = "a" + std::to_string(number);
  out.article.capture = out.article.id;
  out.article.language = language;
  out.article.publisher = "Outlet " + out.article.id;
  std::string& text = out.article.text;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] != '[') {
      text += line[at++];
      continue;
    }
    const std::size_t colon = line.find(':', at);
    const std::size_t end = line.find(']', at);
    Span span;
    span.begin = static_cast<std::uint32_t>(text.size());
    text += line.substr(colon + 1, end - colon - 1);
    span.end = static_cast<std::uint32_t>(text.size());
    out.mentions.emplace_back(span, line.substr(at + 1, colon - at - 1));
    at = end + 1;
  }
  return out;
}

std::vector<std::string> lines_of(const char* file) {
  std::ifstream in(std::string(NEWSLOOM_SOURCE_DIR "/tests/names/") + file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

const annotate::Resources& resources() {
  static const annotate::Resources loaded = *annotate::Resources::load(testing::data());
  return loaded;
}

// The name of each mention of one article: the one with the mention that overlaps it most.
std::vector<std::string> found_names(const Marked& marked, const Annotations& notes) {
  std::vector<std::string> out;
  for (const auto& [want, id] : marked.mentions) {
    std::string best;
    std::uint32_t most = 0;
    for (const Name& name : notes.names) {
      for (const Span& span : name.mentions) {
        if (span.field != want.field) continue;
        const std::uint32_t from = std::max(span.begin, want.begin);
        const std::uint32_t to = std::min(span.end, want.end);
        if (to > from && to - from > most) {
          most = to - from;
          best = name.id;
        }
      }
    }
    out.push_back(best);
  }
  return out;
}

// Sums over mentions; `found` empty: a name of its own.
struct Score {
  double precision = 0;
  double recall = 0;
  std::size_t mentions = 0;

  void add(const std::vector<std::pair<std::string, std::string>>& gold_and_found) {
    for (std::size_t i = 0; i < gold_and_found.size(); ++i) {
      const auto& [gold, found] = gold_and_found[i];
      double both = 0;
      double same_gold = 0;
      double same_found = 0;
      for (std::size_t j = 0; j < gold_and_found.size(); ++j) {
        const bool g = gold_and_found[j].first == gold;
        const bool f = i == j || (!found.empty() && gold_and_found[j].second == found);
        both += g && f ? 1 : 0;
        same_gold += g ? 1 : 0;
        same_found += f ? 1 : 0;
      }
      precision += both / same_found;
      recall += both / same_gold;
      ++mentions;
    }
  }
  [[nodiscard]] double f1() const {
    const double p = precision / static_cast<double>(mentions);
    const double r = recall / static_cast<double>(mentions);
    return 2 * p * r / (p + r);
  }
  void print(const char* what) const {
    std::printf("%s: %zu mentions, BCubed precision %.3f, recall %.3f, F1 %.3f\n", what, mentions,
                precision / static_cast<double>(mentions), recall / static_cast<double>(mentions),
                f1());
  }
};

void show(const std::string& what, const std::vector<std::pair<std::string, std::string>>& pairs,
          const std::vector<std::string>& words) {
  Score score;
  score.add(pairs);
  if (score.f1() > 0.999) return;
  std::printf("%s: %.2f:", what.c_str(), score.f1());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    std::printf(" %s[%s:%s]", words[i].c_str(), pairs[i].first.c_str(), pairs[i].second.c_str());
  }
  std::printf("\n");
}

TEST(NamesJoined, InsideAnArticle) {
  Score all;
  std::string what;
  for (const std::string& line : lines_of("articles.txt")) {
    if (line.empty() || line[0] == '#') {
      what = line;
      continue;
    }
    const Marked m = marked(line, what.substr(2, 2), 1);
    const Annotations notes = annotate::annotate(m.article, resources());
    const std::vector<std::string> names = found_names(m, notes);
    std::vector<std::pair<std::string, std::string>> pairs;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < names.size(); ++i) {
      pairs.emplace_back(m.mentions[i].second, names[i]);
      words.emplace_back(text_of(m.article, m.mentions[i].first));
    }
    all.add(pairs);
    show(what, pairs, words);
  }
  all.print("inside an article");
  EXPECT_GE(all.f1(), kLeast);
}

// Of one story, after digest.
void add_story(Score& all, const std::string& what, const std::vector<Marked>& articles) {
  if (articles.empty()) return;
  Story story;
  story.id = "s";
  std::vector<ItemPtr> items;
  std::vector<Copy> copies;
  for (const Marked& m : articles) {
    Item item;
    item.article = m.article;
    item.annotations = annotate::annotate(m.article, resources());
    items.push_back(std::make_shared<const Item>(std::move(item)));
    Copy copy;
    copy.article = m.article.id;
    copy.family = m.article.id;
    copies.push_back(copy);
    story.members.push_back(m.article.id);
  }
  const Digest digest = digest::digest(story, items, copies);
  std::map<std::pair<std::string, Span>, std::size_t> story_name;
  for (std::size_t i = 0; i < digest.names.size(); ++i) {
    for (const Evidence& evidence : digest.names[i].evidence) {
      story_name[{evidence.article, evidence.span}] = i;
    }
  }
  std::vector<std::pair<std::string, std::string>> pairs;
  std::vector<std::string> words;
  for (std::size_t k = 0; k < articles.size(); ++k) {
    const std::vector<std::string> names = found_names(articles[k], items[k]->annotations);
    for (std::size_t i = 0; i < names.size(); ++i) {
      std::string found;
      for (const Name& name : items[k]->annotations.names) {
        if (name.id != names[i]) continue;
        const auto at = story_name.find({articles[k].article.id, name.mentions.front()});
        if (at != story_name.end()) found = std::to_string(at->second);
      }
      pairs.emplace_back(articles[k].mentions[i].second, found);
      words.emplace_back(text_of(articles[k].article, articles[k].mentions[i].first));
    }
  }
  all.add(pairs);
  show(what, pairs, words);
}

TEST(NamesJoined, OverAStory) {
  Score all;
  std::string what;
  std::string language;
  std::vector<Marked> articles;
  for (const std::string& line : lines_of("stories.txt")) {
    if (line.empty()) continue;
    if (line[0] == '#') {
      add_story(all, what, articles);
      articles.clear();
      what = line;
    } else if (line[0] == '@') {
      language = line.substr(2, 2);
    } else {
      articles.push_back(marked(line, language, articles.size() + 1));
    }
  }
  add_story(all, what, articles);
  all.print("over a story");
  EXPECT_GE(all.f1(), kLeast);
}

}  // namespace
}  // namespace newsloom
