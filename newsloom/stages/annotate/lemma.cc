#include "newsloom/stages/annotate/lemma.h"

#include <algorithm>
#include <array>

namespace newsloom::annotate {
namespace {

struct Irregular {
  std::string_view form;
  std::string_view lemma;
  VerbForm kind;
};

constexpr VerbForm kPast = VerbForm::past;
constexpr VerbForm kPart = VerbForm::past_participle;

// Sorted by form: looked up by binary search.
constexpr auto kVerbs = std::to_array<Irregular>({
    {"am", "be", VerbForm::base},
    {"are", "be", VerbForm::base},
    {"ate", "eat", kPast},
    {"beaten", "beat", kPart},
    {"became", "become", kPast},
    {"been", "be", kPart},
    {"began", "begin", kPast},
    {"begun", "begin", kPart},
    {"being", "be", VerbForm::gerund},
    {"bled", "bleed", kPast},
    {"blew", "blow", kPast},
    {"blown", "blow", kPart},
    {"bore", "bear", kPast},
    {"bought", "buy", kPast},
    {"bound", "bind", kPast},
    {"broke", "break", kPast},
    {"broken", "break", kPart},
    {"brought", "bring", kPast},
    {"built", "build", kPast},
    {"burnt", "burn", kPast},
    {"came", "come", kPast},
    {"caught", "catch", kPast},
    {"chose", "choose", kPast},
    {"chosen", "choose", kPart},
    {"dealt", "deal", kPast},
    {"did", "do", kPast},
    {"does", "do", VerbForm::third_person},
    {"done", "do", kPart},
    {"drawn", "draw", kPart},
    {"drew", "draw", kPast},
    {"driven", "drive", kPart},
    {"drove", "drive", kPast},
    {"dying", "die", VerbForm::gerund},
    {"eaten", "eat", kPart},
    {"fallen", "fall", kPart},
    {"fed", "feed", kPast},
    {"fell", "fall", kPast},
    {"felt", "feel", kPast},
    {"fled", "flee", kPast},
    {"flew", "fly", kPast},
    {"flown", "fly", kPart},
    {"forgot", "forget", kPast},
    {"forgotten", "forget", kPart},
    {"fought", "fight", kPast},
    {"found", "find", kPast},
    {"froze", "freeze", kPast},
    {"frozen", "freeze", kPart},
    {"gave", "give", kPast},
    {"given", "give", kPart},
    {"goes", "go", VerbForm::third_person},
    {"gone", "go", kPart},
    {"got", "get", kPast},
    {"grew", "grow", kPast},
    {"grown", "grow", kPart},
    {"had", "have", kPast},
    {"has", "have", VerbForm::third_person},
    {"heard", "hear", kPast},
    {"held", "hold", kPast},
    {"hid", "hide", kPast},
    {"hidden", "hide", kPart},
    {"is", "be", VerbForm::third_person},
    {"kept", "keep", kPast},
    {"knew", "know", kPast},
    {"known", "know", kPart},
    {"laid", "lay", kPast},
    {"led", "lead", kPast},
    {"left", "leave", kPast},
    {"lent", "lend", kPast},
    {"lost", "lose", kPast},
    {"lying", "lie", VerbForm::gerund},
    {"made", "make", kPast},
    {"meant", "mean", kPast},
    {"met", "meet", kPast},
    {"overthrew", "overthrow", kPast},
    {"overthrown", "overthrow", kPart},
    {"paid", "pay", kPast},
    {"ran", "run", kPast},
    {"risen", "rise", kPart},
    {"rode", "ride", kPast},
    {"rose", "rise", kPast},
    {"said", "say", kPast},
    {"sang", "sing", kPast},
    {"sat", "sit", kPast},
    {"saw", "see", kPast},
    {"seen", "see", kPart},
    {"sent", "send", kPast},
    {"shaken", "shake", kPart},
    {"shook", "shake", kPast},
    {"shot", "shoot", kPast},
    {"shown", "show", kPart},
    {"slain", "slay", kPart},
    {"slept", "sleep", kPast},
    {"sold", "sell", kPast},
    {"sought", "seek", kPast},
    {"spent", "spend", kPast},
    {"spoke", "speak", kPast},
    {"spoken", "speak", kPart},
    {"stole", "steal", kPast},
    {"stolen", "steal", kPart},
    {"stood", "stand", kPast},
    {"struck", "strike", kPast},
    {"stuck", "stick", kPast},
    {"sung", "sing", kPart},
    {"swore", "swear", kPast},
    {"sworn", "swear", kPart},
    {"taken", "take", kPart},
    {"taught", "teach", kPast},
    {"thought", "think", kPast},
    {"threw", "throw", kPast},
    {"thrown", "throw", kPart},
    {"told", "tell", kPast},
    {"took", "take", kPast},
    {"tore", "tear", kPast},
    {"torn", "tear", kPart},
    {"tying", "tie", VerbForm::gerund},
    {"understood", "understand", kPast},
    {"was", "be", kPast},
    {"went", "go", kPast},
    {"were", "be", kPast},
    {"withdrawn", "withdraw", kPart},
    {"withdrew", "withdraw", kPast},
    {"won", "win", kPast},
    {"written", "write", kPart},
    {"wrote", "write", kPast},
});

struct Plural {
  std::string_view form;
  std::string_view lemma;
};

constexpr auto kNouns = std::to_array<Plural>({
    {"children", "child"},
    {"crises", "crisis"},
    {"feet", "foot"},
    {"knives", "knife"},
    {"lives", "life"},
    {"media", "media"},
    {"men", "man"},
    {"news", "news"},
    {"people", "people"},
    {"police", "police"},
    {"policemen", "policeman"},
    {"series", "series"},
    {"spokesmen", "spokesman"},
    {"teeth", "tooth"},
    {"wives", "wife"},
    {"women", "woman"},
});

bool vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

bool has_vowel(std::string_view stem) { return std::any_of(stem.begin(), stem.end(), vowel); }

bool sibilant_end(std::string_view stem) {
  return stem.ends_with("s") || stem.ends_with("sh") || stem.ends_with("ch") ||
         stem.ends_with("x") || stem.ends_with("z");
}

/// "stopp" → "stop", but "call", "pass", "bluff" stay.
std::string undoubled(std::string_view stem) {
  const std::size_t n = stem.size();
  if (n >= 4 && stem[n - 1] == stem[n - 2] && !vowel(stem[n - 1]) &&
      std::string_view("lsfz").find(stem[n - 1]) == std::string_view::npos) {
    return std::string(stem.substr(0, n - 1));
  }
  return std::string(stem);
}

/// Stem of an -ed or -ing form: the two spellings it may have.
VerbLemma stem_of(std::string_view stem, VerbForm form) {
  VerbLemma out;
  out.form = form;
  if (stem.ends_with("i")) {
    out.lemma = std::string(stem.substr(0, stem.size() - 1)) + "y";
    return out;
  }
  const std::string plain = undoubled(stem);
  if (plain.size() != stem.size()) {
    out.lemma = plain;
    return out;
  }
  const std::size_t n = stem.size();
  const bool e_first =
      n >= 2 && (stem.ends_with("c") || stem.ends_with("g") || stem.ends_with("v") ||
                 stem.ends_with("u") || stem.ends_with("s") || stem.ends_with("z") ||
                 stem.ends_with("at") || stem.ends_with("ir") || stem.ends_with("ar") ||
                 stem.ends_with("os") || stem.ends_with("bl") || stem.ends_with("dl") ||
                 stem.ends_with("tl") || stem.ends_with("pl") || stem.ends_with("gl"));
  const bool ss_or_ng = stem.ends_with("ss") || stem.ends_with("ng");
  std::string with_e = std::string(stem) + "e";
  if (e_first && !ss_or_ng) {
    out.lemma = std::move(with_e);
    out.with_e = std::string(stem);
  } else {
    out.lemma = std::string(stem);
    out.with_e = std::move(with_e);
  }
  if (stem.size() >= 3 && stem.ends_with("ll")) out.with_e = std::string(stem.substr(0, n - 1));
  return out;
}

/// "agreed", "freed", "guaranteed": verbs in -ee, unlike "proceed".
bool ends_in_ee(std::string_view word) {
  return word.ends_with("greed") || word.ends_with("freed") || word.ends_with("teed") ||
         word == "decreed" || word == "refereed";
}

template <class Table>
auto find_form(const Table& table, std::string_view word) {
  const auto at =
      std::lower_bound(table.begin(), table.end(), word,
                       [](const auto& row, std::string_view w) { return row.form < w; });
  return at != table.end() && at->form == word ? &*at : nullptr;
}

}  // namespace

VerbLemma verb_lemma(std::string_view word) {
  if (const Irregular* row = find_form(kVerbs, word)) {
    return {std::string(row->lemma), {}, row->kind};
  }
  const std::size_t n = word.size();
  if (n > 4 && word.ends_with("ing") && has_vowel(word.substr(0, n - 3))) {
    return stem_of(word.substr(0, n - 3), VerbForm::gerund);
  }
  if (n > 4 && word.ends_with("eed") && ends_in_ee(word)) {
    return {std::string(word.substr(0, n - 1)), {}, VerbForm::past};
  }
  if (n > 3 && word.ends_with("ed") && !word.ends_with("eed") && has_vowel(word.substr(0, n - 2))) {
    return stem_of(word.substr(0, n - 2), VerbForm::past);
  }
  if (n > 3 && word.ends_with("ies")) {
    return {std::string(word.substr(0, n - 3)) + "y", {}, VerbForm::third_person};
  }
  if (n > 3 && word.ends_with("es") && sibilant_end(word.substr(0, n - 2))) {
    return {std::string(word.substr(0, n - 2)), std::string(word.substr(0, n - 1)),
            VerbForm::third_person};
  }
  if (n > 2 && word.ends_with("s") && !word.ends_with("ss") && !word.ends_with("us") &&
      !word.ends_with("is")) {
    return {std::string(word.substr(0, n - 1)), {}, VerbForm::third_person};
  }
  return {std::string(word), {}, VerbForm::base};
}

std::string noun_lemma(std::string_view word) {
  if (const Plural* row = find_form(kNouns, word)) return std::string(row->lemma);
  const std::size_t n = word.size();
  if (n > 4 && word.ends_with("ies")) return std::string(word.substr(0, n - 3)) + "y";
  if (n > 4 && word.ends_with("es") &&
      (word.substr(0, n - 2).ends_with("ss") || word.substr(0, n - 2).ends_with("sh") ||
       word.substr(0, n - 2).ends_with("ch") || word.substr(0, n - 2).ends_with("x"))) {
    return std::string(word.substr(0, n - 2));
  }
  if (n > 3 && word.ends_with("s") && !word.ends_with("ss") && !word.ends_with("us") &&
      !word.ends_with("is")) {
    return std::string(word.substr(0, n - 1));
  }
  return std::string(word);
}

}  // namespace newsloom::annotate
