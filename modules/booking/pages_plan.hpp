#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/booking/actions_quota.hpp"
#include "platform/context.hpp"
#include "platform/html/components.hpp"

// How a plan is shown before it is applied; the same for one window, a day and a range.
namespace booking {

struct PlanForm {
    std::string preview_path;  // the form that made it: searched again there
    std::string apply_path;
    std::string back;
    std::vector<std::pair<std::string, std::string>> fields;  // what was asked, as it was typed
    std::string search;
};
void write_plan(Markup& out, const Context& context, const ChangePreview& plan, Zone zone, const PlanForm& form);

// The numbers in a text such as "12, 40 41".
std::vector<int> typed_numbers(std::string_view text);
// "Siti R." on paper that hangs at the gate.
std::string masked_name(std::string_view name);
std::string_view word_of(MoveAnswer answer);

}  // namespace booking
