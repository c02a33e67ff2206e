#include "newsloom/stages/annotate/tagger.h"

#include <string>

namespace newsloom::annotate {
namespace {

constexpr std::string_view kFile = "annotate/tagger_en.model";
constexpr std::array<std::string_view, 17> kUpos = {
    "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

const WordInfo& word_at(const TaggerView& view, std::size_t i, int offset) {
  static constexpr WordInfo kOutside = {};
  const std::size_t at = i + static_cast<std::size_t>(offset);  // wraps below 0: past the end
  return at < view.size ? view.words[at] : kOutside;
}

}  // namespace

std::string_view name_of(Upos upos) { return kUpos.at(static_cast<std::size_t>(upos)); }

std::optional<Upos> upos_of(std::string_view name) {
  for (std::size_t i = 0; i < kUpos.size(); ++i) {
    if (kUpos[i] == name) return static_cast<Upos>(i);
  }
  return std::nullopt;
}

WordForm form_of(std::string_view tag) {
  struct Row {
    std::string_view tag;
    WordForm form;
  };
  constexpr std::array<Row, 16> kForms = {{{"VB", WordForm::base},
                                           {"VBD", WordForm::past},
                                           {"VBG", WordForm::gerund},
                                           {"VBN", WordForm::participle},
                                           {"VBP", WordForm::present},
                                           {"VBZ", WordForm::present_third},
                                           {"MD", WordForm::modal},
                                           {"NNS", WordForm::plural},
                                           {"NNPS", WordForm::plural},
                                           {"JJR", WordForm::comparative},
                                           {"RBR", WordForm::comparative},
                                           {"JJS", WordForm::superlative},
                                           {"RBS", WordForm::superlative},
                                           {"PRP$", WordForm::possessive},
                                           {"WP$", WordForm::possessive},
                                           {"POS", WordForm::possessive}}};
  for (const Row& row : kForms) {
    if (row.tag == tag) return row.form;
  }
  return WordForm::none;
}

Result<TaggerModel> tagger_of(LinearModel model) {
  TaggerModel out;
  for (const std::string& label : model.labels()) {
    const std::size_t blank = label.find(' ');
    const auto upos = upos_of(std::string_view(label).substr(0, blank));
    if (!upos || blank == std::string::npos) return fail(Errc::corrupt, "unknown tag " + label);
    out.upos.push_back(*upos);
    out.forms.push_back(form_of(std::string_view(label).substr(blank + 1)));
  }
  out.model = std::move(model);
  return out;
}

Result<TaggerModel> load_tagger(const DataSource& data) {
  const auto bytes = data(kFile);
  if (!bytes) return fail(Errc::not_found, "no such data file", std::string(kFile));
  NL_TRY(LinearModel model, LinearModel::parse(*bytes, kFile));
  return tagger_of(std::move(model));
}

std::size_t word_features(const TaggerView& view, std::size_t i, TaggerFeatures& out) {
  const WordInfo& w = view.words[i];
  const WordInfo& left = word_at(view, i, -1);
  const WordInfo& left2 = word_at(view, i, -2);
  const WordInfo& right = word_at(view, i, 1);
  const WordInfo& right2 = word_at(view, i, 2);
  std::size_t n = 0;
  std::uint32_t what = 1;
  const auto add = [&](std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0) {
    out[n++] = feature(what++, a, b, c);
  };
  add(0);
  add(w.form);
  add(w.lower);
  for (std::size_t k = 0; k < 4; ++k) add(w.suffix[k]);
  for (std::size_t k = 0; k < 4; ++k) add(w.prefix[k]);
  add(w.shape);
  add(w.shape, w.suffix[1]);
  add(w.capital ? 1U : 0U, i == 0 ? 1U : 0U, w.suffix[2]);
  add(w.all_capitals ? 1U : 0U, left.all_capitals || right.all_capitals ? 1U : 0U);
  add(left.lower);
  add(left.suffix[2]);
  add(left.shape, w.shape);
  add(left2.lower);
  add(right.lower);
  add(right.suffix[2]);
  add(right.suffix[1], w.suffix[1]);
  add(right.shape, w.shape);
  add(right2.lower);
  add(right2.suffix[2]);
  add(left.lower, w.lower);
  add(w.lower, right.lower);
  add(left.lower, right.lower);
  add(right.lower, right2.lower);
  add(left2.lower, left.lower);
  add(w.suffix[2], right.suffix[2], left.suffix[2]);
  add(w.lower, static_cast<std::uint32_t>(i == 0), static_cast<std::uint32_t>(i + 1 == view.size));
  return n;
}

std::size_t tag_features(const TaggerView& view, std::size_t i, std::array<std::uint32_t, 2> before,
                         std::size_t count, TaggerFeatures& out) {
  const WordInfo& w = view.words[i];
  const WordInfo& right = word_at(view, i, 1);
  const WordInfo& right2 = word_at(view, i, 2);
  const std::uint32_t t1 = before[0];
  const std::uint32_t t2 = before[1];
  std::uint32_t what = 100;
  const auto add = [&](std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0) {
    out[count++] = feature(what++, a, b, c);
  };
  add(t1);
  add(t2);
  add(t1, t2);
  add(t1, w.lower);
  add(t1, t2, w.lower);
  add(t1, w.suffix[2]);
  add(t1, w.suffix[1], w.shape);
  add(t1, right.lower);
  add(t1, right.suffix[2], w.suffix[2]);
  add(t1, right.lower, right2.lower);
  add(t1, t2, right.suffix[2]);
  return count;
}

void tag(Analysis& analysis, const TaggerModel& model) {
  TaggerFeatures keys;
  for (const Sentence& sentence : analysis.sentences) {
    const TaggerView view = {&analysis.words[sentence.first], sentence.last - sentence.first};
    std::array<std::uint32_t, 2> before = {kTaggerStart, kTaggerStart};
    for (std::size_t i = 0; i < view.size; ++i) {
      const std::size_t count = tag_features(view, i, before, word_features(view, i, keys), keys);
      const std::size_t best = model.model.best(keys.data(), count);
      Token& token = analysis.tokens[sentence.first + i];
      token.upos = model.upos[best];
      token.form = model.forms[best];
      token.fine_tag = static_cast<std::uint8_t>(best);
      before = {static_cast<std::uint32_t>(best), before[0]};
    }
  }
  analysis.has_tags = true;
}

}  // namespace newsloom::annotate
