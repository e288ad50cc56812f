#include "modules/matching/module.hpp"

#include "modules/matching/actions_profile.hpp"
#include "modules/matching/actions_search.hpp"
#include "modules/matching/api_search.hpp"
#include "modules/matching/jobs_fit.hpp"
#include "modules/matching/jobs_search.hpp"
#include "modules/matching/pages_fit.hpp"
#include "modules/matching/pages_search.hpp"
#include "modules/matching/store_fit.hpp"
#include "modules/matching/text_fit.hpp"
#include "modules/matching/text_search.hpp"
#include "platform/i18n/language.hpp"

namespace matching {

namespace {

void forget_file(sql::Transaction& tx, const Context& context, const http::Event& event) {
    const registration::ApplicationId file{event.subject};
    forget_searches(tx, context, file);
    end_consent(tx, context, file);
}

}  // namespace

http::Module module() {
    add_fit_parts();
    add_block_part();
    http::Module made{.name = "matching",
                      .menu = {{msg("Keberatan saran"), "/loket/keberatan", Permission::refer_seeker},
                               {msg("Keadilan saran"), "/atur/keadilan", Permission::see_audit}},
                      .events = {{"vacancies.closed", close_vacancy}, {"registration.withdrawn", forget_file}},
                      .jobs = {{"matching.search", 1, follow_vacancies},
                               {"matching.follow", 1, follow_changes},
                               {"matching.prices", 60, follow_prices},
                               {"matching.day", 600, begin_day},
                               {"matching.digest", 3600, tell_new_vacancies}}};
    for (auto& routes : {profile_routes(), suggestion_routes(), block_routes(), counsel_routes(), fairness_routes(), search_routes(),
                         feed_routes(), saved_search_routes(), search_api_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    auto all = search_message_texts();
    for (const auto& one : fit_message_texts()) all.push_back(one);
    return all;
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) { store::collect_faults(tx, faults); }

}  // namespace matching
