#include "newsloom/stages/extract/plain_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/extract/plain_lines.h"
#include "newsloom/testing/data.h"

namespace newsloom::extract {
namespace {

// Captures as crawlers leave them. All people, places and outlets are invented.
constexpr std::string_view kSourceDotTime = R"txt(Harbour council votes to rebuild the Orvik bridge
Harbour council votes to rebuild the Orvik bridge
Ida Moen
12 March 2031

The harbour council of Orvik voted late on Tuesday to rebuild the old swing bridge, which has been closed since a barge struck it in the autumn.

"We cannot ask people to drive forty minutes for a loaf of bread," said council leader Per Halden after the vote.

The work is expected to cost 48 million crowns and to take about two years. Ferries will run every quarter of an hour until then.

Two members voted against. They said the town should wait for a report on the foundations.

More stories

Lunden Herald · 3 hours ago
Ferry crews in Lunden call off their strike
Ferry crews in Lunden have called off a strike that was to begin on Friday, after a night of talks with the shipping line. Both sides said that the new timetable would be tried for six months.

Radio Nord · 5 hours ago
Storm closes three mountain roads
Three mountain roads were closed on Wednesday as a storm moved in from the sea. The road office said that they would open again at noon.

The Stavik Times · 1 day ago
School in Stavik gets a new roof at last
After eleven years of buckets in the corridor, the school in Stavik has a new roof. Pupils cut a ribbon on Monday.

Sign up for our newsletter
© 2031 Harbour Digest
)txt";

constexpr std::string_view kFactsBehindTheText = R"txt(Home > World > Europe
Talks on the Maren gas field end without a deal
The Lunden Gazette | By Karl Enger and Mia Strand | 4 April 2031
File photo of a rig in the Maren field. Photo: Jens Aas
Negotiators left the capital on Thursday without an agreement on the Maren gas field, the third round to end in silence since the winter.
Both delegations spoke of "useful conversations" but named no date for another meeting.
A person close to the talks said that the two sides were still apart over who would pay for the pipeline.
Advertisement
The field was found in 2019 and is thought to hold enough gas for a decade.
Read more: Who owns the sea between the islands?
Energy minister Tove Brandt said that her country would not be hurried. "A bad deal lasts longer than a bad mood," she told reporters.
Related articles
Fishermen of Maren fear for the herring
The fishing fleet says that test drilling has driven the herring north. Its union wants a pause until the summer.
Kysten Avis, 3 April 2031
Islanders ask for a say in the pipeline
Some four thousand people live on the islands. Their mayor has asked for a seat at the table.
The Maren Courier, 2 April 2031
)txt";

constexpr std::string_view kGerman = R"txt(Startseite
Politik
Ausland
Bürgermeisterin von Talheim kündigt Rücktritt an
Von Jana Reuter
28. Mai 2031, 14:03 Uhr
Die Bürgermeisterin von Talheim, Greta Holm, hat am Mittwoch ihren Rücktritt zum Jahresende angekündigt. Sie nannte dafür private Gründe.
Holm steht seit neun Jahren an der Spitze der Stadt. In dieser Zeit wurde das Rathaus erneuert und das Schwimmbad geschlossen.
„Ich habe lange darüber nachgedacht“, sagte sie vor Journalisten. „Jetzt ist der richtige Moment.“
Die Opposition im Stadtrat sprach von einem überfälligen Schritt. Ein Nachfolger soll im Oktober gewählt werden.
Lesen Sie auch
Talheimer Bote
vor 2 Stunden
Stadtrat streitet über neues Schwimmbad
Der Stadtrat von Talheim hat am Dienstag bis Mitternacht über ein neues Schwimmbad gestritten. Eine Entscheidung fiel nicht.
Rheinkurier
vor 5 Stunden
Hochwasser am Mittelrhein geht zurück
Das Hochwasser am Mittelrhein geht langsam zurück. Die Fähren sollen am Freitag wieder fahren.
Impressum
Datenschutz
)txt";

constexpr std::string_view kSpanish = R"txt(El puerto de Almera reabre tras once días de huelga

