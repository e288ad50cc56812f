#include "modules/search/jobs.hpp"

#include "modules/search/actions.hpp"
#include "modules/search/live_search.hpp"
#include "modules/search/store.hpp"
#include "platform/sql/sql.hpp"

namespace search {

void follow_vacancies(Context& context) {
    const auto token = context.platform.database.read([](sql::Transaction& tx) { return store::search_token(tx); });
    if (token == 0) context.platform.database.write([](sql::Transaction& tx) { store::give_search_token(tx); });
    live_search(context);
}

void tell_new_vacancies(Context& context) {
    // WIB: so early that the message goes out on the same day everywhere, before the quiet hours from 20.00 WIT on. What is held back
    // until the morning could tell of a vacancy whose last day is over.
    constexpr int from_hour = 8;
    constexpr int until_hour = 18;
    const int hour = context.local(Zone::wib).time.minutes / 60;
    if (hour < from_hour || hour >= until_hour) return;
    const auto index = live_search(context);
    context.platform.database.write([&](sql::Transaction& tx) { queue_digests(tx, context, *index); });
}

}  // namespace search
