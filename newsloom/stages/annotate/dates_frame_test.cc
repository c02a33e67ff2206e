// Words right around a day that tell on which side of the day of writing it lies; date lines.

#include "newsloom/stages/annotate/dates_frame.h"

#include <gtest/gtest.h>

#include <string>

#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

Annotations notes_of(const std::string& text, bool published = true) {
  static const Result<Resources> loaded = Resources::load(testing::data());
  Article article;
  article.id = "a";
  article.language = "en";
  article.text = text;
  if (published) article.published = timestamp_of(CivilDay{2031, 3, 12});  // a Wednesday
  return annotate(article, *loaded);
}

/// The value of the last date.
std::string value(const std::string& text) {
  const Annotations notes = notes_of(text);
  return notes.dates.empty() ? "" : notes.dates.back().value;
}

struct Case {
  const char* text;
  const char* want;
};

class DateFrame : public ::testing::TestWithParam<Case> {};

TEST_P(DateFrame, TellsTheSide) { EXPECT_EQ(value(GetParam().text), GetParam().want); }

INSTANTIATE_TEST_SUITE_P(
    Cases, DateFrame,
    ::testing::Values(
        Case{"Mayor Holt called off a trip to Osk planned for Friday.", "2031-03-14"},
        Case{"Mayor Holt cancelled a speech planned for Monday night.", "2031-03-10TNI"},
        Case{"A march, which had been planned for Saturday, was called off.", "2031-03-15"},
        Case{"The parade had been planned for Monday.", "2031-03-10"},
        Case{"The council declared a day of mourning for Friday.", "2031-03-14"},
        Case{"The mayor announced three days of mourning starting Saturday.", "2031-03-15"},
        Case{"This Friday's harbour fair has been cancelled.", "2031-03-14"},
        Case{"A vote on the repairs was put off until September.", "2031-09"},
        Case{"The second flight, which was due in August, has been put back.", "2031-08"},
        Case{"The board asked for an urgent debate on Thursday.", "2031-03-13"},
        Case{"The board asked for an urgent debate on Monday.", "2031-03-10"},
        Case{"The buyer will pay a third more than the closing price on Friday.", "2031-03-07"},
        Case{"Police will question the driver about Monday's crash.", "2031-03-10"},
        Case{"Parties made their last promises ahead of Sunday's vote.", "2031-03-16"},
        Case{"Ida Holt said the talks would begin on Tuesday.", "2031-03-18"}));

TEST(DateLine, OpensTheTextWithOrWithoutItsYear) {
  EXPECT_EQ(notes_of("PORT OSK, 12 August 2030 (AFX) - The dam broke.", false).written_on,
            "2030-08-12");
  const Annotations open = notes_of(
      "PORT OSK, Nov 4 (Merkur) - The dam broke on Monday. It will be repaired in May.", false);
  EXPECT_EQ(open.written_on, "XXXX-11-04");
  ASSERT_EQ(open.dates.size(), 3U);
  EXPECT_EQ(open.dates[1].value, "XXXX-WXX-1");
  EXPECT_EQ(open.dates[1].lies, -1);
  EXPECT_EQ(open.dates[2].lies, 1);
  EXPECT_EQ(notes_of("The dam of Osk broke on Nov 4 (again).", false).written_on, std::nullopt);
  EXPECT_EQ(notes_of("PORT OSK, 12 August 2030 (AFX) - The dam broke.").written_on, std::nullopt);
}

}  // namespace
}  // namespace newsloom::annotate
