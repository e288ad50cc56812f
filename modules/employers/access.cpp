#include "modules/employers/access.hpp"

namespace employers {

bool keeps_register(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && office && context.actor.office == office && context.may(Permission::review_vacancy);
}

bool works_for(const Context& context, const Employer& employer) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && context.may(Permission::employer) && context.actor.account &&
           context.actor.account == employer.account && context.actor.office == employer.office && employer.state != EmployerState::refused;
}

}  // namespace employers
