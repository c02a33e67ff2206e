#pragma once
// Reads CoNLL-U (https://universaldependencies.org/format.html): words, tags, heads, relations.

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

namespace newsloom::training {

struct Row {
  std::string form;
  std::string upos;
  std::string xpos;
  std::uint32_t head = 0;  ///< 1-based; 0 is the root
  std::string deprel;
};
using Rows = std::vector<Row>;  // of one sentence

inline std::vector<Rows> read_conllu(const std::string& path) {
  std::vector<Rows> sentences;
  std::ifstream in(path);
  Rows rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) {
      if (!rows.empty()) sentences.push_back(std::move(rows));
      rows.clear();
      continue;
    }
    if (line[0] == '#') continue;
    std::vector<std::string> field;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      field.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    if (field.size() < 8 || field[0].find_first_of("-.") != std::string::npos) continue;
    rows.push_back({field[1], field[3], field[4],
                    static_cast<std::uint32_t>(std::stoul("0" + field[6])), field[7]});
  }
  if (!rows.empty()) sentences.push_back(std::move(rows));
  return sentences;
}

}  // namespace newsloom::training
