#include "newsloom/core/codec.h"

#include "newsloom/core/codec_json.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom::codec {
namespace {

Json to_value(const Article& article) {
  Json out;
  out["id"] = article.id;
  out["capture"] = article.capture;
  out["part"] = article.part;
  out["kind"] = name_of(article.kind);
  put(out, "url", article.url);
  put(out, "canonical_url", article.canonical_url);
  put(out, "title", article.title);
  if (article.standfirst) put(out, "standfirst", article.standfirst);
  out["text"] = article.text;
  out["authors"] = article.authors;
  put(out, "published", article.published);
  put(out, "modified", article.modified);
  put(out, "publisher", article.publisher);
  put(out, "language", article.language);
  put(out, "section", article.section);
  if (article.fetched_at) put(out, "fetched_at", article.fetched_at);
  return out;
}

Article article_of(Reader in) {
  Article out;
  out.id = in.text("id");
  out.capture = in.text("capture");
  out.part = static_cast<int>(in.number("part"));
  out.kind = in.required(article_kind_of(in.text("kind")), "kind");
  out.url = in.optional_text("url");
  out.canonical_url = in.optional_text("canonical_url");
  out.title = in.optional_text("title");
  out.standfirst = in.optional_text("standfirst");
  out.text = in.text("text");
  out.authors = in.texts("authors");
  out.published = in.time("published");
  out.modified = in.time("modified");
  out.publisher = in.optional_text("publisher");
  out.language = in.optional_text("language");
  out.section = in.optional_text("section");
  out.fetched_at = in.time("fetched_at");
  return out;
}

// --- annotations

/// Spans under `key`; those of the title and the standfirst stand apart ("title_mentions"), so that
/// "mentions" always counts in the text.
void put_by_field(Json& out, const std::string& key, const std::vector<Span>& spans,
                  const SpanWriter& write) {
  for (const Field field : {Field::text, Field::title, Field::standfirst}) {
    Json list = Json::array();
    for (const Span& span : spans) {
      if (span.field == field) list.push_back(write(span));
    }
    if (field == Field::text) {
      out[key] = std::move(list);
    } else if (!list.empty()) {
      out[std::string(written_field(field)) + "_" + key] = std::move(list);
    }
  }
}

void read_by_field(const Reader& in, const std::string& key, const SpanReader& read,
                   std::vector<Span>& out) {
  for (const Field field : {Field::title, Field::standfirst, Field::text}) {
    const std::string prefix = field == Field::text ? "" : std::string(written_field(field)) + "_";
    for (const Json& pair : in.list((prefix + key).c_str())) out.push_back(read(pair, field));
  }
}

Json to_value(const Name& name, const SpanWriter& spans) {
  Json out;
  out["id"] = name.id;
  out["name"] = name.name;
  out["type"] = name_of(name.type);
  put(out, "role", name.role);
  put_by_field(out, "mentions", name.mentions, spans);
  out["confidence"] = rounded(name.confidence);
  return out;
}

Name name_of_json(Reader in, const SpanReader& spans) {
  Name out;
  out.id = in.text("id");
  out.name = in.text("name");
  out.type = in.required(find_name<NameType>(in.text("type"), 4), "type");
  out.role = in.optional_text("role");
  read_by_field(in, "mentions", spans, out.mentions);
  out.confidence = in.confidence();
  return out;
}

Json to_value(const Statement& statement, const SpanWriter& spans) {
  Json out;
  out["kind"] = name_of(statement.kind);
  spans.put_field(out, statement.span);
  out["span"] = spans(statement.span);
  out["content"] = spans.list(statement.content);
  out["quotes"] = spans.list(statement.quotes);
  out["cue"] = statement.cue ? spans(*statement.cue) : Json();
  if (statement.speaker) {
    Json speaker;
    speaker["name"] = statement.speaker->name;
    speaker["span"] = statement.speaker->span ? spans(*statement.speaker->span) : Json();
    // A pronoun's antecedent may stand in the other field than the statement itself.
    put(speaker, "name_id", statement.speaker->name_id);
    out["speaker"] = std::move(speaker);
  } else {
    out["speaker"] = nullptr;
  }
  put(out, "addressee", statement.addressee);
  put(out, "channel", statement.channel);
  put(out, "said_on", statement.said_on);
  put(out, "reported_by", statement.reported_by);
  put(out, "disputed_by", statement.disputed_by);
  if (statement.denied) out["denied"] = true;
  out["confidence"] = rounded(statement.confidence);
  return out;
}

Statement statement_of(Reader in, const SpanReader& spans) {
  Statement out;
  const Field field = in.field();
  out.kind = in.required(find_name<StatementKind>(in.text("kind"), 3), "kind");
  out.span = spans(in.at("span"), field);
  for (const Json& pair : in.list("content")) out.content.push_back(spans(pair, field));
  for (const Json& pair : in.list("quotes")) out.quotes.push_back(spans(pair, field));
  if (in.has("cue")) out.cue = spans(in.at("cue"), field);
  if (in.has("speaker")) {
    Reader speaker = in.object("speaker");
    Speaker who;
    who.name = speaker.text("name");
    if (speaker.has("span")) who.span = spans(speaker.at("span"), field);
    who.name_id = speaker.optional_text("name_id");
    out.speaker = std::move(who);
  }
  out.addressee = in.optional_text("addressee");
  out.channel = in.optional_text("channel");
  out.said_on = in.optional_text("said_on");
  out.reported_by = in.optional_text("reported_by");
  out.disputed_by = in.optional_text("disputed_by");
  out.denied = in.flag("denied");
  out.confidence = in.confidence();
  return out;
}

Json to_value(const DateExpr& date, const SpanWriter& spans) {
  Json out;
  spans.put_field(out, date.span);
  out["span"] = spans(date.span);
  out["type"] = name_of(date.type);
  out["value"] = date.value;
  out["precision"] = name_of(date.precision);
  if (date.lies != 0) out["lies"] = date.lies > 0 ? "ahead" : "behind";
  out["confidence"] = rounded(date.confidence);
  return out;
}

DateExpr date_of(Reader in, const SpanReader& spans) {
  DateExpr out;
  out.span = spans(in.at("span"), in.field());
  out.type = in.required(find_name<DateType>(in.text("type"), 4), "type");
  out.value = in.text("value");
  out.precision = in.required(find_name<DatePrecision>(in.text("precision"), 13), "precision");
  if (const auto lies = in.optional_text("lies")) out.lies = *lies == "ahead" ? 1 : -1;
  out.confidence = in.confidence();
  return out;
}

}  // namespace

