#include "modules/placement/access.hpp"

namespace placement {

bool is_holder(const Context& context, registration::ApplicationId file) {
    return context.actor.kind == ActorKind::applicant && file && context.actor.applicant == file.value &&
           context.may(Permission::hold_application);
}

bool speaks_for(const Context& context, const employers::Employer& employer) {
    return context.actor.kind == ActorKind::staff && context.may(Permission::employer) && context.actor.account &&
           context.actor.account == employer.account && context.actor.office == employer.office &&
           employer.state == employers::EmployerState::verified;
}

bool refers_at(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && office && context.actor.office == office && context.may(Permission::refer_seeker);
}

}  // namespace placement
