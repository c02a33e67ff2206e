#include "newsloom/stages/extract/plain_main.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/names.h"
#include "newsloom/stages/extract/plain_times.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kPrefix = 48;  // bytes in which a label may stick to a sentence

bool is_text(const PlainLine& line) {
  return line.kind == LineKind::prose || line.kind == LineKind::sentence;
}

bool has_publisher_word(std::string_view name) {
  const std::string lower = " " + folded(name) + " ";
  for (const std::string_view word :
       {" times ",    " news ",      " post ",     " daily ",    " herald ",      " tribune ",
        " gazette ",  " journal ",   " press ",    " observer ", " chronicle ",   " telegraph ",
        " tv ",       " radio ",     " shimbun ",  " zeitung ",  " nachrichten ", " kurier ",
        " anzeiger ", " rundschau ", " diario ",   " el ",       " la ",          " le ",
        " the ",      " today ",     " agency ",   " guardian ", " mail ",        " echo ",
        " weekly ",   " review ",    " standard ", " star ",     " express ",     " courier ",
        " argus ",    " bote ",      " online ",   " wire ",     " mirror ",      " monitor ",
        " globe ",    " record "}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  for (const std::string_view end : {"zeitung ", "blatt ", "nachrichten ", "anzeiger ", "bote ",
                                     ".com ", ".org ", ".net ", ".test ", "kurier ", "post "}) {
    if (lower.size() > end.size() && lower.substr(lower.size() - end.size()) == end) return true;
  }
  return false;
}

// A widget's label stuck to the start of a sentence: "More Clips“We will …". The cut, or 0.
std::size_t stuck_label(std::string_view text) {
  for (const std::string_view quote : {"“", "„", "«"}) {
    const std::size_t at = text.substr(0, kPrefix).find(quote);
    if (at == std::string_view::npos || at < 3) continue;
    const char before = text[at - 1];
    if (before < 'a' || before > 'z') continue;
    const std::string_view label = text.substr(0, at);
    const auto words = 1 + std::count(label.begin(), label.end(), ' ');
    const bool capital = label.front() >= 'A' && label.front() <= 'Z';
    if (capital && words <= 4) return at;
  }
  return 0;
}

class MainReader {
 public:
  MainReader(std::vector<PlainLine> lines, std::size_t end) : lines_(std::move(lines)), end_(end) {}

  void read(Article& article) {
    end_ = end_of_comments();
    unstick();
    unmark_titles();
    leave_out_links();
    mark_captions();
    find_body();
    if (first_ >= end_) return;
    title(article);
    standfirst(article);
    facts(article);
    body(article);
  }

  [[nodiscard]] std::uint32_t words() const { return words_; }

 private:
  // Readers' comments are prose, too: the article ends where they begin.
  std::size_t end_of_comments() const {
    std::uint32_t words = 0;
    for (std::size_t i = 0; i < end_; ++i) {
      if (is_text(lines_[i])) words += lines_[i].words;
      if (lines_[i].kind != LineKind::comments || words < kPlainArticleWords) continue;
      std::uint32_t behind = 0;
      for (std::size_t j = i; j < end_; ++j) behind += is_text(lines_[j]) ? lines_[j].words : 0;
      if (behind < words * 2) return i;
    }
    return end_;
  }

  void unstick() {
    for (std::size_t i = 0; i < end_; ++i) {
      if (lines_[i].kind != LineKind::prose) continue;
      const std::size_t cut = stuck_label(lines_[i].text);
      if (cut == 0) continue;
      const std::string label = folded(lines_[i].text.substr(0, cut));
      lines_[i].text.erase(0, cut);
      // The widget's own heading stands before it and shares a word.
      if (i == 0 || lines_[i - 1].kind != LineKind::heading || lines_[i - 1].words > 4) continue;
      const std::string head = folded(lines_[i - 1].text);
      const std::string last = label.substr(label.rfind(' ') + 1);
      if (head.find(last) != std::string::npos) lines_[i - 1].kind = LineKind::furniture;
    }
  }

  // A title with a full stop or a question mark counts as a sentence; said twice, or first of all
  // and a question, it is a title.
  void unmark_titles() {
    for (std::size_t i = 0; i < std::min<std::size_t>(end_, 12); ++i) {
      if (!is_text(lines_[i]) || lines_[i].words > 20) continue;
      bool twice = false;
      for (std::size_t j = i + 1; j < std::min(end_, i + 4); ++j) {
        twice = twice || lines_[j].text == lines_[i].text;
      }
      const bool question = i == 0 && lines_[i].text.back() == '?';
      if (!twice && !question) continue;
      for (std::size_t j = i; j < std::min(end_, i + 4); ++j) {
        if (lines_[j].text == lines_[i].text) lines_[j].kind = LineKind::heading;
      }
    }
  }

  // "Also read" inside the text: the titles below it belong to other articles.
  void leave_out_links() {
    for (std::size_t i = 0; i < end_; ++i) {
      if (lines_[i].kind != LineKind::related) continue;
      for (std::size_t j = i + 1; j < end_ && !is_text(lines_[j]); ++j) {
        if (lines_[j].kind == LineKind::heading) lines_[j].kind = LineKind::furniture;
      }
    }
  }

  // Text of a picture stands beside its credit, before the article begins.
  void mark_captions() {
    std::uint32_t words = 0;
    for (std::size_t i = 0; i < end_ && words < kPlainArticleWords; ++i) {
      if (lines_[i].kind == LineKind::prose) words += lines_[i].words;
      const bool credit = lines_[i].kind == LineKind::credit;
      if (!credit && lines_[i].kind != LineKind::caption) continue;
      if (i + 1 < end_ && is_text(lines_[i + 1]) && words == 0 && looks_pictured(lines_[i + 1])) {
        lines_[i + 1].kind = LineKind::caption;
      } else if (credit && i > 0 && is_text(lines_[i - 1]) && looks_pictured(lines_[i - 1])) {
        words -= std::min(words, lines_[i - 1].words);
        lines_[i - 1].kind = LineKind::caption;
      }
    }
  }

  // One sentence that says who or what is seen, and when.
  static bool looks_pictured(const PlainLine& line) {
    if (line.words > 60) return false;
    const std::string lower = folded(line.text);
    for (const std::string_view sign :
         {", left,",    ", right,", ", centre,", ", center,", "pictured",  "(left)",     "(right)",
          "(links)",    "(rechts)", "im bild",   "izquierda", "derecha",   "file photo", "archivo",
          "archivbild", " pose",    " stands ",  " speaks ",  " arrives ", " walks ",    " shakes ",
          " attends ",  " awards ", " waves ",   " seen ",    "during a"}) {
      if (lower.find(sign) != std::string::npos) return true;
    }
    // "… in Orvik, Monday, May 5, 2025."
    const std::size_t tail = lower.size() > 30 ? lower.size() - 30 : 0;
    return lower.find(", 20", tail) != std::string::npos ||
           lower.find(", 19", tail) != std::string::npos;
  }

  void find_body() {
    first_ = end_;
    last_ = 0;
    for (std::size_t i = 0; i < end_; ++i) {
      if (lines_[i].kind != LineKind::prose) continue;
      if (first_ == end_) first_ = i;
      last_ = i + 1;
    }
    if (first_ == end_) return;
    // A summary above the picture: the article begins below it.
    std::size_t next = first_ + 1;
    if (next < end_ && lines_[next].kind == LineKind::caption && count_prose(next, end_) >= 3) {
      summary_ = first_;
      while (next < end_ && lines_[next].kind != LineKind::prose) ++next;
      first_ = next;
    }
    while (last_ < end_ && lines_[last_].kind == LineKind::sentence) ++last_;
    // Short sentences that begin the text.
    while (first_ > 0 && lines_[first_ - 1].kind == LineKind::sentence &&
           lines_[first_ - 1].words > 4 && !lines_[first_].blank_before) {
      --first_;
    }
  }

  std::size_t count_prose(std::size_t begin, std::size_t end) const {
    std::size_t count = 0;
    for (std::size_t i = begin; i < end; ++i) count += lines_[i].kind == LineKind::prose ? 1U : 0U;
    return count;
  }

  bool is_twice(std::size_t at, std::size_t end) const {
    for (std::size_t i = 0; i < end; ++i) {
      if (i != at && lines_[i].text == lines_[at].text) return true;
    }
    return false;
  }

  // The first heading of some words above the text; one said twice stands before others.
  void title(Article& article) {
    std::size_t best = end_;
    int best_score = 0;
    const std::size_t limit = std::min<std::size_t>(first_, 60);
    for (std::size_t i = 0; i < limit; ++i) {
      const PlainLine& line = lines_[i];
      const bool question = line.kind == LineKind::sentence && line.words >= kPlainTitleWords;
      if ((line.kind != LineKind::heading && !question) || line.words < 2) continue;
      if (line.words < kPlainTitleWords && !line.marked_heading && !is_twice(i, limit)) continue;
      if (line.words < kPlainTitleWords && looks_like_person(line.text)) continue;
      if (!authors_label(line.text).empty() || line.bullet) continue;
      int score = 10 + static_cast<int>(std::min(line.words, kPlainTitleWords));
      if (is_twice(i, limit)) score += 8;
      if (line.marked_heading) score += 12;
      for (const std::string_view trail : {" | ", " > ", " › ", " » ", " / "}) {
        if (line.text.find(trail) != std::string::npos) score -= 4;
      }
      if (score > best_score) {
        best = i;
        best_score = score;
      }
    }
    if (best == end_) return;
    article.title = lines_[best].text;
    title_ = best;
  }

  // The summary above the picture, or a line right under the title that says more than a label.
  void standfirst(Article& article) const {
    if (summary_) {
      article.standfirst = lines_[*summary_].text;
      return;
    }
    if (!title_) return;
    constexpr std::uint32_t kLeastWords = 5;
    for (std::size_t i = *title_ + 1; i < first_; ++i) {
      const PlainLine& line = lines_[i];
      if (line.text == article.title || line.kind == LineKind::noise) continue;
      const bool says = line.kind == LineKind::heading || line.kind == LineKind::sentence;
      const bool plain = says && line.words >= kLeastWords && !line.bullet && line.cues == 0;
      if (!plain || !authors_label(line.text).empty() || looks_like_person(line.text)) return;
      article.standfirst = line.text;
      return;
    }
  }

  // "By Ida Moen", "Von …", "Por …" → the rest; else empty.
  static std::string authors_label(const std::string& text) {
    const std::string lower = folded(text);
    for (const std::string_view label :
         {"by ", "von ", "por ", "par ", "written by ", "text: ", "di "}) {
      if (lower.compare(0, label.size(), label) == 0) return text.substr(label.size());
    }
    return {};
  }

  void facts(Article& article) const {
    for (std::size_t i = 0; i < end_; ++i) {
      const bool outside = i < first_ || i >= last_;
      const PlainLine& line = lines_[i];
      if (!outside) continue;
      if (line.kind == LineKind::date) date(article, line, i);
      if (line.kind == LineKind::ago && i < first_ && article.fetched_at && !article.published) {
        article.published = time_before(*article.fetched_at, line.seconds_ago.value_or(0));
      }
      if (line.kind == LineKind::label && i + 1 < end_) labelled(article, line, lines_[i + 1]);
      if (line.kind != LineKind::heading && line.kind != LineKind::furniture) continue;
      if (const std::string names = authors_label(line.text); !names.empty() && line.words <= 20) {
        add_authors(article, names);
      } else if (i < first_ && line.words <= 4 && is_name_place(i) && line.text != article.title) {
        add_authors(article, line.text);
      }
    }
  }

  // A name alone is an author where it is said twice or stands beside the date.
  bool is_name_place(std::size_t at) const {
    const PlainLine& line = lines_[at];
    if (line.bullet || line.words < 2 || !looks_like_person(line.text)) return false;
    if (has_publisher_word(line.text)) return false;
    const std::string& text = line.text;
    if ((at > 0 && lines_[at - 1].text == text) || (at + 1 < end_ && lines_[at + 1].text == text)) {
      return true;
    }
    const auto is_time = [this](std::size_t i) {
      return i < first_ && (lines_[i].kind == LineKind::date || lines_[i].kind == LineKind::ago);
    };
    return is_time(at + 1) || (at > 0 && is_time(at - 1));
  }

  static void add_authors(Article& article, const std::string& names) {
    for (std::string& name : authors_in(names, article.publisher.value_or(""))) {
      if (std::find(article.authors.begin(), article.authors.end(), name) ==
          article.authors.end()) {
        article.authors.push_back(std::move(name));
      }
    }
  }

  void date(Article& article, const PlainLine& line, std::size_t at) const {
    const std::string lower = folded(line.text);
    bool updated = false;
    for (const std::string_view word :
         {"updated", "modified", "aktualisiert", "actualizado", "mis à jour", "aggiornato"}) {
      updated = updated || lower.find(word) != std::string::npos;
    }
    const bool after_label = at > 0 && lines_[at - 1].kind == LineKind::label;
    if (after_label) return;  // labelled() reads it
    if (updated) {
      if (!article.modified) article.modified = line.date;
    } else if (!article.published && (at < first_ || lower.find("publi") != std::string::npos)) {
      article.published = line.date;
    }
    if (at < first_) beside_date(article, line.rest);
  }

  // What shares the line with the date: "Orvik Post | By Ida Moen | 5 May 2025".
  static void beside_date(Article& article, std::string_view rest) {
    while (!rest.empty()) {
      std::size_t cut = rest.size();
      std::size_t width = 0;
      for (const std::string_view sign : {" | ", " · ", " • ", " - ", " – ", " — ", ", "}) {
        if (const std::size_t at = rest.find(sign); at < cut) {
          cut = at;
          width = sign.size();
        }
      }
      const std::string part(rest.substr(0, cut));
      rest.remove_prefix(std::min(rest.size(), cut + width));
      const std::string names = authors_label(part);
      if (!names.empty()) {
        add_authors(article, names);
      } else if (has_publisher_word(part) && part.size() < 60) {
        if (!article.publisher) article.publisher = part;
      } else if (looks_like_person(part)) {
        add_authors(article, part);
      }
    }
  }

  static void labelled(Article& article, const PlainLine& label, const PlainLine& value) {
    const std::string lower = folded(label.text);
    const auto has = [&lower](std::string_view word) {
      return lower.find(word) != std::string::npos;
    };
    if (value.kind == LineKind::date) {
      const bool updated = has("updated") || has("modif") || has("aktualisiert") || has("actualiz");
      auto& field = updated ? article.modified : article.published;
      if (!field) field = value.date;
    } else if (has("source") || has("quelle") || has("fuente")) {
      if (!article.publisher && value.words <= 6) article.publisher = value.text;
    } else if (value.kind == LineKind::heading && value.words <= 12) {
      add_authors(article, value.text);
    }
  }

  // "Ida Moen is a reporter …" behind the text: about the author, not the event.
  void leave_out_bio(const Article& article) {
    while (last_ > first_ + 1) {
      const PlainLine& line = lines_[last_ - 1];
      const bool of_author = std::any_of(
          article.authors.begin(), article.authors.end(), [&line](const std::string& author) {
            const std::string rest = line.text.substr(0, author.size()) == author
                                         ? line.text.substr(author.size())
                                         : std::string();
            for (const std::string_view verb : {" is ", " ist ", " es ", " has ", " covers ",
                                                " writes ", " reports ", " berichtet ", " est "}) {
              if (rest.compare(0, verb.size(), verb) == 0) return true;
            }
            return false;
          });
      if (is_text(line) && !of_author) return;
      --last_;
    }
  }

  void body(Article& article) {
    leave_out_bio(article);
    for (std::size_t i = first_; i < last_; ++i) {
      const PlainLine& line = lines_[i];
      bool keep = is_text(line);
      // A heading stays where it heads a text of the article.
      if (line.kind == LineKind::heading && i + 1 < last_) {
        keep = is_text(lines_[i + 1]) && line.words >= 2 && line.words <= 16 &&
               line.text != article.title && lines_[i + 1].kind == LineKind::prose;
        keep = keep || (line.bullet && line.words >= 4);
      }
      if (!keep) continue;
      if (!article.text.empty()) article.text += "\n\n";
      article.text += line.text;
      words_ += line.words;
    }
  }

  std::vector<PlainLine> lines_;
  std::size_t end_;
  std::size_t first_ = 0;  // of the text
  std::optional<std::size_t> title_;
  std::optional<std::size_t> summary_;  // stands apart, above the text
  std::size_t last_ = 0;                // behind the text
  std::uint32_t words_ = 0;
};

}  // namespace

std::uint32_t read_main(std::vector<PlainLine> lines, std::size_t end, Article& article) {
  MainReader reader(std::move(lines), end);
  reader.read(article);
  return reader.words();
}

}  // namespace newsloom::extract
