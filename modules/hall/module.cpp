#include "modules/hall/module.hpp"

#include "modules/hall/jobs.hpp"
#include "modules/hall/store.hpp"

namespace hall {

http::Module module() {
    return {.name = "hall",
            .events = {{"booking.checked_in", join}, {"booking.closed", leave}},
            .jobs = {{"hall.day", 300, end_days}}};
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace hall
