// The sample, from pages to stories, against its ground truth: titles, dates, publishers, texts,
// families of copies, stories. Floors stand at what is reached; what is missed is printed.

#include <gtest/gtest.h>

#include "tests/support/sample.h"

namespace newsloom::testing {
namespace {

// Tokens of letters and digits, as a bag.
std::map<std::string, int> bag_of(const std::string& text) {
  std::map<std::string, int> bag;
  std::string word;
  for (const char c : text + " ") {
    const bool part = (static_cast<unsigned char>(c) & 0x80U) != 0 || std::isalnum(c) != 0;
    if (part) {
      word += c;
    } else if (!word.empty()) {
      ++bag[word];
      word.clear();
    }
  }
  return bag;
}

double f1(const std::string& found, const std::string& wanted) {
  const auto a = bag_of(found);
  const auto b = bag_of(wanted);
  double common = 0;
  double size = 0;
  for (const auto& [word, count] : a) {
    size += count;
    const auto it = b.find(word);
    if (it != b.end()) common += std::min(count, it->second);
  }
  for (const auto& [word, count] : b) size += count;
  return size == 0 ? 1 : 2 * common / size;
}

// Seconds since 1970 of an RFC 3339 time, so that "+01:00" and "Z" compare.
std::int64_t instant(const std::string& text) {
  int y = 0;
  int mo = 0;
  int d = 0;
  int h = 0;
  int mi = 0;
  int s = 0;
  if (std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d", &y, &mo, &d, &h, &mi, &s) < 5) return -1;
  std::tm tm{s, mi, h, d, mo - 1, y - 1900, 0, 0, 0, 0, nullptr};
  std::int64_t seconds = ::timegm(&tm);
  const std::size_t sign = text.find_first_of("+-", 16);
  int oh = 0;
  int om = 0;
  if (sign != std::string::npos && std::sscanf(text.c_str() + sign + 1, "%d:%d", &oh, &om) == 2) {
    seconds -= (text[sign] == '+' ? 1 : -1) * (oh * 3600 + om * 60);
  }
  return seconds;
}

bool same_time(const std::string& found, const std::string& wanted) {
  if (wanted.empty()) return found.empty();
  if (wanted.size() == 10) return found.substr(0, 10) == wanted;  // only the day is on the page
  return found.size() > 10 && instant(found) == instant(wanted);
}

std::string seen(const std::string& key, const std::string& found, const std::string& wanted) {
  return key + ": got '" + found + "', want '" + wanted + "'";
}

TEST(QualitySample, FactsOfArticles) {
  const Sample& sample = Sample::get();
  Score there("article found", 1);
  Score title("title", 0.95);
  Score published("published", 1);
  Score modified("modified", 1);
  Score publisher("publisher", 0.86);
  Score authors("authors", 0.82);
  Score language("language", 0.91);
  for (const Json& gold : sample.gold()) {
    const std::string key = text_of(gold, "key");
    const Json found = sample.found(key);
    there.count(found.is_object(), key);
    if (!found.is_object()) continue;
    const auto check = [&](Score& score, const char* field, bool hit) {
      score.count(hit, seen(key, text_of(found, field), text_of(gold, field)));
    };
    check(title, "title", text_of(found, "title") == text_of(gold, "title"));
    check(published, "published",
          same_time(text_of(found, "published"), text_of(gold, "published")));
    if (gold.at("modified").is_string()) {
      check(modified, "modified", same_time(text_of(found, "modified"), text_of(gold, "modified")));
    }
    const std::string name = text_of(found, "publisher");
    check(publisher, "publisher",
          name == text_of(gold, "publisher") ||
              (gold.at("publisher").is_null() && name == text_of(gold, "publisher_or_null")));
    check(language, "language",
          text_of(found, "language").substr(0, 2) == text_of(gold, "language"));
    if (gold.at("authors").is_array()) {
      authors.count(
          found.value("authors", Json::array()) == gold.at("authors"),
          seen(key, found.value("authors", Json::array()).dump(), gold.at("authors").dump()));
    }
  }
  for (const Score& score : {there, title, published, modified, publisher, authors, language}) {
    score.check();
  }
}

TEST(QualitySample, PublishersAreNeverBorrowed) {
  const Sample& sample = Sample::get();
  for (const Json& gold : sample.gold()) {
    const std::string key = text_of(gold, "key");
    const Json found = sample.found(key);
    if (!found.is_object()) continue;
    const std::string name = text_of(found, "publisher");
    EXPECT_TRUE(name.empty() || name == text_of(gold, "publisher_or_null")) << key << ": " << name;
  }
}

TEST(QualitySample, TeasersAreNoPartOfTheText) {
  const Sample& sample = Sample::get();
  Score apart("teasers kept out of the text", 0.77);
  for (const Json& gold : sample.gold()) {
    const Json found = sample.found(text_of(gold, "key"));
    if (!found.is_object()) continue;
    for (const Json& teaser : gold.at("teasers")) {
      apart.count(text_of(found, "text").find(text_of(teaser, "title")) == std::string::npos,
                  text_of(gold, "key") + " holds " + text_of(teaser, "title"));
    }
  }
  apart.check();
}

TEST(QualitySample, TeasersKeepTheirOwnPublisher) {
  const Sample& sample = Sample::get();
  Score teasers("related articles found", 0.67);
  for (const Json& gold : sample.gold()) {
    for (const Json& teaser : gold.at("teasers")) {
      std::string publisher = "-";
      for (const Json& line : sample.extract_lines()) {
        if (text_of(line, "capture") == text_of(gold, "id") && line.value("part", 0) > 0 &&
            text_of(line, "title") == text_of(teaser, "title")) {
          publisher = text_of(line, "publisher");
        }
      }
      teasers.count(publisher == text_of(teaser, "publisher"),
                    seen(text_of(gold, "key") + " " + text_of(teaser, "title"), publisher,
                         text_of(teaser, "publisher")));
    }
  }
  teasers.check();
}

TEST(QualitySample, Texts) {
  const Sample& sample = Sample::get();
  Score texts("words of the text (F1)", 0.95);
  for (const Json& gold : sample.gold()) {
    const Json found = sample.found(text_of(gold, "key"));
    if (!found.is_object()) continue;
    const double value = f1(text_of(found, "text"), text_of(gold, "text"));
    texts.add(value, 1, text_of(gold, "key") + ": " + std::to_string(value));
  }
  texts.check();
}

TEST(QualitySample, PagesWithoutArticleAreRejected) {
  const Sample& sample = Sample::get();
  Score rejected("rejected for the right reason", 0.63);
  for (const Json& gold : sample.truth().at("rejected")) {
    std::string reason = "an article";
    for (const Json& line : sample.extract_lines()) {
      if (text_of(line, "capture") == text_of(gold, "id") && line.contains("rejected")) {
        reason = text_of(line, "rejected");
      }
    }
    rejected.count(reason == text_of(gold, "reason"),
                   seen(text_of(gold, "id"), reason, text_of(gold, "reason")));
  }
  rejected.check();
}

TEST(QualitySample, Families) {
  const Sample& sample = Sample::get();
  Score recall("copies: pairs found", 1);
  Score precision("copies: pairs right", 1);
  Score origin("copies: origin", 0.8);
  const std::vector<Json>& gold = sample.gold();
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const std::string a = text_of(gold[i], "key");
    if (gold[i].at("copy_of").is_string()) {
      origin.count(sample.copy_of(a) == text_of(gold[i], "copy_of"),
                   seen(a, sample.copy_of(a), text_of(gold[i], "copy_of")));
    }
    for (std::size_t k = i + 1; k < gold.size(); ++k) {
      const std::string b = text_of(gold[k], "key");
      const bool want =
          gold[i].at("family").is_string() && gold[i].at("family") == gold[k].at("family");
      const bool got = !sample.family_of(a).empty() && sample.family_of(a) == sample.family_of(b);
      if (want) recall.count(got, a + " and " + b);
      if (got) precision.count(want, a + " and " + b);
    }
  }
  for (const Score& score : {recall, precision, origin}) score.check();
}

// B-cubed of one language (Bagga and Baldwin 1998): stories are made in each language apart.
void check_stories(const std::string& language, double floor) {
  const Sample& sample = Sample::get();
  Score precision("stories " + language + ": B-cubed precision", floor);
  Score recall("stories " + language + ": B-cubed recall", floor);
  const auto members = [&](const auto& belongs) {
    std::set<std::string> out;
    for (const Json& gold : sample.gold()) {
      if (text_of(gold, "language") == language && belongs(gold)) out.insert(text_of(gold, "key"));
    }
    return out;
  };
  for (const Json& gold : sample.gold()) {
    if (text_of(gold, "language") != language) continue;
    const std::string key = text_of(gold, "key");
    const auto wanted = members([&](const Json& g) {
      return g.at("story").is_string() ? g.at("story") == gold.at("story") : g == gold;
    });
    const auto found = members([&](const Json& g) {
      return g == gold || (!sample.story_of(key).empty() &&
                           sample.story_of(text_of(g, "key")) == sample.story_of(key));
    });
    std::vector<std::string> both;
    std::set_intersection(wanted.begin(), wanted.end(), found.begin(), found.end(),
                          std::back_inserter(both));
    std::string names;
    for (const std::string& other : found) {
      if (!wanted.contains(other)) names += " " + other;
    }
    precision.add(static_cast<double>(both.size()) / static_cast<double>(found.size()), 1,
                  key + " stands with" + names);
    names.clear();
    for (const std::string& other : wanted) {
      if (!found.contains(other)) names += " " + other;
    }
    recall.add(static_cast<double>(both.size()) / static_cast<double>(wanted.size()), 1,
               key + " stands without" + names);
  }
  precision.check();
  recall.check();
}

TEST(QualitySample, StoriesInEnglish) { check_stories("en", 0.81); }
TEST(QualitySample, StoriesInGerman) { check_stories("de", 1); }

TEST(QualitySample, TwoFerryAccidentsStayApart) {
  const Sample& sample = Sample::get();
  EXPECT_NE(sample.story_of("aurelia1"), sample.story_of("dunmarra1"));
  EXPECT_NE(sample.story_of("dunmarra1"), sample.story_of("other7")) << "fares are no accident";
}

TEST(QualitySample, AnnouncedPagesStandInTheStoryOfTheirPage) {
  const Sample& sample = Sample::get();
  for (const Json& announced : sample.truth().at("announced")) {
    EXPECT_FALSE(sample.story_of(text_of(announced, "capture")).empty())
        << text_of(announced, "capture");
  }
}

}  // namespace
}  // namespace newsloom::testing
