#include "newsloom/stages/extract/canonical_url.h"

#include <algorithm>
#include <array>
#include <vector>

#include "newsloom/core/url.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMaxUrl = 8192;  // longer texts are kept as they are
constexpr int kMaxCacheLayers = 3;
constexpr std::string_view kEscaped = " \"<>\\^`{|}";

// Parameters that say where a reader came from, never what is read. "x*" is a beginning.
// Source: https://github.com/brave/adblock-lists "debounce" and the documentation of the services.
constexpr std::array<std::string_view, 62> kTracking = {
    "utm_*",       "fbclid",     "gclid",   "gclsrc",  "dclid",         "gbraid",      "wbraid",
    "msclkid",     "yclid",      "twclid",  "ttclid",  "igshid",        "igsh",        "mc_cid",
    "mc_eid",      "mkt_tok",    "_hsenc",  "_hsmi",   "hsctatracking", "vero_id",     "vero_conv",
    "oly_anon_id", "oly_enc_id", "ref",     "ref_src", "ref_url",       "referrer",    "referer",
    "cmpid",       "cmp",        "ncid",    "ocid",    "icid",          "s_cid",       "s_kwcid",
    "xtor",        "at_*",       "ns_*",    "wt.*",    "wt_*",          "pk_*",        "mtm_*",
    "piwik_*",     "matomo_*",   "ito",     "smid",    "smtyp",         "sr_share",    "share",
    "shared",      "_ga",        "_gl",     "spm",     "trk",           "trkcampaign", "guccounter",
    "guce_*",      "mod",        "partner", "wpisrc",  "feature",       "source"};

// Parameters that ask for another form of the same page: name, and value or any.
struct Form {
  std::string_view name;
  std::string_view value;  // empty: any
};
constexpr std::array kForms = {
    Form{"amp", ""},         Form{"outputtype", "amp"}, Form{"output", "amp"},
    Form{"view", "print"},   Form{"print", ""},         Form{"printable", ""},
    Form{"m", "1"},          Form{"mobile", ""},        Form{"noamp", ""},
    Form{"format", "amp"},   Form{"device", "mobile"},  Form{"action", "print"},
    Form{"layout", "print"}, Form{"usqp", ""},          Form{"amp_js_v", ""},
    Form{"amp_gsa", ""},     Form{"_amp", ""},          Form{"nr_email_referer", ""},
};

// First labels of a host that only choose a form.
constexpr std::array<std::string_view, 5> kFormHosts = {"m.", "mobile.", "amp.", "wap.", "touch."};

// Ends and beginnings of a path that only choose a form.
constexpr std::array<std::string_view, 7> kPathEnds = {"/amp",   "/amp.html",   ".amp.html", ".amp",
                                                       "/print", "/index.html", "/index.php"};
constexpr std::array<std::string_view, 1> kPathStarts = {"/amp/"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool ends(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_tracking(std::string_view name) {
  return std::any_of(kTracking.begin(), kTracking.end(), [name](std::string_view known) {
    if (known.back() != '*') return name == known;
    known.remove_suffix(1);
    return name.substr(0, known.size()) == known;
  });
}

bool is_form(std::string_view name, std::string_view value) {
  return std::any_of(kForms.begin(), kForms.end(), [&](const Form& form) {
    return name == form.name && (form.value.empty() || form.value == value);
  });
}

std::string clean_query(std::string_view query) {
  std::vector<std::string> kept;
  for (std::size_t begin = 0; begin <= query.size();) {
    const std::size_t end = std::min(query.find_first_of("&;", begin), query.size());
    const std::string_view one = query.substr(begin, end - begin);
    begin = end + 1;
    if (one.empty()) continue;
    const std::size_t equals = std::min(one.find('='), one.size());
    const std::string name = lowered(one.substr(0, equals));
    const std::string value = lowered(one.substr(std::min(equals + 1, one.size())));
    if (!is_tracking(name) && !is_form(name, value)) kept.push_back(with_one_escape(one, kEscaped));
  }
  std::sort(kept.begin(), kept.end());
  std::string out;
  for (const std::string& one : kept) out += (out.empty() ? "" : "&") + one;
  return out;
}

std::string clean_path(std::string_view raw) {
  std::string path = without_dot_segments(with_one_escape(raw, kEscaped));
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view start : kPathStarts) {
      if (path.size() > start.size() && path.compare(0, start.size(), start) == 0) {
        path.erase(0, start.size() - 1);
        again = true;
      }
    }
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    for (const std::string_view end : kPathEnds) {
      if (!ends(lowered(path), end)) continue;
      path.resize(path.size() - end.size());
      // "/story.amp.html" is "/story.html" without its form.
      if (end == ".amp.html") path += ".html";
      again = true;
    }
  }
  return path.empty() ? "/" : path;
}

