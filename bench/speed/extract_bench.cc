// Pages a second: parsing alone, extraction after parsing and decoding, and all together; and a
// WARC of the same pages in gzip members, read up to its captures (bytes of records, beside zlib's
// inflate alone). NEWSLOOM_PAGES names a folder of HTML files (.gz or not); without it an invented
// page is used.
#include <benchmark/benchmark.h>

#include <zlib.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "data/embedded.h"
#include "newsloom/core/html/dom.h"
#include "newsloom/core/text/encoding.h"
#include "newsloom/stages/decode/decode.h"
#include "newsloom/stages/extract/extract.h"
#include "newsloom/testing/gzip.h"

namespace newsloom {
namespace {

std::string read_file(const std::string& path) {
  std::string out;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return out;
  char buffer[1 << 16];
  for (int n = gzread(file, buffer, sizeof buffer); n > 0;
       n = gzread(file, buffer, sizeof buffer)) {
    out.append(buffer, static_cast<std::size_t>(n));
  }
  gzclose(file);
  return out;
}

std::vector<std::string> read_pages() {
  std::vector<std::string> pages;
  if (const char* folder = std::getenv("NEWSLOOM_PAGES")) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      pages.push_back(read_file(entry.path().string()));
    }
  }
  if (pages.empty()) {
    std::string page = "<title>Goats return to Vell</title><h1>Goats return to Vell</h1>";
    for (int i = 0; i < 200; ++i) {
      page += "<div class=c" + std::to_string(i % 7) +
              "><p>Forty goats have come back to the meadows, the council said on Sunday.</p>"
              "<ul><li><a href=/x>Harbour</a></li></ul></div>";
    }
    pages.push_back(page);
  }
  return pages;
}

const std::vector<std::string>& pages() {
  static const std::vector<std::string> kPages = read_pages();
  return kPages;
}

void count(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const std::string& page : pages()) bytes += page.size();
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(pages().size()));
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(bytes));
}

void bm_parse(benchmark::State& state) {
  std::vector<std::string> decoded;
  for (const std::string& page : pages()) decoded.push_back(to_utf8(page, "", true).utf8);
  for (auto _ : state) {
    for (const std::string& page : decoded) benchmark::DoNotOptimize(html::parse(page));
  }
  count(state);
}

void bm_decode(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& page : pages()) benchmark::DoNotOptimize(to_utf8(page, "", true));
  }
  count(state);
}

void bm_articles(benchmark::State& state) {
  const extract::Resources resources = *extract::Resources::load(embedded_data());
  Capture capture;
  capture.id = "bench";
  capture.url = "https://www.vellgazette.example/town/goats";
  for (auto _ : state) {
    for (const std::string& page : pages()) {
      capture.body = page;
      benchmark::DoNotOptimize(extract::articles(capture, resources));
    }
  }
  count(state);
}

struct Archive {
  std::string packed;
  std::size_t record_bytes = 0;
};

const Archive& archive() {
  static const Archive kArchive = [] {
    Archive made;
    std::size_t number = 0;
    for (const std::string& page : pages()) {
      const std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page;
      const std::string id = std::to_string(100000000000 + number++);
      const std::string record =
          "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://vell.example/" + id +
          "\r\nWARC-Date: 2031-05-04T08:00:00Z\r\nWARC-Record-ID: "
          "<urn:uuid:00000000-0000-4000-8000-" +
          id + ">\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " +
          std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n";
      made.record_bytes += record.size();
      made.packed += newsloom::testing::gzip(record);
    }
    return made;
  }();
  return kArchive;
}

void bm_warc(benchmark::State& state) {
  const Archive& warc = archive();
  for (auto _ : state) {
    std::size_t at = 0;
    const auto source = [&](char* out, std::size_t room) -> Result<std::size_t> {
      const std::size_t n = std::min(room, warc.packed.size() - at);
      std::copy_n(warc.packed.data() + at, n, out);
      at += n;
      return n;
    };
    decode::Sink sink;
    sink.capture = [](Capture&& capture) {
      benchmark::DoNotOptimize(capture.body.size());
      return true;
    };
    sink.problem = [](const Error&) {};
    const auto counts = decode::read(source, decode::Origin{"p.warc.gz", "", "", {}}, sink);
    if (counts.captures != pages().size()) state.SkipWithError("a record was lost");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(warc.record_bytes));
}

void bm_inflate(benchmark::State& state) {
  const Archive& warc = archive();
  std::string out(1U << 16U, '\0');
  for (auto _ : state) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(warc.packed.data()));
    stream.avail_in = static_cast<uInt>(warc.packed.size());
    while (stream.avail_in > 0) {
      stream.next_out = reinterpret_cast<Bytef*>(out.data());
      stream.avail_out = static_cast<uInt>(out.size());
      const int code = inflate(&stream, Z_NO_FLUSH);
      if (code == Z_STREAM_END)
        inflateReset(&stream);
      else if (code != Z_OK)
        break;
    }
    inflateEnd(&stream);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(warc.record_bytes));
}

BENCHMARK(bm_decode)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_parse)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_articles)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_inflate)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_warc)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsloom

BENCHMARK_MAIN();
