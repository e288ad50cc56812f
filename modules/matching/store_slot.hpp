#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/matching/model_choice.hpp"
#include "platform/sql/sql.hpp"

// Batches, what a vacancy's place costs, and who holds one.
namespace matching::store {

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

}  // namespace matching::store