Por Lucía Ferrán
5 de junio de 2031

El puerto de Almera reabrió el jueves después de once días de huelga, y los primeros barcos entraron al amanecer.

Los estibadores aceptaron una subida del seis por ciento repartida en dos años, según informó el sindicato en un comunicado.

"Nadie ha ganado y nadie ha perdido", dijo la portavoz Inés Rocha a la salida de la reunión.

Las navieras calculan que unos trescientos barcos fueron desviados a otros puertos durante el paro.

Noticias relacionadas

Diario de Costa
hace 40 minutos
Los agricultores piden ayudas por la huelga
Los agricultores de la región reclaman ayudas por la fruta que se perdió en los muelles. El gobierno regional promete una respuesta esta semana.

La Hora de Almera
hace 3 horas
El alcalde celebra el acuerdo del puerto
El alcalde celebró el acuerdo y pidió que las obras del nuevo muelle empiecen antes del otoño.
)txt";

constexpr std::string_view kHardWrapped = R"txt(ORVIK POST
Fire destroys old rope works at the harbour

By Sven Tangen
Posted: 9 January 2031

A fire destroyed the old rope works at the harbour of Orvik early on
Thursday, but nobody was hurt, the fire service said. The blaze was
seen from boats as far as ten kilometres out at sea.

Some sixty firefighters worked through the night to keep the flames
from the fuel depot next door. By noon the fire was under control and
people who live nearby were allowed to go home.

The rope works closed in 1998 and had stood empty since. The town had
planned to turn the building into flats, a spokeswoman said, and would
now have to think again about what could be done with the site.

The cause is not known. Police asked people who were near the harbour
between three and four in the morning to come forward.
)txt";

constexpr std::string_view kMarkdown = R"txt([Skip to content](#main)
![logo](/logo.png)

# Glacier above Stavik loses a third of its ice

**By Tone Berg**

_Updated 2 February 2031_

The glacier above Stavik has lost a third of its ice in twenty years, according to [a new survey](https://ice.example/survey) published on Monday.

Researchers measured the ice with a small plane and a radar. "We expected bad numbers, but not these," said Arne Lyng, who led the work.

## Water for the valley

The stream from the glacier drives two power stations and waters most of the farms in the valley. Farmers have started to build ponds.

* The ice has thinned by eleven metres on average.
* The tongue has moved back by four hundred metres.

The survey will be repeated in five years.
)txt";

constexpr std::string_view kLinkInTheText = R"txt(Minister defends new rules for river traffic

Transport minister Elna Vik on Monday defended new rules for river traffic that barge owners have called unworkable.

From May, barges longer than eighty metres will need a second pilot on the upper Tarn, where two of them collided last year.

Also read
Barge sinks on the upper Tarn after collision

Vik said that she had listened to the owners for a year. "At some point safety has to be decided," she told parliament.

The owners' union says that there are not enough pilots and that freight will move to the road. It wants the rules put off until the autumn.

A vote is planned for the last week of March, and the government is sure of its majority.
)txt";

constexpr std::string_view kReadersComments = R"txt(Town library to open on Sundays
By Olaf Rui, March 3, 2031

The town library will open on Sundays from April, after readers collected four thousand signatures for it.

Two more people will be hired, and the cafe on the ground floor will stay open until six.

"We were surprised how many people wanted this," said head librarian Synne Dahl. The trial is to last one year.

3 comments

bookworm77
About time! I have been asking for this since the old building closed and nobody ever answered my letters.

Reply

Harald
Who is going to pay for all of this is what I would like to know, because my street still has no lights.

Share this article
)txt";

constexpr std::string_view kConsentWall = R"txt(We value your privacy
We and our 842 partners store and access information on your device, such as cookies, and process personal data for the purposes below.
You can accept or refuse, and change your choice at any time by coming back to this page.
Accept all
Reject all
Manage preferences
)txt";

constexpr std::string_view kIndex = R"txt(Latest news
Storm closes three mountain roads
Ferry crews call off strike
School in Stavik gets new roof
Council votes to rebuild bridge
Minister defends new river rules
Library to open on Sundays
Glacier loses a third of its ice
Fire destroys old rope works
Talks on gas field end without deal
Weather
Sport
Contact us
)txt";

