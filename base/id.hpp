#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Identifies one row of one table; ids of different tables are different types. 64 bits, ordered by time of
// creation (platform/clock/ids.hpp makes them). Zero means "none". Outside the program an id is an opaque
// string.
template <class Tag>
struct Id {
    std::int64_t value{};

    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
    std::string text() const { return std::to_string(value); }

    static std::optional<Id> parse(std::string_view text) {
        Id id;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
        if (error != std::errc{} || end != text.data() + text.size() || id.value <= 0) return {};
        return id;
    }
};

// Ids that platform code must name although the tables belong to modules.
using OfficeId = Id<struct OfficeTag>;
using AccountId = Id<struct AccountTag>;
