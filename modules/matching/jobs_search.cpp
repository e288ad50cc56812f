#include "modules/matching/jobs_search.hpp"

#include "modules/matching/actions_search.hpp"
#include "modules/matching/live_search.hpp"
#include "modules/matching/store_search.hpp"
#include "platform/sql/sql.hpp"

namespace matching {

void follow_vacancies(Context& context) {
    const auto token = context.platform.database.read([](sql::Transaction& tx) { return store::search_token(tx); });
    if (token == 0) context.platform.database.write([](sql::Transaction& tx) { store::give_search_token(tx); });
    live_search(context);
}

void tell_new_vacancies(Context& context) {
    constexpr int from_hour = 8;  // WIB; quiet hours of messages hold back what is later
    if (context.local(Zone::wib).time.minutes / 60 < from_hour) return;
    const auto index = live_search(context);
    context.platform.database.write([&](sql::Transaction& tx) { queue_digests(tx, context, *index); });
}

}  // namespace matching
