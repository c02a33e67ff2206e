#include "newsloom/stages/cluster/state.h"

namespace newsloom::cluster {

double similarity(const Item& a, const Item& b, const Params& params) {
  Window window(params);
  const Seen x = seen(a, window.state());
  const Seen y = seen(b, window.state());
  const Likeness both = likeness(x.terms, y.terms);
  return both.words;
}

}  // namespace newsloom::cluster
