#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/employers/model.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

// SQL of employers. No rule and no access check stands here.
namespace employers::store {

enum class Kept { yes, changed_meanwhile, nib_known, account_taken, request_known };

Kept add_employer(sql::Transaction& tx, const crypto::Vault& vault, const Employer& employer, std::string_view request_key);
// `by`: who decides; the database asks for their ties to the company.
// Everything but state, account and what the call-back left; only while the version still is the one that was read.
Kept change_employer(sql::Transaction& tx, const crypto::Vault& vault, const Employer& employer, std::string_view by);
// State with what belongs to it; only while the version still is the one that was read.
Kept set_state(sql::Transaction& tx, const crypto::Vault& vault, const Employer& employer, std::string_view by);
Kept set_account(sql::Transaction& tx, const Employer& employer, std::string_view by);

std::optional<Employer> find_employer(sql::Transaction& tx, const crypto::Vault& vault, EmployerId id);
std::optional<Employer> employer_of_account(sql::Transaction& tx, const crypto::Vault& vault, AccountId account);
std::vector<Employer> employers(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, std::optional<EmployerState> state);
std::optional<PublicEmployer> public_employer(sql::Transaction& tx, EmployerId id);  // verified ones only
bool hold_verified(sql::Transaction& tx, EmployerId id);
std::vector<Employer> branches(sql::Transaction& tx, const crypto::Vault& vault, EmployerId head_office);
// All of the office, without what is sealed.
struct Named {
    EmployerId id;
    std::string name;
    std::string key;  // firm_key
    std::string nib;
    EmployerState state{};
};
std::vector<Named> names(sql::Transaction& tx, OfficeId office);

std::optional<NameChange> find_change(sql::Transaction& tx, EmployerId id);
void put_change(sql::Transaction& tx, const Employer& employer, const NameChange& change, std::string_view by);
void remove_change(sql::Transaction& tx, EmployerId id);
bool end_change(sql::Transaction& tx, EmployerId id, const NameChange& seen);  // false: answered or replaced since
std::vector<EmployerId> waiting_changes(sql::Transaction& tx, OfficeId office);

Reported reported(sql::Transaction& tx, EmployerId id);
void put_reported(sql::Transaction& tx, const Employer& employer, const Reported& reported, Instant now);

void add_visit(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, const Visit& visit, std::string_view by);
std::vector<Visit> visits(sql::Transaction& tx, const crypto::Vault& vault, EmployerId employer);  // newest first
struct DueVisit {
    EmployerId employer;
    std::string name;
    Date on;
};
std::vector<DueVisit> due_visits(sql::Transaction& tx, OfficeId office, Date until);

// Rows that break a promise, one clear line each.
std::vector<std::string> faults(sql::Transaction& tx);

}  // namespace employers::store
