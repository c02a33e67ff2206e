#include "newsloom/stages/cluster/params.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "newsloom/core/capture.h"

namespace newsloom::cluster {
namespace {

constexpr std::string_view kWeightsFile = "cluster/weights.tsv";
constexpr std::string_view kConceptsFile = "cluster/concepts.tsv";
constexpr std::string_view kCountsFile = "cluster/counts.tsv";

std::string_view take_line(std::string_view& file) {
  const std::string_view line = file.substr(0, file.find('\n'));
  file.remove_prefix(std::min(file.size(), line.size() + 1));
  return line;
}

std::string_view take_field(std::string_view& line) {
  const std::string_view field = line.substr(0, line.find('\t'));
  line.remove_prefix(std::min(line.size(), field.size() + 1));
  return field;
}

std::optional<float> number_of(std::string_view text) {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

Result<void> read_weights(std::string_view file, Params::Values& values) {
  const std::array<std::pair<std::string_view, float*>, 9> settings = {
      {{"join", &values.join},
       {"merge", &values.merge},
       {"prior", &values.prior},
       {"half_life", &values.half_life},
       {"repeat", &values.repeat},
       {"found", &values.found},
       {"start", &values.start},
       {"lean", &values.lean},
       {"split", &values.split}}};
  while (!file.empty()) {
    std::string_view line = take_line(file);
    if (line.empty() || line.front() == '#') continue;
    const std::string_view name = take_field(line);
    const auto value = number_of(take_field(line));
    float* target = nullptr;
    for (std::size_t i = 0; i < kFeatures; ++i) {
      if (kFeatureNames.at(i) == name) target = &values.story.at(i);
    }
    for (std::size_t i = 0; i < kPairFeatures; ++i) {
      if (name.starts_with("same/") && name.substr(5) == kPairNamesOfFeatures.at(i)) {
        target = &values.same.at(i);
      }
      if (name.starts_with("cross/") && name.substr(6) == kPairNamesOfFeatures.at(i)) {
        target = &values.cross.at(i);
      }
    }
    for (const auto& [setting, place] : settings) {
      if (setting == name) target = place;
    }
    if (target == nullptr || !value) {
      return fail(Errc::corrupt, "not a weight: " + std::string(name), std::string(kWeightsFile));
    }
    *target = *value;
  }
  return {};
}

// Lines "kind<TAB>term<TAB>articles", kind "w" for a stem and "n" for a name; the first line
// "documents<TAB>n".
Result<void> read_counts(std::string_view file, Params::Values& values) {
  while (!file.empty()) {
    std::string_view line = take_line(file);
    if (line.empty() || line.front() == '#') continue;
    const std::string_view kind = take_field(line);
    const std::string_view term = take_field(line);
    if (kind == "documents") {
      values.documents = number_of(term).value_or(0);
      continue;
    }
    const auto count = number_of(take_field(line));
    if (!count || (kind != "w" && kind != "n")) {
      return fail(Errc::corrupt, "not a count: " + std::string(term), std::string(kCountsFile));
    }
    const TermKind of = kind == "w" ? TermKind::word : TermKind::name;
    values.counts[term_key(hash_of_word(term), of)] = *count;
    if (kind == "w") {
      float& sum = values.prefix_counts[hash_of_word(term.substr(0, kPrefix))];
      sum = std::min(values.documents, sum + *count);
    }
  }
  return {};
}

}  // namespace

Result<Params> Params::load(const DataSource& data) {
  auto values = std::make_shared<Values>();
  const auto weights = data(kWeightsFile);
  const auto stop_words = data(kStopWordsFile);
  const auto counts = data(kCountsFile);
  const auto concepts = data(kConceptsFile);
  if (!weights || !stop_words || !counts || !concepts) {
    return fail(Errc::not_found, "a file of data/cluster is missing");
  }
  NL_TRY_VOID(read_weights(*weights, *values));
  values->stop_words = read_stop_words(*stop_words);
  NL_TRY(values->concepts, Concepts::read(*concepts));
  NL_TRY_VOID(read_counts(*counts, *values));
  Params params;
  params.values_ = std::move(values);
  std::string hashes;
  for (const auto& file : {weights, stop_words, counts, concepts}) hashes += sha256_hex(*file);
  params.identity_ = sha256_hex(hashes);
  return params;
}

Params Params::of(std::shared_ptr<const Values> values) {
  Params params;
  params.values_ = std::move(values);
  return params;
}

float probability(const Features& weights, const Features& features) {
  float sum = 0;
  for (std::size_t i = 0; i < kFeatures; ++i) sum += weights.at(i) * features.at(i);
  return 1.0F / (1.0F + std::exp(-sum));
}

}  // namespace newsloom::cluster
