#include "newsloom/core/text/encoding_table.h"

#include <algorithm>
#include <array>
#include <string>

namespace newsloom {
namespace {

constexpr std::size_t kMaxLabel = 40;

// Source: WHATWG Encoding Standard, 4.2 "Names and labels"; below it what feeds and old pages also
// name: utf-32, ibm855, hz, iso-2022-kr, and names of code pages. gb2312 and gbk are read as their
// superset gb18030.
constexpr std::array kRows = {
    EncodingRow{"utf-8", "utf-8",
                " unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 "},
    EncodingRow{"ibm866", "ibm-866_P100-1995", " 866 cp866 csibm866 ibm866 "},
    EncodingRow{"ibm855", "ibm-855_P100-1995", " 855 cp855 csibm855 ibm855 "},
    EncodingRow{"iso-8859-2", "iso-8859-2",
                " csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 "
                "l2 latin2 "},
    EncodingRow{"iso-8859-3", "iso-8859-3",
                " csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 "
                "l3 latin3 "},
    EncodingRow{"iso-8859-4", "iso-8859-4",
                " csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 "
                "l4 latin4 "},
    EncodingRow{"iso-8859-5", "iso-8859-5",
                " csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 "
                "iso_8859-5:1988 "},
    EncodingRow{
        "iso-8859-6", "iso-8859-6",
        " arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
        "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "},
    EncodingRow{"iso-8859-7", "iso-8859-7",
                " csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 "
                "iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek "},
    EncodingRow{
        "iso-8859-8", "iso-8859-8",
        " csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-8859-8-i "
        "iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 logical visual "},
    EncodingRow{"iso-8859-10", "iso-8859-10",
                " csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    EncodingRow{"iso-8859-13", "iso-8859-13", " iso-8859-13 iso8859-13 iso885913 "},
    EncodingRow{"iso-8859-14", "iso-8859-14", " iso-8859-14 iso8859-14 iso885914 "},
    EncodingRow{"iso-8859-15", "iso-8859-15",
                " csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin9 "},
    EncodingRow{"koi8-r", "koi8-r", " cskoi8r koi koi8 koi8-r koi8_r "},
    EncodingRow{"koi8-u", "koi8-u", " koi8-ru koi8-u "},
    EncodingRow{"macintosh", "macos-0_2-10.2", " csmacintosh mac macintosh x-mac-roman macroman "},
    EncodingRow{"windows-874", "windows-874-2000",
                " dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 tis620 windows-874 cp874 "},
    EncodingRow{"windows-1250", "windows-1250", " cp1250 windows-1250 x-cp1250 "},
    EncodingRow{"windows-1251", "windows-1251", " cp1251 windows-1251 x-cp1251 "},
    EncodingRow{
        "windows-1252", "ibm-5348_P100-1997",
        " ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 "
        "iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 latin-1 us-ascii windows-1252 x-cp1252 "},
    EncodingRow{"windows-1253", "windows-1253", " cp1253 windows-1253 x-cp1253 "},
    EncodingRow{"windows-1254", "windows-1254",
                " cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
                "iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254 "},
    EncodingRow{"windows-1255", "windows-1255", " cp1255 windows-1255 x-cp1255 "},
    EncodingRow{"windows-1256", "windows-1256", " cp1256 windows-1256 x-cp1256 "},
    EncodingRow{"windows-1257", "windows-1257", " cp1257 windows-1257 x-cp1257 "},
    EncodingRow{"windows-1258", "windows-1258", " cp1258 windows-1258 x-cp1258 "},
    EncodingRow{"x-mac-cyrillic", "macos-7_3-10.2",
                " x-mac-cyrillic x-mac-ukrainian maccyrillic mac-cyrillic "},
    EncodingRow{"gb18030", "gb18030", " gb18030 "},
    EncodingRow{"gbk", "gb18030",
                " chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk "
                "cp936 windows-936 "},
    EncodingRow{"hz-gb-2312", "HZ-GB-2312", " hz-gb-2312 hz "},
    EncodingRow{"big5", "ibm-1375_P100-2008", " big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 "},
    EncodingRow{"euc-jp", "euc-jp", " cseucpkdfmtjapanese euc-jp x-euc-jp eucjp "},
    EncodingRow{"iso-2022-jp", "iso-2022-jp", " csiso2022jp iso-2022-jp "},
    EncodingRow{"iso-2022-kr", "iso-2022-kr", " csiso2022kr iso-2022-kr "},
    EncodingRow{"shift_jis", "ibm-943_P15A-2003",
                " csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cp932 "},
    EncodingRow{"euc-kr", "windows-949-2000",
                " cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 "
                "ksc5601 ksc_5601 windows-949 cp949 uhc "},
    EncodingRow{"utf-16be", "utf-16be", " unicodefffe utf-16be "},
    EncodingRow{
        "utf-16le", "utf-16le",
        " csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le utf16 utf_16 u16 "},
    EncodingRow{"utf-32be", "utf-32be", " utf-32be "},
    EncodingRow{"utf-32le", "utf-32le", " utf-32 utf-32le utf32 ucs-4 iso-10646-ucs-4 "},
    EncodingRow{"x-user-defined", "ibm-5348_P100-1997", " x-user-defined "},
};

}  // namespace

const EncodingRow* encoding_row(std::string_view name) {
  const auto* row = std::find_if(kRows.begin(), kRows.end(),
                                 [name](const EncodingRow& r) { return r.name == name; });
  return row == kRows.end() ? nullptr : row;
}

const EncodingRow* encoding_row_of_label(std::string_view label) {
  constexpr std::string_view kWhite = " \t\n\f\r'\"";
  const std::size_t first = label.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return nullptr;
  label = label.substr(first, label.find_last_not_of(kWhite) - first + 1);
  if (label.size() > kMaxLabel) return nullptr;
  std::string key = " ";
  for (const char c : label) {
    if (static_cast<unsigned char>(c) <= ' ') return nullptr;
    key.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  key.push_back(' ');
  const auto* row = std::find_if(kRows.begin(), kRows.end(), [&key](const EncodingRow& r) {
    return r.labels.find(key) != std::string_view::npos;
  });
  return row == kRows.end() ? nullptr : row;
}

}  // namespace newsloom
