#include "modules/search/cursor.hpp"

#include <bit>
#include <charconv>

#include "base/text.hpp"

namespace search {

std::string cursor_of(const Hit& hit) {
    return std::to_string(std::bit_cast<std::uint64_t>(hit.score)) + "." + std::to_string(hit.posted) + "." + std::to_string(hit.id);
}

std::optional<Hit> hit_of(std::string_view cursor) {
    const auto parts = text::split(cursor, '.');
    std::uint64_t score = 0;
    Hit hit;
    const auto read = [](const std::string& digits, auto& number) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return error == std::errc{} && end == digits.data() + digits.size();
    };
    if (parts.size() != 3 || !read(parts[0], score) || !read(parts[1], hit.posted) || !read(parts[2], hit.id)) return {};
    hit.score = std::bit_cast<double>(score);
    if (!(hit.score >= 0 && hit.score < 1e9)) return {};
    return hit;
}

}  // namespace search
