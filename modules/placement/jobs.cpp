#include "modules/placement/jobs.hpp"

#include "modules/office/actions.hpp"
#include "modules/placement/actions_closing.hpp"
#include "modules/placement/actions_views.hpp"
#include "platform/sql/sql.hpp"

namespace placement {
namespace {

constexpr int rows_a_round = 100;
constexpr int rounds_max = 50;
constexpr int reminded_days_before = 3;

}  // namespace

void answer_promised(Context& context) {
    auto& database = context.platform.database;
    const auto offices = database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& office : offices) {
        database.write([&](sql::Transaction& tx) { remind_companies(tx, context, office.id, reminded_days_before); });
        for (int round = 0; round < rounds_max; ++round)
            if (database.write([&](sql::Transaction& tx) { return close_overdue(tx, context, office.id, rows_a_round); }) < rows_a_round)
                break;
    }
    vacancies::VacancyId after;
    for (int round = 0; round < rounds_max; ++round) {
        const auto from = after;
        database.write([&](sql::Transaction& tx) {
            after = from;
            return answer_ended(tx, context, after, rows_a_round);
        });
        if (!after) break;
    }
}

void forget_old_views(Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) { forget_views(tx, context.local(Zone::wib).date); });
}

std::vector<http::Job> jobs() { return {{"placement.answers", 60, answer_promised}, {"placement.views", 3600, forget_old_views}}; }

}  // namespace placement
