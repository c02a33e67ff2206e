#pragma once
// Quantity: a figure made comparable: what is counted, done by whom, when, where, and the interval
// in which the number may lie.

#include <optional>
#include <string>
#include <string_view>

#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

/// Figures below this confidence are left out.
inline constexpr float kMinFigureConfidence = 0.3F;

/// What happens to the things counted: kinds that must agree before numbers are compared.
enum class Deed : unsigned char {
  none,
  dead,
  injured,
  missing,
  detained,
  displaced,
  exchanged,
  downed,
  launched,
  destroyed,
  delayed,
  rescued,
  aboard,
  voted,
  attended,
  spent,
  hired,
  dismissed,
};

struct Interval {
  double low = 0;
  double high = 0;

  [[nodiscard]] bool overlaps(const Interval& other) const {
    return low <= other.high && other.low <= high;
  }
};

struct Quantity {
  const Account* account = nullptr;
  const Figure* figure = nullptr;
  std::string bucket;     ///< unit or counted noun, normalised: equal buckets may be compared
  std::string counted;    ///< for people: "prisoners of war"
  bool measured = false;  ///< a unit of measure: the counted thing must be told from context
  double factor = 1;      ///< value * factor is in the bucket's base unit
  Interval range;         ///< in the base unit
  double value = 0;       ///< in the base unit
  bool rounded = false;   ///< "about", "more than", a round number
  Scope scope = Scope::unknown;
  bool two_sides = false;  ///< "each", "on each side": once for each of two parties
  Deed deed = Deed::none;
  std::string_view party;  ///< country that the counted things belong to: "Ukrainian drones"
  std::string_view speaker_party;  ///< country of whom the count is attributed to
  std::string speaker;             ///< whose count it is, where one is named
  bool state_speaks = false;       ///< a country or town is the speaker: it tells what it wants
  std::optional<Term> holder;      ///< the name or country that stands nearest before the number
  Terms holders;    ///< all that stand between the figure before and the number, and the nearest
  Terms context;    ///< the sentence without the figure
  Terms near;       ///< of the few words around the number
  Terms modifiers;  ///< of the counted noun
  Terms days;
  Terms places;
};

/// Nothing where the figure has no value or no counted thing.
[[nodiscard]] std::optional<Quantity> quantity_of(const View& view, const Account& account,
                                                  const Figure& figure);

}  // namespace newsloom::digest
