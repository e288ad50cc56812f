#include <doctest/doctest.h>

#include "modules/matching/actions_profile.hpp"
#include "modules/placement/actions_placed.hpp"
#include "modules/placement/module.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/registration/actions_life.hpp"

using namespace placement;
using namespace placement::test_market;
using matching::FitRefusal;
using registration::ApplicationId;

namespace {

constexpr matching::Consent everything{.suggestions = true, .shown_masked = true, .digest = true};

auto consents(const Market& market, ApplicationId file, const matching::Consent& consent) {
    return market.write(market.person(file),
                        [&](sql::Transaction& tx, const Context& context) { return matching::set_consent(tx, context, file, consent); });
}

void reports(const Market& market, ApplicationId file, registration::ReportStatus status) {
    REQUIRE(market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
        return registration::report_at_counter(
            tx, context, market.card(file).id,
            {.status = status, .employer = "", .since = std::nullopt, .on = std::nullopt, .paper_stamped = false});
    }));
}

}  // namespace

TEST_SUITE("placement") {
    TEST_CASE("with a file that was withdrawn nothing is agreed to any more; with a new one it is") {
        for (const auto engine : test::engines()) {
            const Market market(engine);
            const auto sari = market.file(1);
            REQUIRE(consents(market, sari, {.suggestions = true, .shown_masked = false, .digest = false}));
            REQUIRE(market.write(market.person(sari),
                                 [&](sql::Transaction& tx, const Context& context) { return registration::withdraw(tx, context, sari); }));
            CHECK(why(consents(market, sari, everything)) == FitRefusal::file_withdrawn);
            CHECK(consents(market, sari, {}));  // taking back is always possible
            // Where the rule is out the database says no.
            CHECK_THROWS(market.write(market.house.system(), [&](sql::Transaction& tx, const Context&) {
                tx.run("update matching_profile set suggestions = 0, digest = 0 where application_id = :file", {{"file", sari}});
                tx.run("update matching_profile set digest = 1 where application_id = :file", {{"file", sari}});
            }));
            CHECK(why(consents(market, market.file(1), everything)) == FitRefusal::ask_at_counter);  // anybody can type her NIK
            const auto again = market.with_card(1);
            REQUIRE(consents(market, again, everything));
            // The old one speaks for her no more, and opens nothing.
            CHECK(market.read(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                return why(matching::profile_of(tx, context, sari));
            }) == FitRefusal::ask_at_counter);
            CHECK(market.read(market.person(again), [&](sql::Transaction& tx, const Context& context) {
                return matching::profile_of(tx, context, again)->consent;
            }) == everything);
        }
    }

    TEST_CASE("whom the register knows to work agrees to nothing new until they report that they look for work again") {
        for (const auto engine : test::engines()) {
            const Market market(engine);
            const auto budi = market.with_card(2, false);
            reports(market, budi, registration::ReportStatus::working);
            CHECK(why(consents(market, budi, everything)) == FitRefusal::has_work);
            CHECK_THROWS(market.write(market.house.system(), [&](sql::Transaction& tx, const Context&) {
                tx.run(
                    "insert into matching_profile (id, office_id, person_key, application_id, sealed, suggestions, shown_masked, digest, "
                    "by_staff, revision, version, changed_at) values (1, :office, 'x', :file, 'x', 1, 0, 0, 0, 1, 1, 0)",
                    {{"office", market.office}, {"file", budi}});
            }));
            reports(market, budi, registration::ReportStatus::looking);
            REQUIRE(consents(market, budi, {.suggestions = true, .shown_masked = false, .digest = false}));
            reports(market, budi, registration::ReportStatus::working);
            CHECK(why(consents(market, budi, everything)) == FitRefusal::has_work);
            CHECK(consents(market, budi, {}));
        }
    }

    TEST_CASE("who was placed meanwhile is not introduced to another company by an old link") {
        for (const auto engine : test::engines()) {
            const Market market(engine);
            const auto sari = market.with_card(1);
            const auto elsewhere = market.published(market.settled("PT Contoh Lain", AccountId{72}), 1, 0);
            const auto asked = market.apply(sari, elsewhere);
            REQUIRE(asked);
            REQUIRE(market.write(market.company(72),
                                 [&](sql::Transaction& tx, const Context& context) { return invite(tx, context, asked->id); }));
            const auto placed = market.hired(market.introduced(sari), "2026-03-03");
            REQUIRE(placed);
            const auto agrees = [&] {
                return market.write(market.person(sari),
                                    [&](sql::Transaction& tx, const Context& context) { return agree(tx, context, asked->id); });
            };
            REQUIRE(market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
                return verify(tx, context, *placed, Evidence::contract);
            }));
            CHECK(why(agrees()) == Refusal::has_work);
            CHECK(market.own(sari, asked->id).state == CandidacyState::invited);
            CHECK(market.read(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                return own_candidacy(tx, context, asked->id)->has_work;
            }));
            CHECK_THROWS(market.write(market.house.system(), [&](sql::Transaction& tx, const Context& context) {
                tx.run("update placement_candidacy set state = 'introduced', introduced_at = :now where id = :id",
                       {{"now", context.now}, {"id", asked->id}});
            }));
            CHECK(market.write(market.person(sari),
                               [&](sql::Transaction& tx, const Context& context) { return withdraw(tx, context, asked->id); }));
            CHECK(market.faults().empty());
        }
    }
}
