#pragma once

#include <string>
#include <string_view>
#include <utility>

// A piece of text about a person (address, note, remark) that must not reach a log line by accident:
// there is no conversion to string, only the loud reveal().
class Personal {
  public:
    Personal() = default;
    explicit Personal(std::string text) : text_(std::move(text)) {}

    const std::string& reveal() const { return text_; }
    bool empty() const { return text_.empty(); }
    bool operator==(const Personal&) const = default;

  private:
    std::string text_;
};
