#pragma once
// Pairs of articles, for `newsloom similar`: NDJSON lines {"id", "a": ARTICLE, "b": ARTICLE}.

#include <functional>
#include <string>

#include "newsloom/core/capture.h"
#include "newsloom/stages/decode/decode.h"

namespace newsloom::decode {

struct Pair {
  std::string id;
  Capture a;
  Capture b;
};

inline constexpr std::size_t kMaxPairLineBytes = 16U << 20U;

/// Gives the pairs in order (`take` false: stop). A line that is no pair is a problem with its
/// number; the next ones are read all the same.
void pairs(const ByteSource& bytes, const std::string& name,
           const std::function<bool(Pair&&)>& take,
           const std::function<void(const Error&)>& problem);

}  // namespace newsloom::decode
