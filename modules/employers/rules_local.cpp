#include "modules/employers/rules_local.hpp"

namespace employers {

namespace {

bool is_inside(std::string_view code, std::string_view area) {
    return code == area || (code.size() > area.size() && code.starts_with(area) && code[area.size()] == '.');
}

}  // namespace

bool is_local(const LocalRule& rule, std::string_view home, std::string_view place) {
    if (home.empty() || place.empty()) return false;
    return is_inside(home, rule.population == Population::province ? place.substr(0, 2) : place);
}

bool is_local_first(const LocalRule& rule, Date published, Date today) {
    return rule.is_on && rule.first_days > 0 && today >= published && today < published + rule.first_days;
}

int referral_turn(const LocalRule& rule, bool person_is_local, Date published, Date today, Exempt exempt) {
    if (exempt == Exempt::yes && rule.has_exemption) return 0;
    return is_local_first(rule, published, today) && !person_is_local ? 1 : 0;
}

}  // namespace employers
