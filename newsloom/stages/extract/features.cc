#include "newsloom/stages/extract/features.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "newsloom/stages/extract/outline.h"

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

constexpr int kMaxLevels = 14;   // distances above are all the same
constexpr int kSmallClimb = 60;  // ancestors looked at
constexpr float kFar = 15.0F;
constexpr float kBodyMatch = 0.3F;  // below, the hinted article body is of another article

// Cues that say little about a part holding most of the page's paragraphs.
constexpr std::uint64_t kLocalCues =
    ~(bit(ClassCue::body) | bit(ClassCue::content) | bit(ClassCue::paragraph) |
      bit(ClassCue::live) | bit(ClassCue::title) | bit(ClassCue::lead));
constexpr float kWholePage = 0.6F;

constexpr Tag kTags[] = {Tag::article, Tag::main,    Tag::section, Tag::aside,      Tag::nav,
                         Tag::header,  Tag::footer,  Tag::form,    Tag::figure,     Tag::figcaption,
                         Tag::table,   Tag::ul,      Tag::ol,      Tag::blockquote, Tag::a,
                         Tag::details, Tag::address, Tag::dl};
constexpr std::size_t kTagCount = std::size(kTags);
constexpr std::size_t kCueCount = static_cast<std::size_t>(ClassCue::kCount);
constexpr std::size_t kTextCueCount = static_cast<std::size_t>(TextCue::kCount);

// Writes one row; on demand also the names of its columns.
class Row {
 public:
  Row(std::vector<float>& out, std::vector<std::string>* names) : out_(out), names_(names) {}
  void put(const char* name, float value) {
    out_.push_back(value);
    if (names_ != nullptr) names_->emplace_back(name);
  }
  void put(const char* name, std::size_t index, float value) {
    out_.push_back(value);
    if (names_ != nullptr) names_->push_back(name + std::to_string(index));
  }

 private:
  std::vector<float>& out_;
  std::vector<std::string>* names_;
};

float ratio(float part, float whole) { return whole > 0 ? part / whole : 0; }

float clamped(long value, long limit) {
  return static_cast<float>(std::clamp(value, -limit, limit));
}

float log_of(std::uint32_t count) { return std::log1p(static_cast<float>(count)); }

std::uint32_t run_hash(const std::uint32_t* words, std::size_t n) {
  std::uint32_t hash = 0x9E3779B9U * static_cast<std::uint32_t>(n);
  for (std::size_t i = 0; i < n; ++i) hash = (hash ^ words[i]) * 0x85EBCA6BU + (hash >> 15U);
  return hash;
}

// Runs of words of a text, for asking how much of a block stands in it.
class RunSet {
 public:
  static constexpr std::size_t kRun = 4;

  RunSet(std::string_view text, const FunctionWords& function_words) {
    std::vector<std::uint32_t> words;
    static_cast<void>(stats_of(text, function_words, &words));
    for (std::size_t n = 2; n <= kRun; ++n) {
      for (std::size_t i = 0; i + n <= words.size(); ++i) runs_.insert(run_hash(&words[i], n));
    }
    size_ = words.size();
  }
  [[nodiscard]] bool empty() const { return runs_.empty(); }
  [[nodiscard]] std::size_t words() const { return size_; }
  /// Share of the block's runs that stand in the text; -0.5 where it is too short to tell.
  [[nodiscard]] float share(const std::uint32_t* words, std::size_t count) const {
    if (count < 2) return -0.5F;
    const std::size_t n = std::min(kRun, count);
    std::size_t found = 0;
    for (std::size_t i = 0; i + n <= count; ++i) found += runs_.count(run_hash(words + i, n));
    return static_cast<float>(found) / static_cast<float>(count - n + 1);
  }

 private:
  std::unordered_set<std::uint32_t> runs_;
  std::size_t size_ = 0;
};

class Maker {
 public:
  Maker(const Page& page, const Hints& hints, const Cues& cues, const FunctionWords& function_words)
      : page_(page),
        body_runs_(hints.article_body, function_words),
        lead_runs_(hints.description, function_words) {
    read_texts(cues, function_words);
    static_cast<void>(stats_of(hints.headline, function_words, &title_words_));
    std::sort(title_words_.begin(), title_words_.end());
    outline_ = outline_of(page, table_.stats);
    find_title();
    match_body();
    find_neighbours();
    count_signatures();
    count_rivals();
  }

