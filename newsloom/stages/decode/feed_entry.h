#pragma once
// The tree of an <item> or <entry> as an entry of a feed.

#include "newsloom/stages/decode/feed.h"
#include "newsloom/stages/decode/feed_fields.h"
#include "newsloom/stages/decode/feed_tree.h"

namespace newsloom::decode {

/// `scope`: base address and language at the entry.
[[nodiscard]] FeedEntry entry_of(const FeedTree& tree, FieldScope scope, FeedDialect dialect);

}  // namespace newsloom::decode
