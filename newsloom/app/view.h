#pragma once
// A story out of the store, with the articles that its evidence points into.

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "newsloom/pipeline/ports.h"

namespace newsloom::app {

struct StoryView {
  Digest digest;
  std::map<std::string, ItemPtr, std::less<>> items;

  /// Valid as long as the view.
  [[nodiscard]] std::function<const Article*(std::string_view)> finder() const {
    return [this](std::string_view id) -> const Article* {
      const auto found = items.find(id);
      return found == items.end() ? nullptr : &found->second->article;
    };
  }
};

/// Errors: those of the store; not_found.
[[nodiscard]] inline Result<StoryView> story_view(const Store& store, std::string_view id) {
  StoryView view;
  NL_TRY(view.digest, store.digest(id));
  for (const std::string& article : view.digest.articles) {
    NL_TRY(view.items[article], store.item(article));
  }
  return view;
}

}  // namespace newsloom::app
