#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "modules/matching/allocation.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/model_choice.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Every night, and when a manager asks: who is shown what, so that nobody is left with nothing and no vacancy is crowded.
// Three steps, so that the long one holds no transaction: read, compute, keep.
namespace matching {

struct Plan {
    std::shared_ptr<const Snapshot> from;
    std::vector<Profile> people;  // of the market's seekers, in order
    std::vector<Date> days;       // the same: today where they live
    // The same: what they are not shown anew, because they saw it or an officer holds it back.
    std::vector<std::vector<vacancies::VacancyId>> left_out;
    std::vector<vacancies::VacancyId> vacancies;      // that somebody could be shown
    std::vector<OfficeId> offices;                    // of the vacancies
    std::vector<int> capacity;                        // of the vacancies: to how many people each may be shown by itself
    std::vector<int> seen;                            // of the vacancies: people who saw it already and keep it
    std::vector<std::uint32_t> place;                 // of the vacancies, in the market: those of one group share one
    std::vector<std::vector<std::uint32_t>> members;  // of the market's places: its vacancies
    Market market;                                    // a capacity: what the members may be shown to, less those who saw one
    std::vector<std::int32_t> prices;                 // of the market's places, the last time

    // The roles swapped: a company's list wants people, and a person stands in so many lists.
    struct Found {
        ProfileId id;
        OfficeId office;
    };
    std::vector<Found> found;  // of the lists' people, in order
    Market company_lists;
};
Plan plan_batch(sql::Transaction& tx, const Context& context);
// Pure: the same plan gives the same bytes. `chosen` are places of the market, `prices` are theirs. The bound holds for everything that
// everybody could be shown, not only for the candidates of the market.
Allocation compute(const Plan& plan);
// What a person costs a company's list: the prices are all that is used of it.
Allocation compute_lists(const Plan& plan);
Batch keep_batch(sql::Transaction& tx, const Context& context, const Plan& plan, const Allocation& made, const Allocation& lists);

Batch run_batch(const Context& context);
std::optional<Batch> last_batch(sql::Transaction& tx);

// Tells those who asked for it how many suggestions of this batch are new to them, each once. Gives how many messages.
int tell_new_suggestions(sql::Transaction& tx, const Context& context, const Batch& batch);

// Records older than the settings say. Gives how many are gone.
int forget_old_records(sql::Transaction& tx, const Context& context);

}  // namespace matching
