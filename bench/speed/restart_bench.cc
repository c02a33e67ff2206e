// How long a restart takes: the stories and the index of copies, made again from the store.
// `restart_bench [ARTICLES [window]]`: so many (default 20,000) from the generated stream are
// stored first, in a file of the temporary folder that is removed at the end. With `window` the
// articles themselves are stored only where a restart from a snapshot reads them, at the end: so a
// large window is filled in a tenth of the time, and a full replay is not measured.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "bench/speed/generated_stream.h"
#include "newsloom/edges/store/store.h"
#include "newsloom/pipeline/ingest.h"
#include "newsloom/pipeline/settle.h"
#include "newsloom/pipeline/snapshot.h"

namespace {

using namespace newsloom;

// Of user and system: reading a file is the system's work too.
double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class Work>
void measure(const char* what, std::size_t articles, Work work) {
  const double cpu = cpu_seconds();
  const double wall = wall_seconds();
  work();
  const double used = cpu_seconds() - cpu;
  std::printf("%-34s %8.2f s CPU %8.2f s wall clock %8.1f us an article\n", what, used,
              wall_seconds() - wall, used * 1e6 / static_cast<double>(articles));
  std::fflush(stdout);
}

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", message(result.error()).c_str());
    std::abort();
  }
  return std::move(*result);
}

// The settler as it is after so many articles, and the store beside it.
class Filler {
 public:
  Filler(const cluster::Params& params, std::size_t articles)
      : stream_(static_cast<double>(articles) / 14),
        reader_(must(cluster::TermReader::load(embedded_data()))),
        settler_(params) {}

  void fill(Store& store, std::size_t count, bool whole) {
    Settlement all;
    for (std::size_t i = 0; i < count; ++i) {
      const auto item = stream_.next();
      item->article.capture = item->article.id;
      item->annotations.article = item->article.id;
      item->fingerprint = match::fingerprint(item->article);
      item->fingerprint.terms = reader_.terms(*item);
      if (whole) {
        Capture capture;
        capture.id = item->article.id;
        (void)must(store.put_captures({capture}));
        if (!store.put_refined({item->article.id, {item}, {}, "bench", {}})) std::abort();
      }
      append(all, settler_.place(item));
      if (all.deltas.size() >= 1000 || i + 1 == count) {
        if (!store.append(std::move(all))) std::abort();
        all = {};
      }
    }
  }
  [[nodiscard]] const Settler& settler() const { return settler_; }

 private:
  bench::Stream stream_;
  cluster::TermReader reader_;
  Settler settler_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::size_t articles = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 20000;
  const cluster::Params params = cluster::Params::load(embedded_data()).value();
  const auto folder = std::filesystem::temp_directory_path() /
                      ("newsloom_restart_bench_" + std::to_string(articles));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string file = (folder / "restart.db").string();
  store::SqliteOptions options;
  options.path = file;
  options.create = true;
  const bool whole = argc <= 2;
  const std::size_t behind = articles / SnapshotPolicy().parts_at_end;
  // Each step opens the file anew, as another process would.
  const auto opened = [&] { return must(store::sqlite(options)); };
  Filler filler(params, articles);
  measure("filling the store", articles, [&] { filler.fill(*opened(), articles - behind, whole); });
  const auto save = [&] {
    if (!save_snapshot(*opened(), filler.settler(), params)) std::abort();
  };
  measure("writing a snapshot", articles, save);
  filler.fill(*opened(), behind, true);
  measure("restart, a 64th to be replayed", articles,
          [&] { (void)must(settler_of(*opened(), params)); });
  measure("writing another snapshot", articles, save);
  measure("restart, nothing to be replayed", articles, [&] {
    if (must(open_settler(*opened(), params)).from_snapshot == 0) std::abort();
  });
  const auto store = opened();
  const std::uint64_t bytes = must(snapshot_head_from(must(store->snapshot()))).bytes;
  std::printf("the snapshot has %.0f bytes an article\n",
              static_cast<double>(bytes) / static_cast<double>(articles));
  if (whole) {
    std::printf("the file has %.1f KB an article\n",
                static_cast<double>(std::filesystem::file_size(file)) / 1024 /
                    static_cast<double>(articles));
    measure("looking for what was left undone", articles, [&] {
      (void)must(store->capture_ids(true));
      (void)must(store->article_ids(true));
    });
    std::vector<StoryDelta> deltas;
    measure("reading the deltas", articles, [&] { deltas = must(store->deltas(0)); });
    std::vector<std::string> ids;
    for (const StoryDelta& delta : deltas) {
      if (delta.kind != DeltaKind::open && delta.kind != DeltaKind::join) continue;
      ids.push_back(delta.articles.front());
    }
    measure("reading what placing needs", articles, [&] { (void)must(store->to_place(ids)); });
    if (!store->drop_snapshot()) std::abort();
    measure("restart, all replayed", articles, [&] { (void)must(settler_of(*store, params)); });
  }
  std::filesystem::remove_all(folder);
  return 0;
}
