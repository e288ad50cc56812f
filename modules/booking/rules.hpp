#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/booking/model.hpp"

namespace booking {

struct Policy {
    int days_ahead_max{30};  // office parameter booking_days_ahead_max
};

bool is_over(const Window& window, LocalTime now);
WindowState state_of(const Window& window, const Policy& policy, LocalTime now);

// Why nobody may have a place in this window now; empty when somebody may. Whether a place is left for this channel is
// said last: it is what a person can wait for.
std::optional<Refusal> refusal(const Window& window, const Policy& policy, TicketChannel channel, LocalTime now);

bool is_open(TicketState state);  // holds the person's one place
bool may_move_to(TicketState from, TicketState to);

// Places of a day's quota that may be booked online: what is left after the office's share for the counter and for
// schools, rounded so that the shares are never smaller than promised.
int online_part(int quota, int not_online_percent, int school_percent);

// The outcomes with which a visit of this service closes.
struct Outcome {
    std::string_view code;
    std::string_view label;
};
std::vector<Outcome> outcomes(std::string_view service);

std::string_view code(TicketState state);
std::string_view code(TicketChannel channel);
std::string_view code(WindowState state);
std::optional<TicketState> parse_ticket_state(std::string_view code);
std::optional<TicketChannel> parse_channel(std::string_view code);

}  // namespace booking
