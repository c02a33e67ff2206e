#pragma once
// match: articles → fingerprints, and which earlier texts a text is a copy of.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "newsloom/core/article.h"
#include "newsloom/core/bulk.h"
#include "newsloom/core/fingerprint.h"
#include "newsloom/core/story.h"

namespace newsloom::match {

/// A function of the article's text alone. Paragraphs that are captions of photographs do not
/// count: they travel with the picture. Complexity: O(bytes). Threads: any.
[[nodiscard]] Fingerprint fingerprint(const Article& article);

/// The fingerprints of the window, and the families found so far. Not for several threads at once.
class NearIndex {
 public:
  NearIndex();
  ~NearIndex();
  NearIndex(NearIndex&&) noexcept;
  NearIndex& operator=(NearIndex&&) noexcept;

  /// Finds what `article` is a copy of among those added before, then adds it. The result's
  /// family is new where nothing is found.
  Copy add(const Article& article, const Fingerprint& fingerprint);

  /// Forgets articles whose time (seconds since 1970) is before `horizon`. Works in steps of an
  /// hour: a horizon less than that after the last one does nothing. Gives the last word on those
  /// that it forgets, as copies() does, which knows of them no more.
  std::vector<Copy> forget_before(std::int64_t horizon);
  [[nodiscard]] std::size_t size() const;

  /// The last word on every article that is not forgotten, in order of arrival: families may have
  /// been joined since, and a better origin found (the credited agency, else the earliest, among
  /// equals the most complete).
  [[nodiscard]] std::vector<Copy> copies() const;

  /// All that the index holds, to be read by load() in the place of adding everything again.
  void save(BulkWriter& out) const;
  /// Errors: of the reader's source, corrupt (what does not fit together).
  [[nodiscard]] static Result<NearIndex> load(BulkReader& in);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::match
