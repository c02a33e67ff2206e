#include "newsloom/core/text/name_form.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace newsloom {
namespace {

int fit(std::string_view a, std::string_view b, NameType type = NameType::person) {
  return name_fit(name_form(a, type), name_form(b, type));
}

TEST(NameForm, JoinsFullNames) {
  EXPECT_EQ(fit("Sergey Belov", "Sergei Belov"), kNameEqual);
  EXPECT_EQ(fit("Bill Clark", "William Clark"), kNameEqual);
  EXPECT_EQ(fit("J. Turner", "John F. Turner"), kNameEqual);
  EXPECT_EQ(fit("Сергей Белов", "Sergej Below"), kNameEqual);
  EXPECT_EQ(fit("Martin Harris", "Laura Harris"), 0);
}

TEST(NameForm, JoinsPartsOfNames) {
  EXPECT_EQ(fit("Belov", "Sergey Belov"), kNameExact);
  EXPECT_EQ(fit("Белова", "Сергей Белов"), kNameSurname);
  EXPECT_EQ(fit("Selenskyj", "Volodymyr Zelensky"), kNameSurname);
  EXPECT_EQ(fit("Sergey", "Sergey Belov"), kNameForename);
  EXPECT_EQ(fit("al-Hassan", "Khalid al-Hassan"), kNameExact);
  EXPECT_EQ(fit("Stone-Barker", "Emma Stone-Barker"), kNameEqual);
}

TEST(NameForm, JoinsBodiesAndPlaces) {
  EXPECT_EQ(fit("IRB", "International River Board", NameType::org), kNameSurname);
  EXPECT_EQ(fit("Defence Ministry", "Ministry of Defence", NameType::org), kNameSpelling);
  EXPECT_EQ(fit("Norvik", "Norvik Energy Corp", NameType::org), kNameForename);
  EXPECT_EQ(fit("Kiev", "Kyiv", NameType::place), kNameEqual);
  EXPECT_EQ(fit("Norland", "Sarland", NameType::place), 0);
  EXPECT_EQ(fit("", "Vale", NameType::place), 0);
}

RC_GTEST_PROP(NameForm, FitIsSymmetric, (const std::string& a, const std::string& b)) {
  for (const NameType type : {NameType::person, NameType::org, NameType::place}) {
    RC_ASSERT(fit(a, b, type) == fit(b, a, type));
  }
}

}  // namespace
}  // namespace newsloom
