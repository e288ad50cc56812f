#include "modules/hall/module.hpp"

#include "modules/hall/jobs.hpp"
#include "modules/hall/pages.hpp"
#include "modules/hall/store.hpp"

namespace hall {

http::Module module() {
    add_parts();
    http::Module made{.name = "hall",
                      .menu = {{"Hari ini", "/loket", Permission::see_day_list}},
                      .events = {{"booking.checked_in", join}, {"booking.closed", leave}},
                      .jobs = {{"hall.day", 300, end_days}}};
    for (auto& routes : {day_routes(), public_routes()}) made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace hall
