// What a reader learns from the sample's stories, against its ground truth: the timeline, figures
// with their verdicts, the same statement in several articles, denials, differences. Floors stand
// at what is reached; what is missed is printed.

#include <gtest/gtest.h>

#include "tests/support/sample.h"

namespace newsloom::testing {
namespace {

/// Calls `look(gold entry, digests of its story)` for every entry of one kind in ground truth.
template <class Look>
void for_each_entry(const char* kind, Look look) {
  const Sample& sample = Sample::get();
  for (const Json& story : sample.truth().at("stories")) {
    const std::vector<Json> digests = sample.digests_of(text_of(story, "id"));
    for (const Json& entry : story.at(kind)) look(text_of(story, "id"), entry, digests);
  }
}

bool any_of_list(const Json& object, const char* list, const auto& test) {
  const auto found = object.find(list);
  return found != object.end() && std::any_of(found->begin(), found->end(), test);
}

/// How many of the wanted pieces of text an entry's evidence covers.
std::size_t covered(const Json& wanted, const std::vector<Json>& evidence) {
  const Sample& sample = Sample::get();
  return static_cast<std::size_t>(
      std::count_if(wanted.begin(), wanted.end(), [&](const Json& gold) {
        return std::any_of(evidence.begin(), evidence.end(),
                           [&](const Json& e) { return sample.rests_on(e, gold); });
      }));
}

/// The places that a list of an entry points to.
std::vector<Json> evidence_of(const Json& entry, const char* list) {
  const Json items = entry.value(list, Json::array());
  return {items.begin(), items.end()};
}

TEST(QualityDigest, Timeline) {
  const Sample& sample = Sample::get();
  Score dates("timeline: dates", 0.95);
  Score status("timeline: status", 0.97);
  for_each_entry("timeline", [&](const std::string& story, const Json& gold, const auto& digests) {
    bool dated = false;
    std::set<std::string> found;
    for (const Json& digest : digests) {
      for (const Json& entry : digest.at("timeline")) {
        if (text_of(entry, "date").substr(0, 10) != text_of(gold, "date")) continue;
        const bool here = any_of_list(entry, "evidence", [&](const Json& e) {
          const Json& articles = gold.at("articles");
          return std::find(articles.begin(), articles.end(),
                           sample.key_of(text_of(e, "article"))) != articles.end();
        });
        dated = dated || here;
        if (here) found.insert(text_of(entry, "status"));
      }
    }
    const std::string name = story + " " + text_of(gold, "date") + " " + text_of(gold, "about");
    dates.count(dated, name);
    std::string all;
    for (const std::string& one : found) all += " " + one;
    if (dated) {
      status.count(found.contains(text_of(gold, "status")),
                   name + ": want " + text_of(gold, "status") + ", got" + all);
    }
  });
  dates.check();
  status.check();
}

/// Whether equal numbers were normalised first ("40" and "at least 40") does not matter.
bool same_verdict(const std::string& found, const std::string& wanted) {
  return found == wanted || (wanted == "agree" && found == "agree_after_normalisation");
}

TEST(QualityDigest, Figures) {
  Score grouped("figures: values in one group", 0.8);
  Score verdicts("figures: verdicts", 0.72);
  for_each_entry("figures", [&](const std::string& story, const Json& gold, const auto& digests) {
    std::size_t best = 0;
    std::string verdict = "none";
    for (const Json& digest : digests) {
      for (const Json& group : digest.at("figures")) {
        const std::size_t here = covered(gold.at("values"), evidence_of(group, "values"));
        const bool right = same_verdict(text_of(group, "verdict"), text_of(gold, "verdict"));
        if (here > best || (here == best && here > 0 && right)) {
          best = here;
          verdict = text_of(group, "verdict");
        }
      }
    }
    const std::string name = story + " " + text_of(gold, "about");
    grouped.add(
        static_cast<double>(best), static_cast<double>(gold.at("values").size()),
        name + ": " + std::to_string(best) + " of " + std::to_string(gold.at("values").size()));
    verdicts.count(best >= 2 && same_verdict(verdict, text_of(gold, "verdict")),
                   name + ": want " + text_of(gold, "verdict") + ", got " + verdict);
  });
  grouped.check();
  verdicts.check();
}

/// The first number in a text, as written: "600,000" of "600,000 of the 1.4 million crowns".
std::string first_number(const std::string& text) {
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string::npos) return text;
  return text.substr(begin, text.find_first_not_of("0123456789.,", begin) - begin);
}

/// Whether a group compares all these figures. A figure that stands inside another's words
/// ("600,000 of the 1.4 million crowns") is told from it by its number.
bool compares_all(const Json& group, const Json& gold) {
  const std::vector<Json> values = evidence_of(group, "values");
  return std::all_of(gold.begin(), gold.end(), [&](const Json& one) {
    return std::any_of(values.begin(), values.end(), [&](const Json& value) {
      return Sample::get().rests_on(value, one) &&
             first_number(text_of(value, "text")) == first_number(text_of(one, "text"));
    });
  });
}

TEST(QualityDigest, DifferentThingsAreNotCompared) {
  Score apart("figures: different things apart", 1);
  for_each_entry("distinct", [&](const std::string& story, const Json& gold, const auto& digests) {
    bool together = false;
    for (const Json& digest : digests) {
      for (const Json& group : digest.at("figures")) {
        const std::string verdict = text_of(group, "verdict");
        together = together || (verdict != "different_things" && verdict != "single" &&
                                compares_all(group, gold));
      }
    }
    apart.count(!together, story + " " + gold.dump());
  });
  apart.check();
}

bool same_speaker(const std::string& found, const std::string& wanted) {
  const std::string surname = wanted.substr(wanted.rfind(' ') + 1);
  return found.find(surname) != std::string::npos;
}

TEST(QualityDigest, SameStatements) {
  Score witnesses("voices: witnesses joined", 0.81);
  Score speakers("voices: speaker", 0.95);
  for_each_entry(
      "same_statements", [&](const std::string& story, const Json& gold, const auto& digests) {
        std::size_t best = 0;
        std::string speaker;
        for (const Json& digest : digests) {
          for (const Json& voice : digest.at("voices")) {
            const std::size_t here = covered(gold.at("witnesses"), evidence_of(voice, "evidence"));
            if (here > best) {
              best = here;
              speaker = text_of(voice, "speaker");
            }
          }
        }
        const std::string name = story + " " + text_of(gold.at("witnesses").at(0), "text");
        witnesses.add(static_cast<double>(best), static_cast<double>(gold.at("witnesses").size()),
                      name + ": " + std::to_string(best) + " of " +
                          std::to_string(gold.at("witnesses").size()));
        speakers.count(same_speaker(speaker, text_of(gold, "speaker")),
                       name + ": got '" + speaker + "', want " + text_of(gold, "speaker"));
      });
  witnesses.check();
  speakers.check();
}

TEST(QualityDigest, ClaimsInsideClaimsKeepTheirChain) {
  const Sample& sample = Sample::get();
  Score chains("voices: disputed claims", 0.95);
  for_each_entry("nested", [&](const std::string& story, const Json& gold, const auto& digests) {
    bool hit = false;
    std::string got;
    for (const Json& digest : digests) {
      for (const Json& voice : digest.at("voices")) {
        const bool here =
            any_of_list(voice, "evidence", [&](const Json& e) { return sample.rests_on(e, gold); });
        if (!here) continue;
        got += " [" + text_of(voice, "reported_by") + " | " + text_of(voice, "disputed_by") + "]";
        hit = hit || same_speaker(text_of(voice, "disputed_by"), text_of(gold, "disputed_by"));
      }
    }
    chains.count(hit, story + " disputed by " + text_of(gold, "disputed_by") + ", got" + got);
  });
  chains.check();
}

TEST(QualityDigest, DenialsAreNotShownAsFacts) {
  const Sample& sample = Sample::get();
  Score denials("denials marked", 0.63);
  for_each_entry("denied", [&](const std::string& story, const Json& gold, const auto& digests) {
    bool hit = false;
    for (const Json& digest : digests) {
      for (const Json& entry : digest.at("timeline")) {
        hit = hit || (text_of(entry, "status") == "denied" &&
                      any_of_list(entry, "evidence",
                                  [&](const Json& e) { return sample.rests_on(e, gold); }));
      }
      for (const Json& voice : digest.at("voices")) {
        hit = hit ||
              (voice.value("denied", false) && any_of_list(voice, "evidence", [&](const Json& e) {
                 return sample.rests_on(e, gold);
               }));
      }
    }
    denials.count(hit, story + " " + text_of(gold, "text"));
  });
  denials.check();
}

TEST(QualityDigest, Differences) {
  Score found("differences: found", 0.63);
  Score kinds("differences: kind", 0.83);
  for_each_entry("differences",
                 [&](const std::string& story, const Json& gold, const auto& digests) {
                   bool hit = false;
                   bool right = false;
                   std::string got;
                   for (const Json& digest : digests) {
                     for (const Json& difference : digest.at("differences")) {
                       if (covered(gold.at("evidence"), evidence_of(difference, "evidence")) < 2)
                         continue;
                       hit = true;
                       got += " " + text_of(difference, "kind");
                       right = right || text_of(difference, "kind") == text_of(gold, "kind");
                     }
                   }
                   const std::string name = story + " " + text_of(gold, "about");
                   found.count(hit, name);
                   if (hit)
                     kinds.count(right, name + ": want " + text_of(gold, "kind") + ", got" + got);
                 });
  found.check();
  kinds.check();
}

TEST(QualityDigest, EveryEntryRestsOnEvidence) {
  const Sample& sample = Sample::get();
  for (const Json& digest : sample.digests()) {
    for (const char* list : {"timeline", "figures", "voices", "differences", "names"}) {
      ASSERT_TRUE(digest.contains(list)) << list;
      for (const Json& entry : digest.at(list)) {
        std::vector<Json> evidence = evidence_of(entry, "evidence");
        for (const Json& e : evidence_of(entry, "values")) evidence.push_back(e);
        EXPECT_FALSE(evidence.empty()) << list << ": " << entry.dump().substr(0, 300);
        for (const Json& e : evidence) (void)sample.words_of(e);  // fails where nothing is there
      }
    }
  }
}

}  // namespace
}  // namespace newsloom::testing
