#pragma once
// The one written form of a noun: JSON, one object a line, as in docs/formats. `run --until`,
// messages, golden files and the store use it. Offsets in JSON are Unicode code points; the
// conversion from and to our bytes happens here and nowhere else.

#include <functional>
#include <string>
#include <string_view>

#include "newsloom/core/annotations.h"
#include "newsloom/core/article.h"
#include "newsloom/core/capture.h"
#include "newsloom/core/digest.h"
#include "newsloom/core/item.h"
#include "newsloom/core/result.h"
#include "newsloom/core/revision.h"
#include "newsloom/core/story.h"
#include "newsloom/core/story_link.h"

namespace newsloom::codec {

[[nodiscard]] std::string to_json(const Article& article);
[[nodiscard]] std::string to_json(const std::string& capture, const Rejection& rejection);
/// The article's own fields, and with them the annotations; `revisions`, where there are some.
[[nodiscard]] std::string to_json(const Article& article, const Annotations& annotations);
[[nodiscard]] std::string to_json(const Article& article, const Annotations& annotations,
                                  const std::vector<Revision>& revisions);
[[nodiscard]] std::string to_json(const Copy& copy);
[[nodiscard]] Result<Copy> copy_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const StoryDelta& delta);
[[nodiscard]] std::string to_json(const Revision& revision);
[[nodiscard]] Result<Revision> revision_from_json(std::string_view json);
/// A text as a JSON string, a number as JSON writes it.
[[nodiscard]] std::string quoted(std::string_view text);
[[nodiscard]] std::string number(double value);
/// The object that FORMATS calls "because".
[[nodiscard]] std::string reason_to_json(const Reason& reason);
/// `find` gives the article of an id: its text is needed for counting code points.
using ArticleOf = std::function<const Article*(std::string_view id)>;
[[nodiscard]] std::string to_json(const Digest& digest, const ArticleOf& find);
/// The same for readers, with what is not part of the digest: links to stories in other languages
/// (all with `story` as their first end), and the time since which it tells ("" for all).
[[nodiscard]] std::string to_json(const Digest& digest, const ArticleOf& find,
                                  const std::vector<StoryLink>& links, std::string_view since);
[[nodiscard]] std::string to_json(const StoryLink& link);
[[nodiscard]] Result<StoryLink> link_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const StoryProfile& profile);
[[nodiscard]] Result<StoryProfile> profile_from_json(std::string_view json);

/// Reads what to_json wrote. Errors: corrupt, with the field's name.
[[nodiscard]] Result<Article> article_from_json(std::string_view json);
[[nodiscard]] Result<Item> item_from_json(std::string_view json);
/// An item is written as its article, annotations and fingerprint in one object, but for the terms:
/// they stand in codec_placing.h's form, which is smaller.
[[nodiscard]] std::string to_json(const Item& item);
[[nodiscard]] Result<StoryDelta> delta_from_json(std::string_view json);
/// The ids of the articles that a digest's JSON names; empty where it cannot be read.
[[nodiscard]] std::vector<std::string> articles_of_digest(std::string_view json);
[[nodiscard]] Result<Digest> digest_from_json(std::string_view json, const ArticleOf& find);
/// All facts of a capture but its body.
[[nodiscard]] std::string facts_to_json(const Capture& capture);
[[nodiscard]] Result<Capture> capture_from_facts(std::string_view json, std::string body);

}  // namespace newsloom::codec
