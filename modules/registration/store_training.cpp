#include <algorithm>

#include "modules/registration/store.hpp"

namespace registration::store {

std::vector<ApplicationId> training_applications(sql::Transaction& tx, OfficeId office, int limit) {
    std::vector<ApplicationId> found;
    for (const auto& row : tx.all("select id from registration_application where office_id = :office and training = 1"
                                  " order by id desc limit :limit",
                                  {{"office", office}, {"limit", limit}}))
        found.push_back(row.id<ApplicationId>(0));
    std::reverse(found.begin(), found.end());
    return found;
}

void put_training_away(sql::Transaction& tx, OfficeId office, Instant now) {
    tx.run(
        "update registration_application set state = 'withdrawn', version = version + 1, updated_at = :now"
        " where office_id = :office and training = 1 and state in ('submitted', 'needs_fix', 'at_counter')",
        {{"now", now}, {"office", office}});
}

}  // namespace registration::store
