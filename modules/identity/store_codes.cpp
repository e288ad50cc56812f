#include "modules/identity/store_codes.hpp"

#include <stdexcept>
#include <string>

namespace identity::store {

std::string_view code(Role role) {
    switch (role) {
        case Role::admin: return "admin";
        case Role::manager: return "manager";
        case Role::clerk: return "clerk";
        case Role::inspector: return "inspector";
        case Role::school: return "school";
        case Role::employer: return "employer";
    }
    return "";
}

std::optional<Role> parse_role(std::string_view text) {
    for (const auto role : all_roles)
        if (text == code(role)) return role;
    return {};
}

std::string_view code(AccountState state) {
    switch (state) {
        case AccountState::invited: return "invited";
        case AccountState::active: return "active";
        case AccountState::disabled: return "disabled";
    }
    return "";
}

AccountState parse_state(std::string_view text) {
    if (text == "invited") return AccountState::invited;
    if (text == "active") return AccountState::active;
    return AccountState::disabled;
}

std::string_view code(Stage stage) {
    switch (stage) {
        case Stage::code: return "code";
        case Stage::enrolment: return "enrolment";
        case Stage::complete: return "complete";
    }
    return "";
}

Stage parse_stage(std::string_view text) {
    if (text == "code") return Stage::code;
    if (text == "enrolment") return Stage::enrolment;
    if (text == "complete") return Stage::complete;
    throw std::runtime_error("identity_session.stage: " + std::string(text));
}

std::string_view code(LinkKind kind) {
    switch (kind) {
        case LinkKind::setup: return "setup";
        case LinkKind::invitation: return "invitation";
        case LinkKind::password_reset: return "password_reset";
    }
    return "";
}

LinkKind parse_link_kind(std::string_view text) {
    if (text == "setup") return LinkKind::setup;
    if (text == "invitation") return LinkKind::invitation;
    return LinkKind::password_reset;
}

}  // namespace identity::store
