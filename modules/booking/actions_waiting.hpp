#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/model_change.hpp"
#include "modules/booking/model_waiting.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// A place that comes back is never for whoever asks first. It rests for a random short time, and is then offered to the
// head of the waiting list, for a stated time, then to the next; when nobody waits it is for sale again.
namespace booking {

// Somebody waits for the first place that fits. Holders of a number may wait for an earlier one: taking an offer moves
// their ticket. already_waiting when this application waits; take_number_at_counter when the register says so.
Result<WaitingId, WaitingRefusal> join_waiting_list(sql::Transaction& tx, const Context& context, const WaitingWish& wish);
// These three are for whoever holds the wish: the applicant, staff of the office, or for a wish without an application
// the caller who opened its signed link.
Result<Done, WaitingRefusal> leave_waiting_list(sql::Transaction& tx, const Context& context, WaitingId id);
Result<Ticket, WaitingRefusal> accept_offer(sql::Transaction& tx, const Context& context, OfferId id);
Result<Done, WaitingRefusal> decline_offer(sql::Transaction& tx, const Context& context, OfferId id);
// Somebody found a place by themselves, or the file has come to its end: nothing is offered any more.
void end_wish_of(sql::Transaction& tx, const Context& context, const Ticket& ticket, std::string_view person_key);
void end_wish_of(sql::Transaction& tx, const Context& context, registration::ApplicationId application);

// The page of a wish, /tunggu/{link}: whoever has the address may answer for it.
constexpr std::string_view waiting_purpose = "booking.waiting";
std::string waiting_link(const Context& context, const Waiting& waiting, Zone zone);

struct WaitingView {
    Waiting waiting;
    int people_before{};
    bool settled{};  // joined long enough ago to have an order of its own; else it is drawn among the newcomers
    struct Offered {
        Offer offer;
        Window window;
    };
    std::optional<Offered> offered;  // still open
};
std::optional<WaitingView> waiting_view(sql::Transaction& tx, const Context& context, WaitingId id);
std::optional<Waiting> waiting_of(sql::Transaction& tx, registration::ApplicationId application);
std::optional<Waiting> waiting_for(sql::Transaction& tx, TicketId lost);  // whoever lost this ticket's place
// For staff of the office: everybody who waits, by service, in their order.
std::vector<WaitingView> waiting_list(sql::Transaction& tx, const Context& context, OfficeId office);

// A place is given up: holds it until its time has come. Reserve and paper tickets stand beside the quota and free theirs
// at once. A school's unused place becomes one for everybody. `given_by`: whose it was, they are not offered it again.
void return_place(sql::Transaction& tx, const Context& context, const Window& window, TicketChannel channel, std::string_view given_by,
                  PlaceCause cause);
// After a raised quota: as many of the new places as people wait for are held for them. `change`: whose undoing takes them
// back. Gives how many.
int hold_new_places(sql::Transaction& tx, const Context& context, WindowId window, int count, ChangeId change = {});
// The same for those who go first, of any part of the quota: one place each, whichever day has it.
int hold_places_for_first(sql::Transaction& tx, const Context& context, WindowId window, ChangeId change = {});
// After a lowered quota: places that nobody has yet go first, offered ones last. `quota`: what the window may hold of people
// and such places. Gives what was taken from the list.
std::vector<ChangedPlace> drop_places_above_quota(sql::Transaction& tx, const Context& context, WindowId window, int quota);
// The undoing of both, as far as nobody was faster; the window has its old quota already.
void give_back_places(sql::Transaction& tx, const Context& context, ChangeId change);

// A smaller quota left this ticket without a place: its holder waits before everybody who joined by themselves.
struct LostPlace {
    ChangeId change;
    TicketId ticket;
    Date from;  // the first day that is of use
};
void wait_before_others(sql::Transaction& tx, const Context& context, const LostPlace& lost);
// It has a place after all, or its holder wants none.
void end_wait_for(sql::Transaction& tx, const Context& context, TicketId lost, WaitingState state);
// The undoing: the list is as it was before the change.
void take_back_wait(sql::Transaction& tx, const Context& context, ChangeId change, TicketId lost);

struct Tended {
    int offered{};
    int lapsed{};
    int freed{};
};
// What is due now: offers that nobody answered, places whose time has come, wishes that are over.
Tended tend_waiting(sql::Transaction& tx, const Context& context, OfficeId office);
// Booked people whose window has closed, and the office's grace after it: no-shows before the day is over, so that the list
// at the counter is true. Who comes later all the same is checked in as late.
int mark_no_shows(sql::Transaction& tx, const Context& context, OfficeId office);
// Whether this person missed so many booked days that the next number is given at the counter.
bool is_paused_online(sql::Transaction& tx, OfficeId office, std::string_view service, std::string_view person_key, Date today);

std::string_view sentence(WaitingRefusal why);

// Published event: booking.place_returned (subject: the place). Announced topics: "waiting:ID", "windows:OFFICE".

}  // namespace booking
