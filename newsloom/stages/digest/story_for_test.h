#pragma once
// For the tests of this folder: articles with annotations written by hand, place given by the words
// themselves.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/item.h"
#include "newsloom/core/time.h"

namespace newsloom::digest {

class Written {
 public:
  Written(std::string id, std::string_view day, std::string title, std::string text) {
    Article& a = item_.article;
    a.id = std::move(id);
    a.capture = a.id;
    a.title = std::move(title);
    a.text = std::move(text);
    a.publisher = "Outlet " + a.id;
    a.language = "en";
    if (const auto published = parse_timestamp(day)) a.published = *published;
    item_.annotations.article = a.id;
    item_.annotations.language = "en";
    if (!a.title->empty()) {
      item_.annotations.sentences.push_back(
          {0, static_cast<std::uint32_t>(a.title->size()), Field::title});
    }
    std::size_t begin = 0;
    while (begin < a.text.size()) {
      std::size_t end = begin;
      while (end < a.text.size() && !ends(a.text, end)) ++end;
      if (end < a.text.size()) ++end;
      item_.annotations.sentences.push_back(
          {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), Field::text});
      begin = end;
      while (begin < a.text.size() && (a.text[begin] == ' ' || a.text[begin] == '\n')) ++begin;
    }
  }

  [[nodiscard]] Span at(std::string_view words) const {
    const std::size_t begin = item_.article.text.find(words);
    if (begin == std::string::npos) return {};
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size()),
            Field::text};
  }

  Written& name(std::string_view full, NameType type, std::string_view role = {},
                std::vector<std::string_view> forms = {}) {
    Name name;
    name.id = "n" + std::to_string(item_.annotations.names.size() + 1);
    name.name = std::string(full);
    name.type = type;
    if (!role.empty()) name.role = std::string(role);
    forms.insert(forms.begin(), full);
    for (const std::string_view form : forms) {
      std::size_t from = 0;
      while ((from = item_.article.text.find(form, from)) != std::string::npos) {
        name.mentions.push_back({static_cast<std::uint32_t>(from),
                                 static_cast<std::uint32_t>(from + form.size()), Field::text});
        from += form.size();
      }
    }
    item_.annotations.names.push_back(std::move(name));
    return *this;
  }

  Written& says(StatementKind kind, std::string_view whole, std::string_view content,
                std::string_view speaker, std::string_view said_on = {}) {
    Statement s;
    s.kind = kind;
    s.span = at(whole);
    s.content = {at(content)};
    Speaker who;
    who.name = std::string(speaker);
    for (const Name& n : item_.annotations.names) {
      if (n.name == speaker) who.name_id = n.id;
    }
    s.speaker = std::move(who);
    if (!said_on.empty()) s.said_on = std::string(said_on);
    item_.annotations.statements.push_back(std::move(s));
    return *this;
  }

  Written& date(std::string_view words, std::string_view value,
                DatePrecision precision = DatePrecision::day, DateType type = DateType::date) {
    item_.annotations.dates.push_back({at(words), type, std::string(value), precision, 0, 1});
    return *this;
  }

  Written& event(std::string_view clause, std::string_view code, std::string_view value,
                 Status status) {
    Event e;
    e.span = at(clause);
    e.trigger = e.span;
    e.label = std::string(clause);
    e.code = std::string(code);
    if (!value.empty()) e.date = std::string(value);
    e.precision = value.size() == 10 ? DatePrecision::day : DatePrecision::month;
    e.status = status;
    e.confidence = 0.8F;
    for (const Name& n : item_.annotations.names) {
      for (const Span& m : n.mentions) {
        if (e.span.contains(m)) {
          e.who.push_back(n.id);
          break;
        }
      }
    }
    item_.annotations.events.push_back(std::move(e));
    return *this;
  }

  Written& figure(std::string_view words, std::string_view number, double value,
                  std::string_view counted, FigureChange change = FigureChange::equal,
                  Scope scope = Scope::unknown) {
    Figure f;
    f.span = at(words);
    const std::size_t inner = words.find(number);
    f.number = {static_cast<std::uint32_t>(f.span.begin + inner),
                static_cast<std::uint32_t>(f.span.begin + inner + number.size()), Field::text};
    f.value = value;
    f.unit = std::string(counted);
    f.counted = std::string(counted);
    f.change = change;
    f.scope = scope;
    item_.annotations.figures.push_back(std::move(f));
    return *this;
  }

  [[nodiscard]] Item& item() { return item_; }
  [[nodiscard]] const Item& item() const { return item_; }
  [[nodiscard]] ItemPtr done() const { return std::make_shared<const Item>(item_); }

 private:
  static bool ends(std::string_view text, std::size_t at) {
    if (text[at] == '\n') return true;
    const bool stop = text[at] == '.' || text[at] == '!' || text[at] == '?' || text[at] == '"';
    return stop && (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n') &&
           (text[at] != '"' || text[at - 1] == '.');
  }

  Item item_;
};

}  // namespace newsloom::digest
