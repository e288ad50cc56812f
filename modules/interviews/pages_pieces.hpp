#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/interviews/actions_company.hpp"
#include "modules/office/pages_frame.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of interviews have in common.
namespace interviews {

std::string hours(const InterviewDay& day, int slot);  // "13.00–13.15"
std::string when(const Context& context, const InterviewDay& day);
std::string where(const Context& context, const InterviewDay& day);
html::Tone tone_of(DayState state);
html::Tone tone_of(MeetingState state);

// A company's day by time and line, as an officer prints it and the company reads it.
void write_sheet(Markup& out, const Context& context, const CompanyDay& sheet);

std::optional<TimeOfDay> typed_time(const http::Fields& form, std::string_view field);
std::optional<int> typed_number(const http::Fields& form, std::string_view field);

}  // namespace interviews
