// Dates in news of four languages: 25 sentences each, in the shapes that reports use.

#include <gtest/gtest.h>

#include <string>

#include "newsloom/stages/annotate/dates.h"
#include "newsloom/stages/annotate/lines_for_test.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

/// The values of one sentence published on Wednesday, 8 May 2024.
std::string values(const std::string& text, const char* language) {
  static const auto resources = DateResources::load(newsloom::testing::data());
  if (!resources) return message(resources.error());
  const Article article = article_of(text, "2024-05-08");
  const Analysis analysis = lines_of(article, language);
  std::string out;
  for (const DateExpr& date : dates(analysis, *resources)) {
    out += (out.empty() ? "" : "; ") + date.value;
  }
  return out;
}

struct Case {
  const char* text;
  const char* want;
};

constexpr Case kFrench[] = {
    {"Le ministre a rencontré son homologue mercredi à Velmont.", "2024-05-08"},
    {"Les deux délégations se retrouveront mardi prochain.", "2024-05-14"},
    {"Le sommet s'est tenu la semaine dernière.", "2024-W18"},
    {"Le port fermera la semaine prochaine.", "2024-W20"},
    {"Le maire démissionnera demain.", "2024-05-09"},
    {"Avant-hier, la digue a cédé.", "2024-05-06"},
    {"Les travaux commenceront le mois prochain.", "2024-06"},
    {"Le mois dernier, la mine a fermé.", "2024-04"},
    {"Elle est née en février 1962.", "1962-02"},
    {"Les élections auront lieu en octobre.", "2024-10"},
    {"L'accord a été signé en décembre.", "2023-12"},
    {"Il y a deux jours, un train a déraillé.", "2024-05-06"},
    {"Dans trois semaines, le tribunal rendra son jugement.", "2024-W22"},
    {"Le procès reprendra dans dix jours.", "2024-05-18"},
    {"Lundi soir, des tirs ont été entendus.", "2024-05-06TEV"},
    {"Ce matin, le pont a été rouvert.", "2024-05-08TMO"},
    {"Cette année, la récolte sera faible.", "2024"},
    {"L'usine fermera l'année prochaine.", "2025"},
    {"Au printemps 2021, la ville fut inondée.", "2021-SP"},
    {"Fin mars, le conseil a rejeté le plan.", "2024-03"},
    {"Le 1er janvier 2023, la loi est entrée en vigueur.", "2023-01-01"},
    {"La réunion du 02/04/2024 a été annulée.", "2024-04-02"},
    {"Depuis cinq ans, la route est coupée.", "P5Y"},
    {"Le match dure quatre-vingt-dix minutes.", "PT90M"},
    {"Samedi dernier, trois cents personnes ont défilé.", "2024-05-04"},
    {"Tous les lundis, le conseil se réunit.", "XXXX-WXX-1"},
};
constexpr Case kSpanish[] = {
    {"El ministro se reunió el miércoles con su par.", "2024-05-08"},
    {"Las delegaciones volverán a verse el próximo martes.", "2024-05-14"},
    {"La cumbre se celebró la semana pasada.", "2024-W18"},
    {"El puerto cerrará la próxima semana.", "2024-W20"},
    {"El alcalde dimitirá mañana.", "2024-05-09"},
    {"Anteayer se rompió el dique.", "2024-05-06"},
    {"Las obras empezarán el mes que viene.", "2024-06"},
    {"El mes pasado cerró la mina.", "2024-04"},
    {"Nació en febrero de 1962.", "1962-02"},
    {"Las elecciones se celebrarán en octubre.", "2024-10"},
    {"El acuerdo se firmó en diciembre.", "2023-12"},
    {"Hace dos días descarriló un tren.", "2024-05-06"},
    {"El juicio se reanudará dentro de diez días.", "2024-05-18"},
    {"El lunes por la noche se oyeron disparos.", "2024-05-06TNI"},
    {"Esta mañana se reabrió el puente.", "2024-05-08TMO"},
    {"Este año la cosecha será escasa.", "2024"},
    {"La fábrica cerrará el año que viene.", "2025"},
    {"En la primavera de 2021 se inundó la ciudad.", "2021-SP"},
    {"A principios de marzo el consejo rechazó el plan.", "2024-03"},
    {"El 1 de enero de 2023 entró en vigor la ley.", "2023-01-01"},
    {"La reunión del 02/04/2024 fue cancelada.", "2024-04-02"},
    {"La carretera está cortada desde hace cinco años.", "P5Y"},
    {"El partido dura noventa minutos.", "PT90M"},
    {"El sábado pasado desfilaron trescientas personas.", "2024-05-04"},
    {"Hoy se publicará el informe.", "2024-05-08"},
    {"El consejo se reúne todos los lunes.", "XXXX-WXX-1"},
};
constexpr Case kRussian[] = {
    {"Министр встретился с коллегой в среду.", "2024-05-08"},
    {"Делегации снова встретятся в следующий вторник.", "2024-05-14"},
    {"Саммит прошёл на прошлой неделе.", "2024-W18"},
    {"Порт закроют на следующей неделе.", "2024-W20"},
    {"Мэр уйдёт в отставку завтра.", "2024-05-09"},
    {"Позавчера прорвало плотину.", "2024-05-06"},
    {"Работы начнутся в следующем месяце.", "2024-06"},
    {"В прошлом месяце закрылась шахта.", "2024-04"},
    {"Она родилась в феврале 1962 года.", "1962-02"},
    {"Выборы пройдут в октябре.", "2024-10"},
    {"Соглашение подписали в декабре.", "2023-12"},
    {"Два дня назад поезд сошёл с рельсов.", "2024-05-06"},
    {"Суд вынесет решение через три недели.", "2024-W22"},
    {"Процесс возобновится через десять дней.", "2024-05-18"},
    {"В понедельник вечером слышали стрельбу.", "2024-05-06TEV"},
    {"Сегодня утром мост снова открыли.", "2024-05-08TMO"},
    {"В этом году урожай будет плохим.", "2024"},
    {"Завод закроют в следующем году.", "2025"},
    {"Весной 2021 года город затопило.", "2021-SP"},
    {"В конце марта совет отклонил план.", "2024-03"},
    {"Закон вступил в силу 1 января 2023 года.", "2023-01-01"},
    {"Встречу 02.04.2024 отменили.", "2024-04-02"},
    {"Дорога закрыта пять лет.", "P5Y"},
    {"Матч длится девяносто минут.", "PT90M"},
    {"В прошлую субботу на улицы вышли триста человек.", "2024-05-04"},
    {"Каждый понедельник совет собирается в ратуше.", "XXXX-WXX-1"},
};
constexpr Case kUkrainian[] = {
    {"Міністр зустрівся з колегою в середу.", "2024-05-08"},
    {"Делегації знову зустрінуться наступного вівторка.", "2024-05-14"},
    {"Саміт відбувся минулого тижня.", "2024-W18"},
    {"Порт закриють наступного тижня.", "2024-W20"},
    {"Мер піде у відставку завтра.", "2024-05-09"},
    {"Позавчора прорвало греблю.", "2024-05-06"},
    {"Роботи почнуться наступного місяця.", "2024-06"},
    {"Минулого місяця закрилася шахта.", "2024-04"},
    {"Вона народилася в лютому 1962 року.", "1962-02"},
    {"Вибори відбудуться в жовтні.", "2024-10"},
    {"Угоду підписали в грудні.", "2023-12"},
    {"Два дні тому потяг зійшов з рейок.", "2024-05-06"},
    {"Суд винесе рішення через три тижні.", "2024-W22"},
    {"Процес відновиться через десять днів.", "2024-05-18"},
    {"У понеділок увечері чули стрілянину.", "2024-05-06TEV"},
    {"Сьогодні вранці міст знову відкрили.", "2024-05-08TMO"},
    {"Цього року врожай буде поганим.", "2024"},
    {"Завод закриють наступного року.", "2025"},
    {"Навесні 2021 року місто затопило.", "2021-SP"},
    {"Наприкінці березня рада відхилила план.", "2024-03"},
    {"Закон набув чинності 1 січня 2023 року.", "2023-01-01"},
    {"Зустріч 02.04.2024 скасували.", "2024-04-02"},
    {"Дорога закрита п’ять років.", "P5Y"},
    {"Матч триває дев’яносто хвилин.", "PT90M"},
    {"Минулої суботи на вулиці вийшли триста людей.", "2024-05-04"},
    {"Щопонеділка рада збирається в ратуші.", "XXXX-WXX-1"},
};

TEST(DatesInNews, French) {
  for (const Case& one : kFrench) EXPECT_EQ(values(one.text, "fr"), one.want) << one.text;
}

TEST(DatesInNews, Spanish) {
  for (const Case& one : kSpanish) EXPECT_EQ(values(one.text, "es"), one.want) << one.text;
}

TEST(DatesInNews, Russian) {
  for (const Case& one : kRussian) EXPECT_EQ(values(one.text, "ru"), one.want) << one.text;
}

TEST(DatesInNews, Ukrainian) {
  for (const Case& one : kUkrainian) EXPECT_EQ(values(one.text, "uk"), one.want) << one.text;
}

}  // namespace
}  // namespace newsloom::annotate
