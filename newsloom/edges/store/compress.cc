#include "newsloom/edges/store/compress.h"

#include <zstd.h>

namespace newsloom::store {
namespace {

constexpr int kLevel = 3;

}  // namespace

std::string packed(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  NL_CHECK(ZSTD_isError(size) == 0);  // the buffer has the size that the library asks for
  out.resize(size);
  return out;
}

Result<std::string> unpacked(std::string_view packed) {
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
      size > kMaxUnpackedBytes) {
    return fail(Errc::corrupt, "stored value is not zstd of a known size");
  }
  std::string out(size, '\0');
  const std::size_t got = ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != out.size()) {
    return fail(Errc::corrupt, "stored value is damaged (zstd)");
  }
  return out;
}

}  // namespace newsloom::store
