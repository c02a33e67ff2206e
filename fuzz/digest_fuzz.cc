// digest of stories made of any text, with annotations cut out of it at random: every line of the
// result must rest on words of its article, and the written form must be readable again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "newsloom/core/codec.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/digest/digest.h"

namespace {

using newsloom::Span;

/// Takes small numbers from the front of the input.
class Dice {
 public:
  explicit Dice(std::string_view bytes) : bytes_(bytes) {}
  std::uint32_t below(std::uint32_t limit) {
    if (bytes_.size() < 2 || limit == 0) return 0;
    const auto value = static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[0]) * 256U +
                                                  static_cast<unsigned char>(bytes_[1]));
    bytes_.remove_prefix(2);
    return value % limit;
  }
  [[nodiscard]] bool empty() const { return bytes_.size() < 2; }

 private:
  std::string_view bytes_;
};

Span piece(Dice& dice, std::string_view text) {
  auto begin = dice.below(static_cast<std::uint32_t>(text.size() + 1));
  auto end = begin + dice.below(120);
  if (end > text.size()) end = static_cast<std::uint32_t>(text.size());
  while (!newsloom::is_boundary(text, begin)) --begin;
  while (!newsloom::is_boundary(text, end)) ++end;
  return {begin, end, newsloom::Field::text};
}

void annotate(newsloom::Item& item, Dice& dice) {
  const std::string& text = item.article.text;
  newsloom::Annotations& notes = item.annotations;
  notes.article = item.article.id;
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if (text[at] != '.' && text[at] != '\n') continue;
    notes.sentences.push_back({begin, at + 1, newsloom::Field::text});
    begin = at + 1;
  }
  constexpr const char* kDays[] = {"2025-05-16", "2025-06-02", "2025-05", "2025", "P3Y", "x"};
  for (int i = 0; i < 12 && !dice.empty(); ++i) {
    const Span span = piece(dice, text);
    const std::string words(newsloom::text_of(item.article, span));
    switch (dice.below(5)) {
      case 0:
        notes.names.push_back({"n" + std::to_string(notes.names.size()),
                               words,
                               static_cast<newsloom::NameType>(dice.below(4)),
                               words,
                               {span},
                               1});
        break;
      case 1: {
        newsloom::Statement s;
        s.kind = static_cast<newsloom::StatementKind>(dice.below(3));
        s.span = span;
        s.content = {span};
        s.speaker = newsloom::Speaker{words, span, "n0"};
        s.said_on = kDays[dice.below(6)];
        s.denied = dice.below(2) == 1;
        notes.statements.push_back(std::move(s));
        break;
      }
      case 2:
        notes.dates.push_back({span, static_cast<newsloom::DateType>(dice.below(4)),
                               kDays[dice.below(6)],
                               static_cast<newsloom::DatePrecision>(dice.below(13)), 1});
        break;
      case 3: {
        newsloom::Figure f;
        f.span = span;
        f.number = span;
        f.value = dice.below(3000);
        f.change = static_cast<newsloom::FigureChange>(dice.below(7));
        f.scope = static_cast<newsloom::Scope>(dice.below(4));
        f.unit = dice.below(2) == 0 ? "people" : words;
        notes.figures.push_back(std::move(f));
        break;
      }
      default: {
        newsloom::Event e;
        e.span = span;
        e.trigger = span;
        e.label = words;
        e.who = {"n0"};
        e.date = kDays[dice.below(6)];
        e.status = static_cast<newsloom::Status>(dice.below(7));
        notes.events.push_back(std::move(e));
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 20'000) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t half = size / 2;
  Dice dice(bytes.substr(half));
  const std::string text = newsloom::nfc(bytes.substr(0, half));
  newsloom::Story story;
  story.id = "s";
  std::vector<newsloom::ItemPtr> items;
  for (int n = 0; n < 3; ++n) {
    auto item = std::make_shared<newsloom::Item>();
    item->article.id = "a" + std::to_string(n);
    item->article.text = text;
    item->article.published = newsloom::timestamp_of_utc(1'748'000'000 + n * 86'400);
    annotate(*item, dice);
    story.members.push_back(item->article.id);
    items.push_back(std::move(item));
  }
  const newsloom::Digest digest = newsloom::digest::digest(story, items, {});
  const auto find = [&](std::string_view id) -> const newsloom::Article* {
    for (const auto& item : items) {
      if (item->article.id == id) return &item->article;
    }
    return nullptr;
  };
  const auto check = [&](const newsloom::Evidence& e) {
    if (e.span.begin > e.span.end || e.span.end > text.size()) std::abort();
    if (!newsloom::is_boundary(text, e.span.begin)) std::abort();
    if (!newsloom::is_boundary(text, e.span.end)) std::abort();
  };
  for (const auto& line : digest.timeline) {
    if (line.evidence.empty()) std::abort();
    for (const auto& e : line.evidence) check(e);
  }
  for (const auto& d : digest.differences) {
    if (d.evidence.empty()) std::abort();
    for (const auto& e : d.evidence) check(e);
  }
  for (const auto& e : digest.brief) check(e);
  const std::string json = newsloom::codec::to_json(digest, find);
  const auto back = newsloom::codec::digest_from_json(json, find);
  if (!back || newsloom::codec::to_json(*back, find) != json) std::abort();
  return 0;
}
