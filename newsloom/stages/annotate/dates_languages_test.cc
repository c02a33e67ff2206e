// Dates in German, French, Spanish, Russian and Ukrainian: what each rule file must read.

#include <gtest/gtest.h>

#include <string>

#include "newsloom/stages/annotate/dates.h"
#include "newsloom/stages/annotate/lines_for_test.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

/// "words=value; words=value" of one sentence published on Wednesday, 8 May 2024.
std::string listed(const std::string& text, const char* language) {
  static const auto resources = DateResources::load(newsloom::testing::data());
  if (!resources) return message(resources.error());
  const Article article = article_of(text, "2024-05-08");
  const Analysis analysis = lines_of(article, language);
  std::string out;
  for (const DateExpr& date : dates(analysis, *resources)) {
    if (!out.empty()) out += "; ";
    out += text.substr(date.span.begin, date.span.size()) + "=" + date.value;
  }
  return out;
}

struct Case {
  const char* language;
  const char* text;
  const char* want;
};

class DatesOfLanguage : public ::testing::TestWithParam<Case> {};

TEST_P(DatesOfLanguage, Reads) {
  EXPECT_EQ(listed(GetParam().text, GetParam().language), GetParam().want);
}

const Case kGerman[] = {
    {"de", "Die Brücke wurde am 14. März 1987 eröffnet.", "14. März 1987=1987-03-14"},
    {"de", "Am Montag, dem 13. Mai, wird verhandelt.", "Montag, dem 13. Mai=2024-05-13"},
    {"de", "Das Fest lief vom 3. bis 5. Juni 2019.", "3.=2019-06-03; 5. Juni 2019=2019-06-05"},
    {"de", "Er trat gestern zurück.", "gestern=2024-05-07"},
    {"de", "Sie sagte am Dienstag, sie gehe.", "Dienstag=2024-05-07"},
    {"de", "Der Rat soll am Freitag entscheiden.", "Freitag=2024-05-10"},
    {"de", "Vor drei Jahren brannte die Mühle.", "Vor drei Jahren=2021"},
    {"de", "Im vergangenen Jahr sank der Preis.", "vergangenen Jahr=2023"},
    {"de", "Seit 1998 steht das Haus leer.", "1998=1998"},
    {"de", "Die 1990er Jahre waren ruhig.", "Die 1990er Jahre=199"},
    {"de", "Im 19. Jahrhundert war hier Wald.", "19. Jahrhundert=18"},
    {"de", "Im Sommer 2022 war es heiß.", "Sommer 2022=2022-SU"},
    {"de", "Anfang Mai begann der Streik.", "Anfang Mai=2024-05"},
    {"de", "Die Sitzung begann um 15.30 Uhr.", "15.30 Uhr=2024-05-08T15:30"},
    {"de", "Der Streik dauerte zwei Wochen.", "zwei Wochen=P2W"},
    {"de", "Im dritten Quartal 2023 wuchs sie.", "dritten Quartal 2023=2023-Q3"},
    {"de", "Das kostete 2000 Euro.", ""},
    {"de", "Das kostete von 1000 bis 1200 €.", ""},
    {"de", "Zur 30. Preisverleihung kam sie im Alter von 87 Jahren.", ""},
};
const Case kFrench[] = {
    {"fr", "Le pont a ouvert le 14 mars 1987.", "le 14 mars 1987=1987-03-14"},
    {"fr", "Les pourparlers reprendront lundi 13 mai.", "lundi 13 mai=2024-05-13"},
    {"fr", "La foire a eu lieu du 3 au 5 juin 2019.", "du 3=2019-06-03; 5 juin 2019=2019-06-05"},
    {"fr", "Il a démissionné hier.", "hier=2024-05-07"},
    {"fr", "Elle a déclaré mardi qu'elle partait.", "mardi=2024-05-07"},
    {"fr", "Le conseil votera vendredi.", "vendredi=2024-05-10"},
    {"fr", "Il y a trois ans, le moulin a brûlé.", "Il y a trois ans=2021"},
    {"fr", "L'an dernier, le prix a baissé.", "L'an dernier=2023"},
    {"fr", "La maison est vide depuis 1998.", "1998=1998"},
    {"fr", "Les années 1990 furent calmes.", "Les années 1990=199"},
    {"fr", "Une église du XIIe siècle.", "du XIIe siècle=11"},
    {"fr", "La grève a duré deux semaines.", "deux semaines=P2W"},
    {"fr", "La séance a commencé à 15h30.", "15h30=2024-05-08T15:30"},
    {"fr", "Au troisième trimestre 2023, elle a crû.", "Au troisième trimestre 2023=2023-Q3"},
    {"fr", "Environ 2000 personnes sont venues.", ""},
};
const Case kSpanish[] = {
    {"es", "El puente abrió el 14 de marzo de 1987.", "el 14 de marzo de 1987=1987-03-14"},
    {"es", "La feria fue del 3 al 5 de junio de 2019.",
     "del 3=2019-06-03; 5 de junio de 2019=2019-06-05"},
    {"es", "Renunció ayer.", "ayer=2024-05-07"},
    {"es", "La alcaldesa dijo el martes que se iba.", "el martes=2024-05-07"},
    {"es", "El consejo votará el viernes.", "el viernes=2024-05-10"},
    {"es", "Hace tres años ardió el molino.", "Hace tres años=2021"},
    {"es", "El año pasado bajó el precio.", "El año pasado=2023"},
    {"es", "La casa está vacía desde 1998.", "1998=1998"},
    {"es", "La década de 1990 fue tranquila.", "La década de 1990=199"},
    {"es", "Una iglesia del siglo XII.", "del siglo XII=11"},
    {"es", "La huelga duró dos semanas.", "dos semanas=P2W"},
    {"es", "A finales de abril cerró el puerto.", "A finales de abril=2024-04"},
    {"es", "Vinieron unas 2000 personas.", ""},
};
const Case kRussian[] = {
    {"ru", "Мост открыли 14 марта 1987 года.", "14 марта 1987 года=1987-03-14"},
    {"ru", "Ярмарка шла с 3 по 5 июня 2019 года.", "3=2019-06-03; 5 июня 2019 года=2019-06-05"},
    {"ru", "Он ушёл вчера.", "вчера=2024-05-07"},
    {"ru", "Во вторник мэр заявил об уходе.", "вторник=2024-05-07"},
    {"ru", "Совет будет голосовать в пятницу.", "пятницу=2024-05-10"},
    {"ru", "Три года назад мельница сгорела.", "Три года назад=2021"},
    {"ru", "В прошлом году цена упала.", "прошлом году=2023"},
    {"ru", "Дом пуст с 1998 года.", "1998 года=1998"},
    {"ru", "В 1990-х годах было тихо.", "1990-х годах=199"},
    {"ru", "Церковь XII века.", "XII века=11"},
    {"ru", "Забастовка длилась две недели.", "две недели=P2W"},
    {"ru", "В начале мая порт закрыли.", "В начале мая=2024-05"},
    {"ru", "Пришли около 2000 человек.", ""},
};
const Case kUkrainian[] = {
    {"uk", "Міст відкрили 14 березня 1987 року.", "14 березня 1987 року=1987-03-14"},
    {"uk", "Він пішов учора.", "учора=2024-05-07"},
    {"uk", "У вівторок мер заявив про відставку.", "вівторок=2024-05-07"},
    {"uk", "Рада голосуватиме у п’ятницю.", "п’ятницю=2024-05-10"},
    {"uk", "Три роки тому млин згорів.", "Три роки тому=2021"},
    {"uk", "Минулого року ціна впала.", "Минулого року=2023"},
    {"uk", "Дім порожній з 1998 року.", "1998 року=1998"},
    {"uk", "Страйк тривав два тижні.", "два тижні=P2W"},
    {"uk", "На початку травня порт закрили.", "На початку травня=2024-05"},
    {"uk", "Прийшли близько 2000 людей.", ""},
};

INSTANTIATE_TEST_SUITE_P(German, DatesOfLanguage, ::testing::ValuesIn(kGerman));
INSTANTIATE_TEST_SUITE_P(French, DatesOfLanguage, ::testing::ValuesIn(kFrench));
INSTANTIATE_TEST_SUITE_P(Spanish, DatesOfLanguage, ::testing::ValuesIn(kSpanish));
INSTANTIATE_TEST_SUITE_P(Russian, DatesOfLanguage, ::testing::ValuesIn(kRussian));
INSTANTIATE_TEST_SUITE_P(Ukrainian, DatesOfLanguage, ::testing::ValuesIn(kUkrainian));

TEST(DatesOfLanguage, OthersReadDigitsAlone) {
  EXPECT_EQ(listed("Silta avattiin 14.3.1987 Vellmarissa.", "fi"), "14.3.1987=1987-03-14");
}

}  // namespace
}  // namespace newsloom::annotate
