#include "modules/vacancies/jobs.hpp"

#include "modules/office/actions.hpp"
#include "modules/vacancies/actions_abroad.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_news.hpp"
#include "platform/sql/sql.hpp"

namespace vacancies {

namespace {
constexpr int a_round = 200;
}

void close_over(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& one : offices) {
        const auto due = [&] {
            const bool any = context.platform.database.read([&](sql::Transaction& tx) { return has_over(tx, context, one.id); });
            return any &&
                   context.platform.database.write([&](sql::Transaction& tx) { return expire(tx, context, one.id, a_round); }) == a_round;
        };
        while (due()) {
        }
    }
}

void follow_licences(Context& context) {
    auto& database = context.platform.database;
    for (const auto& one : database.read([](sql::Transaction& tx) { return office::offices(tx); })) {
        const auto due = database.read([&](sql::Transaction& tx) { return without_licence(tx, context, one.id); });
        for (const auto employer : due) database.write([&](sql::Transaction& tx) { follow_licence(tx, context, employer); });
    }
}

void remind_companies(Context& context) {
    auto& database = context.platform.database;
    for (const auto& one : database.read([](sql::Transaction& tx) { return office::offices(tx); }))
        database.write([&](sql::Transaction& tx) { remind_closing(tx, context, one.id); });
}

}  // namespace vacancies