constexpr std::string_view kWidgets = R"txt(News
Politics
Senate in Varna passes budget after all-night sitting
Lawmakers agreed on cuts to the fleet at dawn
Nora Petrov
Nora Petrov
Senior Correspondent
17 November 2031
Share
Facebook
WhatsApp
Senators applaud after the vote in the chamber of Varna on Monday, November 17, 2031. EPA
The senate in Varna passed next year's budget at dawn on Monday, after a sitting that lasted fourteen hours and two fire alarms.
Senators cut the money for the fleet by a tenth and gave half of it to schools. The other half goes into the reserve.
Quick Clips
More Clips“This is not the budget that anybody wanted,” said finance chief Ilya Stoev, “but it is one that we can carry.”
The opposition left the chamber before the last vote. Its leader said that the cuts would be felt in every harbour of the country.
Sign up to our daily newsletter and never miss a story.
The president has ten days to sign the bill.
Nora Petrov is a senior correspondent who has covered parliament since 2012.
All rights reserved.
)txt";

constexpr std::string_view kCrawlerDate =
    R"txt(date 2031-08-20 Two men in boats on a lake at dusk. Getty Images
Fishing ban on Lake Selm is lifted
Lake Selm Observer20-08-2031
The ban on fishing in Lake Selm was lifted on Wednesday after four summers, as the stocks of trout have come back.
Anglers may take two fish a day until October, the lake office said. Nets stay forbidden.
"My grandson has never seen me with a rod," said Tor Vange, who is 71 and was first on the water.
The ban was imposed when a mine upstream let out acid. The mine has since been closed and its owners have paid for new fry.
Published By:
Runa Eide
Last updated:
August 21, 2031
)txt";

constexpr std::string_view kTitlesOnly = R"txt(Council of Bergheim rejects wind farm near the abbey
The council of Bergheim has rejected plans for nine wind turbines near the old abbey, after a heated meeting on Monday night.
Residents had filled the hall and the street outside. Police counted about six hundred people, organisers twice as many.
The builder, Nordwind, said it would study the decision. It can appeal within four weeks.
You may also like
Abbey choir sings in the rain
Nordwind to build at sea instead
Six ways to heat an old house
DOWNLOAD THE APP
Take us with you: Download the App
Ready for more stories from your valley? Download our app today from your preferred app store and start exploring.
app-storeplay-store
)txt";

constexpr std::string_view kNoMarker = R"txt(Who will pay for the new lights on the Orvik quay?
Wed 5 March 2031 10:15 GMT
By Ida Moen
Nobody wants to pay for the new lights on the Orvik quay, which have stood in boxes since the summer.
The harbour says that the lights belong to the town. The town says that the quay belongs to the harbour.
"It is dark, that is the only thing all agree on," said fisherman Jon Aune, who fell in last month.
A judge is to decide in May whether the old contract of 1974 still binds both sides.

Ferry timetable changes after complaints
The Lunden Herald
2 hours ago
The ferry to Lunden will leave ten minutes later from Monday, so that people who come by bus can reach it.

Why are the herring gone from the Maren banks this year?
Kysten Avis
yesterday
The warm water of last summer has driven the herring north, the sea institute says in a report.
)txt";

constexpr std::string_view kListedTwice = R"txt(Orvik Post
Mayor of Lunden cleared over harbour deal

A court in Lunden has cleared the mayor of favouring a friend when the harbour was sold. Judges said on Friday that the price had been fair.
"I have slept badly for two years," said the mayor, Ragna Lie, outside the court.
Prosecutors had asked for a fine. They have two weeks to appeal.

Related Articles

Lunden Herald
20 minutes ago
- Lunden Herald

Mayor's friend sells his boat
The friend of the mayor who bought the harbour has sold his boat, he told this newspaper. He gave no reason.


Kysten Avis
3 days ago
- Kysten Avis

