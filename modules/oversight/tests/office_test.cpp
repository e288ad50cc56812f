#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_kiosk.hpp"
#include "modules/booking/rules.hpp"
#include "modules/hall/tests/fixture.hpp"
#include "modules/oversight/actions.hpp"
#include "modules/oversight/module.hpp"
#include "modules/registration/actions_card.hpp"
#include "platform/http/http.hpp"

// Three days at four counters, through the very acts that the officers use: what the manager and the inspectorate read.
using namespace oversight;

namespace {

constexpr std::int64_t officers[] = {11, 12, 13, 14};
constexpr std::int64_t fourth = 14;
constexpr int days = 3;
constexpr int calls_a_day = 25;
constexpr int cards_each = 25;

struct Town : test::WaitingHall {
    explicit Town(sql::Engine engine) : WaitingHall(engine, /*quota=*/400) {}

    Context with_printer(std::int64_t account) const {
        auto context = officer(account);
        context.actor.permissions.add(Permission::print_card);
        return context;
    }

    booking::WindowId window_on(Date day) {
        return read([&](sql::Transaction& tx) { return booking::windows(tx, house.system(), office, "ak1", day, day).front().window.id; });
    }

    void somebody_comes(booking::WindowId window) {
        REQUIRE(write(officer(), [&](sql::Transaction& tx, const Context& who) -> Result<booking::Ticket, booking::Refusal> {
            const auto taken = booking::take_nameless_place(tx, who, window);
            if (!taken) return taken.error();
            return booking::check_in(tx, who, taken->id, booking::DayRule::booked_day_only);
        }));
    }

    void finish(const Context& who, booking::TicketId ticket) {
        const auto outcome = std::string(booking::outcomes("ak1").front().code);
        REQUIRE(write(who, [&](sql::Transaction& tx, const Context& context) { return hall::finish(tx, context, ticket, outcome); }));
    }

    // One turn at a counter. A payer stands at the end of the line and is taken first; whoever does not pay is skipped.
    enum class Deed { honest, takes_payer_first, skips };
    void serve(std::int64_t account, Deed deed) {
        const auto who = officer(account);
        const auto counter = std::to_string(account - 10);
        const auto now_day = house.now().in(Zone::wita).date;
        if (deed == Deed::takes_payer_first) {
            const auto payer = read([&](sql::Transaction& tx) { return hall::line_up(tx, office, now_day).back().ticket; });
            REQUIRE(write(who, [&](sql::Transaction& tx, const Context& context) {
                return hall::call(tx, context, hall::seat_at(tx, context, counter), payer, "ditunggu keluarga");
            }));
            return finish(who, payer);
        }
        const auto called = call_next(who, counter);
        REQUIRE(called);
        if (deed == Deed::honest) return finish(who, called->ticket);
        REQUIRE(write(
            who, [&](sql::Transaction& tx, const Context& context) { return hall::skip(tx, context, called->ticket, "tidak menjawab"); }));
    }

    // Everybody now and then calls somebody out of order or skips one, for good reasons; `fourth_does` so many a day of each.
    void three_days(int fourth_does) {
        auto date = house.now().in(Zone::wita).date;
        for (int day = 0; day < days; ++day, date = date + 1) {
            house.set_now(instant({date, {9 * 60}, Zone::wita}).rfc3339_utc());
            const auto window = window_on(date);
            for (int one = 0; one < 8; ++one) somebody_comes(window);
            for (int turn = 0; turn < calls_a_day; ++turn) {
                for (const auto account : officers) {
                    house.set_now(Instant{house.now().seconds + 60}.rfc3339_utc());
                    somebody_comes(window);
                    const int each = account == fourth ? fourth_does : (day == account % days ? 1 : 0);
                    serve(account, turn < each ? Deed::takes_payer_first : turn < 2 * each ? Deed::skips : Deed::honest);
                }
            }
        }
    }

