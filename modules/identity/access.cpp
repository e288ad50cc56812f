#include "modules/identity/access.hpp"

#include <algorithm>

namespace identity {

PermissionSet permissions_of(Role role) {
    switch (role) {
        // Runs the house without looking into people's files: no see_person.
        case Role::admin:
            return {Permission::signed_in,    Permission::manage_installation, Permission::manage_office,
                    Permission::manage_quota, Permission::manage_staff,        Permission::see_audit};
        case Role::manager: {
            auto all = permissions_of(Role::clerk);
            all.add({Permission::manage_office, Permission::manage_quota, Permission::manage_staff, Permission::see_audit,
                     Permission::import_register});
            return all;
        }
        case Role::clerk:
            return {Permission::signed_in,        Permission::hold_application,   Permission::see_day_list,
                    Permission::check_in,         Permission::serve_visit,        Permission::see_person,
                    Permission::edit_application, Permission::decide_application, Permission::print_card,
                    Permission::hand_over_card,   Permission::request_revocation, Permission::confirm_revocation,
                    Permission::review_vacancy,   Permission::refer_seeker};
        case Role::inspector: return {Permission::signed_in, Permission::see_audit};
        case Role::school: return {Permission::signed_in, Permission::school};
        case Role::employer: return {Permission::signed_in, Permission::employer};
    }
    return {};
}

PermissionSet permissions_of(const std::vector<Role>& roles) {
    PermissionSet all;
    for (const auto role : roles) all.add(permissions_of(role));
    return all;
}

bool may_grant(const PermissionSet& granter, Role role) {
    if (role == Role::admin) return granter.has(Permission::manage_installation);
    // Whoever verifies companies invites them.
    if (role == Role::employer && granter.has(Permission::review_vacancy)) return true;
    return granter.has(Permission::manage_staff);
}

bool may_manage(const PermissionSet& manager, OfficeId managers_office, const Account& account) {
    // A company's invitation that nobody has used yet: whoever made it may make it again. Once it is used, the company's account
    // is as far from the counter as any other.
    const bool is_unused_company = account.state == AccountState::invited && account.roles == std::vector{Role::employer};
    if (is_unused_company && managers_office && account.office == managers_office && manager.has(Permission::review_vacancy)) return true;
    if (!manager.has(Permission::manage_staff)) return false;
    const bool is_theirs = managers_office && account.office == managers_office;
    const bool is_installations = !account.office && manager.has(Permission::manage_installation);
    if (!is_theirs && !is_installations) return false;
    return std::ranges::all_of(account.roles, [&](Role role) { return may_grant(manager, role); });
}

}  // namespace identity
