#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/partners/model.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

// All SQL of partners. No rule and no access check stands here.
namespace partners::store {

// --- schools ---
enum class Kept { yes, licence_known, name_known, account_taken };
Kept add_school(sql::Transaction& tx, const crypto::Vault& vault, const School& school);
// Kept::yes with `changed_meanwhile` false when the version still was the one that was read.
struct Changed {
    Kept kept{Kept::yes};
    bool changed_meanwhile{};
};
Changed change_school(sql::Transaction& tx, const crypto::Vault& vault, const School& school);
std::optional<School> find_school(sql::Transaction& tx, const crypto::Vault& vault, SchoolId id);
std::optional<School> school_of_account(sql::Transaction& tx, const crypto::Vault& vault, AccountId account);
std::vector<School> schools(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office);
// One writer at a time of a school's rows: a second one waits here, and then sees what the first one wrote.
void hold_school(sql::Transaction& tx, SchoolId id);
struct SchoolCounts {
    int graduates{};
    int sent{};
    std::string last_report;  // month
};
std::map<std::int64_t, SchoolCounts> school_counts(sql::Transaction& tx, OfficeId office);  // by school

// --- graduates ---
std::string cells_json(const Cells& cells);
std::string digest_of(const crypto::Vault& vault, const Cells& cells);

struct NewGraduate {
    Graduate graduate;
    std::string row_key;
    std::string digest;
};
void add_graduate(sql::Transaction& tx, const crypto::Vault& vault, const NewGraduate& row, Instant now);
// What a later file or the page says of the row; the state of a row that was sent stays.
void change_graduate(sql::Transaction& tx, const crypto::Vault& vault, const NewGraduate& row);
void set_line(sql::Transaction& tx, GraduateId id, int line);
struct Known {
    GraduateId id;
    GraduateState state{};
    std::string digest;
    registration::ApplicationId application;
    bool confirmed{};
    int line{};
};
std::map<std::string, Known> known_rows(sql::Transaction& tx, SchoolId school);                          // by row_key
std::optional<Graduate> find_graduate(sql::Transaction& tx, const crypto::Vault& vault, GraduateId id);  // with cells
std::optional<Graduate> find_by_application(sql::Transaction& tx, registration::ApplicationId application);
// By the line of the file. Without cells unless asked for.
enum class WithCells { no, yes };
std::vector<Graduate> graduates(sql::Transaction& tx, const crypto::Vault& vault, SchoolId school, std::optional<GraduateState> state,
                                WithCells cells, int limit, int offset);
struct Counts {
    int faulty{};
    int ready{};
    int sent{};
};
Counts counts(sql::Transaction& tx, SchoolId school);
bool remove_unsent(sql::Transaction& tx, GraduateId id);
int remove_all_unsent(sql::Transaction& tx, SchoolId school);
void set_sent(sql::Transaction& tx, GraduateId id, registration::ApplicationId application, Instant now);
void set_confirmed(sql::Transaction& tx, GraduateId id, Instant now);
void set_declined(sql::Transaction& tx, GraduateId id, Instant now);
void set_outcome(sql::Transaction& tx, GraduateId id, GraduateOutcome outcome, Instant now);
void set_asked(sql::Transaction& tx, GraduateId id, Instant now);

// --- files ---
struct Upload {
    std::string file_name;
    std::string sha256;
    int rows_read{};
    int added{};
    int changed{};
    int faulty{};
    Instant uploaded_at;
};
void add_upload(sql::Transaction& tx, const School& school, const Upload& upload, std::string_view by);
std::vector<Upload> uploads(sql::Transaction& tx, SchoolId school, int limit);

// --- reports ---
std::optional<Report> find_report(sql::Transaction& tx, SchoolId school, std::string_view month);
std::vector<Report> reports(sql::Transaction& tx, SchoolId school, int limit);
void put_report(sql::Transaction& tx, const School& school, const Report& report, std::string_view by);

// Rows that break a promise, one clear line each.
std::vector<std::string> faults(sql::Transaction& tx);

}  // namespace partners::store
