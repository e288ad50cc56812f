#include <algorithm>

#include "base/text.hpp"
#include "modules/hall/access.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/rules.hpp"
#include "modules/hall/store.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"

namespace hall {

namespace {

// Letters and digits, as a cookie and a loudspeaker can carry them: "2", "3A".
std::optional<std::string> number_of(std::string_view typed) {
    const auto number = text::upper(text::trim(typed));
    if (number.empty() || number.size() > 6) return {};
    if (!std::ranges::all_of(number, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); })) return {};
    return number;
}

void note(sql::Transaction& tx, const Context& context, const Counter& counter, Act act, std::string_view verb) {
    const auto found = office::find_office(tx, counter.office);
    if (!found) return;
    store::add(tx, HallEvent{.id = {ids::next()},
                             .office = counter.office,
                             .date = context.local(found->zone).date,
                             .act = act,
                             .label = counter.number,
                             .counter = counter.id,
                             .account = context.actor.account,
                             .account_name = context.actor.name,
                             .at = context.now});
    audit::record(tx, context, {counter.office, verb, "hall_counter:" + counter.id.text(), ""});
    tx.announce("hall:" + counter.office.text());
}

}  // namespace

std::vector<Counter> counters(sql::Transaction& tx, OfficeId office) { return store::counters(tx, office); }

std::optional<Counter> find_counter(sql::Transaction& tx, OfficeId office, std::string_view number) {
    return store::find_counter(tx, office, number);
}

Result<CounterId, Refusal> save_counter(sql::Transaction& tx, const Context& context, const Counter& typed) {
    auto counter = typed;
    counter.office = context.actor.office;
    const auto number = number_of(counter.number);
    const auto label = text::clean_line(counter.label, 60);
    if (!number || !label) return Refusal::number_unfit;
    counter.number = *number;
    counter.label = *label;
    const auto offered = office::services(tx, counter.office);
    for (const auto& service : counter.services) {
        if (std::ranges::find(offered, service, &office::Service::code) == offered.end()) return Refusal::no_such_service;
    }
    std::ranges::sort(counter.services);
    if (counter.id) {
        const auto before = store::find_counter(tx, counter.id);
        if (!before || before->office != counter.office) return Refusal::no_such_counter;
        if (!store::put(tx, counter)) return Refusal::number_taken;
    } else {
        counter.id = {ids::next()};
        if (!store::add(tx, counter, store::MadeBy::manager)) return Refusal::number_taken;
    }
    audit::record(tx, context, {counter.office, "hall.counter_saved", "hall_counter:" + counter.id.text(), ""});
    tx.announce("hall:" + counter.office.text());
    return counter.id;
}

Result<Done, Refusal> retire_counter(sql::Transaction& tx, const Context& context, CounterId id) {
    const auto counter = store::find_counter(tx, id);
    if (!counter || counter->office != context.actor.office || !store::retire(tx, id)) return Refusal::no_such_counter;
    audit::record(tx, context, {counter->office, "hall.counter_retired", "hall_counter:" + id.text(), ""});
    tx.announce("hall:" + counter->office.text());
    return Done{};
}

Result<Counter, Refusal> sit_down(sql::Transaction& tx, const Context& context, std::string_view typed) {
    const auto office = context.actor.office;
    const auto number = number_of(typed);
    if (!number) return Refusal::number_unfit;
    auto counter = store::find_counter(tx, office, *number);
    if (!counter) {
        if (store::has_counters_by_hand(tx, office)) return Refusal::no_such_counter;
        const Counter made{.id = {ids::next()}, .office = office, .number = *number};
        if (!store::add(tx, made, store::MadeBy::first_use)) return Refusal::changed_meanwhile;
        counter = made;
    }
    if (!store::seat(tx, counter->id, context.actor.account, context.actor.name, context.now)) return Refusal::counter_taken;
    if (counter->officer != context.actor.account) note(tx, context, *counter, Act::counter_opened, "hall.counter_opened");
    return *store::find_counter(tx, counter->id);
}

Result<Done, Refusal> stand_up(sql::Transaction& tx, const Context& context, CounterId id) {
    const auto counter = store::find_counter(tx, id);
    if (!counter || counter->office != context.actor.office) return Refusal::no_such_counter;
    if (!store::unseat(tx, id, context.actor.account)) return Refusal::counter_taken;
    note(tx, context, *counter, Act::counter_closed, "hall.counter_closed");
    return Done{};
}

std::vector<Counter> counters_of(sql::Transaction& tx, const Context& context) {
    return store::counters_of(tx, context.actor.office, context.actor.account);
}

}  // namespace hall
