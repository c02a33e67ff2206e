#include "newsloom/stages/decode/byte_stream.h"

#include <zlib.h>
#include <zstd.h>
#include <algorithm>
#include <cstring>

namespace newsloom::decode {
namespace {

constexpr std::size_t kPackedBuffer = 256U << 10U;
constexpr std::size_t kPlainBuffer = 512U << 10U;
constexpr int kGzip = 15 + 16;         // zlib's way to ask for a gzip header
constexpr int kMaxZstdWindowLog = 27;  // 128 MB, the format's recommended limit for decoders

enum class Packing : std::uint8_t { unknown, none, gzip, zstd };

Packing packing_of(std::string_view first) {
  if (first.substr(0, 2) == "\x1F\x8B") return Packing::gzip;
  if (first.substr(0, 4) == "\x28\xB5\x2F\xFD") return Packing::zstd;
  // A skippable frame of zstd: WARC files with dictionaries begin so.
  if (first.size() >= 4 && (static_cast<unsigned char>(first[0]) & 0xF0U) == 0x50U &&
      first.substr(1, 3) == "\x2A\x4D\x18") {
    return Packing::zstd;
  }
  return Packing::none;
}

}  // namespace

struct Unpacker::State {
  ByteSource source;
  Packing packing = Packing::unknown;
  std::vector<char> packed = std::vector<char>(kPackedBuffer);
  std::size_t begin = 0;
  std::size_t end = 0;
  bool source_ended = false;
  bool inside = false;  // within a gzip member or zstd frame
  std::uint64_t packed_bytes = 0;
  std::uint64_t plain_bytes = 0;
  z_stream zlib{};
  bool zlib_ready = false;
  ZSTD_DStream* zstd = nullptr;

  ~State() {
    if (zlib_ready) inflateEnd(&zlib);
    ZSTD_freeDStream(zstd);
  }

  // Gets more packed bytes; Result(false) at the end.
  Result<bool> refill() {
    if (source_ended) return false;
    std::memmove(packed.data(), packed.data() + begin, end - begin);
    end -= begin;
    begin = 0;
    NL_TRY(const std::size_t got, source(packed.data() + end, packed.size() - end));
    end += got;
    packed_bytes += got;
    source_ended = got == 0;
    return got != 0;
  }

  tl::unexpected<Error> damaged(std::string what) const {
    return fail(Errc::invalid_input, std::move(what), std::to_string(packed_bytes - (end - begin)));
  }

  Result<std::size_t> plain(char* out, std::size_t size) {
    if (begin == end) return source_ended ? Result<std::size_t>(0) : source(out, size);
    const std::size_t n = std::min(size, end - begin);
    std::memcpy(out, packed.data() + begin, n);
    begin += n;
    return n;
  }

