#include "modules/vacancies/module.hpp"

#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/api.hpp"
#include "modules/vacancies/jobs.hpp"
#include "modules/vacancies/pages.hpp"

namespace vacancies {

namespace {

void on_employer(sql::Transaction& tx, const Context& context, const http::Event& event) {
    follow_employer(tx, context, employers::EmployerId{event.subject});
}

}  // namespace

http::Module module() {
    http::Module made{
        .name = "vacancies",
        .routes = {},
        .menu = {{"Lowongan", "/perusahaan/lowongan", Permission::employer}, {"Tinjau lowongan", "/tinjau", Permission::review_vacancy}},
        .events = {{"employers.verified", on_employer},
                   {"employers.suspended", on_employer},
                   {"employers.resumed", on_employer},
                   {"employers.renamed", on_employer}},
        .jobs = {{"vacancies.close_over", 60, close_over}}};
    for (auto& routes : {company_routes(), details_routes(), import_routes(), review_routes(), entry_routes(), life_routes(),
                         public_routes(), api_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

}  // namespace vacancies
