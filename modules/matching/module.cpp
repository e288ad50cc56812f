#include "modules/matching/module.hpp"

#include "modules/matching/actions_profile.hpp"
#include "modules/matching/jobs_fit.hpp"
#include "modules/matching/pages_fit.hpp"
#include "modules/matching/store_faults.hpp"
#include "platform/i18n/language.hpp"

namespace matching {

namespace {

void forget_file(sql::Transaction& tx, const Context& context, const http::Event& event) {
    end_consent(tx, context, registration::ApplicationId{event.subject});
}

}  // namespace

http::Module module() {
    add_fit_parts();
    add_block_part();
    http::Module made{
        .name = "matching",
        .menu = {{msg("Keberatan saran"), "/loket/keberatan", Permission::refer_seeker},
                 {msg("Keadilan saran"), "/atur/keadilan", Permission::see_audit}},
        .events = {{"vacancies.closed", close_vacancy}, {"registration.withdrawn", forget_file}},
        .jobs = {{"matching.follow", 1, follow_changes}, {"matching.prices", 60, follow_prices}, {"matching.day", 600, begin_day}}};
    for (auto& routes : {profile_routes(), suggestion_routes(), block_routes(), counsel_routes(), fairness_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) { store::collect_faults(tx, faults); }

}  // namespace matching