    void cards(int fourth_reprints) {
        int person = 0;
        for (const auto account : officers) {
            const auto who = with_printer(account);
            for (int card = 0; card < cards_each; ++card) {
                const auto file = apply(++person);
                const auto decided = write(who, [&](sql::Transaction& tx, const Context& context) {
                    REQUIRE(registration::mark_present(tx, context, file));
                    return registration::approve(tx, context, file, {});
                });
                REQUIRE(decided);
                const auto print = [&](std::string_view reason) {
                    return write(who, [&](sql::Transaction& tx, const Context& context) {
                        return registration::print_card(tx, context, decided->card, {{}, std::string(reason), ""});
                    });
                };
                REQUIRE(print(""));
                if (card < (account == fourth ? fourth_reprints : 1)) REQUIRE(print("spoiled"));
            }
        }
    }

    Report report_now() {
        const auto now_day = house.now().in(Zone::wita).date;
        return read([&](sql::Transaction& tx) {
            const auto context = house.staff(AccountId{90}, office, {Permission::see_audit});
            return report(tx, context, office, now_day - (days - 1), now_day);
        });
    }

    // Who is marked in one of the tables of the page, and in how many.
    std::map<std::string, int> marked_on_page() {
        auto context = house.staff(AccountId{90}, office, {Permission::see_audit});
        const auto routes = oversight::module().routes;
        const auto route = std::ranges::find(routes, std::string_view("/pengawasan"), &http::Route::pattern);
        REQUIRE(route != routes.end());
        CHECK(route->permission == Permission::see_audit);  // what a manager and the inspectorate have in common
        const auto page = route->handler(http::Request{}, context);
        REQUIRE(page.status == 200);
        std::map<std::string, int> marked;
        const auto mark = std::string(label(Verdict::unusual));
        for (const auto account : officers) {
            const auto begins = "<tr><td>" + std::to_string(account) + "</td>";
            for (auto at = page.body.find(begins); at != std::string::npos; at = page.body.find(begins, at + 1)) {
                const auto row = page.body.substr(at, page.body.find("</tr>", at) - at);
                if (row.find(mark) != std::string::npos) ++marked[std::to_string(account)];
            }
        }
        return marked;
    }
};

std::set<std::string> unusual(const Report& report, Measure measure) {
    std::set<std::string> names;
    for (const auto& officer : report.officers) {
        if (officer.by_measure[static_cast<std::size_t>(measure)].verdict == Verdict::unusual) names.insert(officer.name);
    }
    return names;
}

}  // namespace

TEST_CASE("the officer who serves payers first, skips and reprints is named within three days, and nobody else") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        town.three_days(/*fourth_does=*/4);
        town.cards(/*fourth_reprints=*/10);
        const auto report = town.report_now();
        CHECK_FALSE(report.journal_cut);
        const std::set<std::string> only_fourth{"14"};
        CHECK(unusual(report, Measure::out_of_order) == only_fourth);
        CHECK(unusual(report, Measure::skipped) == only_fourth);
        CHECK(unusual(report, Measure::reprints) == only_fourth);
        const auto marked = town.marked_on_page();
        REQUIRE(marked.size() == 1);
        CHECK(marked.begin()->first == "14");
        CHECK(marked.begin()->second == 3);
        // Each act stands there with its reason, those of the honest ones too.
        CHECK(std::ranges::count(report.occurrences, Measure::out_of_order, &Occurrence::measure) == 4 * days + 3);
        for (const auto& one : report.occurrences) {
            if (one.measure == Measure::out_of_order || one.measure == Measure::skipped) CHECK_FALSE(one.reason.empty());
        }
    }
}

TEST_CASE("the same three days with an honest fourth officer name nobody") {
    Town town(sql::Engine::sqlite);
    town.three_days(/*fourth_does=*/0);
    town.cards(/*fourth_reprints=*/1);
    const auto report = town.report_now();
    for (const auto measure : all_measures) CHECK(unusual(report, measure).empty());
    CHECK(town.marked_on_page().empty());
}
