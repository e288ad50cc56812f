#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/registration/model.hpp"
#include "modules/registration/rules_life.hpp"
#include "modules/registration/store.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

// Rows of what happens to a card after it was handed over. No rule and no access check stands here.
namespace registration::store {

// --- what is due ---
struct LifeRow {
    std::optional<Date> report_due;
    std::optional<int> reminded;
    std::int64_t code{};  // that verifies today
    int term{1};
    std::string proxy_name;
    std::optional<Instant> inactive_at;
};
LifeRow life_of(sql::Transaction& tx, CardId id);
void set_report_due(sql::Transaction& tx, CardId id, std::optional<Date> due);  // forgets the reminders of the day before
// False: somebody reminded them of this day already.
bool set_reminded(sql::Transaction& tx, CardId id, Date due, int days_before);
// Handed over, not expired, due from `from` to `to`.
std::vector<CardRow> reports_due(sql::Transaction& tx, OfficeId office, Date from, Date to, Date today, CardId after, int limit);
// Handed over, not expired, due before `due_before`; imported ones only after a closed list that began after they came.
std::vector<CardRow> lapsing(sql::Transaction& tx, OfficeId office, Date due_before, Date today, int limit);
// Handed over and never given a day for a report: from before this was kept.
std::vector<CardRow> without_report_day(sql::Transaction& tx, OfficeId office, CardId after, int limit);

// --- reports ---
struct ReportRow {
    std::int64_t id{};
    CardId card;
    OfficeId office;
    ReportStatus status{};
    ReportChannel channel{};
    Date reported_on;
    std::optional<Date> covers;
    std::string employer;  // sealed in the row, plain here
    std::optional<Date> since;
    bool paper_stamped{};
    bool restored{};
    Instant reported_at;
    std::string reported_by;
};
enum class ReportKept { yes, known };
ReportKept add_report(sql::Transaction& tx, const crypto::Vault& vault, const ReportRow& row);
std::vector<ReportRow> reports_of(sql::Transaction& tx, const crypto::Vault& vault, CardId id);
void stamp_report(sql::Transaction& tx, std::int64_t report);

// --- codes and terms ---
// A new code for the card: the earlier one answers inactive from now on. Gives it.
std::int64_t add_code(sql::Transaction& tx, const Card& card, std::string_view why, std::string_view letter, Instant now,
                      std::string_view by);
// The card that a code was made for.
std::optional<CardId> card_of_code(sql::Transaction& tx, std::int64_t code);
int duplicates_of(sql::Transaction& tx, CardId id);  // of its present term: lost or damaged

struct Renewal {
    CardId card;
    std::string old_card;  // returned, lost
};
bool add_renewal(sql::Transaction& tx, ApplicationId application, const Card& card, std::string_view old_card, Instant now,
                 std::string_view by);
std::optional<Renewal> renewal_of(sql::Transaction& tx, ApplicationId id);
// An open application that renews this card.
std::optional<ApplicationId> open_renewal(sql::Transaction& tx, CardId id);
struct NewTerm {
    ApplicationId application;
    SeekerId seeker;
    std::string holder_name;
    std::optional<Date> holder_birth_date;
    Date issued_on;
    Date valid_until;
    std::string validity_basis;
    std::string approved_by;
};
// Puts the present term among the past ones and begins the next with the same number.
void begin_term(sql::Transaction& tx, const CardRow& row, const NewTerm& term, Instant now);
struct TermRow {
    int term{};
    Date issued_on;
    Date valid_until;
};
std::vector<TermRow> terms_of(sql::Transaction& tx, CardId id);

// --- answers ---
struct AnswerVersion {
    int version{};
    Typed answers;
    std::vector<std::string> fields;
    std::string reason;
    Instant changed_at;
    std::string changed_by;
};
void add_answer_version(sql::Transaction& tx, const crypto::Vault& vault, const Application& application, const AnswerVersion& row);
std::vector<AnswerVersion> answer_versions(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id);  // oldest first
void set_holder(sql::Transaction& tx, CardId id, std::string_view name, std::optional<Date> birth_date);
enum class KeyKept { yes, taken };
KeyKept set_person_key(sql::Transaction& tx, SeekerId id, std::string_view person_key);

// --- from elsewhere, and copies ---
struct PreviousCard {
    std::string issuer;
    std::string number;
    std::optional<Date> issued_on;
};
void keep_previous_card(sql::Transaction& tx, const crypto::Vault& vault, const Card& card, const PreviousCard& previous, Instant now,
                        std::string_view by);
std::optional<PreviousCard> previous_card(sql::Transaction& tx, const crypto::Vault& vault, CardId id);

struct LegalisationRow {
    std::int64_t id{};
    CardId card;
    OfficeId office;
    std::string number;
    Date made_on;
    int copies{};
    std::string signatory;
    Instant made_at;
    std::string made_by;
};
bool add_legalisation(sql::Transaction& tx, const LegalisationRow& row);  // false: the number is taken
std::optional<LegalisationRow> find_legalisation(sql::Transaction& tx, std::int64_t id);
std::vector<LegalisationRow> legalisations_of(sql::Transaction& tx, CardId id);

void collect_life_faults(sql::Transaction& tx, std::vector<std::string>& faults);

}  // namespace registration::store
