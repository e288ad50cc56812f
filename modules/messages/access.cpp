#include "modules/messages/access.hpp"

namespace messages {

bool works_at(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && context.actor.office == office;
}

}  // namespace messages
