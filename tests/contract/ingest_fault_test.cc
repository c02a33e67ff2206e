// An ingest that fails at any write leaves a state from which the next run gives what an
// undisturbed run gives: nothing lost, nothing twice.
#include <gtest/gtest.h>

#include "newsloom/edges/bus/bus.h"
#include "newsloom/edges/store/store.h"
#include "tests/contract/faulty_store.h"
#include "tests/contract/with_resources.h"

namespace newsloom {
namespace {

constexpr std::size_t kQueue = 8;

Capture article(int number, const std::string& title, const std::string& text) {
  Capture c;
  c.id = "c" + std::to_string(number);
  c.kind = CaptureKind::article;
  c.known.title = title;
  c.known.language = "en";
  c.known.published = parse_timestamp("2026-03-0" + std::to_string(2 + number / 4) + "T10:00:00Z");
  c.body = text;
  return c;
}

std::vector<Capture> stream() {
  std::vector<Capture> out;
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"Fire on the ferry Halmar",
       "A fire broke out on the ferry Halmar off Skarnes on Monday, the "
       "coastguard said. All 212 passengers were brought ashore."},
      {"Orsund council rejects the tram",
       "The council of Orsund voted against the new tram line on "
       "Monday. Mayor Ilse Brandt called the vote a mistake."},
      {"Ferry Halmar: passengers safe",
       "Passengers of the ferry Halmar were brought to Skarnes "
       "after a fire in the engine room, the coastguard said."},
      {"Tram vote divides Orsund",
       "After the council of Orsund voted against the tram line, Mayor "
       "Ilse Brandt said she would ask the citizens."}};
  for (int i = 0; i < 8; ++i) {
    const auto& [title, text] = texts[static_cast<std::size_t>(i) % texts.size()];
    out.push_back(article(i, title, text + " Report number " + std::to_string(i) + "."));
  }
  // Two pages are captured again: one was changed twice, one was not.
  for (int i = 0; i < 8; ++i)
    out[static_cast<std::size_t>(i)].url = "https://osk.example/" + std::to_string(i);
  for (const char* more : {" Two people died.", " Three people died."}) {
    Capture again = out[0];
    again.id = "again" + std::to_string(out.size());
    again.body += more;
    out.push_back(std::move(again));
  }
  Capture same = out[1];
  same.id = "same";
  out.push_back(std::move(same));
  return out;
}

class IngestFault : public WithResources {
 protected:
  static Result<IngestReport> ingest(Store& store) {
    const auto bus = bus::in_memory(kQueue);
    NL_TRY(const auto run, Ingest::start(store, *bus, resources(), params(), 2));
    for (Capture& capture : stream()) NL_TRY_VOID(run->add(std::move(capture)));
    return run->finish();
  }

  static std::vector<std::pair<std::string, std::string>> places(const Store& store) {
    std::vector<std::pair<std::string, std::string>> out;
    const auto ids = store.article_ids(false);
    for (const std::string& id : *ids) {
      out.emplace_back(id, (*store.story_of(id)).value_or("none"));
    }
    return out;
  }
};

TEST_F(IngestFault, TwiceTheSameIsOnce) {
  const auto store = store::in_memory();
  const auto first = ingest(*store);
  ASSERT_TRUE(first) << message(first.error());
  EXPECT_EQ(first->articles, 8U);
  const auto before = places(*store);
  const auto second = ingest(*store);
  ASSERT_TRUE(second) << message(second.error());
  EXPECT_EQ(first->revised, 2U);
  EXPECT_EQ(second->known, 11U);
  EXPECT_EQ(second->articles, 0U);
  EXPECT_EQ(second->stories, 0U);
  EXPECT_EQ(places(*store), before);
}

TEST_F(IngestFault, AFailureAtAnyWriteIsMadeGoodByTheNextRun) {
  const auto undisturbed = store::in_memory();
  ASSERT_TRUE(ingest(*undisturbed));
  const auto want = places(*undisturbed);
  const auto revisions = *undisturbed->revisions({});
  ASSERT_EQ(revisions.size(), 5U);  // the first version of both, two changes, one seen again
  for (int fail_at = 1; fail_at < 32; ++fail_at) {
    const auto store = store::in_memory();
    FaultyStore faulty(*store, fail_at);
    const auto failed = ingest(faulty);
    const auto again = ingest(*store);
    ASSERT_TRUE(again) << "after a failure at write " << fail_at << ": " << message(again.error());
    EXPECT_EQ(places(*store), want) << "after a failure at write " << fail_at;
    EXPECT_EQ(*store->revisions({}), revisions) << "after a failure at write " << fail_at;
    EXPECT_EQ((*store->item("c0"))->article.text, (*undisturbed->item("c0"))->article.text);
    EXPECT_EQ(store->counts()->unsettled, 0U);
    EXPECT_EQ(store->stories(0, 100)->size(), undisturbed->stories(0, 100)->size());
  }
}

}  // namespace
}  // namespace newsloom
