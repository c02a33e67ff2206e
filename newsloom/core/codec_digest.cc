// The written form of a Digest. Spans count in their own article, so every article that a line
// points to is looked up; evidence carries its words too, so that a digest can be read alone.
#include <map>

#include "newsloom/core/codec.h"
#include "newsloom/core/codec_json.h"

namespace newsloom::codec {
namespace {

/// Keeps one converter for each article. An article that is not known counts as empty text: its
/// spans become [0, 0], since a wrong place would be worse than none.
template <class Converter>
class PerArticle {
 public:
  explicit PerArticle(const ArticleOf& find) : find_(find) {}

  [[nodiscard]] const Article& article(const std::string& id) const {
    static const Article kNone;
    const Article* found = find_ ? find_(id) : nullptr;
    return found == nullptr ? kNone : *found;
  }
  const Converter& operator[](const std::string& id) {
    auto found = made_.find(id);
    if (found == made_.end()) found = made_.emplace(id, Converter(article(id))).first;
    return found->second;
  }

 private:
  const ArticleOf& find_;
  std::map<std::string, Converter> made_;
};
using Writers = PerArticle<SpanWriter>;
using Readers = PerArticle<SpanReader>;

Json place(const Evidence& evidence, Writers& writers) {
  Json out;
  out["article"] = evidence.article;
  SpanWriter::put_field(out, evidence.span);
  out["span"] = writers[evidence.article](evidence.span);
  return out;
}

Json to_value(const Evidence& evidence, Writers& writers) {
  Json out = place(evidence, writers);
  out["text"] = std::string(text_of(writers.article(evidence.article), evidence.span));
  return out;
}

Evidence evidence_of(const Json& value, Readers& readers) {
  const Reader in(value);
  Evidence out;
  out.article = in.text("article");
  out.span = readers[out.article](in.at("span"), in.field());
  return out;
}

Json to_value(const std::vector<Evidence>& evidence, Writers& writers) {
  Json out = Json::array();
  for (const Evidence& one : evidence) out.push_back(to_value(one, writers));
  return out;
}

std::vector<Evidence> evidence_list(const Reader& in, Readers& readers) {
  std::vector<Evidence> out;
  for (const Json& value : in.list("evidence")) out.push_back(evidence_of(value, readers));
  return out;
}

Json to_value(const Source& source) {
  Json out;
  out["article"] = source.article;
  put(out, "publisher", source.publisher);
  put(out, "title", source.title);
  put(out, "url", source.url);
  put(out, "published", source.published);
  out["kind"] = name_of(source.kind);
  put(out, "family", source.family);
  return out;
}

Source source_of(Reader in) {
  Source out;
  out.article = in.text("article");
  out.publisher = in.optional_text("publisher");
  out.title = in.optional_text("title");
  out.url = in.optional_text("url");
  out.published = in.time("published");
  out.kind = in.required(article_kind_of(in.text("kind")), "kind");
  out.family = in.optional_text("family");
  return out;
}

Json to_value(const Family& family) {
  Json out;
  out["id"] = family.id;
  out["origin"] = family.origin;
  put(out, "agency", family.agency);
  Json members = Json::array();
  for (const Copy& copy : family.members) {
    Json member;
    member["article"] = copy.article;
    put(member, "copy_of", copy.copy_of);
    member["relation"] =
        copy.relation == CopyRelation::none ? Json() : Json(name_of(copy.relation));
    member["overlap"] = rounded(copy.overlap);
    members.push_back(std::move(member));
  }
  out["members"] = std::move(members);
  return out;
}

Family family_of(Reader in) {
  Family out;
  out.id = in.text("id");
  out.origin = in.text("origin");
  out.agency = in.optional_text("agency");
  for (const Json& value : in.list("members")) {
    const Reader member(value);
    Copy copy;
    copy.article = member.text("article");
    copy.family = out.id;
    copy.copy_of = member.optional_text("copy_of");
    if (member.has("relation")) {
      copy.relation =
          member.required(find_name<CopyRelation>(member.text("relation"), 5), "relation");
    }
    copy.overlap = member.number("overlap");
    out.members.push_back(std::move(copy));
  }
  return out;
}

Json to_value(const Chapter& chapter) {
  Json out;
  out["headline"] = chapter.headline.empty() ? Json() : Json(chapter.headline);
  put(out, "headline_article", chapter.headline_article);
  put(out, "first", chapter.first);
  put(out, "last", chapter.last);
  out["articles"] = chapter.articles;
  out["why"] = chapter.why;
  return out;
}

Chapter chapter_of(Reader in) {
  Chapter out;
  out.headline = in.optional_text("headline").value_or("");
  out.headline_article = in.optional_text("headline_article");
  out.first = in.time("first");
  out.last = in.time("last");
  out.articles = in.texts("articles");
  out.why = in.text("why");
  return out;
}

Json name_or_null(Status status) {
  return status == Status::unknown ? Json() : Json(name_of(status));
}

Status status_of(const Reader& in) {
  if (!in.has("status")) return Status::unknown;
  return in.required(find_name<Status>(in.text("status"), 7), "status");
}

Json to_value(const TimelineEntry& entry, Writers& writers) {
  Json out;
  out["date"] = entry.date;
  out["precision"] =
      entry.precision == DatePrecision::unknown ? Json() : Json(name_of(entry.precision));
  out["status"] = name_or_null(entry.status);
  out["label"] = entry.label;
  out["who"] = entry.who;
  out["evidence"] = to_value(entry.evidence, writers);
  if (!entry.history.empty()) {
    Json history = Json::array();
    for (const StatusChange& change : entry.history) {
      Json one;
      one["status"] = name_or_null(change.status);
      put(one, "as_of", change.as_of);
      one["evidence"] = to_value(change.evidence, writers);
      history.push_back(std::move(one));
    }
    out["history"] = std::move(history);
  }
  out["confidence"] = rounded(entry.confidence);
  out["why"] = entry.why;
  return out;
}

TimelineEntry entry_of(Reader in, Readers& readers) {
  TimelineEntry out;
  out.date = in.text("date");
  if (in.has("precision")) {
    out.precision = in.required(find_name<DatePrecision>(in.text("precision"), 13), "precision");
  }
  out.status = status_of(in);
  out.label = in.text("label");
  out.who = in.texts("who");
  out.evidence = evidence_list(in, readers);
  for (const Json& value : in.list("history")) {
    const Reader one(value);
    out.history.push_back(
        {status_of(one), one.optional_text("as_of"), evidence_list(one, readers)});
  }
  out.confidence = in.confidence();
  out.why = in.text("why");
  return out;
}

Json to_value(const Voice& voice, Writers& writers) {
  Json out;
  out["speaker"] = voice.speaker;
  put(out, "role", voice.role);
  out["text"] = voice.text;
  put(out, "addressee", voice.addressee);
  put(out, "channel", voice.channel);
  put(out, "said_on", voice.said_on);
  put(out, "reported_by", voice.reported_by);
  put(out, "disputed_by", voice.disputed_by);
  if (voice.denied) out["denied"] = true;
  Json evidence = Json::array();
  for (const VoiceWitness& witness : voice.witnesses) {
    Json one = place(witness.evidence, writers);
    one["kind"] = name_of(witness.kind);
    one["text"] = witness.text;
    evidence.push_back(std::move(one));
  }
  out["evidence"] = std::move(evidence);
  out["confidence"] = rounded(voice.confidence);
  out["why"] = voice.why;
  return out;
}

Voice voice_of(Reader in, Readers& readers) {
  Voice out;
  out.speaker = in.text("speaker");
  out.role = in.optional_text("role");
  out.text = in.text("text");
  out.addressee = in.optional_text("addressee");
  out.channel = in.optional_text("channel");
  out.said_on = in.optional_text("said_on");
  out.reported_by = in.optional_text("reported_by");
  out.disputed_by = in.optional_text("disputed_by");
  out.denied = in.flag("denied");
  for (const Json& value : in.list("evidence")) {
    const Reader one(value);
    out.witnesses.push_back({evidence_of(value, readers),
                             one.required(find_name<StatementKind>(one.text("kind"), 3), "kind"),
                             one.text("text")});
  }
  out.confidence = in.confidence();
  out.why = in.text("why");
  return out;
}

Json to_value(const FigureGroup& group, Writers& writers) {
  Json out;
  out["counted"] = group.counted;
  put(out, "unit", group.unit);
  out["verdict"] = name_of(group.verdict);
  out["reason"] = group.reason;
  Json values = Json::array();
  for (const FigureValue& value : group.values) {
    Json one;
    one["article"] = value.evidence.article;
    one.update(codec::to_value(value.figure, writers[value.evidence.article]));
    put(one, "normalised", value.normalised);
    one["evidence"] = Json::array({to_value(value.evidence, writers)});
    values.push_back(std::move(one));
  }
  out["values"] = std::move(values);
  out["confidence"] = rounded(group.confidence);
  return out;
}

FigureGroup group_of(Reader in, Readers& readers) {
  FigureGroup out;
  out.counted = in.text("counted");
  out.unit = in.optional_text("unit");
  out.verdict = in.required(find_name<Verdict>(in.text("verdict"), 6), "verdict");
  out.reason = in.text("reason");
  for (const Json& value : in.list("values")) {
    const Reader one(value);
    FigureValue read;
    read.evidence = evidence_of(one.at("evidence").at(0), readers);
    read.figure = figure_of(one, readers[read.evidence.article]);
    read.normalised = one.optional_number("normalised");
    out.values.push_back(std::move(read));
  }
  out.confidence = in.confidence();
  return out;
}

Json to_value(const Difference& difference, Writers& writers) {
  Json out;
  out["kind"] = name_of(difference.kind);
  out["about"] = difference.about;
  out["reason"] = difference.reason;
  out["evidence"] = to_value(difference.evidence, writers);
  out["confidence"] = rounded(difference.confidence);
  return out;
}

Difference difference_of(Reader in, Readers& readers) {
  Difference out;
  out.kind = in.required(find_name<DifferenceKind>(in.text("kind"), 6), "kind");
  out.about = in.text("about");
  out.reason = in.text("reason");
  out.evidence = evidence_list(in, readers);
  out.confidence = in.confidence();
  return out;
}

Json to_value(const StoryName& name, Writers& writers) {
  Json out;
  out["name"] = name.name;
  out["type"] = name_of(name.type);
  put(out, "role", name.role);
  out["variants"] = name.variants;
  Json evidence = Json::array();
  for (const Evidence& one : name.evidence) evidence.push_back(place(one, writers));
  out["evidence"] = std::move(evidence);
  return out;
}

StoryName name_of_story(Reader in, Readers& readers) {
  StoryName out;
  out.name = in.text("name");
  out.type = in.required(find_name<NameType>(in.text("type"), 4), "type");
  out.role = in.optional_text("role");
  out.variants = in.texts("variants");
  out.evidence = evidence_list(in, readers);
  return out;
}

template <class T>
Json list_of(const std::vector<T>& values, Writers& writers) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(to_value(value, writers));
  return out;
}

}  // namespace

