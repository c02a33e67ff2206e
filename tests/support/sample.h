#pragma once
// The sample of data/sample: its ground truth, what the program makes of it, and how a test counts
// hits and tells misses. Ground truth comes from tools/sample, not from the program.

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/program.h"

namespace newsloom::testing {

/// Counts what was found of what should be, and remembers what was missed, for people.
class Score {
 public:
  Score(std::string name, double floor) : name_(std::move(name)), floor_(floor) {}

  void count(bool hit, const std::string& miss) {
    ++total_;
    if (hit) {
      ++hits_;
    } else {
      misses_.push_back(miss);
    }
  }
  void add(double part, double whole, const std::string& miss) {
    total_ += whole;
    hits_ += part;
    if (part < whole) misses_.push_back(miss);
  }
  [[nodiscard]] double value() const { return total_ == 0 ? 1 : hits_ / total_; }

  /// Prints value and misses; fails the test below the floor.
  void check() const {
    std::printf("%-34s %6.3f  (floor %.3f, %.0f)\n", name_.c_str(), value(), floor_, total_);
    for (const std::string& miss : misses_) std::printf("    missed: %s\n", miss.c_str());
    EXPECT_GE(value() + 1e-9, floor_) << name_;
    EXPECT_GT(total_, 0) << name_ << " has nothing to count";
  }

 private:
  std::string name_;
  double floor_;
  double hits_ = 0;
  double total_ = 0;
  std::vector<std::string> misses_;
};

/// Piece [begin, end) of a UTF-8 text, counted in code points.
inline std::string slice(const std::string& text, std::size_t begin, std::size_t end) {
  std::size_t code_points = 0;
  std::size_t from = text.size();
  std::size_t to = text.size();
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
    if (code_points == begin) from = i;
    if (code_points == end) {
      to = i;
      break;
    }
    ++code_points;
  }
  return from < to ? text.substr(from, to - from) : std::string();
}

class Sample {
 public:
  /// Runs all stages once for all tests of the program.
  static const Sample& get() {
    static const Sample kSample;
    return kSample;
  }

  /// Expected captures and feed entries together.
  [[nodiscard]] const std::vector<Json>& gold() const { return gold_; }
  [[nodiscard]] const Json& truth() const { return truth_; }
  /// The main article found for an expected one; null where there is none.
  [[nodiscard]] Json found(const std::string& key) const {
    const auto it = article_of_.find(key);
    return it == article_of_.end() ? Json() : extracted_.at(it->second);
  }
  /// All output of `--until extract`.
  [[nodiscard]] const std::vector<Json>& extract_lines() const { return extract_lines_; }
  [[nodiscard]] std::string family_of(const std::string& key) const { return at(families_, key); }
  [[nodiscard]] std::string copy_of(const std::string& key) const { return at(copies_, key); }
  [[nodiscard]] std::string relation_of(const std::string& key) const {
    return at(relations_, key);
  }
  [[nodiscard]] std::string story_of(const std::string& key) const { return at(stories_, key); }
  [[nodiscard]] const std::vector<Json>& digests() const { return digests_; }
  /// Key of ground truth for an article id of the program; empty for teasers and the like.
  [[nodiscard]] std::string key_of(const std::string& id) const {
    const auto it = key_of_.find(id);
    return it == key_of_.end() ? std::string() : it->second;
  }
  /// The words that an evidence {article, span} points to; checks that they are there.
  [[nodiscard]] std::string words_of(const Json& evidence) const {
    const auto it = extracted_.find(text_of(evidence, "article"));
    if (it == extracted_.end()) {
      ADD_FAILURE() << "evidence in an article that is not there: " << evidence.dump();
      return "";
    }
    const std::string field = text_of(evidence, "in") == "title" ? "title" : "text";
    const std::string words =
        slice(text_of(it->second, field.c_str()), evidence.at("span").at(0).get<std::size_t>(),
              evidence.at("span").at(1).get<std::size_t>());
    EXPECT_FALSE(words.empty()) << "evidence of nothing: " << evidence.dump();
    return words;
  }
  /// True where an evidence rests on words that ground truth names: {article, text}. A copy of the
  /// same text is as good a witness.
  [[nodiscard]] bool rests_on(const Json& evidence, const Json& gold) const {
    const std::string key = key_of(text_of(evidence, "article"));
    const std::string wanted = text_of(gold, "article");
    if (key != wanted && (key.empty() || family_of(key) != family_of(wanted))) return false;
    const std::string words = words_of(evidence);
    const std::string text = text_of(gold, "text");
    return words.find(text) != std::string::npos || text.find(words) != std::string::npos;
  }
  /// What the program makes of the articles of one story alone: judges digest apart from cluster.
  [[nodiscard]] const std::vector<Json>& digests_of(const std::string& story) const {
    return digests_of_.at(story);
  }

