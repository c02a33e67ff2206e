#pragma once
// Capture: the bytes of one page (or feed entry, or given article) as they were received.
// Made by decode. Ground truth: kept as it is, never changed; everything else can be made again.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/time.h"

namespace newsloom {

/// What the body of a capture is.
enum class CaptureKind {
  html,        ///< a page, in the charset it came in
  text,        ///< a page as plain text, without markup
  feed_entry,  ///< `known` from a feed; body is the entry's HTML content or summary (UTF-8)
  article,     ///< given ready: body is the text (UTF-8), the rest stands in `known`
};

[[nodiscard]] std::string_view name_of(CaptureKind kind);
[[nodiscard]] std::optional<CaptureKind> capture_kind_of(std::string_view name);

/// What is known of the article from outside the page (a feed entry, an NDJSON line).
struct KnownFacts {
  std::optional<std::string> title;
  std::vector<std::string> authors;
  std::optional<Timestamp> published;
  std::optional<Timestamp> modified;
  std::optional<std::string> language;  ///< BCP 47, e.g. "en", "pt-BR"

  friend bool operator==(const KnownFacts&, const KnownFacts&) = default;
};

struct Capture {
  std::string id;   ///< as given by NDJSON, else capture_id() of url and body
  std::string url;  ///< where it was fetched from; empty where not known
  std::optional<Timestamp> fetched_at;
  std::optional<std::string> publisher;  ///< as given from outside
  CaptureKind kind = CaptureKind::html;
  std::string content_type;  ///< of the HTTP answer ("text/html; charset=koi8-r"), else empty
  std::string body;
  KnownFacts known;

  friend bool operator==(const Capture&, const Capture&) = default;
};

/// First 128 bits of SHA-256 over url, a zero byte and body, as 32 hex digits (decision 0008).
[[nodiscard]] std::string capture_id(std::string_view url, std::string_view body);

/// All 256 bits of SHA-256, as 64 hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace newsloom
