#include <doctest/doctest.h>

#include "modules/matching/actions_choice.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/placement/module.hpp"
#include "modules/placement/store.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "platform/events.hpp"

using namespace placement;
using namespace placement::test_market;

TEST_SUITE("placement") {
    TEST_CASE("Sari hears how many others wait for an answer there, not how many were shown it or were told no") {
        for (const auto engine : test::engines()) {
            const Market market(engine);
            events::subscribe({module()});
            const auto sari = market.file(1);
            const auto agrees = [&](registration::ApplicationId file) {
                REQUIRE(market.write(market.person(file), [&](sql::Transaction& tx, const Context& context) {
                    return matching::set_consent(tx, context, file, {.suggestions = true, .shown_masked = true, .digest = false});
                }));
            };
            agrees(sari);
            const auto told = [&] {
                const auto made = market.write(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                    return matching::suggest(tx, context, sari);
                });
                REQUIRE(made);
                REQUIRE(made->shown.size() == 1);
                return made->shown.front();
            };
            CHECK(told().applicants == 0);
            CHECK(told().shown_to == 1);
            const auto first = market.applied(market.file(2, false));
            const auto second = market.applied(market.file(3));
            CHECK(told().applicants == 2);
            CHECK(told().shown_to == 1);
            // Whom the company asked is no applicant before they say yes; whom it invited after they applied stays one.
            const auto found = market.file(4);
            agrees(found);
            REQUIRE(look_at(market.company(), market.vacancy).fitting.people.size() == 2);  // a company asks whom it was shown
            const auto asked = market.write(market.company(), [&](sql::Transaction& tx, const Context& context) {
                return approach(tx, context, market.vacancy, found);
            });
            REQUIRE(asked);
            CHECK(told().applicants == 2);
            REQUIRE(market.write(market.person(found),
                                 [&](sql::Transaction& tx, const Context& context) { return agree(tx, context, *asked); }));
            CHECK(told().applicants == 3);
            REQUIRE(
                market.write(market.company(), [&](sql::Transaction& tx, const Context& context) { return invite(tx, context, first); }));
            CHECK(told().applicants == 3);
            REQUIRE(market.write(market.company(), [&](sql::Transaction& tx, const Context& context) {
                return answer(tx, context, second, Reason::other_closer);
            }));
            CHECK(told().applicants == 2);
            // She reads of the others when she has applied herself, too.
            market.applied(sari);
            const auto why_not = market.read(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                return matching::why_not(tx, context, sari, market.vacancy);
            });
            REQUIRE(why_not);
            CHECK(why_not->applicants == 2);
            // Twin: without this word nobody is counted.
            matching::use_applicants(nullptr);
            CHECK(market.read(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                return matching::why_not(tx, context, sari, market.vacancy)->applicants;
            }) == 0);
            events::subscribe({});
        }
    }

    TEST_CASE("applicants for each place are told to the nearest whole one") {
        CHECK(matching::applicants_a_place(0, 3) == 0);
        CHECK(matching::applicants_a_place(1, 3) == 0);
        CHECK(matching::applicants_a_place(2, 3) == 1);
        CHECK(matching::applicants_a_place(12, 2) == 6);
        CHECK(matching::applicants_a_place(5, 2) == 3);
        CHECK(matching::applicants_a_place(4, 0) == 4);
    }
}
