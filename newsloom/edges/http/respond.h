#pragma once
// One request in, one response out, without sockets: what the pages and the API answer.

#include <cstddef>
#include <string>
#include <string_view>

#include "newsloom/pipeline/ports.h"

namespace newsloom::http {

inline constexpr std::size_t kMaxTargetBytes = 2048;
inline constexpr std::size_t kMaxQueryBytes = 200;

struct Request {
  std::string method = "GET";
  std::string target;         ///< "/story/s9?x=1"
  std::string if_none_match;  ///< as sent
  // Of a POST:
  std::string host;               ///< "127.0.0.1:8080"
  std::string origin;             ///< "http://127.0.0.1:8080"; empty where none was sent
  std::string content_type;       ///< as sent
  std::string correction_header;  ///< X-Newsloom-Correction
  std::string body;
};

/// What lets readers correct stories.
struct Editing {
  Corrector* corrector = nullptr;
  std::string token;       ///< a secret of this run, put into every form
  bool only_local = true;  ///< only this machine is served
};

struct Response {
  unsigned status = 200;
  std::string content_type;
  std::string body;
  std::string etag;      ///< with quotation marks; empty: none
  std::string location;  ///< of a redirect
  bool page = true;      ///< a page of our own (strict content policy), not data
};

/// Never fails: what goes wrong is a response. Threads: any.
/// `editing`: null where nothing may be corrected.
[[nodiscard]] Response respond(const Request& request, const Store& store,
                               const Editing* editing = nullptr);

}  // namespace newsloom::http
