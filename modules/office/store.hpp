#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/reference/calendar.hpp"
#include "platform/sql/sql.hpp"

// All SQL of the office.
namespace office::store {

std::vector<Office> open_offices(sql::Transaction& tx);
std::vector<Office> all_offices(sql::Transaction& tx);
std::optional<Office> find(sql::Transaction& tx, OfficeId id);
std::optional<Office> find(sql::Transaction& tx, std::string_view code);
// False when the code is taken.
bool add(sql::Transaction& tx, const Office& office);
// False when somebody saved meanwhile: `office.version` is the version that was read.
bool save(sql::Transaction& tx, const Office& office);

// Keeps the office's row until the transaction ends.
void hold(sql::Transaction& tx, OfficeId office);

// False when it was confirmed before.
bool confirm_step(sql::Transaction& tx, OfficeId office, std::string_view step, Instant now);
std::vector<std::string> confirmed_steps(sql::Transaction& tx, OfficeId office);

std::vector<Parameter> parameters(sql::Transaction& tx, OfficeId office);  // every row, newest effect first
std::vector<Parameter> history(sql::Transaction& tx, OfficeId office, std::string_view name);
std::optional<Parameter> in_force(sql::Transaction& tx, OfficeId office, std::string_view name, Date on);
// All that hold on that day or held before it, oldest first.
std::vector<Parameter> all_in_force(sql::Transaction& tx, OfficeId office, Date on);
void add(sql::Transaction& tx, OfficeId office, const Parameter& parameter, Instant now);

// The office's own days and its corrections of the national list, in order of date.
std::vector<reference::Holiday> holidays(sql::Transaction& tx, OfficeId office);
void put_holiday(sql::Transaction& tx, OfficeId office, const reference::Holiday& holiday, Instant now);
bool remove_holiday(sql::Transaction& tx, OfficeId office, Date date);

std::vector<Service> services(sql::Transaction& tx, OfficeId office);
std::optional<Service> find_service(sql::Transaction& tx, OfficeId office, std::string_view code);
void put_service(sql::Transaction& tx, OfficeId office, const Service& service, int position);

std::vector<WindowRule> window_rules(sql::Transaction& tx, OfficeId office);
std::optional<WindowRule> find_rule(sql::Transaction& tx, OfficeId office, WindowRuleId id);
void put_rule(sql::Transaction& tx, const WindowRule& rule);  // adds, or changes the one with this id
std::vector<WindowException> exceptions(sql::Transaction& tx, OfficeId office, Date from, Date to);
void put_exception(sql::Transaction& tx, OfficeId office, const WindowException& exception);
bool remove_exception(sql::Transaction& tx, OfficeId office, WindowRuleId rule, Date date);

std::vector<DocumentRequirement> requirements(sql::Transaction& tx, OfficeId office);
void replace_requirements(sql::Transaction& tx, OfficeId office, const std::vector<DocumentRequirement>& requirements);

std::vector<Signatory> signatories(sql::Transaction& tx, OfficeId office);
void put_signatory(sql::Transaction& tx, OfficeId office, const Signatory& signatory);
void retire_signatory(sql::Transaction& tx, OfficeId office, SignatoryId id);

std::vector<Printer> printers(sql::Transaction& tx, OfficeId office);
bool put_printer(sql::Transaction& tx, OfficeId office, const Printer& printer);  // false: the name is taken

std::optional<NumberScheme> number_scheme(sql::Transaction& tx, OfficeId office);
void put_number_scheme(sql::Transaction& tx, OfficeId office, const NumberScheme& scheme);

std::vector<CardTemplateText> card_templates(sql::Transaction& tx, OfficeId office);  // newest version first
void add_card_template(sql::Transaction& tx, OfficeId office, const CardTemplateText& text);

}  // namespace office::store