namespace {

Json to_value(const Digest& digest, const ArticleOf& find) {
  Writers writers(find);
  Json out;
  out["id"] = digest.story;
  out["revision"] = digest.revision;
  out["headline"] = digest.headline.empty() ? Json() : Json(digest.headline);
  put(out, "headline_article", digest.headline_article);
  out["articles"] = digest.articles;
  Json sources = Json::array();
  for (const Source& source : digest.sources) sources.push_back(to_value(source));
  out["sources"] = std::move(sources);
  Json families = Json::array();
  for (const Family& family : digest.families) families.push_back(to_value(family));
  out["families"] = std::move(families);
  Json chapters = Json::array();
  for (const Chapter& chapter : digest.chapters) chapters.push_back(to_value(chapter));
  if (!chapters.empty()) out["chapters"] = std::move(chapters);
  out["brief"] = to_value(digest.brief, writers);
  out["timeline"] = list_of(digest.timeline, writers);
  out["voices"] = list_of(digest.voices, writers);
  out["figures"] = list_of(digest.figures, writers);
  out["differences"] = list_of(digest.differences, writers);
  out["names"] = list_of(digest.names, writers);
  return out;
}

}  // namespace

std::string to_json(const Digest& digest, const ArticleOf& find) {
  return line(to_value(digest, find));
}

