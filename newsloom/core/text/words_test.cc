#include "newsloom/core/text/words.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <vector>

namespace newsloom {
namespace {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  WordReader reader(text);
  for (Word word; reader.next(word);) out.push_back(folded_word(text, word));
  return out;
}

using List = std::vector<std::string>;

TEST(Words, AreFoldedAndParted) {
  EXPECT_EQ(words("The Harbour-Master, of Brindle"),
            (List{"the", "harbour", "master", "of", "brindle"}));
  EXPECT_EQ(words(""), List{});
  EXPECT_EQ(words(" ... !"), List{});
  EXPECT_EQ(words("ÉCOLE Straße"), (List{"école", "straße"}));
}

TEST(Words, LeaveOutThePossessive) {
  EXPECT_EQ(words("Orlo's boat, Orlo’s boats"), (List{"orlo", "boat", "orlo", "boats"}));
  EXPECT_EQ(words("l'été"), (List{"l", "été"}));
}

TEST(Words, KeepNumbersWhole) {
  EXPECT_EQ(words("1,000 or 1000, then 3.5."), (List{"1000", "or", "1000", "then", "35"}));
}

TEST(Words, OfScriptsWithoutSpacesArePairs) {
  EXPECT_EQ(words("新聞社は"), (List{"新聞", "聞社", "社は"}));
  EXPECT_EQ(words("港 x"), (List{"港", "x"}));
}

TEST(Words, KnowTheirPlace) {
  const std::string_view text = "Mayor Ida Sorn spoke. NATO listened.\nThen 7 left";
  WordReader reader(text);
  std::vector<bool> first;
  std::vector<bool> capital;
  for (Word word; reader.next(word);) {
    first.push_back(word.first);
    capital.push_back(word.capital);
    if (folded_word(text, word) == "nato") {
      EXPECT_TRUE(word.all_capital);
    }
    EXPECT_EQ(word.number, folded_word(text, word) == "7");
  }
  EXPECT_EQ(first, (std::vector<bool>{1, 0, 0, 0, 1, 0, 1, 0, 0}));
  EXPECT_EQ(capital, (std::vector<bool>{1, 1, 1, 0, 1, 0, 1, 0, 0}));
}

TEST(Words, ThatAreEndlessAreCut) {
  const std::string text(10 * WordReader::kMaxWordBytes, 'a');
  EXPECT_EQ(words(text).size(), 10U);
}

TEST(Words, HashTheSameOnBothPaths) {
  const std::string_view text = "Kyiv Київ 1,000 東京都 été";
  WordReader reader(text);
  for (Word word; reader.next(word);) {
    EXPECT_EQ(word.hash, hash_of_word(folded_word(text, word)));
  }
  EXPECT_EQ(hash_of_word("abc"), hash_of_word("abc"));
  EXPECT_NE(hash_of_word("abc"), hash_of_word("acb"));
}

TEST(Words, HashTheSameInAnyLengthAndCase) {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text.push_back(static_cast<char>('a' + i % 26));
    std::string upper = text;
    for (char& c : upper) c = static_cast<char>(c - 32);
    const std::string line = text + " " + upper + ".";
    WordReader reader(line);
    Word a;
    Word b;
    ASSERT_TRUE(reader.next(a));
    ASSERT_TRUE(reader.next(b));
    EXPECT_EQ(a.hash, b.hash);
    EXPECT_EQ(a.hash, hash_of_word(text));
    EXPECT_FALSE(a.capital);
    EXPECT_TRUE(b.capital);
    EXPECT_EQ(b.all_capital, text.size() > 1);
    EXPECT_NE(a.hash, hash_of_word(text + "a"));
  }
}

// The slow twin: byte by byte.
TEST(WordsProperty, OfAsciiAreRunsOfLettersAndDigits) {
  rc::check([](const std::vector<unsigned char>& drawn) {
    std::string text;
    for (const unsigned char c : drawn) {
      const char byte = static_cast<char>(c % 128);
      if (byte != ',' && byte != '.' && byte != '\'') text.push_back(byte);
    }
    std::vector<std::string> expected;
    bool inside = false;
    for (const char c : text) {
      const bool is_upper = c >= 'A' && c <= 'Z';
      const bool part = is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (part && !inside) expected.emplace_back();
      if (part) expected.back().push_back(is_upper ? static_cast<char>(c + 32) : c);
      inside = part;
    }
    RC_ASSERT(words(text) == expected);
    WordReader reader(text);
    std::size_t i = 0;
    for (Word word; reader.next(word); ++i) {
      RC_ASSERT(word.hash == hash_of_word(expected[i]));
    }
  });
}

TEST(WordsProperty, LieInTheTextInOrder) {
  rc::check([](const std::string& bytes) {
    WordReader reader(bytes);
    std::uint32_t before = 0;
    std::size_t count = 0;
    for (Word word; reader.next(word);) {
      RC_ASSERT(word.begin >= before);
      RC_ASSERT(word.end > word.begin);
      RC_ASSERT(word.end <= bytes.size());
      before = word.begin;
      RC_ASSERT(++count <= bytes.size());
    }
  });
}

}  // namespace
}  // namespace newsloom
