#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/tables/sheet_builder.hpp"
#include "platform/tables/workbook.hpp"

namespace tables {
namespace {

constexpr std::size_t cell_max = 32'000;  // a spreadsheet refuses 32,768 characters

// Cut at a letter's border.
std::string cell_text(std::string_view cell) {
    auto text = as_utf8(cell);
    if (text.size() <= cell_max) return text;
    std::size_t end = cell_max;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

// At most 31 letters, none of []:*?/\ and no apostrophe at the ends.
std::string sheet_title(std::string_view name) {
    std::string title;
    std::size_t letters = 0;
    for (const char c : as_utf8(name)) {
        if ((c & 0xC0) != 0x80 && ++letters > 31) break;
        title += std::string_view("[]:*?/\\'").find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    title = text::trim(title);
    return title.empty() ? "Data" : title;
}

class MemoryFile {
  public:
    MemoryFile() : file_(memfd_create("table", MFD_CLOEXEC)) {
        if (file_ < 0) throw std::runtime_error("tables: no memory file");
    }
    ~MemoryFile() { close(file_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }
    std::string bytes() const {
        std::string all(static_cast<std::size_t>(lseek(file_, 0, SEEK_END)), '\0');
        for (std::size_t have = 0; have < all.size();) {
            const auto got = pread(file_, all.data() + have, all.size() - have, static_cast<off_t>(have));
            if (got <= 0) throw std::runtime_error("tables: a memory file ends early");
            have += static_cast<std::size_t>(got);
        }
        return all;
    }

  private:
    int file_;
};

void append_csv(std::string& csv, std::string_view cell) {
    csv += '"';
    if (looks_like_formula(cell)) csv += '\'';
    for (const char c : cell) {
        if (c == '"') csv += '"';
        csv += c;
    }
    csv += '"';
}

void append_csv_row(std::string& csv, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) csv += ',';
        append_csv(csv, cells[i]);
    }
    csv += "\r\n";
}

}  // namespace

std::string write_xlsx(std::string_view sheet_name, const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& rows) {
    // The library writes to a path: an unlinked file in memory has one.
    MemoryFile file;
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    auto* book = workbook_new_opt(file.path().c_str(), &options);
    if (!book) throw std::runtime_error("tables: no workbook");
    auto* sheet = workbook_add_worksheet(book, sheet_title(sheet_name).c_str());
    auto* bold = workbook_add_format(book);
    format_set_bold(bold);
    for (std::size_t column = 0; column < header.size(); ++column) {
        const auto width = std::clamp(static_cast<double>(text::length(as_utf8(header[column]))) + 4, 12.0, 40.0);
        worksheet_set_column(sheet, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column), width, nullptr);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    // Every cell is a string by its type: no program takes one for a formula, and a NIK keeps its sixteen digits.
    lxw_row_t line = 0;
    const auto write_row = [&](const std::vector<std::string>& cells, lxw_format* format) {
        for (std::size_t column = 0; column < cells.size(); ++column)
            if (!cells[column].empty())
                worksheet_write_string(sheet, line, static_cast<lxw_col_t>(column), cell_text(cells[column]).c_str(), format);
        ++line;
    };
    write_row(header, bold);
    for (const auto& row : rows) write_row(row, nullptr);
    const auto error = workbook_close(book);
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("tables: ") + lxw_strerror(error));
    return file.bytes();
}

std::string write_workbook(const std::vector<WorkbookSheet>& sheets) {
    MemoryFile file;
    lxw_workbook_options options{};
    auto* book = workbook_new_opt(file.path().c_str(), &options);
    if (!book) throw std::runtime_error("tables: no workbook");
    auto* bold = workbook_add_format(book);
    format_set_bold(bold);
    auto* plain = workbook_add_format(book);
    format_set_num_format(plain, "@");
    auto* marked = workbook_add_format(book);
    format_set_num_format(marked, "@");
    format_set_bg_color(marked, 0xFBD5D1);
    format_set_font_color(marked, 0x8C1D18);
    for (const auto& one : sheets) {
        auto* sheet = workbook_add_worksheet(book, sheet_title(one.name).c_str());
        for (std::size_t at = 0; at < one.columns.size(); ++at) {
            const auto column = static_cast<lxw_col_t>(at);
            worksheet_set_column(sheet, column, column, one.columns[at].width, plain);
            worksheet_write_string(sheet, 0, column, cell_text(one.columns[at].title).c_str(), bold);
            const auto last = static_cast<lxw_row_t>(one.rows.size()) + static_cast<lxw_row_t>(one.empty_rows);
            if (one.columns[at].choices.empty() || last == 0) continue;
            auto choices = one.columns[at].choices;
            std::vector<char*> list;
            for (auto& choice : choices) list.push_back(choice.data());
            list.push_back(nullptr);
            lxw_data_validation offered{};
            offered.validate = LXW_VALIDATION_TYPE_LIST;
            offered.value_list = list.data();
            offered.error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION;
            worksheet_data_validation_range(sheet, 1, column, last, column, &offered);
        }
        worksheet_freeze_panes(sheet, 1, 0);
        for (std::size_t row = 0; row < one.rows.size(); ++row) {
            const auto line = static_cast<lxw_row_t>(row + 1);
            for (std::size_t at = 0; at < one.rows[row].size(); ++at) {
                const auto& cell = one.rows[row][at];
                const auto column = static_cast<lxw_col_t>(at);
                auto* format = cell.comment.empty() ? plain : marked;
                if (cell.text.empty())
                    worksheet_write_blank(sheet, line, column, format);
                else
                    worksheet_write_string(sheet, line, column, cell_text(cell.text).c_str(), format);
                if (!cell.comment.empty()) worksheet_write_comment(sheet, line, column, cell_text(cell.comment).c_str());
            }
        }
    }
    const auto error = workbook_close(book);
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("tables: ") + lxw_strerror(error));
    return file.bytes();
}

std::string write_csv(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
    // The mark tells spreadsheets that this is UTF-8.
    std::string csv = "\xEF\xBB\xBF";
    append_csv_row(csv, header);
    for (const auto& row : rows) append_csv_row(csv, row);
    return csv;
}

}  // namespace tables
