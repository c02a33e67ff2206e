#pragma once
// Triggers of events: verbs and nouns with the PLOVER class they stand for and the words around
// them which decide. Loaded from data/annotate/events/plover.tsv.
// Source of the classes: PLOVER 2018, https://github.com/openeventdata/PLOVER.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/statements_lexicon.h"

namespace newsloom::annotate {

enum class TriggerPart : std::uint8_t { verb, noun, adjective, modal };

/// One row: all its conditions must hold.
struct TriggerRule {
  TriggerPart part = TriggerPart::verb;
  std::string code;                ///< "CONSULT"; empty for events outside PLOVER
  int weight = 0;                  ///< 1 to 9
  std::vector<std::string> after;  ///< one of these follows
  std::vector<std::string> not_after;
  std::vector<std::string> preposition;  ///< the next preposition or particle is one of these
  std::vector<std::string> not_preposition;
  std::vector<std::string> before;  ///< one of these stands shortly before
  std::vector<std::string> not_before;
  std::vector<std::string> anywhere;  ///< one of these is in the sentence
  std::vector<std::string> not_anywhere;
};

class EventResources {
 public:
  /// Errors: not_found, corrupt.
  [[nodiscard]] static Result<EventResources> load(const DataSource& data);

  /// Rules of a lemma in their order; nothing for other words.
  [[nodiscard]] const std::vector<TriggerRule>* rules(std::string_view lemma) const;
  [[nodiscard]] const StatementResources& words() const { return words_; }

 private:
  WordMap<std::vector<TriggerRule>> rules_;
  StatementResources words_;
};

}  // namespace newsloom::annotate
