#include "newsloom/core/text/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "newsloom/core/text/utf8.h"

namespace newsloom {
namespace {

using namespace std::string_view_literals;

TEST(Encoding, ByteOrderMarkWinsOverHeader) {
  const auto text = to_utf8("\xEF\xBB\xBFgr\xC3\xBC\xC3\x9F", "text/html; charset=koi8-r", true);
  EXPECT_EQ(text.utf8, "grüß");
  EXPECT_EQ(text.encoding, "utf-8");
  EXPECT_EQ(to_utf8("\xFF\xFEh\0i\0"sv, "", false).utf8, "hi");
  EXPECT_EQ(to_utf8("\xFE\xFF\0h\0i"sv, "", false).utf8, "hi");
  EXPECT_EQ(to_utf8("\xFF\xFE\0\0h\0\0\0"sv, "", false).utf8, "h");
}

TEST(Encoding, HeaderWinsOverMeta) {
  const std::string page = "<meta charset=windows-1251>\xCC\xC9\xD2";
  EXPECT_EQ(to_utf8(page, "text/html; charset=\"KOI8-R\"", true).utf8,
            "<meta charset=windows-1251>лир");
}

TEST(Encoding, MetaInAllItsForms) {
  for (const auto* page : {
           "<meta charset=windows-1251>",
           "<META CHARSET='cp1251' />",
           "<!-- <meta charset=utf-8> --><meta charset=\" windows-1251 \">",
           "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">",
           "<meta content='text/html;charset=x-cp1251' http-equiv='content-type'/>",
       }) {
    EXPECT_EQ(declared_encoding(page, true), "windows-1251") << page;
  }
  EXPECT_EQ(declared_encoding("<meta charset=utf-16>", true), "utf-8");
  EXPECT_EQ(declared_encoding("<meta name=d content='charset=koi8-r'>", true), "");
  EXPECT_EQ(declared_encoding("<metadata charset=koi8-r>", true), "");
  EXPECT_EQ(declared_encoding("<meta charset=koi8-r>", false), "");
  EXPECT_EQ(declared_encoding(std::string(kMaxPrescanBytes, ' ') + "<meta charset=koi8-r>", true),
            "");
}

TEST(Encoding, XmlDeclaration) {
  EXPECT_EQ(declared_encoding("<?xml version='1.0' encoding='ISO-8859-2'?><a/>", false),
            "iso-8859-2");
  EXPECT_EQ(to_utf8("<\0?\0x\0/\0>\0"sv, "", false).encoding, "utf-16le");
}

TEST(Encoding, LabelsOfTheWeb) {
  EXPECT_EQ(encoding_of_label("ISO-8859-1"), "windows-1252");
  EXPECT_EQ(encoding_of_label(" us-ascii\n"), "windows-1252");
  EXPECT_EQ(encoding_of_label("iso-8859-9"), "windows-1254");
  EXPECT_EQ(encoding_of_label("gb2312"), "gbk");
  EXPECT_EQ(encoding_of_label("no such"), "");
  EXPECT_EQ(encoding_of_label(""), "");
}

TEST(Encoding, ValidUtf8IsReadAsSuchWhateverIsDeclared) {
  const std::string page = "<meta charset=iso-8859-1>Grüße aus Brünholm";
  EXPECT_EQ(to_utf8(page, "", true).utf8, page);
}

TEST(Encoding, AWrongClaimOfUtf8IsNotBelieved) {
  std::string text = "<meta charset=utf-8><p>";
  for (int i = 0; i < 20; ++i)
    text += "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0 \xE2 \xE3\xEE\xF0\xEE\xE4\xE5. ";
  const auto decoded = to_utf8(text, "", true);
  EXPECT_EQ(decoded.encoding, "windows-1251");
  EXPECT_NE(decoded.utf8.find("Привет, мир в городе"), std::string::npos);
}

TEST(Encoding, OneBrokenByteKeepsTheRest) {
  const auto decoded = to_utf8("caf\xC3\xA9 \xFF th\xC3\xA9", "text/plain; charset=utf-8", false);
  EXPECT_EQ(decoded.utf8, "café \xEF\xBF\xBD thé");
  EXPECT_TRUE(decoded.had_errors);
}

TEST(Encoding, ManyBytesEncodings) {
  EXPECT_EQ(to_utf8("\x93\xFA\x96\x7B", "text/html; charset=Shift_JIS", true).utf8, "日本");
  EXPECT_EQ(to_utf8("\xC4\xE3\xBA\xC3", "text/html; charset=gb2312", true).utf8, "你好");
  EXPECT_EQ(to_utf8("\x1B$BF|K\\\x1B(B", "", false).utf8, "日本");
  EXPECT_EQ(to_utf8("\x80 5", "text/html; charset=latin1", true).utf8, "€ 5");
}

TEST(Encoding, CharsetParameter) {
  EXPECT_EQ(charset_parameter("text/html; charset=utf-8"), "utf-8");
  EXPECT_EQ(charset_parameter("text/html;x=1; Charset = 'utf-8' ;y=2"), "utf-8");
  EXPECT_EQ(charset_parameter("text/html"), "");
  EXPECT_EQ(charset_parameter("text/html; charset"), "");
}

RC_GTEST_PROP(Encoding, OutputIsAlwaysWellFormed, (const std::string& bytes, bool is_html)) {
  RC_ASSERT(is_utf8(to_utf8(bytes, "", is_html).utf8));
  RC_ASSERT(is_utf8(to_utf8(bytes, "x; charset=gb18030", is_html).utf8));
  RC_ASSERT(is_utf8(to_utf8(bytes, "x; charset=utf-16le", is_html).utf8));
}

}  // namespace
}  // namespace newsloom