std::string clean_host(const std::string& raw) {
  std::string host = ascii_host(raw).value_or(lowered(raw));
  while (!host.empty() && host.back() == '.') host.pop_back();
  for (const std::string_view form : kFormHosts) {
    const bool has_more = std::count(host.begin(), host.end(), '.') > 1;
    if (has_more && host.compare(0, form.size(), form) == 0) host.erase(0, form.size());
  }
  // "en.m.site.test".
  const std::size_t inner = host.find(".m.");
  if (inner != std::string::npos && inner <= 3) host.erase(inner, 2);
  return host;
}

// The address inside that of an AMP cache, or an empty text. Sources: developers.google.com/amp,
// "AMP cache URL format".
std::string inside_cache(const UrlParts& parts) {
  const std::string host = lowered(parts.host);
  std::string_view path = parts.path;
  const bool viewer =
      (host == "www.google.com" || host == "google.com") && path.substr(0, 5) == "/amp/";
  const bool cache = ends(host, ".cdn.ampproject.org") || ends(host, ".bing-amp.com") ||
                     host == "cdn.ampproject.org";
  if (!viewer && !cache) return {};
  if (viewer) path.remove_prefix(4);
  for (const std::string_view kind : {"/c/", "/v/", "/a/", "/i/", "/wp/"}) {
    if (path.substr(0, kind.size()) == kind) {
      path.remove_prefix(kind.size() - 1);
      break;
    }
  }
  const bool secure = path.substr(0, 3) == "/s/";
  path.remove_prefix(secure ? 3 : 1);
  if (path.find('.') == std::string_view::npos) return {};
  std::string url = (secure ? "https://" : "http://") + std::string(path);
  if (parts.has_query) url += "?" + parts.query;
  return url;
}

UrlParts canonical_parts(UrlParts parts) {
  for (int layer = 0; layer < kMaxCacheLayers; ++layer) {
    const std::string inside = inside_cache(parts);
    if (inside.empty()) break;
    parts = url_parts(inside);
  }
  parts.user.clear();
  parts.host = clean_host(parts.host);
  const bool usual_port = (parts.scheme == "http" && parts.port == "80") ||
                          (parts.scheme == "https" && parts.port == "443");
  if (usual_port) parts.port.clear();
  parts.path = clean_path(parts.path);
  parts.query = clean_query(parts.query);
  parts.has_query = !parts.query.empty();
  if (parts.fragment.substr(0, 1) != "!") {
    parts.has_fragment = false;
    parts.fragment.clear();
  }
  return parts;
}

}  // namespace

std::string canonical_url(std::string_view url) {
  UrlParts parts = url_parts(url);
  const bool web = (parts.scheme == "http" || parts.scheme == "https") && !parts.host.empty();
  if (!web || url.size() > kMaxUrl) return to_string(parts);
  return to_string(canonical_parts(std::move(parts)));
}

std::string canonical_of_page(std::string_view page_url, std::string_view base_href,
                              const std::vector<std::string_view>& stated) {
  const std::string base =
      base_href.empty() ? std::string(page_url) : resolved_url(page_url, base_href);
  const std::string own = page_url.empty() ? std::string() : canonical_url(page_url);
  const bool own_is_root = url_parts(own).path.size() <= 1;
  for (const std::string_view link : stated) {
    if (link.empty()) continue;
    std::string url = canonical_url(resolved_url(base, link));
    if (!is_web_url(url)) continue;
    const UrlParts parts = url_parts(url);
    // A common fault of templates: every page calls the front page its canonical address.
    if (parts.path.size() <= 1 && !parts.has_query && !own.empty() && !own_is_root) continue;
    return url;
  }
  return own;
}

bool same_article_url(std::string_view a, std::string_view b) {
  const auto key = [](std::string_view url) {
    UrlParts parts = url_parts(canonical_url(url));
    if (parts.scheme == "http") parts.scheme = "https";
    if (parts.host.compare(0, 4, "www.") == 0) parts.host.erase(0, 4);
    return to_string(parts);
  };
  return key(a) == key(b);
}

}  // namespace newsloom::extract
