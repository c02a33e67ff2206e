// What a reader is told is new, and that links between languages do not depend on how many runs of
// ingest brought the articles.
#include <gtest/gtest.h>

#include "newsloom/edges/bus/bus.h"
#include "newsloom/edges/store/store.h"
#include "tests/contract/with_resources.h"

namespace newsloom {
namespace {

class News : public WithResources {
 protected:
  static void ingest(Store& store, const std::vector<Capture>& captures) {
    const auto bus = bus::in_memory(8);
    const auto run = Ingest::start(store, *bus, resources(), params(), 2);
    ASSERT_TRUE(run);
    for (const Capture& capture : captures) ASSERT_TRUE((*run)->add(capture));
    ASSERT_TRUE((*run)->finish());
  }

  static Capture article(const std::string& id, const std::string& language, const std::string& at,
                         const std::string& title, const std::string& text) {
    Capture c;
    c.id = id;
    c.kind = CaptureKind::article;
    c.url = "https://osk.example/" + id;
    c.fetched_at = parse_timestamp(at);
    c.known.title = title;
    c.known.language = language;
    c.known.published = c.fetched_at;
    c.body = text;
    return c;
  }

  static std::vector<StoryLink> all_links(const Store& store) {
    std::vector<StoryLink> out;
    const auto rows = store.stories(0, 100);
    for (const StoryRow& row : *rows) {
      const auto links = store.links(row.id);
      out.insert(out.end(), links->begin(), links->end());
    }
    return out;
  }
};

TEST_F(News, OnlyWhatNoEarlierVersionSaid) {
  const auto store = store::in_memory();
  const std::string first =
      "A fire broke out on the ferry Halmar off Skarnes on Monday, the coastguard said.\n\nThe "
      "coastguard said 212 passengers were brought ashore.";
  ingest(*store, {article("a", "en", "2031-03-03T10:00:00Z", "Fire on the ferry Halmar", first)});
  Capture again = article("a", "en", "2031-03-04T10:00:00Z", "Fire on the ferry Halmar",
                          first + "\n\nMinister Ilse Brandt said two people had died.");
  again.id = "later";
  ingest(*store, {again});
  const auto story = store->story_of("a");
  ASSERT_TRUE(story && *story);
  const auto digest = store->digest(**story);
  ASSERT_TRUE(digest);
  EXPECT_EQ(digest->articles, std::vector<std::string>{"a"});

  const auto since = [&](const char* time) {
    return *news_since(*store, *digest, parse_timestamp(time)->seconds);
  };
  EXPECT_EQ(since("2031-03-01"), *digest);  // everything
  const Digest news = since("2031-03-04");
  EXPECT_EQ(news.articles, std::vector<std::string>{"a"});
  ASSERT_EQ(news.voices.size(), 1U);
  EXPECT_EQ(news.voices[0].speaker, "Ilse Brandt");
  const Digest none = since("2031-03-05");
  EXPECT_TRUE(none.articles.empty());
  EXPECT_TRUE(none.voices.empty());
  EXPECT_TRUE(none.figures.empty());
  EXPECT_TRUE(none.timeline.empty());
}

TEST_F(News, LinksAreTheSameInStepsAndAtOnce) {
  const std::vector<Capture> stream = {
      article(
          "en1", "en", "2031-03-03T10:00:00Z", "Westrom meets Vogtner in Geneva",
          "Minister Klara Westrom met Heinrich Vogtner in Geneva. They agreed to exchange 1,240 "
          "prisoners of war."),
      article("de2", "de", "2031-03-03T11:00:00Z", "Sturm deckt Dächer in Osk ab",
              "Ein Sturm hat in Osk 57 Dächer abgedeckt, sagte Sprecher Arne Lunde."),
      article("de1", "de", "2031-03-03T12:00:00Z", "Westrom trifft Vogtner in Genf",
              "Ministerin Klara Westrom hat Heinrich Vogtner in Genf getroffen. 1.240 Gefangene "
              "sollen ausgetauscht werden."),
      article("es1", "es", "2031-03-04T09:00:00Z", "Westrom se reúne con Vogtner en Ginebra",
              "La ministra Klara Westrom se reunió con Heinrich Vogtner en Ginebra. Acordaron "
              "canjear 1.240 prisioneros de guerra.")};
  const auto at_once = store::in_memory();
  ingest(*at_once, stream);
  const auto in_steps = store::in_memory();
  for (const Capture& capture : stream) ingest(*in_steps, {capture});
  const auto links = all_links(*at_once);
  EXPECT_EQ(links.size(), 6U);  // three pairs, from both ends
  EXPECT_EQ(all_links(*in_steps), links);
  const auto storm = at_once->story_of("de2");
  EXPECT_TRUE(at_once->links(**storm)->empty());
}

}  // namespace
}  // namespace newsloom
