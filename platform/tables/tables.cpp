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
    // A picture, a letter: read as lines they would be a table without its columns, which is no help to whoever chose the wrong file.
    for (const std::string_view other : {"%PDF", "{\\rtf", "\x89PNG", "\xFF\xD8\xFF", "GIF8"})
        if (bytes.starts_with(other)) return Refusal::not_a_table;
    const auto text = as_utf8(bytes);
    if (text.find('\0') != std::string::npos) return Refusal::not_a_table;
    return read_csv(text);
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
