#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/booking/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

namespace booking {

struct WindowView {
    Window window;
    WindowState state{WindowState::open};
};
// Every window of the service in the range, both ends included, in order of date and hour.
std::vector<WindowView> windows(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view service, Date from,
                                Date to);
// The same for a page that many people ask for: nothing is read twice, and only what a list shows.
std::vector<WindowView> windows(sql::Transaction& tx, const Context& context, const office::Office& office, int days_ahead_max,
                                std::string_view service, Date from, Date to);
std::vector<WindowView> with_states(sql::Transaction& tx, const Context& context, OfficeId office, std::vector<Window> windows);
std::optional<Window> find_window(sql::Transaction& tx, WindowId id);

// A place and a number, or the reason why not. One guarded statement takes the place; unique keys keep one open ticket
// a person. A number is given once, also after cancellations.
Result<Ticket, Refusal> take_place(sql::Transaction& tx, const Context& context, WindowId window, registration::ApplicationId application,
                                   TicketChannel channel);
// For services without an application (consultation, legalisation, company matters).
struct Visitor {
    std::string name;
    std::string phone_typed;
    std::string about;
};
Result<Ticket, Refusal> take_place_for_visitor(sql::Transaction& tx, const Context& context, WindowId window, const Visitor& visitor,
                                               TicketChannel channel);

Result<Ticket, Refusal> cancel(sql::Transaction& tx, const Context& context, TicketId ticket);
// A visitor without an application proves the number to be theirs by the phone number they gave; not_yours otherwise.
Result<Ticket, Refusal> cancel_as_visitor(sql::Transaction& tx, const Context& context, TicketId ticket, std::string_view phone_typed);
enum class DayRule { booked_day_only, any_day };  // any_day: audited, shown to the manager
Result<Ticket, Refusal> check_in(sql::Transaction& tx, const Context& context, TicketId ticket, DayRule rule);

std::optional<Ticket> find_ticket(sql::Transaction& tx, TicketId id);
std::optional<Ticket> find_ticket_by_code(sql::Transaction& tx, std::string_view code);
std::optional<Ticket> open_ticket_of(sql::Transaction& tx, registration::ApplicationId application);

// What a ticket's own page and calendar file say; nothing of the file behind it.
struct TicketView {
    Ticket ticket;
    Window window;
    int sequence{};       // iCalendar SEQUENCE
    std::string counter;  // that called it
    struct Moved {        // where it stood before an office moved it
        std::string label;
        Date date;
        std::string reason;
    };
    std::optional<Moved> moved;
};
std::optional<TicketView> ticket_view(sql::Transaction& tx, std::string_view code);

// Makes the windows that the office's rules promise from `from` to `to` and that are not there yet. Idempotent.
int make_windows(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to);

std::string_view sentence(Refusal why);

// Announced topics: "ticket:ID", "day:OFFICE:DATE", "windows:OFFICE".

}  // namespace booking
