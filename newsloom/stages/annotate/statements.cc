#include "newsloom/stages/annotate/statements.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "newsloom/stages/annotate/speakers.h"
#include "newsloom/stages/annotate/statements_chain.h"
#include "newsloom/stages/annotate/statements_cues.h"
#include "newsloom/stages/annotate/statements_details.h"
#include "newsloom/stages/annotate/statements_score.h"
#include "newsloom/stages/annotate/statements_select.h"
#include "newsloom/stages/annotate/statements_simple.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {
namespace {

/// Share of letters inside quotation marks from which a statement is direct.
constexpr double kDirectShare = 0.9;
/// A quotation without any cue counts from this many words on.
constexpr std::uint32_t kMinFreeQuote = 5;
/// Or, behind a sentence about somebody in the same paragraph, from this many.
constexpr std::uint32_t kMinToldQuote = 2;
/// A claim inside a denial, against the denial.
constexpr float kClaimConfidence = 0.8F;
/// What somebody is said to have told, against the saying.
constexpr float kToldConfidence = 0.55F;

bool before_in_text(const Statement& a, const Statement& b) {
  return a.span != b.span ? a.span < b.span : a.confidence > b.confidence;
}

class Builder {
 public:
  Builder(const Words& text, const Annotations& so_far, const StatementResources& resources)
      : resources_(resources), so_far_(so_far), text_(text), speakers_(text_, so_far.names) {}

  std::vector<Statement> all() {
    for (std::uint32_t u = 0; u < text_.units.size(); ++u) unit(u);
    std::stable_sort(out_.begin(), out_.end(), before_in_text);
    return std::move(out_);
  }

 private:
  /// What the next units may go on with.
  struct Open {
    std::size_t statement = 0;  ///< index into out_
    std::uint32_t unit = 0;
    std::uint32_t end = 0;   ///< word after its last content
    bool quotation = false;  ///< its content ends in a quotation
    bool continues = false;  ///< that quotation has no closing mark
  };

  void unit(std::uint32_t u) {
    const Unit& unit = text_.units[u];
    std::vector<Candidate> found = chosen(text_, unit, resources_);
    if (found.empty() && only_quotes(unit)) {
      free_quotation(u);
      speakers_.leave(unit.words);
      return;
    }
    const std::optional<Open> before = open_;
    const std::size_t first = out_.size();
    chained_.clear();
    for (Candidate& candidate : found) add(candidate, u);
    drop_inside_chains(first);
    chain(first);
    join_leading_quotes(found, before, u);
    uncovered_quotes(found, u);
    speakers_.leave(unit.words);
  }

  // --- one statement ---------------------------------------------------------------------------

  Statement made(const Candidate& candidate, std::uint32_t u) {
    const Unit& unit = text_.units[u];
    Statement out;
    fill_content(candidate.content, out);
    if (!candidate.cue.empty() && candidate.frame != Frame::colon) {
      out.cue = text_.span(candidate.cue);
      out.span = hull(out.span, *out.cue);
    }
    out.confidence = static_cast<float>(candidate.score);
    out.denied = candidate.kind == CueClass::deny && candidate.frame != Frame::infinitive &&
                 !candidate.negated;
    out.addressee = addressee_of(candidate, text_);
    out.channel = channel_of(candidate, text_, unit);
    out.said_on = said_on(candidate, text_, unit, so_far_.dates);
    if (candidate.subject) {
      out.speaker = speakers_.resolve(candidate.antecedent.value_or(*candidate.subject));
      if (candidate.antecedent) out.speaker->span = text_.span(*candidate.subject);
      if (out.speaker->span && out.speaker->span->field == out.span.field) {
        out.span = hull(out.span, *out.speaker->span);
      }
    }
    return out;
  }

  static Span hull(Span a, const Span& b) {
    if (a.field != b.field) return a;
    return {std::min(a.begin, b.begin), std::max(a.end, b.end), a.field};
  }

  void fill_content(const std::vector<Range>& parts, Statement& out) const {
    std::vector<Range> sorted = parts;
    std::sort(sorted.begin(), sorted.end(),
              [](const Range& a, const Range& b) { return a.first < b.first; });
    std::uint32_t letters = 0;
    std::uint32_t quoted = 0;
    bool first = true;
    for (Range part : sorted) {
      while (part.last > part.first + 1 && !text_.in_speech(part.last - 1) &&
             (text_.words[part.last - 1].mark == ',' || text_.words[part.last - 1].mark == '-')) {
        --part.last;
      }
      const Span span = text_.span(part);
      if (first || out.span.field == span.field) {
        out.span = first ? span : hull(out.span, span);
        out.content.push_back(span);
        first = false;
      }
      std::uint32_t last_quote = kNoQuote;
      for (std::uint32_t i = part.first; i < part.last; ++i) {
        const Word& word = text_.words[i];
        if (word.letter) letters += word.span.size();
        if (word.quote == kNoQuote) continue;
        if (word.letter) quoted += word.span.size();
        if (word.quote == last_quote) continue;
        last_quote = word.quote;
        const Span inner = text_.quotes[word.quote].quote.inner;
        if (!inner.empty() && span.contains(inner)) out.quotes.push_back(inner);
      }
    }
    const double share = letters == 0 ? 0 : static_cast<double>(quoted) / letters;
    out.kind = share >= kDirectShare ? StatementKind::direct
               : share > 0           ? StatementKind::mixed
                                     : StatementKind::indirect;
  }

