#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/office/model.hpp"
#include "modules/reference/calendar.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What other modules may ask of an office. Its own verbs (wizard, rules) stand in actions_*.hpp of this module.
namespace office {

std::vector<Office> offices(sql::Transaction& tx);  // the open ones, by name
std::optional<Office> find_office(sql::Transaction& tx, OfficeId id);
std::optional<Office> find_office(sql::Transaction& tx, std::string_view code);

// The parameter in force on a day; the shipped default where the office has set none. Names, meanings and defaults with
// their legal basis stand in parameters.cpp: card_validity_months, report_interval_months, minimum_age,
// guardian_below_age, residence_rule (warn | refuse), booking_days_ahead_max, card_shows_religion,
// card_shows_marital_status, proxy_may_collect, blank_serial_required, scans_deleted_after_days,
// raising_quota_needs_second_person, counter_reserve …
Parameter parameter(sql::Transaction& tx, OfficeId office, std::string_view name, Date on);
std::vector<Parameter> parameter_history(sql::Transaction& tx, OfficeId office, std::string_view name);

// National holidays and joint leave, with the office's own days and corrections.
reference::Calendar calendar(sql::Transaction& tx, OfficeId office);

std::vector<Service> services(sql::Transaction& tx, OfficeId office);
std::optional<Service> find_service(sql::Transaction& tx, OfficeId office, std::string_view code);
std::vector<WindowRule> window_rules(sql::Transaction& tx, OfficeId office);
// Whether the rule opens on this day: its weekdays and dates, and no holiday unless it is open on holidays. A holiday
// closes every rule; the shorter week of the office does not: a rule may open on a Saturday.
bool promises(const WindowRule& rule, Date day, const reference::Calendar& calendar);
std::vector<WindowException> window_exceptions(sql::Transaction& tx, OfficeId office, Date from, Date to);
std::vector<DocumentRequirement> document_requirements(sql::Transaction& tx, OfficeId office);
std::optional<Signatory> signatory_on(sql::Transaction& tx, OfficeId office, Date day);
std::vector<Printer> printers(sql::Transaction& tx, OfficeId office);
NumberScheme number_scheme(sql::Transaction& tx, OfficeId office);
std::optional<CardTemplateText> card_template(sql::Transaction& tx, OfficeId office, Date on);  // none: the default
// Adds a version; the earlier ones stay for reprints of the cards they printed.
Result<int, Refusal> save_card_template(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view json,
                                        Date valid_from);

// For the demonstration, the wizard and tests: everything at once.
struct Setup {
    Office office;
    std::vector<Service> services;
    std::vector<WindowRule> rules;
    std::vector<DocumentRequirement> documents;
    std::vector<Signatory> signatories;
    NumberScheme numbers;
};
Result<OfficeId, Refusal> set_up(sql::Transaction& tx, const Context& context, const Setup& setup);
// Sensible beginnings for a new office in this regency.
Setup usual_setup(std::string_view regency_code, Date today);

std::string_view sentence(Refusal why);

// Published events: office.window_rules_changed, office.holidays_changed (subject: office id).

}  // namespace office