Where is the harbour money now?
The money from the sale of the harbour lies in a bank, the treasurer said. It will be spent on the school and on the road to the north.
)txt";

const Resources& resources() {
  static const Resources kResources = Resources::load(testing::data()).value();
  return kResources;
}

Extraction read(std::string_view text) {
  Capture capture;
  capture.id = "c";
  capture.kind = CaptureKind::text;
  capture.fetched_at = parse_timestamp("2031-06-05T12:00:00Z");
  capture.body = text;
  return plain_text_articles(capture, resources());
}

std::string day(const std::optional<Timestamp>& time) { return time ? to_string(*time) : ""; }

bool has(const Article& article, std::string_view part) {
  return article.text.find(part) != std::string::npos;
}

using Names = std::vector<std::string>;

TEST(PlainText, SourceAndTimeOnOneLine) {
  const auto found = read(kSourceDotTime).articles;
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].title, "Harbour council votes to rebuild the Orvik bridge");
  EXPECT_EQ(found[0].authors, Names{"Ida Moen"});
  EXPECT_EQ(day(found[0].published), "2031-03-12");
  EXPECT_EQ(found[0].publisher, std::nullopt);
  EXPECT_EQ(found[0].text.substr(0, 26), "The harbour council of Orv");
  EXPECT_FALSE(has(found[0], "More stories"));
  EXPECT_EQ(found[1].id, "c#1");
  EXPECT_EQ(found[1].kind, ArticleKind::teaser);
  EXPECT_EQ(found[1].title, "Ferry crews in Lunden call off their strike");
  EXPECT_EQ(found[1].publisher, "Lunden Herald");
  EXPECT_EQ(day(found[1].published), "2031-06-05T09:00:00Z");
  EXPECT_EQ(found[3].publisher, "The Stavik Times");
  EXPECT_EQ(day(found[3].published), "2031-06-04");
  EXPECT_FALSE(has(found[3], "newsletter"));
}

TEST(PlainText, SourceAndDateBehindEachTeaser) {
  const auto found = read(kFactsBehindTheText).articles;
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].title, "Talks on the Maren gas field end without a deal");
  EXPECT_EQ(found[0].publisher, "The Lunden Gazette");
  EXPECT_EQ(found[0].authors, (Names{"Karl Enger", "Mia Strand"}));
  EXPECT_FALSE(has(found[0], "Read more"));
  EXPECT_FALSE(has(found[0], "File photo"));
  EXPECT_FALSE(has(found[0], "Advertisement"));
  EXPECT_TRUE(has(found[0], "The field was found in 2019"));
  EXPECT_EQ(found[1].title, "Fishermen of Maren fear for the herring");
  EXPECT_EQ(found[1].publisher, "Kysten Avis");
  EXPECT_EQ(day(found[1].published), "2031-04-03");
  EXPECT_EQ(found[2].publisher, "The Maren Courier");
}

TEST(PlainText, TheLineUnderTheTitleIsItsStandfirst) {
  const auto page = [](const std::string& between) {
    return read("News\n\nHarbour council votes to rebuild the Orvik bridge\n\n" + between +
                "The harbour council of Orvik voted late on Tuesday to rebuild the old swing "
                "bridge, which has been closed since a barge struck it in the autumn.\n\n"
                "The work is expected to cost 48 million crowns and to take about two "
                "years. Ferries will run every quarter of an hour until then.\n")
        .articles;
  };
  const auto with =
      page("Work to take two years and cost 48 million\n\nIda Moen\n12 March 2031\n\n");
  ASSERT_EQ(with.size(), 1U);
  EXPECT_EQ(with[0].title, "Harbour council votes to rebuild the Orvik bridge");
  EXPECT_EQ(with[0].standfirst, "Work to take two years and cost 48 million");
  EXPECT_EQ(with[0].text.find("Work to take"), std::string::npos);
  EXPECT_EQ(page("Ida Moen\n12 March 2031\n\n")[0].standfirst, std::nullopt);
  EXPECT_EQ(page("By Ida Moen and Karl Enger in Orvik\n\n")[0].standfirst, std::nullopt);
}

