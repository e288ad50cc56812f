#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace text {

// The whole number that `digits` is: nothing before, between or behind them but a minus for signed numbers. Empty optional for
// anything else, also for what is too large for the type.
template <std::integral Number = int>
std::optional<Number> whole(std::string_view digits) {
    Number number{};
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) return {};
    return number;
}

}  // namespace text
