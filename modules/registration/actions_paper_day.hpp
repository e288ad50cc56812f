#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "platform/context.hpp"

// Paper for a day without power. The hall says who comes; letterhead, page numbers and the blank forms are here.
namespace registration {

struct DayOnPaper {
    std::string title;
    std::string subtitle;
    std::vector<std::string> columns;
    std::vector<double> shares;  // of the columns' widths
    std::vector<std::vector<std::string>> rows;
    int blank_forms{};  // AK/II, behind the list
};
// Slow: call it outside a transaction. Empty: not for this person.
std::optional<std::string> render_day_on_paper(const Context& context, OfficeId office, const DayOnPaper& day);

}  // namespace registration
