#pragma once
// All places of a page that may say when its article was published or changed.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/time.h"
#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/page_facts.h"
#include "newsloom/stages/extract/zones.h"

namespace newsloom::extract {

/// A date that the page states for machines.
struct StatedDate {
  Timestamp time;
  /// Stated in a way that sites also use for other days: of the template, the print issue, the
  /// last publishing of the whole site. A date that readers see is better evidence.
  bool loose = false;
};

class DateFinder {
 public:
  /// The page must live as long. A date more than a day after `fetched` is not believed.
  DateFinder(const PageFacts& facts, const Page& page, const Zones& zones,
             std::optional<Timestamp> fetched)
      : facts_(facts), page_(page), zones_(zones), fetched_(fetched) {}

  /// Of JSON-LD, <meta>, microdata.
  [[nodiscard]] std::optional<StatedDate> stated_published() const;
  [[nodiscard]] std::optional<Timestamp> stated_modified() const;
  /// "Published on 4 May 2031", or a change, wherever it stands outside comments; only one day.
  [[nodiscard]] std::optional<Timestamp> labelled(bool modified) const;
  /// What readers see around the headline (`near`) or right behind the body: a <time>, else a date
  /// in words. `modified`: one that calls itself an update.
  [[nodiscard]] std::optional<Timestamp> shown(bool near, bool modified) const;
  [[nodiscard]] std::optional<Timestamp> visible(bool near, bool modified) const;
  /// The date nearest to the headline among elements that are named so, outside comments.
  [[nodiscard]] std::optional<Timestamp> nearest() const;
  /// Where all <time> of the page are of one day, that one.
  [[nodiscard]] std::optional<Timestamp> only_time() const;
  /// "Vell, 4 May 2031 – The harbour …" at the start of the body.
  [[nodiscard]] std::optional<Timestamp> dateline() const;
  /// Every publication date stated for machines, for comparing.
  [[nodiscard]] std::vector<Timestamp> all_stated() const;

  /// Offsets from UTC that <time> elements of the page state, each once.
  [[nodiscard]] std::vector<std::int16_t> offsets() const;

  /// Nothing where the date cannot be of an article of the Web, or lies after the capture.
  [[nodiscard]] std::optional<Timestamp> checked(std::optional<Timestamp> time) const;

 private:
  /// Elements anywhere that say what they are.
  [[nodiscard]] std::vector<Timestamp> all_microdata(std::string_view property) const;
  struct Found {
    Timestamp time;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  [[nodiscard]] std::optional<Timestamp> marked(bool near, bool modified) const;
  [[nodiscard]] std::optional<Timestamp> believed(std::string_view text) const;
  [[nodiscard]] DateOrder order() const;
  [[nodiscard]] bool is_of_comment(html::NodeId id) const;
  [[nodiscard]] std::string short_text(html::NodeId id) const;
  [[nodiscard]] std::optional<Timestamp> from_element(html::NodeId id, bool modified) const;
  [[nodiscard]] std::optional<Found> in_text(std::string_view text, bool modified) const;
  [[nodiscard]] std::optional<Timestamp> time_in(std::string_view text, bool modified) const;

  const PageFacts& facts_;
  const Page& page_;
  const Zones& zones_;
  std::optional<Timestamp> fetched_;
};

}  // namespace newsloom::extract