  FeatureTable make(std::vector<std::string>* names) {
    const std::size_t count = page_.blocks.size();
    table_.class_cues.assign(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
      Row row(table_.values, i == 0 ? names : nullptr);
      own_text(row, i);
      own_words(row, i);
      hinted(row, i);
      around(row, i);
      containers(row, i);
      from_headline(row, i);
      neighbours(row, i);
      place(row, i);
      if (i == 0) {
        table_.columns = table_.values.size();
        table_.values.reserve(table_.columns * count);
      }
    }
    return std::move(table_);
  }

 private:
  const Block& block(std::size_t i) const { return page_.blocks[i]; }
  const TextStats& stats(std::size_t i) const { return table_.stats[i]; }
  float link_density(std::size_t i) const {
    return ratio(static_cast<float>(block(i).link_bytes), static_cast<float>(block(i).size()));
  }

  void read_texts(const Cues& cues, const FunctionWords& function_words) {
    std::unordered_map<std::string_view, std::uint32_t> seen;
    word_begin_.push_back(0);
    for (const Block& block : page_.blocks) {
      const std::string_view text = page_.text_of(block);
      table_.stats.push_back(stats_of(text, function_words, &words_));
      word_begin_.push_back(words_.size());
      table_.text_cues.push_back(cues.of_text(text));
      table_.copies.push_back(seen[text]++);
    }
    for (const Block& block : page_.blocks) all_copies_.push_back(seen[page_.text_of(block)]);
  }

  std::pair<const std::uint32_t*, std::size_t> words(std::size_t i) const {
    return {words_.data() + word_begin_[i], word_begin_[i + 1] - word_begin_[i]};
  }

  float title_share(std::size_t i) const {
    const auto [first, count] = words(i);
    if (count == 0 || title_words_.empty()) return 0;
    std::size_t found = 0;
    for (std::size_t w = 0; w < count; ++w) {
      if (std::binary_search(title_words_.begin(), title_words_.end(), first[w])) ++found;
    }
    return static_cast<float>(found) / static_cast<float>(count);
  }

