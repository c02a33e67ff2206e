// The written names of all enumerations of the nouns: one table each.
#include "newsloom/core/annotations.h"
#include "newsloom/core/article.h"
#include "newsloom/core/capture.h"
#include "newsloom/core/digest.h"
#include "newsloom/core/story.h"

#include <array>

namespace newsloom {
namespace {

template <class Enum, std::size_t N>
std::string_view at(const std::array<std::string_view, N>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 4> kCaptureKinds = {"html", "text", "feed_entry", "article"};
constexpr std::array<std::string_view, 3> kArticleKinds = {"article", "teaser", "live"};
constexpr std::array<std::string_view, 7> kRejectReasons = {
    "index_page", "consent_wall", "paywall_stub", "empty", "not_text", "too_large", "malformed"};
constexpr std::array<std::string_view, 4> kNameTypes = {"PERSON", "ORG", "PLACE", "OTHER"};
constexpr std::array<std::string_view, 3> kStatementKinds = {"direct", "mixed", "indirect"};
constexpr std::array<std::string_view, 4> kDateTypes = {"date", "time", "duration", "set"};
constexpr std::array<std::string_view, 13> kPrecisions = {
    "second", "minute",  "hour", "part_of_day", "day",     "week",   "month",
    "season", "quarter", "year", "decade",      "century", "unknown"};
constexpr std::array<std::string_view, 7> kChanges = {"", "=", "~", ">", "<", "up", "down"};
constexpr std::array<std::string_view, 4> kScopes = {"unknown", "each", "total", "per_time"};
constexpr std::array<std::string_view, 7> kStatuses = {
    "unknown", "planned", "agreed", "happened", "denied", "hypothetical", "reported"};
constexpr std::array<std::string_view, 5> kRelations = {"none", "exact", "near", "excerpt",
                                                        "update"};
constexpr std::array<std::string_view, 9> kDeltas = {"open", "join", "merge",  "split", "close",
                                                     "move", "lock", "unlock", "revise"};
constexpr std::array<std::string_view, 6> kVerdicts = {
    "agree",    "agree_after_normalisation", "update_over_time",
    "conflict", "different_things",          "single"};
constexpr std::array<std::string_view, 6> kDifferences = {
    "update", "contradiction", "discrepancy", "different_thing", "wording", "omission"};

}  // namespace

std::string_view name_of(CaptureKind kind) { return at(kCaptureKinds, kind); }
std::optional<CaptureKind> capture_kind_of(std::string_view name) {
  return find<CaptureKind>(kCaptureKinds, name);
}
std::string_view name_of(ArticleKind kind) { return at(kArticleKinds, kind); }
std::optional<ArticleKind> article_kind_of(std::string_view name) {
  return find<ArticleKind>(kArticleKinds, name);
}
std::string_view name_of(RejectReason reason) { return at(kRejectReasons, reason); }
std::string_view name_of(NameType type) { return at(kNameTypes, type); }
std::string_view name_of(StatementKind kind) { return at(kStatementKinds, kind); }
std::string_view name_of(DateType type) { return at(kDateTypes, type); }
std::string_view name_of(DatePrecision precision) { return at(kPrecisions, precision); }
std::string_view name_of(FigureChange change) { return at(kChanges, change); }
std::string_view name_of(Scope scope) { return at(kScopes, scope); }
std::string_view name_of(Status status) { return at(kStatuses, status); }
std::string_view name_of(CopyRelation relation) { return at(kRelations, relation); }
std::string_view name_of(DeltaKind kind) { return at(kDeltas, kind); }
std::string_view name_of(Verdict verdict) { return at(kVerdicts, verdict); }
std::string_view name_of(DifferenceKind kind) { return at(kDifferences, kind); }

std::string_view field_of(const Article& article, Field field) {
  if (field == Field::text) return article.text;
  const auto& part = field == Field::title ? article.title : article.standfirst;
  return part ? std::string_view(*part) : std::string_view();
}

std::string_view text_of(const Article& article, Span span) {
  const std::string_view whole = field_of(article, span.field);
  if (span.begin > whole.size() || span.end < span.begin) return {};
  return whole.substr(span.begin, span.end - span.begin);
}

std::optional<Timestamp> time_of(const Article& article) {
  if (article.published) return article.published;
  if (article.modified) return article.modified;
  return article.fetched_at;
}

}  // namespace newsloom
