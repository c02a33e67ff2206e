#include "newsloom/stages/extract/judge.h"

namespace newsloom::extract {

std::vector<float> first_judgement(const Forest& forest, const FeatureTable& table,
                                   std::size_t blocks) {
  std::vector<float> out;
  out.reserve(blocks);
  for (std::size_t i = 0; i < blocks; ++i) out.push_back(forest.probability(table.row(i)));
  return out;
}

std::vector<float> Judge::judge(const Page& page, const FeatureTable& table) const {
  const std::size_t count = page.blocks.size();
  if (count == 0) return {};
  const std::vector<float> rows = with_context(page, table, first_judgement(first, table, count));
  const std::size_t columns = table.columns + kContextColumns;
  std::vector<float> out;
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back(second.probability(rows.data() + i * columns));
  }
  return out;
}

}  // namespace newsloom::extract
