#include "newsloom/stages/annotate/statements.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const Resources& resources() {
  static const Result<Resources> loaded = Resources::load(testing::data());
  return *loaded;
}

Article article_of(std::string text, std::string language = "en") {
  Article article;
  article.id = "a";
  article.language = std::move(language);
  article.text = std::move(text);
  return article;
}

/// "speaker|cue|content / content" of each statement.
std::vector<std::string> told(const std::string& text, const std::string& language = "en") {
  const Article article = article_of(text, language);
  const Annotations annotations = annotate(article, resources());
  std::vector<std::string> out;
  for (const Statement& statement : annotations.statements) {
    std::string line = statement.speaker && statement.speaker->span
                           ? std::string(text_of(article, *statement.speaker->span))
                           : "-";
    line += '|';
    line += statement.cue ? std::string(text_of(article, *statement.cue)) : "-";
    line += '|';
    for (std::size_t i = 0; i < statement.content.size(); ++i) {
      if (i > 0) line += " / ";
      line += text_of(article, statement.content[i]);
    }
    out.push_back(line);
  }
  return out;
}

void check(const std::string& text, const std::vector<std::string>& want) {
  EXPECT_EQ(told(text), want) << text;
}

TEST(Statements, IndirectSpeechAfterTheCue) {
  check("Mayor Ida Brandt said the bridge would open in May.",
        {"Mayor Ida Brandt|said|the bridge would open in May"});
  check("The ministry announced on Friday that ferries would stop at noon.",
        {"The ministry|announced|that ferries would stop at noon"});
}

TEST(Statements, QuotationsBeforeAndAfterTheCue) {
  check("“We are ready for the storm,” said Ida Brandt, the mayor of Norvik.",
        {"Ida Brandt|said|“We are ready for the storm,”"});
  check("Ida Brandt said: “We are ready for the storm.”",
        {"Ida Brandt|said|“We are ready for the storm.”"});
  check("“We are ready,” Brandt said, “but nobody else is prepared.”",
        {"Brandt|said|“We are ready,” / “but nobody else is prepared.”"});
}

TEST(Statements, APlainReportIsSure) {
  const Article article = article_of("The pier is closed until further notice, the mayor said.");
  const Annotations found = annotate(article, resources());
  ASSERT_EQ(found.statements.size(), 1U);
  EXPECT_GE(found.statements[0].confidence, 0.5F);
}

TEST(Statements, AccordingTo) {
  check("According to the harbour office, two boats are missing.",
        {"the harbour office|According to|two boats are missing"});
}

TEST(Statements, AttitudesPromisesDenials) {
  check("Brandt believes that the storm will pass.", {"Brandt|believes|that the storm will pass"});
  check("The company vowed to rebuild the pier.", {"The company|vowed|to rebuild the pier"});
  check("Estmark accused Norvik of moving the border stones.",
        {"Estmark|accused|Norvik of moving the border stones"});
}

Annotations annotated(const std::string& text) { return annotate(article_of(text), resources()); }

TEST(Statements, DenialsAreMarked) {
  const Annotations found = annotated("Brandt denied that the pier had been sold.");
  ASSERT_EQ(found.statements.size(), 1U);
  EXPECT_TRUE(found.statements[0].denied);
}

TEST(Statements, SingleMarksAndApostrophes) {
  check("Brandt said: 'The sailors' boats weren't insured, and we can't pay.'",
        {"Brandt|said|'The sailors' boats weren't insured, and we can't pay.'"});
}

TEST(Statements, SeveralSpeakersInASentence) {
  const auto found = told("Brandt said the pier was safe, but Lund said it was closed.");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0], "Brandt|said|the pier was safe");
  EXPECT_EQ(found[1], "Lund|said|it was closed");
}

TEST(Statements, AQuotationGoesOnInTheSameParagraph) {
  check("“We were never asked,” Brandt said. “Nobody called us before the vote.”",
        {"Brandt|said|“We were never asked,” / “Nobody called us before the vote.”"});
}

TEST(Statements, TheSpeakerOfAQuotationWithoutACue) {
  const Annotations found = annotated(
      "“We were never asked,” Ida Brandt said.\n\n“Nobody called us before the vote, and nobody "
      "wrote.”");
  ASSERT_EQ(found.statements.size(), 2U);
  ASSERT_TRUE(found.statements[1].speaker.has_value());
  EXPECT_EQ(found.statements[1].speaker->name, found.statements[0].speaker->name);
}

