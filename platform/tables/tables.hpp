#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// Lists in and out: XLSX and CSV. Reading has caps against bombs and never evaluates a formula.
namespace tables {

// A cell by its line in the file, from 1, and its column, from 0.
struct Place {
    int line{};
    int column{};

    auto operator<=>(const Place&) const = default;
};

struct Sheet {
    std::vector<std::string> header;             // first row, squeezed
    std::vector<std::vector<std::string>> rows;  // as text; as wide as the header
    std::vector<int> line_numbers;               // of each row in the file, from 1
    std::string name;                            // of the sheet; "" for CSV
    // XLSX: for callers who want people to write values. In order; at most places_max of each.
    std::vector<Place> formulas;  // the value that was kept beside it was read, if there was one
    std::vector<Place> merged;    // cells that lie under another one and hold nothing themselves
};

enum class Refusal { not_a_table, too_large, too_many_rows, broken, no_header };

constexpr std::size_t bytes_max = 32 * 1024 * 1024;
constexpr std::size_t rows_max = 200'000;
constexpr std::size_t places_max = 20'000;

// What a program saved as text, as UTF-8 without a mark: UTF-16 when its mark says so ("Unicode text" of a spreadsheet), else
// UTF-8, and what is none is read as Windows-1252, which older spreadsheets save.
std::string as_utf8(std::string_view bytes);

// XLSX (first sheet) or CSV (comma, semicolon or tab; see as_utf8), told apart by content.
// Numbers in XLSX come as the digits that are stored (a NIK kept as a number beyond 15 digits reads "1.23E+15" and is
// the caller's to refuse); dates come as YYYY-MM-DD.
Result<Sheet, Refusal> read(std::string_view bytes);

// Text cells that begin with = + - @ tab or CR (also full-width) are written so that no program runs them.
std::string write_xlsx(std::string_view sheet_name, const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& rows);
std::string write_csv(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows);

}  // namespace tables
