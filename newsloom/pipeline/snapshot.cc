#include "newsloom/pipeline/snapshot.h"

#include <future>

#include "newsloom/core/codec.h"

namespace newsloom {
namespace {

// "nlw" and the number of the form, as one number: on a machine with another order of bytes it is
// another one.
constexpr std::uint32_t kForm = 0x6E6C7701;
constexpr std::size_t kReplayed = 1000;  // deltas whose articles are in memory at once
// Everything that decides what a window holds after the same deltas: made when building.
constexpr std::string_view kSources =
#include "newsloom_state_sources.inc"
    ;

bool brings_in(const StoryDelta& delta) {
  return delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
}

std::string hash_of(const StoryDelta& delta) { return sha256_hex(codec::to_json(delta)); }

Result<void> replay(const Store& store, Settler& settler, const std::vector<StoryDelta>& deltas,
                    std::size_t first) {
  for (std::size_t begin = first; begin < deltas.size(); begin += kReplayed) {
    const std::size_t end = std::min(deltas.size(), begin + kReplayed);
    // As they were when they came: later versions change no decision.
    std::vector<std::string> ids;
    for (std::size_t i = begin; i < end; ++i) {
      if (!brings_in(deltas[i])) continue;
      if (deltas[i].articles.empty()) {
        return fail(Errc::corrupt, "delta without article", deltas[i].story);
      }
      ids.push_back(deltas[i].articles.front());
    }
    NL_TRY(const std::vector<ItemPtr> items, store.to_place(ids));
    auto next = items.begin();
    for (std::size_t i = begin; i < end; ++i) {
      NL_TRY_VOID(settler.replay(deltas[i], brings_in(deltas[i]) ? *next++ : ItemPtr()));
    }
  }
  return {};
}

// The settler of the store's snapshot; `deltas` begin with the last one that is in it. Errors:
// not_found (there is none), and all that can be wrong.
Result<Opened> from_snapshot(const Store& store, const cluster::Params& params,
                             std::vector<StoryDelta>& deltas) {
  NL_TRY(const std::string bytes, store.snapshot());
  NL_TRY(const SnapshotHead head, snapshot_head_from(bytes));
  if (head.made_by != snapshot_made_by(params)) {
    return fail(Errc::unsupported, "made by another version or with other data");
  }
  if (head.sequence == 0) return fail(Errc::corrupt, "of no delta");
  NL_TRY(deltas, store.deltas(head.sequence - 1));
  if (deltas.empty() || deltas.front().sequence != head.sequence ||
      hash_of(deltas.front()) != head.last_delta) {
    return fail(Errc::conflict, "made of other decisions");
  }
  std::uint32_t next = 0;
  const auto read = [&]() -> Result<std::string> {
    if (next == head.pieces) return fail(Errc::corrupt, "a piece is missing");
    auto piece = store.snapshot_piece(head.sequence, next++);
    if (!piece && piece.error().code == Errc::not_found) {
      return fail(Errc::corrupt, "a piece is missing");
    }
    return piece;
  };
  // Reading and checking a piece takes as long as taking it apart: one is always under way.
  std::future<Result<std::string>> ahead =
      std::async(std::launch::async | std::launch::deferred, read);
  BulkReader in(
      [&] {
        Result<std::string> piece = ahead.get();
        ahead = std::async(std::launch::async | std::launch::deferred, read);
        return piece;
      },
      head.bytes);
  NL_TRY(Settler settler, Settler::load(params, in));
  NL_TRY_VOID(in.finish());
  if (settler.sequence() != head.sequence) return fail(Errc::corrupt, "of another delta");
  return Opened{std::move(settler), head.sequence, {}};
}

}  // namespace

std::string snapshot_made_by(const cluster::Params& params) {
  return sha256_hex(std::string(kSources) + " " + __VERSION__ + " " + params.identity());
}

std::string to_bytes(const SnapshotHead& head) {
  std::string out;
  BulkWriter writer(
      [&](std::string_view piece) -> Result<void> {
        out += piece;
        return {};
      },
      256);
  writer.number(kForm);
  writer.text(head.made_by);
  writer.number(head.sequence);
  writer.text(head.last_delta);
  writer.number(head.pieces);
  writer.number(head.bytes);
  (void)writer.finish();  // a string takes everything
  return out;
}

Result<SnapshotHead> snapshot_head_from(std::string_view bytes) {
  BulkReader in([bytes] { return Result<std::string>(std::string(bytes)); }, bytes.size());
  SnapshotHead out;
  if (in.number<std::uint32_t>() != kForm && in.ok()) {
    return fail(Errc::unsupported, "of another form");
  }
  in.text(out.made_by);
  out.sequence = in.number<std::uint64_t>();
  in.text(out.last_delta);
  out.pieces = in.number<std::uint32_t>();
  out.bytes = in.number<std::uint64_t>();
  NL_TRY_VOID(in.finish());
  return out;
}

Result<Opened> open_settler(const Store& store, const cluster::Params& params) {
  std::vector<StoryDelta> deltas;
  auto stored = from_snapshot(store, params, deltas);
  Opened opened = stored ? std::move(*stored) : Opened{Settler(params), 0, {}};
  if (!stored) {
    const Error& error = stored.error();
    if (error.code == Errc::unavailable) return tl::unexpected<Error>(error);
    if (error.code != Errc::not_found) {
      opened.note =
          "the stored window was not used, all decisions were replayed: " + message(error);
    }
  }
  if (!stored) {
    NL_TRY(deltas, store.deltas(0));
  }
  NL_TRY_VOID(replay(store, opened.settler, deltas, stored ? 1 : 0));
  NL_TRY(const std::vector<Revision> revisions, store.revisions({}));
  opened.settler.replay(revisions);
  return opened;
}

Result<Settler> settler_of(const Store& store, const cluster::Params& params) {
  NL_TRY(Opened opened, open_settler(store, params));
  return std::move(opened.settler);
}

Result<void> save_snapshot(Store& store, const Settler& settler, const cluster::Params& params) {
  SnapshotHead head;
  head.sequence = settler.sequence();
  if (head.sequence == 0 || params.identity().empty()) return {};
  NL_TRY(const std::vector<StoryDelta> last, store.deltas(head.sequence - 1));
  if (last.size() != 1 || last.front().sequence != head.sequence) return {};
  head.made_by = snapshot_made_by(params);
  head.last_delta = hash_of(last.front());
  BulkWriter out([&](std::string_view piece) {
    return store.put_snapshot_piece(head.sequence, head.pieces++, piece);
  });
  settler.save(out);
  NL_TRY_VOID(out.finish());
  head.bytes = out.handed_on();
  return store.keep_snapshot(head.sequence, to_bytes(head));
}

}  // namespace newsloom
