#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/booking/model_change.hpp"
#include "modules/booking/model_waiting.hpp"
#include "platform/sql/sql.hpp"

// SQL of the waiting list.
namespace booking::store {

// False when the person, or the application, waits already.
bool add(sql::Transaction& tx, const Waiting& waiting, std::string_view phone_sealed);
// Whoever lost this ticket's place to a change; a wish of theirs that is there already goes first from now on.
void put_first(sql::Transaction& tx, const Waiting& waiting, std::string_view phone_sealed, ChangeId change, TicketId lost);
std::optional<Waiting> waiting_for_ticket(sql::Transaction& tx, TicketId lost);
std::vector<Waiting> put_first_by(sql::Transaction& tx, ChangeId change, TicketId lost);
bool give_back_own_wish(sql::Transaction& tx, WaitingId id);  // false: the change made it
bool drop_unless_offered(sql::Transaction& tx, WaitingId id);
// Wishes that a change of this window ended by giving the place back.
void reopen_wishes(sql::Transaction& tx, WindowId lost_in, Instant ended_at);
// Of those who go first, who may be offered a place of this window and was not yet.
int people_first_for(sql::Transaction& tx, const Window& window, const std::vector<PartOfDay>& parts);
// Of all of them, those for whom no place rests or is offered anywhere.
int first_without_place(sql::Transaction& tx, OfficeId office, std::string_view service);
struct FirstInLine {
    std::string service;
    Date from;
    Date to;
    int people{};
};
std::vector<FirstInLine> first_in_line(sql::Transaction& tx, OfficeId office);
std::optional<Waiting> find_waiting(sql::Transaction& tx, WaitingId id);
std::optional<Waiting> waiting_of_application(sql::Transaction& tx, registration::ApplicationId application);
std::optional<Waiting> waiting_of_person(sql::Transaction& tx, OfficeId office, std::string_view service, std::string_view person_key);
std::string phone_sealed_of(sql::Transaction& tx, WaitingId id);
// Those who joined before and may want the same: their days and hours meet these.
int people_before(sql::Transaction& tx, const Waiting& waiting);
std::vector<Waiting> waiting_list(sql::Transaction& tx, OfficeId office);  // by service, in the order of joining
int people_waiting_for(sql::Transaction& tx, const Window& window, const std::vector<PartOfDay>& parts);
// False when the wish has ended already.
bool end(sql::Transaction& tx, WaitingId id, WaitingState state, TicketId ticket, Instant now);
std::vector<Waiting> past(sql::Transaction& tx, OfficeId office, Date today);

// Who may be offered this place: waits for its day, has no open offer and was not offered it before.
std::optional<Waiting> head_of_line(sql::Transaction& tx, const ReturnedPlace& place, const Window& window,
                                    const std::vector<PartOfDay>& parts, Instant joined_until);
std::vector<Waiting> joined_after(sql::Transaction& tx, const ReturnedPlace& place, const Window& window,
                                  const std::vector<PartOfDay>& parts, Instant joined_after);

void add(sql::Transaction& tx, const ReturnedPlace& place);
std::optional<ReturnedPlace> find_place(sql::Transaction& tx, PlaceId id);
std::vector<ReturnedPlace> due_places(sql::Transaction& tx, OfficeId office, Instant now);
// Held ones first, then offered. Nobody else offers, takes or frees one of them before this transaction is done.
std::vector<ReturnedPlace> hold_places_out_of_sale(sql::Transaction& tx, WindowId window);
int places_held(sql::Transaction& tx, WindowId window);                                // held or offered
// False when the place is no longer in `from`.
bool change(sql::Transaction& tx, PlaceId id, PlaceState from, PlaceState to, std::optional<Instant> due = {});
// A place of a school's part becomes one of the online part.
void turn_into_online(sql::Transaction& tx, WindowId id);
// What counts as online is the ticket: it may sit in a place of another part.
void sit_in_held_place(sql::Transaction& tx, WindowId id, TicketChannel place, TicketChannel ticket);
// Takes a free place out of sale; false when none is free.
bool hold_free_place(sql::Transaction& tx, WindowId id);
bool hold_counter_place(sql::Transaction& tx, WindowId id);  // also of the part that is not sold online
// A place that was freed; false when the quota in force does not hold it.
bool take_out_of_sale_again(sql::Transaction& tx, const ReturnedPlace& place);
bool drop_unless_offered(sql::Transaction& tx, PlaceId id);
// The number for a place that is held already; empty when the window is suspended or holds more than its quota.
std::optional<int> number_for_held_place(sql::Transaction& tx, WindowId id);

// False when the place or the person has an open offer.
bool add(sql::Transaction& tx, OfficeId office, const Offer& offer);
bool reopen(sql::Transaction& tx, OfferId id, Instant now);  // one that was withdrawn; false when its time or its person is gone
std::optional<Offer> find_offer(sql::Transaction& tx, OfferId id);
std::optional<Offer> open_offer_of(sql::Transaction& tx, WaitingId waiting);
std::vector<Offer> expired_offers(sql::Transaction& tx, OfficeId office, Instant now);
std::vector<Offer> open_offers_of_place(sql::Transaction& tx, PlaceId place);
int unanswered_offers(sql::Transaction& tx, WaitingId waiting);
// False when it is no longer open, or for `accepted` when its time is over.
bool answer(sql::Transaction& tx, OfferId id, OfferState state, Instant now);

struct Missed {
    int count{};
    Date last;
};
Missed missed_days(sql::Transaction& tx, OfficeId office, std::string_view service, std::string_view person_key, Date from);

// Invariants as rows that break them.
std::vector<std::string> waiting_faults(sql::Transaction& tx);

}  // namespace booking::store
