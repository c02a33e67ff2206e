#include "newsloom/stages/annotate/language.h"

#include <cld2/public/compact_lang_det.h>
#include <algorithm>

#include "newsloom/core/text/utf8.h"

namespace newsloom::annotate {
namespace {

// Shares in percent of the text that the first language must have.
constexpr int kSureShare = 60;
constexpr int kMinTextBytes = 12;  // letters that the detector could use

}  // namespace

std::string language_of(const Article& article) {
  if (article.language && !article.language->empty()) return *article.language;
  std::string sample = article.title.value_or("");
  sample.push_back('\n');
  std::size_t size = std::min(article.text.size(), kMaxLanguageBytes);
  while (!is_boundary(article.text, size)) --size;
  sample.append(article.text, 0, size);
  CLD2::Language languages[3] = {};
  int shares[3] = {};
  int bytes = 0;
  bool reliable = false;
  const CLD2::Language best = CLD2::ExtDetectLanguageSummary(
      sample.data(), static_cast<int>(sample.size()), true, languages, shares, &bytes, &reliable);
  if (best == CLD2::UNKNOWN_LANGUAGE || !reliable || shares[0] < kSureShare ||
      bytes < kMinTextBytes) {
    return "und";
  }
  std::string code = CLD2::LanguageCode(best);
  return code == "un" ? "und" : code;
}

std::string base_language(std::string_view tag) {
  std::string base(tag.substr(0, tag.find_first_of("-_")));
  std::transform(base.begin(), base.end(), base.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (base == "iw") return "he";
  return base.empty() ? "und" : base;
}

}  // namespace newsloom::annotate
