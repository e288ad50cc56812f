#include "modules/office/actions_manage.hpp"

#include "modules/office/actions.hpp"
#include "modules/office/actions_card.hpp"
#include "modules/office/number_template.hpp"
#include "modules/office/parameters.hpp"
#include "modules/office/rules.hpp"
#include "modules/office/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"

namespace office {

namespace {

void note(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view verb, std::string_view subject,
          std::string details = "") {
    audit::record(tx, context, {office, verb, subject, std::move(details)});
}

std::string quoted(std::string_view name, std::string_view value) {
    return "{\"" + std::string(name) + "\":\"" + std::string(value) + "\"}";
}

Date today(const Context& context, const Office& office) { return context.local(office.zone).date; }

}  // namespace

Result<Done, Refusal> save_profile(sql::Transaction& tx, const Context& context, const Office& office) {
    if (const auto why = refusal(office)) return *why;
    if (!store::save(tx, office)) return Refusal::changed_meanwhile;
    note(tx, context, office.id, "office.profile_saved", "office_office:" + office.id.text());
    return Done{};
}

Result<Done, Refusal> open_office(sql::Transaction& tx, const Context& context, OfficeId id) {
    auto office = store::find(tx, id);
    if (!office) return Refusal::no_such_office;
    if (!lacks(*office, store::services(tx, id), store::window_rules(tx, id), store::signatories(tx, id), today(context, *office)).empty())
        return Refusal::not_ready;
    office->state = OfficeState::open;
    if (!store::save(tx, *office)) return Refusal::changed_meanwhile;
    note(tx, context, id, "office.opened", "office_office:" + id.text());
    return Done{};
}

void hold_settings(sql::Transaction& tx, OfficeId office) { store::hold(tx, office); }

void confirm_step(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view step) {
    if (!store::confirm_step(tx, office, step, context.now)) return;
    note(tx, context, office, "office.step_confirmed", "office_office:" + office.text(), quoted("step", step));
}

std::vector<std::string> confirmed_steps(sql::Transaction& tx, OfficeId office) { return store::confirmed_steps(tx, office); }
std::vector<Office> all_offices(sql::Transaction& tx) { return store::all_offices(tx); }

Result<Done, Refusal> set_parameter(sql::Transaction& tx, const Context& context, OfficeId office_id, const Parameter& parameter) {
    const auto office = store::find(tx, office_id);
    if (!office) return Refusal::no_such_office;
    const auto* definition = find_definition(parameter.name);
    if (!definition) return Refusal::no_such_parameter;
    if (!fits(*definition, parameter.value)) return Refusal::parameter_value_unfit;
    // Every figure of the law is shown with its text: a figure without one cannot be entered.
    if (definition->must_cite && parameter.legal_basis.empty()) return Refusal::legal_basis_missing;
    // Decisions of past days stay as they were taken.
    if (parameter.valid_from < today(context, *office)) return Refusal::effect_in_the_past;
    store::add(tx, office_id, parameter, context.now);
    note(tx, context, office_id, "office.parameter_set", "office_parameter:" + parameter.name,
         R"({"value":")" + parameter.value + R"(","valid_from":")" + parameter.valid_from.iso() + R"("})");
    return Done{};
}

std::vector<Parameter> rule_pack(sql::Transaction& tx, OfficeId office, Date on) {
    std::vector<Parameter> pack;
    for (const auto& definition : parameter_definitions()) pack.push_back(parameter(tx, office, definition.name, on));
    return pack;
}

Result<Done, Refusal> put_holiday(sql::Transaction& tx, const Context& context, OfficeId office, const reference::Holiday& holiday) {
    if (holiday.name.empty()) return Refusal::field_missing;
    store::put_holiday(tx, office, holiday, context.now);
    note(tx, context, office, "office.holiday_put", "office_holiday:" + holiday.date.iso(), quoted("kind", code(holiday.kind)));
    events::publish(tx, context, {"office.holidays_changed", office, office.value});
    return Done{};
}

Result<Done, Refusal> remove_holiday(sql::Transaction& tx, const Context& context, OfficeId office, Date date) {
    if (!store::remove_holiday(tx, office, date)) return Refusal::no_such_holiday;
    note(tx, context, office, "office.holiday_removed", "office_holiday:" + date.iso());
    events::publish(tx, context, {"office.holidays_changed", office, office.value});
    return Done{};
}

std::vector<reference::Holiday> own_holidays(sql::Transaction& tx, OfficeId office) { return store::holidays(tx, office); }

Result<Done, Refusal> save_service(sql::Transaction& tx, const Context& context, OfficeId office, const Service& service) {
    if (service.name.empty()) return Refusal::field_missing;
    int position = 0;
    bool known = false;
    for (const auto& one : store::services(tx, office)) {
        ++position;
        if (one.code == service.code) {
            known = true;
            break;
        }
    }
    if (!known) return Refusal::no_such_service;
    store::put_service(tx, office, service, position);
    note(tx, context, office, "office.service_saved", "office_service:" + service.code);
    events::publish(tx, context, {"office.window_rules_changed", office, office.value});
    return Done{};
}

Result<WindowRuleId, Refusal> save_window_rule(sql::Transaction& tx, const Context& context, WindowRule rule) {
    if (const auto why = refusal(rule, store::services(tx, rule.office))) return *why;
    if (!rule.id)
        rule.id = {ids::next()};
    else if (!store::find_rule(tx, rule.office, rule.id))
        return Refusal::no_such_rule;
    store::put_rule(tx, rule);
    note(tx, context, rule.office, "office.window_rule_saved", "office_window_rule:" + rule.id.text(),
         R"({"quota":)" + std::to_string(rule.quota) + "}");
    events::publish(tx, context, {"office.window_rules_changed", rule.office, rule.office.value});
    return rule.id;
}

Result<Done, Refusal> retire_window_rule(sql::Transaction& tx, const Context& context, OfficeId office, WindowRuleId id) {
    auto rule = store::find_rule(tx, office, id);
    if (!rule) return Refusal::no_such_rule;
    rule->retired = true;
    store::put_rule(tx, *rule);
    note(tx, context, office, "office.window_rule_retired", "office_window_rule:" + id.text());
    events::publish(tx, context, {"office.window_rules_changed", office, office.value});
    return Done{};
}

Result<Done, Refusal> save_exception(sql::Transaction& tx, const Context& context, OfficeId office, const WindowException& exception) {
    if (!store::find_rule(tx, office, exception.rule)) return Refusal::no_such_rule;
    if (exception.quota && (*exception.quota < 0 || *exception.quota > 5000)) return Refusal::quota_out_of_range;
    store::put_exception(tx, office, exception);
    note(tx, context, office, "office.exception_saved", "office_window_rule:" + exception.rule.text(),
         quoted("date", exception.date.iso()));
    events::publish(tx, context, {"office.window_rules_changed", office, office.value});
    return Done{};
}

Result<Done, Refusal> remove_exception(sql::Transaction& tx, const Context& context, OfficeId office, WindowRuleId rule, Date date) {
    if (!store::remove_exception(tx, office, rule, date)) return Refusal::no_such_rule;
    note(tx, context, office, "office.exception_removed", "office_window_rule:" + rule.text(), quoted("date", date.iso()));
    events::publish(tx, context, {"office.window_rules_changed", office, office.value});
    return Done{};
}

Result<Done, Refusal> save_requirements(sql::Transaction& tx, const Context& context, OfficeId office,
                                        const std::vector<DocumentRequirement>& requirements) {
    for (const auto& one : requirements) {
        if (one.kind.empty() || one.label.empty()) return Refusal::field_missing;
        if (one.photos < 1 || one.photos > photos_max) return Refusal::photos_out_of_range;
    }
    store::replace_requirements(tx, office, requirements);
    note(tx, context, office, "office.requirements_saved", "office_office:" + office.text());
    return Done{};
}

std::vector<Signatory> signatories(sql::Transaction& tx, OfficeId office) { return store::signatories(tx, office); }

Result<SignatoryId, Refusal> save_signatory(sql::Transaction& tx, const Context& context, OfficeId office, Signatory signatory) {
    if (signatory.name.empty() || signatory.title.empty()) return Refusal::field_missing;
    const bool signs_for_another = signatory.capacity == Capacity::on_behalf || signatory.capacity == Capacity::for_attention;
    if (signs_for_another && signatory.principal_title.empty()) return Refusal::field_missing;
    if (signatory.valid_to && *signatory.valid_to < signatory.valid_from) return Refusal::dates_reversed;
    if (!signatory.id) signatory.id = {ids::next()};
    store::put_signatory(tx, office, signatory);
    note(tx, context, office, "office.signatory_saved", "office_signatory:" + signatory.id.text());
    return signatory.id;
}

Result<Done, Refusal> retire_signatory(sql::Transaction& tx, const Context& context, OfficeId office, SignatoryId id) {
    store::retire_signatory(tx, office, id);
    note(tx, context, office, "office.signatory_retired", "office_signatory:" + id.text());
    return Done{};
}

Result<PrinterId, Refusal> save_printer(sql::Transaction& tx, const Context& context, OfficeId office, Printer printer) {
    if (printer.name.empty()) return Refusal::field_missing;
    if (printer.x_mm < -20 || printer.x_mm > 20 || printer.y_mm < -20 || printer.y_mm > 20) return Refusal::share_out_of_range;
    if (!printer.id) printer.id = {ids::next()};
    if (!store::put_printer(tx, office, printer)) return Refusal::code_taken;
    note(tx, context, office, "office.printer_saved", "office_printer:" + printer.id.text());
    return printer.id;
}

Result<Done, Refusal> save_number_scheme(sql::Transaction& tx, const Context& context, OfficeId office, const NumberScheme& scheme) {
    if (scheme.next < 1) return Refusal::quota_out_of_range;
    if (!read_number_template(scheme.pattern, scheme.scope)) return Refusal::pattern_unfit;
    store::put_number_scheme(tx, office, scheme);
    note(tx, context, office, "office.number_scheme_saved", "office_office:" + office.text(),
         R"({"next":)" + std::to_string(scheme.next) + "}");
    return Done{};
}

std::vector<CardTemplateText> card_templates(sql::Transaction& tx, OfficeId office) { return store::card_templates(tx, office); }

Result<int, Refusal> save_card_template_over(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view json,
                                             Date valid_from, std::optional<int> newest_seen) {
    store::hold(tx, office);
    const auto earlier = store::card_templates(tx, office);
    if (newest_seen && *newest_seen != (earlier.empty() ? 0 : earlier.front().version)) return Refusal::changed_meanwhile;
    return save_card_template(tx, context, office, json, valid_from);
}

Result<int, Refusal> save_card_template(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view json,
                                        Date valid_from) {
    const auto earlier = store::card_templates(tx, office);
    const int version = earlier.empty() ? 1 : earlier.front().version + 1;
    store::add_card_template(tx, office, {version, std::string(json), valid_from});
    note(tx, context, office, "office.card_template_saved", "office_card_template:" + std::to_string(version));
    return version;
}

}  // namespace office
