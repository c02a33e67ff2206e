#include "newsloom/stages/extract/judge.h"

namespace newsloom::extract {

std::vector<float> Judge::judge(const Page& page, const FeatureTable& table) const {
  const std::size_t count = page.blocks.size();
  if (count == 0) return {};
  const std::vector<float> judged = first.probabilities(table.values.data(), count);
  return second.probabilities(with_context(page, table, judged).data(), count);
}

}  // namespace newsloom::extract
