#pragma once
// A pull reader of XML as it is met in feeds: broken documents give what can be read, and say what
// was wrong. Entities of the document are expanded within a budget; nothing is ever fetched.
// Source: XML 1.0 (5th edition), Namespaces in XML 1.0, for what is well-formed.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace newsloom::decode {

inline constexpr std::size_t kMaxXmlAttributes = 64;  ///< of one element; more are left out
inline constexpr std::size_t kMaxXmlEntities = 256;   ///< declared in the document
inline constexpr std::size_t kMaxEntityValueBytes = 4096;
inline constexpr std::size_t kMaxExpandedBytes = 1U << 20U;  ///< of declared entities, in all
inline constexpr std::size_t kMaxXmlDepth =
    4096;  ///< deeper elements are left out, their text stays
inline constexpr std::size_t kMaxXmlBindings = 256;  ///< of name spaces in scope

struct XmlAttribute {
  std::string_view name;  ///< as written
  std::string value;      ///< references undone
};

struct XmlEvent {
  enum class Kind : std::uint8_t { start, end, text, end_of_document };
  Kind kind = Kind::end_of_document;
  std::string_view name;   ///< of start and end: as written, prefix included
  std::string_view space;  ///< of start: the URI its prefix is bound to, or empty
  std::vector<XmlAttribute> attributes;
  std::string text;
  bool is_cdata = false;
};

class XmlReader {
 public:
  /// `source` (UTF-8) must outlive the reader.
  explicit XmlReader(std::string_view source) : source_(source) {}

  /// Every start has its end, whatever the document does.
  void next(XmlEvent& event);
  /// What was wrong, each kind once, in order.
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }
  /// The URI of a prefix in scope, or an empty view.
  [[nodiscard]] std::string_view space_of(std::string_view prefix) const;
  [[nodiscard]] std::size_t offset() const { return at_; }

 private:
  struct Binding {
    std::string prefix;
    std::string uri;
    std::size_t depth = 0;
  };

  bool markup(XmlEvent& event);
  void text(XmlEvent& event);
  bool cdata(XmlEvent& event);
  void doctype();
  void entity_declaration(std::string_view declaration);
  bool start_tag(XmlEvent& event);
  bool end_tag(XmlEvent& event);
  void attributes(XmlEvent& event, bool& self_closing);
  void bind(const XmlEvent& event);
  void pop(XmlEvent& event);
  void skip_past(std::string_view end, const char* warning);
  void append_decoded(std::string& out, std::string_view raw, int depth);
  bool append_reference(std::string& out, std::string_view name, int depth);
  void warn(const char* what);

  std::string_view source_;
  std::size_t at_ = 0;
  std::vector<std::string_view> open_;
  std::unordered_map<std::string_view, std::size_t> open_count_;
  std::vector<Binding> bindings_;
  std::unordered_map<std::string, std::string> entities_;
  std::size_t expanded_ = 0;
  std::size_t to_close_ = 0;  // ends still to be given for an end tag that closes several
  std::size_t ignored_ = 0;   // elements too deep, open now
  bool seen_root_ = false;
  std::vector<std::string> warnings_;
};

}  // namespace newsloom::decode
