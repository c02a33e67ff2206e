#pragma once
// A feed as captures: one for each entry.

#include <vector>

#include "newsloom/core/capture.h"
#include "newsloom/core/result.h"

namespace newsloom::decode {

/// Appends one capture of kind feed_entry for each entry of the feed in `page` (body, url, content
/// type, fetched_at). Their publisher is the feed's title. Errors: those of feed().
Result<int> feed_captures(const Capture& page, std::vector<Capture>& out);

}  // namespace newsloom::decode
