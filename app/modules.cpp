#include "app/modules.hpp"

#include "modules/identity/actions.hpp"
#include "modules/identity/module.hpp"
#include "modules/office/module.hpp"
#include "modules/reference/module.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/form.hpp"
#include "modules/registration/module.hpp"
#include "modules/registration/text.hpp"
#include "platform/sql/sql.hpp"

// Each module stands in this list with its parts: routes, menu, events and jobs come with module(), the rest by name.

std::vector<http::Module> all_modules() { return {reference::module(), identity::module(), office::module(), registration::module()}; }

Actor resolve_actor(const http::Request& request, const Platform& platform, Instant now) {
    auto actor = identity::resolve_actor(request, platform, now);
    if (actor.kind == ActorKind::anonymous) actor = registration::resolve_applicant(request, platform, now);
    return actor;
}

std::vector<Invariant> invariants() { return {{"accounts", identity::check_invariants}, {"registration", registration::check_invariants}}; }

std::vector<DemoStep> demo_steps() { return {}; }

std::vector<Importer> importers() { return {}; }

std::vector<std::string> first_steps(const Context&) { return {}; }

CardAnswer verify_card(const Context& context, std::string_view qr_text) {
    const auto found = context.platform.database.read(
        [&](sql::Transaction& tx) { return registration::verify_code(tx, context, qr_text); });
    auto line = std::string(registration::code(found.verdict)) + ": " + std::string(context.t(registration::sentence(found.verdict)));
    return {found.verdict == registration::Verdict::valid, std::move(line)};
}
