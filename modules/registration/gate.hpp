#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "modules/registration/model.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/store.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What every verb of this module begins and ends with. Internal.
namespace registration {

// Who may touch what. An applicant: their own file only. Staff: files of their own office, with the permission. The
// system: all.
bool may_touch(const Actor& actor, OfficeId office, ApplicationId application, Permission permission);
// Staff of this office with the permission, or the system; never an applicant.
bool is_staff_of(const Actor& actor, OfficeId office, Permission permission);

// The application, if the actor may touch it in this way.
Result<Application, Refusal> opened(sql::Transaction& tx, const Context& context, ApplicationId id, Permission permission);
// The same, and this writer's turn is taken: nobody else changes the file in this transaction's place.
Result<Application, Refusal> taken(sql::Transaction& tx, const Context& context, ApplicationId id, Permission permission,
                                   std::optional<int> if_version = {});

// The card, if this member of staff may touch it, with the turn taken.
Result<store::CardRow, Refusal> taken_card(sql::Transaction& tx, const Context& context, CardId id, Permission permission);

// The card that a scanned code was made for, also an earlier code of it.
std::optional<store::CardRow> card_of_scanned_code(sql::Transaction& tx, std::int64_t code);

void record(sql::Transaction& tx, const Context& context, const Application& application, std::string_view verb, std::string details = "");
void record(sql::Transaction& tx, const Context& context, const Card& card, std::string_view verb, std::string details = "");
void announce(sql::Transaction& tx, ApplicationId id);

Zone zone_of(sql::Transaction& tx, OfficeId office);
Date today_at(sql::Transaction& tx, const Context& context, OfficeId office);
Demands demands_of(sql::Transaction& tx, OfficeId office, Date today);

// A ledger row with what is true of the person on that day.
void write_ledger(sql::Transaction& tx, const Context& context, const Card& card, const Application* application, std::string_view kind,
                  std::string_view reason, Date effective_on);
// Takes a card off the register once; writes nothing when it is off already.
void leave_register(sql::Transaction& tx, const Context& context, const store::CardRow& row, std::string_view kind, std::string_view reason,
                    Date effective_on);

}  // namespace registration
