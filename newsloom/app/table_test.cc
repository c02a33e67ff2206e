#include "newsloom/app/table.h"

#include <gtest/gtest.h>

namespace newsloom::app {
namespace {

Table odd_table() {
  return {{"who", "count"},
          {{cell(std::string_view("A \"B\", C|D\n<b>")), cell(std::uint64_t{3})},
           {cell(std::string_view("=SUM(A1)")), Cell{}}}};
}

TEST(Table, JsonKeepsNumbersAndUnknowns) {
  EXPECT_EQ(rendered(odd_table(), TableFormat::json),
            "{\"who\":\"A \\\"B\\\", C|D\\n<b>\",\"count\":3}\n"
            "{\"who\":\"=SUM(A1)\",\"count\":null}\n");
}

TEST(Table, CsvIsQuotedAndRunsNoFormula) {
  EXPECT_EQ(rendered(odd_table(), TableFormat::csv),
            "who,count\r\n\"A \"\"B\"\", C|D\n<b>\",3\r\n'=SUM(A1),\r\n");
}

TEST(Table, MarkdownCellsCannotBreakTheTable) {
  EXPECT_EQ(rendered(odd_table(), TableFormat::markdown),
            "| who | count |\n| --- | --- |\n| A \"B\", C\\|D &lt;b> | 3 |\n| =SUM(A1) |  |\n");
}

}  // namespace
}  // namespace newsloom::app
