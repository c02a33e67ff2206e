#pragma once
// decode: bytes → captures. Recognises what an input is from its content and gives its captures one
// by one, with flat memory. The verb's only entry point.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "newsloom/core/capture.h"
#include "newsloom/core/result.h"

namespace newsloom::decode {

/// A stream of bytes: fills `buffer` and returns how many, 0 at the end. Errors: unavailable.
using ByteSource = std::function<Result<std::size_t>(char* buffer, std::size_t size)>;

/// The bytes of a file beside the NDJSON line that names it by `path` (already checked to lie
/// inside the folder). Errors: not_found, unavailable, too_large.
using FileOpener = std::function<Result<std::string>(std::string_view relative_path)>;

struct Origin {
  std::string name;          ///< file name or address, for messages and to help recognise the kind
  std::string url;           ///< where it was fetched from, where known: base of relative links
  std::string content_type;  ///< HTTP header, where known
  FileOpener open;           ///< for NDJSON lines with `path`; may be empty: then refused
};

/// What an input is.
enum class InputKind { html, plain_text, feed, warc, ndjson, opml, binary, empty };
[[nodiscard]] std::string_view name_of(InputKind kind);
/// Looks at the first bytes (already decompressed); the name only breaks ties.
[[nodiscard]] InputKind kind_of(std::string_view first_bytes, std::string_view name);

/// Receives what decode finds. Returning false stops the reading.
struct Sink {
  std::function<bool(Capture&&)> capture;
  /// A part of the input that cannot be read, with its place; the reading goes on after it.
  std::function<void(const Error&)> problem;
};

struct Counts {
  std::uint64_t captures = 0;
  std::uint64_t problems = 0;
  std::uint64_t skipped = 0;  ///< records that are fine but of no use: WARC requests, images …
};

/// Reads one input to its end; gzip and zstd are unpacked. A whole input that cannot be read is
/// one `problem` too. Capture bodies of HTML stay in their own charset (see encoding.h).
Counts read(const ByteSource& bytes, const Origin& origin, const Sink& sink);

}  // namespace newsloom::decode
