#include "modules/search/module.hpp"

#include "modules/search/actions.hpp"
#include "modules/search/api.hpp"
#include "modules/search/jobs.hpp"
#include "modules/search/pages.hpp"
#include "platform/i18n/language.hpp"

namespace search {

namespace {

void forget_file(sql::Transaction& tx, const Context& context, const http::Event& event) {
    forget_searches(tx, context, registration::ApplicationId{event.subject});
}

}  // namespace

http::Module module() {
    http::Module made{.name = "search",
                      .events = {{"registration.withdrawn", forget_file}},
                      .jobs = {{"search.follow", 1, follow_vacancies}, {"search.digest", 3600, tell_new_vacancies}}};
    for (auto& routes : {search_routes(), feed_routes(), saved_search_routes(), search_api_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

}  // namespace search
