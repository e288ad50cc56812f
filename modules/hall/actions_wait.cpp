#include <algorithm>
#include <map>

#include "modules/booking/actions.hpp"
#include "modules/booking/actions_telling.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_room.hpp"
#include "modules/hall/actions_wait.hpp"
#include "modules/hall/rules.hpp"
#include "modules/hall/rules_wait.hpp"
#include "modules/hall/store.hpp"
#include "modules/office/actions.hpp"

namespace hall {

namespace {

constexpr int days_learned_from = 60;
constexpr int waited_enough_s = 300;

// The office's plan value until it has figures of its own: minutes each, shared by the counters that are open.
double plan_of(sql::Transaction& tx, OfficeId office, std::string_view service) {
    const auto found = office::find_service(tx, office, service);
    int open = 0;
    for (const auto& counter : store::counters(tx, office)) open += counter.officer && counter.serves(service);
    return 60.0 * (found ? found->minutes_each : 15) / std::max(1, open);
}

// What happened on a day, in the order of the clock.
void play(Forecaster& forecaster, const std::vector<Place>& places, double plan_s) {
    struct Step {
        std::int64_t at{};
        bool is_call{};
        const Place* place{};
    };
    std::vector<Step> steps;
    for (const auto& place : places) {
        steps.push_back({place.arrived_at.seconds, false, &place});
        if (place.called_at) steps.push_back({place.called_at->seconds, true, &place});
    }
    std::ranges::stable_sort(steps, {}, &Step::at);
    std::map<std::string, int> waiting;
    for (const auto& step : steps) {
        const auto& place = *step.place;
        auto& others = waiting[place.service];
        const auto at = static_cast<double>(step.at);
        if (!step.is_call) {
            ++others;
            forecaster.arrived(place.service, place.ticket.value, at, {place.ahead, place.line, place.overtaken_max}, plan_s);
            continue;
        }
        others = std::max(0, others - 1);
        forecaster.called(place.service, place.ticket.value, at, others > 0);
    }
}

}  // namespace

void learn_waits(sql::Transaction& tx, OfficeId office, Date today) {
    const auto known = store::learned(tx, office);
    if (known && known->until >= today) return;
    Forecaster forecaster(known ? known->text : "");
    for (const auto day : store::days_with_places(tx, office, known ? known->until : today - days_learned_from, today)) {
        play(forecaster, store::of_day(tx, office, day), 900);
        forecaster.begin_day();
    }
    store::put_learned(tx, office, {today, forecaster.learned()});
}

std::optional<Outlook> outlook(sql::Transaction& tx, const Context& context, booking::TicketId ticket) {
    const auto place = store::find(tx, ticket);
    if (!place || place->state != PlaceState::waiting) return {};
    Outlook made;
    const auto line = line_up(tx, place->office, place->date);
    for (const auto& one : line) {
        if (one.ticket == ticket) break;
        made.ahead += one.service == place->service;
    }
    const auto known = store::learned(tx, place->office);
    Forecaster forecaster(known ? known->text : "");
    const auto plan = plan_of(tx, place->office, place->service);
    play(forecaster, store::of_day(tx, place->office, place->date), plan);
    const auto range = forecaster.ask(place->service, static_cast<double>(context.now.seconds),
                                      {made.ahead, place->line, place->overtaken_max - place->overtaken}, plan);
    made.low = range.low;
    made.middle = range.middle;
    made.high = range.high;
    made.own_figures = range.own_figures;
    made.inside = place->is_inside;
    if (!made.inside) made.come_at = come_back_at(tx, context, *place, made);
    return made;
}

std::optional<Promises> promises(sql::Transaction& tx, OfficeId office, Date from) {
    const auto kept = store::promises_kept(tx, office, from);
    if (!kept) return {};
    return Promises{kept->told, kept->kept};
}

namespace {

constexpr int near = 3;

struct Near {
    Place place;
    int ahead{};
};

std::vector<Near> near_and_untold(sql::Transaction& tx, OfficeId office, Date date) {
    std::vector<Near> list;
    std::map<std::string, int> ahead;
    const auto told = store::notified(tx, office, date);
    for (auto& place : line_up(tx, office, date)) {
        const int before = ahead[place.service]++;
        if (before > near || before == 0) continue;  // who is next stands before the counter
        if (std::ranges::find(told, place.ticket) == told.end()) list.push_back({std::move(place), before});
    }
    return list;
}

}  // namespace

bool somebody_is_near(sql::Transaction& tx, OfficeId office, Date date) { return !near_and_untold(tx, office, date).empty(); }

void tell_who_is_near(sql::Transaction& tx, const Context& context, OfficeId office, Date date) {
    for (const auto& [place, ahead] : near_and_untold(tx, office, date)) {
        const auto ticket = booking::find_ticket(tx, place.ticket);
        if (!ticket || !store::mark_notified(tx, place.ticket)) continue;
        if (context.now.seconds - place.arrived_at.seconds < waited_enough_s) continue;  // came to a short line: sees it
        booking::tell(tx, context, office, *ticket,
                      {.text = "hall.near",
                       .occasion = date.iso(),
                       .values = {{"jumlah", std::to_string(ahead)},
                                  {"nomor", place.label},
                                  {"tautan", context.platform.public_url + "/tiket/" + ticket->code}}});
    }
}

}  // namespace hall
