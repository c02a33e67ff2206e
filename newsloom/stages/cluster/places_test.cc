#include "newsloom/stages/cluster/places.h"

#include <gtest/gtest.h>

namespace newsloom::cluster {
namespace {

std::vector<std::string> found(const std::string& text) {
  std::vector<std::string> out;
  for (const Span& span : datelines(text)) out.push_back(text.substr(span.begin, span.size()));
  return out;
}

Word word_of(const std::string& text, const std::string& wanted) {
  WordReader reader(text);
  for (Word word; reader.next(word);) {
    if (text.substr(word.begin, word.end - word.begin) == wanted) return word;
  }
  return {};
}

TEST(Places, FindsDatelines) {
  using List = std::vector<std::string>;
  EXPECT_EQ(found("GULL HAVEN, Orvland (Tidewire) - Two died."),
            List{"GULL HAVEN, Orvland (Tidewire)"});
  EXPECT_EQ(found("Orvik (tw) \u2013 Zwei Menschen starben."), List{});  // agencies are capital
  EXPECT_EQ(found("ORVIK, June 2 -- Two died."), List{"ORVIK, June 2"});
  EXPECT_EQ(found("A city in mourning.\n\nORVIK \u2014 Two died."), List{"ORVIK"});
  EXPECT_EQ(found("The fire - the worst in years - killed two."), List{});
  EXPECT_EQ(found("Fire kills two in Orvik."), List{});
  EXPECT_EQ(found(""), List{});
  EXPECT_EQ(found("\n\n - "), List{});
}

TEST(Places, KnowsAnnotatedPlacesAndTheirAdjectives) {
  Item item;
  item.article.text = "ORVIK (Tidewire) - Lumen and the Lumenian envoy Selde Brask met at Selde.";
  const std::string& text = item.article.text;
  const auto name = [&](const std::string& words, std::size_t from, NameType type) {
    Name out;
    out.type = type;
    const auto at = static_cast<std::uint32_t>(text.find(words, from));
    out.mentions = {{at, at + static_cast<std::uint32_t>(words.size()), Field::text}};
    item.annotations.names.push_back(out);
  };
  name("Lumen", 0, NameType::place);
  name("Selde Brask", 0, NameType::person);
  name("Selde", text.find("met"), NameType::place);
  const Places places(item);
  EXPECT_TRUE(places.has(text, word_of(text, "Lumen")));
  EXPECT_TRUE(places.has(text, word_of(text, "Lumenian")));
  EXPECT_TRUE(places.has(text, word_of(text, "ORVIK")));
  EXPECT_TRUE(places.has(text, word_of(text, "Tidewire")));
  EXPECT_FALSE(places.has(text, word_of(text, "Selde")));  // stands in a person's name
  EXPECT_FALSE(places.has(text, word_of(text, "envoy")));
}

TEST(Places, KnowsSoManyAndNoMore) {
  for (const std::size_t count : {Places::kMaxPlaces, Places::kMaxPlaces + 1}) {
    Item item;
    for (std::size_t i = 0; i < count; ++i) {
      Name name;
      name.type = NameType::place;
      const auto at = static_cast<std::uint32_t>(item.article.text.size());
      item.article.text += std::string("Pl") + static_cast<char>('a' + i / 26) +
                           static_cast<char>('a' + i % 26) + " ";
      name.mentions = {{at, at + 4, Field::text}};
      item.annotations.names.push_back(name);
    }
    const Places places(item);
    const std::string& text = item.article.text;
    const std::string last = text.substr(text.size() - 5, 4);
    EXPECT_EQ(places.has(text, word_of(text, last)), count <= Places::kMaxPlaces);
  }
}

}  // namespace
}  // namespace newsloom::cluster
