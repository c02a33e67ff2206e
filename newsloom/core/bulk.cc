#include "newsloom/core/bulk.h"

#include <algorithm>

namespace newsloom {

BulkWriter::BulkWriter(Sink sink, std::size_t piece_bytes)
    : sink_(std::move(sink)), piece_(std::max<std::size_t>(piece_bytes, 1), '\0') {}

void BulkWriter::over(const char* from, std::size_t count) {
  while (count > 0) {
    if (used_ == piece_.size()) hand_on();
    const std::size_t part = std::min(count, piece_.size() - used_);
    std::memcpy(piece_.data() + used_, from, part);
    used_ += part;
    from += part;
    count -= part;
  }
}

void BulkWriter::hand_on() {
  if (state_ && used_ > 0) {
    state_ = sink_(std::string_view(piece_).substr(0, used_));
    handed_on_ += used_;
  }
  used_ = 0;
}

Result<void> BulkWriter::finish() {
  hand_on();
  return state_;
}

void BulkReader::over(char* to, std::size_t count) {
  if (count > left_) stop();
  while (ok() && count > 0) {
    if (at_ == piece_.size()) {
      auto next = source_();
      at_ = 0;
      piece_.clear();
      if (!next) {
        state_ = tl::unexpected<Error>(next.error());
      } else if (next->empty()) {
        stop();
      } else {
        piece_ = std::move(*next);
      }
      continue;
    }
    const std::size_t part = std::min(count, piece_.size() - at_);
    std::memcpy(to, piece_.data() + at_, part);
    at_ += part;
    left_ -= part;
    to += part;
    count -= part;
  }
  if (!ok()) {
    std::fill_n(to, count, '\0');
    left_ = 0;
    at_ = piece_.size();
  }
}

std::size_t BulkReader::stop(std::string_view what) {
  if (state_) state_ = fail(Errc::corrupt, std::string(what));
  left_ = 0;
  at_ = piece_.size();
  return 0;
}

Result<void> BulkReader::finish() {
  if (ok() && (left_ > 0 || at_ != piece_.size())) stop();
  return state_;
}

}  // namespace newsloom
