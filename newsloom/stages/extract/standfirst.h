#pragma once
// The standfirst of an article (deck, subtitle, "Vorspann"): what stands between headline and text
// and sums the text up. Only what the page shows and the text does not hold.

#include <optional>
#include <string>
#include <vector>

#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/features.h"
#include "newsloom/stages/extract/headline.h"
#include "newsloom/stages/extract/page_facts.h"

namespace newsloom::extract {

/// Words that a standfirst has at least; fewer are a label.
inline constexpr std::uint32_t kMinStandfirstWords = 5;
/// More words are a text of their own.
inline constexpr std::uint32_t kMaxStandfirstWords = 90;
/// Blocks under the headline that are looked at.
inline constexpr std::size_t kMaxStandfirstDistance = 12;
/// Lines of one standfirst.
inline constexpr std::size_t kMaxStandfirstLines = 4;

/// `body` are the blocks of the text, `text` the text. Lines are split as paragraphs are.
[[nodiscard]] std::optional<std::string> standfirst_of(const PageFacts& facts, const Page& page,
                                                       const FeatureTable& table,
                                                       const Headline& headline,
                                                       const std::vector<std::size_t>& body,
                                                       const std::string& text);

}  // namespace newsloom::extract
