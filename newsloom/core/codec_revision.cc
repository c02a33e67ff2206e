// The written form of a Revision.
#include "newsloom/core/codec.h"
#include "newsloom/core/codec_json.h"

namespace newsloom::codec {
namespace {

Json to_value(const Change& change) {
  Json out;
  out["change"] = name_of(change.kind);
  out["before"] = change.kind == ChangeKind::added ? Json() : Json(change.before);
  out["after"] = change.kind == ChangeKind::removed ? Json() : Json(change.after);
  return out;
}

Change change_of(Reader in) {
  Change out;
  out.kind = in.required(find_name<ChangeKind>(in.text("change"), 3), "change");
  out.before = in.optional_text("before").value_or("");
  out.after = in.optional_text("after").value_or("");
  return out;
}

Json list_of(const std::vector<Change>& changes) {
  Json out = Json::array();
  for (const Change& change : changes) out.push_back(to_value(change));
  return out;
}

std::vector<Change> changes_in(const Reader& in, const char* key) {
  std::vector<Change> out;
  for (const Json& value : in.list(key)) out.push_back(change_of(Reader(value)));
  return out;
}

}  // namespace

std::string to_json(const Revision& revision) {
  Json out;
  out["article"] = revision.article;
  out["revision"] = revision.number;
  out["item"] = revision.item;
  put(out, "captured_at", revision.captured_at);
  if (revision.seen_again) out["seen_again"] = true;
  Json changes;
  changes["title"] = revision.changes.title ? to_value(*revision.changes.title) : Json();
  changes["paragraphs"] = list_of(revision.changes.paragraphs);
  changes["figures"] = list_of(revision.changes.figures);
  if (revision.changes.cut) changes["cut"] = true;
  out["changes"] = std::move(changes);
  return line(out);
}

Result<Revision> revision_from_json(std::string_view json) {
  return guarded<Revision>(json, [](Reader in) {
    Revision out;
    out.article = in.text("article");
    out.number = in.at("revision").get<int>();
    out.item = in.text("item");
    out.captured_at = in.time("captured_at");
    out.seen_again = in.flag("seen_again");
    const Reader changes = in.object("changes");
    if (changes.has("title")) out.changes.title = change_of(changes.object("title"));
    out.changes.paragraphs = changes_in(changes, "paragraphs");
    out.changes.figures = changes_in(changes, "figures");
    out.changes.cut = changes.flag("cut");
    return out;
  });
}

}  // namespace newsloom::codec
