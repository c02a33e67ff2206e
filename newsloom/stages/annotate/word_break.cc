#include "newsloom/stages/annotate/word_break.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>
#include <algorithm>

#include "newsloom/core/text/utf8.h"

namespace newsloom::annotate {

struct WordBreak::Iterator {
  std::unique_ptr<icu::BreakIterator> breaks;
};

WordBreak::WordBreak() = default;
WordBreak::~WordBreak() = default;

const std::vector<std::size_t>& WordBreak::words(std::string_view run) {
  ends_.clear();
  UErrorCode status = U_ZERO_ERROR;
  if (!iterator_) {
    iterator_ = std::make_unique<Iterator>();
    iterator_->breaks.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  }
  for (std::size_t begin = 0; begin < run.size();) {
    std::size_t end = std::min(run.size(), begin + kMaxBreakBytes);
    while (end > begin && !is_boundary(run, end)) --end;
    if (iterator_->breaks && U_SUCCESS(status)) {
      UText* text = utext_openUTF8(nullptr, run.data() + begin,
                                   static_cast<std::int64_t>(end - begin), &status);
      if (U_SUCCESS(status)) {
        iterator_->breaks->setText(text, status);
        for (std::int32_t at = iterator_->breaks->next();
             at != icu::BreakIterator::DONE && begin + static_cast<std::size_t>(at) < end;
             at = iterator_->breaks->next()) {
          ends_.push_back(begin + static_cast<std::size_t>(at));
        }
      }
      utext_close(text);
    }
    ends_.push_back(end);
    begin = end;
  }
  return ends_;
}

}  // namespace newsloom::annotate
