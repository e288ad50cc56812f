#include "modules/matching/jobs_fit.hpp"

#include "modules/matching/actions_batch.hpp"
#include "modules/matching/actions_fairness.hpp"
#include "modules/matching/actions_prices.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/rules_pace.hpp"
#include "modules/matching/store_slot.hpp"

namespace matching {

void begin_day(Context& context) {
    const auto now = context.local(Zone::wib);
    const auto last = context.platform.database.read([](sql::Transaction& tx) { return last_batch(tx); });
    if (last && (last->at.in(Zone::wib).date >= now.date || now.time.minutes < batch_begins_at)) return;
    const auto batch = run_batch(context);
    context.platform.database.write([&](sql::Transaction& tx) {
        tell_new_suggestions(tx, context, batch);
        forget_old_records(tx, context);
    });
    measure_fairness(context);
}

void follow_prices(Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) { return follow_pace(tx, context); });
}

void follow_changes(Context& context) {
    context.platform.database.read([&](sql::Transaction& tx) { snapshot(tx, context); });
}

// In the transaction that closes it: whoever looks a moment later is not sent there.
void close_vacancy(sql::Transaction& tx, const Context&, const http::Event& event) { store::close_price(tx, {event.subject}); }

}  // namespace matching
