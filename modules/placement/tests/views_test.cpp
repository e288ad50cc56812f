#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "modules/matching/actions_profile.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/actions_views.hpp"
#include "modules/placement/store_views.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "platform/audit/audit.hpp"

// A company that reads through everybody comes to an end on each day; one that hires does not notice.
using namespace placement;
using namespace placement::test_market;

namespace {

constexpr int most = 10;

struct Watched : Market {
    explicit Watched(sql::Engine engine) : Market(engine) {
        for (const std::string_view name : {"people_views_a_day", "contact_views_a_day"})
            REQUIRE(write(house.system(), [&](sql::Transaction& tx, const Context& context) {
                return office::set_parameter(tx, context, office,
                                             {std::string(name), std::to_string(most), "UU 27/2022 ps. 16", today, ""});
            }));
    }
    std::vector<registration::ApplicationId> people_who_agree(int count) const {
        std::vector<registration::ApplicationId> all;
        for (int number = 1; number <= count; ++number) {
            all.push_back(file(number));
            REQUIRE(write(person(all.back()), [&](sql::Transaction& tx, const Context& context) {
                return matching::set_consent(tx, context, all.back(), {.suggestions = true, .shown_masked = true, .digest = false});
            }));
        }
        return all;
    }
    Sight sight() const { return look_at(company(), vacancy); }
    Result<CandidacyId, Refusal> asked(registration::ApplicationId who) const {
        return write(company(), [&](sql::Transaction& tx, const Context& context) { return approach(tx, context, vacancy, who); });
    }
    std::vector<Views> seen_by_officer() const {
        return read(officer(), [](sql::Transaction& tx, const Context& context) { return views_today(tx, context); });
    }
    long said_in_journal() const {
        const auto lines = read(house.system(), [&](sql::Transaction& tx, const Context&) { return audit::of_office(tx, office, 0, 500); });
        return std::ranges::count(lines, "views.used_up", &audit::Line::verb);
    }

    Date today = day("2026-03-03");
};

}  // namespace

TEST_SUITE("placement views") {
    TEST_CASE("a company opens as many people who fit as the office allows a day; the same people again cost nothing") {
        for (const auto engine : test::engines()) {
            Watched market(engine);
            const auto people = market.people_who_agree(most + 2);
            const auto first = market.sight();
            CHECK(first.fitting.people.size() == most);
            CHECK(first.fitting.closed.size() == 2);
            const auto again = market.sight();
            REQUIRE(again.fitting.people.size() == most);
            for (std::size_t at = 0; at < most; ++at) CHECK(again.fitting.people[at].file == first.fitting.people[at].file);
            CHECK(market.said_in_journal() == 1);
            const auto told = market.seen_by_officer();
            REQUIRE(told.size() == 1);
            CHECK(told.front().fitting == most);
            CHECK(told.front().used_up);

            // Who stays closed cannot be asked by their number either; the others can, and an officer is bound by no count.
            const auto closed = first.fitting.closed.front();
            CHECK(why(market.asked(closed)) == Refusal::no_such_candidacy);
            CHECK(market.asked(first.fitting.people.front().file));
            CHECK(market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
                return approach(tx, context, market.vacancy, closed);
            }));

            // The next day has its own.
            market.house.set_now("2026-03-04T01:00:00Z");
            const auto next = market.sight();
            CHECK(next.fitting.people.size() == most);
            CHECK(next.fitting.closed.empty());
        }
    }

    TEST_CASE("names and numbers have a count of their own; whoever applied is read and answered all the same") {
        for (const auto engine : test::engines()) {
            Watched market(engine);
            std::vector<CandidacyId> all;
            for (int number = 1; number <= most + 1; ++number) all.push_back(market.introduced(market.file(number)));
            const auto sight = market.sight();
            REQUIRE(sight.candidates.views.size() == most + 1);
            CHECK(std::ranges::count_if(sight.candidates.views, [](const CandidateView& one) { return !one.phone.empty(); }) == most);
            const auto closed = std::ranges::find(sight.candidates.views, true, &CandidateView::is_closed);
            REQUIRE(closed != sight.candidates.views.end());
            CHECK(closed->name.empty());
            CHECK_FALSE(closed->education.empty());
            CHECK(market.write(market.company(), [&](sql::Transaction& tx, const Context& context) {
                return mark_interviewed(tx, context, closed->candidacy.id);
            }));
            // What nobody counted shows no name, whoever asks for it.
            market.house.set_now("2026-03-04T01:00:00Z");
            const auto uncounted = market.read(
                market.company(), [&](sql::Transaction& tx, const Context& context) { return candidates(tx, context, market.vacancy); });
            CHECK(std::ranges::all_of(uncounted.views, [](const CandidateView& one) { return one.phone.empty() && one.name.empty(); }));
            CHECK(uncounted.closed.size() == most + 1);
        }
    }

    TEST_CASE("eight pages opened at once count no more than the day has, and nobody twice") {
        for (const auto engine : test::engines()) {
            Watched market(engine);
            market.people_who_agree(most + 3);
            std::vector<std::thread> pages;
            std::atomic<int> too_many{0};
            for (int one = 0; one < 8; ++one)
                pages.emplace_back([&] {
                    if (market.sight().fitting.people.size() > most) ++too_many;
                });
            for (auto& one : pages) one.join();
            CHECK(too_many == 0);
            CHECK(market.sight().fitting.people.size() == most);
            CHECK(market.seen_by_officer().front().fitting == most);
            CHECK(market.said_in_journal() == 1);
        }
    }

    TEST_CASE("twin: a count without its guard is refused by the table; a page that counts nothing shows everybody") {
        for (const auto engine : test::engines()) {
            Watched market(engine);
            const auto people = market.people_who_agree(most + 2);
            REQUIRE(market.sight().fitting.people.size() == most);
            CHECK_THROWS(market.write(market.house.system(), [&](sql::Transaction& tx, const Context&) {
                return tx.run("update placement_view_day set people = people + 1 where employer_id = :employer",
                              {{"employer", market.employer}});
            }));
            market.write(market.house.system(), [&](sql::Transaction& tx, const Context&) {
                const auto opened = store::viewed(tx, market.employer, market.today, ViewKind::fitting);
                for (const auto file : people)
                    if (!opened.contains(file)) store::add_viewed(tx, market.employer, file, market.today, ViewKind::fitting);
            });
            CHECK(market.sight().fitting.people.size() == most + 2);
        }
    }

    TEST_CASE("a page that holds fewer than fit says so; who opened whom is forgotten after ninety days") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            for (int number = 1; number <= 21; ++number) {
                const auto file = market.file(number);
                REQUIRE(market.write(market.person(file), [&](sql::Transaction& tx, const Context& context) {
                    return matching::set_consent(tx, context, file, {.suggestions = true, .shown_masked = true, .digest = false});
                }));
            }
            const auto sight = look_at(market.company(), market.vacancy);
            CHECK(sight.fitting.people.size() == 20);
            CHECK(sight.fitting.is_cut);
            CHECK(sight.fitting.closed.empty());
            const auto kept = [&](std::string_view today) {
                return market.write(market.house.system(), [&](sql::Transaction& tx, const Context&) {
                    forget_views(tx, day(today));
                    return tx.one("select count(*) from placement_viewed")->number(0);
                });
            };
            CHECK(kept("2026-06-01") == 20);
            CHECK(kept("2026-06-02") == 0);
        }
    }
}
