#include "newsloom/stages/digest/quantity_units.h"

#include <array>

namespace newsloom::digest {
namespace {

struct UnitRow {
  std::string_view names;  ///< folded, split by '|'
  std::string_view bucket;
  double factor;
};
// Hand-made; factors by definition (international yard and pound, 1959).
constexpr auto kUnits = std::to_array<UnitRow>({
    {"kilometre|kilometer|km", "metre", 1000},
    {"mile|mi", "metre", 1609.344},
    {"metre|meter|m", "metre", 1},
    {"foot|feet|ft", "metre", 0.3048},
    {"yard|yd", "metre", 0.9144},
    {"centimetre|centimeter|cm", "metre", 0.01},
    {"millimetre|millimeter|mm", "metre", 0.001},
    {"inch|inche", "metre", 0.0254},
    {"nautical mile", "metre", 1852},
    {"kilogram|kilogramme|kg", "kilogram", 1},
    {"tonne|metric ton|ton|t", "kilogram", 1000},
    {"pound-mass|lb", "kilogram", 0.45359237},
    {"gram|gramme|g", "kilogram", 0.001},
    {"hectare|ha", "square metre", 10000},
    {"acre", "square metre", 4046.8564224},
    {"square kilometre|square kilometer|km2|km²|sq km", "square metre", 1e6},
    {"square mile", "square metre", 2589988.110336},
    {"litre|liter|l", "litre", 1},
    {"barrel", "barrel", 1},
    {"percent|per cent|%|percentage", "percent", 1},
    {"percentage point", "percentage point", 1},
    {"kilometre per hour|kilometer per hour|km/h|kph", "metre per second", 0.2777777778},
    {"mile per hour|mph", "metre per second", 0.44704},
    {"degree celsius|celsius|°c", "celsius", 1},
    {"magnitude", "magnitude", 1},
    {"megawatt|mw", "watt", 1e6},
    {"gigawatt|gw", "watt", 1e9},
    {"second", "second", 1},
    {"minute", "second", 60},
    {"hour", "second", 3600},
    {"day", "day", 1},
    {"week", "day", 7},
    {"month", "month", 1},
    {"year", "month", 12},
});

bool in_list(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t bar = list.find('|');
    if (list.substr(0, bar) == word) return true;
    if (bar == std::string_view::npos) return false;
    list.remove_prefix(bar + 1);
  }
  return false;
}

}  // namespace

std::optional<Measure> measure_of(std::string_view folded_unit) {
  if (folded_unit.empty()) return std::nullopt;
  for (const UnitRow& row : kUnits) {
    if (in_list(row.names, folded_unit)) return Measure{row.bucket, row.factor};
    if (folded_unit.ends_with('s') && folded_unit.size() > 2 &&
        in_list(row.names, folded_unit.substr(0, folded_unit.size() - 1))) {
      return Measure{row.bucket, row.factor};
    }
  }
  return std::nullopt;
}

}  // namespace newsloom::digest
