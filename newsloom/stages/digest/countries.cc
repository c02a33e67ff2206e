#include "newsloom/stages/digest/countries.h"

#include <array>

namespace newsloom::digest {
namespace {

struct Row {
  std::string_view code;
  std::string_view party;   ///< words split by '|'
  std::string_view cities;  ///< the same; may be empty
};

// Written by hand from common knowledge; English names, with German and French ones where they are
// frequent and not ambiguous. A word that is more often something else is left out ("polish").
constexpr auto kRows = std::to_array<Row>({
    {"AF", "afghanistan|afghan|afghans|kabul", "kandahar|herat"},
    {"AL", "albania|albanian|albanians|tirana|albanien", ""},
    {"DZ", "algeria|algerian|algerians|algiers|algerien", "oran"},
    {"AO", "angola|angolan|angolans|luanda", ""},
    {"AR", "argentina|argentine|argentinian|argentines|buenos aires|argentinien", "rosario"},
    {"AM", "armenia|armenian|armenians|yerevan|armenien", ""},
    {"AU", "australia|australian|australians|canberra|australien",
     "sydney|melbourne|brisbane|perth"},
    {"AT", "austria|austrian|austrians|vienna|wien|österreich|österreichische", "graz|salzburg"},
    {"AZ", "azerbaijan|azerbaijani|azeri|azerbaijanis|baku", ""},
    {"BH", "bahrain|bahraini|manama", ""},
    {"BD", "bangladesh|bangladeshi|bangladeshis|dhaka", "chittagong"},
    {"BY", "belarus|belarusian|belarusians|minsk", ""},
    {"BE", "belgium|belgian|belgians|belgien", "antwerp|ghent"},
    {"BJ", "benin|beninese|cotonou", ""},
    {"BO", "bolivia|bolivian|bolivians|la paz", ""},
    {"BA", "bosnia|bosnian|bosnians|sarajevo|bosnien", ""},
    {"BW", "botswana|gaborone", ""},
    {"BR", "brazil|brazilian|brazilians|brasilia|brasília|brasilien",
     "são paulo|sao paulo|rio de janeiro"},
    {"BG", "bulgaria|bulgarian|bulgarians|sofia|bulgarien", "varna"},
    {"BF", "burkina faso|burkinabe|ouagadougou", ""},
    {"BI", "burundi|burundian|bujumbura", ""},
    {"KH", "cambodia|cambodian|cambodians|phnom penh", ""},
    {"CM", "cameroon|cameroonian|yaounde|yaoundé", "douala"},
    {"CA", "canada|canadian|canadians|ottawa|kanada", "toronto|montreal|vancouver|calgary"},
    {"CF", "central african republic|bangui", ""},
    {"TD", "chad|chadian|ndjamena", ""},
    {"CL", "chile|chilean|chileans", "valparaíso"},
    {"CN", "china|chinese|beijing|peking", "shanghai|guangzhou|shenzhen|wuhan|chongqing"},
    {"CO", "colombia|colombian|colombians|bogota|bogotá|kolumbien", "medellín|medellin|cali"},
    {"CG", "brazzaville", ""},
    {"CD", "congo|congolese|kinshasa|dr congo|drc", "goma|bukavu|lubumbashi"},
    {"CR", "costa rica|costa rican", ""},
    {"CI", "ivory coast|ivorian|côte d'ivoire", "abidjan"},
    {"HR", "croatia|croatian|croatians|zagreb|kroatien", "split"},
    {"CU", "cuba|cuban|cubans|havana|kuba", ""},
    {"CY", "cyprus|cypriot|cypriots|nicosia|zypern", "limassol"},
    {"CZ", "czech|czechs|czechia|czech republic|prague|prag|tschechien", "brno"},
    {"DK", "denmark|danish|danes|copenhagen|kopenhagen|dänemark", "aarhus"},
    {"DJ", "djibouti", ""},
    {"DO", "dominican republic|santo domingo", ""},
    {"EC", "ecuador|ecuadorian|ecuadorean|quito", "guayaquil"},
    {"EG", "egypt|egyptian|egyptians|cairo|ägypten|kairo", "alexandria|sharm el-sheikh"},
    {"SV", "el salvador|salvadoran|salvadorans", ""},
    {"ER", "eritrea|eritrean|asmara", ""},
    {"EE", "estonia|estonian|estonians|tallinn|estland", "narva"},
    {"SZ", "eswatini|mbabane", ""},
    {"ET", "ethiopia|ethiopian|ethiopians|addis ababa|äthiopien", ""},
    {"EU", "european union|eu|brussels|brüssel", "strasbourg"},
    {"FJ", "fiji|fijian|suva", ""},
    {"FI", "finland|finnish|finns|helsinki|finnland", "tampere|turku"},
    {"FR", "france|french|paris|elysee|élysée|elysée|frankreich|französische",
     "lyon|marseille|toulouse|bordeaux"},
    {"GA", "gabon|gabonese|libreville", ""},
    {"GM", "gambia|gambian|banjul", ""},
    {"GE", "tbilisi|georgian", ""},
    {"DE", "germany|german|germans|berlin|deutschland|deutsche|bundesregierung",
     "hamburg|munich|münchen|frankfurt|cologne|köln|leipzig|dresden|stuttgart"},
    {"GH", "ghana|ghanaian|accra", ""},
    {"GR", "greece|greek|greeks|athens|griechenland|athen", "thessaloniki"},
    {"GL", "greenland|greenlandic|nuuk|grönland", ""},
    {"GT", "guatemala|guatemalan|guatemalans", ""},
    {"GN", "guinea|guinean|conakry", ""},
    {"GY", "guyana|guyanese", ""},
    {"HT", "haiti|haitian|haitians|port-au-prince", ""},
    {"HN", "honduras|honduran|hondurans|tegucigalpa", ""},
    {"HK", "hong kong", ""},
    {"HU", "hungary|hungarian|hungarians|budapest|ungarn", "debrecen"},
    {"IS", "iceland|icelandic|reykjavik|reykjavík", ""},
    {"IN", "india|indian|indians|new delhi|delhi|indien",
     "mumbai|kolkata|chennai|bengaluru|bangalore|hyderabad|ahmedabad"},
    {"ID", "indonesia|indonesian|indonesians|jakarta|indonesien", "surabaya|bali|medan"},
    {"IR", "iran|iranian|iranians|tehran|teheran", "isfahan|natanz|mashhad|shiraz"},
    {"IQ", "iraq|iraqi|iraqis|baghdad|irak", "mosul|basra|erbil"},
    {"IE", "ireland|irish|dublin|irland", "cork|galway"},
    {"IL", "israel|israeli|israelis|jerusalem", "tel aviv|haifa|eilat"},
    {"IT", "italy|italian|italians|rome|rom|italien", "milan|naples|turin|genoa|venice|palermo"},
    {"JM", "jamaica|jamaican|jamaicans", ""},
    {"JP", "japan|japanese|tokyo|tokio", "osaka|kyoto|hiroshima|nagasaki|fukushima"},
    {"JO", "jordanian|jordanians|amman|jordanien", "aqaba"},
    {"KZ", "kazakhstan|kazakh|kazakhs|astana", "almaty"},
    {"KE", "kenya|kenyan|kenyans|nairobi|kenia", "mombasa"},
    {"KP", "north korea|north korean|north koreans|pyongyang|nordkorea", ""},
    {"KR", "south korea|south korean|south koreans|seoul|südkorea", "busan|incheon"},
    {"XK", "kosovo|kosovar|pristina", ""},
    {"KW", "kuwait|kuwaiti|kuwaitis", ""},
    {"KG", "kyrgyzstan|kyrgyz|bishkek", ""},
    {"LA", "laos|laotian|vientiane", ""},
    {"LV", "latvia|latvian|latvians|riga|lettland", ""},
    {"LB", "lebanon|lebanese|beirut|libanon", "sidon"},
    {"LR", "liberia|liberian|monrovia", ""},
    {"LY", "libya|libyan|libyans|tripoli|libyen", "benghazi|misrata"},
    {"LT", "lithuania|lithuanian|lithuanians|vilnius|litauen", "kaunas"},
    {"LU", "luxembourg|luxembourgish|luxemburg", ""},
    {"MG", "madagascar|malagasy|antananarivo", ""},
    {"MW", "malawi|malawian|lilongwe", ""},
    {"MY", "malaysia|malaysian|malaysians|kuala lumpur", ""},
    {"MV", "maldives|maldivian", ""},
    {"ML", "mali|malian|bamako", "timbuktu"},
    {"MT", "malta|maltese|valletta", ""},
    {"MR", "mauritania|mauritanian|nouakchott", ""},
    {"MX", "mexico|mexican|mexicans|mexico city|mexiko", "tijuana|guadalajara|monterrey"},
    {"MD", "moldova|moldovan|moldovans|chisinau|chișinău|moldau", ""},
    {"MN", "mongolia|mongolian|ulaanbaatar", ""},
    {"ME", "montenegro|montenegrin|podgorica", ""},
    {"MA", "morocco|moroccan|moroccans|rabat|marokko", "casablanca|marrakesh"},
    {"MZ", "mozambique|mozambican|maputo|mosambik", ""},
    {"MM", "myanmar|burma|burmese|naypyidaw", "yangon|mandalay"},
    {"NA", "namibia|namibian|windhoek", ""},
    {"NP", "nepal|nepali|nepalese|kathmandu", ""},
    {"NL", "netherlands|dutch|amsterdam|the hague|niederlande", "rotterdam|utrecht"},
    {"NZ", "new zealand|new zealander|new zealanders|neuseeland", "auckland|christchurch"},
    {"NI", "nicaragua|nicaraguan|managua", ""},
    {"NE", "niger|nigerien|niamey", ""},
    {"NG", "nigeria|nigerian|nigerians|abuja", "lagos|kano|maiduguri"},
    {"MK", "north macedonia|macedonian|skopje|nordmazedonien", ""},
    {"NO", "norway|norwegian|norwegians|oslo|norwegen", "bergen|trondheim"},
    {"OM", "oman|omani|muscat", ""},
    {"PK", "pakistan|pakistani|pakistanis|islamabad", "karachi|lahore|peshawar|quetta"},
    {"PS", "palestine|palestinian|palestinians|ramallah|gaza|palästina",
     "rafah|khan younis|hebron|jenin|nablus"},
    {"PA", "panama|panamanian|panama city", ""},
    {"PG", "papua new guinea|port moresby", ""},
    {"PY", "paraguay|paraguayan|asuncion", ""},
    {"PE", "peru|peruvian|peruvians|lima", "cusco"},
    {"PH", "philippines|philippine|filipino|filipinos|manila|philippinen", "cebu|davao"},
    {"PL", "poland|poles|warsaw|warschau|polen|polnische", "krakow|kraków|gdansk|gdańsk|rzeszow"},
    {"PT", "portugal|portuguese|lisbon|lissabon", "porto"},
    {"QA", "qatar|qatari|qataris|doha|katar", ""},
    {"RO", "romania|romanian|romanians|bucharest|rumänien", "cluj"},
    {"RU", "russia|russian|russians|moscow|kremlin|russland|moskau|kreml|russische|russie",
     "st petersburg|st. petersburg|saint petersburg|sochi|kazan|belgorod|kursk|rostov"},
    {"RW", "rwanda|rwandan|rwandans|kigali|ruanda", ""},
    {"SA", "saudi arabia|saudi|saudis|riyadh|saudi-arabien", "jeddah|mecca|medina"},
    {"SN", "senegal|senegalese|dakar", ""},
    {"RS", "serbia|serbian|serbians|serbs|belgrade|serbien|belgrad", "novi sad"},
    {"SL", "sierra leone|freetown", ""},
    {"SG", "singapore|singaporean|singaporeans|singapur", ""},
    {"SK", "slovakia|slovak|slovaks|bratislava|slowakei", "kosice"},
    {"SI", "slovenia|slovenian|slovenians|slovenes|ljubljana|slowenien", ""},
    {"SO", "somalia|somali|somalis|mogadishu", ""},
    {"ZA", "south africa|south african|south africans|pretoria|südafrika",
     "johannesburg|cape town|durban"},
    {"SS", "south sudan|south sudanese|juba", ""},
    {"ES", "spain|spanish|spaniards|madrid|spanien|españa", "barcelona|valencia|seville|bilbao"},
    {"LK", "sri lanka|sri lankan|sri lankans|colombo", ""},
    {"SD", "sudan|sudanese|khartoum", "omdurman|el fasher|port sudan"},
    {"SE", "sweden|swedish|swedes|stockholm|schweden", "gothenburg|malmo|malmö"},
    {"CH", "switzerland|swiss|schweiz|schweizer|suisse", "geneva|zurich|zürich|basel|genf|bern"},
    {"SY", "syria|syrian|syrians|damascus|syrien", "aleppo|homs|idlib|latakia"},
    {"TW", "taiwan|taiwanese|taipei", "kaohsiung"},
    {"TJ", "tajikistan|tajik|dushanbe", ""},
    {"TZ", "tanzania|tanzanian|tanzanians|dodoma|tansania", "dar es salaam|zanzibar"},
    {"TH", "thailand|thai|thais|bangkok", "phuket|chiang mai"},
    {"TG", "togo|togolese|lome", ""},
    {"TN", "tunisia|tunisian|tunisians|tunis|tunesien", ""},
    {"TR", "turkey|türkiye|turkiye|turkish|turks|ankara|türkei|türkische",
     "istanbul|izmir|antalya|gaziantep"},
    {"TM", "turkmenistan|turkmen|ashgabat", ""},
    {"UG", "uganda|ugandan|ugandans|kampala", ""},
    {"UA", "ukraine|ukrainian|ukrainians|kyiv|kiev|ukrainische|kiew",
     "kharkiv|odesa|odessa|lviv|dnipro|zaporizhzhia|kherson|mariupol|sumy"},
    {"AE", "united arab emirates|uae|emirati|emirates|abu dhabi", "dubai|sharjah"},
    {"GB",
     "united kingdom|uk|u.k.|britain|great britain|british|britons|london|downing "
     "street|whitehall|großbritannien",
     "manchester|birmingham|liverpool|glasgow|edinburgh|belfast|cardiff|leeds"},
    {"US",
     "united states|united states of "
     "america|us|u.s.|usa|american|americans|america|washington|white house|pentagon|capitol "
     "hill|washington dc|washington d.c.|vereinigte staaten",
     "new york|los angeles|chicago|houston|miami|san "
     "francisco|boston|seattle|atlanta|dallas|philadelphia|detroit"},
    {"UN", "united nations|un|u.n.|vereinte nationen", ""},
    {"UY", "uruguay|uruguayan|montevideo", ""},
    {"UZ", "uzbekistan|uzbek|uzbeks|tashkent", "samarkand"},
    {"VA", "vatican|holy see|vatikan", ""},
    {"VE", "venezuela|venezuelan|venezuelans|caracas", "maracaibo"},
    {"VN", "vietnam|vietnamese|hanoi", "ho chi minh city|da nang"},
    {"YE", "yemen|yemeni|yemenis|sanaa|sana'a|jemen", "hodeidah|aden"},
    {"ZM", "zambia|zambian|lusaka|sambia", ""},
    {"ZW", "zimbabwe|zimbabwean|harare|simbabwe", ""},
});

void add(std::unordered_map<std::string_view, CountryHit>& table, std::string_view words,
         const CountryHit& hit) {
  while (!words.empty()) {
    const std::size_t bar = words.find('|');
    table.emplace(words.substr(0, bar), hit);
    if (bar == std::string_view::npos) return;
    words.remove_prefix(bar + 1);
  }
}

}  // namespace

Countries::Countries() {
  by_word_.reserve(kRows.size() * 8);
  for (const Row& row : kRows) {
    add(by_word_, row.party, {row.code, CountryWord::party});
    add(by_word_, row.cities, {row.code, CountryWord::city});
  }
}

const CountryHit* Countries::find(std::string_view folded) const {
  const auto hit = by_word_.find(folded);
  return hit == by_word_.end() ? nullptr : &hit->second;
}

}  // namespace newsloom::digest
