#include "newsloom/stages/extract/features.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "newsloom/stages/extract/page_shape.h"

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
constexpr std::size_t kMaxColumns = 1024;  // room for the first row; it tells how many there are

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
  Row(float* out, std::vector<std::string>* names) : out_(out), names_(names) {}
  void put(const char* name, float value) {
    *out_++ = value;
    if (names_ != nullptr) names_->emplace_back(name);
  }
  void put(const char* name, std::size_t index, float value) {
    *out_++ = value;
    if (names_ != nullptr) names_->push_back(name + std::to_string(index));
  }
  [[nodiscard]] const float* end() const { return out_; }

 private:
  float* out_;
  std::vector<std::string>* names_;
};

float ratio(float part, float whole) { return whole > 0 ? part / whole : 0; }

float clamped(long value, long limit) {
  return static_cast<float>(std::clamp(value, -limit, limit));
}

float log_of(std::uint32_t count) { return std::log1p(static_cast<float>(count)); }

class Maker {
 public:
  Maker(const Page& page, const Hints& hints, const Cues& cues, const FunctionWords& function_words)
      : page_(page), shape_(shape_of(page, hints, cues, function_words, table_)) {}

  FeatureTable make(std::vector<std::string>* names) {
    const std::size_t count = page_.blocks.size();
    table_.class_cues.assign(count, 0);
    table_.values.resize(kMaxColumns);
    for (std::size_t i = 0; i < count; ++i) {
      Row row(table_.values.data() + i * table_.columns, i == 0 ? names : nullptr);
      own_text(row, i);
      own_words(row, i);
      hinted(row, i);
      around(row, i);
      containers(row, i);
      from_headline(row, i);
      neighbours(row, i);
      place(row, i);
      if (i == 0) {
        table_.columns = static_cast<std::size_t>(row.end() - table_.values.data());
        NL_CHECK(table_.columns <= kMaxColumns);
        table_.values.resize(table_.columns * count);
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

  // An element with the headline is no furniture, whatever its name.
  bool holds_title(NodeId id) const {
    if (shape_.title < 0) return true;
    const NodeId at = block(static_cast<std::size_t>(shape_.title)).first;
    return id <= at && at < page_.document.at(id).end;
  }

  // <article> elements that ended before a node.
  long articles_before(NodeId node) const {
    return std::upper_bound(shape_.article_ends.begin(), shape_.article_ends.end(), node) -
           shape_.article_ends.begin();
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
    row.put("copies", static_cast<float>(shape_.all_copies[i]));
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
    const auto [first, count] = shape_.words_of(i);
    const bool has_body = table_.body_match >= kBodyMatch;
    row.put("in_body_hint", has_body ? shape_.body_runs.share(first, count) : -1);
    row.put("body_match", has_body ? table_.body_match : -1);
    row.put("in_description", shape_.lead_runs.empty() ? -1 : shape_.lead_runs.share(first, count));
    row.put("title_share", shape_.title_shares[i]);
    row.put("title_cover",
            ratio(static_cast<float>(count), static_cast<float>(shape_.title_words.size())));
    row.put("from_title",
            shape_.title < 0 ? 999 : clamped(static_cast<long>(i) - shape_.title, 200));
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
      if (found != 0 && shape_.outline.share(id) > kWholePage && holds_title(id))
        found &= ~kLocalCues;
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

  // How the block hangs together with the headline: pages that go on with the next article have
  // another <article>, another heading of the same level.
  void from_headline(Row& row, std::size_t i) {
    long levels = 0;
    NodeId id = block(i).element;
    while (id != html::kNone && !holds_title(id)) {
      id = page_.document.at(id).parent;
      ++levels;
    }
    row.put("levels_to_title", shape_.title < 0 ? -1 : clamped(levels, 20));
    float same = -1;
    for (id = block(i).element; id != html::kNone; id = page_.document.at(id).parent) {
      if (page_.document.at(id).tag != Tag::article) continue;
      same = holds_title(id) ? 1 : 0;
      break;
    }
    row.put("in_title_article", shape_.title < 0 ? -1 : same);
    const auto here = static_cast<long>(i);
    row.put("rival_headings",
            shape_.title < 0 || here < shape_.title
                ? -1
                : clamped(shape_.rivals[i] - shape_.rivals[static_cast<std::size_t>(shape_.title)],
                          20));
    row.put("articles_before", clamped(articles_before(block(i).first), 20));
  }

  void container(Row& row, std::size_t i, NodeId id) {
    const Outline::Sums sums = shape_.outline.sums(id);
    row.put("box_blocks", static_cast<float>(sums.blocks));
    row.put("box_words", static_cast<float>(sums.words));
    row.put("box_links",
            ratio(static_cast<float>(sums.link_bytes), static_cast<float>(sums.bytes)));
    row.put("box_paragraphs",
            ratio(static_cast<float>(sums.paragraph_words), static_cast<float>(sums.words)));
    row.put("box_share", shape_.outline.share(id));
    row.put("box_position",
            ratio(static_cast<float>(i - sums.first), static_cast<float>(sums.blocks)));
  }

  void containers(Row& row, std::size_t i) {
    // The two nearest ancestors that hold more than this block.
    NodeId id = block(i).element;
    std::uint32_t held = 1;
    for (int box = 0; box < 3; ++box) {
      while (page_.document.at(id).parent != html::kNone &&
             shape_.outline.sums(id).blocks <= held) {
        id = page_.document.at(id).parent;
      }
      held = shape_.outline.sums(id).blocks;
      container(row, i, id);
    }
    const PageShape::Group& group = shape_.groups.at(shape_.signatures[i]);
    row.put("alike", log_of(group.blocks));
    row.put("alike_words",
            ratio(static_cast<float>(group.words), static_cast<float>(group.blocks)));
    row.put("alike_links",
            ratio(static_cast<float>(group.link_bytes), static_cast<float>(group.bytes)));
    row.put("levels_to_best",
            clamped(shape_.outline.levels_to(block(i).element, shape_.outline.best), 15));
    row.put("levels_to_main",
            clamped(shape_.outline.levels_to(block(i).element, shape_.outline.main), 15));
    row.put("levels_to_article",
            shape_.outline.article == html::kNone
                ? -1
                : clamped(shape_.outline.levels_to(block(i).element, shape_.outline.article), 15));
    row.put("articles", static_cast<float>(std::min<std::size_t>(shape_.outline.articles, 50)));
    row.put("best_share", shape_.outline.share(shape_.outline.best));
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
    row.put("near_alike", there && shape_.signatures[n] == shape_.signatures[i] ? 1 : 0);
    constexpr std::uint64_t kOff = bit(TextCue::related) | bit(TextCue::ad) | bit(TextCue::share) |
                                   bit(TextCue::newsletter) | bit(TextCue::comment) |
                                   bit(TextCue::copyright) | bit(TextCue::nav) | bit(TextCue::app);
    row.put("near_cue", there && (table_.text_cues[n] & kOff) != 0 ? 1 : 0);
  }

  void neighbours(Row& row, std::size_t i) {
    for (const long offset : {-1L, 1L, -2L, 2L}) neighbour(row, i, offset);
    const auto here = static_cast<long>(i);
    row.put("to_long_before",
            shape_.long_before[i] < 0 ? 99 : clamped(here - shape_.long_before[i], 60));
    row.put("to_long_after",
            shape_.long_after[i] < 0 ? 99 : clamped(shape_.long_after[i] - here, 60));
    const long heading = shape_.heading_before[i];
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
    row.put("page_words", log_of(static_cast<std::uint32_t>(shape_.words.size())));
    row.put("page_paragraph_words", log_of(shape_.outline.sums(0).paragraph_words));
    const auto first = static_cast<long>(shape_.outline.first_paragraph);
    const auto last = static_cast<long>(shape_.outline.last_paragraph);
    row.put("from_first", clamped(static_cast<long>(i) - first, 100));
    row.put("from_last", clamped(static_cast<long>(i) - last, 100));
  }

  const Page& page_;
  FeatureTable table_;
  PageShape shape_;
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
