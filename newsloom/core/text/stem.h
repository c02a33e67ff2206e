#pragma once
// Stems of words, so that the forms of one word compare equal: "elected", "elects" → "elect".

#include <memory>
#include <string>
#include <string_view>

namespace newsloom {

/// The Snowball stemmer of one language. Not for several threads at once; moving is cheap.
/// Source: M. Porter, Snowball; libstemmer.
class Stemmer {
 public:
  /// `language`: BCP 47; only its first part counts. A language without stemmer gives back words.
  explicit Stemmer(std::string_view language);
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  /// The stem of a folded word (lower case, UTF-8).
  [[nodiscard]] std::string stem(std::string_view folded) const;

 private:
  struct Closer {
    void operator()(void* handle) const;
  };
  std::unique_ptr<void, Closer> handle_;
};

/// "en-GB", "EN_us" → "en".
[[nodiscard]] std::string primary_language(std::string_view language);

}  // namespace newsloom
