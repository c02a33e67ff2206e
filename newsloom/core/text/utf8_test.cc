#include "newsloom/core/text/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "newsloom/core/text/normalize.h"

namespace newsloom {
namespace {

RC_GTEST_PROP(Utf8, RepairedTextIsValid, (const std::string& bytes)) {
  const std::string repaired = repaired_utf8(bytes);
  RC_ASSERT(is_utf8(repaired));
  if (is_utf8(bytes)) RC_ASSERT(repaired == bytes);
}

RC_GTEST_PROP(Utf8, CodePointsAndBytesAreInverse, (const std::vector<bool>& wide)) {
  std::string text;
  std::vector<std::uint32_t> starts;
  for (const bool w : wide) {
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    text += w ? "€" : "e";
  }
  starts.push_back(static_cast<std::uint32_t>(text.size()));
  const CodePointIndex index(text);
  for (std::uint32_t i = 0; i < starts.size(); ++i) {
    RC_ASSERT(index.code_points(starts[i]) == i);
    RC_ASSERT(index.bytes(i) == starts[i]);
  }
}

TEST(Utf8, MaximalSubpartsBecomeOneReplacement) {
  EXPECT_EQ(repaired_utf8("a\xE2\x82z"), "a\uFFFDz");
  EXPECT_EQ(repaired_utf8("\xC0\xAF"), "\uFFFD\uFFFD");
  EXPECT_EQ(repaired_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
}

TEST(Normalize, FormsForComparing) {
  EXPECT_EQ(nfc("e\u0301"), "é");
  EXPECT_EQ(folded("Straße"), "strasse");
  EXPECT_EQ(latin_key("Łódź"), "lodz");
  EXPECT_EQ(squeezed("  a\u00a0\n b\u3000"), "a b");
}

}  // namespace
}  // namespace newsloom
