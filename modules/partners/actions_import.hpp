#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/partners/actions.hpp"

// `antarkerja import bkk`: a school's list comes in through the operator instead of the school's desk.
namespace partners {

struct ImportFault {
    int line{};
    std::string column;
    std::string sentence;
};
struct ImportReport {
    int rows{};
    int handed_in{};
    int unchanged{};
    std::vector<ImportFault> faults;
    std::string refusal;  // not empty: nothing was written
};
enum class DryRun { no, yes };
// Rows go to the school that they name (name, NPSN or licence); where the office has one school with an account, to that.
// All of the file in one transaction: its good rows are applications afterwards, or nothing has changed.
ImportReport import_graduates(const Context& context, OfficeId office, std::string_view bytes, DryRun dry_run);

}  // namespace partners
