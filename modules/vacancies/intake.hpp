#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/vacancies/form.hpp"

// From a file of vacancies, as portals, offices and companies keep them, to rows of our fields. Pure.
namespace vacancies {

struct FileRow {
    int line{};
    Typed cells;  // field of form.hpp, and of these: company, reference, category, place_digits, sex, marital_status, disability,
                  // wage_hidden, published
    bool readable{true};
    std::string raw;  // of a line that could not be read
};
struct FileRows {
    std::vector<FileRow> rows;
    std::vector<std::string> ignored;  // columns that say nothing to us
};
// XLSX, CSV, TSV, JSON lines or one JSON array, told apart by content. Columns are found by what they are called, leniently and in
// both languages; their order does not matter. Nested names ({"city": {"name": …}}) and lists are read as text.
Result<FileRows, Refusal> read_rows(std::string_view bytes);

struct Imported {
    Vacancy vacancy;
    std::string company;             // as written
    std::vector<FieldError> faults;  // it cannot be kept without them: title, company
    std::string fingerprint_of;      // likeness; two rows with the same are one vacancy
};
// What a foreign list tells, as far as it tells it: only a title and an employer are needed. HTML becomes plain text, what is too
// long is cut, what is unfit is left out.
Imported vacancy_from(const FileRow& row, OfficeId office, Date today, std::string_view regency);

// "PT. Maju Jaya, Tbk" and "Maju Jaya PT" meet.
std::string company_key(std::string_view name);

// What a company fills in: field and heading.
struct TemplateColumn {
    std::string_view field;
    std::string_view heading;
    std::string_view example;
    double width{};
};
const std::vector<TemplateColumn>& template_columns();

}  // namespace vacancies
