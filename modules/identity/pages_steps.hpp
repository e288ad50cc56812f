#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/identity/actions_sign_in.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What signing in, links and one's own account show alike.
namespace identity {

// Where this person's work begins.
std::string start_path(const PermissionSet& permissions);
std::string with_next(std::string_view path, std::string_view next);
// To what is still missing, or to where the person wanted to go; with the session's cookie.
http::Response go_on(const Opened& opened, std::string_view next);
http::Response with_session(http::Response response, const Opened& opened);

void show_enrolment(Markup& out, const Context& context, const Enrolment& enrolment);
void code_field(Markup& out, const Context& context, const html::FormState& state);
http::Response recovery_codes_page(const Context& context, const Account& account, const std::vector<std::string>& codes,
                                   std::string_view go_on_to);

// Pages of people who are signed in.
struct DeskPage {
    std::string_view title;
    std::string path;
    std::string_view back{};
    int status{200};
};
http::Response desk_page(const Context& context, const DeskPage& page, const Markup& out);
// The installation's administrator works at the office that they have opened; its id stands in a cookie of the office
// pages. Everybody else works at their own.
void at_office_at_hand(const http::Request& request, Context& context);
Zone zone_of(const Context& context);                                   // whose clock the reader reads
std::string short_time(const Context& context, Instant at, Zone zone);  // "22 Nov 2026, 11.25"

// Full name and user name, of oneself or of somebody who is invited.
enum class Whose { own, somebody_elses };
void name_fields(Markup& out, const Context& context, const html::FormState& state, Whose whose);
// The password that one has.
void password_field(Markup& out, const Context& context, const html::FormState& state, std::string_view label);
// The two boxes of a new password, checked; the sentences go to `state`.
void new_password_field(Markup& out, const Context& context, const html::FormState& state);
bool check_new_password(const Context& context, html::FormState& state, std::string_view user_name);

}  // namespace identity
