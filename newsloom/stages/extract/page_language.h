#pragma once
// The language of an article: what the page declares, checked against the text itself.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/stages/extract/page_facts.h"
#include "newsloom/stages/extract/text_stats.h"

namespace newsloom::extract {

/// Only the start of a text is looked at, in bytes.
inline constexpr std::size_t kMaxLanguageBytes = 3000;
/// Languages told apart; more in the file are not read.
inline constexpr std::size_t kMaxLanguages = 32;

/// Tells languages apart by their function words and scripts: enough to correct a template that
/// declares "en" over a German text.
class LanguageGuess {
 public:
  LanguageGuess() = default;
  /// Lines "code word word …".
  explicit LanguageGuess(std::string_view file);
  /// A code, or nothing where the text is short or no language stands out.
  [[nodiscard]] std::optional<std::string> guess(std::string_view text) const;

 private:
  struct Word {
    std::uint32_t hash = 0;
    std::uint32_t languages = 0;  // bits
  };
  std::vector<std::string> codes_;
  std::vector<Word> words_;  // sorted by hash
};

/// BCP 47 ("pt-BR"), or nothing.
[[nodiscard]] std::optional<std::string> language_of(const PageFacts& facts, std::string_view text,
                                                     const LanguageGuess& guess);

}  // namespace newsloom::extract
