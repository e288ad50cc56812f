#include "base/text.hpp"

#include <algorithm>
#include <cstdint>

namespace text {
namespace {

constexpr char32_t invalid = 0xffffffff;

// The code point at the front, removed from `rest`; `invalid` (and one byte removed) for what is not UTF-8.
char32_t take(std::string_view& rest) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(rest[at]); };
    const unsigned char lead = byte(0);
    std::size_t size = 1;
    char32_t point = lead;
    char32_t smallest = 0;
    if (lead >= 0xc2 && lead <= 0xdf) {
        size = 2, point = lead & 0x1fu, smallest = 0x80;
    } else if (lead >= 0xe0 && lead <= 0xef) {
        size = 3, point = lead & 0x0fu, smallest = 0x800;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
        size = 4, point = lead & 0x07u, smallest = 0x10000;
    } else if (lead >= 0x80) {
        rest.remove_prefix(1);
        return invalid;
    }
    bool good = size <= rest.size();
    for (std::size_t i = 1; good && i < size; ++i) {
        good = (byte(i) & 0xc0u) == 0x80u;
        point = point << 6 | (byte(i) & 0x3fu);
    }
    if (!good || point < smallest || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
        rest.remove_prefix(1);
        return invalid;
    }
    rest.remove_prefix(size);
    return point;
}

void put(std::string& out, char32_t point) {
    const auto byte = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xc0 | point >> 6), byte(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        byte(0xe0 | point >> 12), byte(0x80 | (point >> 6 & 0x3f)), byte(0x80 | (point & 0x3f));
    } else {
        byte(0xf0 | point >> 18), byte(0x80 | (point >> 12 & 0x3f));
        byte(0x80 | (point >> 6 & 0x3f)), byte(0x80 | (point & 0x3f));
    }
}

bool is_blank(char32_t point) {
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0xa0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200a) ||
           point == 0x2028 || point == 0x2029 || point == 0x202f || point == 0x205f || point == 0x3000;
}

// What could forge a second line, hide text or turn its direction, or has no place in XML.
bool is_forbidden(char32_t point) {
    const bool control = point < 0x20 || (point >= 0x7f && point <= 0x9f);
    const bool line_break = point == 0x2028 || point == 0x2029;
    const bool turns_direction = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    const bool not_a_character = (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
    return control || line_break || turns_direction || not_a_character || point == 0xfeff;
}

bool is_upper_of_pair(char32_t point) {  // Latin Extended-A alternates upper, lower except for two shifts
    if (point >= 0x100 && point <= 0x137) return point % 2 == 0 && point != 0x130;
    if (point >= 0x139 && point <= 0x148) return point % 2 == 1;
    if (point >= 0x14a && point <= 0x177) return point % 2 == 0;
    return point == 0x179 || point == 0x17b || point == 0x17d;
}

char32_t lower_of(char32_t point) {
    if (point >= 'A' && point <= 'Z') return point + 32;
    if (point >= 0xc0 && point <= 0xde && point != 0xd7) return point + 32;
    if (point == 0x178) return 0xff;
    return is_upper_of_pair(point) ? point + 1 : point;
}

char32_t upper_of(char32_t point) {
    if (point >= 'a' && point <= 'z') return point - 32;
    if (point >= 0xe0 && point <= 0xfe && point != 0xf7) return point - 32;
    if (point == 0xff) return 0x178;
    return point > 0x100 && is_upper_of_pair(point - 1) ? point - 1 : point;
}

template <class Change>
std::string map_points(std::string_view utf8, Change change) {
    std::string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        const char byte = utf8.front();
        if (static_cast<unsigned char>(byte) < 0x80) {  // nearly all
            out += static_cast<char>(change(static_cast<unsigned char>(byte)));
            utf8.remove_prefix(1);
            continue;
        }
        const auto point = take(utf8);
        if (point == invalid) {
            out += byte;
        } else {
            put(out, change(point));
        }
    }
    return out;
}

std::u32string points(std::string_view utf8) {
    std::u32string out;
    while (!utf8.empty()) out += take(utf8);
    return out;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
    while (!bytes.empty())
        if (take(bytes) == invalid) return false;
    return true;
}

std::size_t length(std::string_view utf8) {
    std::size_t count = 0;
    for (; !utf8.empty(); ++count) take(utf8);
    return count;
}

std::string trim(std::string_view text) {
    std::string_view rest = text;
    std::size_t first = text.size();
    std::size_t last = 0;
    while (!rest.empty()) {
        const auto start = text.size() - rest.size();
        if (is_blank(take(rest))) continue;
        first = std::min(first, start);
        last = text.size() - rest.size();
    }
    return first < last ? std::string(text.substr(first, last - first)) : std::string();
}

std::string squeeze(std::string_view text) {
    std::string out;
    bool pending = false;
    while (!text.empty()) {
        const auto before = text;
        const auto point = take(text);
        if (is_blank(point)) {
            pending = !out.empty();
            continue;
        }
        if (pending) out += ' ';
        pending = false;
        out += before.substr(0, before.size() - text.size());
    }
    return out;
}

std::string lower(std::string_view utf8) {
    return map_points(utf8, [](char32_t point) { return lower_of(point); });
}
std::string upper(std::string_view utf8) {
    return map_points(utf8, [](char32_t point) { return upper_of(point); });
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += separator;
        out += parts[i];
    }
    return out;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::optional<std::string> clean_line(std::string_view typed, std::size_t max_length) {
    for (auto rest = typed; !rest.empty();) {
        const auto point = take(rest);
        if (point == invalid || (is_forbidden(point) && point != '\t')) return {};
    }
    auto line = squeeze(typed);
    if (length(line) > max_length) return {};
    return line;
}

std::optional<std::string> clean_lines(std::string_view typed, std::size_t max_length) {
    std::string out;
    for (auto line : split(typed, '\n')) {
        if (line.ends_with('\r')) line.pop_back();
        const auto clean = clean_line(line, max_length);
        if (!clean) return {};
        if (!out.empty() || !clean->empty()) out += *clean + '\n';
    }
    while (out.ends_with('\n')) out.pop_back();
    if (length(out) > max_length) return {};
    return out;
}

int distance(std::string_view a, std::string_view b, int limit) {
    const auto left = points(a);
    const auto right = points(b);
    const auto difference = left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
    if (difference > static_cast<std::size_t>(limit)) return limit + 1;

    std::vector<int> before_last(right.size() + 1), last(right.size() + 1), now(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= left.size(); ++i) {
        now[0] = static_cast<int>(i);
        int best = now[0];
        for (std::size_t j = 1; j <= right.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if (swapped) now[j] = std::min(now[j], before_last[j - 2] + 1);
            best = std::min(best, now[j]);
        }
        // Neighbouring rows differ by at most one, so a swap from the row before cannot come below the limit
        // either.
        if (best > limit) return limit + 1;
        std::swap(before_last, last);
        std::swap(last, now);
    }
    return std::min(last[right.size()], limit + 1);
}

}  // namespace text
