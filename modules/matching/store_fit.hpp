#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/matching/model_choice.hpp"
#include "platform/sql/sql.hpp"

namespace crypto {
class Vault;
}

namespace matching::store {

// --- records ---
// Keeps the vacancy as it stands, and the record, unless the same was said before.
void keep_vacancy(sql::Transaction& tx, const vacancies::Vacancy& vacancy);
std::optional<vacancies::Vacancy> vacancy_then(sql::Transaction& tx, vacancies::VacancyId id, std::int64_t revision);
bool add_record(sql::Transaction& tx, const Record& record);
std::optional<Record> find_record(sql::Transaction& tx, RecordId id);
std::vector<Record> records_of(sql::Transaction& tx, ProfileId profile, int limit);       // newest first
std::set<vacancies::VacancyId> vacancies_shown(sql::Transaction& tx, ProfileId profile);  // ever, as far as records are kept
// What was tried on this person since this batch, in the order of its places.
std::vector<vacancies::VacancyId> tried_since(sql::Transaction& tx, ProfileId profile, BatchId batch);
std::vector<Record> records_after(sql::Transaction& tx, RecordId after, int limit);
int forget_records(sql::Transaction& tx, Instant before);

// --- prices and slots ---
void add_batch(sql::Transaction& tx, const Batch& batch, std::string_view weights, std::string_view settings);
std::optional<Batch> newest_batch(sql::Transaction& tx);
std::optional<Price> find_price(sql::Transaction& tx, vacancies::VacancyId vacancy);
struct Priced {
    vacancies::VacancyId vacancy;
    Price price;
};
std::vector<Priced> prices(sql::Transaction& tx);
std::vector<Priced> scarce(sql::Transaction& tx);  // those that cost something, or of which nothing is left
// A vacancy that no batch has seen yet: free, for so many people.
void begin_price(sql::Transaction& tx, OfficeId office, vacancies::VacancyId vacancy, int capacity);
void put_price(sql::Transaction& tx, BatchId batch, OfficeId office, vacancies::VacancyId vacancy, const Price& price);
void drop_prices_but(sql::Transaction& tx, BatchId batch);
// A vacancy that is no longer open is given to nobody from now on.
void close_price(sql::Transaction& tx, vacancies::VacancyId vacancy);

struct Held {
    vacancies::VacancyId vacancy;
    bool is_seen{};
    BatchId batch;
};
std::vector<Held> slots_of(sql::Transaction& tx, ProfileId profile);
// False: there is one, or no place is left.
bool take_slot(sql::Transaction& tx, const Profile& profile, vacancies::VacancyId vacancy, int rank, Instant now);
void give_slot(sql::Transaction& tx, BatchId batch, OfficeId office, ProfileId profile, vacancies::VacancyId vacancy);
// Of somebody who no longer wants suggestions: places are free for others.
void return_slots(sql::Transaction& tx, ProfileId profile);
void return_slot(sql::Transaction& tx, ProfileId profile, vacancies::VacancyId vacancy);
void mark_seen(sql::Transaction& tx, ProfileId profile, vacancies::VacancyId vacancy, int rank, Instant now);
// Slots of batches before that nobody has seen; those that were seen stay as long as their vacancy has a price.
void drop_unseen_slots(sql::Transaction& tx, BatchId before);
void drop_slots_without_price(sql::Transaction& tx);

std::vector<std::pair<vacancies::VacancyId, int>> slot_counts(sql::Transaction& tx);

struct SlotRow {
    ProfileId profile;
    vacancies::VacancyId vacancy;
    int rank{};
    bool is_seen{};
};
std::vector<SlotRow> slots(sql::Transaction& tx, OfficeId office);
std::vector<SlotRow> seen_slots(sql::Transaction& tx);

// --- the counsellor's word ---
bool add_override(sql::Transaction& tx, const Override& one);
bool end_override(sql::Transaction& tx, OfficeId office, OverrideId id, Instant now);
std::vector<Override> overrides_of(sql::Transaction& tx, ProfileId profile, Instant now);  // that hold now
std::vector<Override> overrides_for(sql::Transaction& tx, vacancies::VacancyId vacancy, Instant now);
std::vector<Override> vetoes(sql::Transaction& tx, Instant now);
struct Word {
    ProfileId profile;
    OverrideKind kind{};
};
std::vector<Word> words_since(sql::Transaction& tx, OfficeId office, Instant since);  // whether they hold or not

// --- objections ---
void add_objection(sql::Transaction& tx, const crypto::Vault& vault, const Objection& one);
std::optional<Objection> find_objection(sql::Transaction& tx, const crypto::Vault& vault, ObjectionId id);
std::vector<Objection> objections(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, bool answered, int limit);
std::vector<Objection> objections_of(sql::Transaction& tx, const crypto::Vault& vault, ProfileId profile);
bool answer_objection(sql::Transaction& tx, const crypto::Vault& vault, ObjectionId id, std::string_view answer, AccountId by, Instant now);

// What must always be true, one line for each that is not.
void collect_faults(sql::Transaction& tx, std::vector<std::string>& faults);

}  // namespace matching::store