TEST(PlainText, WordsOfPromotionsStandInNews) {
  const auto text =
      read(
          "Orvik Foods rejects the offer of its rival\n\n"
          "The board of Orvik Foods rejected an offer of its larger rival on Monday and said "
          "that it undervalued the company and its five plants by far.\n\n"
          "Shares in Orvik Foods rose 18 percent.\n\n"
          "The competition commission said it would look at the deal.\n\n"
          "Twitter said it had removed the posts of both chairmen.\n\n"
          "We may earn a commission if you buy something.\n\n"
          "Share this article with your friends today.\n\n"
          "The board will meet again on Thursday, and the rival has until Friday to improve "
          "what it offers to the owners of the company.\n")
          .articles.at(0);
  EXPECT_TRUE(has(text, "Shares in Orvik Foods rose"));
  EXPECT_TRUE(has(text, "The competition commission said"));
  EXPECT_TRUE(has(text, "Twitter said it had"));
  EXPECT_FALSE(has(text, "We may earn"));
  EXPECT_FALSE(has(text, "Share this article"));
}

TEST(PlainText, German) {
  const auto found = read(kGerman).articles;
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].title, "Bürgermeisterin von Talheim kündigt Rücktritt an");
  EXPECT_EQ(found[0].authors, Names{"Jana Reuter"});
  EXPECT_EQ(day(found[0].published), "2031-05-28T14:03:00");
  EXPECT_EQ(found[1].publisher, "Talheimer Bote");
  EXPECT_EQ(day(found[1].published), "2031-06-05T10:00:00Z");
  EXPECT_EQ(found[2].title, "Hochwasser am Mittelrhein geht zurück");
  EXPECT_FALSE(has(found[2], "Impressum"));
}

TEST(PlainText, Spanish) {
  const auto found = read(kSpanish).articles;
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].authors, Names{"Lucía Ferrán"});
  EXPECT_EQ(day(found[0].published), "2031-06-05");
  EXPECT_EQ(found[1].publisher, "Diario de Costa");
  EXPECT_EQ(day(found[1].published), "2031-06-05T11:20:00Z");
  EXPECT_EQ(found[2].publisher, "La Hora de Almera");
}

TEST(PlainText, HardWrappedLinesAreParagraphs) {
  const auto found = read(kHardWrapped).articles;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].title, "Fire destroys old rope works at the harbour");
  EXPECT_EQ(found[0].authors, Names{"Sven Tangen"});
  EXPECT_TRUE(has(found[0], "Orvik early on Thursday"));
  EXPECT_EQ(std::count(found[0].text.begin(), found[0].text.end(), '\n'), 6);
}

TEST(PlainText, Markdown) {
  const auto found = read(kMarkdown).articles;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].title, "Glacier above Stavik loses a third of its ice");
  EXPECT_EQ(found[0].authors, Names{"Tone Berg"});
  EXPECT_EQ(day(found[0].modified), "2031-02-02");
  EXPECT_EQ(day(found[0].published), "");
  EXPECT_TRUE(has(found[0], "according to a new survey published"));
  EXPECT_TRUE(has(found[0], "Water for the valley"));
  EXPECT_TRUE(has(found[0], "The tongue has moved back"));
  EXPECT_FALSE(has(found[0], "Skip to content"));
}

TEST(PlainText, ALinkInsideTheTextDoesNotEndIt) {
  const auto found = read(kLinkInTheText).articles;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(has(found[0], "Barge sinks"));
  EXPECT_TRUE(has(found[0], "A vote is planned"));
}

TEST(PlainText, CommentsOfReadersAreNotTheArticle) {
  const auto found = read(kReadersComments).articles;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].authors, Names{"Olaf Rui"});
  EXPECT_TRUE(has(found[0], "The trial is to last one year."));
  EXPECT_FALSE(has(found[0], "About time"));
}

