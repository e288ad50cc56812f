#include "platform/context.hpp"

std::string Actor::audit_name() const {
    switch (kind) {
        case ActorKind::anonymous: return "anonymous";
        case ActorKind::applicant: return "applicant:" + std::to_string(applicant);
        case ActorKind::staff: return "account:" + account.text();
        case ActorKind::system: return "system";
    }
    return "";
}
