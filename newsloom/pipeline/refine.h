#pragma once
// refine: capture → items. The half without state: any order, any thread, any machine.

#include <string_view>

#include "newsloom/core/capture.h"
#include "newsloom/pipeline/ports.h"
#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/stages/cluster/cluster.h"
#include "newsloom/stages/extract/extract.h"

namespace newsloom {

/// Changes when a stage of refine gives other results: rows with an older value can be made again.
inline constexpr std::string_view kRefineVersion = "refine/1";

/// Word lists and models of all stages of refine. Loaded once, shared by all threads.
struct RefineResources {
  extract::Resources extract;
  annotate::Resources annotate;
  cluster::TermReader terms;

  [[nodiscard]] static Result<RefineResources> load(const DataSource& data);
};

/// How far refine goes: `run --until extract` needs no annotations.
enum class RefineDepth { extract, match, annotate };

[[nodiscard]] Refined refine(const Capture& capture, const RefineResources& resources,
                             RefineDepth depth = RefineDepth::annotate);

}  // namespace newsloom
