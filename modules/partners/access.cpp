#include "modules/partners/access.hpp"

namespace partners {

bool works_for(const Context& context, const School& school) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && context.may(Permission::school) && context.actor.account &&
           context.actor.account == school.account && context.actor.office == school.office && !school.retired;
}

bool keeps_register(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && office && context.actor.office == office && context.may(Permission::manage_office);
}

}  // namespace partners
