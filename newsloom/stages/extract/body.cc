#include "newsloom/stages/extract/body.h"

#include <string_view>
#include <unordered_set>

#include "newsloom/core/text/normalize.h"

namespace newsloom::extract {
namespace {

constexpr float kIn = 0.5F;
constexpr std::uint32_t kRepeatWords = 3;  // shorter blocks may stand again: "Yes."
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

}  // namespace

std::vector<std::size_t> body_blocks(const Page& page, const FeatureTable& table,
                                     const std::vector<float>& judgement) {
  std::vector<std::size_t> chosen;
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (judgement[i] < kIn) continue;
    const bool is_new = seen.insert(page.text_of(page.blocks[i])).second;
    if (!is_new && table.stats[i].words >= kRepeatWords) continue;
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
