#pragma once
// Credits of pictures: "(Photo: Lena Vik)", "… / AFP", "Getty Images".

#include <string_view>

namespace newsloom::extract {

/// Words that only stand in credits, anywhere in a folded text.
[[nodiscard]] bool has_credit(std::string_view folded);

/// A short text whose last sentence, or closing bracket, is the credit of a picture: a caption.
[[nodiscard]] bool ends_in_credit(std::string_view text);

}  // namespace newsloom::extract
