#pragma once
// Names joined: which mentions of an article name the same person, body or place; and their roles.

#include <optional>
#include <string>
#include <vector>

#include "newsloom/stages/annotate/names_model.h"

namespace newsloom::annotate {

/// One name: indices into the spans, ascending.
using NameGroup = std::vector<std::uint32_t>;

/// Groups in order of their first mention. A surname goes to the last full name before it that it
/// fits (else to the first after it), an acronym to its words, a spelling to its like.
/// Limits: kMaxNames groups.
[[nodiscard]] std::vector<NameGroup> join_names(const Analysis& analysis,
                                                const std::vector<NameSpan>& spans);

/// "Russian Foreign Minister" before or after a mention of a person, as written.
[[nodiscard]] std::optional<std::string> role_of(const Analysis& analysis,
                                                 const std::vector<std::uint32_t>& known,
                                                 const NameSpan& span);

inline constexpr std::uint32_t kMaxRoleTokens = 9;

}  // namespace newsloom::annotate
