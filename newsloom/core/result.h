#pragma once
// Result<T>: the one way a function of newsloom says that it could not do its work.
// This is the only header that includes <tl/expected.hpp> (GCC 12 has no std::expected).
// See docs/decisions/0002-result-no-exceptions.md.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace newsloom {

/// What kind of thing went wrong: for the caller to decide on, not for people to read.
enum class Errc {
  invalid_input,  ///< the bytes do not say what they claim to say
  unsupported,    ///< well-formed, but of a kind that is not handled
  too_large,      ///< over a named limit
  rejected,       ///< readable, but there is nothing here of the kind asked for
  not_found,      ///< no such id, file or row
  conflict,       ///< contradicts something already stored
  unavailable,    ///< a resource cannot be had just now: trying again may help
  corrupt,        ///< stored data is damaged
};

/// Lower-case name of a code, as printed in messages: "invalid_input".
[[nodiscard]] std::string_view name_of(Errc code);

/// True where the same call may succeed later.
[[nodiscard]] constexpr bool is_retryable(Errc code) { return code == Errc::unavailable; }

struct Error {
  Errc code = Errc::invalid_input;
  std::string what;   ///< for people: what is wrong
  std::string where;  ///< input (file, url) and, where known, byte offset: "feeds.xml:1024"

  friend bool operator==(const Error&, const Error&) = default;
};

/// "where: what", or "what" where no place is known.
[[nodiscard]] std::string message(const Error& error);

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

[[nodiscard]] inline tl::unexpected<Error> fail(Errc code, std::string what,
                                                std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(what), std::move(where)});
}

}  // namespace newsloom

#define NL_CONCAT_(a, b) a##b
#define NL_CONCAT(a, b) NL_CONCAT_(a, b)
#define NL_TRY_(tmp, decl, expr)                                   \
  auto tmp = (expr);                                               \
  if (!tmp) return tl::unexpected<::newsloom::Error>(tmp.error()); \
  decl = std::move(*tmp)

/// NL_TRY(auto x, f()): x is the value of f(), or the function returns f()'s error.
#define NL_TRY(decl, expr) NL_TRY_(NL_CONCAT(nl_try_, __LINE__), decl, expr)

/// NL_TRY_VOID(f()): goes on where f() succeeded, or the function returns f()'s error.
#define NL_TRY_VOID(expr)                  \
  if (auto nl_result = (expr); !nl_result) \
  return tl::unexpected<::newsloom::Error>(nl_result.error())

/// A broken rule inside our own code is a bug: prints and aborts. Input never reaches it.
#define NL_CHECK(condition)                                                             \
  do {                                                                                  \
    if (!(condition)) {                                                                 \
      std::fprintf(stderr, "%s:%d: broken rule: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                     \
    }                                                                                   \
  } while (false)
