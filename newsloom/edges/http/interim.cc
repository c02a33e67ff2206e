// Until the server stands here: lets the rest of the program be linked.
#include "newsloom/edges/http/server.h"

namespace newsloom::http {

__attribute__((weak)) Result<void> serve(const Store&, const ServeOptions&) {
  return fail(Errc::unsupported, "this build has no server");
}

}  // namespace newsloom::http
