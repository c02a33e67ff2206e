#include "newsloom/stages/decode/decode.h"

#include <algorithm>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/stages/decode/byte_stream.h"
#include "newsloom/stages/decode/feed_captures.h"
#include "newsloom/stages/decode/http_message.h"
#include "newsloom/stages/decode/ndjson.h"
#include "newsloom/stages/decode/opml.h"
#include "newsloom/stages/decode/unpacked.h"
#include "newsloom/stages/decode/warc.h"

namespace newsloom::decode {
namespace {

constexpr std::size_t kLook = 64U << 10U;
constexpr std::size_t kMaxPageBytes = 32U << 20U;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string place(const Origin& origin, std::string_view offset) {
  return offset.empty() ? origin.name : origin.name + ":" + std::string(offset);
}

bool is_web(std::string_view url) {
  const std::string start = lowered(url.substr(0, 8));
  return start.substr(0, 7) == "http://" || start == "https://";
}

class InputReader {
 public:
  InputReader(const Origin& origin, const Sink& sink) : origin_(origin), sink_(sink) {}

  Counts read(const ByteSource& bytes) {
    ByteStream stream(bytes);
    const InputKind kind = kind_of(stream.peek(kLook), origin_.name);
    switch (kind) {
      case InputKind::warc: warc(stream); break;
      case InputKind::ndjson: return read_ndjson(stream, origin_, sink_);
      case InputKind::empty:
        if (stream.error()) {
          problem(*stream.error());
        } else {
          problem({Errc::invalid_input, "empty", "0"});
        }
        break;
      case InputKind::binary: problem(binary(stream.peek(16))); break;
      default: whole(stream, kind);
    }
    return counts_;
  }

 private:
  static Error binary(std::string_view first) {
    if (first.substr(0, 9) == "filedesc:") {
      return {Errc::unsupported, "ARC, the format before WARC, is not read", "0"};
    }
    return {Errc::unsupported, "binary data", "0"};
  }

  void problem(const Error& error) {
    ++counts_.problems;
    sink_.problem({error.code, error.what, place(origin_, error.where)});
  }

  void emit(Capture&& capture) {
    if (stopped_) return;
    if (capture.id.empty()) capture.id = capture_id(capture.url, capture.body);
    ++counts_.captures;
    stopped_ = !sink_.capture(std::move(capture));
  }

  // A page or a feed: one document from the first byte to the last.
  void whole(ByteStream& stream, InputKind kind) {
    const std::size_t limit = kind == InputKind::feed   ? kMaxFeedFileBytes
                              : kind == InputKind::opml ? kMaxOpmlBytes
                                                        : kMaxPageBytes;
    std::string body;
    for (std::string_view here = stream.peek(1); !here.empty(); here = stream.peek(1)) {
      if (body.size() + here.size() > limit) {
        return problem({Errc::too_large, "longer than " + std::to_string(limit) + " bytes",
                        std::to_string(limit)});
      }
      body.append(here);
      stream.consume(here.size());
    }
    if (stream.error()) return problem(*stream.error());
    Capture capture;
    capture.url = origin_.url;
    capture.content_type = origin_.content_type;
    capture.body = std::move(body);
    document(std::move(capture), kind);
  }

  // `page` has url, content type, time and body.
  void document(Capture&& page, InputKind kind) {
    if (kind == InputKind::opml) return feed_list(page);
    if (kind == InputKind::feed) {
      std::vector<Capture> entries;
      if (auto done = feed_captures(page, entries); !done) return problem(done.error());
      for (Capture& entry : entries) emit(std::move(entry));
      return;
    }
    page.kind = kind == InputKind::plain_text ? CaptureKind::text : CaptureKind::html;
    emit(std::move(page));
  }

