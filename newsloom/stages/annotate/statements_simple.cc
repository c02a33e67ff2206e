#include "newsloom/stages/annotate/statements_simple.h"

namespace newsloom::annotate {

std::vector<Statement> simple_statements(const Analysis& analysis, const Annotations& so_far,
                                         const StatementResources& resources) {
  (void)analysis;
  (void)so_far;
  (void)resources;
  return {};
}

}  // namespace newsloom::annotate
