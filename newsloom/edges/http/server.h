#pragma once
// The pages and the API: HTTP/1.1 over a Store; corrections where they are allowed.

#include <cstdint>
#include <functional>
#include <string>

#include "newsloom/pipeline/ports.h"

namespace newsloom::http {

struct ServeOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free one
  /// Called once with the port that is listened on.
  std::function<void(std::uint16_t port)> on_listening;
  /// Takes corrections; null: none are allowed. Outlives serve().
  Corrector* corrector = nullptr;
  std::string token;  ///< a secret of this run, for the forms
};

/// Answers requests until SIGINT or SIGTERM, then ends in good order.
/// Errors: unavailable (the port is taken, no rights), invalid_input (no such address).
Result<void> serve(const Store& store, const ServeOptions& options);

}  // namespace newsloom::http
