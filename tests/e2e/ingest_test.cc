// The database under bad luck: the program is killed while it reads, or finds the database locked.

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/support/program.h"

namespace newsloom::testing {
namespace {

std::vector<std::string> ingest(const std::string& database) {
  return {"ingest", "--quiet", "--db", database, "-"};
}

std::string stories(const std::string& database) {
  const Outcome outcome = call({"stories", "--db", database, "--json", "--limit", "1000"});
  EXPECT_EQ(outcome.code, kOk) << outcome.err;
  return outcome.out;
}

Outcome ingest_sample(const std::string& database) {
  Call one;
  one.args = ingest(database);
  one.input = read_file(source_path("data/sample/captures.ndjson"));
  one.folder = source_path("data/sample");
  return call(one);
}

/// Feeds the first lines of the sample into an ingest and kills it at once, whatever it is doing.
void ingest_and_kill(const std::string& database, std::size_t lines) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[0], 0);
    ::close(ends[0]);
    ::close(ends[1]);
    if (::chdir(source_path("data/sample").c_str()) != 0) ::_exit(126);
    ::execl(NEWSLOOM_PROGRAM, NEWSLOOM_PROGRAM, "ingest", "--quiet", "--db", database.c_str(), "-",
            nullptr);
    ::_exit(127);
  }
  ::close(ends[0]);
  std::istringstream in(read_file(source_path("data/sample/captures.ndjson")));
  std::string line;
  for (std::size_t i = 0; i < lines && std::getline(in, line); ++i) {
    line += "\n";
    ASSERT_EQ(::write(ends[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
  }
  // Wait until it has begun to work on the database, so that the kill hits something.
  while (!fs::exists(database)) ::usleep(1000);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  ::close(ends[1]);
}

TEST(Ingest, KilledCanBeRunAgain) {
  const TempFolder folder;
  ASSERT_EQ(ingest_sample(folder.path("whole.db")).code, kOk);
  for (const std::size_t lines : {1U, 20U, 60U}) {
    const std::string database = folder.path("killed" + std::to_string(lines) + ".db");
    ingest_and_kill(database, lines);
    const Outcome again = ingest_sample(database);
    EXPECT_EQ(again.code, kOk) << again.err;
    EXPECT_EQ(stories(database), stories(folder.path("whole.db"))) << lines;
    EXPECT_EQ(call({"doctor", "--db", database}).code, kOk);
  }
}

TEST(Ingest, LockedDatabaseIsTold) {
  const TempFolder folder;
  const std::string database = folder.path("news.db");
  ASSERT_EQ(ingest_sample(database).code, kOk);
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(database.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  Call one;
  one.args = ingest(database);
  one.input =
      R"({"id":"new","title":"Fog","text":"Thick fog closed the port of Amblesund on Monday, the harbour office said.","published":"2026-03-04"})";
  const Outcome outcome = call(one);
  EXPECT_EQ(outcome.signal, 0);
  EXPECT_EQ(outcome.code, kInternal);
  EXPECT_NE(outcome.err.find("locked"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("news.db"), std::string::npos) << outcome.err;
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_EQ(call(one).code, kOk) << "free again";
}

}  // namespace
}  // namespace newsloom::testing
