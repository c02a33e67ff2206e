#pragma once
// Candidates for "somebody said something" in one unit of English text: a cue, what is said, who
// says it. Each keeps what its score is made of; statements.cc decides.

#include <optional>
#include <vector>

#include "newsloom/stages/annotate/statements_clauses.h"
#include "newsloom/stages/annotate/statements_lexicon.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

/// How the cue and what is said stand to each other.
enum class Frame : std::uint8_t {
  clause,       ///< says (that) …
  question,     ///< asks whether …
  quotation,    ///< says: "…"
  after,        ///< …, he says
  infinitive,   ///< vows to …
  object,       ///< praises …
  preposition,  ///< warns of …
  source,       ///< according to …
  colon,        ///< headline forms: "Name: …"
};

struct Candidate {
  CueClass kind = CueClass::speech;
  Frame frame = Frame::clause;
  Range cue;
  std::uint32_t head = 0;  ///< the verb, noun or adjective of the cue
  std::vector<Range> content;
  std::optional<Range> subject;     ///< the words in place: "who"
  std::optional<Range> antecedent;  ///< of "who": the words it stands for
  std::optional<Range> addressee;
  std::uint8_t sure = 0;  ///< of the pattern, 0 to 9
  bool passive = false;
  bool negated = false;
  bool modal = false;        ///< "would say", "may think"
  bool infinite = false;     ///< "to say", "saying"
  bool shared = false;       ///< the subject is an earlier verb's
  bool relative = false;     ///< in a relative clause
  bool conditional = false;  ///< under "if", "when" …
  bool first_person = false;
  bool nobody = false;  ///< "it is believed that …": holds what is nested in it, and is none
  bool nested = false;  ///< inside what another candidate says
  bool quoted = false;  ///< what is said has a quotation
  double score = 0;     ///< probability, see statements_score.cc
};

inline constexpr std::size_t kMaxCandidates = 64;

/// All candidates of a unit, by the place of their cue. Cues inside quotations are left out.
[[nodiscard]] std::vector<Candidate> candidates(const Words& text, const Unit& unit,
                                                const StatementResources& resources);

}  // namespace newsloom::annotate
