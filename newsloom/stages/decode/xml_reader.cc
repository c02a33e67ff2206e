#include "newsloom/stages/decode/xml_reader.h"

#include <algorithm>

#include "newsloom/core/html/entities.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom::decode {
namespace {

constexpr std::size_t kMaxReference = 40;
constexpr int kMaxEntityDepth = 4;
constexpr std::size_t kMaxWarnings = 20;

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

std::string_view prefix_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

}  // namespace

void XmlReader::warn(const char* what) {
  if (warnings_.size() >= kMaxWarnings) return;
  if (std::find(warnings_.begin(), warnings_.end(), what) == warnings_.end()) {
    warnings_.emplace_back(what);
  }
}

std::string_view XmlReader::space_of(std::string_view prefix) const {
  for (std::size_t i = bindings_.size(); i-- > 0;) {
    if (bindings_[i].prefix == prefix) return bindings_[i].uri;
  }
  return {};
}

void XmlReader::next(XmlEvent& event) {
  event.text.clear();
  event.attributes.clear();
  event.is_cdata = false;
  for (;;) {
    if (to_close_ > 0) {
      --to_close_;
      pop(event);
      return;
    }
    if (at_ >= source_.size()) {
      if (open_.empty()) {
        if (!seen_root_) warn("no element at all");
        event.kind = XmlEvent::Kind::end_of_document;
        return;
      }
      warn("the document ends inside an element");
      to_close_ = open_.size();
      continue;
    }
    if (source_[at_] == '<' && markup(event)) return;
    if (at_ < source_.size() && (source_[at_] != '<' || !event.text.empty())) {
      text(event);
      if (!event.text.empty()) return;
    }
  }
}

// Reads one piece of markup; true where it gives an event. A "<" that begins no markup is text.
bool XmlReader::markup(XmlEvent& event) {
  const std::string_view rest = source_.substr(at_);
  if (rest.substr(0, 4) == "<!--") {
    at_ += 4;
    skip_past("-->", "a comment has no end");
    return false;
  }
  if (rest.substr(0, 9) == "<![CDATA[") return cdata(event);
  if (rest.substr(0, 2) == "<?") {
    at_ += 2;
    skip_past("?>", "a processing instruction has no end");
    return false;
  }
  if (rest.substr(0, 2) == "<!") {
    doctype();
    return false;
  }
  if (rest.substr(0, 2) == "</") return end_tag(event);
  if (rest.size() > 1 && is_name_start(rest[1])) return start_tag(event);
  warn("a < that begins no tag");
  event.kind = XmlEvent::Kind::text;
  event.text = "<";
  ++at_;
  return true;
}

void XmlReader::skip_past(std::string_view end, const char* warning) {
  const std::size_t found = source_.find(end, at_);
  if (found == std::string_view::npos) warn(warning);
  at_ = found == std::string_view::npos ? source_.size() : found + end.size();
}

bool XmlReader::cdata(XmlEvent& event) {
  at_ += 9;
  const std::size_t end = source_.find("]]>", at_);
  if (end == std::string_view::npos) warn("a CDATA section has no end");
  event.kind = XmlEvent::Kind::text;
  event.is_cdata = true;
  event.text = source_.substr(at_, std::min(end, source_.size()) - at_);
  at_ = end == std::string_view::npos ? source_.size() : end + 3;
  return true;
}