  // The block that shows the headline: a heading like the hinted one, else the first h1.
  void find_title() {
    float best = 0.6F;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      title_shares_.push_back(title_share(i));
      const bool heading = block(i).kind == BlockKind::heading;
      const auto size = static_cast<float>(words(i).second);
      const float cover = ratio(size, static_cast<float>(title_words_.size()));
      if (cover < 0.5F || cover > 2.0F) continue;
      float score = title_shares_[i] * std::min(cover, 1.0F);
      score += heading ? (block(i).level == 1 ? 0.5F : 0.2F) : 0.0F;
      if (score > best) {
        best = score;
        title_ = static_cast<long>(i);
      }
    }
    for (std::size_t i = 0; title_ < 0 && i < page_.blocks.size(); ++i) {
      if (block(i).level == 1 && stats(i).words > 2) title_ = static_cast<long>(i);
    }
  }

  void match_body() {
    if (body_runs_.empty()) return;
    float found = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const auto [first, count] = words(i);
      if (table_.copies[i] > 0 || count < RunSet::kRun) continue;
      found += body_runs_.share(first, count) * static_cast<float>(count);
    }
    table_.body_match = ratio(found, static_cast<float>(body_runs_.words()));
  }

  void find_neighbours() {
    const std::size_t count = page_.blocks.size();
    long last_long = -1;
    long last_heading = -1;
    for (std::size_t i = 0; i < count; ++i) {
      long_before_.push_back(last_long);
      heading_before_.push_back(last_heading);
      if (outline_.paragraph[i]) last_long = static_cast<long>(i);
      if (block(i).kind == BlockKind::heading) last_heading = static_cast<long>(i);
    }
    long_after_.assign(count, -1);
    long next_long = -1;
    for (std::size_t i = count; i > 0; --i) {
      long_after_[i - 1] = next_long;
      if (outline_.paragraph[i - 1]) next_long = static_cast<long>(i - 1);
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
      signatures_.push_back(hash);
      Group& group = groups_[hash];
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

  void own_text(Row& row, std::size_t i) {
    const Block& b = block(i);
    const auto bytes = static_cast<float>(b.size());
    row.put("bytes", bytes);
    row.put("link_density", link_density(i));
    row.put("links", b.links);
    row.put("bold", ratio(static_cast<float>(b.bold_bytes), bytes));
    row.put("italic", ratio(static_cast<float>(b.italic_bytes), bytes));
    row.put("breaks", b.breaks);
    row.put("kind", static_cast<float>(b.kind));
    row.put("level", b.level);
    row.put("hidden", b.hidden ? 1 : 0);
    row.put("copies_before", static_cast<float>(table_.copies[i]));
    row.put("copies", static_cast<float>(all_copies_[i]));
    const Tag tag = page_.document.at(b.element).tag;
    row.put("is_p", tag == Tag::p ? 1 : 0);
    row.put("is_div", tag == Tag::div ? 1 : 0);
  }

  void own_words(Row& row, std::size_t i) {
    const TextStats& s = stats(i);
    const auto count = static_cast<float>(s.words);
    row.put("words", count);
    row.put("word_length", ratio(static_cast<float>(s.letters), count));
    row.put("upper_words", ratio(static_cast<float>(s.upper_words), count));
    row.put("capital_words", ratio(static_cast<float>(s.capital_words), count));
    row.put("digits",
            ratio(static_cast<float>(s.digits), static_cast<float>(s.letters + s.digits)));
    row.put("function_words", ratio(static_cast<float>(s.function_words), count));
    row.put("sentences", static_cast<float>(s.sentences));
    row.put("words_a_sentence", ratio(count, static_cast<float>(s.sentences)));
    row.put("commas", static_cast<float>(s.commas));
    row.put("separators", static_cast<float>(s.separators));
    row.put("questions", static_cast<float>(s.questions));
    row.put("starts_lower", s.starts_lower ? 1 : 0);
    row.put("starts_quote", s.starts_quote ? 1 : 0);
    row.put("ends_sentence", s.ends_sentence ? 1 : 0);
    row.put("ends_colon", s.ends_colon ? 1 : 0);
    row.put("ends_ellipsis", s.ends_ellipsis ? 1 : 0);
    for (std::size_t cue = 0; cue < kTextCueCount; ++cue) {
      row.put("text_cue_", cue, (table_.text_cues[i] >> cue & 1U) != 0 ? 1.0F : 0.0F);
    }
  }

  void hinted(Row& row, std::size_t i) {
    const auto [first, count] = words(i);
    const bool has_body = table_.body_match >= kBodyMatch;
    row.put("in_body_hint", has_body ? body_runs_.share(first, count) : -1);
    row.put("body_match", has_body ? table_.body_match : -1);
    row.put("in_description", lead_runs_.empty() ? -1 : lead_runs_.share(first, count));
    row.put("title_share", title_shares_[i]);
    row.put("title_cover",
            ratio(static_cast<float>(count), static_cast<float>(title_words_.size())));
    row.put("from_title", title_ < 0 ? 999 : clamped(static_cast<long>(i) - title_, 200));
  }

  // Distances, in levels, to the nearest element of each tag and with each cue.
  void around(Row& row, std::size_t i) {
    float tags[kTagCount];
    float cues[kCueCount];
    std::fill(std::begin(tags), std::end(tags), kFar);
    std::fill(std::begin(cues), std::end(cues), kFar);
    NodeId id = page_.document.at(block(i).first).parent;
    std::uint64_t seen = 0;
    for (int level = 0; level < kSmallClimb && id != html::kNone; ++level) {
      const Node& node = page_.document.at(id);
      if (node.tag == Tag::body || node.tag == Tag::html) break;
      const auto distance = static_cast<float>(std::min(level, kMaxLevels));
      for (std::size_t t = 0; t < kTagCount; ++t) {
        if (node.tag == kTags[t] && tags[t] == kFar) tags[t] = distance;
      }
      std::uint64_t found = page_.cues[id] & ~seen;
      if (found != 0 && outline_.share(id) > kWholePage && holds_title(id)) found &= ~kLocalCues;
      seen |= found;
      if (level < 4) table_.class_cues[i] |= found;
      for (std::size_t cue = 0; found != 0; ++cue, found >>= 1U) {
        if ((found & 1U) != 0) cues[cue] = distance;
      }
      id = node.parent;
    }
    for (std::size_t t = 0; t < kTagCount; ++t) row.put("tag_", t, tags[t]);
    for (std::size_t cue = 0; cue < kCueCount; ++cue) row.put("class_cue_", cue, cues[cue]);
    row.put("depth", page_.document.at(block(i).element).depth);
  }

  // An element with the headline is no furniture, whatever its name.
  bool holds_title(NodeId id) const {
    if (title_ < 0) return true;
    const NodeId at = block(static_cast<std::size_t>(title_)).first;
    return id <= at && at < page_.document.at(id).end;
  }

  // How the block hangs together with the headline: pages that go on with the next article have
  // another <article>, another heading of the same level.
  void from_headline(Row& row, std::size_t i) {
    long levels = 0;
    NodeId id = block(i).element;
    while (id != html::kNone && !holds_title(id)) {
      id = page_.document.at(id).parent;
      ++levels;
    }
    row.put("levels_to_title", title_ < 0 ? -1 : clamped(levels, 20));
    float same = -1;
    for (id = block(i).element; id != html::kNone; id = page_.document.at(id).parent) {
      if (page_.document.at(id).tag != Tag::article) continue;
      same = holds_title(id) ? 1 : 0;
      break;
    }
    row.put("in_title_article", title_ < 0 ? -1 : same);
    const auto here = static_cast<long>(i);
    row.put("rival_headings",
            title_ < 0 || here < title_
                ? -1
                : clamped(rivals_[i] - rivals_[static_cast<std::size_t>(title_)], 20));
    row.put("articles_before", clamped(articles_before(block(i).first), 20));
  }

  // <article> elements that ended before a node.
  long articles_before(NodeId node) const {
    return std::upper_bound(article_ends_.begin(), article_ends_.end(), node) -
           article_ends_.begin();
  }

  void count_rivals() {
    const std::uint8_t level = title_ < 0 ? 1 : block(static_cast<std::size_t>(title_)).level;
    long seen = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (level > 0 && block(i).level == level) ++seen;
      rivals_.push_back(seen);
    }
    for (NodeId id = 0; id < page_.document.nodes().size(); ++id) {
      if (page_.document.at(id).tag == Tag::article) {
        article_ends_.push_back(page_.document.at(id).end);
      }
    }
    std::sort(article_ends_.begin(), article_ends_.end());
  }

  void container(Row& row, std::size_t i, NodeId id) {
    const Outline::Sums sums = outline_.sums(id);
    row.put("box_blocks", static_cast<float>(sums.blocks));
    row.put("box_words", static_cast<float>(sums.words));
    row.put("box_links",
            ratio(static_cast<float>(sums.link_bytes), static_cast<float>(sums.bytes)));
    row.put("box_paragraphs",
            ratio(static_cast<float>(sums.paragraph_words), static_cast<float>(sums.words)));
    row.put("box_share", outline_.share(id));
    row.put("box_position",
            ratio(static_cast<float>(i - sums.first), static_cast<float>(sums.blocks)));
  }

  void containers(Row& row, std::size_t i) {
    // The two nearest ancestors that hold more than this block.
    NodeId id = block(i).element;
    std::uint32_t held = 1;
    for (int box = 0; box < 3; ++box) {
      while (page_.document.at(id).parent != html::kNone && outline_.sums(id).blocks <= held) {
        id = page_.document.at(id).parent;
      }
      held = outline_.sums(id).blocks;
      container(row, i, id);
    }
    const Group& group = groups_.at(signatures_[i]);
    row.put("alike", log_of(group.blocks));
    row.put("alike_words",
            ratio(static_cast<float>(group.words), static_cast<float>(group.blocks)));
    row.put("alike_links",
            ratio(static_cast<float>(group.link_bytes), static_cast<float>(group.bytes)));
    row.put("levels_to_best", clamped(outline_.levels_to(block(i).element, outline_.best), 15));
    row.put("levels_to_main", clamped(outline_.levels_to(block(i).element, outline_.main), 15));
    row.put("levels_to_article",
            outline_.article == html::kNone
                ? -1
                : clamped(outline_.levels_to(block(i).element, outline_.article), 15));
    row.put("articles", static_cast<float>(std::min<std::size_t>(outline_.articles, 50)));
    row.put("best_share", outline_.share(outline_.best));
  }

  void neighbour(Row& row, std::size_t i, long offset) {
    const long at = static_cast<long>(i) + offset;
    const bool there = at >= 0 && at < static_cast<long>(page_.blocks.size());
    const auto n = static_cast<std::size_t>(there ? at : 0);
    row.put("near_words", there ? static_cast<float>(stats(n).words) : -1);
    row.put("near_links", there ? link_density(n) : -1);
    row.put("near_kind", there ? static_cast<float>(block(n).kind) : -1);
    row.put("near_ends", there && stats(n).ends_sentence ? 1 : 0);
    row.put("near_sibling", there && page_.document.at(block(n).element).parent ==
                                         page_.document.at(block(i).element).parent
                                ? 1
                                : 0);
    row.put("near_alike", there && signatures_[n] == signatures_[i] ? 1 : 0);
    constexpr std::uint64_t kOff = bit(TextCue::related) | bit(TextCue::ad) | bit(TextCue::share) |
                                   bit(TextCue::newsletter) | bit(TextCue::comment) |
                                   bit(TextCue::copyright) | bit(TextCue::nav) | bit(TextCue::app);
    row.put("near_cue", there && (table_.text_cues[n] & kOff) != 0 ? 1 : 0);
  }

  void neighbours(Row& row, std::size_t i) {
    for (const long offset : {-1L, 1L, -2L, 2L}) neighbour(row, i, offset);
    const auto here = static_cast<long>(i);
    row.put("to_long_before", long_before_[i] < 0 ? 99 : clamped(here - long_before_[i], 60));
    row.put("to_long_after", long_after_[i] < 0 ? 99 : clamped(long_after_[i] - here, 60));
    const long heading = heading_before_[i];
    row.put("to_heading", heading < 0 ? 99 : clamped(here - heading, 60));
    row.put("heading_level", heading < 0 ? 0 : block(static_cast<std::size_t>(heading)).level);
    const std::uint64_t cues =
        heading < 0 ? 0 : table_.text_cues[static_cast<std::size_t>(heading)];
    row.put("heading_related", (cues & (bit(TextCue::related) | bit(TextCue::tags))) != 0 ? 1 : 0);
    row.put("heading_comment", (cues & bit(TextCue::comment)) != 0 ? 1.0F : 0.0F);
    row.put("heading_other",
            (cues & (bit(TextCue::newsletter) | bit(TextCue::share) | bit(TextCue::bio) |
                     bit(TextCue::contact) | bit(TextCue::app) | bit(TextCue::nav))) != 0
                ? 1
                : 0);
    row.put("heading_links", heading < 0 ? 0 : link_density(static_cast<std::size_t>(heading)));
  }

  void place(Row& row, std::size_t i) {
    const auto count = static_cast<float>(page_.blocks.size());
    row.put("position", ratio(static_cast<float>(i), count));
    row.put("text_position",
            ratio(static_cast<float>(block(i).begin), static_cast<float>(page_.text.size())));
    row.put("page_blocks", log_of(static_cast<std::uint32_t>(page_.blocks.size())));
    row.put("page_words", log_of(static_cast<std::uint32_t>(words_.size())));
    row.put("page_paragraph_words", log_of(outline_.sums(0).paragraph_words));
    const auto first = static_cast<long>(outline_.first_paragraph);
    const auto last = static_cast<long>(outline_.last_paragraph);
    row.put("from_first", clamped(static_cast<long>(i) - first, 100));
    row.put("from_last", clamped(static_cast<long>(i) - last, 100));
  }

  struct Group {
    std::uint32_t blocks = 0;
    std::uint32_t words = 0;
    std::uint32_t bytes = 0;
    std::uint32_t link_bytes = 0;
  };
  static constexpr std::uint32_t kStart = 2166136261U;

  const Page& page_;
  FeatureTable table_;
  Outline outline_;
  RunSet body_runs_;
  RunSet lead_runs_;
  std::vector<std::uint32_t> words_;
  std::vector<std::size_t> word_begin_;
  std::vector<std::uint32_t> title_words_;
  std::vector<float> title_shares_;
  std::vector<std::uint32_t> all_copies_;
  std::vector<long> long_before_;
  std::vector<long> long_after_;
  std::vector<long> heading_before_;
  std::vector<std::uint32_t> signatures_;
  std::unordered_map<std::uint32_t, Group> groups_;
  std::vector<long> rivals_;
  std::vector<NodeId> article_ends_;
  long title_ = -1;
};

FeatureTable made(const Page& page, const Hints& hints, const Cues& cues,
                  const FunctionWords& function_words, std::vector<std::string>* names) {
  if (page.blocks.empty()) return {};
  return Maker(page, hints, cues, function_words).make(names);
}

}  // namespace

FeatureTable features_of(const Page& page, const Hints& hints, const Cues& cues,
                         const FunctionWords& function_words) {
  return made(page, hints, cues, function_words, nullptr);
}

std::vector<std::string> feature_names() {
  std::vector<std::string> names;
  const Cues cues;
  const FunctionWords function_words("");
  auto document = html::parse("<p>x");
  if (document) made(cut(std::move(*document), cues), {}, cues, function_words, &names);
  return names;
}

std::size_t feature_count() { return feature_names().size(); }

}  // namespace newsloom::extract
