#include "newsloom/stages/extract/page_shape.h"

#include <algorithm>
#include <string_view>

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

float ratio(float part, float whole) { return whole > 0 ? part / whole : 0; }

class Shaper {
 public:
  Shaper(const Page& page, const Hints& hints, const Cues& cues,
         const FunctionWords& function_words, FeatureTable& table)
      : page_(page), table_(table) {
    shape_.body_runs = RunSet(hints.article_body, function_words);
    shape_.lead_runs = RunSet(hints.description, function_words);
    read_texts(cues, function_words);
    static_cast<void>(stats_of(hints.headline, function_words, &shape_.title_words));
    std::sort(shape_.title_words.begin(), shape_.title_words.end());
    shape_.outline = outline_of(page, table_.stats);
    find_title();
    match_body();
    find_neighbours();
    count_signatures();
    count_rivals();
  }

  PageShape take() { return std::move(shape_); }

 private:
  static constexpr std::uint32_t kStart = 2166136261U;

  const Block& block(std::size_t i) const { return page_.blocks[i]; }
  const TextStats& stats(std::size_t i) const { return table_.stats[i]; }

  void read_texts(const Cues& cues, const FunctionWords& function_words) {
    std::unordered_map<std::string_view, std::uint32_t> seen;
    shape_.word_begin.push_back(0);
    for (const Block& block : page_.blocks) {
      const std::string_view text = page_.text_of(block);
      table_.stats.push_back(stats_of(text, function_words, &shape_.words));
      shape_.word_begin.push_back(shape_.words.size());
      table_.text_cues.push_back(cues.of_text(text));
      table_.copies.push_back(seen[text]++);
    }
    for (const Block& block : page_.blocks) shape_.all_copies.push_back(seen[page_.text_of(block)]);
  }

  float title_share(std::size_t i) const {
    const auto [first, count] = shape_.words_of(i);
    if (count == 0 || shape_.title_words.empty()) return 0;
    std::size_t found = 0;
    for (std::size_t w = 0; w < count; ++w) {
      if (std::binary_search(shape_.title_words.begin(), shape_.title_words.end(), first[w]))
        ++found;
    }
    return static_cast<float>(found) / static_cast<float>(count);
  }

  // The block that shows the headline: a heading like the hinted one, else the first h1.
  void find_title() {
    float best = 0.6F;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      shape_.title_shares.push_back(title_share(i));
      const bool heading = block(i).kind == BlockKind::heading;
      const auto size = static_cast<float>(shape_.words_of(i).second);
      const float cover = ratio(size, static_cast<float>(shape_.title_words.size()));
      if (cover < 0.5F || cover > 2.0F) continue;
      float score = shape_.title_shares[i] * std::min(cover, 1.0F);
      score += heading ? (block(i).level == 1 ? 0.5F : 0.2F) : 0.0F;
      if (score > best) {
        best = score;
        shape_.title = static_cast<long>(i);
      }
    }
    for (std::size_t i = 0; shape_.title < 0 && i < page_.blocks.size(); ++i) {
      if (block(i).level == 1 && stats(i).words > 2) shape_.title = static_cast<long>(i);
    }
  }

  void match_body() {
    if (shape_.body_runs.empty()) return;
    float found = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const auto [first, count] = shape_.words_of(i);
      if (table_.copies[i] > 0 || count < RunSet::kRun) continue;
      found += shape_.body_runs.share(first, count) * static_cast<float>(count);
    }
    table_.body_match = ratio(found, static_cast<float>(shape_.body_runs.words()));
  }

  void find_neighbours() {
    const std::size_t count = page_.blocks.size();
    long last_long = -1;
    long last_heading = -1;
    for (std::size_t i = 0; i < count; ++i) {
      shape_.long_before.push_back(last_long);
      shape_.heading_before.push_back(last_heading);
      if (shape_.outline.paragraph[i]) last_long = static_cast<long>(i);
      if (block(i).kind == BlockKind::heading) last_heading = static_cast<long>(i);
    }
    shape_.long_after.assign(count, -1);
    long next_long = -1;
    for (std::size_t i = count; i > 0; --i) {
      shape_.long_after[i - 1] = next_long;
      if (shape_.outline.paragraph[i - 1]) next_long = static_cast<long>(i - 1);
    }
  }

  // Blocks whose element, its parent and its grandparent look alike: cards of a list, or the
  // paragraphs of one article.
  void count_signatures() {
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      std::uint32_t hash = kStart;
      NodeId id = block(i).element;
      for (int level = 0; level < 3 && id != html::kNone; ++level) {
        hash = mixed(hash, id);
        id = page_.document.at(id).parent;
      }
      shape_.signatures.push_back(hash);
      PageShape::Group& group = shape_.groups[hash];
      ++group.blocks;
      group.words += stats(i).words;
      group.bytes += block(i).size();
      group.link_bytes += block(i).link_bytes;
    }
  }

  std::uint32_t mixed(std::uint32_t hash, NodeId id) const {
    const Node& node = page_.document.at(id);
    hash = (hash ^ static_cast<std::uint32_t>(node.tag)) * 16777619U;
    for (const char c : page_.document.attribute(node, "class").substr(0, 64)) {
      if (c < '0' || c > '9') hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    return hash;
  }

  void count_rivals() {
    const std::uint8_t level =
        shape_.title < 0 ? 1 : block(static_cast<std::size_t>(shape_.title)).level;
    long seen = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (level > 0 && block(i).level == level) ++seen;
      shape_.rivals.push_back(seen);
    }
    for (NodeId id = 0; id < page_.document.nodes().size(); ++id) {
      if (page_.document.at(id).tag == Tag::article) {
        shape_.article_ends.push_back(page_.document.at(id).end);
      }
    }
    std::sort(shape_.article_ends.begin(), shape_.article_ends.end());
  }

  const Page& page_;
  FeatureTable& table_;
  PageShape shape_;
};

}  // namespace

PageShape shape_of(const Page& page, const Hints& hints, const Cues& cues,
                   const FunctionWords& function_words, FeatureTable& table) {
  return Shaper(page, hints, cues, function_words, table).take();
}

}  // namespace newsloom::extract
