#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/booking/model_change.hpp"
#include "modules/booking/store.hpp"
#include "platform/sql/sql.hpp"

// SQL of quota changes.
namespace booking::store {

void add(sql::Transaction& tx, const DayChange& change);
std::optional<DayChange> find_change(sql::Transaction& tx, OfficeId office, ChangeId id);
std::vector<DayChange> changes_until(sql::Transaction& tx, OfficeId office, Date not_before);  // newest first
void drop(sql::Transaction& tx, ChangeId id);                                                  // with everything that hangs on it

void add(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedWindow& window);
void add(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedRoom& room);
void add(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedPerson& person);
void add(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedPlace& place);
std::vector<ChangedPlace> changed_places(sql::Transaction& tx, ChangeId change);
void drop_changed_places(sql::Transaction& tx, ChangeId change);
std::vector<ChangedWindow> changed_windows(sql::Transaction& tx, ChangeId change);
std::vector<ChangedRoom> changed_rooms(sql::Transaction& tx, ChangeId change);
std::vector<ChangedPerson> changed_people(sql::Transaction& tx, ChangeId change);  // in the order of the plan
// The newest change that moved this ticket.
struct LastChange {
    ChangeId change;
    ChangedPerson person;
};
std::optional<LastChange> last_change(sql::Transaction& tx, TicketId ticket);
// A newer change of the same window stands in the way of undoing this one.
bool changed_since(sql::Transaction& tx, ChangeId change);
// False when something else was answered meanwhile.
bool answer(sql::Transaction& tx, ChangeId change, TicketId ticket, MoveAnswer was, MoveAnswer now, Instant at);

bool quota_set_by_hand(sql::Transaction& tx, WindowId id);
// One guarded statement: false when somebody took or gave back a place, or changed the quota, since `seen` was read.
bool set_quota_as_seen(sql::Transaction& tx, const Window& seen, int quota, int online_quota, int added_reserve);
bool restore_quota_as_seen(sql::Transaction& tx, const Window& seen, const ChangedWindow& old, int reserve);
// `count` places at once, `online` of them for tickets that were booked online; gives the last number. Empty when the
// quota in force does not hold so many.
std::optional<int> claim_places(sql::Transaction& tx, WindowId id, int count, int online);
void release_places(sql::Transaction& tx, WindowId id, int count, int online, int reserve);
// The numbers of `room` and those that follow them at once, in one row.
void extend(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedRoom& room);
// Puts last_number back where nobody took a number since, and nobody kept one.
void restore_number(sql::Transaction& tx, const ChangedRoom& room);
// Nobody else changes this ticket from here on; false when it is no longer booked in that window. Tickets before windows, as
// whoever gives a number back does it: two transactions never wait for each other.
bool hold(sql::Transaction& tx, TicketId id, WindowId window);
// False when the ticket is no longer booked in that window.
bool put(sql::Transaction& tx, TicketId id, WindowId from, const Window& to, int number, TicketChannel channel);
// The same back to where it stood, without a trace in the ticket.
bool put_back(sql::Transaction& tx, const ChangedPerson& person, const Window& from);
void add_move(sql::Transaction& tx, std::int64_t id, OfficeId office, const ChangedPerson& person, std::string_view reason, Instant now);
void drop_move(sql::Transaction& tx, const ChangedPerson& person);
// Into the bounded reserve of the old window, with the old number; false when the reserve is used up.
bool claim_reserve(sql::Transaction& tx, WindowId id);
bool put_on_old_day(sql::Transaction& tx, const ChangedPerson& person, const Window& from);

struct Facts {
    bool in_a_lane{};
    bool moved_before{};
};
// Of the open tickets of a window, those about which something is known.
std::vector<std::pair<TicketId, Facts>> facts_of_window(sql::Transaction& tx, WindowId window);
void protect(sql::Transaction& tx, OfficeId office, std::string_view person_key);
void unprotect(sql::Transaction& tx, OfficeId office, std::string_view person_key);

bool add(sql::Transaction& tx, const ReturnOffer& offer);  // false when the ticket has an open one
std::optional<ReturnOffer> open_return_offer(sql::Transaction& tx, TicketId ticket);
std::vector<ReturnOffer> return_offers(sql::Transaction& tx, ChangeId change);
int open_return_offers_in(sql::Transaction& tx, WindowId window);
std::vector<ReturnOffer> open_return_offers_of(sql::Transaction& tx, WindowId window);  // newest first
// Those that a change ended, as far as their people still may answer.
std::vector<ReturnOffer> reopen_return_offers(sql::Transaction& tx, WindowId window, ChangeId but_not, Instant ended_at, Instant now);
std::vector<ReturnOffer> return_offers_to_end(sql::Transaction& tx, Instant now);  // expired, or nobody is there to answer
bool end(sql::Transaction& tx, ReturnOfferId id, ReturnOfferState state, Instant now);
// Who was moved away from that day or an earlier one and sits on a later one, in order; not whom `not_by` itself moved.
// `waiting`: only those who asked for an earlier place. Who found no place at all is first on the waiting list.
enum class Asking { everybody, waiting };
std::vector<TicketId> who_may_return(sql::Transaction& tx, const Window& window, ChangeId not_by, Asking who, int limit);
// Those in this very window for whom no place was found: a raised quota makes their numbers good again. In order.
std::vector<LastChange> unplaced_in(sql::Transaction& tx, WindowId window);
// The same of a day that is over: their visit never was.
std::vector<TicketId> unplaced_on(sql::Transaction& tx, OfficeId office, Date day);
// Undoing what a raise said to them.
void unsettle(sql::Transaction& tx, WindowId window, Instant settled_at);
struct WaitingMove {
    ChangeId change;
    OfficeId office;
    std::string service;
    Date from;    // first day they may have
    Date before;  // they sit on this day
};
std::vector<WaitingMove> waiting_moves(sql::Transaction& tx);

struct AnswerCount {
    MoveAnswer answer{};
    int people{};
};
std::vector<AnswerCount> answers(sql::Transaction& tx, ChangeId change);

}  // namespace booking::store
