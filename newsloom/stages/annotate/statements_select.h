#pragma once
// Which candidates of a unit are kept: their score, and what lies inside what another says.

#include <optional>
#include <vector>

#include "newsloom/stages/annotate/statements_cues.h"

namespace newsloom::annotate {

/// All candidates of a unit with their scores, by place.
[[nodiscard]] std::vector<Candidate> scored(const Words& text, const Unit& unit,
                                            const StatementResources& resources);

/// Those which are likely enough, by place.
[[nodiscard]] std::vector<Candidate> chosen(const Words& text, const Unit& unit,
                                            const StatementResources& resources);

/// The noun phrase before the first finite verb of the unit.
[[nodiscard]] std::optional<Range> first_subject(const Words& text, const Unit& unit);

}  // namespace newsloom::annotate
