#pragma once
// Analysis: the words of one article with their grammar, shared by all annotators of one call.
// Scratch of the annotate stage: it never leaves it.
// Tags and relations: Universal Dependencies 2 (https://universaldependencies.org/u/).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/article.h"
#include "newsloom/core/span.h"
#include "newsloom/stages/annotate/word_info.h"

namespace newsloom::annotate {

enum class Upos : std::uint8_t {
  x,
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
};

/// Relations that annotators ask for by name; subtypes are folded but for those listed. obl_tmod
/// and nmod_tmod stand for UD's obl:unmarked and nmod:unmarked (a bare noun phrase: "Monday", "$5 a
/// day"); nmod_desc is a title before a name ("President" of "President Bush").
enum class Deprel : std::uint8_t {
  dep,
  root,
  nsubj,
  nsubj_pass,
  csubj,
  obj,
  iobj,
  ccomp,
  xcomp,
  obl,
  obl_agent,
  obl_tmod,
  vocative,
  expl,
  dislocated,
  advcl,
  advmod,
  discourse,
  aux,
  aux_pass,
  cop,
  mark,
  nmod,
  nmod_poss,
  nmod_tmod,
  nmod_desc,
  appos,
  nummod,
  acl,
  acl_relcl,
  amod,
  det,
  clf,
  case_,
  conj,
  cc,
  fixed,
  flat,
  compound,
  compound_prt,
  list,
  parataxis,
  orphan,
  goeswith,
  reparandum,
  punct,
};

/// How a word is inflected, as far as the English tagger tells (Penn Treebank tags).
enum class WordForm : std::uint8_t {
  none,
  base,           ///< VB: "to go"
  past,           ///< VBD: "went"
  gerund,         ///< VBG: "going"
  participle,     ///< VBN: "gone"
  present,        ///< VBP: "they go"
  present_third,  ///< VBZ: "it goes"
  modal,          ///< MD: "will"
  plural,         ///< NNS, NNPS
  comparative,    ///< JJR, RBR
  superlative,    ///< JJS, RBS
  possessive,     ///< PRP$, WP$, POS: "their", "'s"
};

inline constexpr std::uint32_t kNoHead = 0xFFFFFFFF;

struct Token {
  Span span;
  Upos upos = Upos::x;
  Deprel deprel = Deprel::dep;
  WordForm form = WordForm::none;
  std::uint8_t fine_tag = 0;     ///< index into the tagger's own tags, for the parser
  std::uint32_t head = kNoHead;  ///< index into Analysis::tokens; kNoHead at the root
};

/// A sentence: its span (without white space at the ends) and its tokens [first, last).
struct Sentence {
  Span span;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool heading = false;         ///< a title or a sub-heading, not running text
  std::uint32_t paragraph = 0;  ///< counted from 0; the title has kTitleParagraph
};
inline constexpr std::uint32_t kTitleParagraph = 0xFFFFFFFF;
/// Far from the title's and from those of the text: neither is the paragraph beside it.
inline constexpr std::uint32_t kStandfirstParagraph = 0x80000000;

struct Analysis {
  const Article* article = nullptr;
  std::string language;  ///< "en", "de" … never empty; "und" where not recognised
  std::vector<Token> tokens;
  std::vector<WordInfo> words;  ///< what models see of each token
  std::vector<Sentence> sentences;
  bool has_tags = false;    ///< upos is filled (a tagger exists for the language)
  bool has_syntax = false;  ///< head and deprel are filled (a parser exists for the language)

  [[nodiscard]] std::string_view text(const Token& token) const {
    return text_of(*article, token.span);
  }
  [[nodiscard]] std::string_view text(Span span) const { return text_of(*article, span); }
};

}  // namespace newsloom::annotate
