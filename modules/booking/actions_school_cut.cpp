#include "modules/booking/actions_school_cut.hpp"

#include <algorithm>

#include "modules/booking/rules_school.hpp"
#include "modules/booking/store_quota.hpp"
#include "modules/booking/store_school.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/events.hpp"

namespace booking {

namespace {

SchoolCut cut_rule(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto found = office::find_office(tx, office);
    if (!found) return SchoolCut::keeps;
    const auto value = office::parameter(tx, office, "quota_cut_school_places", context.local(found->zone).date).value;
    return value == "all" ? SchoolCut::gives_all : value == "none" ? SchoolCut::keeps : SchoolCut::shares;
}

void note(sql::Transaction& tx, const Context& context, OfficeId office, const GivenUp& one, std::string_view verb) {
    audit::record(tx, context, {office, verb, "booking_block:" + one.block.text(), R"({"places":)" + std::to_string(one.places) + "}"});
    events::publish(tx, context, {"booking.block_changed", office, one.block.value});
}

}  // namespace

std::vector<GivenUp> places_schools_give_up(sql::Transaction& tx, const Context& context, const Window& window, int quota, bool closes) {
    std::vector<GivenUp> given_up;
    if (!closes && quota >= window.quota) return given_up;
    const auto blocks = store::open_blocks_in(tx, window.id);
    if (blocks.empty()) return given_up;
    const auto rule = closes ? SchoolCut::gives_all : cut_rule(tx, context, window.office);
    for (const auto& one : blocks)
        if (const int places = places_given_up(one.places - one.named, window.quota, closes ? 0 : quota, rule); places > 0)
            given_up.push_back({one.id, window.id, places});
    return given_up;
}

int count_places(const std::vector<GivenUp>& given_up, WindowId window) {
    int places = 0;
    for (const auto& one : given_up)
        if (one.window == window) places += one.places;
    return places;
}

bool give_up_places(sql::Transaction& tx, const Context& context, ChangeId change, const std::vector<GivenUp>& given_up) {
    for (const auto& one : given_up) {
        const auto block = store::find_block(tx, one.block);
        if (!block || !store::take_unnamed(tx, one.block, one.places)) return false;
        store::leave_share(tx, one.window, one.places);
        store::release_places(tx, one.window, one.places, 0, 0);
        store::add_given_up(tx, block->office, change, one.block, one.window, one.places);
        note(tx, context, block->office, one, "block.cut");
    }
    return true;
}

void give_back_to_schools(sql::Transaction& tx, const Context& context, ChangeId change, WindowId window) {
    for (const auto& one : store::given_up_in(tx, change, window)) {
        const auto block = store::find_block(tx, one.block);
        if (!block || block->returned_at) continue;
        const int places = store::take_back_places(tx, one.block, window, one.places);
        if (places > 0) note(tx, context, block->office, {one.block, window, places}, "block.restored");
    }
}

}  // namespace booking