 private:
  Sample() {
    truth_ = Json::parse(read_file(source_path("data/sample/gold.json")));
    for (const char* part : {"captures", "feed_entries"}) {
      for (const Json& gold : truth_.at(part)) {
        gold_.push_back(gold);
      }
    }
    extract_lines_ = run("extract");
    for (const Json& line : extract_lines_) {
      if (line.contains("id")) extracted_[text_of(line, "id")] = line;
    }
    for (const Json& gold : gold_) find_article(gold);
    for (const Json& line : run("match")) {
      const std::string key = key_of(text_of(line, "id"));
      if (key.empty()) continue;
      families_[key] = text_of(line, "family");
      copies_[key] = key_of(text_of(line, "copy_of"));
      relations_[key] = text_of(line, "relation");
    }
    for (const Json& line : run("cluster", "--final")) {
      const std::string key = key_of(text_of(line, "id"));
      if (!key.empty()) stories_[key] = text_of(line, "story");
    }
    digests_ = run("digest");
    for (const Json& story : truth_.at("stories")) weave(text_of(story, "id"));
  }

  // Hands the articles of one story, as they were extracted, to a run of their own.
  void weave(const std::string& story) {
    std::string lines;
    for (const Json& gold : gold_) {
      const auto id = article_of_.find(text_of(gold, "key"));
      if (text_of(gold, "story") != story || id == article_of_.end()) continue;
      Json article;
      for (const char* field :
           {"id", "url", "title", "text", "published", "publisher", "language"}) {
        article[field] = extracted_.at(id->second).at(field);
      }
      lines += article.dump() + "\n";
    }
    const Outcome outcome = call({"run", "-", "--until", "digest"}, lines);
    EXPECT_EQ(outcome.code, kOk) << outcome.err;
    digests_of_[story] = lines_of(outcome.out);
  }

  static std::vector<Json> run(const std::string& until, const std::string& option = "") {
    std::vector<std::string> args = {"run", source_path("data/sample/captures.ndjson"),
                                     source_path("data/sample/feeds"), "--until", until};
    if (!option.empty()) args.push_back(option);
    const Outcome outcome = call(args);
    EXPECT_EQ(outcome.code, kOk) << outcome.err;
    return lines_of(outcome.out);
  }

  void find_article(const Json& gold) {
    const std::string key = text_of(gold, "key");
    const std::string id = text_of(gold, "id");
    if (!id.empty()) {
      if (extracted_.contains(id)) bind(key, id);
      return;
    }
    for (const auto& [other, line] : extracted_) {  // an entry of a feed has no id of its own
      if (text_of(line, "url") == text_of(gold, "url")) bind(key, other);
    }
  }
  void bind(const std::string& key, const std::string& id) {
    article_of_[key] = id;
    key_of_[id] = key;
  }
  static std::string at(const std::map<std::string, std::string>& map, const std::string& key) {
    const auto it = map.find(key);
    return it == map.end() ? std::string() : it->second;
  }

  Json truth_;
  std::vector<Json> gold_;
  std::vector<Json> extract_lines_;
  std::vector<Json> digests_;                            // of the whole sample
  std::map<std::string, std::vector<Json>> digests_of_;  // by story of ground truth
  std::map<std::string, Json> extracted_;                // by the program's id
  std::map<std::string, std::string> article_of_;        // key → id
  std::map<std::string, std::string> key_of_;            // id → key
  std::map<std::string, std::string> gold_story_;        // key → story
  std::map<std::string, std::string> families_, copies_, relations_, stories_;  // by key
};

}  // namespace newsloom::testing
