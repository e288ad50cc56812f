#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/booking/actions.hpp"
#include "modules/partners/actions.hpp"

// What a graduate does from a signed link: says yes to the place, and later what became of them. Opening changes nothing.
namespace partners {

constexpr std::string_view confirm_purpose = "partners.confirm";
constexpr std::string_view tracer_purpose = "partners.tracer";

struct PupilView {
    Graduate graduate;
    School school;
    std::string office_name;
    std::string office_code;
    std::optional<booking::TicketView> ticket;  // none: no place (any more)
};
std::optional<PupilView> pupil_view(sql::Transaction& tx, const Context& context, std::string_view purpose, std::string_view token);
Result<Done, Refusal> confirm(sql::Transaction& tx, const Context& context, std::string_view token);
// "This is not me", "I am not coming": the place goes back to the school's block.
Result<Done, Refusal> decline(sql::Transaction& tx, const Context& context, std::string_view token);
Result<Done, Refusal> tell_outcome(sql::Transaction& tx, const Context& context, std::string_view token, GraduateOutcome outcome);

}  // namespace partners
