#pragma once

#include <optional>
#include <vector>

#include "modules/matching/model_choice.hpp"
#include "modules/matching/rules_pace.hpp"
#include "platform/sql/sql.hpp"

// How prices move between two batches, and every price that was ever asked.
namespace matching::store {

struct PricedAt {
    Instant at;                       // the last step or batch
    std::int64_t vacancy_revision{};  // up to which openings are counted
};
PricedAt priced_at(sql::Transaction& tx);
// The version of the prices that are set from now on in this transaction. Empty: somebody else began a step since then.
std::optional<std::int64_t> begin_prices(sql::Transaction& tx, Instant before, Instant now);
void counted_openings(sql::Transaction& tx, std::int64_t vacancy_revision);

struct Moving {
    vacancies::VacancyId vacancy;
    BatchId batch;
    std::int32_t price{};
    int left{};  // at the last step
    int given{};
    int taken{};  // since then
};
// Those that cost something or were taken, and had places left at the last step.
std::vector<Moving> moving(sql::Transaction& tx);
void move_price(sql::Transaction& tx, vacancies::VacancyId vacancy, std::int32_t price, std::int64_t version);
// So many were given when it was last looked at.
void note_given(sql::Transaction& tx, vacancies::VacancyId vacancy, int given);
// To so many people it may be shown; never fewer than it was shown to.
void set_capacity(sql::Transaction& tx, vacancies::VacancyId vacancy, int capacity);

struct PriceThen {
    vacancies::VacancyId vacancy;
    std::int64_t version{};
    BatchId batch;
    std::int32_t price{};
    std::optional<Pace> pace;  // empty: by the batch
    Instant at;
};
void keep_price(sql::Transaction& tx, const PriceThen& one);
std::optional<PriceThen> price_then(sql::Transaction& tx, vacancies::VacancyId vacancy, std::int64_t version);
// Those that no record was made with and nobody is asked any more. Gives how many.
int forget_prices(sql::Transaction& tx, Instant before);

// --- what a person costs a company's list ---
struct PersonPrice {
    ProfileId profile;
    OfficeId office;
    std::int32_t price{};
};
void put_person_price(sql::Transaction& tx, BatchId batch, const PersonPrice& one);
void drop_person_prices_but(sql::Transaction& tx, BatchId batch);
std::vector<PersonPrice> person_prices(sql::Transaction& tx, OfficeId office);

}  // namespace matching::store
