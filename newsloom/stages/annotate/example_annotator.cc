#include "newsloom/stages/annotate/example_annotator.h"

namespace newsloom::annotate {

// An annotator is a pure function of the analysis (and of what earlier annotators found, if it asks
// for `const Annotations& so_far`). It never fails: less is found. To add one:
//   1. copy these files and the test beside them;
//   2. add its resources to resources.h, and the loading and the call to annotate.cc, one line
//   each;
//   3. give the result a place in core/annotations.h, and its JSON in core/codec;
//   4. check its spans in fuzz/annotate_fuzz.cc; write docs/annotators/<name>.md.
std::vector<Span> examples(const Analysis& analysis, const ExampleResources& resources) {
  std::vector<Span> out;
  for (std::size_t i = 0; i < analysis.tokens.size() && out.size() < kMaxExamples; ++i) {
    const Token& token = analysis.tokens[i];
    // analysis.words[i] has what models see of the token: shape, hashes of its ends.
    if (!analysis.words[i].all_capitals || token.span.size() < resources.min_bytes) continue;
    out.push_back(token.span);
  }
  return out;
}

}  // namespace newsloom::annotate
