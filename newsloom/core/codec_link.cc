// The written form of profiles and links of stories.
#include "newsloom/core/codec.h"
#include "newsloom/core/codec_json.h"

namespace newsloom::codec {
namespace {

constexpr int kLinkKeyKinds = 5;

}  // namespace

std::string to_json(const StoryProfile& profile) {
  Json out;
  out["story"] = profile.story;
  out["revision"] = profile.revision;
  out["language"] = profile.language;
  out["first"] = profile.first;
  out["latest"] = profile.latest;
  Json keys = Json::array();
  for (const LinkKey& key : profile.keys) {
    keys.push_back(Json::array({name_of(key.kind), key.key, key.words, rounded(key.weight)}));
  }
  out["keys"] = std::move(keys);
  return line(out);
}

Result<StoryProfile> profile_from_json(std::string_view json) {
  return guarded<StoryProfile>(json, [](Reader in) {
    StoryProfile out;
    out.story = in.text("story");
    out.revision = in.at("revision").get<std::uint64_t>();
    out.language = in.text("language");
    out.first = in.at("first").get<std::int64_t>();
    out.latest = in.at("latest").get<std::int64_t>();
    for (const Json& one : in.list("keys")) {
      LinkKey key;
      key.kind =
          in.required(find_name<LinkKeyKind>(one.at(0).get<std::string>(), kLinkKeyKinds), "keys");
      key.key = one.at(1).get<std::string>();
      key.words = one.at(2).get<std::string>();
      key.weight = one.at(3).get<float>();
      out.keys.push_back(std::move(key));
    }
    return out;
  });
}

std::string to_json(const StoryLink& link) {
  Json out;
  out["story"] = link.story;
  out["other"] = link.other;
  out["language"] = link.language;
  out["other_language"] = link.other_language;
  out["score"] = rounded(link.score);
  Json because = Json::array();
  for (const LinkReason& reason : link.because) {
    Json one;
    one["kind"] = name_of(reason.kind);
    one["here"] = reason.in_story;
    one["there"] = reason.in_other;
    because.push_back(std::move(one));
  }
  out["because"] = std::move(because);
  out["at"] = link.at;
  return line(out);
}

Result<StoryLink> link_from_json(std::string_view json) {
  return guarded<StoryLink>(json, [](Reader in) {
    StoryLink out;
    out.story = in.text("story");
    out.other = in.text("other");
    out.language = in.text("language");
    out.other_language = in.text("other_language");
    out.score = in.number("score");
    for (const Json& value : in.list("because")) {
      const Reader one(value);
      out.because.push_back(
          {one.required(find_name<LinkKeyKind>(one.text("kind"), kLinkKeyKinds), "kind"),
           one.text("here"), one.text("there")});
    }
    out.at = in.at("at").get<std::int64_t>();
    return out;
  });
}

}  // namespace newsloom::codec
