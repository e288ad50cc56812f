#include "modules/registration/store.hpp"

namespace registration::store {

std::vector<ApplicationId> training_applications(sql::Transaction& tx, OfficeId office) {
    std::vector<ApplicationId> found;
    for (const auto& row : tx.all("select id from registration_application where office_id = :office and training = 1"
                                  " and state <> 'withdrawn' order by id",
                                  {{"office", office}}))
        found.push_back(row.id<ApplicationId>(0));
    return found;
}

void put_training_away(sql::Transaction& tx, OfficeId office, Instant now) {
    tx.run("update registration_application set state = 'withdrawn', version = version + 1, updated_at = :now"
           " where office_id = :office and training = 1 and state <> 'withdrawn'",
           {{"now", now}, {"office", office}});
    tx.run("update registration_card set state = 'inactive', inactive_reason = 'withdrew', version = version + 1"
           " where office_id = :office and training = 1 and state not in ('inactive', 'revoked')",
           {{"office", office}});
}

}  // namespace registration::store
