// What of a story is new since a time. The reader of the pages and of the command line asks it of
// the ports; the answer is a digest of only what is new.
#include <algorithm>
#include <map>

#include "newsloom/core/text/normalize.h"
#include "newsloom/pipeline/ports.h"

namespace newsloom {
namespace {

std::int64_t captured(const Article& article) {
  if (article.fetched_at) return article.fetched_at->seconds;
  const auto time = time_of(article);
  return time ? time->seconds : 0;
}

// One article as it is now, and its words as they were at the time asked for.
struct Known {
  ItemPtr now;
  bool before = false;  // it was there
  bool same = true;     // and is as it was
  std::string title;
  std::string standfirst;
  std::string text;
};

class Newness {
 public:
  Newness(const Store& store, std::int64_t since) : store_(store), since_(since) {}

  Result<void> read(const std::string& id) {
    Known known;
    NL_TRY(known.now, store_.item(id));
    NL_TRY(const std::vector<Revision> revisions, store_.revisions(id));
    ItemPtr then = revisions.empty() ? known.now : nullptr;
    for (const Revision& revision : revisions) {
      if (revision.seen_again) continue;
      NL_TRY(const ItemPtr version, store_.version(revision.item));
      if (captured(version->article) < since_ || then == nullptr) then = version;
    }
    if (then != nullptr && captured(then->article) < since_) {
      known.before = true;
      known.title = squeezed(then->article.title.value_or(""));
      known.standfirst = squeezed(then->article.standfirst.value_or(""));
      known.text = squeezed(then->article.text);
      known.same = then->article.text == known.now->article.text &&
                   then->article.title == known.now->article.title &&
                   then->article.standfirst == known.now->article.standfirst;
    }
    known_.emplace(id, std::move(known));
    return {};
  }

  /// The article came, or got another text.
  [[nodiscard]] bool operator()(const std::string& article) const {
    const auto found = known_.find(article);
    return found != known_.end() && !(found->second.before && found->second.same);
  }

  [[nodiscard]] bool came(const std::string& article) const {
    const auto found = known_.find(article);
    return found != known_.end() && !found->second.before;
  }

  /// These words were in no version before.
  [[nodiscard]] bool operator()(const Evidence& evidence) const {
    const auto found = known_.find(evidence.article);
    if (found == known_.end()) return false;
    const Known& known = found->second;
    if (!known.before) return true;
    if (known.same) return false;
    const std::string words = squeezed(text_of(known.now->article, evidence.span));
    const std::string& old = evidence.span.field == Field::title        ? known.title
                             : evidence.span.field == Field::standfirst ? known.standfirst
                                                                        : known.text;
    return old.find(words) == std::string::npos;
  }

  [[nodiscard]] bool operator()(const std::vector<Evidence>& evidence) const {
    return !evidence.empty() && std::all_of(evidence.begin(), evidence.end(),
                                            [&](const Evidence& one) { return (*this)(one); });
  }

 private:
  const Store& store_;
  const std::int64_t since_;
  std::map<std::string, Known> known_;
};

}  // namespace

Result<Digest> news_since(const Store& store, const Digest& digest, std::int64_t since) {
  Newness is_new(store, since);
  for (const std::string& id : digest.articles) NL_TRY_VOID(is_new.read(id));
  Digest out = digest;
  std::erase_if(out.articles, [&](const std::string& id) { return !is_new(id); });
  std::erase_if(out.sources, [&](const Source& one) { return !is_new(one.article); });
  std::erase_if(out.families, [&](const Family& one) {
    return std::none_of(one.members.begin(), one.members.end(),
                        [&](const Copy& copy) { return is_new.came(copy.article); });
  });
  std::erase_if(out.chapters, [&](const Chapter& one) {
    return one.articles.empty() || !is_new.came(one.articles.front());
  });
  std::erase_if(out.timeline, [&](const TimelineEntry& one) { return !is_new(one.evidence); });
  std::erase_if(out.voices, [&](const Voice& one) {
    return !std::all_of(one.witnesses.begin(), one.witnesses.end(),
                        [&](const VoiceWitness& witness) { return is_new(witness.evidence); });
  });
  // A group is told whole where one of its values is new: the new beside what it is compared with.
  std::erase_if(out.figures, [&](const FigureGroup& one) {
    return std::none_of(one.values.begin(), one.values.end(),
                        [&](const FigureValue& value) { return is_new(value.evidence); });
  });
  std::erase_if(out.differences, [&](const Difference& one) {
    return std::none_of(one.evidence.begin(), one.evidence.end(),
                        [&](const Evidence& evidence) { return is_new(evidence); });
  });
  std::erase_if(out.names, [&](const StoryName& one) { return !is_new(one.evidence); });
  std::erase_if(out.brief, [&](const Evidence& one) { return !is_new(one); });
  return out;
}

}  // namespace newsloom
