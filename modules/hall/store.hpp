#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/hall/model.hpp"
#include "modules/hall/rules.hpp"
#include "platform/sql/sql.hpp"

// All SQL of the hall.
namespace hall::store {

// --- counters ---
std::vector<Counter> counters(sql::Transaction& tx, OfficeId office);  // those in use, by number
std::optional<Counter> find_counter(sql::Transaction& tx, CounterId id);
std::optional<Counter> find_counter(sql::Transaction& tx, OfficeId office, std::string_view number);
std::vector<Counter> counters_of(sql::Transaction& tx, OfficeId office, AccountId officer);
bool has_counters_by_hand(sql::Transaction& tx, OfficeId office);
enum class MadeBy { manager, first_use };
bool add(sql::Transaction& tx, const Counter& counter, MadeBy made_by);  // false: the number is taken
bool put(sql::Transaction& tx, const Counter& counter);                  // false: the number is taken
bool retire(sql::Transaction& tx, CounterId id);
// False when somebody else sits there.
bool seat(sql::Transaction& tx, CounterId id, AccountId officer, std::string_view name, Instant now);
bool unseat(sql::Transaction& tx, CounterId id, AccountId officer);
int unseat_all(sql::Transaction& tx, OfficeId office, Instant seated_before);

// --- the day ---
std::int64_t next_arrival(sql::Transaction& tx, OfficeId office, Date date);
// One call after the other: the row stays locked until the transaction ends.
void lock_day(sql::Transaction& tx, OfficeId office, Date date);
Credits credits(sql::Transaction& tx, OfficeId office, Date date, std::string_view services);
void put_credits(sql::Transaction& tx, OfficeId office, Date date, std::string_view services, const Credits& credits);

// --- places ---
bool add(sql::Transaction& tx, const Place& place);
std::optional<Place> find(sql::Transaction& tx, booking::TicketId ticket);
std::vector<Place> of_day(sql::Transaction& tx, OfficeId office, Date date);
std::vector<Place> open_of_day(sql::Transaction& tx, OfficeId office, Date date);  // not gone, in order of arrival
std::vector<Place> open_before(sql::Transaction& tx, OfficeId office, Date date);  // of days that are over

// Every step is one statement guarded by the state it starts from; false when somebody was faster.
bool call(sql::Transaction& tx, booking::TicketId ticket, PlaceState from, const Counter& counter, AccountId officer, Instant now);
bool recall(sql::Transaction& tx, booking::TicketId ticket, Instant now, Instant last_before);
bool undo_call(sql::Transaction& tx, booking::TicketId ticket, Instant called_from);
// Leaves the counter unless held; who is skipped is not there, and leaves the hall.
bool put_state(sql::Transaction& tx, booking::TicketId ticket, PlaceState from, PlaceState to);
bool leave(sql::Transaction& tx, booking::TicketId ticket, PlaceState from, Instant now);
bool transfer(sql::Transaction& tx, booking::TicketId ticket, PlaceState from, std::string_view service);
bool put_line(sql::Transaction& tx, booking::TicketId ticket, Line line, Lane lane, std::int64_t turn);
void put_needs(sql::Transaction& tx, booking::TicketId ticket, const std::vector<Need>& needs);
void add_overtaken(sql::Transaction& tx, booking::TicketId ticket);
void add_jumped(sql::Transaction& tx, booking::TicketId ticket);
int wipe_lanes_and_needs(sql::Transaction& tx, OfficeId office, Date before);

// --- how many are in the hall ---
int inside(sql::Transaction& tx, OfficeId office, Date date);
int outside(sql::Transaction& tx, OfficeId office, Date date);  // of those who wait
// One guarded statement counts the person in; false when the hall is full. `limit` 0 = no limit.
bool come_in(sql::Transaction& tx, const Place& place, int limit);

// --- forecasts ---
void put_outlook(sql::Transaction& tx, booking::TicketId ticket, const Outlook& outlook);
struct Kept {  // of those who waited a minute or more
    int told{};
    int kept{};
};
std::optional<Kept> promises_kept(sql::Transaction& tx, OfficeId office, Date from);
struct Learned {
    Date until;  // days before this one are in it
    std::string text;
};
std::optional<Learned> learned(sql::Transaction& tx, OfficeId office);
void put_learned(sql::Transaction& tx, OfficeId office, const Learned& learned);
std::vector<Date> days_with_places(sql::Transaction& tx, OfficeId office, Date from, Date before);
std::vector<booking::TicketId> notified(sql::Transaction& tx, OfficeId office, Date date);
bool mark_notified(sql::Transaction& tx, booking::TicketId ticket);  // false: told already

// --- what happened ---
void add(sql::Transaction& tx, const HallEvent& event);
std::vector<HallEvent> events(sql::Transaction& tx, OfficeId office, Date from, Date to);
std::vector<HallEvent> events_of(sql::Transaction& tx, booking::TicketId ticket);

// Invariants as rows that break them.
std::vector<std::string> faults(sql::Transaction& tx);

}  // namespace hall::store
