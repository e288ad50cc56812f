#include <array>

#include "base/text.hpp"
#include "platform/tables/tables.hpp"

namespace tables {
namespace {

constexpr char32_t replacement = 0xFFFD;  // what stands for bytes that mean nothing

void append(std::string& made, char32_t code) {
    const auto tail = [&](int shift) { made += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
        made += static_cast<char>(code);
    } else if (code < 0x800) {
        made += static_cast<char>(0xC0 | (code >> 6));
        tail(0);
    } else if (code < 0x10000) {
        made += static_cast<char>(0xE0 | (code >> 12));
        tail(6);
        tail(0);
    } else {
        made += static_cast<char>(0xF0 | (code >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string from_windows_1252(std::string_view bytes) {
    // 0x80..0x9F; the rest is Latin-1.
    constexpr std::array<char32_t, 32> upper{0x20AC,      replacement, 0x201A, 0x0192, 0x201E, 0x2026,      0x2020, 0x2021,
                                             0x02C6,      0x2030,      0x0160, 0x2039, 0x0152, replacement, 0x017D, replacement,
                                             replacement, 0x2018,      0x2019, 0x201C, 0x201D, 0x2022,      0x2013, 0x2014,
                                             0x02DC,      0x2122,      0x0161, 0x203A, 0x0153, replacement, 0x017E, 0x0178};
    std::string made;
    made.reserve(bytes.size() + bytes.size() / 8);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        append(made, value >= 0x80 && value < 0xA0 ? upper[value - 0x80] : value);
    }
    return made;
}

// Half a character, at the end or without its other half, is a replacement.
std::string from_utf16(std::string_view bytes, bool high_byte_first) {
    const auto unit = [&](std::size_t at) -> char32_t {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return high_byte_first ? (first << 8) | second : (second << 8) | first;
    };
    const auto is_high = [](char32_t code) { return code >= 0xD800 && code < 0xDC00; };
    const auto is_low = [](char32_t code) { return code >= 0xDC00 && code < 0xE000; };
    std::string made;
    made.reserve(bytes.size());
    std::size_t at = 0;
    for (; at + 1 < bytes.size(); at += 2) {
        const auto code = unit(at);
        if (is_high(code) && at + 3 < bytes.size() && is_low(unit(at + 2))) {
            append(made, 0x10000 + ((code - 0xD800) << 10) + (unit(at + 2) - 0xDC00));
            at += 2;
        } else {
            append(made, is_high(code) || is_low(code) ? replacement : code);
        }
    }
    if (at < bytes.size()) append(made, replacement);
    return made;
}

}  // namespace

std::string as_utf8(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), false);
    if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), true);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    return text::is_valid_utf8(bytes) ? std::string(bytes) : from_windows_1252(bytes);
}

}  // namespace tables
