#include "newsloom/stages/decode/feed_captures.h"
namespace newsloom::decode {
Result<int> feed_captures(const Capture&, std::vector<Capture>&) {
  return fail(Errc::unsupported, "feeds are not read yet", "0");
}
}  // namespace newsloom::decode