Json to_value(const Figure& figure, const SpanWriter& spans) {
  Json out;
  spans.put_field(out, figure.span);
  out["span"] = spans(figure.span);
  out["number"] = spans(figure.number);
  put(out, "value", figure.value);
  put(out, "low", figure.low);
  put(out, "high", figure.high);
  put(out, "qualifier", figure.qualifier);
  out["change"] = figure.change == FigureChange::none ? Json() : Json(name_of(figure.change));
  put(out, "unit", figure.unit);
  put(out, "counted", figure.counted);
  out["scope"] = figure.scope == Scope::unknown ? Json() : Json(name_of(figure.scope));
  out["status"] = figure.status == Status::unknown ? Json() : Json(name_of(figure.status));
  put(out, "attributed_to", figure.attributed_to);
  put(out, "part_of", figure.part_of);
  out["confidence"] = rounded(figure.confidence);
  return out;
}

Figure figure_of(Reader in, const SpanReader& spans) {
  Figure out;
  const Field field = in.field();
  out.span = spans(in.at("span"), field);
  out.number = spans(in.at("number"), field);
  out.value = in.optional_number("value");
  out.low = in.optional_number("low");
  out.high = in.optional_number("high");
  out.qualifier = in.optional_text("qualifier");
  out.change = in.has("change")
                   ? in.required(find_name<FigureChange>(in.text("change"), 7), "change")
                   : FigureChange::none;
  out.unit = in.optional_text("unit");
  out.counted = in.optional_text("counted");
  if (in.has("scope")) out.scope = in.required(find_name<Scope>(in.text("scope"), 4), "scope");
  if (in.has("status")) out.status = in.required(find_name<Status>(in.text("status"), 7), "status");
  out.attributed_to = in.optional_text("attributed_to");
  out.part_of = in.optional_text("part_of");
  out.confidence = in.confidence();
  return out;
}

namespace {

Json to_value(const Event& event, const SpanWriter& spans) {
  Json out;
  spans.put_field(out, event.span);
  out["span"] = spans(event.span);
  out["trigger"] = spans(event.trigger);
  out["label"] = event.label;
  out["who"] = event.who;
  out["whom"] = event.whom;
  put(out, "where", event.where);
  put(out, "code", event.code);
  put(out, "date", event.date);
  if (event.date_inferred) out["date_inferred"] = true;
  put(out, "attributed_to", event.attributed_to);
  out["precision"] =
      event.precision == DatePrecision::unknown ? Json() : Json(name_of(event.precision));
  out["status"] = event.status == Status::unknown ? Json() : Json(name_of(event.status));
  out["confidence"] = rounded(event.confidence);
  return out;
}

Event event_of(Reader in, const SpanReader& spans) {
  Event out;
  const Field field = in.field();
  out.span = spans(in.at("span"), field);
  out.trigger = spans(in.at("trigger"), field);
  out.label = in.text("label");
  out.who = in.texts("who");
  out.whom = in.texts("whom");
  out.where = in.optional_text("where");
  out.code = in.optional_text("code");
  out.date = in.optional_text("date");
  out.date_inferred = in.flag("date_inferred");
  out.attributed_to = in.optional_text("attributed_to");
  if (in.has("precision")) {
    out.precision = in.required(find_name<DatePrecision>(in.text("precision"), 13), "precision");
  }
  if (in.has("status")) out.status = in.required(find_name<Status>(in.text("status"), 7), "status");
  out.confidence = in.confidence();
  return out;
}

template <class T>
Json list_of(const std::vector<T>& values, const SpanWriter& spans) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(to_value(value, spans));
  return out;
}

