#include "platform/access/permission.hpp"

std::string_view code(Permission permission) {
    switch (permission) {
        case Permission::anyone: return "anyone";
        case Permission::hold_application: return "hold_application";
        case Permission::signed_in: return "signed_in";
        case Permission::see_day_list: return "see_day_list";
        case Permission::check_in: return "check_in";
        case Permission::serve_visit: return "serve_visit";
        case Permission::see_person: return "see_person";
        case Permission::edit_application: return "edit_application";
        case Permission::decide_application: return "decide_application";
        case Permission::print_card: return "print_card";
        case Permission::hand_over_card: return "hand_over_card";
        case Permission::request_revocation: return "request_revocation";
        case Permission::confirm_revocation: return "confirm_revocation";
        case Permission::import_register: return "import_register";
        case Permission::review_vacancy: return "review_vacancy";
        case Permission::refer_seeker: return "refer_seeker";
        case Permission::manage_office: return "manage_office";
        case Permission::manage_quota: return "manage_quota";
        case Permission::manage_staff: return "manage_staff";
        case Permission::see_audit: return "see_audit";
        case Permission::manage_installation: return "manage_installation";
        case Permission::school: return "school";
        case Permission::employer: return "employer";
    }
    return "";
}
