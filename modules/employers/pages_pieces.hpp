#pragma once

#include <string>
#include <string_view>

#include "modules/employers/actions.hpp"
#include "modules/office/pages_frame.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of companies have in common.
namespace employers {

using office::desk_frame;
using office::not_there;
using office::own_office;

// The form of a company: outside, at its own desk, and at the officer's.
enum class Form { door, own, officer };
void write_company_fields(Markup& out, const Context& context, const Employer& employer, const html::FormState& state, Form form);
// What was typed, on top of what is known; every fault stands at its field.
Employer typed_company(const Context& context, html::FormState& state, Employer known, Form form);
// Sentences of faults that the action found.
void refuse(const Context& context, html::FormState& state, Refusal why);

html::Tone tone_of(EmployerState state);
void write_state(Markup& out, const Context& context, EmployerState state);
std::string industry_words(const Employer& employer);  // "25920 Jasa industri …"; "" = not known
std::string phone_words(const std::string& stored);    // "0812…"

// In the place of buttons that the guard would refuse: why they are not there, and who decides.
void write_tie(Markup& out, const Context& context);

http::Response no_office(const Context& context);
// A number that was typed; -1 when it is none.
int typed_number(std::string_view typed);

}  // namespace employers
