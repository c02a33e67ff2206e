#include "newsloom/stages/extract/body.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_set>

#include "newsloom/core/text/normalize.h"

namespace newsloom::extract {
namespace {

constexpr float kIn = 0.5F;
constexpr float kLeast = 0.1F;
constexpr std::uint32_t kRepeatWords = 3;  // shorter blocks may stand again: "Yes."
constexpr std::size_t kRepeatRuns = 4;     // a block of so many runs of words …
constexpr std::size_t kRepeatShare = 80;   // … per cent of which stood before is a copy
constexpr std::size_t kParagraphLine = 60;

bool ends_sentence(std::string_view line) {
  static constexpr std::string_view kStops[] = {".",  "!", "?", "…",  "。", "！", "？", "”",
                                                "\"", "»", "“", "」", ":",  "؟",  "।"};
  for (const std::string_view stop : kStops) {
    if (line.size() >= stop.size() && line.substr(line.size() - stop.size()) == stop) return true;
  }
  return false;
}

void append_paragraphs(std::string& out, std::string_view text) {
  if (!out.empty()) out.append("\n\n");
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    out.append(line);
    if (text.empty()) break;
    out.append(line.size() >= kParagraphLine && ends_sentence(line) ? "\n\n" : "\n");
  }
}

// Hashes of all runs of five words (pieces between spaces).
void runs_of(std::string_view text, std::vector<std::uint64_t>& out) {
  constexpr std::size_t kRun = 5;
  out.clear();
  std::array<std::uint64_t, kRun> last{};
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n\t", at), text.size());
    if (end > at) {
      std::uint64_t hash = 14695981039346656037U;
      for (const char c : text.substr(at, end - at)) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
      }
      last.at(count++ % kRun) = hash;
      if (count >= kRun) {
        std::uint64_t run = 0;
        for (std::size_t k = 0; k < kRun; ++k) {
          run = run * 0x9E3779B97F4A7C15U + last.at((count + k) % kRun);
        }
        out.push_back(run);
      }
    }
    at = end + 1;
  }
}

}  // namespace

std::vector<std::size_t> body_blocks(const Page& page, const FeatureTable& table,
                                     const std::vector<float>& judgement) {
  std::vector<std::size_t> chosen;
  std::unordered_set<std::string_view> seen;
  std::unordered_set<std::uint64_t> runs;
  std::vector<std::uint64_t> own;
  // A page of an unusual make, where nothing convinces: the best there is.
  float enough = kIn;
  const auto best = std::max_element(judgement.begin(), judgement.end());
  if (best != judgement.end() && *best < kIn) enough = std::max(kLeast, *best / 2);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (judgement[i] < enough) continue;
    const std::string_view text = page.text_of(page.blocks[i]);
    const bool is_new = seen.insert(text).second;
    if (!is_new && table.stats[i].words >= kRepeatWords) continue;
    runs_of(text, own);
    if (own.size() >= kRepeatRuns) {
      const auto known = std::count_if(own.begin(), own.end(),
                                       [&](std::uint64_t run) { return runs.count(run) > 0; });
      if (static_cast<std::size_t>(known) * 100 >= own.size() * kRepeatShare) continue;
    }
    runs.insert(own.begin(), own.end());
    chosen.push_back(i);
  }
  return chosen;
}

std::string joined_text(const Page& page, const std::vector<std::size_t>& blocks) {
  std::string out;
  for (const std::size_t i : blocks) append_paragraphs(out, page.text_of(page.blocks[i]));
  return nfc(out);
}

}  // namespace newsloom::extract
