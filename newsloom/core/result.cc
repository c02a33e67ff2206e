#include "newsloom/core/result.h"

namespace newsloom {

std::string_view name_of(Errc code) {
  switch (code) {
    case Errc::invalid_input: return "invalid_input";
    case Errc::unsupported: return "unsupported";
    case Errc::too_large: return "too_large";
    case Errc::rejected: return "rejected";
    case Errc::not_found: return "not_found";
    case Errc::conflict: return "conflict";
    case Errc::unavailable: return "unavailable";
    case Errc::corrupt: return "corrupt";
  }
  return "unknown";
}

std::string message(const Error& error) {
  return error.where.empty() ? error.what : error.where + ": " + error.what;
}

}  // namespace newsloom
