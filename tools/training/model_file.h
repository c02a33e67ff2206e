#pragma once
// Writes the file that LinearModel reads.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace newsloom::training {

class ModelFile {
 public:
  explicit ModelFile(const std::vector<std::string>& labels) {
    head_ = "NLM1";
    number(head_, static_cast<std::uint32_t>(labels.size()));
    for (const std::string& label : labels) {
      number(head_, static_cast<std::uint32_t>(label.size()));
      head_ += label;
    }
  }

  /// Keys ascending; (class, weight) pairs without zeros. A row without any is left out.
  void add(std::uint32_t key, const std::vector<std::pair<std::size_t, long>>& row) {
    if (row.empty()) return;
    number(body_, key - last_);
    number(body_, static_cast<std::uint32_t>(row.size()));
    for (const auto& [at, weight] : row) {
      body_.push_back(static_cast<char>(at));
      body_.push_back(static_cast<char>(weight));
    }
    last_ = key;
    ++kept_;
  }

  [[nodiscard]] std::string bytes() const {
    std::string out = head_;
    number(out, kept_);
    return out + body_;
  }

 private:
  static void number(std::string& out, std::uint32_t value) {
    while (value >= 0x80) {
      out.push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    out.push_back(static_cast<char>(value));
  }

  std::string head_;
  std::string body_;
  std::uint32_t last_ = 0;
  std::uint32_t kept_ = 0;
};

}  // namespace newsloom::training