void put_annotations(Json& out, const Article& article, const Annotations& annotations) {
  const SpanWriter spans(article);
  out["language"] = annotations.language ? Json(*annotations.language)
                    : article.language   ? Json(*article.language)
                                         : Json();
  if (annotations.written_on) out["written_on"] = *annotations.written_on;
  put_by_field(out, "sentences", annotations.sentences, spans);
  out["names"] = list_of(annotations.names, spans);
  out["statements"] = list_of(annotations.statements, spans);
  out["dates"] = list_of(annotations.dates, spans);
  out["figures"] = list_of(annotations.figures, spans);
  out["events"] = list_of(annotations.events, spans);
}

Annotations annotations_of(Reader in, const Article& article) {
  const SpanReader spans(article);
  Annotations out;
  out.article = article.id;
  out.language = in.optional_text("annotated_language");
  out.written_on = in.optional_text("written_on");
  read_by_field(in, "sentences", spans, out.sentences);
  for (const Json& v : in.list("names")) out.names.push_back(name_of_json(Reader(v), spans));
  for (const Json& v : in.list("statements")) {
    out.statements.push_back(statement_of(Reader(v), spans));
  }
  for (const Json& v : in.list("dates")) out.dates.push_back(date_of(Reader(v), spans));
  for (const Json& v : in.list("figures")) out.figures.push_back(figure_of(Reader(v), spans));
  for (const Json& v : in.list("events")) out.events.push_back(event_of(Reader(v), spans));
  return out;
}

// --- stories

Json to_value(const Reason& reason) {
  Json out = Json::object();
  if (!reason.names.empty()) out["names"] = reason.names;
  if (!reason.terms.empty()) out["terms"] = reason.terms;
  if (reason.hours_apart) out["hours_apart"] = rounded(*reason.hours_apart);
  if (reason.family) out["family"] = *reason.family;
  if (reason.note) out["note"] = *reason.note;
  if (reason.nearest_other) out["nearest_other"] = *reason.nearest_other;
  if (reason.nearest_other_score) {
    out["nearest_other_score"] = rounded(*reason.nearest_other_score);
  }
  return out;
}

Reason reason_of(Reader in) {
  Reason out;
  out.names = in.texts("names");
  out.terms = in.texts("terms");
  out.hours_apart = in.optional_number("hours_apart");
  out.family = in.optional_text("family");
  out.note = in.optional_text("note");
  out.nearest_other = in.optional_text("nearest_other");
  out.nearest_other_score = in.optional_number("nearest_other_score");
  return out;
}

}  // namespace

std::string to_json(const Article& article) { return line(to_value(article)); }

std::string to_json(const std::string& capture, const Rejection& rejection) {
  Json out;
  out["capture"] = capture;
  out["rejected"] = name_of(rejection.reason);
  out["detail"] = rejection.detail;
  return line(out);
}

std::string to_json(const Article& article, const Annotations& annotations) {
  Json out = to_value(article);
  put_annotations(out, article, annotations);
  return line(out);
}

std::string to_json(const Article& article, const Annotations& annotations,
                    const std::vector<Revision>& revisions) {
  Json out = to_value(article);
  put_annotations(out, article, annotations);
  Json list = Json::array();
  for (const Revision& revision : revisions) list.push_back(Json::parse(to_json(revision)));
  out["revision"] = 1;
  for (const Revision& revision : revisions) out["revision"] = revision.number;
  out["revisions"] = std::move(list);
  return line(out);
}

std::string to_json(const Copy& copy) {
  Json out;
  out["id"] = copy.article;
  out["family"] = copy.family;
  put(out, "copy_of", copy.copy_of);
  out["relation"] = copy.relation == CopyRelation::none ? Json() : Json(name_of(copy.relation));
  out["overlap"] = rounded(copy.overlap);
  return line(out);
}

