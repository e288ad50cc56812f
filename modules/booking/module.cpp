#include "modules/booking/module.hpp"

#include "modules/booking/actions.hpp"
#include "modules/booking/actions_moved.hpp"
#include "modules/booking/actions_telling.hpp"
#include "modules/booking/api.hpp"
#include "modules/booking/jobs.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/store.hpp"
#include "modules/booking/store_waiting.hpp"

namespace booking {

http::Module module() {
    http::Module made{
            .name = "booking",
            .routes = api_routes(),
            .menu = {{"Kuota", "/atur/kuota", Permission::manage_quota}},
            .events = {{"office.window_rules_changed", follow_rules},
                       {"office.holidays_changed", follow_rules},
                       {"registration.approved", close_approved},
                       {"registration.refused", close_refused},
                       {"registration.withdrawn", cancel_withdrawn},
                       {"registration.approved", end_wish_of_file},
                       {"registration.refused", end_wish_of_file},
                       {"registration.withdrawn", end_wish_of_file},
                       {"booking.place_returned", offer_returned_place}},
            .jobs = {{"booking.windows", 3600, make_coming_windows},
                     {"booking.day", 600, close_past_days},
                     {"booking.waiting", 20, tend_waiting_lists},
                     {"booking.return_offers", 60, end_return_offers},
                     {"booking.school_places", 300, return_school_places}}};
    for (auto& routes : {schedule_routes(), choice_routes(), ticket_routes(), walk_in_routes(), paper_routes(), quota_routes(), change_routes(), moved_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() { return quota_texts(); }

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
    for (auto& fault : store::waiting_faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace booking
