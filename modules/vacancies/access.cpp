#include "modules/vacancies/access.hpp"

namespace vacancies {

bool reviews(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && office && context.actor.office == office && context.may(Permission::review_vacancy);
}

bool is_company(const Context& context) {
    return context.actor.kind == ActorKind::system || (context.actor.kind == ActorKind::staff && context.may(Permission::employer));
}

}  // namespace vacancies
