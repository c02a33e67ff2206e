#pragma once
// extract: capture → articles. The main article of a page is part 0; related teasers follow with
// their own publisher and time. Page furniture is left out; a page without article is rejected.

#include <memory>
#include <optional>
#include <vector>

#include "newsloom/core/article.h"
#include "newsloom/core/capture.h"
#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"

namespace newsloom::extract {

struct ResourceData;

/// Word lists and weights. Loaded once, const, shared by all threads.
class Resources {
 public:
  /// Errors of a damaged file are a bug of the package: not_found or corrupt.
  [[nodiscard]] static Result<Resources> load(const DataSource& data);
  [[nodiscard]] const ResourceData& data() const { return *data_; }

 private:
  std::shared_ptr<const ResourceData> data_;
};

struct Extraction {
  std::vector<Article> articles;       ///< empty where rejected
  std::optional<Rejection> rejection;  ///< why there is no article

  friend bool operator==(const Extraction&, const Extraction&) = default;
};

/// Never fails: what cannot be read is a rejection with its reason.
[[nodiscard]] Extraction articles(const Capture& capture, const Resources& resources);

}  // namespace newsloom::extract
