#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/booking/actions_hall.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_room.hpp"
#include "modules/office/actions.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of a day's list have in common: the day as it was read, its list on the left, one person on the right.
namespace hall {

using booking::DayEntry;
using booking::Ticket;
using booking::TicketId;
using booking::TicketState;

struct Day {
    office::Office office;
    Date today;
    Date date;
    std::vector<office::Service> services;
    std::vector<DayEntry> list;
    std::vector<Place> places;          // of today, with those who came with a number for another day
    std::map<std::int64_t, int> turns;  // of those who wait: the how many-eth to be called
    std::vector<Counter> counters;
    std::optional<DayEntry> chosen;
    std::string counter;
    Policy policy;
    Room room;
    std::optional<Outlook> outside;  // the chosen person waits outside
    Instant now;
    bool may_serve{};
    bool may_check_in{};
    html::FormState state;  // of the chosen person's form

    const Place* place(TicketId ticket) const {
        const auto found = std::ranges::find(places, ticket, &Place::ticket);
        return found == places.end() ? nullptr : &*found;
    }
};

// The day of the officer's own office, today without a date, with the chosen ticket or the one of ?nomor=; nothing when
// the officer has no office.
std::optional<Day> hall_of(const http::Request& request, const Context& context, std::optional<Date> date = {},
                           std::optional<TicketId> chosen = {});

std::string service_name(const Context& context, const Day& hall, std::string_view code);
std::string short_name(const Context& context, const Day& hall, std::string_view code);  // "AK-1": on the desk one word is enough
std::string page_of(const Day& hall);
std::string page_of(const Day& hall, TicketId ticket);
std::string_view name_of(Need need);

// How somebody stands, as the clerk says it: the hall's word where there is one.
struct Standing {
    int group{};  // which part of the list: called, held, waiting, put aside, not yet here, over
    std::string_view word;
    html::Tone tone{html::Tone::info};
};
Standing standing(const Day& hall, const Ticket& ticket);

void write_list(Markup& out, const Context& context, const Day& hall);
void write_chosen(Markup& out, const Context& context, const Day& hall);
// List, numbers and forms of a day as one PDF. Opens beside the page: the paper goes to the printer, the list stays.
void write_paper_button(Markup& out, const Context& context, Date day, std::string_view label, html::ButtonKind kind, std::string_view key);

// The list of today; `typed` and `error` stand at the scanner's box.
http::Response day_page(const Context& context, const Day& hall, std::string_view typed = "", std::string_view error = "",
                        int status = 200);

// Which counter this machine stands at: letters and digits, as a cookie may hold them ("2", "3A"); empty when none is known.
constexpr std::string_view counter_cookie = "loket";
std::string counter_from(std::string_view typed);
std::string counter_of(const http::Request& request);

}  // namespace hall
