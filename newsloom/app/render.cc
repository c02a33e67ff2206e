#include "newsloom/app/render.h"

#include <algorithm>
#include <map>

#include "newsloom/app/terminal.h"
#include "newsloom/core/codec.h"
#include "newsloom/core/text/normalize.h"

namespace newsloom::app {
namespace {

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.resize(width, ' ');
  return text;
}

std::string day_of(std::int64_t seconds) {
  return seconds == 0 ? "no date   " : to_string(timestamp_of_utc(seconds).local_day());
}

std::string plural(std::uint64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

// Who carries the evidence, each once.
std::string sources_of(const std::vector<Evidence>& evidence, const ArticleOf& find) {
  std::vector<std::string> names;
  for (const Evidence& one : evidence) {
    const Article* article = find(one.article);
    std::string name = article != nullptr ? display_name(*article) : one.article;
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::string quoted_words(const Evidence& evidence, const ArticleOf& find) {
  const Article* article = find(evidence.article);
  return article == nullptr ? std::string() : squeezed(text_of(*article, evidence.span));
}

std::string voices_text(const Digest& digest, const ArticleOf& find) {
  std::string out;
  for (const Voice& voice : digest.voices) {
    std::vector<Evidence> evidence;
    for (const VoiceWitness& witness : voice.witnesses) evidence.push_back(witness.evidence);
    out += "  " + bold(voice.speaker) + (voice.role ? " (" + *voice.role + ")" : "") +
           (voice.said_on ? ", " + *voice.said_on : "") + (voice.denied ? ", denies" : "") + ": " +
           squeezed(voice.text) + "  " + dim("[" + sources_of(evidence, find) + "]") + "\n";
    if (voice.reported_by) out += "      as reported by " + *voice.reported_by + "\n";
    if (voice.disputed_by) out += "      disputed by " + *voice.disputed_by + "\n";
  }
  return out;
}

std::string figures_text(const Digest& digest, const ArticleOf& find) {
  std::string out;
  for (const FigureGroup& group : digest.figures) {
    out += "  " + bold(group.counted) + ": " + std::string(name_of(group.verdict)) +
           (group.reason.empty() ? "" : " - " + group.reason) + "\n";
    for (const FigureValue& value : group.values) {
      out += "      " + quoted_words(value.evidence, find) + "  " +
             dim("[" + sources_of({value.evidence}, find) + "]") + "\n";
    }
  }
  return out;
}

std::string section(const std::string& title, const std::string& body) {
  return body.empty() ? "" : "\n" + bold(title) + "\n" + body;
}

}  // namespace

std::string story_line(const StoryRow& row) {
  return bold(padded(row.id, 6)) + day_of(row.latest) + "  " + row.headline + "  " +
         dim("(" + plural(row.articles, "article") + ", " + plural(row.sources, "source") + ")") +
         "\n";
}

std::string story_text(const Digest& digest, const ArticleOf& find) {
  std::string out = bold(digest.headline) + "\n" +
                    dim(digest.story + " - " + plural(digest.articles.size(), "article") + ", " +
                        plural(digest.families.size(), "copied text")) +
                    "\n";
  std::string part;
  for (const Source& source : digest.sources) {
    part += "  " + padded(source.publisher.value_or("(publisher not stated)"), 26) +
            (source.published ? to_string(*source.published) : "") + "  " +
            source.title.value_or("") + "\n";
  }
  out += section("Sources", part);
  part.clear();
  for (const Chapter& chapter : digest.chapters) {
    part += "  " + padded(chapter.first ? to_string(chapter.first->local_day()) : "", 12) +
            chapter.headline + "  " + dim("(" + plural(chapter.articles.size(), "article") + ")") +
            (chapter.why.empty() ? "" : "\n              " + chapter.why) + "\n";
  }
  out += section("Chapters", part);
  part.clear();
  for (const TimelineEntry& entry : digest.timeline) {
    const bool past = entry.status == Status::happened || entry.status == Status::unknown;
    part += "  " + padded(entry.date, 12) +
            (past ? std::string() : "[" + std::string(name_of(entry.status)) + "] ") + entry.label +
            "  " + dim("[" + sources_of(entry.evidence, find) + "]") + "\n";
  }
  out += section("Timeline", part);
  out += section("Who said what", voices_text(digest, find));
  out += section("Figures", figures_text(digest, find));
  part.clear();
  for (const Difference& difference : digest.differences) {
    part += "  " + std::string(name_of(difference.kind)) + ": " + difference.about +
            (difference.reason.empty() ? "" : " - " + difference.reason) + "  " +
            dim("[" + sources_of(difference.evidence, find) + "]") + "\n";
  }
  out += section("Differences", part);
  part.clear();
  for (const Family& family : digest.families) {
    part += "  from " + sources_of({Evidence{family.origin, {}}}, find);
    for (const Copy& copy : family.members) {
      if (copy.article == family.origin) continue;
      part += "; " + sources_of({Evidence{copy.article, {}}}, find) + " (" +
              std::string(name_of(copy.relation)) + ")";
    }
    part += "\n";
  }
  return out + section("Copies of one text", part);
}

std::string article_text(const Article& article) {
  const auto time = time_of(article);
  return bold(article.title.value_or(article.id)) + "\n" +
         dim(article.publisher.value_or("(publisher not stated)") +
             (time ? ", " + to_string(*time) : "")) +
         "\n\n" + (article.standfirst ? *article.standfirst + "\n\n" : std::string()) +
         article.text + "\n";
}

std::string revision_text(const Revision& revision) {
  std::string out = "\n" + bold("Revision " + std::to_string(revision.number)) +
                    (revision.captured_at ? ", captured " + to_string(*revision.captured_at) : "");
  if (revision.seen_again) return out + ": seen again, unchanged\n";
  const std::string summary = summary_of(revision.changes);
  out += (summary.empty() ? "" : ": " + summary) + "\n";
  const auto add = [&](const std::string& what, const Change& change) {
    out += "  " + what + " " + std::string(name_of(change.kind)) + "\n";
    if (change.kind != ChangeKind::added) out += "    - " + change.before + "\n";
    if (change.kind != ChangeKind::removed) out += "    + " + change.after + "\n";
  };
  if (revision.changes.title) add("title", *revision.changes.title);
  for (const Change& change : revision.changes.paragraphs) add("paragraph", change);
  for (const Change& change : revision.changes.figures) add("figure", change);
  return out;
}

std::string link_line(const StoryLink& link, const std::string& headline) {
  std::string because;
  for (const LinkReason& reason : link.because) {
    because += (because.empty() ? "" : ", ") + reason.in_story;
    if (reason.in_other != reason.in_story) because += " = " + reason.in_other;
  }
  return "  " + padded(link.other, 6) + padded(link.other_language, 4) + headline + "  " +
         dim("(likeness " + codec::number(link.score) + ")") + "\n      both have " + because +
         "\n";
}

std::string hit_text(const SearchHit& hit) {
  return bold(hit.title.empty() ? hit.article : hit.title) + "\n  " +
         dim(hit.article + (hit.story ? ", story " + *hit.story : "") +
             (hit.publisher ? ", " + *hit.publisher : "") +
             (hit.published ? ", " + to_string(*hit.published) : "")) +
         "\n  " + hit.snippet + "\n";
}

std::string delta_text(const StoryDelta& delta) {
  std::string out = "#" + std::to_string(delta.sequence) + " " + std::string(name_of(delta.kind)) +
                    " " + delta.story + (delta.into ? " into " + *delta.into : "");
  for (const std::string& article : delta.articles) out += " " + article;
  if (delta.kind == DeltaKind::split || delta.kind == DeltaKind::move) {
    out += ", on " + to_string(timestamp_of_utc(delta.at));
  }
  out += delta.by_person ? " (by a person)" : " (score " + codec::number(delta.score) + ")";
  return out + "\n    because " + codec::reason_to_json(delta.because) + "\n";
}

std::string row_json(const StoryRow& row) {
  const auto time = [](std::int64_t seconds) {
    return seconds == 0 ? std::string("null") : codec::quoted(to_string(timestamp_of_utc(seconds)));
  };
  return "{\"id\":" + codec::quoted(row.id) + ",\"revision\":" + std::to_string(row.revision) +
         ",\"headline\":" + codec::quoted(row.headline) +
         ",\"articles\":" + std::to_string(row.articles) +
         ",\"sources\":" + std::to_string(row.sources) +
         ",\"families\":" + std::to_string(row.families) + ",\"first\":" + time(row.first) +
         ",\"latest\":" + time(row.latest) + ",\"rank\":" + codec::number(row.rank) + "}\n";
}

std::string hit_json(const SearchHit& hit) {
  const auto text = [](const std::optional<std::string>& value) {
    return value ? codec::quoted(*value) : std::string("null");
  };
  return "{\"article\":" + codec::quoted(hit.article) + ",\"story\":" + text(hit.story) +
         ",\"title\":" + codec::quoted(hit.title) + ",\"publisher\":" + text(hit.publisher) +
         ",\"published\":" +
         (hit.published ? codec::quoted(to_string(*hit.published)) : std::string("null")) +
         ",\"snippet\":" + codec::quoted(hit.snippet) + "}\n";
}

}  // namespace newsloom::app
