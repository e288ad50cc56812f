#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/employers/model.hpp"
#include "platform/context.hpp"

// `antarkerja import employers`: an office's list of companies. Nobody in it is verified by it: each waits for an officer.
namespace employers {

struct ImportFault {
    int line{};
    std::string column;
    std::string sentence;
};
struct ImportReport {
    int rows{};
    int added{};
    int unchanged{};  // the office has this name with this number, or this name without one
    std::vector<ImportFault> faults;
    std::string refusal;  // not empty: nothing was written
};
enum class DryRun { no, yes };
// All of the file in one transaction. A row is lost only when it has no name: what is unfit in others is left empty and told,
// and a company that looks like another is taken in and told.
ImportReport import_employers(const Context& context, OfficeId office, std::string_view bytes, DryRun dry_run);

}  // namespace employers
