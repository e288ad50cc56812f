#include "modules/placement/module.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "platform/events.hpp"

using namespace placement;
using namespace placement::test_market;

namespace {

void change(const Market& market, const vacancies::Vacancy& typed) {
    const auto done = market.write(market.officer(),
                                   [&](sql::Transaction& tx, const Context& context) { return vacancies::edit(tx, context, typed, {}); });
    REQUIRE(done);
    REQUIRE(*done == vacancies::Edited::shown);
}

}  // namespace

TEST_SUITE("placement news") {
    TEST_CASE("who has applied hears of another wage, once a change, and stays where they are") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const std::vector<http::Module> all{placement::module()};
            events::subscribe(all);
            const auto person = market.file(1);
            const auto candidacy = market.applied(person);
            const auto gone = market.file(2);
            const auto withdrawn = market.applied(gone);
            REQUIRE(market.write(market.person(gone),
                                 [&](sql::Transaction& tx, const Context& context) { return withdraw(tx, context, withdrawn); }));

            auto wanted = market.seen(market.vacancy);
            wanted.conditions = "BPJS Ketenagakerjaan, makan siang.";
            wanted.wage_low = 3'900'000;
            change(market, wanted);
            CHECK(market.messages("placement.vacancy_changed") == 1);
            CHECK(market.own(person, candidacy).state == CandidacyState::sent);

            wanted = market.seen(market.vacancy);
            wanted.wage_low = 4'200'000;
            change(market, wanted);
            CHECK(market.messages("placement.vacancy_changed") == 2);

            // What does not concern them says nothing.
            wanted = market.seen(market.vacancy);
            wanted.openings = 3;
            change(market, wanted);
            CHECK(market.messages("placement.vacancy_changed") == 2);
            events::subscribe({});
        }
    }
}
