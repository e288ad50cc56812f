#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/hall/model.hpp"

namespace hall {

// Somebody who waits, as far as the order is concerned.
struct Waiting {
    booking::TicketId ticket;
    Line line{Line::walk_in};
    std::int64_t turn{};
    std::int64_t arrival{};
    int overtaken{};
    int overtaken_max{};
};
Waiting waiting(const Place& place);

// How much each line is owed. Kept between calls, so that the ratio holds over the day.
struct Credits {
    int booked{};
    int walk_in{};
    int priority{};
    bool operator==(const Credits&) const = default;
};

// Who is called next. The line that is owed most gives its first; but nobody is called while somebody who came earlier has
// been overtaken as often as was promised on arrival: then that person is next. So no ticket is ever overtaken more often.
struct Choice {
    std::size_t index{};
    Credits credits;  // afterwards
    bool by_bound{};  // the bound spoke, not the ratio
};
std::optional<Choice> choose(const std::vector<Waiting>& waiting, const Policy& policy, const Credits& credits);

// Everybody in the order in which they will be called if nobody else arrives.
std::vector<booking::TicketId> order(std::vector<Waiting> waiting, const Policy& policy, Credits credits);

// The line of somebody who arrives.
struct Arrival {
    bool booked_before_today{};  // online, through a school, or at the counter on an earlier day
    bool other_day{};
    Lane lane{Lane::none};
    TimeOfDay slot_ends;  // of the booked slot, or of the window where the office has no slots
    TimeOfDay now;
};
Line line_of(const Arrival& arrival, const Policy& policy);

// When somebody with this number of a window is asked to come: slots of the policy's length, filled by number.
struct Slot {
    TimeOfDay from;
    TimeOfDay to;
};
Slot slot_of(const booking::Window& window, int number, const Policy& policy);

// Whether this counter may call this person: service, and what the person needs, as long as any counter has it.
bool fits(const Counter& counter, const Place& place, const std::vector<Counter>& counters);

bool may_move_to(PlaceState from, PlaceState to);

std::string_view code(Line line);
std::string_view code(Lane lane);
std::string_view code(Need need);
std::string_view code(PlaceState state);
std::string_view code(Act act);
std::optional<Line> parse_line(std::string_view code);
std::optional<Lane> parse_lane(std::string_view code);
std::optional<Need> parse_need(std::string_view code);
std::optional<PlaceState> parse_place_state(std::string_view code);
std::optional<Act> parse_act(std::string_view code);

}  // namespace hall
