#include "modules/oversight/access.hpp"

namespace oversight {

bool may_read(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && context.actor.office == office && context.may(Permission::see_audit);
}

}  // namespace oversight
