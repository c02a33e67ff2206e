#include "sets.h"

#include <unicode/uchar.h>
#include <zlib.h>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "newsloom/core/text/encoding.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/extract/headline.h"

namespace newsloom::train {
namespace {

using nlohmann::json;

std::string read_file(const std::string& path) {
  std::string out;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return out;
  char buffer[1 << 16];
  for (int n = gzread(file, buffer, sizeof buffer); n > 0;
       n = gzread(file, buffer, sizeof buffer)) {
    out.append(buffer, static_cast<std::size_t>(n));
  }
  gzclose(file);
  return out;
}

std::vector<json> read_lines(const std::string& path) {
  std::vector<json> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    json row = json::parse(line, nullptr, false);
    if (row.is_object()) rows.push_back(std::move(row));
  }
  return rows;
}

std::string text_field(const json& row, const char* name) {
  const auto found = row.find(name);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> list_field(const json& row, const char* name) {
  std::vector<std::string> out;
  const auto found = row.find(name);
  if (found == row.end() || !found->is_array()) return out;
  for (const json& item : *found) out.push_back(item.get<std::string>());
  return out;
}

// "www.news.example.com" → "example.com"; enough for folds.
std::string site_of(std::string url) {
  if (const auto at = url.find("://"); at != std::string::npos) url = url.substr(at + 3);
  url = url.substr(0, url.find_first_of("/:?"));
  std::size_t dot = url.rfind('.');
  for (int i = 0; i < 2 && dot != std::string::npos && dot > 0; ++i) {
    const std::size_t before = url.rfind('.', dot - 1);
    if (before == std::string::npos) return url;
    if (i == 0 && dot - before - 1 > 3) return url.substr(before + 1);
    dot = before;
  }
  return dot == std::string::npos ? url : url.substr(dot + 1);
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t count) {
  std::string out;
  for (std::size_t i = from; i < from + count && i < words.size(); ++i) {
    out += words[i];
    out += ' ';
  }
  return out;
}

// How often each run of 1 to 4 words stands in the gold.
struct Gold {
  std::unordered_map<std::string, int> runs;
  std::size_t words = 0;
};

Gold gold_of(const std::string& text) {
  Gold gold;
  const std::vector<std::string> words = words_of(text);
  gold.words = words.size();
  for (std::size_t n = 1; n <= 4; ++n) {
    for (std::size_t i = 0; i + n <= words.size(); ++i) ++gold.runs[joined(words, i, n)];
  }
  return gold;
}

double share_in(const Gold& gold, const std::vector<std::string>& words) {
  if (words.empty()) return 0;
  const std::size_t n = std::min<std::size_t>(4, words.size());
  std::size_t found = 0;
  for (std::size_t i = 0; i + n <= words.size(); ++i) {
    found += gold.runs.count(joined(words, i, n));
  }
  return static_cast<double>(found) / static_cast<double>(words.size() - n + 1);
}

// Blocks whose runs stand in the gold are body. Of copies, and of short ones that may stand in the
// gold by chance, only those near long body blocks.
void label_by_text(Example& example) {
  const std::size_t count = example.page.blocks.size();
  std::vector<double> shares(count, 0);
  std::vector<std::size_t> sizes(count, 0);
  double best_total = -1;
  std::size_t gold_words = 0;
  for (const std::string& text : example.texts) {
    const Gold gold = gold_of(text);
    std::vector<double> now(count, 0);
    double total = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto words = words_of(example.page.text_of(example.page.blocks[i]));
      sizes[i] = words.size();
      now[i] = share_in(gold, words);
      if (words.size() >= 4) total += now[i] * static_cast<double>(words.size());
    }
    if (total > best_total) {
      best_total = total;
      shares = now;
      gold_words = gold.words;
    }
  }
  std::vector<bool> strong(count, false);
  for (std::size_t i = 0; i < count; ++i) strong[i] = sizes[i] >= 12 && shares[i] >= 0.6;
  // Distance to the nearest strong block: chooses among copies.
  std::vector<int> near(count, 1000);
  int since = 1000;
  for (std::size_t i = 0; i < count; ++i) {
    near[i] = since;
    since = strong[i] ? 0 : since + 1;
  }
  since = 1000;
  for (std::size_t i = count; i > 0; --i) {
    near[i - 1] = std::min(near[i - 1], since);
    since = strong[i - 1] ? 0 : since + 1;
  }
  std::unordered_map<std::string_view, std::size_t> taken;
  for (std::size_t i = 0; i < count; ++i) {
    example.weights[i] =
        (static_cast<float>(sizes[i]) + 2.0F) / (static_cast<float>(gold_words) + 60.0F) * 100.0F;
    example.weights[i] = std::min(example.weights[i], 60.0F);
    if (shares[i] < (sizes[i] < 4 ? 1.0 : 0.5)) continue;
    if (sizes[i] < 4 && near[i] > 3) continue;
    const auto [place, is_new] = taken.emplace(example.page.text_of(example.page.blocks[i]), i);
    if (!is_new && sizes[i] >= 3) {
      if (near[i] >= near[place->second]) continue;
      example.labels[place->second] = 0;
      place->second = i;
    }
    example.labels[i] = 1;
  }
}

std::string squeezed_words(std::string_view text) {
  const auto words = words_of(text);
  return joined(words, 0, words.size());
}

// Only blocks that hold a named segment are known.
void label_by_segments(Example& example) {
  std::vector<std::string> with;
  std::vector<std::string> without;
  for (const auto& segment : example.with) with.push_back(squeezed_words(segment));
  for (const auto& segment : example.without) without.push_back(squeezed_words(segment));
  for (std::size_t i = 0; i < example.page.blocks.size(); ++i) {
    const std::string words = squeezed_words(example.page.text_of(example.page.blocks[i]));
    const auto holds = [&](const std::string& segment) {
      return !segment.empty() && words.find(segment) != std::string::npos;
    };
    const bool in = std::any_of(with.begin(), with.end(), holds);
    const bool out = std::any_of(without.begin(), without.end(), holds);
    if (in == out) continue;
    example.labels[i] = in ? 1 : 0;
    example.weights[i] = 5.0F;
  }
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const auto value = static_cast<UChar32>(c.value);
    const bool in = c.value < 0x80
                        ? (std::isalnum(static_cast<int>(c.value)) != 0 || c.value == '_')
                        : u_isalnum(value) != 0;
    if (in) {
      word.append(text, at, c.next - at);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
    at = c.next;
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

Runs runs_of(std::string_view text) {
  Runs runs;
  const std::vector<std::string> words = words_of(text);
  if (words.empty()) return runs;
  const std::size_t n = std::min<std::size_t>(4, words.size());
  for (std::size_t i = 0; i + n <= words.size(); ++i) ++runs[joined(words, i, n)];
  return runs;
}

std::vector<Example> read_set(const std::string& folder, const Tools& tools) {
  std::unordered_map<std::string, json> gold;
  for (json& row : read_lines(folder + "/gold.jsonl")) {
    const std::string id = text_field(row, "id");
    gold[id] = std::move(row);
  }
  std::vector<Example> out;
  std::string name = folder.substr(folder.find_last_of('/') + 1);
  for (const json& capture : read_lines(folder + "/captures.jsonl")) {
    const auto row = gold.find(text_field(capture, "id"));
    if (row == gold.end()) continue;
    Example example;
    example.set = name;
    example.id = row->first;
    const std::string url = text_field(capture, "url");
    example.site = url.empty() ? example.id : site_of(url);
    for (const char* field : {"text", "text_alt"}) {
      if (std::string text = text_field(row->second, field); !text.empty()) {
        example.texts.push_back(std::move(text));
      }
    }
    example.with = list_field(row->second, "with");
    example.without = list_field(row->second, "without");
    const std::string bytes = read_file(folder + "/" + text_field(capture, "path"));
    auto document = html::parse(to_utf8(bytes, "", true).utf8);
    if (!document) {
      std::fprintf(stderr, "%s: cannot be parsed\n", example.id.c_str());
      continue;
    }
    example.facts = extract::facts_of(*document, url);
    example.page = extract::cut(std::move(*document), tools.cues);
    const std::string headline = extract::hinted_headline(example.facts);
    example.table = extract::features_of(example.page, extract::hints_of(example.facts, headline),
                                         tools.cues, tools.words);
    example.labels.assign(example.page.blocks.size(), 0);
    example.weights.assign(example.page.blocks.size(), 0);
    if (example.texts.empty()) {
      label_by_segments(example);
    } else {
      label_by_text(example);
    }
    out.push_back(std::move(example));
  }
  return out;
}

}  // namespace newsloom::train
