#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/booking/actions_school.hpp"
#include "modules/partners/actions.hpp"
#include "platform/http/http.hpp"

// Places for the graduates: a block of the schools' share, or a day at the school; names come later.
namespace partners {

using BlockView = booking::BlockView;

std::vector<booking::SchoolOffer> offers(sql::Transaction& tx, const Context& context, const School& school);
std::vector<BlockView> blocks(sql::Transaction& tx, const Context& context, const School& school);
std::optional<BlockView> find_block(sql::Transaction& tx, const Context& context, const School& school, booking::BlockId id);
Result<booking::Block, Refusal> order_places(sql::Transaction& tx, const Context& context, const School& school, booking::WindowId window,
                                             int places);
Result<int, Refusal> give_back(sql::Transaction& tx, const Context& context, const School& school, booking::BlockId id);

// --- names ---
struct Named {
    Graduate graduate;
    booking::Ticket ticket;
    bool present{};    // was at the counter
    bool confirmed{};  // said yes, or came
};
std::vector<Named> names_of(sql::Transaction& tx, const Context& context, const School& school, const BlockView& block);
// Handed in, still waiting for a place.
std::vector<Graduate> without_place(sql::Transaction& tx, const Context& context, const School& school);
// Each gets a number and a message with a link; gives how many got one. Empty list: as many as wait, in the list's order.
Result<int, Refusal> name_pupils(sql::Transaction& tx, const Context& context, const School& school, booking::BlockId id,
                                 const std::vector<GraduateId>& chosen);
Result<Done, Refusal> unname_pupil(sql::Transaction& tx, const Context& context, const School& school, booking::BlockId block,
                                   GraduateId id);

// --- the office's part ---
struct SchoolDay {
    SchoolId school;
    std::string place;
    Date date;
    TimeOfDay opens;
    TimeOfDay closes;
    int places{};
};
Result<booking::Block, Refusal> make_school_day(sql::Transaction& tx, const Context& context, const SchoolDay& day);
// Heard when a quota change took unnamed places from a block, or gave them back: the school reads how many it has now.
void tell_of_changed_block(sql::Transaction& tx, const Context& context, const http::Event& event);
std::vector<BlockView> blocks_for_office(sql::Transaction& tx, const Context& context, const School& school);

}  // namespace partners
