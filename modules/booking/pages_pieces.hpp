#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/booking/actions.hpp"
#include "modules/office/model.hpp"
#include "platform/context.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of booking have in common.
namespace booking {

// The open office of the address's first value, /kantor/{code}/…
std::optional<office::Office> office_at(sql::Transaction& tx, const http::Request& request);
std::optional<office::Service> find_service(sql::Transaction& tx, OfficeId office, std::string_view code);
std::string_view name_of(const Context& context, const office::Service& service);
// On the desk one word is enough: "AK-1".
std::string short_name(const Context& context, const std::vector<office::Service>& services, std::string_view code);

html::Frame public_frame(const office::Office& office, std::string title, std::string path);
html::Frame desk_frame(const office::Office& office, std::string title, std::string path);
http::Response not_there(const Context& context, std::string_view title, std::string_view text, std::string_view way_out,
                         std::string_view href);
http::Response no_such_office(const Context& context);
// For an account that works for no office: the installation's administrator.
http::Response no_office_of_yours(const Context& context);

std::string hours_of(const Window& window);      // "08.00–12.00"
std::string grouped(std::string_view code);      // "K7MQ-3XHR"
std::string typed_code(std::string_view typed);  // of a code or a scanned address, as codes are kept
std::string_view word_of(TicketState state);     // Indonesian
html::Tone tone_of(TicketState state);
int places_left_online(const Window& window);
std::string_view first_name(std::string_view name);

// A visitor's telephone number, as it was given when the number was taken.
enum class Asked { must_tell, may_tell };
void phone_field(Markup& out, const Context& context, const html::FormState& state, std::string_view hint, Asked asked = Asked::must_tell);

// Windows grouped by day. With `choose`, free ones are buttons of the form around them that post to choose + id.
void write_days(Markup& out, const Context& context, const std::vector<WindowView>& windows, Date today, std::string_view choose = "");
// The first of them that has a place.
std::optional<Window> first_free(const std::vector<WindowView>& windows, WindowId but_not = {});

// How somebody whom the register refuses online gets a number all the same.
void write_at_the_counter(Markup& out, const Context& context, const office::Office& office);

// The days that are drawn: to enter with this file, or with none just to look.
void write_coming_draws(Markup& out, const Context& context, sql::Transaction& tx, const office::Office& office,
                        registration::ApplicationId application);

// The context of the file that this phone holds: the opened one, or another whose token stands in the cookie.
std::optional<Context> as_holder(sql::Transaction& tx, const http::Request& request, const Context& context,
                                 registration::ApplicationId application);

}  // namespace booking
