#pragma once
// Dates of accounts that have no day of their own: "Wednesday" or "May 16" on a page without a date
// is read with the day of the most similar dated account of the same story. Such dates are marked
// and weigh less; without any dated account nothing is done.

#include <string>
#include <string_view>

#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

/// Fills `Account::dates` of every account.
void settle_dates(View& view);

/// The value that an annotation's date has in this story; the value itself where nothing changed.
/// `near`: where the annotation stands.
[[nodiscard]] std::string settled_value(const Account& account, std::string_view value, Span near);

}  // namespace newsloom::digest
