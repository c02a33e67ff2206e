#pragma once
// One address for all the addresses under which sites hand out the same article: without tracking,
// AMP, mobile and print forms.

#include <string>
#include <string_view>
#include <vector>

namespace newsloom::extract {

/// The canonical form of a web address. Any other text comes back with its white space cut.
/// Idempotent. The rules, in order: lower-case scheme and host (IDN as punycode), no default port,
/// no user, no fragment (but "#!"), AMP caches undone, AMP, mobile and print forms to the main one,
/// dot segments out, escapes in one form, tracking parameters out, the rest sorted, no slash at the
/// end of a path but the root.
[[nodiscard]] std::string canonical_url(std::string_view url);

/// The canonical address of a page: the first of the `stated` links (rel=canonical, og:url) that
/// leads to the Web, resolved against <base href> and the page's own address; else the latter. A
/// front page is not believed to be the canonical address of a page below it.
[[nodiscard]] std::string canonical_of_page(std::string_view page_url, std::string_view base_href,
                                            const std::vector<std::string_view>& stated);

/// True where both lead to the same article: canonical forms equal, but for http and https and a
/// leading "www.".
[[nodiscard]] bool same_article_url(std::string_view a, std::string_view b);

}  // namespace newsloom::extract