Result<Copy> copy_from_json(std::string_view json) {
  return guarded<Copy>(json, [](Reader in) {
    Copy out;
    out.article = in.text("id");
    out.family = in.text("family");
    out.copy_of = in.optional_text("copy_of");
    if (in.has("relation")) {
      out.relation = in.required(find_name<CopyRelation>(in.text("relation"), 5), "relation");
    }
    out.overlap = in.number("overlap");
    return out;
  });
}

std::string to_json(const StoryDelta& delta) {
  Json out;
  out["sequence"] = delta.sequence;
  out["delta"] = name_of(delta.kind);
  out["story"] = delta.story;
  put(out, "into", delta.into);
  out["articles"] = delta.articles;
  out["score"] = rounded(delta.score);
  out["because"] = to_value(delta.because);
  if (delta.by_person) out["by_person"] = true;
  out["at"] = delta.at;
  out["made_by"] = delta.made_by;
  return line(out);
}

std::string quoted(std::string_view text) { return line(Json(text)); }

std::string number(double value) { return line(number_of(rounded(value))); }

std::string reason_to_json(const Reason& reason) { return line(to_value(reason)); }

Result<StoryDelta> delta_from_json(std::string_view json) {
  return guarded<StoryDelta>(json, [](Reader in) {
    StoryDelta out;
    out.sequence = static_cast<std::uint64_t>(in.number("sequence"));
    out.kind = in.required(find_name<DeltaKind>(in.text("delta"), 9), "delta");
    out.story = in.text("story");
    out.into = in.optional_text("into");
    out.articles = in.texts("articles");
    out.score = in.number("score");
    if (in.has("because")) out.because = reason_of(in.object("because"));
    out.by_person = in.flag("by_person");
    out.at = static_cast<std::int64_t>(in.number("at"));
    out.made_by = in.text("made_by");
    return out;
  });
}

Result<Article> article_from_json(std::string_view json) {
  return guarded<Article>(json, [](Reader in) { return article_of(in); });
}

std::string to_json(const Item& item) {
  Json out = to_value(item.article);
  put_annotations(out, item.article, item.annotations);
  // "language" is what a reader wants (given or detected); the item keeps both apart.
  put(out, "language", item.article.language);
  put(out, "annotated_language", item.annotations.language);
  Json fingerprint;
  fingerprint["sketch"] = item.fingerprint.sketch;
  fingerprint["shingles"] = item.fingerprint.shingle_count;
  fingerprint["exact"] = item.fingerprint.exact;
  out["fingerprint"] = std::move(fingerprint);
  return line(out);
}

Result<Item> item_from_json(std::string_view json) {
  return guarded<Item>(json, [](Reader in) {
    Item out;
    out.article = article_of(in);
    out.annotations = annotations_of(in, out.article);
    Reader fingerprint = in.object("fingerprint");
    for (const Json& v : fingerprint.list("sketch")) {
      out.fingerprint.sketch.push_back(v.get<std::uint32_t>());
    }
    out.fingerprint.shingle_count = fingerprint.at("shingles").get<std::uint32_t>();
    out.fingerprint.exact = fingerprint.at("exact").get<std::uint64_t>();
    return out;
  });
}

std::vector<std::string> articles_of_digest(std::string_view json) {
  auto read =
      guarded<std::vector<std::string>>(json, [](Reader in) { return in.texts("articles"); });
  return read ? std::move(*read) : std::vector<std::string>{};
}

std::string facts_to_json(const Capture& capture) {
  Json out;
  out["id"] = capture.id;
  out["url"] = capture.url;
  put(out, "fetched_at", capture.fetched_at);
  put(out, "publisher", capture.publisher);
  out["kind"] = name_of(capture.kind);
  out["content_type"] = capture.content_type;
  put(out, "title", capture.known.title);
  out["authors"] = capture.known.authors;
  put(out, "published", capture.known.published);
  put(out, "modified", capture.known.modified);
  put(out, "language", capture.known.language);
  return line(out);
}

Result<Capture> capture_from_facts(std::string_view json, std::string body) {
  auto read = guarded<Capture>(json, [](Reader in) {
    Capture out;
    out.id = in.text("id");
    out.url = in.text("url");
    out.fetched_at = in.time("fetched_at");
    out.publisher = in.optional_text("publisher");
    out.kind = in.required(capture_kind_of(in.text("kind")), "kind");
    out.content_type = in.text("content_type");
    out.known.title = in.optional_text("title");
    out.known.authors = in.texts("authors");
    out.known.published = in.time("published");
    out.known.modified = in.time("modified");
    out.known.language = in.optional_text("language");
    return out;
  });
  if (read) read->body = std::move(body);
  return read;
}

}  // namespace newsloom::codec
