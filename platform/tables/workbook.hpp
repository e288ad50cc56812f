#pragma once

#include <string>
#include <string_view>
#include <vector>

// Workbooks that people fill in and that go back and forth: several sheets, text columns, choices, marked cells.
namespace tables {

struct WorkbookColumn {
    std::string title;
    double width{18};                  // in characters
    std::vector<std::string> choices;  // offered as a list; other values stay possible
};

struct WorkbookCell {
    std::string text;
    std::string comment;  // not empty: the cell is red and says this
};

struct WorkbookSheet {
    std::string name;
    std::vector<WorkbookColumn> columns;
    std::vector<std::vector<WorkbookCell>> rows;
    int empty_rows{};  // beyond the rows: kept as text too, so that a NIK typed there keeps its sixteen digits
};

std::string write_workbook(const std::vector<WorkbookSheet>& sheets);

}  // namespace tables
