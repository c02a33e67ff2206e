#include "newsloom/core/url.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <algorithm>
#include <memory>
#include <vector>

namespace newsloom {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool is_unreserved(char c) {
  return is_alpha(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

int hex_digit(char c) {
  const char l = lower(c);
  if (l >= '0' && l <= '9') return l - '0';
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

bool is_scheme_part(char c) {
  return is_alpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

std::string cleaned(std::string_view url) {
  const auto is_white = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!url.empty() && is_white(url.front())) url.remove_prefix(1);
  while (!url.empty() && is_white(url.back())) url.remove_suffix(1);
  std::string out;
  out.reserve(url.size());
  for (const char c : url) {
    if (c != '\n' && c != '\r' && c != '\t') out.push_back(c);
  }
  return out;
}

std::size_t scheme_end(std::string_view url) {
  if (url.empty() || !is_alpha(url[0])) return std::string_view::npos;
  std::size_t end = 1;
  while (end < url.size() && is_scheme_part(url[end])) ++end;
  return end < url.size() && url[end] == ':' ? end : std::string_view::npos;
}

void read_authority(std::string_view authority, UrlParts& parts) {
  parts.has_authority = true;
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    parts.user = authority.substr(0, at);
    authority.remove_prefix(at + 1);
  }
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.rfind(':');
  const bool has_port =
      colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  parts.host = authority.substr(0, has_port ? colon : authority.size());
  if (has_port) parts.port = authority.substr(colon + 1);
}

}  // namespace

UrlParts url_parts(std::string_view url) {
  const std::string clean = cleaned(url);
  std::string_view rest = clean;
  UrlParts parts;
  if (const std::size_t end = scheme_end(rest); end != std::string_view::npos) {
    parts.scheme = rest.substr(0, end);
    std::transform(parts.scheme.begin(), parts.scheme.end(), parts.scheme.begin(), lower);
    rest.remove_prefix(end + 1);
  }
  if (const std::size_t hash = rest.find('#'); hash != std::string_view::npos) {
    parts.has_fragment = true;
    parts.fragment = rest.substr(hash + 1);
    rest = rest.substr(0, hash);
  }
  if (const std::size_t mark = rest.find('?'); mark != std::string_view::npos) {
    parts.has_query = true;
    parts.query = rest.substr(mark + 1);
    rest = rest.substr(0, mark);
  }
  if (rest.substr(0, 2) == "//") {
    rest.remove_prefix(2);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    read_authority(rest.substr(0, slash), parts);
    rest.remove_prefix(slash);
  }
  parts.path = rest;
  return parts;
}

std::string to_string(const UrlParts& parts) {
  std::string out;
  if (!parts.scheme.empty()) out += parts.scheme + ":";
  if (parts.has_authority) {
    out += "//";
    if (!parts.user.empty()) out += parts.user + "@";
    out += parts.host;
    if (!parts.port.empty()) out += ":" + parts.port;
  }
  out += parts.path;
  if (parts.has_query) out += "?" + parts.query;
  if (parts.has_fragment) out += "#" + parts.fragment;
  return out;
}

std::string with_one_escape(std::string_view text, std::string_view must) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    const int high = byte == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    const bool escaped = low >= 0;
    if (escaped) {
      byte = static_cast<unsigned char>(high * 16 + low);
      i += 2;
    }
    const char c = static_cast<char>(byte);
    if ((escaped && !is_unreserved(c)) || byte >= 0x80 || byte < 0x20 ||
        must.find(c) != std::string_view::npos) {
      out.push_back('%');
      out.push_back(kDigits[byte >> 4U]);
      out.push_back(kDigits[byte & 15U]);
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::string without_dot_segments(std::string_view path) {
  const bool rooted = !path.empty() && path.front() == '/';
  std::vector<std::string_view> kept;
  bool slash_at_end = false;
  for (std::size_t begin = rooted ? 1 : 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    const bool last = end == path.size();
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
      slash_at_end = last;
    } else if (segment == ".") {
      slash_at_end = last;
    } else {
      kept.push_back(segment);
      slash_at_end = false;
    }
    begin = end + 1;
  }
  std::string out = rooted ? "/" : "";
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i > 0) out.push_back('/');
    out.append(kept[i]);
  }
  if (slash_at_end && !kept.empty()) out.push_back('/');
  return out;
}

std::string resolved_url(std::string_view base, std::string_view reference) {
  UrlParts ref = url_parts(reference);
  const UrlParts from = url_parts(base);
  if (!ref.scheme.empty() || from.scheme.empty() || !from.has_authority) return cleaned(reference);
  ref.scheme = from.scheme;
  if (ref.has_authority) return to_string(ref);
  ref.has_authority = true;
  ref.user = from.user;
  ref.host = from.host;
  ref.port = from.port;
  if (ref.path.empty()) {
    ref.path = from.path;
    if (!ref.has_query) {
      ref.has_query = from.has_query;
      ref.query = from.query;
    }
  } else if (ref.path.front() == '/') {
    ref.path = without_dot_segments(ref.path);
  } else {
    const std::size_t slash = from.path.rfind('/');
    const std::string folder = slash == std::string::npos ? "/" : from.path.substr(0, slash + 1);
    ref.path = without_dot_segments(folder + ref.path);
  }
  return to_string(ref);
}

std::optional<std::string> ascii_host(std::string_view host) {
  std::string out(host);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  const bool ascii = std::all_of(out.begin(), out.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return out;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::IDNA> idna(
      icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, status));
  if (U_FAILURE(status) != 0) return std::nullopt;
  std::string made;
  icu::StringByteSink<std::string> sink(&made);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8(out, sink, info, status);
  if (U_FAILURE(status) != 0 || info.hasErrors() != 0) return std::nullopt;
  return made;
}

bool is_web_url(std::string_view url) {
  const std::string scheme = url_parts(url.substr(0, 16)).scheme;
  return scheme == "http" || scheme == "https";
}

}  // namespace newsloom
