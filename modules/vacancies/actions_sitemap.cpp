#include "modules/vacancies/actions_sitemap.hpp"

#include <map>

#include "modules/vacancies/store.hpp"

namespace vacancies {

namespace {
constexpr int addresses_max = 50'000;
}

std::vector<PublicAddress> public_addresses(sql::Transaction& tx, const Context& context) {
    std::vector<PublicAddress> made;
    std::map<OfficeId, Date> days;
    for (const auto& one : store::listed(tx, addresses_max)) {
        const auto [day, is_new] = days.try_emplace(one.office);
        if (is_new) day->second = today_at(tx, context, one.office);
        if (one.valid_until >= day->second) made.push_back({one.id, one.changed_at});
    }
    return made;
}

}  // namespace vacancies
