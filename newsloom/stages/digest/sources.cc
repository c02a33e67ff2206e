#include "newsloom/stages/digest/sources.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "newsloom/core/text/normalize.h"

namespace newsloom::digest {
namespace {

/// The beginning of an article tells what it is about.
constexpr std::size_t kLeadSentences = 5;
/// A teaser's title gives way to a main article's that is nearly as central.
constexpr double kTeaserFactor = 0.6;
constexpr std::size_t kMaxCompared = 150;

constexpr auto kAgencies = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"(ap)", "AP"},
    {"associated press", "AP"},
    {"(reuters)", "Reuters"},
    {"reuters", "Reuters"},
    {"(afp)", "AFP"},
    {"agence france-presse", "AFP"},
    {"(dpa)", "dpa"},
    {"dpa", "dpa"},
    {"(upi)", "UPI"},
    {"bloomberg", "Bloomberg"},
    {"xinhua", "Xinhua"},
    {"tass", "TASS"},
    {"anadolu", "Anadolu"},
    {"efe", "EFE"},
    {"ansa", "ANSA"},
    {"pa media", "PA Media"},
    {"kyodo", "Kyodo"},
    {"(pti)", "PTI"},
});

/// An agency that signs the text: among the authors, or in brackets at its beginning or end.
std::optional<std::string> agency_of(const Article& article) {
  for (const auto& [written, name] : kAgencies) {
    for (const std::string& author : article.authors) {
      if (folded(author) == written || author == name) return std::string(name);
    }
  }
  const std::string_view text = article.text;
  const std::string head = folded(squeezed(text.substr(0, 120)));
  const std::string tail = folded(squeezed(text.size() > 60 ? text.substr(text.size() - 60) : ""));
  for (const auto& [written, name] : kAgencies) {
    if (written.front() != '(') continue;
    if (head.find(written) != std::string::npos || tail.find(written) != std::string::npos) {
      return std::string(name);
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Source> sources(std::span<const ItemPtr> items, std::span<const Copy> copies) {
  std::map<std::string_view, std::string_view> family_of;
  for (const Copy& copy : copies) family_of.emplace(copy.article, copy.family);
  std::vector<Source> out;
  for (const ItemPtr& item : items) {
    if (item == nullptr) continue;
    const Article& article = item->article;
    Source source;
    source.article = article.id;
    source.publisher = article.publisher;
    source.title = article.title;
    source.url = article.canonical_url ? article.canonical_url : article.url;
    source.published = article.published;
    source.kind = article.kind;
    const auto family = family_of.find(article.id);
    if (family != family_of.end()) source.family = std::string(family->second);
    out.push_back(std::move(source));
  }
  return out;
}

std::vector<Family> families(std::span<const ItemPtr> items, std::span<const Copy> copies) {
  std::map<std::string_view, const Article*> members;
  for (const ItemPtr& item : items) {
    if (item != nullptr) members.emplace(item->article.id, &item->article);
  }
  std::vector<Family> out;
  std::map<std::string_view, std::size_t> place;
  for (const Copy& copy : copies) {
    if (!members.contains(copy.article)) continue;
    const auto [at, fresh] = place.emplace(copy.family, out.size());
    if (fresh) out.push_back({copy.family, {}, std::nullopt, {}});
    out[at->second].members.push_back(copy);
  }
  std::erase_if(out, [](const Family& family) { return family.members.size() < 2; });
  for (Family& family : out) {
    // The origin is the member that the others come from and that comes from none here.
    std::map<std::string_view, std::size_t> votes;
    for (const Copy& copy : family.members) {
      if (copy.copy_of && members.contains(*copy.copy_of)) ++votes[*copy.copy_of];
    }
    const Copy* origin = &family.members.front();
    for (const Copy& copy : family.members) {
      const bool root = !copy.copy_of || !members.contains(*copy.copy_of);
      const bool was_root = !origin->copy_of || !members.contains(*origin->copy_of);
      if (root != was_root ? root : votes[copy.article] > votes[origin->article]) origin = &copy;
    }
    family.origin = origin->article;
    for (const Copy& copy : family.members) {
      if (!family.agency) family.agency = agency_of(*members[copy.article]);
    }
  }
  return out;
}

std::vector<double> centrality(const View& view) {
  std::vector<Terms> leads;
  for (const Account& account : view.accounts) {
    Terms lead;
    for (std::size_t i = 0; i < std::min(kLeadSentences, account.sentences.size()); ++i) {
      add_all(lead, account.sentences[i].terms);
    }
    if (account.sentences.empty() && account.article().title) {
      const auto size = static_cast<std::uint32_t>(account.article().title->size());
      lead = view.terms_of(account, {0, size, Field::title});
    }
    leads.push_back(std::move(lead));
  }
  std::vector<double> out(leads.size(), 0);
  for (std::size_t i = 0; i < leads.size(); ++i) {
    std::set<std::uint32_t> seen = {view.accounts[i].family};
    std::size_t compared = 0;
    for (std::size_t j = 0; j < leads.size() && compared < kMaxCompared; ++j) {
      if (!seen.insert(view.accounts[j].family).second) continue;
      out[i] += overlap(leads[i], leads[j], view.lexicon).jaccard;
      ++compared;
    }
    if (compared > 0) out[i] /= static_cast<double>(compared);
    if (view.accounts[i].article().kind == ArticleKind::teaser) out[i] *= kTeaserFactor;
  }
  return out;
}

const Account* headline_account(const View& view, std::span<const double> central) {
  const Account* best = nullptr;
  double score = -1;
  for (const Account& account : view.accounts) {
    const auto& title = account.article().title;
    if (!title || title->empty() || account.copy) continue;
    if (central[account.index] > score) best = &account, score = central[account.index];
  }
  if (best != nullptr) return best;
  for (const Account& account : view.accounts) {
    if (account.article().title && !account.article().title->empty()) return &account;
  }
  return nullptr;
}

}  // namespace newsloom::digest
