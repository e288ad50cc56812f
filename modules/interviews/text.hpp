#pragma once

#include <string_view>

#include "modules/interviews/model.hpp"

// What people read of this module; Indonesian, translated by the page.
namespace interviews {

std::string_view label(DayState state);
std::string_view label(MeetingState state);
std::string_view label(Mode mode);
std::string_view explanation_of_waiting(std::string_view why);  // a code of Appointment::why

}  // namespace interviews
