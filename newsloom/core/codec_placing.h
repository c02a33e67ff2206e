#pragma once
// What placing needs of an item, as few bytes as it takes: a restart reads it for every article of
// the store, and reading whole items as JSON would take most of the time. For stores only: no
// public shape, and no other program reads it.

#include <string>
#include <string_view>

#include "newsloom/core/item.h"
#include "newsloom/core/result.h"

namespace newsloom::codec {

/// Of the text both ends are kept, each of so many bytes: match looks there for agencies.
inline constexpr std::size_t kPlacingEnd = 512;
/// Authors, and bytes of each text that is kept.
inline constexpr std::size_t kPlacingAuthors = 16;
inline constexpr std::size_t kPlacingField = 1024;

[[nodiscard]] std::string placing_to_bytes(const Item& item);
/// An item that is placed as the whole one is, but without title, annotations and all that placing
/// does not ask for; a text that is longer has only its ends. Errors: corrupt.
[[nodiscard]] Result<Item> item_from_placing(std::string_view bytes);

}  // namespace newsloom::codec
