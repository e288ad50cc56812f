#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/hall/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Calling, and what the hall shows. A ticket stands in the hall from the moment booking checks it in until its visit ends.
namespace hall {

Policy policy(sql::Transaction& tx, OfficeId office, Date on);

// --- who sits where ---

std::vector<Counter> counters(sql::Transaction& tx, OfficeId office);
std::optional<Counter> find_counter(sql::Transaction& tx, OfficeId office, std::string_view number);
// A manager names them. Until then whoever sits down makes the counter by its number.
Result<CounterId, Refusal> save_counter(sql::Transaction& tx, const Context& context, const Counter& counter);
Result<Done, Refusal> retire_counter(sql::Transaction& tx, const Context& context, CounterId counter);
Result<Counter, Refusal> sit_down(sql::Transaction& tx, const Context& context, std::string_view number);
Result<Done, Refusal> stand_up(sql::Transaction& tx, const Context& context, CounterId counter);
std::vector<Counter> counters_of(sql::Transaction& tx, const Context& context);  // where the account sits, last first

// --- calling: each is one guarded statement, so that two counters never take one ticket ---

// A counter that the office has not numbered serves everything: `number` empty.
struct Seat {
    OfficeId office;
    Counter counter;
};
Seat seat_at(sql::Transaction& tx, const Context& context, std::string_view number);

Result<Place, Refusal> call_next(sql::Transaction& tx, const Context& context, const Seat& seat, std::string_view only_service = "");
// Whoever is next by the rules is called without a reason; anybody else needs one, which the manager reads.
Result<Place, Refusal> call(sql::Transaction& tx, const Context& context, const Seat& seat, booking::TicketId ticket,
                            std::string_view reason);
Result<Place, Refusal> recall(sql::Transaction& tx, const Context& context, booking::TicketId ticket);
Result<Place, Refusal> undo_call(sql::Transaction& tx, const Context& context, booking::TicketId ticket);  // within undo_within_s
Result<Place, Refusal> hold(sql::Transaction& tx, const Context& context, booking::TicketId ticket);
Result<Place, Refusal> resume(sql::Transaction& tx, const Context& context, const Seat& seat, booking::TicketId ticket);
Result<Place, Refusal> park(sql::Transaction& tx, const Context& context, booking::TicketId ticket, std::string_view reason);
Result<Place, Refusal> skip(sql::Transaction& tx, const Context& context, booking::TicketId ticket, std::string_view reason);
Result<Place, Refusal> bring_back(sql::Transaction& tx, const Context& context, booking::TicketId ticket);
Result<Place, Refusal> wait_again(sql::Transaction& tx, const Context& context, booking::TicketId ticket);
Result<Place, Refusal> transfer(sql::Transaction& tx, const Context& context, booking::TicketId ticket, std::string_view service,
                                std::string_view reason);
Result<Place, Refusal> finish(sql::Transaction& tx, const Context& context, booking::TicketId ticket, std::string_view outcome);
Result<Place, Refusal> mark_left(sql::Transaction& tx, const Context& context, booking::TicketId ticket);
Result<Place, Refusal> give_lane(sql::Transaction& tx, const Context& context, booking::TicketId ticket, Lane lane);

// --- reading ---

std::optional<Place> find_place(sql::Transaction& tx, booking::TicketId ticket);
std::vector<Place> places(sql::Transaction& tx, OfficeId office, Date date);  // of the day, in order of arrival
// Those who wait, in the order in which they will be called.
std::vector<Place> line_up(sql::Transaction& tx, OfficeId office, Date date, std::string_view service = "");
// What the board shows: called and not yet gone, the last announcement first. A recall raises `announcements`.
std::vector<Place> called_now(sql::Transaction& tx, OfficeId office, Date date);
// Of somebody who waits; empty otherwise.
std::optional<Outlook> outlook(sql::Transaction& tx, const Context& context, booking::TicketId ticket);
std::vector<HallEvent> events(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to);

std::string_view sentence(Refusal why);

// Announced topics: "hall:OFFICE" when somebody is called, recalled or gone (boards), "day:OFFICE:DATE" and "ticket:ID" as
// booking does.

}  // namespace hall
