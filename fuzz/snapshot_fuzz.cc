// The stored window: any bytes are refused, or are a window that goes through bytes again
// unchanged.
#include <cstdlib>
#include <string>

#include "data/embedded.h"
#include "newsloom/pipeline/snapshot.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

std::string saved(const newsloom::Settler& settler) {
  std::string out;
  newsloom::BulkWriter writer(
      [&](std::string_view piece) -> newsloom::Result<void> {
        out += piece;
        return {};
      },
      4096);
  settler.save(writer);
  check(writer.finish().has_value());
  return out;
}

newsloom::Result<newsloom::Settler> loaded(const std::string& bytes) {
  // Few bundled counts, so that a whole window is small.
  static const auto params =
      newsloom::cluster::Params::load([](std::string_view name) {
        if (name != "cluster/counts.tsv") {
          return newsloom::embedded_data()(name);
        }
        return std::optional<std::string_view>("documents\t10\nw\tferry\t2\nw\tharbour\t1\n");
      }).value();
  std::size_t at = 0;
  newsloom::BulkReader in(
      [&]() -> newsloom::Result<std::string> {
        constexpr std::size_t kPiece = 1000;
        std::string piece = bytes.substr(at, kPiece);
        at += piece.size();
        return piece;
      },
      bytes.size());
  auto settler = newsloom::Settler::load(params, in);
  if (!settler) return settler;
  NL_TRY_VOID(in.finish());
  return settler;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string bytes(data, data + size);
  (void)newsloom::snapshot_head_from(bytes);
  auto settler = loaded(bytes);
  if (!settler) return 0;
  // What was read is written, and reads as itself.
  const std::string again = saved(*settler);
  const auto second = loaded(again);
  check(second.has_value());
  check(saved(*second) == again);
  (void)settler->copies();
  // And the stream can go on.
  auto item = std::make_shared<newsloom::Item>();
  item->article.id = "fuzz";
  item->article.language = "en";
  item->article.text = "The ferry Halmar lay in the harbour of Skarnes, the council said.";
  item->article.published = newsloom::timestamp_of_utc(1750000000);
  item->fingerprint = newsloom::match::fingerprint(item->article);
  if (settler->window().story_of("fuzz") == nullptr) (void)settler->place(item);
  return 0;
}