  void add(const Candidate& candidate, std::uint32_t u) {
    Statement statement = made(candidate, u);
    if (candidate.content.empty()) {  // "He said:" before a paragraph of quotation
      pending_ = std::move(statement);
      pending_unit_ = u;
      return;
    }
    std::uint32_t end = 0;
    for (const Range& part : candidate.content) end = std::max(end, part.last);
    const bool denied = statement.denied;
    const std::string by = statement.speaker ? statement.speaker->name : std::string();
    out_.push_back(std::move(statement));
    if (!candidate.nested) remember(u, end, candidate.quoted);
    if (by.empty() || candidate.content.size() != 1) return;
    if (denied) {
      disputed(candidate, by, u);
    } else if (candidate.frame == Frame::clause && !candidate.nested && !candidate.quoted) {
      told_inside(candidate, by, u);
    }
  }

  /// A newspaper as written, without its article: "the Osk Courier" is "Osk Courier".
  std::string as_named(Range words) const {
    if (words.last > words.first + 1 && text_.words[words.first].is(kDeterminer)) ++words.first;
    return std::string(text_.analysis->text(text_.span(words)));
  }

  /// "N reports that Y told Z …": what Y told Z, as N reports it.
  void told_inside(const Candidate& outer, const std::string& by, std::uint32_t u) {
    Range whole = outer.content.front();
    if (whole.first < whole.last && text_.words[whole.first].lower == "that") ++whole.first;
    const auto claim = told_claim(text_, text_.units[u], whole);
    if (!claim || !claim->addressee) return;
    Statement out;
    fill_content({claim->content}, out);
    if (out.content.empty()) return;
    Speakers aside = speakers_;
    out.speaker = aside.resolve(*claim->speaker);
    out.span = hull(out.span, text_.span(*claim->speaker));
    out.addressee = std::string(text_.analysis->text(text_.span(*claim->addressee)));
    out.reported_by = by;
    out.confidence = kToldConfidence * static_cast<float>(outer.score);
    chained_.push_back(text_.span(claim->whole));
    out_.push_back(std::move(out));
  }

  /// "X disputed a report in N that Y told Z …": what Y told Z, with its chain.
  void disputed(const Candidate& denial, const std::string& by, std::uint32_t u) {
    const auto claim = disputed_claim(text_, text_.units[u], denial.content.front());
    if (!claim) return;
    Statement out;
    fill_content({claim->content}, out);
    if (out.content.empty()) return;
    const Range speaker = claim->speaker.value_or(claim->reporter.value_or(Range{}));
    if (speaker.empty()) return;
    // Words that tell where the claim stands are no one's last word: "he" stays who it was.
    Speakers aside = speakers_;
    out.speaker = aside.resolve(speaker);
    out.span = hull(out.span, text_.span(speaker));
    if (claim->reporter && claim->speaker) {
      out.reported_by = as_named(*claim->reporter);
    }
    if (claim->addressee) {
      out.addressee = std::string(text_.analysis->text(text_.span(*claim->addressee)));
    }
    out.disputed_by = by;
    out.confidence = kClaimConfidence * static_cast<float>(denial.score);
    chained_.push_back(text_.span(claim->whole));
    // An inner statement found by its own cue gives way: this one has the whole chain.
    out_.push_back(std::move(out));
  }

  void drop_inside_chains(std::size_t first) {
    if (chained_.empty()) return;
    for (std::size_t i = out_.size(); i-- > first;) {
      if (!out_[i].cue || out_[i].disputed_by || out_[i].reported_by) continue;
      const bool inside = std::any_of(chained_.begin(), chained_.end(), [&](const Span& whole) {
        return whole.contains(*out_[i].cue);
      });
      if (!inside) continue;
      out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(i));
      if (open_ && open_->statement == i) open_.reset();
      if (open_ && open_->statement > i) --open_->statement;
    }
  }

