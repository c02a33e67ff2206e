#pragma once
// For tests and benchmarks only: packed bytes.

#include <zlib.h>

#include <string>
#include <string_view>

namespace newsloom::testing {

/// One gzip member; other formats by zlib's `window` bits (15: zlib, -15: raw deflate).
[[nodiscard]] inline std::string gzip(std::string_view bytes, int window = 15 + 16) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace newsloom::testing
