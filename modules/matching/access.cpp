#include "modules/matching/access.hpp"

#include "modules/registration/rules.hpp"

namespace matching {

bool is_holder(const Context& context, registration::ApplicationId application) {
    return context.actor.kind == ActorKind::applicant && context.actor.applicant == application.value;
}

bool works_at(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && context.actor.office == office && context.may(Permission::see_person);
}

bool may_open(const Context& context, const registration::Outline& file, const Profile& saved) {
    return !is_holder(context, file.id) || saved.application == file.id || registration::is_proved(file.state);
}

}  // namespace matching