  /// What is said inside what another says is reported by that other, or disputed.
  void chain(std::size_t first) {
    for (std::size_t i = first; i < out_.size(); ++i) {
      if (!out_[i].cue) continue;
      const Statement* outer = nullptr;
      for (std::size_t k = first; k < out_.size(); ++k) {
        if (k == i || !out_[k].speaker || out_[k].content == out_[i].content) continue;
        const bool inside =
            std::any_of(out_[k].content.begin(), out_[k].content.end(),
                        [&](const Span& part) { return part.contains(*out_[i].cue); });
        if (inside && (outer == nullptr || out_[k].span.size() < outer->span.size()))
          outer = &out_[k];
      }
      if (outer == nullptr) continue;
      (outer->denied ? out_[i].disputed_by : out_[i].reported_by) = outer->speaker->name;
    }
  }

  void remember(std::uint32_t u, std::uint32_t end, bool quotation) {
    const bool ends_in_quote = quotation && end > 0 && text_.in_speech(end - 1);
    const bool continues =
        ends_in_quote && text_.quotes[text_.words[end - 1].quote].quote.continues;
    const bool any = quotation && (ends_in_quote || out_.back().kind != StatementKind::indirect);
    open_ = Open{out_.size() - 1, u, end, any, continues};
  }

  // --- quotations without a cue ----------------------------------------------------------------

  bool only_quotes(const Unit& unit) const {
    bool any = false;
    for (std::uint32_t i = unit.words.first; i < unit.words.last; ++i) {
      if (text_.in_speech(i)) {
        any = true;
      } else if (text_.words[i].letter) {
        return false;
      }
    }
    return any;
  }

  /// Adds the words of `range` to what open_'s statement says.
  void extend(Range range, std::uint32_t u) {
    Statement& statement = out_[open_->statement];
    Statement more;
    fill_content({range}, more);
    if (more.content.empty() || more.span.field != statement.span.field) return;
    statement.content.insert(statement.content.end(), more.content.begin(), more.content.end());
    statement.quotes.insert(statement.quotes.end(), more.quotes.begin(), more.quotes.end());
    statement.span = hull(statement.span, more.span);
    open_->unit = u;
    open_->end = range.last;
    open_->quotation = true;
    open_->continues = text_.in_speech(range.last - 1) &&
                       text_.quotes[text_.words[range.last - 1].quote].quote.continues;
  }

  /// A unit that is nothing but quotation: whose is it?
  void free_quotation(std::uint32_t u) {
    const Unit& unit = text_.units[u];
    if (pending_ && pending_unit_ + 1 == u) {
      Statement statement = *pending_;
      const std::optional<Span> cue = statement.cue;
      statement.content.clear();
      statement.quotes.clear();
      fill_content({unit.words}, statement);
      if (cue) statement.span = hull(statement.span, *cue);
      if (statement.speaker && statement.speaker->span) {
        statement.span = hull(statement.span, *statement.speaker->span);
      }
      statement.confidence = std::max(statement.confidence, 0.8F);
      out_.push_back(std::move(statement));
      remember(u, unit.words.last, true);
      pending_.reset();
      return;
    }
    const bool next = open_ && open_->quotation && open_->unit + 1 == u;
    if (next && (open_->continues || text_.units[open_->unit].paragraph == unit.paragraph)) {
      extend(unit.words, u);
      return;
    }
    Statement statement;
    fill_content({unit.words}, statement);
    if (statement.content.empty()) return;
    const auto told = subject_before(u);
    if (words_in(unit.words) < (told ? kMinToldQuote : kMinFreeQuote)) return;
    statement.confidence = 0.4F;
    if (const auto signer = signature_after(u)) {
      statement.speaker = speakers_.resolve(*signer);
      if (statement.speaker->span) statement.span = hull(statement.span, *statement.speaker->span);
      statement.confidence = 0.8F;
    } else if (next) {
      statement.speaker = speakers_.last();
      statement.confidence = 0.6F;
    } else if (told) {
      Speakers aside = speakers_;
      statement.speaker = aside.resolve(*told);
      statement.speaker->span.reset();
      statement.confidence = 0.6F;
    }
    out_.push_back(std::move(statement));
    remember(u, unit.words.last, true);
  }

  /// "Brandt shakes her head. “Not in my lifetime.”": the subject of the sentence before, where it
  /// stands in the same paragraph and is a name or "he".
  std::optional<Range> subject_before(std::uint32_t u) const {
    if (u == 0 || text_.units[u].title) return std::nullopt;
    const Unit& before = text_.units[u - 1];
    if (before.title || before.paragraph != text_.units[u].paragraph) return std::nullopt;
    const auto subject = first_subject(text_, before);
    if (!subject || subject->first != before.words.first) return std::nullopt;
    const Word& first = text_.words[subject->first];
    const bool pronoun = first.lower == "he" || first.lower == "she";
    const bool name = first.upper && text_.words[subject->last - 1].upos == Upos::propn;
    return pronoun || name ? subject : std::nullopt;
  }

