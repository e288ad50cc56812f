#include "app/modules.hpp"

#include "modules/identity/actions.hpp"
#include "modules/identity/module.hpp"
#include "modules/office/module.hpp"
#include "modules/reference/module.hpp"

// Each module stands in this list with its parts: routes, menu, events and jobs come with module(), the rest by name.

std::vector<http::Module> all_modules() { return {reference::module(), identity::module(), office::module()}; }

Actor resolve_actor(const http::Request& request, const Platform& platform, Instant now) {
    return identity::resolve_actor(request, platform, now);
}

std::vector<Invariant> invariants() { return {{"accounts", identity::check_invariants}}; }

std::vector<DemoStep> demo_steps() { return {}; }

std::vector<Importer> importers() { return {}; }

std::vector<std::string> first_steps(const Context&) { return {}; }

CardAnswer verify_card(const Context&, std::string_view) { return {false, "unknown: no cards are kept here yet"}; }
