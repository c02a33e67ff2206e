#pragma once
// The finder of candidates in one unit of English text. Its rooms: statements_cues.cc (cues and
// what they need), statements_right.cc (what follows a verb), statements_left.cc (who says it, and
// what stands before), statements_frames.cc (according to, nouns, adjectives, headlines …).
// Inner to the annotator of statements.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "newsloom/stages/annotate/lemma.h"
#include "newsloom/stages/annotate/statements_cues.h"

namespace newsloom::annotate {

/// How far a complement may stand from its verb: "said in an interview with … that".
inline constexpr std::uint32_t kMaxComplementGap = 16;

struct Right {
  Frame frame = Frame::clause;
  std::uint8_t sure = 0;
  Range content;
  std::optional<Range> addressee;
  std::uint32_t cue_end = 0;
  std::uint32_t after = 0;  ///< where the reading of what follows the cue stopped
  bool open_end = false;    ///< nothing said after the cue: look before it
};

class CueFinder {
 public:
  CueFinder(const Words& text, const Unit& unit, const StatementResources& resources);
  [[nodiscard]] std::vector<Candidate> all();

 private:
  struct Left {
    std::optional<Range> subject;
    std::optional<Range> antecedent;
    bool shared = false;
    bool relative = false;
  };
  [[nodiscard]] const CueEntry* entry_of(std::uint32_t i, VerbLemma& lemma) const;
  [[nodiscard]] bool verbal(std::uint32_t i, const VerbLemma& lemma) const;
  [[nodiscard]] bool clause_word(std::uint32_t i, CueClass kind, std::string_view lemma) const;
  [[nodiscard]] std::uint32_t skip_gap(std::uint32_t i, CueClass kind) const;
  [[nodiscard]] Right right_of(std::uint32_t i, const CueEntry& entry,
                               std::string_view lemma) const;
  [[nodiscard]] bool read_addressee(std::uint32_t n, std::uint32_t i, const CueEntry& entry,
                                    Right& right) const;
  void read_complement(std::uint32_t n, std::uint32_t i, const CueEntry& entry,
                       std::string_view lemma, Right& right) const;
  [[nodiscard]] bool contrast(std::uint32_t i, bool phrase) const;
  [[nodiscard]] std::uint32_t content_end(std::uint32_t from, std::uint32_t cue,
                                          bool phrase = false) const;
  [[nodiscard]] std::uint32_t content_end_by_words(std::uint32_t from, std::uint32_t cue,
                                                   bool phrase) const;
  [[nodiscard]] bool new_attribution(std::uint32_t i) const;
  [[nodiscard]] bool same_subject_verb(std::uint32_t i, std::uint32_t cue) const;
  [[nodiscard]] bool subordinate_start(std::uint32_t cue) const;
  [[nodiscard]] bool in_relative(std::uint32_t cue) const;
  static constexpr std::uint32_t kDayWords = 3;  // ", on Tuesday"
  [[nodiscard]] std::uint32_t before_day(std::uint32_t end) const;
  [[nodiscard]] Left subject_of(std::uint32_t i, const VerbLemma& lemma) const;
  void use_parse(std::uint32_t i, Left& left) const;
  [[nodiscard]] std::optional<std::uint32_t> before_apposition(std::uint32_t second) const;
  [[nodiscard]] std::optional<std::uint32_t> further_comma(std::uint32_t from,
                                                           std::uint32_t floor) const;
  [[nodiscard]] std::optional<Range> shared_subject(std::uint32_t i) const;
  [[nodiscard]] std::optional<std::uint32_t> behind_comma(std::uint32_t word) const;
  [[nodiscard]] std::optional<Range> content_before(std::uint32_t subject_first) const;
  [[nodiscard]] bool verb(std::uint32_t i);
  void pending(Candidate& candidate, const CueEntry& entry);
  [[nodiscard]] bool inverted(std::uint32_t i, Candidate& candidate);
  [[nodiscard]] bool take_before(std::uint32_t subject_first, std::uint32_t after,
                                 const CueEntry& entry, Candidate& candidate);
  void second_part(std::uint32_t from, Candidate& candidate) const;
  void passive_subject(Candidate& candidate, const Right& right) const;
  void finish(Candidate& candidate);
  void mark_quoted(Candidate& candidate) const;
  void according(std::uint32_t i);
  bool as_told();
  [[nodiscard]] bool noun(std::uint32_t i);
  void adjective(std::uint32_t i);
  bool signature();
  void transcript();
  [[nodiscard]] bool all_capitals(std::uint32_t i) const;
  void headline();

  const Words& text_;
  const std::vector<Word>& words_;
  Clauses clauses_;
  Range unit_;
  bool title_;
  const StatementResources& resources_;
  std::uint32_t end_;
  std::vector<Candidate> out_;
};

}  // namespace newsloom::annotate
