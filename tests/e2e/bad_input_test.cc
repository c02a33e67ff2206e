// Whatever is fed in: a clear message that names the input, the promised exit code, everything else
// still done, no signal, and memory within bounds.

#include <gtest/gtest.h>

#include "newsloom/testing/gzip.h"
#include "tests/support/program.h"

namespace newsloom::testing {
namespace {

using newsloom::testing::gzip;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr long kMaxPeakKb = 4000L * 1024;  // shadow memory counts too
#else
constexpr long kMaxPeakKb = 500L * 1024;
#endif

constexpr std::string_view kGoodTitle = "Harbour fire put out after nine hours";

/// A plain page with one article: what stands beside the bad input must still be read.
std::string good_page() {
  std::string page = "<!DOCTYPE html><html lang=\"en\"><head><title>";
  page += kGoodTitle;
  page += "</title></head><body><article><h1>";
  page += kGoodTitle;
  page += "</h1>";
  for (int i = 0; i < 3; ++i) {
    page +=
        "<p>Firefighters in the port of Amblesund put out a fire in a timber store on Tuesday "
        "after "
        "working through the night, the fire brigade said. Nobody was hurt. The cause of the fire, "
        "which destroyed about 400 tonnes of planks, is not known.</p>";
  }
  return page + "</article></body></html>";
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

/// Bytes without order or meaning, the same every time.
std::string noise(std::size_t size) {
  std::string out;
  std::uint32_t state = 2463534242U;
  while (out.size() < size) {
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    out += static_cast<char>(state & 0xFFU);
  }
  return out;
}

void write_large(const std::string& path, std::string_view head, std::size_t bytes) {
  std::ofstream out(path, std::ios::binary);
  out << head;
  const std::string block(1U << 20U, 'a');
  for (std::size_t written = 0; written < bytes; written += block.size()) out << block;
}

class BadInput : public ::testing::Test {
 protected:
  void SetUp() override { write_file(folder_.path("good.html"), good_page()); }

  /// Runs `name` together with the good page, checks what must hold for every input, and gives the
  /// outcome.
  Outcome run(const std::string& name, const std::string& until = "extract") {
    return checked(call({"run", folder_.path(name), folder_.path("good.html"), "--until", until}));
  }

  static Outcome checked(Outcome outcome) {
    EXPECT_EQ(outcome.signal, 0) << outcome.err;
    EXPECT_LT(outcome.peak_kb, kMaxPeakKb);
    EXPECT_NE(outcome.out.find(kGoodTitle), std::string::npos) << "the good page was not read\n"
                                                               << outcome.err;
    (void)lines_of(outcome.out);
    return outcome;
  }

  static void expect_complaint(const Outcome& outcome, const std::string& about) {
    EXPECT_EQ(outcome.code, kSomeUnreadable);
    EXPECT_NE(outcome.err.find(about), std::string::npos) << "no word of " << about << " in:\n"
                                                          << outcome.err;
  }

  TempFolder folder_;
};

TEST_F(BadInput, MissingFileIsNamed) { expect_complaint(run("nowhere.html"), "nowhere.html"); }

TEST_F(BadInput, EmptyFileIsNamed) {
  write_file(folder_.path("empty.html"), "");
  expect_complaint(run("empty.html"), "empty.html");
}

TEST_F(BadInput, BinaryFileIsNamed) {
  write_file(folder_.path("noise.bin"), noise(100000));
  expect_complaint(run("noise.bin"), "noise.bin");
}

TEST_F(BadInput, TruncatedGzipIsNamed) {
  const std::string whole = gzip(good_page() + noise(20000));
  write_file(folder_.path("cut.html.gz"), whole.substr(0, whole.size() / 2));
  expect_complaint(run("cut.html.gz"), "cut.html.gz");
}

TEST_F(BadInput, GzipBombEndsAtTheLimit) {
  // 1 GB of zeros in two layers' worth of repetition: a page of that size is no page.
  std::string bomb;
  const std::string layer = gzip(std::string(64U << 20U, ' '));
  for (int i = 0; i < 16; ++i) bomb += layer;
  write_file(folder_.path("bomb.html.gz"), bomb);
  expect_complaint(run("bomb.html.gz"), "bomb.html.gz");
}

TEST_F(BadInput, TruncatedWarcGivesItsWholeRecords) {
  const std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + good_page();
  const auto record = [&](const std::string& url) {
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: "
           "2026-03-03T10:00:00Z\r\nWARC-Target-URI: " +
           url + "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " +
           std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n";
  };
  const std::string second = record("https://amblesund.example/2");
  write_file(folder_.path("cut.warc"),
             record("https://amblesund.example/1") + second.substr(0, second.size() / 2));
  const Outcome outcome = run("cut.warc");
  expect_complaint(outcome, "cut.warc");
  EXPECT_NE(outcome.out.find("https://amblesund.example/1"), std::string::npos);
}

TEST_F(BadInput, HundredMegabytesOnOneLine) {
  write_large(folder_.path("line.txt"), "", 100U << 20U);
  expect_complaint(run("line.txt"), "line.txt");
}

TEST_F(BadInput, HundredMegabytesInOneJsonLine) {
  write_large(folder_.path("line.ndjson"), R"({"id":"x","text":")", 100U << 20U);
  expect_complaint(run("line.ndjson"), "line.ndjson");
}

TEST_F(BadInput, DeeplyNestedTags) {
  write_file(folder_.path("deep.html"),
             "<html><body>" + repeated("<div><b>", 100000) + good_page());
  const Outcome outcome = run("deep.html", "digest");
  EXPECT_TRUE(outcome.code == kOk || outcome.code == kSomeUnreadable) << outcome.code;
}

TEST_F(BadInput, OneWordOfAMegabyte) {
  write_file(folder_.path("word.html"), "<html><body><article><h1>A long word</h1><p>" +
                                            std::string(1U << 20U, 'x') +
                                            "</p></article></body></html>");
  const Outcome outcome = run("word.html", "digest");
  EXPECT_TRUE(outcome.code == kOk || outcome.code == kSomeUnreadable) << outcome.code;
}

TEST_F(BadInput, BrokenUtf8IsStillRead) {
  std::string page = good_page();
  page.insert(page.find("Firefighters"), "Stra\xC3 \xFF\xFE\x80\xED\xA0\x80 ");
  write_file(folder_.path("broken.html"), page);
  const Outcome outcome = run("broken.html", "annotate");
  EXPECT_EQ(outcome.code, kOk);
  EXPECT_EQ(lines_of(outcome.out).size(), 2U);
}

TEST_F(BadInput, EntityBombInAFeed) {
  std::string feed = "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY a0 \"haha\">\n";
  for (int i = 1; i < 12; ++i) {
    feed += "<!ENTITY a" + std::to_string(i) + " \"" +
            repeated("&a" + std::to_string(i - 1) + ";", 10) + "\">\n";
  }
  feed +=
      "]><rss version=\"2.0\"><channel><title>&a11;</title><item><title>Bridge closed</title>"
      "<link>https://amblesund.example/b</link><description>&a11; The bridge at Amblesund is "
      "closed.</description></item></channel></rss>";
  write_file(folder_.path("bomb.rss"), feed);
  const Outcome outcome = run("bomb.rss");
  EXPECT_TRUE(outcome.code == kOk || outcome.code == kSomeUnreadable) << outcome.code;
  EXPECT_LT(outcome.out.size(), 100000U);
}

TEST_F(BadInput, FeedCutInTheMiddleGivesItsEntries) {
  const std::string feed = read_file(source_path("data/sample/feeds/brightwater.rss"));
  write_file(folder_.path("cut.rss"), feed.substr(0, feed.size() / 2));
  const Outcome outcome = run("cut.rss");
  EXPECT_TRUE(outcome.code == kOk || outcome.code == kSomeUnreadable) << outcome.code;
  EXPECT_GE(lines_of(outcome.out).size(), 2U);
}

TEST_F(BadInput, BrokenLineOfNdjsonIsNamedWithItsPlace) {
  const std::string good =
      R"({"id":"a1","title":"Quiet night","text":"Nothing happened in Amblesund."})";
  write_file(folder_.path("lines.ndjson"),
             good + "\n{\"id\":\"a2\", \"tit\n\n[1,2]\n" + good + "\n");
  const Outcome outcome = run("lines.ndjson", "annotate");
  expect_complaint(outcome, "lines.ndjson");
  EXPECT_NE(outcome.err.find(std::to_string(good.size() + 1)), std::string::npos)
      << "the byte offset of the broken line is missing:\n"
      << outcome.err;
  EXPECT_EQ(lines_of(outcome.out).size(), 3U) << "both good lines and the page";
}

TEST_F(BadInput, PathsOutsideTheFolderAreRefused) {
  write_file(folder_.path("secret.html"), "<html><body><p>TOP SECRET</p></body></html>");
  write_file(folder_.path("in/page.html"), good_page());
  fs::create_symlink(folder_.path("secret.html"), folder_.path("in/link.html"));
  fs::create_directory_symlink(folder_.path(), folder_.path("in/up"));
  const auto line = [](const std::string& id, const std::string& path) {
    return Json{{"id", id}, {"url", "https://amblesund.example/" + id}, {"path", path}}.dump() +
           "\n";
  };
  write_file(folder_.path("in/list.ndjson"),
             line("dots", "../secret.html") + line("absolute", folder_.path("secret.html")) +
                 line("link", "link.html") + line("up", "up/secret.html") +
                 line("nested", "x/../../secret.html") + line("fine", "page.html"));
  const Outcome outcome = run("in/list.ndjson");
  expect_complaint(outcome, "list.ndjson");
  EXPECT_EQ(outcome.out.find("TOP SECRET"), std::string::npos);
  EXPECT_NE(outcome.out.find("\"fine\""), std::string::npos) << "the allowed page was not read";
  for (const char* refused : {"../secret.html", "link.html", "up/secret.html"}) {
    EXPECT_NE(outcome.err.find(refused), std::string::npos) << refused << "\n" << outcome.err;
  }
}

TEST_F(BadInput, FolderAndFileWithoutRightsAreNamed) {
  fs::create_directory(folder_.path("closed"));
  fs::permissions(folder_.path("closed"), fs::perms::none);
  write_file(folder_.path("closed.html"), good_page());
  fs::permissions(folder_.path("closed.html"), fs::perms::none);
  Call nobody;
  nobody.args = {"--version"};
  nobody.as_nobody = ::getuid() == 0;
  if (call(nobody).code != kOk) GTEST_SKIP() << "the program cannot be started as another user";
  nobody.args = {"run",
                 folder_.path("closed"),
                 folder_.path("closed.html"),
                 folder_.path("good.html"),
                 "--until",
                 "extract"};
  const Outcome outcome = checked(call(nobody));
  fs::permissions(folder_.path("closed"), fs::perms::all);
  expect_complaint(outcome, folder_.path("closed"));
  expect_complaint(outcome, "closed.html");
}

TEST_F(BadInput, FullDiskUnderTheOutput) {
  Call full;
  full.args = {"run", folder_.path("good.html"), "--until", "annotate"};
  full.output_file = "/dev/full";
  const Outcome outcome = call(full);
  EXPECT_EQ(outcome.signal, 0);
  EXPECT_EQ(outcome.code, kInternal);
  EXPECT_NE(outcome.err.find("No space left"), std::string::npos) << outcome.err;
}

// --- the database

class BadDatabase : public BadInput {
 protected:
  std::string database() const { return folder_.path("news.db"); }
  Outcome ingest() { return call({"ingest", "--db", database(), folder_.path("good.html")}); }

  void expect_failure(const Outcome& outcome) {
    EXPECT_EQ(outcome.signal, 0);
    EXPECT_EQ(outcome.code, kInternal) << outcome.out;
    EXPECT_NE(outcome.err.find("news.db"), std::string::npos) << outcome.err;
  }
};

TEST_F(BadDatabase, FullDisk) {
  Call full;
  full.args = {"ingest", "--db", database(), source_path("data/sample/captures.ndjson")};
  full.max_file_bytes = 96U << 10U;
  expect_failure(call(full));
  // With room again the same command works, and nothing is lost or there twice.
  const Outcome again =
      call({"ingest", "--db", database(), source_path("data/sample/captures.ndjson")});
  EXPECT_EQ(again.code, kOk) << again.err;
}

TEST_F(BadDatabase, NoDatabaseAtAll) {
  write_file(database(), "This is a shopping list, not a database.\n" + noise(5000));
  expect_failure(ingest());
  EXPECT_EQ(read_file(database()).substr(0, 23), "This is a shopping list") << "it was overwritten";
}

TEST_F(BadDatabase, DamagedPagesAreFoundByDoctor) {
  ASSERT_EQ(call({"ingest", "--db", database(), source_path("data/sample/captures.ndjson")}).code,
            kOk);
  std::string bytes = read_file(database());
  ASSERT_GT(bytes.size(), 40000U);
  bytes.replace(bytes.size() / 2, 16000, noise(16000));
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(database() + suffix);
  write_file(database(), bytes);
  const Outcome outcome = call({"doctor", "--db", database()});
  EXPECT_EQ(outcome.signal, 0);
  EXPECT_EQ(outcome.code, kInternal) << outcome.out;
  EXPECT_FALSE(outcome.err.empty());
}

TEST_F(BadDatabase, InAFolderThatCannotBe) {
  const Outcome outcome = call({"ingest", "--db", "/dev/null/news.db", folder_.path("good.html")});
  EXPECT_EQ(outcome.signal, 0);
  EXPECT_EQ(outcome.code, kInternal) << outcome.out;
  EXPECT_NE(outcome.err.find("/dev/null"), std::string::npos) << outcome.err;
}

}  // namespace
}  // namespace newsloom::testing
