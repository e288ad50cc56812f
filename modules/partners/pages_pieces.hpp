#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/office/pages_frame.hpp"
#include "modules/partners/actions.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of a school have in common.
namespace partners {

using office::desk_frame;
using office::not_there;

// The school that this account works for, and its office.
struct Desk {
    School school;
    office::Office office;
    Licence licence{};
    Date today;
};
std::optional<Desk> desk_of(const Context& context);
// For an account that the office has not linked yet.
http::Response no_school_page(const Context& context);

html::Frame desk_frame(const Desk& desk, std::string title, std::string path);
html::Tone tone_of(Licence licence);
void write_licence(Markup& out, const Context& context, const School& school, Licence licence);
std::string month_words(const Context& context, std::string_view month);  // "Maret 2026"
// A number that was typed; -1 when it is none.
int typed_number(std::string_view typed);

}  // namespace partners
