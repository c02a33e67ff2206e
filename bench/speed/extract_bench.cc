// Pages a second: parsing alone, extraction after parsing and decoding, and all together.
// NEWSLOOM_PAGES names a folder of HTML files (.gz or not); without it an invented page is used.
#include <benchmark/benchmark.h>

#include <zlib.h>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "data/embedded.h"
#include "newsloom/core/html/dom.h"
#include "newsloom/core/text/encoding.h"
#include "newsloom/stages/extract/extract.h"

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

BENCHMARK(bm_decode)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_parse)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_articles)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsloom

BENCHMARK_MAIN();
