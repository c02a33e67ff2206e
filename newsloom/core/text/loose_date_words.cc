#include "newsloom/core/text/loose_date_words.h"

#include <unicode/dtfmtsym.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <algorithm>
#include <array>
#include <map>

namespace newsloom::dates {
namespace {

// In order of how much news is written in them: where a word means two months ("listopad"), the
// first language wins.
constexpr std::array kLocales = {"en", "es", "fr", "de", "pt", "it", "ru", "pl", "nl", "tr", "uk",
                                 "cs", "sv", "da", "nb", "fi", "el", "hu", "ro", "bg", "hr", "sr",
                                 "sk", "sl", "ca", "eu", "gl", "et", "lv", "lt", "id", "ms", "ar",
                                 "fa", "he", "hi", "bn", "ta", "th", "ko", "is", "ga", "cy", "sq",
                                 "mk", "be", "ka", "hy", "az", "kk", "sw", "af"};

// Names that CLDR has not: short forms met in feeds and pages.
struct Extra {
  std::string_view key;
  int value;
};
constexpr std::array kExtraMonths = {
    Extra{"sept", 9},   Extra{"fevr", 2},  Extra{"juil", 7}, Extra{"maerz", 3}, Extra{"mrz", 3},
    Extra{"janner", 1}, Extra{"feber", 2}, Extra{"ιον", 6},  Extra{"ιολ", 7},   Extra{"μαω", 3},
    Extra{"set", 9},    Extra{"ago", 8},   Extra{"dic", 12}, Extra{"gen", 1},   Extra{"abr", 4},
};
constexpr std::array kExtraWeekdays = {Extra{"thur", 3}, Extra{"thurs", 3}, Extra{"tues", 1},
                                       Extra{"weds", 2}};

using Names = std::map<std::string, int, std::less<>>;

void add(Names& names, const icu::UnicodeString& name, int value) {
  std::string utf8;
  name.toUTF8String(utf8);
  std::string key = word_key(utf8);
  if (key.empty() || (key.front() >= '0' && key.front() <= '9')) return;  // "1月"
  names.emplace(std::move(key), value);
}

struct Tables {
  Names months;
  Names weekdays;
};

void add_locale(Tables& tables, const char* locale) {
  using Symbols = icu::DateFormatSymbols;
  UErrorCode status = U_ZERO_ERROR;
  const Symbols symbols(icu::Locale(locale), status);
  if (U_FAILURE(status) != 0) return;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      int count = 0;
      const icu::UnicodeString* months = symbols.getMonths(count, context, width);
      for (int i = 0; i < count && i < 12; ++i) add(tables.months, months[i], i + 1);
      const icu::UnicodeString* days = symbols.getWeekdays(count, context, width);
      for (int i = 1; i < count && i < 8; ++i) add(tables.weekdays, days[i], (i + 5) % 7);
    }
  }
}

const Tables& tables() {
  static const Tables kTables = [] {
    Tables made;
    for (const Extra& e : kExtraMonths) made.months.emplace(e.key, e.value);
    for (const Extra& e : kExtraWeekdays) made.weekdays.emplace(e.key, e.value);
    for (const char* locale : kLocales) add_locale(made, locale);
    return made;
  }();
  return kTables;
}

// Minutes east of UTC. Source: RFC 822 5.1, IANA time zone database (2024); where one name is used
// in several places, the one most met in feeds.
struct Zone {
  std::string_view name;
  int minutes;
};
constexpr std::array kZones = {
    Zone{"z", 0},      Zone{"ut", 0},     Zone{"utc", 0},    Zone{"gmt", 0},     Zone{"wet", 0},
    Zone{"west", 60},  Zone{"bst", 60},   Zone{"cet", 60},   Zone{"cest", 120},  Zone{"met", 60},
    Zone{"mest", 120}, Zone{"mez", 60},   Zone{"mesz", 120}, Zone{"eet", 120},   Zone{"eest", 180},
    Zone{"msk", 180},  Zone{"msd", 240},  Zone{"trt", 180},  Zone{"ist", 330},   Zone{"pkt", 300},
    Zone{"wib", 420},  Zone{"ict", 420},  Zone{"sgt", 480},  Zone{"hkt", 480},   Zone{"pht", 480},
    Zone{"awst", 480}, Zone{"jst", 540},  Zone{"kst", 540},  Zone{"acst", 570},  Zone{"acdt", 630},
    Zone{"aest", 600}, Zone{"aedt", 660}, Zone{"nzst", 720}, Zone{"nzdt", 780},  Zone{"sast", 120},
    Zone{"cat", 120},  Zone{"eat", 180},  Zone{"wat", 60},   Zone{"nst", -210},  Zone{"ndt", -150},
    Zone{"at", -240},  Zone{"ast", -240}, Zone{"adt", -180}, Zone{"brt", -180},  Zone{"art", -180},
    Zone{"clt", -240}, Zone{"et", -300},  Zone{"est", -300}, Zone{"edt", -240},  Zone{"ct", -360},
    Zone{"cst", -360}, Zone{"cdt", -300}, Zone{"mt", -420},  Zone{"mst", -420},  Zone{"mdt", -360},
    Zone{"pt", -480},  Zone{"pst", -480}, Zone{"pdt", -420}, Zone{"akst", -540}, Zone{"akdt", -480},
    Zone{"hst", -600},
};