  Result<std::size_t> gunzip(char* out, std::size_t size);
  Result<std::size_t> unzstd(char* out, std::size_t size);
};

Result<std::size_t> Unpacker::State::gunzip(char* out, std::size_t size) {
  if (!zlib_ready) {
    if (inflateInit2(&zlib, kGzip) != Z_OK) return fail(Errc::unavailable, "no memory for zlib");
    zlib_ready = true;
  }
  zlib.next_out = reinterpret_cast<Bytef*>(out);
  zlib.avail_out = static_cast<uInt>(size);
  while (zlib.avail_out == size) {
    if (begin == end) {
      NL_TRY(const bool more, refill());
      if (!more) {
        if (inside) return damaged("gzip data ends too early");
        return 0;
      }
    }
    if (!inside) {
      if (packed[begin] == '\0') {  // padding between and behind members
        ++begin;
        continue;
      }
      if (end - begin < 2) {
        NL_TRY(const bool more, refill());
        if (!more) return damaged("bytes after the gzip data");
      }
      if (packing_of({packed.data() + begin, end - begin}) != Packing::gzip) {
        return damaged("bytes after the gzip data");
      }
      inflateReset2(&zlib, kGzip);
      inside = true;
    }
    zlib.next_in = reinterpret_cast<Bytef*>(packed.data() + begin);
    zlib.avail_in = static_cast<uInt>(end - begin);
    const int status = inflate(&zlib, Z_NO_FLUSH);
    begin = end - zlib.avail_in;
    if (status == Z_STREAM_END) {
      inside = false;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      return damaged(std::string("damaged gzip data: ") + (zlib.msg ? zlib.msg : "zlib"));
    }
  }
  return size - zlib.avail_out;
}

Result<std::size_t> Unpacker::State::unzstd(char* out, std::size_t size) {
  if (zstd == nullptr) {
    zstd = ZSTD_createDStream();
    if (zstd == nullptr) return fail(Errc::unavailable, "no memory for zstd");
    ZSTD_DCtx_setParameter(zstd, ZSTD_d_windowLogMax, kMaxZstdWindowLog);
  }
  ZSTD_outBuffer to{out, size, 0};
  while (to.pos == 0) {
    if (begin == end) {
      NL_TRY(const bool more, refill());
      if (!more) {
        if (inside) return damaged("zstd data ends too early");
        return 0;
      }
    }
    ZSTD_inBuffer from{packed.data() + begin, end - begin, 0};
    const std::size_t left = ZSTD_decompressStream(zstd, &to, &from);
    begin += from.pos;
    if (ZSTD_isError(left) != 0) {
      return damaged(std::string("damaged zstd data: ") + ZSTD_getErrorName(left));
    }
    inside = left != 0;
  }
  return to.pos;
}

Unpacker::Unpacker(ByteSource source) : state_(std::make_unique<State>()) {
  state_->source = std::move(source);
}

Unpacker::~Unpacker() = default;

Result<std::size_t> Unpacker::read(char* out, std::size_t size) {
  State& s = *state_;
  if (s.packing == Packing::unknown) {
    while (s.end < 4) {
      NL_TRY(const bool more, s.refill());
      if (!more) break;
    }
    s.packing = packing_of({s.packed.data(), s.end});
  }
  if (s.packing == Packing::none) return s.plain(out, size);
  NL_TRY(const std::size_t got,
         s.packing == Packing::gzip ? s.gunzip(out, size) : s.unzstd(out, size));
  s.plain_bytes += got;
  if (s.plain_bytes > kMaxRatioGrace && s.plain_bytes / kMaxRatio > s.packed_bytes) {
    return fail(Errc::too_large,
                "unpacks to more than " + std::to_string(kMaxRatio) + " times its size",
                std::to_string(s.packed_bytes));
  }
  return got;
}

ByteStream::ByteStream(ByteSource source) : unpacker_(std::move(source)), buffer_(kPlainBuffer) {}

// Gets more bytes behind those in the buffer, which has room for them.
bool ByteStream::fill() {
  if (ended_) return false;
  auto got = unpacker_.read(buffer_.data() + end_, buffer_.size() - end_);
  if (!got) error_ = got.error();
  if (!got || *got == 0) {
    ended_ = true;
    return false;
  }
  end_ += *got;
  return true;
}

std::string_view ByteStream::peek(std::size_t size) {
  while (end_ - begin_ < size && !ended_) {
    if (begin_ > 0 && buffer_.size() - end_ < size) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (buffer_.size() - begin_ < size) buffer_.resize(begin_ + size + kPlainBuffer);
    if (buffer_.size() == end_) buffer_.resize(buffer_.size() * 2);
    fill();
  }
  return {buffer_.data() + begin_, end_ - begin_};
}

void ByteStream::consume(std::size_t size) {
  begin_ += size;
  offset_ += size;
  if (begin_ == end_) begin_ = end_ = 0;
}

bool ByteStream::skip(std::uint64_t size) {
  while (size > 0) {
    const std::size_t here = peek(1).size();
    if (here == 0) return false;
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(here, size));
    consume(n);
    size -= n;
  }
  return true;
}

bool ByteStream::take(std::size_t size, std::string& out) {
  while (size > 0) {
    const std::string_view here = peek(1);
    if (here.empty()) return false;
    const std::size_t n = std::min(here.size(), size);
    out.append(here.substr(0, n));
    consume(n);
    size -= n;
  }
  return true;
}

}  // namespace newsloom::decode