std::string to_json(const Digest& digest, const ArticleOf& find,
                    const std::vector<StoryLink>& links, std::string_view since) {
  Json out = to_value(digest, find);
  if (!since.empty()) out["since"] = since;
  Json linked = Json::array();
  for (const StoryLink& link : links) {
    Json one;
    one["story"] = link.other;
    one["language"] = link.other_language;
    one["score"] = rounded(link.score);
    Json because = Json::array();
    for (const LinkReason& reason : link.because) {
      because.push_back(
          {{"kind", name_of(reason.kind)}, {"here", reason.in_story}, {"there", reason.in_other}});
    }
    one["because"] = std::move(because);
    linked.push_back(std::move(one));
  }
  out["linked"] = std::move(linked);
  return line(out);
}

Result<Digest> digest_from_json(std::string_view json, const ArticleOf& find) {
  return guarded<Digest>(json, [&](Reader in) {
    Readers readers(find);
    Digest out;
    out.story = in.text("id");
    out.revision = in.at("revision").get<std::uint64_t>();
    out.headline = in.optional_text("headline").value_or("");
    out.headline_article = in.optional_text("headline_article");
    out.articles = in.texts("articles");
    for (const Json& v : in.list("sources")) out.sources.push_back(source_of(Reader(v)));
    for (const Json& v : in.list("families")) out.families.push_back(family_of(Reader(v)));
    for (const Json& v : in.list("chapters")) out.chapters.push_back(chapter_of(Reader(v)));
    for (const Json& v : in.list("brief")) out.brief.push_back(evidence_of(v, readers));
    for (const Json& v : in.list("timeline")) out.timeline.push_back(entry_of(Reader(v), readers));
    for (const Json& v : in.list("voices")) out.voices.push_back(voice_of(Reader(v), readers));
    for (const Json& v : in.list("figures")) out.figures.push_back(group_of(Reader(v), readers));
    for (const Json& v : in.list("differences")) {
      out.differences.push_back(difference_of(Reader(v), readers));
    }
    for (const Json& v : in.list("names")) out.names.push_back(name_of_story(Reader(v), readers));
    return out;
  });
}

}  // namespace newsloom::codec
