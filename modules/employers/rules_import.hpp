#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/employers/rules.hpp"

// What the columns of a list of companies mean, and a company of a row. Pure.
namespace employers {

enum class Cell {
    name,
    nib,
    kbli,
    kbli_version,
    ownership,
    workers,
    workers_disabled,
    workers_local,
    address,
    regency,
    contact_name,
    contact_phone,
    contact_email,
    website,
    head_office
};
inline constexpr std::size_t cell_count = 15;

struct Places {
    std::array<int, cell_count> of{};  // column of the file; -1 = it has none
};
// Read leniently: our words, those of usual lists, field names.
Places find_places(const std::vector<std::string>& header);

struct RowFault {
    Cell cell{};
    Unfit why{};
};
struct ReadRow {
    Employer employer;
    std::vector<RowFault> faults;  // what was unfit is empty in `employer`
    bool has_name{};
};
ReadRow read_row(const Places& places, const std::vector<std::string>& row, std::string_view office_regency);
std::string_view heading(Cell cell);

}  // namespace employers
