#include "newsloom/core/html/tags.h"

#include <array>

namespace newsloom::html {
namespace {

struct Entry {
  Tag tag;
  std::string_view name;
  std::uint16_t traits;
};

constexpr std::uint16_t kBlock = kSpecial | kClosesParagraph | kBreaksForeign;
constexpr std::uint16_t kInline = kFormatting | kBreaksForeign;

constexpr Entry kTags[] = {
    {Tag::html, "html", kSpecial | kScope},
    {Tag::head, "head", kSpecial | kBreaksForeign},
    {Tag::body, "body", kSpecial | kBreaksForeign},
    {Tag::title, "title", kRawDecoded | kInHead},
    {Tag::meta, "meta", kVoid | kInHead | kBreaksForeign},
    {Tag::link, "link", kVoid | kInHead},
    {Tag::base, "base", kVoid | kInHead},
    {Tag::script, "script", kRaw | kInHead},
    {Tag::style, "style", kRaw | kInHead},
    {Tag::noscript, "noscript", kInHead},
    {Tag::template_, "template", kSpecial | kScope | kInHead},
    {Tag::iframe, "iframe", kRaw},
    {Tag::object, "object", kSpecial | kScope},
    {Tag::embed, "embed", kVoid | kBreaksForeign},
    {Tag::svg, "svg", 0},
    {Tag::math, "math", 0},
    {Tag::canvas, "canvas", 0},
    {Tag::video, "video", 0},
    {Tag::audio, "audio", 0},
    {Tag::picture, "picture", 0},
    {Tag::source, "source", kVoid},
    {Tag::img, "img", kVoid | kBreaksForeign},
    {Tag::figure, "figure", kBlock},
    {Tag::figcaption, "figcaption", kBlock},
    {Tag::article, "article", kBlock},
    {Tag::section, "section", kBlock},
    {Tag::nav, "nav", kBlock},
    {Tag::aside, "aside", kBlock},
    {Tag::header, "header", kBlock},
    {Tag::footer, "footer", kBlock},
    {Tag::main, "main", kBlock},
    {Tag::address, "address", kBlock},
    {Tag::div, "div", kBlock},
    {Tag::span, "span", kBreaksForeign},
    {Tag::p, "p", kBlock},
    {Tag::br, "br", kVoid | kBreaksForeign},
    {Tag::hr, "hr", kVoid | kClosesParagraph | kBreaksForeign},
    {Tag::wbr, "wbr", kVoid},
    {Tag::pre, "pre", kBlock},
    {Tag::blockquote, "blockquote", kBlock},
    {Tag::q, "q", 0},
    {Tag::cite, "cite", 0},
    {Tag::h1, "h1", kBlock | kHeading},
    {Tag::h2, "h2", kBlock | kHeading},
    {Tag::h3, "h3", kBlock | kHeading},
    {Tag::h4, "h4", kBlock | kHeading},
    {Tag::h5, "h5", kBlock | kHeading},
    {Tag::h6, "h6", kBlock | kHeading},
    {Tag::ul, "ul", kBlock},
    {Tag::ol, "ol", kBlock},
    {Tag::li, "li", kBlock},
    {Tag::dl, "dl", kBlock},
    {Tag::dt, "dt", kBlock},
    {Tag::dd, "dd", kBlock},
    {Tag::table, "table", kBlock | kScope},
    {Tag::caption, "caption", kSpecial | kScope},
    {Tag::thead, "thead", kSpecial},
    {Tag::tbody, "tbody", kSpecial},
    {Tag::tfoot, "tfoot", kSpecial},
    {Tag::tr, "tr", kSpecial},
    {Tag::td, "td", kSpecial | kScope},
    {Tag::th, "th", kSpecial | kScope},
    {Tag::a, "a", kFormatting},
    {Tag::b, "b", kInline},
    {Tag::strong, "strong", kInline},
    {Tag::i, "i", kInline},
    {Tag::em, "em", kInline},
    {Tag::u, "u", kInline},
    {Tag::s, "s", kInline},
    {Tag::small, "small", kInline},
    {Tag::sub, "sub", kBreaksForeign},
    {Tag::sup, "sup", kBreaksForeign},
    {Tag::abbr, "abbr", 0},
    {Tag::code, "code", kInline},
    {Tag::kbd, "kbd", 0},
    {Tag::mark, "mark", 0},
    {Tag::time, "time", 0},
    {Tag::ins, "ins", 0},
    {Tag::del, "del", 0},
    {Tag::label, "label", 0},
    {Tag::form, "form", kBlock},
    {Tag::input, "input", kVoid},
    {Tag::button, "button", kSpecial | kScope},
    {Tag::select, "select", kSpecial},
    {Tag::option, "option", 0},
    {Tag::textarea, "textarea", kRawDecoded},
    {Tag::fieldset, "fieldset", kBlock},
    {Tag::details, "details", kBlock},
    {Tag::summary, "summary", kBlock},
    {Tag::dialog, "dialog", kBlock},
    {Tag::menu, "menu", kBlock},
    {Tag::font, "font", kInline},
    {Tag::center, "center", kBlock},
};

// Tags that are read like another one: void ones like <wbr>, raw ones like <iframe>.
constexpr Entry kAliases[] = {
    {Tag::iframe, "xmp", 0}, {Tag::iframe, "noembed", 0}, {Tag::iframe, "noframes", 0},
    {Tag::b, "big", 0},      {Tag::b, "tt", 0},           {Tag::s, "strike", 0},
    {Tag::code, "samp", 0},  {Tag::section, "hgroup", 0}, {Tag::section, "search", 0},
    {Tag::menu, "dir", 0},   {Tag::i, "var", 0},          {Tag::wbr, "keygen", 0},
    {Tag::wbr, "area", 0},   {Tag::wbr, "col", 0},        {Tag::wbr, "track", 0},
    {Tag::wbr, "param", 0},  {Tag::wbr, "frame", 0},
};

constexpr std::size_t kSlots = 1024;

constexpr std::size_t slot_of(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (hash ^ (hash >> 13)) % kSlots;
}

struct Table {
  std::array<std::string_view, kSlots> names{};
  std::array<Tag, kSlots> tags{};
  std::array<std::uint16_t, 256> traits{};
  std::array<std::string_view, 256> name_of{};

  constexpr void put(std::string_view name, Tag tag) {
    std::size_t slot = slot_of(name);
    while (!names[slot].empty() && names[slot] != name) slot = (slot + 1) % kSlots;
    names[slot] = name;
    tags[slot] = tag;
  }
  constexpr Table() {
    for (const Entry& entry : kTags) {
      put(entry.name, entry.tag);
      traits[static_cast<std::size_t>(entry.tag)] = entry.traits;
      name_of[static_cast<std::size_t>(entry.tag)] = entry.name;
    }
    for (const Entry& entry : kAliases) put(entry.name, entry.tag);
  }
};

constexpr Table kTable;

}  // namespace

Tag tag_of(std::string_view name) {
  if (name.size() > 10) return Tag::other;
  std::size_t slot = slot_of(name);
  while (!kTable.names[slot].empty()) {
    if (kTable.names[slot] == name) return kTable.tags[slot];
    slot = (slot + 1) % kSlots;
  }
  return Tag::other;
}

std::string_view name_of(Tag tag) { return kTable.name_of[static_cast<std::size_t>(tag)]; }

std::uint16_t traits_of(Tag tag) { return kTable.traits[static_cast<std::size_t>(tag)]; }

}  // namespace newsloom::html
