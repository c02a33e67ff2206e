#pragma once
// IdTable: where each article is, by its id. Ids are kept as hashes of 64 bits: among a million of
// them two are equal with a chance of one in thirty million.

#include <cstdint>
#include <string_view>
#include <vector>

namespace newsloom::cluster {

[[nodiscard]] std::uint64_t hash_of_id(std::string_view id);

class IdTable {
 public:
  struct Place {
    std::uint32_t story = 0;
    std::uint32_t member = 0;  ///< of the window; kNone once it left
  };

  /// Null where the article was never placed. Stays valid until the next addition.
  [[nodiscard]] Place* find(std::uint64_t hash);
  [[nodiscard]] const Place* find(std::uint64_t hash) const;
  /// Does nothing where the hash is there already.
  void add(std::uint64_t hash, Place place);
  [[nodiscard]] std::size_t size() const { return used_; }

 private:
  struct Entry {
    std::uint64_t hash = 0;  // 0: free
    Place place;
  };
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const;
  std::vector<Entry> table_;
  std::size_t used_ = 0;
};

}  // namespace newsloom::cluster
