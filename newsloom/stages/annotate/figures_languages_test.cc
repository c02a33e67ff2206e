// Figures in German, French, Spanish, Russian and Ukrainian.

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "newsloom/stages/annotate/figures.h"
#include "newsloom/stages/annotate/lines_for_test.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

std::string listed(const std::string& text, const char* language) {
  static const auto resources = FigureResources::load(newsloom::testing::data());
  if (!resources) return message(resources.error());
  const Article article = article_of(text, "");
  const Analysis analysis = lines_of(article, language);
  std::ostringstream out;
  out.precision(15);
  for (const Figure& figure : figures(analysis, {}, *resources)) {
    if (out.tellp() > 0) out << "; ";
    if (figure.value) {
      out << *figure.value;
    } else {
      out << figure.low.value_or(-1) << ".." << figure.high.value_or(-1);
    }
    if (figure.unit) out << " " << *figure.unit;
    out << " " << name_of(figure.change);
  }
  return out.str();
}

struct Case {
  const char* language;
  const char* text;
  const char* want;
};

class FiguresOfLanguage : public ::testing::TestWithParam<Case> {};

TEST_P(FiguresOfLanguage, Reads) {
  EXPECT_EQ(listed(GetParam().text, GetParam().language), GetParam().want);
}

const Case kCases[] = {
    {"de", "Rund 1,5 Millionen Euro fehlen.", "1500000 EUR ~"},
    {"de", "Mindestens zweiundzwanzig Boote sanken.", "22 Boote >"},
    {"de", "Der Preis stieg um 3,5 Prozent.", "3.5 percent up"},
    {"de", "Es kamen 12.000 Menschen.", "12000 Menschen ="},
    {"de", "Zwischen 5 und 7 Tonnen lagen dort.", "5..7 tonne ="},
    {"de", "Die 36-Jährige sprach mit einem Gärtner.", "36 year of age ="},
    {"de", "Mehrere hundert laute Gäste kamen.", "200..1000 Gäste ="},
    {"fr", "Environ 1,5 million d'euros manquent.", "1500000 EUR ~"},
    {"fr", "Vingt-cinq bateaux ont coulé.", "25 bateaux ="},
    {"fr", "Au moins 12 000 personnes sont venues.", "12000 personnes >"},
    {"fr", "Entre 5 et 7 tonnes de blé.", "5..7 tonne ="},
    {"fr", "Une boulangère a parlé.", ""},
    {"es", "Faltan unos 1,5 millones de euros.", "1500000 EUR ~"},
    {"es", "Treinta y cinco barcos se hundieron.", "35 barcos ="},
    {"es", "Al menos 12.000 personas vinieron.", "12000 personas >"},
    {"ru", "Около 1,5 млн рублей пропали.", "1500000 RUB ~"},
    {"ru", "Двадцать пять лодок утонули.", "25 лодок ="},
    {"ru", "Цена выросла на 3,5 процента.", "3.5 percent up"},
    {"ru", "Пришли не менее 12 000 человек.", "12000 человек >"},
    {"uk", "Близько 1,5 млн гривень зникли.", "1500000 UAH ~"},
    {"uk", "Двадцять п’ять човнів потонули.", "25 човнів ="},
    {"uk", "Прийшли понад 12 000 людей.", "12000 людей >"},
    {"fi", "Hinta on 30 €.", "30 EUR ="},
};

INSTANTIATE_TEST_SUITE_P(All, FiguresOfLanguage, ::testing::ValuesIn(kCases));

}  // namespace
}  // namespace newsloom::annotate