TEST(Statements, ADocumentSpeaksForItsAuthor) {
  const Annotations found = annotated(
      "According to a statement from the harbour office, two boats are missing. The statement said "
      "the search would go on.");
  ASSERT_EQ(found.statements.size(), 2U);
  EXPECT_EQ(found.statements[1].speaker->name, found.statements[0].speaker->name);
}

TEST(Statements, AddresseeAndChannel) {
  const Annotations found =
      annotated("Brandt told reporters in a statement on Monday that the pier was closed.");
  ASSERT_EQ(found.statements.size(), 1U);
  EXPECT_EQ(found.statements[0].addressee, "reporters");
  EXPECT_EQ(found.statements[0].channel, "statement");
}

TEST(Statements, NestedClaimsKeepTheirChain) {
  const Annotations found =
      annotated("The Norvik Herald reported that Brandt told the council that the pier was sold.");
  bool chained = false;
  for (const Statement& statement : found.statements) {
    chained = chained || statement.reported_by == found.statements[0].speaker->name;
  }
  EXPECT_TRUE(chained || found.statements.size() == 1);
}

TEST(Statements, TranscriptsAndSignatures) {
  check("BRANDT: Nobody asked us before the vote.", {"BRANDT|:|Nobody asked us before the vote."});
  const auto found = told("“Nobody asked us before the vote.” — Ida Brandt");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with("Ida Brandt|"));
}

TEST(Statements, ADatelineIsNoPartOfWhatIsSaid) {
  check("VALE, March 3 (Corvus) - The ministry said the pier was safe.",
        {"The ministry|said|the pier was safe"});
  check("ORVIK (Nord) – Ferries will stop at noon, the harbour office said.",
        {"the harbour office|said|Ferries will stop at noon"});
}

TEST(Statements, AClauseAboutTheSpeakerIsNotWhatIsSaid) {
  check("Ida Brandt, who pleaded guilty in May, told the court that she had warned the mayor.",
        {"Ida Brandt|told|that she had warned the mayor"});
}

TEST(Statements, SubjectsThatTagsDoNotShow) {
  check("The pier is closed, the electoral commission said.",
        {"the electoral commission|said|The pier is closed"});
  check("\"I have called her,\" a subdued Mayor Brandt told supporters.",
        {"a subdued Mayor Brandt|told|\"I have called her,\""});
  check("The pier is closed, one of them said.", {"one of them|said|The pier is closed"});
  check("She stressed, however, that the pier was safe.", {"She|stressed|that the pier was safe"});
}

TEST(Statements, VerbsOfTwoWords) {
  check("The mayor ruled out a return to the old ferries.",
        {"The mayor|ruled out|a return to the old ferries"});
}

/// The resolved speakers, in order.
std::vector<std::string> speakers_in(const std::string& text) {
  const Annotations annotations = annotate(article_of(text), resources());
  std::vector<std::string> out;
  for (const Statement& statement : annotations.statements) {
    out.push_back(statement.speaker ? statement.speaker->name : "-");
  }
  return out;
}

TEST(Statements, ForenamesTellWhoHeIs) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(speakers_in("Carina Brandt said the pier was safe. Amos Reyk opened the bridge on "
                        "Monday. She said the ferries would stop."),
            (Names{"Carina Brandt", "Carina Brandt"}));
}

TEST(Statements, ShortWordsBehindASentenceAboutTheSpeaker) {
  EXPECT_EQ(told("Ida Brandt shakes her head at that. \"Not in my lifetime.\""),
            (std::vector<std::string>{"-|-|\"Not in my lifetime.\""}));
  EXPECT_EQ(speakers_in("Ida Brandt shakes her head at that. \"Not in my lifetime.\""),
            (std::vector<std::string>{"Ida Brandt"}));
}

