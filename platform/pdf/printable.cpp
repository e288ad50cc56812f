#include "platform/pdf/printable.hpp"

#include <cstdint>

namespace pdf {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Letter {
    char32_t code{};
    std::size_t length{};  // 0: the bytes are no text
};

Letter letter_at(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (length == 0 || first > 0xF4 || at + length > bytes.size()) return {};
    char32_t code = first & (0x7F >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        code = (code << 6) | (byte(i) & 0x3F);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, length};
}

bool is_blank(char32_t code) { return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029; }

// Direction marks and overrides, byte order mark, fillers and non-characters: they print nothing and mislead the
// reader.
bool is_dropped(char32_t code) {
    return code == 0xAD || code == 0x61C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFC) ||
           (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE || (code >= 0xE0000 && code <= 0xE0FFF);
}

}  // namespace

std::string printable(std::string_view bytes) {
    std::string clean;
    clean.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const auto [code, length] = letter_at(bytes, at);
        if (length == 0) {
            clean += replacement;
            ++at;
            continue;
        }
        if (code == '\n')
            clean += '\n';
        else if (is_blank(code))
            clean += ' ';
        else if (!is_dropped(code))
            clean += bytes.substr(at, length);
        at += length;
    }
    return clean;
}

std::size_t letter_length(std::string_view utf8, std::size_t at) { return letter_at(utf8, at).length; }

}  // namespace pdf
