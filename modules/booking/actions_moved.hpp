#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/model_change.hpp"
#include "platform/context.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

// What somebody whom an office moved can do about it.
namespace booking {

// How the caller knows that this is the ticket's holder: the actor is, or came by the signed address of a message.
enum class Proof { actor, signed_link };
constexpr std::string_view moved_link = "booking.moved";  // purpose of that address; subject: the ticket

struct MovedView {
    ChangeId change;
    std::string old_label;
    Window from;
    std::string reason;
    bool is_placed{true};
    MoveAnswer answer{MoveAnswer::none};
    Instant until;  // to answer
    bool may_answer{};
    std::string waiting_link;  // of whoever found no place and waits for one
};
// The newest move of an open ticket; empty when an office never moved it.
std::optional<MovedView> moved_view(sql::Transaction& tx, const Context& context, TicketId ticket);

struct ReturnView {
    ReturnOffer offer;
    Window window;
    std::string label;
};
std::optional<ReturnView> return_view(sql::Transaction& tx, const Context& context, TicketId ticket);

Result<Done, Refusal> accept_move(sql::Transaction& tx, const Context& context, TicketId ticket, Proof proof);
// Any free place, also of the part that is not sold online: the new place is held until this one is taken.
Result<Ticket, Refusal> choose_again(sql::Transaction& tx, const Context& context, TicketId ticket, WindowId window, Proof proof);
// Keeps the new place and is offered an earlier one when it comes back.
Result<Done, Refusal> wait_for_earlier(sql::Transaction& tx, const Context& context, TicketId ticket, Proof proof);

Result<Ticket, Refusal> accept_return(sql::Transaction& tx, const Context& context, TicketId ticket, Proof proof);
Result<Done, Refusal> decline_return(sql::Transaction& tx, const Context& context, TicketId ticket, Proof proof);
// The windows somebody who was moved may choose from, by day.
std::vector<WindowView> windows_to_choose(sql::Transaction& tx, const Context& context, const Ticket& ticket);

// Those of this window for whom no place was found keep their numbers for good, as far as the quota in force holds them.
void settle_unplaced(sql::Transaction& tx, const Context& context, WindowId window);
// A raised quota: first those for whom no place was found, here and elsewhere; the other places are offered to those who were
// moved away from that day or an earlier one, in their order, each held for its person until the offer ends. Gives how many
// were offered.
int offer_returns(sql::Transaction& tx, const Context& context, ChangeId change, WindowId window);
// The quota is lowered while offers are open: the newest go first.
void end_offers_above_quota(sql::Transaction& tx, const Context& context, WindowId window, int quota);
// Ends offers whose time is over, hands their places on, and offers what became free to those who wait for it.
void end_return_offers(Context& context);

// Who comes on the old day without having read anything is served from the bounded reserve of that window, with the old
// number. Empty: this ticket was not moved away from today. quota_full: the reserve is used up. changed_meanwhile: it was moved
// or given back at the same moment, and all is to be rolled back.
std::optional<Result<Ticket, Refusal>> take_back_to_old_day(sql::Transaction& tx, const Context& context, const Ticket& ticket, Date today);

}  // namespace booking
