#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/vacancies/model.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

// All SQL of vacancies. No rule and no access check stands here.
namespace vacancies::store {

int next_receipt_number(sql::Transaction& tx, int year);
// Takes `count` numbers; gives the first. Whoever asks next waits until this transaction is durable.
std::int64_t next_revision(sql::Transaction& tx, int count = 1);
std::int64_t newest_revision(sql::Transaction& tx);

// Empty: an import of it is known already (its reference or its fingerprint).
bool add(sql::Transaction& tx, const crypto::Vault& vault, const Vacancy& vacancy, std::string_view fingerprint = "");
// Everything but who reported it. False: its version is no longer the one that was read.
bool change(sql::Transaction& tx, const crypto::Vault& vault, const Vacancy& vacancy, std::string_view by);

enum class WithContact { no, yes };
std::optional<Vacancy> find(sql::Transaction& tx, const crypto::Vault& vault, VacancyId id, WithContact contact);
std::optional<Vacancy> find_by_fingerprint(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, std::string_view fingerprint);
std::vector<Vacancy> of_employer(sql::Transaction& tx, employers::EmployerId employer, int limit);
std::optional<Vacancy> newest_of_employer(sql::Transaction& tx, const crypto::Vault& vault, employers::EmployerId employer);
std::vector<Vacancy> changed_after(sql::Transaction& tx, std::int64_t revision, int limit);

// For the officer.
struct Wanted {
    OfficeId office;
    std::string state;   // code; "" = all
    std::string source;  // code; "" = all
    VacancyId after;     // id of the last one of the page before
    int limit{50};
};
std::vector<Vacancy> of_office(sql::Transaction& tx, const Wanted& wanted);
std::map<std::string, int> counts(sql::Transaction& tx, OfficeId office);  // by state
int count_clean(sql::Transaction& tx, OfficeId office);                    // submitted, nothing asked
// One of each: what lacks an occupation by its title, what lacks a place by the place as written; what is met most comes first.
struct Uncoded {
    VacancyId id;
    int alike{};
};
std::vector<Uncoded> not_coded(sql::Transaction& tx, OfficeId office, int limit, int offset);
std::vector<VacancyId> without_occupation(sql::Transaction& tx, OfficeId office, std::string_view title, int limit);
std::vector<VacancyId> without_place(sql::Transaction& tx, OfficeId office, std::string_view place_text, int limit);
int count_not_coded(sql::Transaction& tx, OfficeId office);
// Open ones whose last day is before `today`.
std::vector<VacancyId> over(sql::Transaction& tx, OfficeId office, Date today, int limit);
// Of each employer, published ones whose last day is `day`.
struct Ending {
    employers::EmployerId employer;
    int count{};
    std::string title;  // of one of them
};
std::vector<Ending> ending_on(sql::Transaction& tx, OfficeId office, Date day);
std::vector<Vacancy> open_of_employer(sql::Transaction& tx, const crypto::Vault& vault, employers::EmployerId employer);
// Those that show work abroad.
std::vector<employers::EmployerId> employers_abroad(sql::Transaction& tx, OfficeId office);
int count_held(sql::Transaction& tx, OfficeId office, VacancyState state, std::string_view because);
// How the register of employers sees it.
employers::Reported reported_by(sql::Transaction& tx, employers::EmployerId employer);
// Of every office, for search engines.
struct Listed {
    VacancyId id;
    OfficeId office;
    Date valid_until;
    Instant changed_at;
};
std::vector<Listed> listed(sql::Transaction& tx, int limit);
// Whether an import of it is known.
bool is_known(sql::Transaction& tx, OfficeId office, std::string_view reference, std::string_view fingerprint);

// --- rows that did not become a vacancy ---
void add_row(sql::Transaction& tx, const crypto::Vault& vault, const ListedRow& row, Instant now, std::string_view by);
std::vector<ListedRow> rows(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, employers::EmployerId employer, int limit,
                            int offset);
int count_rows(sql::Transaction& tx, OfficeId office, employers::EmployerId employer);
std::optional<ListedRow> find_row(sql::Transaction& tx, const crypto::Vault& vault, RowId id);
bool remove_row(sql::Transaction& tx, RowId id);
int remove_rows(sql::Transaction& tx, OfficeId office, employers::EmployerId employer);

// Rows that break a promise, one clear line each.
std::vector<std::string> faults(sql::Transaction& tx);

}  // namespace vacancies::store
