#include "modules/office/actions.hpp"

#include <stdexcept>

#include "base/whole.hpp"
#include "modules/office/parameters.hpp"
#include "modules/office/rules.hpp"
#include "modules/office/store.hpp"
#include "modules/reference/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"

namespace office {

int Parameter::number() const { return text::whole(value).value_or(0); }

std::vector<Office> offices(sql::Transaction& tx) { return store::open_offices(tx); }
std::optional<Office> find_office(sql::Transaction& tx, OfficeId id) { return store::find(tx, id); }
std::optional<Office> find_office(sql::Transaction& tx, std::string_view code) { return store::find(tx, code); }

Parameter parameter(sql::Transaction& tx, OfficeId office, std::string_view name, Date on) {
    if (auto set = store::in_force(tx, office, name, on)) return *set;
    const auto* definition = find_definition(name);
    if (!definition) throw std::logic_error("unknown parameter: " + std::string(name));
    return {.name = std::string(name),
            .value = std::string(definition->standard),
            .legal_basis = std::string(definition->legal_basis),
            .valid_from = {},
            .note = ""};
}

std::vector<Parameter> parameter_history(sql::Transaction& tx, OfficeId office, std::string_view name) {
    return store::history(tx, office, name);
}

reference::Calendar calendar(sql::Transaction& tx, OfficeId office) {
    auto rows = reference::national_holidays();
    const auto own = store::holidays(tx, office);
    rows.insert(rows.end(), own.begin(), own.end());
    return reference::Calendar(std::move(rows));
}

std::vector<Service> services(sql::Transaction& tx, OfficeId office) { return store::services(tx, office); }
std::optional<Service> find_service(sql::Transaction& tx, OfficeId office, std::string_view code) {
    return store::find_service(tx, office, code);
}
std::vector<WindowRule> window_rules(sql::Transaction& tx, OfficeId office) { return store::window_rules(tx, office); }
bool promises(const WindowRule& rule, Date day, const reference::Calendar& calendar) {
    if (!falls_on(rule, day)) return false;
    return rule.open_on_holidays || calendar.on(day).empty();
}
std::vector<WindowException> window_exceptions(sql::Transaction& tx, OfficeId office, Date from, Date to) {
    return store::exceptions(tx, office, from, to);
}
std::vector<DocumentRequirement> document_requirements(sql::Transaction& tx, OfficeId office) { return store::requirements(tx, office); }
std::optional<Signatory> signatory_on(sql::Transaction& tx, OfficeId office, Date day) {
    return signing_on(store::signatories(tx, office), day);
}
std::vector<Printer> printers(sql::Transaction& tx, OfficeId office) { return store::printers(tx, office); }
NumberScheme number_scheme(sql::Transaction& tx, OfficeId office) { return store::number_scheme(tx, office).value_or(NumberScheme{}); }

std::optional<CardTemplateText> card_template(sql::Transaction& tx, OfficeId office, Date on) {
    for (auto& one : store::card_templates(tx, office)) {  // newest version first
        if (one.valid_from <= on) return one;
    }
    return {};
}

Result<OfficeId, Refusal> set_up(sql::Transaction& tx, const Context& context, const Setup& setup) {
    auto office = setup.office;
    if (!office.id) office.id = {ids::next()};
    if (const auto why = refusal(office)) return *why;
    for (const auto& rule : setup.rules) {
        if (const auto why = refusal(rule, setup.services)) return *why;
    }
    if (!store::add(tx, office)) return Refusal::code_taken;
    int position = 0;
    for (const auto& service : setup.services) store::put_service(tx, office.id, service, ++position);
    for (auto rule : setup.rules) {
        rule.id = {ids::next()};
        rule.office = office.id;
        store::put_rule(tx, rule);
    }
    store::replace_requirements(tx, office.id, setup.documents);
    for (auto signatory : setup.signatories) {
        signatory.id = {ids::next()};
        store::put_signatory(tx, office.id, signatory);
    }
    store::put_number_scheme(tx, office.id, setup.numbers);
    audit::record(tx, context, {office.id, "office.set_up", "office_office:" + office.id.text(), ""});
    events::publish(tx, context, {"office.window_rules_changed", office.id, office.id.value});
    return office.id;
}

}  // namespace office
