#include "newsloom/stages/decode/decode.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <zstd.h>
#include <vector>

#include "newsloom/stages/decode/byte_stream.h"
#include "newsloom/stages/decode/ndjson.h"
#include "newsloom/stages/decode/unpacked.h"
#include "newsloom/stages/decode/warc.h"
#include "newsloom/testing/gzip.h"

namespace newsloom::decode {
namespace {

using newsloom::testing::gzip;

struct Found {
  std::vector<Capture> captures;
  std::vector<Error> problems;
  Counts counts;
};

// Gives the bytes in pieces of `step`: nothing may depend on where a read ends.
ByteSource source_of(const std::string& bytes, std::size_t step = 1U << 16U) {
  return [&bytes, step, at = std::size_t{0}](char* out,
                                             std::size_t size) mutable -> Result<std::size_t> {
    const std::size_t n = std::min({size, step, bytes.size() - at});
    std::copy_n(bytes.data() + at, n, out);
    at += n;
    return n;
  };
}

Found read_all(const std::string& bytes, Origin origin = {}, std::size_t step = 1U << 16U) {
  Found found;
  if (origin.name.empty()) origin.name = "input";
  Sink sink;
  sink.capture = [&found](Capture&& capture) {
    found.captures.push_back(std::move(capture));
    return true;
  };
  sink.problem = [&found](const Error& error) { found.problems.push_back(error); };
  found.counts = read(source_of(bytes, step), origin, sink);
  EXPECT_EQ(found.counts.captures, found.captures.size());
  EXPECT_EQ(found.counts.problems, found.problems.size());
  return found;
}

std::string zstd(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

std::string record(const std::string& type, const std::string& uri, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri +
         "\r\nWARC-Date: 2031-05-01T10:00:00Z\r\nContent-Type: application/http; "
         "msgtype=response\r\nContent-Length: " +
         std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string page_record(const std::string& name, const std::string& head = "",
                        const std::string& body = "") {
  return record("response", "http://lund.test/" + name,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + head + "\r\n" +
                    (body.empty() ? "<html><p>" + name + "</p></html>" : body));
}

TEST(Kind, IsSeenInTheContent) {
  EXPECT_EQ(kind_of("", ""), InputKind::empty);
  EXPECT_EQ(kind_of(" \n", ""), InputKind::empty);
  EXPECT_EQ(kind_of("<!DOCTYPE html><title>x</title>", "x.txt"), InputKind::html);
  EXPECT_EQ(kind_of("<p>Hello", ""), InputKind::html);
  EXPECT_EQ(kind_of("<!-- c --><?xml version='1.0'?><rss version='2.0'>", ""), InputKind::feed);
  EXPECT_EQ(kind_of("\xEF\xBB\xBF<feed xmlns='x'>", ""), InputKind::feed);
  EXPECT_EQ(kind_of("<!DOCTYPE rss [<!ENTITY a '>'>]><rss>", ""), InputKind::feed);
  EXPECT_EQ(kind_of("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", ""), InputKind::feed);
  EXPECT_EQ(kind_of("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", ""),
            InputKind::feed);
  EXPECT_EQ(kind_of("{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"c\"}", ""), InputKind::ndjson);
  EXPECT_EQ(kind_of("<opml version='2.0'>", ""), InputKind::opml);
  EXPECT_EQ(kind_of("WARC/1.1\r\n", ""), InputKind::warc);
  EXPECT_EQ(kind_of("%PDF-1.7", ""), InputKind::binary);
  EXPECT_EQ(kind_of(std::string_view("\x89PNG\r\n\x1A\n\0\0\0", 11), ""), InputKind::binary);
  EXPECT_EQ(kind_of("The council met on Monday. 3 < 4.", "a.txt"), InputKind::plain_text);
}

TEST(Decode, PagesAndTextsAreOneCapture) {
  Origin origin;
  origin.name = "a.html";
  origin.url = "http://lund.test/a";
  origin.content_type = "text/html; charset=koi8-r";
  const Found page = read_all("<html><p>\xC1</p>", origin);
  ASSERT_EQ(page.captures.size(), 1U);
  EXPECT_EQ(page.captures[0].kind, CaptureKind::html);
  EXPECT_EQ(page.captures[0].body, "<html><p>\xC1</p>");
  EXPECT_EQ(page.captures[0].content_type, origin.content_type);
  EXPECT_EQ(page.captures[0].id, capture_id(origin.url, page.captures[0].body));
  EXPECT_EQ(read_all("Some text.").captures.at(0).kind, CaptureKind::text);
}

TEST(Decode, FeedsAreOneCaptureForEachEntry) {
  const Found found = read_all(
      "<rss version='2.0'><channel><title>Post &amp; Co</title>"
      "<item><title>A &lt;i&gt;b&lt;/i&gt;</title><link>http://p.test/1</link>"
      "<pubDate>Wed, 28 May 2031 10:00:00 GMT</pubDate><description>x</description></item>"
      "<item><title>C</title></item></channel></rss>");
  ASSERT_EQ(found.captures.size(), 2U);
  EXPECT_EQ(found.captures[0].kind, CaptureKind::feed_entry);
  EXPECT_EQ(found.captures[0].url, "http://p.test/1");
  EXPECT_EQ(found.captures[0].publisher, "Post & Co");
  EXPECT_EQ(found.captures[0].known.title, "A b");
  EXPECT_EQ(to_string(found.captures[0].known.published.value()), "2031-05-28T10:00:00Z");
  EXPECT_NE(found.captures[0].id, found.captures[1].id);
}

TEST(Decode, PackedInputsAreUnpacked) {
  const std::string page = "<html><p>packed</p></html>";
  for (const std::string& packed :
       {gzip(page), zstd(page), gzip("<html><p>pac") + gzip("ked</p></html>"),
        gzip(page) + std::string(20, '\0')}) {
    for (const std::size_t step : {1U, 7U, 65536U}) {
      const Found found = read_all(packed, {}, step);
      ASSERT_EQ(found.captures.size(), 1U);
      EXPECT_EQ(found.captures[0].body, page);
    }
  }
}

TEST(Decode, DamagedPackingIsToldWithItsPlace) {
  std::string packed = gzip(std::string(100000, 'a') + "<p>");
  const Found cut = read_all(packed.substr(0, packed.size() / 2));
  ASSERT_EQ(cut.problems.size(), 1U);
  EXPECT_EQ(cut.problems[0].code, Errc::invalid_input);
  EXPECT_EQ(cut.problems[0].where.substr(0, 6), "input:");
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
  EXPECT_EQ(read_all(packed).problems.size(), 1U);
  EXPECT_EQ(read_all(gzip("<p>x") + "rubbish").problems.size(), 1U);
}

TEST(Decode, BombsAreTooLarge) {
  const std::string bomb = gzip(std::string(kMaxRatioGrace * 2, ' '));
  Unpacker unpacker(source_of(bomb));
  std::vector<char> out(1U << 20U);
  Result<std::size_t> got = 1;
  while (got && *got > 0) got = unpacker.read(out.data(), out.size());
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, Errc::too_large);
}

TEST(Decode, WhatCannotBeReadIsOneProblem) {
  for (const std::string& bytes :
       {std::string(), std::string("%PDF-1.7 x"), std::string(500, '\x02'),
        std::string("filedesc://a.arc"), std::string("<opml/>")}) {
    const Found found = read_all(bytes);
    EXPECT_TRUE(found.captures.empty());
    ASSERT_EQ(found.problems.size(), 1U);
    EXPECT_FALSE(found.problems[0].what.empty());
  }
}

TEST(Warc, PagesAreGivenOthersCounted) {
  const std::string bytes =
      record("warcinfo", "", "software: x") + page_record("one") +
      record("request", "http://lund.test/one", "GET / HTTP/1.1\r\n\r\n") +
      record("revisit", "http://lund.test/one", "HTTP/1.1 200 OK\r\n\r\n") +
      record("response", "http://lund.test/gone", "HTTP/1.1 404 Not Found\r\n\r\n<html>no</html>") +
      record("response", "http://lund.test/x.png",
             "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG") +
      page_record("two");
  for (const std::string& input : {bytes, gzip(bytes), zstd(bytes)}) {
    const Found found = read_all(input, {}, 100);
    ASSERT_EQ(found.captures.size(), 2U);
    EXPECT_EQ(found.captures[0].url, "http://lund.test/one");
    EXPECT_EQ(found.captures[0].body, "<html><p>one</p></html>");
    EXPECT_EQ(found.captures[0].content_type, "text/html; charset=utf-8");
    EXPECT_EQ(to_string(found.captures[0].fetched_at.value()), "2031-05-01T10:00:00Z");
    EXPECT_EQ(found.counts.skipped, 5U);
    EXPECT_TRUE(found.problems.empty());
  }
}

TEST(Warc, TransferAndContentCodingsAreUndone) {
  const std::string page = "<html><p>coded</p></html>";
  const std::string chunks = "6\r\n<html>\r\n13;x=1\r\n<p>coded</p></html>\r\n0\r\n\r\n";
  const std::string bytes =
      page_record("c", "Transfer-Encoding: chunked\r\n", chunks) +
      page_record("g", "Content-Encoding: gzip\r\n", gzip(page)) +
      page_record("d", "Content-Encoding: deflate\r\n", gzip(page, 15)) +
      page_record("r", "Content-Encoding: deflate\r\n", gzip(page, -15)) +
      page_record("z", "Content-Encoding: zstd\r\n", zstd(page)) +
      page_record("n", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", page);
  const Found found = read_all(bytes);
  ASSERT_EQ(found.captures.size(), 6U);
  for (const Capture& capture : found.captures) EXPECT_EQ(capture.body, page) << capture.url;
}

TEST(Warc, ADamagedRecordDoesNotHideTheOthers) {
  std::string wrong = page_record("two");
  const std::size_t at = wrong.find("Content-Length: ") + 16;
  wrong.replace(at, wrong.find('\r', at) - at, "9");
  const Found found = read_all(page_record("one") + wrong + page_record("three"));
  ASSERT_GE(found.captures.size(), 2U);
  EXPECT_EQ(found.captures.front().url, "http://lund.test/one");
  EXPECT_EQ(found.captures.back().url, "http://lund.test/three");
  ASSERT_FALSE(found.problems.empty());
  const std::string whole = page_record("one") + page_record("two");
  const Found cut = read_all(whole.substr(0, whole.size() - 20));
  EXPECT_EQ(cut.captures.size(), 1U);
  EXPECT_EQ(cut.problems.size(), 1U);
  const Found packed = read_all(gzip(page_record("one")) + gzip(page_record("two")).substr(0, 120));
  EXPECT_EQ(packed.captures.size(), 1U);
  EXPECT_EQ(packed.problems.size(), 1U);
}

TEST(Warc, AHeadHasALimit) {
  const std::string head = "WARC/1.0\r\nX: " + std::string(kMaxWarcHeadBytes * 5, 'x');
  const Found found = read_all(head + "\r\n\r\n" + page_record("one"));
  EXPECT_EQ(found.captures.size(), 1U);
  EXPECT_EQ(found.problems.size(), 1U);
}

TEST(Ndjson, CapturesAndArticles) {
  const Found found = read_all(
      R"({"id":"p1","url":"http://l.test/1","fetched_at":"2031-05-30T09:10:00Z","html":"<p>x"}
{"id":"t1","text":"dump of a page","publisher":null}

{"id":17,"url":null,"title":null,"text":"ready \ud83d\ude00","published":"2031-05-28","publisher":"P","language":"en","authors":["A"]}
{"text":"half \ud83d pair","title":"T"})");
  ASSERT_EQ(found.captures.size(), 4U);
  EXPECT_EQ(found.captures[0].kind, CaptureKind::html);
  EXPECT_EQ(found.captures[0].id, "p1");
  EXPECT_EQ(found.captures[1].kind, CaptureKind::text);
  EXPECT_EQ(found.captures[2].kind, CaptureKind::article);
  EXPECT_EQ(found.captures[2].id, "17");
  EXPECT_EQ(found.captures[2].body, "ready 😀");
  EXPECT_EQ(found.captures[2].publisher, "P");
  EXPECT_EQ(to_string(found.captures[2].known.published.value()), "2031-05-28");
  EXPECT_EQ(found.captures[3].body, "half \xEF\xBF\xBD pair");
  EXPECT_EQ(found.captures[3].id, capture_id("", found.captures[3].body));
}

TEST(Ndjson, ABrokenLineIsToldAndPassedOver) {
  const Found found = read_all(
      "{\"id\":\"a\",\"text\":\"x\"}\n{broken\n{\"id\":\"b\"}\n[1]\n"
      "{\"id\":\"c\",\"text\":\"y\xFF\"}\n");
  ASSERT_EQ(found.captures.size(), 2U);
  EXPECT_EQ(found.captures[1].id, "c");
  ASSERT_EQ(found.problems.size(), 3U);
  EXPECT_EQ(found.problems[0].where, "input:22");
  EXPECT_EQ(found.problems[0].what.substr(0, 7), "line 2:");
}

TEST(Ndjson, OneDocumentOverManyLines) {
  EXPECT_EQ(read_all("{\n \"id\": \"a\",\n \"text\": \"x\"\n}\n").captures.size(), 1U);
  EXPECT_EQ(
      read_all("[{\"id\":\"a\",\"text\":\"x\"},\n{\"id\":\"b\",\"text\":\"y\"}]").captures.size(),
      2U);
}

TEST(Ndjson, PathsStayInsideTheirFolder) {
  Origin origin;
  origin.name = "c.jsonl";
  origin.open = [](std::string_view path) -> Result<std::string> {
    if (path == "html/a.html.gz") return gzip("<html><p>a</p>");
    return fail(Errc::not_found, "no such file");
  };
  const Found found = read_all(R"({"id":"a","path":"html/a.html.gz"}
{"id":"b","path":"../secret"}
{"id":"c","path":"/etc/passwd"}
{"id":"d","path":"a/../../b"}
{"id":"e","path":"no.html"}
{"id":"f","path":"html/a.html.gz","html":"<p>"})",
                               origin);
  ASSERT_EQ(found.captures.size(), 1U);
  EXPECT_EQ(found.captures[0].body, "<html><p>a</p>");
  EXPECT_EQ(found.problems.size(), 5U);
  EXPECT_TRUE(is_inside("a/b..c/d"));
  EXPECT_FALSE(is_inside("C:\\x"));
  EXPECT_FALSE(is_inside(""));
}

TEST(Ndjson, ADamagedFileIsACaptureToRefuse) {
  Origin origin;
  origin.open = [](std::string_view) -> Result<std::string> {
    return gzip(std::string(5000, 'a') + "<p>").substr(0, 25);
  };
  const Found found = read_all(R"({"id":"a","path":"a.html.gz"})", origin);
  ASSERT_EQ(found.captures.size(), 1U);
  EXPECT_EQ(found.captures[0].id, "a");
  EXPECT_EQ(found.captures[0].body.substr(0, 2), "\x1F\x8B");
  EXPECT_EQ(found.problems.size(), 0U);
}

TEST(Ndjson, AnEndlessLineIsPassedOver) {
  std::string line = "{\"text\":\"" + std::string(kMaxLineBytes, 'x') + "\"}\n";
  const Found found = read_all(line + "{\"id\":\"b\",\"text\":\"y\"}\n");
  ASSERT_EQ(found.captures.size(), 1U);
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_EQ(found.problems[0].code, Errc::too_large);
}

TEST(Decode, AFeedOverTheLimitIsRefused) {
  const std::string head = "<rss><channel><title>x</title><item><title>y</title><description>";
  const std::string tail = "</description></item></channel></rss>";
  const std::size_t filled = kMaxFeedFileBytes - head.size() - tail.size();
  EXPECT_EQ(read_all(head + std::string(filled, 'a') + tail).captures.size(), 1U);
  const Found above = read_all(head + std::string(filled + 1, 'a') + tail);
  EXPECT_EQ(above.captures.size(), 0U);
  ASSERT_EQ(above.problems.size(), 1U);
  EXPECT_EQ(above.problems[0].code, Errc::too_large);
}

TEST(Decode, TheSinkCanStop) {
  int given = 0;
  Sink sink;
  sink.capture = [&given](Capture&&) { return ++given < 2; };
  sink.problem = [](const Error&) {};
  const std::string lines = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n";
  EXPECT_EQ(read(source_of(lines), Origin{"x", "", "", {}}, sink).captures, 2U);
  given = 0;
  const std::string warc = page_record("1") + page_record("2") + page_record("3");
  EXPECT_EQ(read(source_of(warc), Origin{"x", "", "", {}}, sink).captures, 2U);
}

RC_GTEST_PROP(Decode, AnyBytesEnd, (const std::string& bytes)) {
  const std::string warc = page_record("one") + bytes;
  RC_ASSERT(!read_all(warc, {}, 5).captures.empty());
  (void)read_all(bytes);
  (void)read_all("\x1F\x8B" + bytes);
  (void)read_all("{" + bytes);
}

}  // namespace
}  // namespace newsloom::decode
