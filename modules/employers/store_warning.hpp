#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/employers/model_warning.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

// SQL of signals and warnings.
namespace employers::store {

void add_signal(sql::Transaction& tx, OfficeId office, const Signal& signal, std::string_view by, Instant now);
bool settle_signal(sql::Transaction& tx, OfficeId office, SignalId id, std::string_view note, std::string_view by, Instant now);
std::optional<EmployerId> employer_of_signal(sql::Transaction& tx, OfficeId office, SignalId id);
// Noted by people; of refused companies none.
std::vector<Signal> noted_signals(sql::Transaction& tx, OfficeId office);
// Companies that told a visitor whom they look for, and have reported no vacancy since.
std::vector<Signal> visit_signals(sql::Transaction& tx, OfficeId office, Zone zone);
// Companies with vacancies that ran out without a word.
std::vector<Signal> ended_signals(sql::Transaction& tx, OfficeId office, Zone zone);

enum class WarningKept { yes, already_open, number_known, changed_meanwhile };
WarningKept add_warning(sql::Transaction& tx, const Warning& warning, std::string_view by);
// State with what belongs to it; only while the version still is the one that was read.
struct WarningStep {
    std::string by;
    std::optional<Instant> closed_at;
};
WarningKept change_warning(sql::Transaction& tx, const crypto::Vault& vault, const Warning& warning, const WarningStep& step);
std::optional<Warning> find_warning(sql::Transaction& tx, const crypto::Vault& vault, WarningId id);
std::vector<Warning> warnings_of(sql::Transaction& tx, const crypto::Vault& vault, EmployerId employer);  // oldest first
std::vector<Warning> open_warnings(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office);

}  // namespace employers::store
