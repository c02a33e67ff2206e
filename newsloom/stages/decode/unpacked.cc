#include "newsloom/stages/decode/unpacked.h"

#include <algorithm>

#include "newsloom/stages/decode/byte_stream.h"

namespace newsloom::decode {

Result<std::string> unpacked(const ByteSource& source, std::size_t limit) {
  ByteStream stream(source);
  std::string out;
  for (std::string_view here = stream.peek(1); !here.empty(); here = stream.peek(1)) {
    if (out.size() + here.size() > limit) {
      return fail(Errc::too_large, "longer than " + std::to_string(limit) + " bytes",
                  std::to_string(limit));
    }
    out.append(here);
    stream.consume(here.size());
  }
  if (stream.error()) return tl::unexpected<Error>(*stream.error());
  return out;
}

Result<std::string> unpacked(std::string_view bytes, std::size_t limit) {
  std::size_t at = 0;
  return unpacked(
      [bytes, &at](char* out, std::size_t size) -> Result<std::size_t> {
        const std::size_t n = std::min(size, bytes.size() - at);
        std::copy_n(bytes.data() + at, n, out);
        at += n;
        return n;
      },
      limit);
}

}  // namespace newsloom::decode
