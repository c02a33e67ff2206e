#include "newsloom/core/codec_placing.h"

#include <gtest/gtest.h>

namespace newsloom {
namespace {

Item sample() {
  Item out;
  out.article.id = "a#1";
  out.article.capture = "a";
  out.article.part = 1;
  out.article.kind = ArticleKind::teaser;
  out.article.url = "https://example.org/a";
  out.article.title = "Harbour reopens";
  out.article.text = "PORT AMERY (Northwire) - The harbour opened.";
  out.article.authors = {"Zoë Øberg", ""};
  out.article.modified = timestamp_of_utc(-5);
  out.article.publisher = "The Amery Post";
  out.annotations.language = "en";
  out.fingerprint.sketch = {1, 4294967295U};
  out.fingerprint.shingle_count = 7;
  out.fingerprint.exact = 18446744073709551615U;
  out.fingerprint.terms = {{0xFFFFFC, 403.5F, true, false, {0, 7, Field::title}},
                           {1, 0.5F, false, true, {300, 4000, Field::text}}};
  return out;
}

TEST(CodecPlacing, KeepsWhatPlacingNeeds) {
  const Item item = sample();
  const auto read = codec::item_from_placing(codec::placing_to_bytes(item));
  ASSERT_TRUE(read) << message(read.error());
  EXPECT_EQ(read->article.id, item.article.id);
  EXPECT_EQ(read->article.capture, item.article.capture);
  EXPECT_EQ(read->article.kind, item.article.kind);
  EXPECT_EQ(read->article.url, item.article.url);
  EXPECT_EQ(read->article.text, item.article.text);
  EXPECT_EQ(read->article.authors, item.article.authors);
  EXPECT_EQ(time_of(read->article)->seconds, -5);
  EXPECT_EQ(read->article.publisher, item.article.publisher);
  EXPECT_EQ(read->article.language, std::nullopt);
  EXPECT_EQ(read->annotations.language, "en");
  EXPECT_EQ(read->fingerprint, item.fingerprint);
}

TEST(CodecPlacing, TermsNotReadAreNotNoTerms) {
  Item item = sample();
  for (const auto& terms : {std::optional<std::vector<Term>>(), {std::vector<Term>{}}}) {
    item.fingerprint.terms = terms;
    const auto read = codec::item_from_placing(codec::placing_to_bytes(item));
    ASSERT_TRUE(read) << message(read.error());
    EXPECT_EQ(read->fingerprint.terms, terms);
  }
}

TEST(CodecPlacing, KeepsTheEndsOfALongText) {
  Item item = sample();
  for (const std::size_t more : {0U, 1U, 5000U}) {
    item.article.text =
        std::string(codec::kPlacingEnd, 'a') + std::string(more, 'x') + std::string(512, 'z');
    item.article.publisher = std::string(codec::kPlacingField + more, 'p');
    item.article.authors.assign(codec::kPlacingAuthors + more, "b");
    const auto read = codec::item_from_placing(codec::placing_to_bytes(item));
    ASSERT_TRUE(read) << message(read.error());
    EXPECT_EQ(read->article.text, std::string(codec::kPlacingEnd, 'a') + std::string(512, 'z'));
    EXPECT_EQ(read->article.publisher, std::string(codec::kPlacingField, 'p'));
    EXPECT_EQ(read->article.authors.size(), codec::kPlacingAuthors);
  }
}

// Stored bytes can be damaged: no length in them is believed.
TEST(CodecPlacing, DamageIsAnError) {
  const std::string bytes = codec::placing_to_bytes(sample());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(codec::item_from_placing(bytes.substr(0, i)).has_value()) << i;
    std::string other = bytes;
    other[i] = static_cast<char>(0xFF);
    (void)codec::item_from_placing(other);
  }
  EXPECT_FALSE(codec::item_from_placing(bytes + "x").has_value());
}

}  // namespace
}  // namespace newsloom
