#include "newsloom/stages/extract/side_boxes.h"

#include <algorithm>
#include <utility>

namespace newsloom::extract {
namespace {

using html::NodeId;

constexpr int kPollLevels = 6;    // elements around a block that may name it a poll
constexpr int kAppealLevels = 4;  // … that may be the box of an appeal
constexpr std::size_t kMinAppeals = 2;
constexpr std::size_t kMaxAppealBlocks = 60;
constexpr std::size_t kAppealShare = 3;     // one paragraph of so many asks for money
constexpr std::size_t kMostOfBody = 80;     // per cent of the body's words: no box beside it
constexpr std::size_t kMinBelowTitle = 60;  // words; less is no article

class SideBoxes {
 public:
  SideBoxes(const Page& page, const FeatureTable& table, std::size_t title,
            const std::vector<std::size_t>& body)
      : page_(page), table_(table), title_(title), body_(body), out_(body.size(), false) {
    for (std::size_t n = 0; n < body_.size(); ++n) total_ += words(n);
  }

  std::vector<std::size_t> rest() {
    drop_polls();
    drop_appeals();
    drop_related();
    drop_lists_above();
    std::vector<std::size_t> kept;
    for (std::size_t n = 0; n < body_.size(); ++n) {
      if (!out_[n]) kept.push_back(body_[n]);
    }
    // Everything was a box by its names: then the names mean something else here.
    return kept.empty() ? body_ : kept;
  }

 private:
  std::size_t words(std::size_t n) const { return table_.stats[body_[n]].words; }
  bool appeals(std::size_t n) const {
    return (table_.text_cues[body_[n]] & bit(TextCue::paywall)) != 0;
  }
  bool holds_title(NodeId id) const {
    if (title_ >= page_.blocks.size()) return false;
    const NodeId at = page_.blocks[title_].first;
    return id <= at && at < page_.document.at(id).end;
  }

  void drop_polls() {
    for (std::size_t n = 0; n < body_.size(); ++n) {
      NodeId id = page_.blocks[body_[n]].element;
      for (int level = 0; level < kPollLevels && id != html::kNone && !holds_title(id); ++level) {
        if ((page_.cues[id] & bit(ClassCue::poll)) != 0) out_[n] = true;
        id = page_.document.at(id).parent;
      }
    }
  }

  // First and one past the last body block inside an element, as places in body_.
  std::pair<std::size_t, std::size_t> inside(NodeId id) const {
    const auto at = [&](NodeId node) {
      return std::partition_point(body_.begin(), body_.end(),
                                  [&](std::size_t i) { return page_.blocks[i].first < node; });
    };
    return {static_cast<std::size_t>(at(id) - body_.begin()),
            static_cast<std::size_t>(at(page_.document.at(id).end) - body_.begin())};
  }

  // A part of the paragraphs asks for money; the others in the box say why.
  void drop_appeals() {
    for (std::size_t n = 0; n < body_.size(); ++n) {
      if (!appeals(n)) continue;
      NodeId id = page_.blocks[body_[n]].element;
      for (int level = 0; level < kAppealLevels && id != html::kNone && !holds_title(id); ++level) {
        const auto [from, to] = inside(id);
        if (to - from > kMaxAppealBlocks) break;
        std::size_t asking = 0;
        std::size_t held = 0;
        for (std::size_t k = from; k < to; ++k) {
          asking += appeals(k) ? 1 : 0;
          held += words(k);
        }
        if (held * 100 >= total_ * kMostOfBody) break;
        if (asking >= kMinAppeals && asking * kAppealShare >= to - from) drop(from, to);
        id = page_.document.at(id).parent;
      }
    }
  }

  void drop(std::size_t from, std::size_t to) {
    for (std::size_t n = from; n < to; ++n) out_[n] = true;
  }

  // By its class. An id does not count: it often repeats the words of the heading, and a chapter on
  // related taxes is no box.
  bool is_named_related(NodeId id) const {
    return (page_.cues[id] & bit(ClassCue::related)) != 0 &&
           !page_.document.has_attribute(page_.document.at(id), "id");
  }

  // Up to the next heading of the same rank, or the end of the element that holds the heading.
  void drop_related() {
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const Block& heading = page_.blocks[i];
      if (heading.kind != BlockKind::heading || !is_named_related(heading.element)) continue;
      const NodeId end = page_.document.at(page_.document.at(heading.element).parent).end;
      std::size_t stop = i + 1;
      while (stop < page_.blocks.size() && page_.blocks[stop].first < end &&
             (page_.blocks[stop].kind != BlockKind::heading ||
              page_.blocks[stop].level > heading.level)) {
        ++stop;
      }
      const auto place = [&](std::size_t block) {
        return static_cast<std::size_t>(std::lower_bound(body_.begin(), body_.end(), block) -
                                        body_.begin());
      };
      drop(place(i), place(stop));
    }
  }

  // Other articles of the day.
  void drop_lists_above() {
    if (title_ >= page_.blocks.size()) return;
    std::size_t below = 0;
    for (std::size_t n = 0; n < body_.size(); ++n) below += body_[n] > title_ ? words(n) : 0;
    if (below < kMinBelowTitle) return;
    for (std::size_t n = 0; n < body_.size() && body_[n] < title_; ++n) {
      if (page_.blocks[body_[n]].kind == BlockKind::list_item) out_[n] = true;
    }
  }

  const Page& page_;
  const FeatureTable& table_;
  std::size_t title_;
  const std::vector<std::size_t>& body_;
  std::vector<bool> out_;  // of each place in body_
  std::size_t total_ = 0;  // words
};

}  // namespace

std::vector<std::size_t> without_side_boxes(const Page& page, const FeatureTable& table,
                                            std::size_t title,
                                            const std::vector<std::size_t>& body) {
  return SideBoxes(page, table, title, body).rest();
}

}  // namespace newsloom::extract
