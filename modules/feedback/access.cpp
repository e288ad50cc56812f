#include "modules/feedback/access.hpp"

namespace feedback {

bool works_at(const Context& context, OfficeId office) {
    return context.actor.kind == ActorKind::system || (context.actor.kind == ActorKind::staff && context.actor.office == office);
}

}  // namespace feedback