  // A list of feeds: those that lie beside it are read; of those on the web it is said that they
  // are not fetched.
  void feed_list(const Capture& page) {
    const auto list = opml(page.body, page.content_type);
    if (!list) return problem(list.error());
    if (list->feeds.empty()) return problem({Errc::invalid_input, "a list of no feeds", "0"});
    for (const OpmlFeed& one : list->feeds) {
      if (stopped_) return;
      if (is_web(one.url) || !origin_.open) {
        problem(
            {Errc::unsupported, "a feed that is not fetched: newsloom uses no network", one.url});
        continue;
      }
      auto bytes = origin_.open(one.url);
      if (!bytes) {
        problem({bytes.error().code, bytes.error().what, one.url});
      } else if (kind_of(*bytes, one.url) != InputKind::feed) {
        problem({Errc::invalid_input, "listed as a feed, but is none", one.url});
      } else {
        Capture feed;
        feed.body = std::move(*bytes);
        document(std::move(feed), InputKind::feed);
      }
    }
  }

  void warc(ByteStream& stream) {
    WarcReader reader(stream);
    while (!stopped_) {
      auto record = reader.next();
      // Where the packed data ends or is damaged, that is the one problem told below.
      if (!record && stream.error()) break;
      if (!record) {
        problem(record.error());
        continue;
      }
      if (!*record) break;
      if (!wanted(**record)) {
        ++counts_.skipped;
        continue;
      }
      auto block = reader.block();
      if (!block && stream.error()) break;
      if (!block) {
        problem(block.error());
        continue;
      }
      one_record(**record, std::move(*block));
    }
    if (stream.error()) problem(*stream.error());
  }

  static bool wanted(const WarcRecord& record) {
    if (!is_web(record.target_uri)) return false;
    if (record.type == "response") return contains(lowered(record.content_type), "http");
    return record.type == "resource" || record.type == "conversion";
  }

  void one_record(const WarcRecord& record, std::string block) {
    Capture page;
    page.url = record.target_uri;
    page.fetched_at = parse_timestamp(record.date);
    if (!page.fetched_at) page.fetched_at = loose_date(record.date);
    page.content_type = record.content_type;
    if (record.type == "response") {
      auto head = http_head(block);
      if (!head) return problem({head.error().code, head.error().what, where(record)});
      if (head->status < 200 || head->status > 299 || !is_readable(head->content_type)) {
        ++counts_.skipped;
        return;
      }
      auto body = http_body(*head, std::string_view(block).substr(head->size));
      if (!body) return problem({body.error().code, body.error().what, where(record)});
      page.content_type = head->content_type;
      page.body = std::move(*body);
    } else {
      page.body = std::move(block);
    }
    const InputKind kind = kind_of(std::string_view(page.body).substr(0, kLook), "");
    const bool page_like = kind == InputKind::html || kind == InputKind::feed ||
                           (kind == InputKind::plain_text && !is_script(page.content_type));
    if (!page_like || !is_readable(page.content_type)) {
      ++counts_.skipped;
      return;
    }
    document(std::move(page), kind);
  }

  static std::string where(const WarcRecord& record) { return std::to_string(record.offset); }

  // By its type, a body that can be a page or a feed. Without a type the bytes decide.
  static bool is_readable(std::string_view content_type) {
    const std::string type = lowered(content_type.substr(0, content_type.find(';')));
    if (type.empty()) return true;
    if (is_script(type)) return false;
    return contains(type, "html") || contains(type, "xml") || contains(type, "rss") ||
           contains(type, "atom") || type.substr(0, 10) == "text/plain" ||
           contains(type, "feed+json");
  }

  static bool is_script(std::string_view type) {
    return contains(type, "css") || contains(type, "javascript") || contains(type, "svg") ||
           contains(type, "ecmascript") || contains(type, "dns");
  }

  const Origin& origin_;
  const Sink& sink_;
  Counts counts_;
  bool stopped_ = false;
};

}  // namespace

Counts read(const ByteSource& bytes, const Origin& origin, const Sink& sink) {
  return InputReader(origin, sink).read(bytes);
}

}  // namespace newsloom::decode