constexpr std::array<std::string_view, 103> kFillers = {"published",
                                                        "updated",
                                                        "posted",
                                                        "modified",
                                                        "last",
                                                        "date",
                                                        "time",
                                                        "on",
                                                        "at",
                                                        "of",
                                                        "the",
                                                        "st",
                                                        "nd",
                                                        "rd",
                                                        "th",
                                                        "o",
                                                        "clock",
                                                        "oclock",
                                                        "hrs",
                                                        "hours",
                                                        "created",
                                                        "veroffentlicht",
                                                        "aktualisiert",
                                                        "stand",
                                                        "erstellt",
                                                        "zuletzt",
                                                        "geandert",
                                                        "am",
                                                        "um",
                                                        "uhr",
                                                        "den",
                                                        "vom",
                                                        "der",
                                                        "publie",
                                                        "le",
                                                        "a",
                                                        "mis",
                                                        "jour",
                                                        "modifie",
                                                        "er",
                                                        "re",
                                                        "ere",
                                                        "de",
                                                        "del",
                                                        "la",
                                                        "las",
                                                        "los",
                                                        "el",
                                                        "publicado",
                                                        "publicada",
                                                        "actualizado",
                                                        "atualizado",
                                                        "as",
                                                        "em",
                                                        "dia",
                                                        "h",
                                                        "min",
                                                        "hs",
                                                        "pubblicato",
                                                        "aggiornato",
                                                        "il",
                                                        "alle",
                                                        "ore",
                                                        "gepubliceerd",
                                                        "bijgewerkt",
                                                        "op",
                                                        "om",
                                                        "publicerad",
                                                        "uppdaterad",
                                                        "kl",
                                                        "klo",
                                                        "klockan",
                                                        "offentliggjort",
                                                        "oppdatert",
                                                        "publisert",
                                                        "opublikowano",
                                                        "aktualizacja",
                                                        "dnia",
                                                        "r",
                                                        "g",
                                                        "godz",
                                                        "roku",
                                                        "t",
                                                        "w",
                                                        "в",
                                                        "г",
                                                        "года",
                                                        "опубликовано",
                                                        "обновлено",
                                                        "р",
                                                        "року",
                                                        "o'clock",
                                                        "issued",
                                                        "first",
                                                        "pubdate",
                                                        "released",
                                                        "eme",
                                                        "ed",
                                                        "publication",
                                                        "d",
                                                        "viimati",
                                                        "julkaistu",
                                                        "paivitetty"};

}  // namespace

std::string word_key(std::string_view word) {
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string key;
  if (ascii) {
    for (const char c : word) {
      if (c != '.') key.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
    return key;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status) != 0) return key;
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  wide = nfkd->normalize(wide.foldCase(), status);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    const UChar32 c = wide.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK && c != '.' && c != 0x200F && c != 0x200E) {
      kept.append(c);
    }
  }
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status) != 0) kept = nfc->normalize(kept, status);
  kept.toUTF8String(key);
  return key;
}

std::optional<int> month_of(std::string_view key) {
  const Names& months = tables().months;
  if (const auto found = months.find(key); found != months.end()) return found->second;
  if (key.size() < 3) return std::nullopt;
  std::optional<int> month;
  for (auto name = months.lower_bound(key);
       name != months.end() && name->first.compare(0, key.size(), key) == 0; ++name) {
    if (month && *month != name->second) return std::nullopt;
    month = name->second;
  }
  return month;
}

std::optional<int> weekday_of_word(std::string_view key) {
  const Names& weekdays = tables().weekdays;
  const auto found = weekdays.find(key);
  return found == weekdays.end() ? std::nullopt : std::optional<int>(found->second);
}

std::optional<int> zone_minutes(std::string_view key) {
  const auto* zone =
      std::find_if(kZones.begin(), kZones.end(), [key](const Zone& z) { return z.name == key; });
  return zone == kZones.end() ? std::nullopt : std::optional<int>(zone->minutes);
}

int half_of_day(std::string_view key) {
  if (key == "am" || key == "오전" || key == "上午" || key == "午前") return 0;
  if (key == "pm" || key == "오후" || key == "下午" || key == "午後") return 1;
  return -1;
}

bool is_filler(std::string_view key) {
  return std::find(kFillers.begin(), kFillers.end(), key) != kFillers.end();
}

}  // namespace newsloom::dates
