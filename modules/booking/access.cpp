#include "modules/booking/access.hpp"

namespace booking {

bool works_at(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && context.actor.office == office;
}

bool may_see(const Context& context, const Ticket& ticket) {
    if (context.actor.kind == ActorKind::applicant) return ticket.application && ticket.application.value == context.actor.applicant;
    return works_at(context, ticket.office);
}

}  // namespace booking