TEST(PlainText, WidgetsBiographiesAndPromotionsGo) {
  const auto found = read(kWidgets).articles;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].title, "Senate in Varna passes budget after all-night sitting");
  EXPECT_EQ(found[0].authors, Names{"Nora Petrov"});
  EXPECT_EQ(day(found[0].published), "2031-11-17");
  EXPECT_TRUE(has(found[0], "\n\n“This is not the budget"));
  EXPECT_TRUE(has(found[0], "The president has ten days"));
  for (const auto* part : {"Clips", "newsletter", "applaud", "since 2012", "All rights"}) {
    EXPECT_FALSE(has(found[0], part)) << part;
  }
}

TEST(PlainText, PublisherStuckToItsDate) {
  const auto found = read(kCrawlerDate).articles;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].title, "Fishing ban on Lake Selm is lifted");
  EXPECT_EQ(found[0].publisher, "Lake Selm Observer");
  EXPECT_EQ(day(found[0].published), "2031-08-20");
  EXPECT_EQ(day(found[0].modified), "2031-08-21");
  EXPECT_FALSE(has(found[0], "Getty"));
}

TEST(PlainText, TheTextOfAPictureStandsBelowItsCredit) {
  std::string text(kLinkInTheText);
  const std::size_t at = text.find("Transport minister");
  text.insert(
      at,
      "Arne Foss, Nordlys, Press Office Pool Photo via AP\n"
      "Minister Elna Vik, left, speaks during a visit to the locks at Tarn, May 2, 2031.\n");
  const auto found = read(text).articles;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text.substr(0, 18), "Transport minister");
}

TEST(PlainText, TitlesWithoutTextAreNoTeasers) {
  const auto found = read(kTitlesOnly).articles;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(has(found[0], "App"));
  EXPECT_FALSE(has(found[0], "Abbey choir"));
}

TEST(PlainText, TeasersWithoutAMarkerAndQuestionsAsTitles) {
  const auto found = read(kNoMarker).articles;
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].title, "Who will pay for the new lights on the Orvik quay?");
  EXPECT_EQ(day(found[0].published), "2031-03-05T10:15:00Z");
  EXPECT_EQ(found[1].publisher, "The Lunden Herald");
  EXPECT_EQ(found[2].title, "Why are the herring gone from the Maren banks this year?");
  EXPECT_EQ(found[2].publisher, "Kysten Avis");
  EXPECT_EQ(day(found[2].published), "2031-06-04");
}

TEST(PlainText, SourceSaidTwice) {
  const auto found = read(kListedTwice).articles;
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].publisher, std::nullopt);
  EXPECT_EQ(found[1].title, "Mayor's friend sells his boat");
  EXPECT_EQ(found[1].publisher, "Lunden Herald");
  EXPECT_EQ(found[2].title, "Where is the harbour money now?");
  EXPECT_EQ(found[2].publisher, "Kysten Avis");
}

TEST(PlainText, WithoutTheTimeOfTheCaptureRelativeTimesStayOpen) {
  Capture capture;
  capture.body = kSourceDotTime;
  const auto found = plain_text_articles(capture, resources()).articles;
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[1].published, std::nullopt);
}

TEST(PlainText, WhatIsNoArticleIsRejectedWithItsReason) {
  const auto reason = [](std::string_view text) { return read(text).rejection.value().reason; };
  EXPECT_EQ(reason(kConsentWall), RejectReason::consent_wall);
  EXPECT_EQ(reason(kIndex), RejectReason::index_page);
  EXPECT_EQ(reason(""), RejectReason::empty);
  EXPECT_EQ(reason(" \n\t\n"), RejectReason::empty);
  EXPECT_EQ(reason("Not found"), RejectReason::empty);
  EXPECT_EQ(reason(std::string(500, '\x01')), RejectReason::not_text);
  EXPECT_EQ(reason(std::string(kMaxPlainBytes + 1, 'a')), RejectReason::too_large);
}

RC_GTEST_PROP(PlainText, OutputIsWellFormed, (const std::vector<std::string>& lines)) {
  std::string text(kSourceDotTime);
  for (const std::string& line : lines) text += "\n" + line;
  for (const Article& article : read(text).articles) RC_ASSERT(is_utf8(article.text));
}

}  // namespace
}  // namespace newsloom::extract
