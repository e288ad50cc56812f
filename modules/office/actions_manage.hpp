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

// The manager's verbs: one transaction each, each with its row in the journal.
namespace office {

// `office.version` is the version that was read; changed_meanwhile when somebody saved since.
Result<Done, Refusal> save_profile(sql::Transaction& tx, const Context& context, const Office& office);
// Refused with not_ready while something is lacking (rules.hpp: lacks).
Result<Done, Refusal> open_office(sql::Transaction& tx, const Context& context, OfficeId office);

// Until the transaction ends nobody else saves settings of this office: what is read now is what a save replaces.
void hold_settings(sql::Transaction& tx, OfficeId office);

// Somebody has seen this part of the set-up and goes on.
void confirm_step(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view step);
std::vector<std::string> confirmed_steps(sql::Transaction& tx, OfficeId office);
// Every office of the installation, also those that are being set up.
std::vector<Office> all_offices(sql::Transaction& tx);

// A new value with its text and its day of effect, today or later: what was decided under the old one stays.
Result<Done, Refusal> set_parameter(sql::Transaction& tx, const Context& context, OfficeId office, const Parameter& parameter);
// What stands in the rule pack on this day, in the order of parameters.cpp.
std::vector<Parameter> rule_pack(sql::Transaction& tx, OfficeId office, Date on);

Result<Done, Refusal> put_holiday(sql::Transaction& tx, const Context& context, OfficeId office, const reference::Holiday& holiday);
Result<Done, Refusal> remove_holiday(sql::Transaction& tx, const Context& context, OfficeId office, Date date);
std::vector<reference::Holiday> own_holidays(sql::Transaction& tx, OfficeId office);

Result<Done, Refusal> save_service(sql::Transaction& tx, const Context& context, OfficeId office, const Service& service);

Result<WindowRuleId, Refusal> save_window_rule(sql::Transaction& tx, const Context& context, WindowRule rule);
Result<Done, Refusal> retire_window_rule(sql::Transaction& tx, const Context& context, OfficeId office, WindowRuleId rule);
Result<Done, Refusal> save_exception(sql::Transaction& tx, const Context& context, OfficeId office, const WindowException& exception);
Result<Done, Refusal> remove_exception(sql::Transaction& tx, const Context& context, OfficeId office, WindowRuleId rule, Date date);

Result<Done, Refusal> save_requirements(sql::Transaction& tx, const Context& context, OfficeId office,
                                        const std::vector<DocumentRequirement>& requirements);

std::vector<Signatory> signatories(sql::Transaction& tx, OfficeId office);
Result<SignatoryId, Refusal> save_signatory(sql::Transaction& tx, const Context& context, OfficeId office, Signatory signatory);
Result<Done, Refusal> retire_signatory(sql::Transaction& tx, const Context& context, OfficeId office, SignatoryId id);

Result<PrinterId, Refusal> save_printer(sql::Transaction& tx, const Context& context, OfficeId office, Printer printer);
Result<Done, Refusal> save_number_scheme(sql::Transaction& tx, const Context& context, OfficeId office, const NumberScheme& scheme);

}  // namespace office
