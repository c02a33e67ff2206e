#pragma once
// Units of measure that are compared with one another: kilometres with miles, hours with minutes.

#include <optional>
#include <string_view>

namespace newsloom::digest {

struct Measure {
  std::string_view bucket;  ///< the base unit: "metre"
  double factor = 1;        ///< one of the unit is so many of the base unit
};

/// Of a unit in small letters, singular or plural; nothing for other words.
[[nodiscard]] std::optional<Measure> measure_of(std::string_view folded_unit);

}  // namespace newsloom::digest
