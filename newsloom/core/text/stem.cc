#include "newsloom/core/text/stem.h"

#include <libstemmer.h>

namespace newsloom {
namespace {

constexpr std::size_t kMaxStemBytes = 64;  // longer words are no words of a language

}  // namespace

void Stemmer::Closer::operator()(void* handle) const {
  sb_stemmer_delete(static_cast<sb_stemmer*>(handle));
}

Stemmer::Stemmer(std::string_view language)
    : handle_(sb_stemmer_new(primary_language(language).c_str(), "UTF_8")) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view folded) const {
  if (!handle_ || folded.size() > kMaxStemBytes) return std::string(folded);
  auto* stemmer = static_cast<sb_stemmer*>(handle_.get());
  const auto* in = reinterpret_cast<const sb_symbol*>(folded.data());
  const sb_symbol* out = sb_stemmer_stem(stemmer, in, static_cast<int>(folded.size()));
  if (out == nullptr) return std::string(folded);
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

std::string primary_language(std::string_view language) {
  std::string out;
  for (const char c : language) {
    if (c == '-' || c == '_' || out.size() >= 8) break;
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return out;
}

}  // namespace newsloom
