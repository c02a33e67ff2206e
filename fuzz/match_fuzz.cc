// Fingerprints and the index of copies, on any bytes: the input is cut into articles at zero bytes.
#include <algorithm>
#include <cstdlib>
#include <string>

#include "newsloom/core/text/words.h"
#include "newsloom/stages/match/match.h"
#include "newsloom/stages/match/sketch.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace newsloom;
  const std::string all(data, data + size);
  match::NearIndex index;
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= all.size() && count < 64;) {
    const std::size_t end = std::min(all.find('\0', begin), all.size());
    Article article;
    article.id = std::to_string(count);
    article.text = all.substr(begin, end - begin);
    if (count % 3 == 0) article.publisher = article.text.substr(0, 10);
    article.published = timestamp_of_utc(static_cast<std::int64_t>(count) * 40000);
    const Fingerprint print = match::fingerprint(article);
    check(print == match::fingerprint(article));
    check(print.sketch.size() <= 1 + match::kShingles + match::kKeys);
    const auto view = match::view_of(print.sketch);
    check(1 + view.shingles.size() + view.keys.size() == print.sketch.size());
    const Copy copy = index.add(article, print);
    check(copy.overlap >= 0 && copy.overlap <= 1.0001);
    check(copy.copy_of.has_value() == (copy.relation != CopyRelation::none));
    if (count % 8 == 7) index.forget_before(static_cast<std::int64_t>(count - 4) * 40000);
    ++count;
    begin = end + 1;
  }
  check(index.copies().size() == index.size());
  return 0;
}
