#pragma once
// annotate: article → annotations. Calls the annotators in their fixed order; never fails: less is
// found. The verb's only entry point.

#include <memory>

#include "newsloom/core/annotations.h"
#include "newsloom/core/article.h"
#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"

namespace newsloom::annotate {

/// Word lists and models of all annotators. Loaded once, const, shared by all threads.
class Resources {
 public:
  [[nodiscard]] static Result<Resources> load(const DataSource& data);
  struct Parts;  // each annotator's own resources: annotate/resources.h
  [[nodiscard]] const Parts& parts() const { return *parts_; }

 private:
  std::shared_ptr<const Parts> parts_;
};

[[nodiscard]] Annotations annotate(const Article& article, const Resources& resources);

}  // namespace newsloom::annotate