TEST(Statements, AStandfirstIsRead) {
  Article article = article_of("The ferries stopped at noon.");
  article.title = "Ferries stop";
  article.standfirst = "Mayor Ida Brandt says the pier is safe";
  const Annotations annotations = annotate(article, resources());
  ASSERT_EQ(annotations.statements.size(), 1U);
  const Statement& statement = annotations.statements[0];
  EXPECT_EQ(statement.span.field, Field::standfirst);
  EXPECT_EQ(text_of(article, statement.content[0]), "the pier is safe");
  EXPECT_EQ(statement.speaker->name, "Ida Brandt");
}

TEST(Statements, GermanQuotations) {
  EXPECT_EQ(told("„Wir wurden nie gefragt“, sagte Ida Brandt am Montag.", "de"),
            std::vector<std::string>{"Ida Brandt am Montag|sagte|„Wir wurden nie gefragt“"});
  EXPECT_EQ(told("Am Montag sagte Ida Brandt: „Wir wurden nie gefragt.“", "de"),
            std::vector<std::string>{"Ida Brandt|sagte|„Wir wurden nie gefragt.“"});
}

TEST(Statements, GermanSpeakersBehindCommasAndPrepositions) {
  const auto speaker = [](const std::string& text) {
    const Article article = article_of(text, "de");
    const Annotations annotations = annotate(article, resources());
    if (annotations.statements.empty() || !annotations.statements[0].speaker ||
        !annotations.statements[0].speaker->span) {
      return std::string("-");
    }
    return std::string(text_of(article, *annotations.statements[0].speaker->span));
  };
  EXPECT_EQ(speaker("Ida Brandt, die Leiterin des Hafens, sagte zu den Plänen: „Wir bauen die "
                    "Brücke nicht.“"),
            "Ida Brandt");
  EXPECT_EQ(speaker("Der Zeitung sagte Ida Brandt: „Wir bauen die Brücke in diesem Jahr nicht.“"),
            "Ida Brandt");
  EXPECT_EQ(speaker("Die Brücke ist laut einem Ingenieur „in einem sehr schlechten Zustand“."),
            "einem Ingenieur");
}

TEST(Statements, GermanTellsOnInTheSubjunctive) {
  EXPECT_EQ(
      told("Ida Brandt sagte am Montag, das Geld sei da. Die Stadt habe alles eingereicht. Der "
           "Regen hörte am Abend auf.",
           "de"),
      (std::vector<std::string>{"Ida Brandt|sagte|das Geld sei da",
                                "-|-|Die Stadt habe alles eingereicht"}));
  EXPECT_TRUE(told("Die Stadt habe alles eingereicht.", "de").empty());
}

TEST(Statements, WhatIsBelievedIsNobodysWord) {
  check("It is believed that the storm will pass before noon.", {});
}

TEST(Statements, NobodySpeaks) {
  EXPECT_TRUE(told("The pier is long. It was built of oak.").empty());
  EXPECT_TRUE(told("").empty());
}

TEST(Statements, SpansHoldForAnyText) {
  rc::check([] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "Brandt ", "said ", "that ", "“", "”", "\"", "'", "’s ", ", ", ". ", ": ", "told ", "him ",
        "the ", "pier ", "— ", "according ", "to ", "\n\n", "é", "who ", "and ", "denied ", "his ",
        "claim ", "is ", "clear ", "BRANDT", "We go", "in a statement ", "on Monday ", "(", ")"));
    std::string text;
    for (const std::string& part : parts) text += part;
    const Article article = article_of(text);
    for (const Statement& statement : annotate(article, resources()).statements) {
      RC_ASSERT(statement.span.end <= text.size());
      RC_ASSERT(!statement.content.empty());
      for (const Span& span : statement.content) {
        RC_ASSERT(statement.span.contains(span));
        RC_ASSERT(is_boundary(text, span.begin) && is_boundary(text, span.end));
      }
      for (const Span& quote : statement.quotes) {
        bool inside = false;
        for (const Span& span : statement.content) inside = inside || span.contains(quote);
        RC_ASSERT(inside);
      }
    }
  });
}

TEST(Statements, HostileTextEnds) {
  const auto repeated = [](std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
  };
  // These only have to end soon and keep the rules; what they give does not matter.
  for (const std::string_view part :
       {"\"", "“", "'", "‘ a", "said ", "that ", ", he said ", "a \"b\" "}) {
    EXPECT_LE(annotated(repeated(part, 4000)).statements.size(), 200000U);
  }
}

}  // namespace
}  // namespace newsloom::annotate
