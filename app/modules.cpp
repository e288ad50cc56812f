#include "app/modules.hpp"

#include "app/demo.hpp"
#include "app/importers.hpp"
#include "modules/booking/module.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/module.hpp"
#include "modules/feedback/module.hpp"
#include "modules/hall/module.hpp"
#include "modules/identity/actions.hpp"
#include "modules/identity/module.hpp"
#include "modules/interviews/actions.hpp"
#include "modules/interviews/module.hpp"
#include "modules/matching/module.hpp"
#include "modules/messages/module.hpp"
#include "modules/office/module.hpp"
#include "modules/oversight/module.hpp"
#include "modules/partners/actions.hpp"
#include "modules/partners/module.hpp"
#include "modules/placement/actions.hpp"
#include "modules/placement/module.hpp"
#include "modules/reference/module.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/form.hpp"
#include "modules/registration/module.hpp"
#include "modules/registration/text.hpp"
#include "modules/search/module.hpp"
#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/module.hpp"
#include "platform/sql/sql.hpp"
#include "platform/upkeep.hpp"

// Each module stands in this list with its parts: routes, menu, events and jobs come with module(), the rest by name.

std::vector<http::Module> all_modules() {
    return {upkeep::module(),    reference::module(), identity::module(), office::module(),   messages::module(),  registration::module(),
            employers::module(), vacancies::module(), search::module(),   matching::module(), placement::module(), interviews::module(),
            booking::module(),   partners::module(),  hall::module(),     feedback::module(), oversight::module()};
}

std::vector<messages::Text> message_texts() {
    std::vector<messages::Text> all;
    for (const auto& texts : std::initializer_list<std::vector<messages::Text>>{
             messages::message_texts(),
             registration::message_texts(),
             booking::message_texts(),
             partners::message_texts(),
             hall::message_texts(),
             feedback::message_texts(),
             oversight::message_texts(),
             employers::message_texts(),
             vacancies::message_texts(),
             placement::message_texts(),
             interviews::message_texts(),
             search::message_texts(),
             matching::message_texts(),
         })
        all.insert(all.end(), texts.begin(), texts.end());
    return all;
}

Actor resolve_actor(const http::Request& request, const Platform& platform, Instant now) {
    auto actor = identity::resolve_actor(request, platform, now);
    if (actor.kind != ActorKind::anonymous) return actor;
    auto applicant = registration::resolve_applicant(request, platform, now);
    // Half a sign-in is anonymous with a session key of its own, which protects the form of its next step.
    return applicant.kind == ActorKind::anonymous ? actor : applicant;
}

std::vector<Invariant> invariants() {
    return {{"accounts", identity::check_invariants},   {"registration", registration::check_invariants},
            {"booking", booking::check_invariants},     {"partners", partners::check_invariants},
            {"hall", hall::check_invariants},           {"employers", employers::check_invariants},
            {"vacancies", vacancies::check_invariants}, {"matching", matching::check_invariants},
            {"placement", placement::check_invariants}, {"interviews", interviews::check_invariants}};
}

std::vector<DemoStep> demo_steps() { return demonstration(); }

std::vector<Importer> importers() {
    return {{"areas", import_areas},
            {"bkk", import_school_list},
            {"cards", import_old_register},
            {"employers", import_employer_list},
            {"holidays", import_holidays},
            {"industries", import_industries},
            {"occupations", import_occupations},
            {"vacancies", import_vacancies}};
}

// A new link at each start, until the first administrator has used one.
std::vector<std::string> first_steps(const Context& context) {
    return context.platform.database.write([&](sql::Transaction& tx) -> std::vector<std::string> {
        if (!identity::needs_setup(tx)) return {};
        return {"set up: " + identity::setup_link(tx, context)};
    });
}

CardAnswer verify_card(const Context& context, std::string_view qr_text) {
    const auto found =
        context.platform.database.read([&](sql::Transaction& tx) { return registration::verify_code(tx, context, qr_text); });
    auto line = std::string(registration::code(found.verdict)) + ": " + std::string(context.t(registration::sentence(found.verdict)));
    return {found.verdict == registration::Verdict::valid, std::move(line)};
}
