#include "modules/employers/actions_local.hpp"

#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"

namespace employers {

LocalRule local_rule(sql::Transaction& tx, OfficeId office, Date on) {
    const auto part = [&](std::string_view name) { return office::parameter(tx, office, name, on); };
    const auto whole = part("local_rule");
    return {.is_on = whole.is_on(),
            .share_percent = part("local_share_percent").number(),
            .first_days = part("local_first_days").number(),
            .population = part("local_population").value == "province" ? Population::province : Population::regency,
            .has_exemption = part("local_exemption").is_on(),
            .legal_basis = whole.legal_basis,
            .valid_from = whole.valid_from};
}

Result<Done, office::Refusal> set_local_rule(sql::Transaction& tx, const Context& context, OfficeId office, const LocalRule& rule) {
    const bool may = context.actor.kind == ActorKind::system || (context.actor.office == office && context.may(Permission::manage_office));
    if (!may) return office::Refusal::no_such_office;
    const auto put = [&](std::string_view name, const std::string& value) {
        return office::set_parameter(tx, context, office, {std::string(name), value, rule.legal_basis, rule.valid_from, ""});
    };
    const auto on_off = [](bool on) { return std::string(on ? "on" : "off"); };
    if (const auto set = put("local_rule", on_off(rule.is_on)); !set) return set;
    if (const auto set = put("local_share_percent", std::to_string(rule.share_percent)); !set) return set;
    if (const auto set = put("local_first_days", std::to_string(rule.first_days)); !set) return set;
    if (const auto set = put("local_population", rule.population == Population::province ? "province" : "regency"); !set) return set;
    return put("local_exemption", on_off(rule.has_exemption));
}

}  // namespace employers