  /// The next line is "— Ida Brandt": the name in it.
  std::optional<Range> signature_after(std::uint32_t u) const {
    if (u + 1 >= text_.units.size()) return std::nullopt;
    const Range next = text_.units[u + 1].words;
    constexpr std::uint32_t kMaxSignature = 12;
    if (next.last - next.first < 2 || next.last - next.first > kMaxSignature) return std::nullopt;
    if (text_.words[next.first].mark != '-' || !text_.words[next.first + 1].upper) {
      return std::nullopt;
    }
    std::uint32_t last = next.first + 1;
    while (last < next.last && text_.words[last].mark == 0) ++last;
    return Range{next.first + 1, last};
  }

  /// "“A.” “B,” he said.": quotations without cue right before this unit belong to its first
  /// statement if that one begins with a quotation, in the same paragraph.
  void join_leading_quotes(const std::vector<Candidate>& found, const std::optional<Open>& before,
                           std::uint32_t u) {
    if (!before || found.empty() || before->unit + 1 != u || !before->quotation) return;
    Statement& first = out_[before->statement];
    if (first.cue || text_.units[before->unit].paragraph != text_.units[u].paragraph) {
      if (!before->continues) return;
      if (first.cue) return;
    }
    const std::size_t at = before->statement + 1;
    if (at >= out_.size()) return;
    Statement& own = out_[at];
    if (own.kind == StatementKind::indirect || own.content.empty() ||
        own.content.front().begin != text_.words[text_.units[u].words.first].span.begin) {
      return;
    }
    own.content.insert(own.content.begin(), first.content.begin(), first.content.end());
    own.quotes.insert(own.quotes.begin(), first.quotes.begin(), first.quotes.end());
    own.span = hull(own.span, first.span);
    out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(before->statement));
    if (open_ && open_->statement >= at) --open_->statement;
  }

  std::uint32_t words_in(Range range) const {
    std::uint32_t count = 0;
    for (std::uint32_t i = range.first; i < range.last; ++i) count += text_.words[i].letter ? 1 : 0;
    return count;
  }

  /// Quotations of the unit that no candidate covers: by the unit's subject, with less confidence.
  void uncovered_quotes(const std::vector<Candidate>& found, std::uint32_t u) {
    const Unit& unit = text_.units[u];
    if (unit.title) return;
    for (std::uint32_t i = unit.words.first; i < unit.words.last; ++i) {
      if (!text_.in_speech(i)) continue;
      const Range quote = text_.quotes[text_.words[i].quote].words;
      const bool covered = std::any_of(found.begin(), found.end(), [&](const Candidate& candidate) {
        return std::any_of(candidate.content.begin(), candidate.content.end(),
                           [&](const Range& part) { return part.first <= i && i < part.last; });
      });
      if (!covered && words_in(quote) >= kMinFreeQuote) loose(found, quote, u);
      i = quote.last - 1;
    }
  }

  void loose(const std::vector<Candidate>& found, Range quote, std::uint32_t u) {
    const Unit& unit = text_.units[u];
    const bool leads = quote.first == unit.words.first;
    const bool goes_on = leads && open_ && open_->quotation && open_->unit + 1 == u;
    Candidate candidate;
    candidate.frame = Frame::quotation;
    candidate.cue = {quote.first, quote.first};
    candidate.content = {{quote.first, std::min(quote.last, unit.words.last)}};
    candidate.head = quote.first;
    candidate.score = 0.5;
    for (const Candidate& other : found) {
      if (other.subject) candidate.subject = other.subject;
    }
    if (!candidate.subject && !goes_on) {
      candidate.subject = first_subject(text_, unit);
      candidate.score = 0.4;
    }
    Statement statement = made(candidate, u);
    if (!statement.speaker) statement.speaker = speakers_.last();
    out_.push_back(std::move(statement));
    remember(u, quote.last, true);
  }

  const StatementResources& resources_;
  const Annotations& so_far_;
  const Words& text_;
  Speakers speakers_;
  std::vector<Statement> out_;
  std::vector<Span> chained_;  ///< of the unit: claims inside denials
  std::optional<Open> open_;
  std::optional<Statement> pending_;
  std::uint32_t pending_unit_ = 0;
};

}  // namespace

std::vector<Statement> statements(const Words& text, const Annotations& so_far,
                                  const StatementResources& resources) {
  const Analysis& analysis = *text.analysis;
  if (analysis.article == nullptr || analysis.tokens.empty()) return {};
  if (analysis.language != "en") return simple_statements(text, so_far, resources);
  return Builder(text, so_far, resources).all();
}

}  // namespace newsloom::annotate
