#include "newsloom/stages/extract/credits.h"

#include <algorithm>
#include <array>
#include <string>

#include "newsloom/core/text/normalize.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMaxCredit = 90;  // bytes

constexpr std::array<std::string_view, 20> kCreditWords = {
    "photo:",      "photo by",    "photo via",    "foto:",      "(photo",
    "(foto",       "image:",      "(image",       "picture:",   "bild:",
    "credit:",     "via ap",      "getty images", "file photo", "pool photo",
    "photograph:", "fotografía:", "imagen:",      "crédito:",   "© "};

}  // namespace

bool has_credit(std::string_view folded) {
  return std::any_of(kCreditWords.begin(), kCreditWords.end(), [folded](std::string_view word) {
    return folded.find(word) != std::string_view::npos;
  });
}

bool ends_in_credit(std::string_view text) {
  const std::size_t from = text.size() > kMaxCredit ? text.size() - kMaxCredit : 0;
  std::size_t begin = std::string_view::npos;
  if (!text.empty() && text.back() == ')') {
    begin = text.rfind('(');
  } else {
    const std::size_t stop = text.find_last_of(".!?", text.empty() ? 0 : text.size() - 2);
    begin = stop == std::string_view::npos ? 0 : stop + 1;
  }
  return begin != std::string_view::npos && begin >= from && has_credit(folded(text.substr(begin)));
}

}  // namespace newsloom::extract
