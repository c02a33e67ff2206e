#include "newsloom/stages/extract/pattern_set.h"

#include <algorithm>
#include <string>

namespace newsloom::extract {
namespace {

constexpr std::uint32_t kNoState = 0xFFFFFFFF;

struct Row {
  std::size_t kind = 0;
  std::string_view pattern;
};

Result<std::vector<Row>> read_rows(std::string_view file,
                                   const std::vector<std::string_view>& kinds) {
  std::vector<Row> rows;
  for (std::size_t line = 1; !file.empty(); ++line) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    const std::string_view row = file.substr(0, end);
    file.remove_prefix(std::min(file.size(), end + 1));
    if (row.empty() || row.front() == '#') continue;
    const std::size_t tab = row.find('\t');
    const auto kind = std::find(kinds.begin(), kinds.end(), row.substr(0, tab));
    const std::string where = "line " + std::to_string(line);
    if (tab == std::string_view::npos || kind == kinds.end()) {
      return fail(Errc::corrupt, "no known kind", where);
    }
    const std::string_view pattern = row.substr(tab + 1);
    if (pattern.empty() || pattern.size() > PatternSet::kMaxPatternBytes) {
      return fail(Errc::corrupt, "pattern is empty or too long", where);
    }
    rows.push_back({static_cast<std::size_t>(kind - kinds.begin()), pattern});
  }
  if (rows.size() > PatternSet::kMaxPatterns) return fail(Errc::corrupt, "too many patterns");
  return rows;
}

}  // namespace

Result<PatternSet> PatternSet::parse(std::string_view file,
                                     const std::vector<std::string_view>& kinds) {
  if (kinds.size() > kMaxKinds) return fail(Errc::corrupt, "too many kinds");
  NL_TRY(const std::vector<Row> rows, read_rows(file, kinds));
  PatternSet set;
  for (const Row& row : rows) {
    for (const char c : row.pattern) {
      std::uint8_t& letter = set.letters_[static_cast<unsigned char>(c)];
      if (letter == 0) letter = static_cast<std::uint8_t>(set.width_++);
    }
  }
  set.next_.assign(set.width_, kNoState);
  set.found_.assign(1, 0);
  for (const Row& row : rows) set.add(row.pattern, std::uint64_t{1} << row.kind);
  set.link();
  return set;
}

void PatternSet::add(std::string_view pattern, std::uint64_t kind) {
  std::uint32_t state = 0;
  for (const char c : pattern) {
    const std::size_t slot = state * width_ + letters_[static_cast<unsigned char>(c)];
    if (next_[slot] == kNoState) {
      next_[slot] = static_cast<std::uint32_t>(found_.size());
      found_.push_back(0);
      next_.resize(next_.size() + width_, kNoState);
    }
    state = next_[slot];
  }
  found_[state] |= kind;
}

// Fills in where to go on when a pattern breaks off: the longest pattern start that still fits.
void PatternSet::link() {
  std::vector<std::uint32_t> fallback(found_.size(), 0);
  std::vector<std::uint32_t> queue;
  for (std::uint32_t letter = 0; letter < width_; ++letter) {
    std::uint32_t& next = next_[letter];
    if (next == kNoState) {
      next = 0;
    } else {
      queue.push_back(next);
    }
  }
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t state = queue[at];
    found_[state] |= found_[fallback[state]];
    for (std::uint32_t letter = 0; letter < width_; ++letter) {
      std::uint32_t& next = next_[state * width_ + letter];
      const std::uint32_t otherwise = next_[fallback[state] * width_ + letter];
      if (next == kNoState) {
        next = otherwise;
      } else {
        fallback[next] = otherwise;
        queue.push_back(next);
      }
    }
  }
}

}  // namespace newsloom::extract
