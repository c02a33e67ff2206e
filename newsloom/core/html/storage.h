#pragma once
// Where a Document keeps its text: the source, and what had to be written anew (decoded
// references, lower-cased names).

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/html/dom.h"

namespace newsloom::html {

struct Document::Storage {
  static constexpr std::size_t kChunk = 1U << 16U;

  std::string source;
  std::vector<std::unique_ptr<char[]>> chunks;
  std::size_t used = kChunk;

  /// A copy that lives as long as the document.
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > kChunk / 4) {
      chunks.insert(chunks.begin(), std::make_unique<char[]>(text.size()));
      text.copy(chunks.front().get(), text.size());
      return {chunks.front().get(), text.size()};
    }
    if (used + text.size() > kChunk) {
      chunks.push_back(std::make_unique<char[]>(kChunk));
      used = 0;
    }
    char* place = chunks.back().get() + used;
    text.copy(place, text.size());
    used += text.size();
    return {place, text.size()};
  }
};

}  // namespace newsloom::html
