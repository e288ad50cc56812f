#include "modules/matching/actions_prices.hpp"

#include <algorithm>

#include "modules/matching/rules_choice.hpp"
#include "modules/matching/rules_pace.hpp"
#include "modules/matching/store_prices.hpp"
#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/actions_published.hpp"

namespace matching {

namespace {

constexpr int read_at_once = 2000;

void count_openings(sql::Transaction& tx, const Context& context, std::int64_t revision) {
    for (;;) {
        const auto changed = vacancies::changed_after(tx, context, revision, read_at_once);
        if (changed.empty()) break;
        for (const auto& one : changed) {
            const bool is_open = vacancies::is_public(one, vacancies::today_at(tx, context, one.office));
            store::set_capacity(tx, one.id, is_open ? capacity_of(one.open_heads(), settings()) : 0);
        }
        revision = changed.back().revision;
    }
    store::counted_openings(tx, revision);
}

}  // namespace

int follow_pace(sql::Transaction& tx, const Context& context) {
    const auto last = store::priced_at(tx);
    if (last.at.seconds == 0 || context.now.seconds - last.at.seconds < between_price_steps_s) return 0;
    const auto version = store::begin_prices(tx, last.at, context.now);
    if (!version) return 0;
    int moved = 0;
    for (const auto& one : store::moving(tx)) {
        const Pace pace{one.price, std::max(0, one.taken), places_expected(one.left, last.at, context.now)};
        store::note_given(tx, one.vacancy, one.given);
        const auto price = price_after(pace);
        if (price == one.price) continue;
        store::move_price(tx, one.vacancy, price, *version);
        store::keep_price(
            tx, {.vacancy = one.vacancy, .version = *version, .batch = one.batch, .price = price, .pace = pace, .at = context.now});
        ++moved;
    }
    count_openings(tx, context, last.vacancy_revision);
    return moved;
}

bool is_price_known(sql::Transaction& tx, const Record& record) {
    if (record.price == 0 || record.price_version == 0) return true;  // free, or from before prices had a version
    const auto then = store::price_then(tx, record.vacancy, record.price_version);
    return then && then->price == record.price && (!then->pace || price_after(*then->pace) == then->price);
}

}  // namespace matching
