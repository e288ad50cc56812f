#include <csv.h>

#include <algorithm>
#include <utility>

#include "platform/tables/sheet_builder.hpp"

namespace tables {
namespace {

// The separator that stands most often outside quotes in the first lines.
char find_separator(std::string_view text) {
    std::size_t commas = 0;
    std::size_t semicolons = 0;
    std::size_t tabs = 0;
    int lines = 0;
    bool quoted = false;
    for (const char c : text.substr(0, 65'536)) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == ',') ++commas;
        if (c == ';') ++semicolons;
        if (c == '\t') ++tabs;
        // The header alone decides as soon as it has one: in rows, commas stand in addresses.
        if (c == '\n' && commas + semicolons + tabs > 0) break;
        if (c == '\n' && ++lines == 10) break;
    }
    if (tabs > commas && tabs >= semicolons) return '\t';
    return semicolons > commas ? ';' : ',';
}

struct Reading {
    SheetBuilder builder;
    std::vector<std::string> cells;
    int line{1};
    int row_began{1};
    bool too_wide{};

    void end_cell(std::string_view cell) {
        // Our own sign that a cell is no formula.
        if (cell.size() > 1 && cell[0] == '\'' && looks_like_formula(cell.substr(1))) cell.remove_prefix(1);
        if (cells.size() < columns_max)
            cells.emplace_back(cell);
        else
            too_wide = true;
    }
    void end_row() {
        builder.add(row_began, std::exchange(cells, {}));
        row_began = line + 1;
    }
};

}  // namespace

Result<Sheet, Refusal> read_csv(std::string_view text) {
    auto rest = text;
    char separator = find_separator(rest);
    Reading reading;
    if (rest.starts_with("sep=") && rest.size() > 5) {  // a line that some spreadsheets write first
        separator = rest[4];
        rest.remove_prefix(std::min(rest.size(), rest.find('\n') == std::string_view::npos ? rest.size() : rest.find('\n') + 1));
        reading.line = reading.row_began = 2;
    }

    csv_parser parser;
    if (csv_init(&parser, 0) != 0) return Refusal::broken;
    csv_set_delim(&parser, static_cast<unsigned char>(separator));
    const auto on_cell = [](void* cell, std::size_t length, void* self) {
        static_cast<Reading*>(self)->end_cell({static_cast<const char*>(cell), length});
    };
    const auto on_row = [](int, void* self) { static_cast<Reading*>(self)->end_row(); };
    bool whole = true;
    // Line by line, so that each row knows where it began.
    while (!rest.empty() && whole && !reading.builder.is_full()) {
        auto end = rest.find_first_of("\r\n");
        if (end != std::string_view::npos && rest[end] == '\r' && end + 1 < rest.size() && rest[end + 1] == '\n') ++end;
        const auto length = end == std::string_view::npos ? rest.size() : end + 1;
        // Empty lines end no row.
        if (reading.cells.empty() && parser.entry_pos == 0 && !parser.quoted) reading.row_began = reading.line;
        whole = csv_parse(&parser, rest.data(), length, on_cell, on_row, &reading) == length;
        rest.remove_prefix(length);
        ++reading.line;
    }
    // A quote that never closes swallows the rest of the file into one cell.
    const bool open_quote = parser.quoted && parser.pstate == 2;
    if (whole) whole = csv_fini(&parser, on_cell, on_row, &reading) == 0;
    csv_free(&parser);
    if (!whole || reading.too_wide || open_quote) return Refusal::broken;
    return std::move(reading.builder).finish();
}

}  // namespace tables
