#include <utility>

#include "platform/receipts/receipts.hpp"

namespace receipts {
namespace {

// Windows-1252 where it differs from Latin-1, and what people paste into forms.
std::string_view known(char32_t letter) {
    switch (letter) {
        case 0x20AC: return "\x80";
        case 0x2018:
        case 0x2019:
        case 0x02BC: return "'";
        case 0x201C:
        case 0x201D: return "\"";
        case 0x2013:
        case 0x2014:
        case 0x2212: return "-";
        case 0x2026: return "...";
        case 0x2022: return "*";
        case 0x202F:
        case 0x00A0: return " ";
        case 0x0160: return "\x8A";
        case 0x0161: return "\x9A";
        case 0x017D: return "\x8E";
        case 0x017E: return "\x9E";
        case 0x0152: return "\x8C";
        case 0x0153: return "\x9C";
        default: return "?";
    }
}

// The next code point and how many bytes it took; U+FFFD for a broken byte.
std::pair<char32_t, std::size_t> decoded(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
    if (length == 0 || length > text.size()) return {0xFFFD, 1};
    char32_t letter = length == 1 ? first : first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if (next >> 6 != 2) return {0xFFFD, 1};
        letter = letter << 6 | (next & 0x3F);
    }
    return {letter, length};
}

}  // namespace

std::string in_code_page(std::string_view utf8) {
    std::string bytes;
    while (!utf8.empty()) {
        const auto [letter, length] = decoded(utf8);
        utf8.remove_prefix(length);
        if (letter < 0x20 || letter == 0x7F || (letter >= 0x80 && letter < 0xA0)) continue;
        if (letter < 0x80 || (letter > 0xA0 && letter <= 0xFF))
            bytes += static_cast<char>(letter);
        else
            bytes += known(letter);
    }
    return bytes;
}

}  // namespace receipts
