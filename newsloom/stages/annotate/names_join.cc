#include "newsloom/stages/annotate/names_join.h"

#include <algorithm>
#include <unordered_map>

#include "newsloom/core/text/name_form.h"
#include "newsloom/stages/annotate/names.h"

namespace newsloom::annotate {
namespace {

struct Group {
  NameGroup members;
  std::vector<NameForm> forms;  // different ones, in order
};

class Joiner {
 public:
  Joiner(const Analysis& analysis, const std::vector<NameSpan>& spans)
      : analysis_(analysis), spans_(spans) {}

  std::vector<NameGroup> run() {
    for (const NameSpan& span : spans_) forms_.push_back(form(span));
    // First the whole names of people, so that a surname before its full name finds it.
    home_.assign(spans_.size(), kNone);
    for (std::uint32_t i = 0; i < spans_.size(); ++i) {
      if (is_whole(forms_[i])) place(i, find_whole(forms_[i]));
    }
    for (std::uint32_t i = 0; i < spans_.size(); ++i) {
      if (home_[i] == kNone && !forms_[i].key.empty()) place(i, find_part(i));
    }
    return collected();
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  NameForm form(const NameSpan& span) {
    const auto from = analysis_.tokens[span.first].span.begin;
    const auto to = analysis_.tokens[span.last - 1].span.end;
    const std::string_view text =
        analysis_.text(Span{from, to, analysis_.tokens[span.first].span.field});
    const std::string cache_key =
        std::string(text) + static_cast<char>('0' + static_cast<int>(span.type));
    if (const auto found = cache_.find(cache_key); found != cache_.end()) return found->second;
    return cache_.emplace(cache_key, name_form(text, span.type)).first->second;
  }
  static bool is_whole(const NameForm& form) {
    return form.type == NameType::person && form.words.size() >= 2;
  }

  std::size_t find_whole(const NameForm& form) const {
    for (std::size_t g = groups_.size(); g-- > 0;) {
      for (const NameForm& other : groups_[g].forms) {
        if (other.key == form.key || same_person(other, form)) return g;
      }
    }
    return kNone;
  }
  std::size_t find_part(std::uint32_t i) const {
    const NameForm& form = forms_[i];
    std::size_t best = kNone;
    int best_score = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const int score = fit(form, groups_[g], i);
      if (score > best_score) {
        best_score = score;
        best = g;
      }
    }
    return best;
  }
  // How well a mention fits a group: 0 not at all. Nearer mentions before it win among equals.
  int fit(const NameForm& form, const Group& group, std::uint32_t i) const {
    int score = 0;
    for (const NameForm& other : group.forms) {
      score = std::max(score, name_fit(form, other));
    }
    if (score == 0) return 0;
    // The last mention before i; a name that only comes later is worth less.
    const auto after = std::upper_bound(group.members.begin(), group.members.end(), i);
    if (after == group.members.begin()) return score;
    return score + 1 + static_cast<int>(std::min<std::uint32_t>(*(after - 1), 900));
  }
  void place(std::uint32_t i, std::size_t group) {
    if (group == kNone) {
      if (groups_.size() >= kMaxNames) return;
      group = groups_.size();
      groups_.emplace_back();
    }
    home_[i] = group;
    Group& home = groups_[group];
    home.members.insert(std::upper_bound(home.members.begin(), home.members.end(), i), i);
    const bool seen = std::any_of(home.forms.begin(), home.forms.end(), [&](const NameForm& form) {
      return form.key == forms_[i].key && form.type == forms_[i].type;
    });
    if (!seen && home.forms.size() < kMaxForms) home.forms.push_back(forms_[i]);
  }
  static constexpr std::size_t kMaxForms = 12;

  std::vector<NameGroup> collected() {
    std::vector<NameGroup> out;
    for (Group& group : groups_) out.push_back(std::move(group.members));
    std::sort(out.begin(), out.end(),
              [](const NameGroup& a, const NameGroup& b) { return a.front() < b.front(); });
    return out;
  }

  const Analysis& analysis_;
  const std::vector<NameSpan>& spans_;
  std::vector<NameForm> forms_;
  std::vector<std::size_t> home_;
  std::vector<Group> groups_;
  std::unordered_map<std::string, NameForm> cache_;
};

}  // namespace

std::vector<NameGroup> join_names(const Analysis& analysis, const std::vector<NameSpan>& spans) {
  return Joiner(analysis, spans).run();
}

}  // namespace newsloom::annotate
