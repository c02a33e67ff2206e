#pragma once
// Corrections over HTTP: merge, split, move, lock, unlock, undo, from the form on a story's page or
// as JSON. The same decisions as `newsloom correct`; the guards against other sites are here.

#include <string>

#include "newsloom/edges/http/respond.h"
#include "newsloom/edges/http/target.h"

namespace newsloom::http {

inline constexpr std::size_t kMaxCorrectedArticles = 1000;
inline constexpr std::size_t kMaxNoteBytes = 1000;

/// True for "localhost", "127.0.0.1:8080", "[::1]": a page of another site that was made to resolve
/// to this machine names its own host.
[[nodiscard]] bool is_local_host(std::string_view host);

/// A POST: "/api/v1/corrections" with a JSON body, or "/story/ID/correct" with a form. Who may:
/// a form carries the token of this run, JSON the header X-Newsloom-Correction, which no other
/// site's page can send; where only this machine is served, the Host must be it.
[[nodiscard]] Response corrected(const Request& request, const Target& target,
                                 const Editing& editing);

}  // namespace newsloom::http
