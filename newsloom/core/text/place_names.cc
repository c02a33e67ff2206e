#include "newsloom/core/text/place_names.h"

#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>

#include <map>
#include <memory>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom {
namespace {

constexpr std::size_t kMinPlaceBytes = 4;
constexpr std::size_t kMinStemLetters = 5;
constexpr std::size_t kMaxLanguages = 32;  // whose names are remembered

void add(const icu::UnicodeString& name, std::string code, bool city, bool inflected,
         std::vector<PlaceName>& out) {
  std::string text;
  name.toUTF8String(text);
  text = folded(text);
  if (inflected) {
    const CodePointIndex index(text);
    const std::size_t letters = index.code_points(static_cast<std::uint32_t>(text.size()));
    if (letters > kMinStemLetters) {
      text.resize(index.bytes(static_cast<std::uint32_t>(letters - (letters > 6 ? 2 : 1))));
    }
  }
  if (text.size() >= kMinPlaceBytes) out.push_back({std::move(text), std::move(code), city});
}

std::vector<PlaceName> names_in(const std::string& language) {
  std::vector<PlaceName> out;
  const bool inflected = language != "en" && language != "zh" && language != "ja";
  const icu::Locale display(language.c_str());
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    icu::UnicodeString name;
    icu::Locale("", *code).getDisplayCountry(display, name);
    add(name, *code, false, inflected, out);
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> names(
      icu::TimeZoneNames::createInstance(display, status));
  const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  if (U_FAILURE(status) != 0) return out;
  while (const icu::UnicodeString* zone = zones->snext(status)) {
    icu::UnicodeString name;
    names->getExemplarLocationName(*zone, name);
    std::string code;
    zone->toUTF8String(code);
    add(name, std::move(code), true, inflected, out);
  }
  return out;
}

// Arabic puts its article before a name, Chinese no space.
bool begins_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  if (before < 0x80) return (before < 'a' || before > 'z') && (before < '0' || before > '9');
  const auto first = static_cast<unsigned char>(text[at]);
  constexpr unsigned char kFirstUnspaced = 0xE3;  // Kana, Han
  constexpr unsigned char kArabic = 0xD8;
  return first >= kFirstUnspaced || (first >= kArabic && first <= 0xDB);
}

}  // namespace

const std::vector<PlaceName>& place_names(const std::string& language) {
  thread_local std::map<std::string, std::vector<PlaceName>> known;
  if (known.size() >= kMaxLanguages) known.clear();
  const auto at = known.find(language);
  return at != known.end() ? at->second : known.emplace(language, names_in(language)).first->second;
}

void find_places(std::string_view folded, const std::string& language, std::size_t limit,
                 const std::function<void(const PlaceName&, std::size_t)>& use) {
  for (const PlaceName& name : place_names(language)) {
    std::size_t count = 0;
    for (std::size_t at = folded.find(name.stem); at != std::string::npos && count < limit;
         at = folded.find(name.stem, at + 1)) {
      if (!begins_word(folded, at)) continue;
      use(name, at);
      ++count;
    }
  }
}

}  // namespace newsloom
