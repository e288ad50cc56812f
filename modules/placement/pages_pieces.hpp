#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/office/pages_frame.hpp"
#include "modules/placement/actions_company.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of placement have in common.
namespace placement {

using office::desk_frame;
using office::not_there;
using office::own_office;

html::Frame public_frame(std::string title, std::string path);
http::Response no_company(const Context& context);

html::Tone tone_of(CandidacyState state);
html::Tone tone_of(PlacementState state);
// Reasons for, the one against, what to learn; says what is missing where nothing is known.
void write_why(Markup& out, const Context& context, const Why& why);
// Education, skills and positions, as a company sees them.
void write_abilities(Markup& out, const Context& context, const std::string& education, const std::vector<std::string>& skills,
                     const std::vector<std::string>& positions);
// "PT Contoh · Balikpapan Selatan · Rp 4.000.000 sebulan"
std::string about(const Context& context, const vacancies::Vacancy& vacancy);
// "tersisa 3 hari", "hari ini", "lewat 2 hari"
std::string days_left(const Context& context, Date today, Date until);
std::optional<Date> typed_day(const http::Fields& form, std::string_view field);
std::vector<html::Option> reason_options(const Context& context);

// Those who came to a vacancy, each with what can be done: for the company at its own address, for an officer at theirs.
void write_candidates(Markup& out, const Context& context, const Candidates& candidates, const html::FormState& state,
                      const std::string& path, Date today);
// One step for one or several of them, as the form asks. Gives where to go on, or what was wrong in `state`.
std::string take_step(const http::Request& request, const Context& context, html::FormState& state, const std::string& path);
void write_done(Markup& out, const Context& context, const http::Request& request);

}  // namespace placement
