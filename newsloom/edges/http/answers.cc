#include "newsloom/edges/http/answers.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "newsloom/edges/http/templates.h"

namespace newsloom::http {
namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kProblem = "application/problem+json";

std::string_view reason(unsigned status) {
  switch (status) {
    case 400: return "This request cannot be understood";
    case 403: return "This request does not come from these pages; reload the page and try again";
    case 404: return "There is nothing at this address";
    case 405: return "This is not answered here";
    case 409: return "This does not fit the stories as they are now";
    case 414: return "This address is too long";
    case 415: return "This form of request is not read here";
    case 503: return "The store cannot be read just now; try again";
    default: return "Something went wrong here";
  }
}

}  // namespace

unsigned status_of(Errc code) {
  switch (code) {
    case Errc::not_found: return 404;
    case Errc::invalid_input: return 400;
    case Errc::unavailable: return 503;
    default: return 500;
  }
}

Response problem(unsigned status, std::string_view detail) {
  nlohmann::ordered_json body;
  body["type"] = "about:blank";
  body["title"] = reason(status);
  body["status"] = status;
  if (!detail.empty()) body["detail"] = detail;
  Response out;
  out.status = status;
  out.content_type = kProblem;
  out.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  out.page = false;
  return out;
}

Response error_page(unsigned status) {
  Response out;
  out.status = status;
  out.content_type = kHtml;
  out.body = filled("problem", {{"page_title", fmt::format("{}", status)},
                                {"status", fmt::format("{}", status)},
                                {"reason", std::string(reason(status))}});
  return out;
}

Response html(std::string body) {
  Response out;
  out.content_type = kHtml;
  out.body = std::move(body);
  return out;
}

Response json(std::string body) {
  Response out;
  out.content_type = kJson;
  out.body = std::move(body) + "\n";
  out.page = false;
  return out;
}

}  // namespace newsloom::http
