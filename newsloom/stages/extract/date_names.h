#pragma once
// The names and words by which pages call the dates of an article. Collected by hand from the
// documentation of publishing systems (schema.org, ogp.me, Dublin Core, Parse.ly, Sailthru,
// Highwire Press) and from pages.

#include <string_view>

namespace newsloom::extract {

inline constexpr std::string_view kPublishedMetas[] = {"article:published_time",
                                                       "og:published_time",
                                                       "article:published",
                                                       "datepublished",
                                                       "publish-date",
                                                       "publish_date",
                                                       "publishdate",
                                                       "published_time",
                                                       "parsely-pub-date",
                                                       "sailthru.date",
                                                       "dc.date.issued",
                                                       "dcterms.issued",
                                                       "cxenseparse:recs:publishtime",
                                                       "cxenseparse:publishtime",
                                                       "date_published",
                                                       "pubdate",
                                                       "publication_date",
                                                       "originalpublicationdate",
                                                       "article.published",
                                                       "article_date_original",
                                                       "rnews:datepublished",
                                                       "citation_publication_date",
                                                       "citation_date",
                                                       "vr:published_time",
                                                       "iso-8601-publish-date",
                                                       "published-date",
                                                       "article:post_date",
                                                       "pub_date",
                                                       "bt:pubdate",
                                                       "published"};

// Names that sites also give to the day of the template, the print issue or the last change.
inline constexpr std::string_view kLoosePublishedMetas[] = {
    "dc.date",     "dcterms.date", "dc.date.created", "dcterms.created",
    "datecreated", "date",         "ptime",           "last-published",
    "created",     "release_date", "display_date",    "og:article:published_time"};

inline constexpr std::string_view kModifiedMetas[] = {"article:modified_time",
                                                      "og:updated_time",
                                                      "datemodified",
                                                      "article:modified",
                                                      "og:modified_time",
                                                      "dcterms.modified",
                                                      "dc.date.modified",
                                                      "last-modified",
                                                      "lastmod",
                                                      "modified_time",
                                                      "article:updated_time",
                                                      "revision_date",
                                                      "utime",
                                                      "updated_time"};

// At the start of a line, in lower case.
inline constexpr std::string_view kChangeLabels[] = {"last updated",
                                                     "updated on",
                                                     "updated:",
                                                     "updated ",
                                                     "last modified",
                                                     "aktualisiert am",
                                                     "zuletzt geändert",
                                                     "letzte änderung",
                                                     "stand:",
                                                     "mis à jour le",
                                                     "modifié le",
                                                     "actualizado el",
                                                     "atualizado em",
                                                     "aggiornato il",
                                                     "bijgewerkt op",
                                                     "diese seite wurde zuletzt am",
                                                     "this page was last edited on"};

inline constexpr std::string_view kFirstLabels[] = {
    "published on",    "published:",       "published ",   "veröffentlicht am", "veröffentlicht:",
    "erschienen am",   "erstellt am",      "publié le",    "publicado el",      "publicado em",
    "pubblicato il",   "gepubliceerd op",  "opublikowano", "опубликовано",      "date published",
    "first published", "publication date", "posted on"};

// Inside a word or alone: what follows is the day of a change.
inline constexpr std::string_view kChangeWords[] = {
    "updated",   "update",       "modified",     "aktualisiert", "actualizado", "mis à jour",
    "modifié",   "aggiornato",   "atualizado",   "bijgewerkt",   "uppdaterad",  "oppdatert",
    "opdateret", "aktualizacja", "обновлено",    "revised",      "edited",      "수정",
    "änderung",  "geändert",     "last changed", "reviewed"};

}  // namespace newsloom::extract
