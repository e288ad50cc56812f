#include "modules/interviews/access.hpp"

namespace interviews {

bool arranges_at(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && office && context.actor.office == office && context.may(Permission::refer_seeker);
}

bool is_holder(const Context& context, registration::ApplicationId file) {
    return context.actor.kind == ActorKind::applicant && file && context.actor.applicant == file.value &&
           context.may(Permission::hold_application);
}

}  // namespace interviews
