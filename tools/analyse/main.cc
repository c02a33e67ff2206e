// nl_analyse [MODE [LANGUAGE]]: shows what the first step of annotate sees. Reads one text from
// standard input (paragraphs split by empty lines), prints a sentence a line, its tokens split by
// blanks; with --names the names, their roles and forms; with --text the sentences as they stand.
// With --conllu one token a line with tag, head, relation.

#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "data/embedded.h"
#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/stages/annotate/parser.h"

int main(int argc, char** argv) {
  using namespace newsloom;
  const std::string mode = argc > 1 ? argv[1] : "";
  const auto resources = annotate::Resources::load(embedded_data());
  if (!resources) {
    std::fprintf(stderr, "%s\n", message(resources.error()).c_str());
    return 4;
  }
  Article article;
  article.text.assign(std::istreambuf_iterator<char>(std::cin), {});
  if (argc > 2) article.language = argv[2];
  const annotate::Analysis analysis = annotate::analyse(article, resources->parts());
  if (mode == "--names") {
    for (const Name& name : annotate::names(analysis, resources->parts().names)) {
      std::cout << name.id << '\t' << name_of(name.type) << '\t' << name.name << "\t["
                << name.role.value_or("") << "]\t";
      for (const Span& span : name.mentions) std::cout << analysis.text(span) << " | ";
      std::cout << '\n';
    }
    return 0;
  }
  for (const annotate::Sentence& sentence : analysis.sentences) {
    if (mode == "--text") {
      std::cout << analysis.text(sentence.span) << '\n';
      continue;
    }
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const annotate::Token& token = analysis.tokens[i];
      if (mode != "--conllu") {
        std::cout << analysis.text(token.span) << (i + 1 < sentence.last ? ' ' : '\n');
        continue;
      }
      const bool root = token.head == annotate::kNoHead;
      std::cout << i - sentence.first + 1 << '\t' << analysis.text(token.span) << "\t_\t"
                << annotate::name_of(token.upos) << "\t_\t_\t"
                << (root ? 0 : token.head - sentence.first + 1) << '\t'
                << annotate::name_of(token.deprel) << "\t_\t_\n";
    }
    if (mode == "--conllu") std::cout << '\n';
  }
  return 0;
}
