#pragma once
// Addresses: taken apart, put together, resolved against a base. Texts are kept as written.
// Source: RFC 3986, sections 3, 5.2 and 5.3.

#include <optional>
#include <string>
#include <string_view>

namespace newsloom {

/// Parts of an address, without their delimiters. `has_…` tells an empty part from none.
struct UrlParts {
  std::string scheme;  ///< lower case
  bool has_authority = false;
  std::string user;  ///< "name:password"
  std::string host;  ///< as written; an IPv6 address with its brackets
  std::string port;
  std::string path;
  bool has_query = false;
  std::string query;
  bool has_fragment = false;
  std::string fragment;

  friend bool operator==(const UrlParts&, const UrlParts&) = default;
};

/// Never fails: what is no delimiter is part of the path. White space at the ends and line ends
/// anywhere are left out, as browsers do.
[[nodiscard]] UrlParts url_parts(std::string_view url);

[[nodiscard]] std::string to_string(const UrlParts& parts);

/// `reference` as an absolute address. Without a usable base, or if it is absolute already, as it
/// is (white space cut).
[[nodiscard]] std::string resolved_url(std::string_view base, std::string_view reference);

/// One written form for equal texts: letters, digits and "-._~" have no escape, all others that
/// were escaped, control characters, bytes from 0x80 and those in `must` have an upper-case one.
/// Source: RFC 3986, 6.2.2.
[[nodiscard]] std::string with_one_escape(std::string_view text, std::string_view must = {});

/// "." and ".." taken out. Source: RFC 3986, 5.2.4. Linear.
[[nodiscard]] std::string without_dot_segments(std::string_view path);

/// Lower-case host in ASCII (punycode for other letters; UTS 46), or nothing where it is invalid.
[[nodiscard]] std::optional<std::string> ascii_host(std::string_view host);

/// True for http and https, any case.
[[nodiscard]] bool is_web_url(std::string_view url);

}  // namespace newsloom