// <!DOCTYPE …[…]>: only its entities are of use.
void XmlReader::doctype() {
  if (source_.substr(at_, 9) != "<!DOCTYPE" && source_.substr(at_, 9) != "<!doctype") {
    const bool is_entity = source_.substr(at_, 8) == "<!ENTITY";
    const std::size_t end = source_.find('>', at_);
    if (is_entity) entity_declaration(source_.substr(at_, std::min(end, source_.size()) - at_));
    if (!is_entity) warn("a declaration that is not known");
    at_ = end == std::string_view::npos ? source_.size() : end + 1;
    return;
  }
  std::size_t i = at_ + 9;
  char quote = 0;
  bool subset = false;
  for (; i < source_.size(); ++i) {
    const char c = source_[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (source_.substr(i, 4) == "<!--") {
      i = std::min(source_.find("-->", i + 4), source_.size() - 1);
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[') {
      subset = true;
    } else if (c == ']') {
      subset = false;
    } else if (subset && source_.substr(i, 8) == "<!ENTITY") {
      entity_declaration(source_.substr(i, 2 * kMaxEntityValueBytes));
      ++i;
    } else if (c == '>' && !subset) {
      break;
    }
  }
  at_ = std::min(i + 1, source_.size());
}

void XmlReader::entity_declaration(std::string_view declaration) {
  std::size_t i = 8;
  while (i < declaration.size() && is_white(declaration[i])) ++i;
  const std::size_t begin = i;
  while (i < declaration.size() && is_name(declaration[i])) ++i;
  const std::string_view name = declaration.substr(begin, i - begin);
  while (i < declaration.size() && is_white(declaration[i])) ++i;
  if (name.empty() || i >= declaration.size()) return;
  const char quote = declaration[i];
  if (quote != '"' && quote != '\'') return;  // SYSTEM, PUBLIC, %: never fetched
  const std::size_t end = declaration.find(quote, i + 1);
  if (end == std::string_view::npos || entities_.size() >= kMaxXmlEntities) return;
  if (end - i - 1 > kMaxEntityValueBytes) return;
  entities_.emplace(name, declaration.substr(i + 1, end - i - 1));
}

void XmlReader::text(XmlEvent& event) {
  const std::size_t end = std::min(source_.find('<', at_), source_.size());
  const std::string_view raw = source_.substr(at_, end - at_);
  at_ = end;
  // Between the elements outside the root only white space is meant.
  if (open_.empty() && std::all_of(raw.begin(), raw.end(), is_white)) return;
  if (open_.empty()) {
    warn("text outside the root element");
    return;
  }
  event.kind = XmlEvent::Kind::text;
  append_decoded(event.text, raw, 0);
}

void XmlReader::append_decoded(std::string& out, std::string_view raw, int depth) {
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t mark = raw.find('&', at);
    out.append(raw.substr(at, std::min(mark, raw.size()) - at));
    if (mark == std::string_view::npos) return;
    const std::string_view rest = raw.substr(mark + 1, kMaxReference);
    std::size_t length = !rest.empty() && rest[0] == '#' ? 1 : 0;
    while (length < rest.size() && is_name(rest[length])) ++length;
    const bool closed = length < rest.size() && rest[length] == ';';
    if (closed && append_reference(out, rest.substr(0, length), depth)) {
      at = mark + length + 2;
      continue;
    }
    warn("an & that begins no reference");
    out.push_back('&');
    at = mark + 1;
  }
}

bool XmlReader::append_reference(std::string& out, std::string_view name, int depth) {
  if (name.empty()) return false;
  if (const auto found = entities_.find(std::string(name)); found != entities_.end()) {
    expanded_ += found->second.size() + 1;
    if (expanded_ > kMaxExpandedBytes || depth >= kMaxEntityDepth) {
      warn("entities expand too far");
      return true;
    }
    append_decoded(out, found->second, depth + 1);
    return true;
  }
  const std::string reference = "&" + std::string(name) + ";";
  const std::string decoded = html::decoded(reference);
  if (decoded == reference) return false;
  out += decoded;
  return true;
}

bool XmlReader::start_tag(XmlEvent& event) {
  std::size_t end = at_ + 1;
  while (end < source_.size() && is_name(source_[end])) ++end;
  event.kind = XmlEvent::Kind::start;
  event.name = source_.substr(at_ + 1, end - at_ - 1);
  at_ = end;
  bool self_closing = false;
  attributes(event, self_closing);
  if (open_.empty() && seen_root_) warn("more than one root element");
  seen_root_ = true;
  if (open_.size() >= kMaxXmlDepth) {
    warn("elements are nested too deep");
    if (!self_closing) ++ignored_;
    event.attributes.clear();
    return false;
  }
  open_.push_back(event.name);
  ++open_count_[event.name];
  bind(event);
  event.space = space_of(prefix_of(event.name));
  const std::string_view prefix = prefix_of(event.name);
  if (!prefix.empty() && prefix != "xml" && event.space.empty()) {
    warn("a prefix that is not declared");
  }
  if (self_closing) to_close_ = 1;
  return true;
}

void XmlReader::attributes(XmlEvent& event, bool& self_closing) {
  for (;;) {
    while (at_ < source_.size() && is_white(source_[at_])) ++at_;
    if (at_ >= source_.size()) return warn("a tag has no end");
    const char c = source_[at_];
    if (c == '>') {
      ++at_;
      return;
    }
    if (c == '<') return warn("a tag has no end");
    if (c == '/') {
      ++at_;
      self_closing = at_ < source_.size() && source_[at_] == '>';
      continue;
    }
    const std::size_t begin = at_;
    while (at_ < source_.size() && is_name(source_[at_])) ++at_;
    if (at_ == begin) {
      warn("a sign inside a tag that has no place there");
      ++at_;
      continue;
    }
    const std::string_view name = source_.substr(begin, at_ - begin);
    while (at_ < source_.size() && is_white(source_[at_])) ++at_;
    std::string_view raw;
    if (at_ < source_.size() && source_[at_] == '=') {
      ++at_;
      while (at_ < source_.size() && is_white(source_[at_])) ++at_;
      if (at_ < source_.size() && (source_[at_] == '"' || source_[at_] == '\'')) {
        const std::size_t close = std::min(source_.find(source_[at_], at_ + 1), source_.size());
        raw = source_.substr(at_ + 1, close - at_ - 1);
        at_ = std::min(close + 1, source_.size());
      } else {
        warn("an attribute without quotes");
        const std::size_t from = at_;
        while (at_ < source_.size() && !is_white(source_[at_]) && source_[at_] != '>') ++at_;
        raw = source_.substr(from, at_ - from);
      }
    } else {
      warn("an attribute without value");
    }
    if (event.attributes.size() >= kMaxXmlAttributes) continue;
    event.attributes.push_back({name, {}});
    append_decoded(event.attributes.back().value, raw, 0);
  }
}

void XmlReader::bind(const XmlEvent& event) {
  for (const XmlAttribute& attribute : event.attributes) {
    if (attribute.name.substr(0, 5) != "xmlns" || bindings_.size() >= kMaxXmlBindings) continue;
    if (attribute.name.size() > 5 && attribute.name[5] != ':') continue;
    const std::string_view prefix =
        attribute.name.substr(std::min<std::size_t>(6, attribute.name.size()));
    bindings_.push_back({std::string(prefix), attribute.value, open_.size()});
  }
}

bool XmlReader::end_tag(XmlEvent& event) {
  std::size_t end = at_ + 2;
  while (end < source_.size() && is_name(source_[end])) ++end;
  const std::string_view name = source_.substr(at_ + 2, end - at_ - 2);
  while (end < source_.size() && is_white(source_[end])) ++end;
  if (end < source_.size() && source_[end] == '>') {
    ++end;
  } else {
    warn("an end tag has no end");
    while (end < source_.size() && source_[end] != '<' && source_[end] != '>') ++end;
    if (end < source_.size() && source_[end] == '>') ++end;
  }
  at_ = end;
  if (ignored_ > 0) {
    --ignored_;
    return false;
  }
  const auto found = open_count_.find(name);
  if (found == open_count_.end() || found->second == 0) {
    warn("an end tag without start tag");
    return false;
  }
  std::size_t depth = open_.size() - 1;
  while (open_[depth] != name) --depth;
  to_close_ = open_.size() - depth;
  if (to_close_ > 1) warn("an element is not closed");
  --to_close_;
  pop(event);
  return true;
}

void XmlReader::pop(XmlEvent& event) {
  event.kind = XmlEvent::Kind::end;
  event.name = open_.back();
  while (!bindings_.empty() && bindings_.back().depth == open_.size()) bindings_.pop_back();
  --open_count_[event.name];
  open_.pop_back();
}

}  // namespace newsloom::decode
