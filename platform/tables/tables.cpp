#include "platform/tables/tables.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "platform/tables/sheet_builder.hpp"

namespace tables {

void SheetBuilder::add(int line_number, std::vector<std::string> cells) {
    while (!cells.empty() && text::trim(cells.back()).empty()) cells.pop_back();
    if (cells.empty() || too_many_) return;
    if (sheet_.header.empty()) {
        for (auto& cell : cells) sheet_.header.push_back(text::squeeze(cell));
        return;
    }
    if (sheet_.rows.size() >= rows_max) {
        too_many_ = true;
        return;
    }
    cells.resize(sheet_.header.size());
    sheet_.rows.push_back(std::move(cells));
    sheet_.line_numbers.push_back(line_number);
}

Result<Sheet, Refusal> SheetBuilder::finish() && {
    if (too_many_) return Refusal::too_many_rows;
    if (sheet_.header.empty()) return Refusal::no_header;
    return std::move(sheet_);
}

Result<Sheet, Refusal> read(std::string_view bytes) {
    if (bytes.size() > bytes_max) return Refusal::too_large;
    if (bytes.starts_with("PK")) return read_xlsx(bytes);
    if (bytes.find('\0') != std::string_view::npos) return Refusal::not_a_table;
    return read_csv(bytes);
}

std::string as_utf8(std::string_view bytes) {
    if (text::is_valid_utf8(bytes)) return std::string(bytes);
    // 0x80..0x9F of Windows-1252; the rest is Latin-1.
    constexpr char32_t upper[] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                  0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    std::string made;
    made.reserve(bytes.size() + bytes.size() / 8);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        const char32_t code = value >= 0x80 && value < 0xA0 ? upper[value - 0x80] : value;
        if (code < 0x80) {
            made += static_cast<char>(code);
        } else if (code < 0x800) {
            made += static_cast<char>(0xC0 | (code >> 6));
            made += static_cast<char>(0x80 | (code & 0x3F));
        } else {
            made += static_cast<char>(0xE0 | (code >> 12));
            made += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
            made += static_cast<char>(0x80 | (code & 0x3F));
        }
    }
    return made;
}

bool looks_like_formula(std::string_view cell) {
    if (cell.empty()) return false;
    // A negative number is one, whoever opens the file.
    if (cell.size() > 1 && cell[0] == '-' &&
        std::all_of(cell.begin() + 1, cell.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; }))
        return false;
    if (std::string_view("=+-@\t\r\n|%").find(cell[0]) != std::string_view::npos) return true;
    // Full-width = + - @, which some programs read as the plain ones.
    for (const std::string_view wide : {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"})
        if (cell.starts_with(wide)) return true;
    return false;
}

}  // namespace tables
