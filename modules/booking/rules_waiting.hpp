#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/booking/model_waiting.hpp"

namespace booking {

// Morning until noon, afternoon until 17.00, evening after it; a window fits every part that it touches.
bool fits(PartOfDay part, const Window& window);
std::vector<PartOfDay> parts_of(const Window& window);

// When a returned place comes back: some second between the two bounds. `chance` must be one that nobody can foresee.
Instant due_at(Instant returned, std::uint64_t chance, int minutes_min, int minutes_max);

// Until when an offer holds. The hours between 21.00 and 07.00 are not counted: nobody must answer at night. It ends half
// an hour before the window closes; empty when that leaves less than ten minutes.
std::optional<Instant> offer_until(Instant now, Zone zone, int minutes, const Window& window);

// Whoever joined shortly before a place came back, or after, has no order among each other but by lot: so joining just
// before a friend cancels gives nothing.
constexpr int settling_minutes = 30;
bool is_settled(Instant joined, Instant returned);

// Unanswered offers after which a wish ends: the next person should not wait for somebody who no longer looks.
constexpr int unanswered_max = 3;

// Whether somebody who missed booked days must take the next number at the counter. `limit` 0 = never.
constexpr int missed_days_counted = 90;
bool must_come_to_counter(int missed, Date last_missed, Date today, int limit, int pause_days);
// Late is who comes when the window has closed; within the grace they are served like everybody.
bool is_late(const Window& window, LocalTime arrived, int grace_minutes);

std::string_view code(PartOfDay part);
std::string_view code(WaitingState state);
std::string_view code(PlaceState state);
std::string_view code(PlaceCause cause);
std::string_view code(OfferState state);
std::optional<PartOfDay> parse_part_of_day(std::string_view code);
std::optional<WaitingState> parse_waiting_state(std::string_view code);
std::optional<PlaceState> parse_place_state(std::string_view code);
std::optional<PlaceCause> parse_place_cause(std::string_view code);
std::optional<OfferState> parse_offer_state(std::string_view code);

}  // namespace booking
