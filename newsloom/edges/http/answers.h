#pragma once
// The forms of answers that pages, API and corrections share.

#include <string>
#include <string_view>

#include "newsloom/core/result.h"
#include "newsloom/edges/http/respond.h"

namespace newsloom::http {

[[nodiscard]] unsigned status_of(Errc code);
/// RFC 9457.
[[nodiscard]] Response problem(unsigned status, std::string_view detail);
[[nodiscard]] Response error_page(unsigned status);
[[nodiscard]] Response html(std::string body);
[[nodiscard]] Response json(std::string body);

}  // namespace newsloom::http
