#pragma once
// What news is about ("election", "fire", "vaccine") in twelve languages: a closed list of
// beginnings of words, so that two articles without a name in common can still be seen to have one
// subject, or two. It tells the kind of event, never the event.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "newsloom/core/result.h"

namespace newsloom::cluster {

class Concepts {
 public:
  /// The file data/cluster/concepts.tsv: the languages, then a line for each concept.
  [[nodiscard]] static Result<Concepts> read(std::string_view file);

  /// How often each concept (a number from 0) is named; nothing in an unknown language.
  /// Complexity: O(bytes). Text after kMaxScannedBytes is not read.
  [[nodiscard]] std::map<std::uint32_t, float> of(std::string_view text,
                                                  const std::string& language) const;
  [[nodiscard]] std::size_t size() const { return size_; }

  static constexpr std::size_t kMaxScannedBytes = 12000;

 private:
  struct Entry {
    std::uint32_t concept_number;
    bool whole;  ///< the word ends here
  };
  struct Language {
    std::unordered_map<std::string, Entry> entries;
    std::size_t longest = 0;  ///< bytes
  };
  std::unordered_map<std::string, Language> languages_;
  std::size_t size_ = 0;
};

}  // namespace newsloom::cluster
