#include "modules/employers/actions_review.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/module.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "modules/vacancies/actions_life.hpp"

using namespace placement;
using namespace placement::test_market;

namespace {

employers::Employer waiting_firm(const Market& market) {
    employers::Employer one;
    one.office = market.office;
    one.name = "CV Keluarga Contoh";
    one.regency_code = "64.71";
    one.address = "Jalan Soekarno-Hatta 12";
    one.contact_name = "Pak Budi";
    one.contact_phone = "0812 3456 7890";
    return market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
        const auto id = employers::save_employer(tx, context, one);
        REQUIRE(id);
        return *employers::find_employer(tx, context, *id);
    });
}

Result<Done, employers::Refusal> verify(const Market& market, const employers::Employer& one, std::int64_t officer) {
    return market.write(market.officer(officer), [&](sql::Transaction& tx, const Context& context) {
        return employers::verify_employer(tx, context, one.id, one.version, {"Pak Budi", "0542 765432"});
    });
}

void declare(const Market& market, employers::EmployerId employer, std::int64_t officer) {
    REQUIRE(market.write(market.officer(officer), [&](sql::Transaction& tx, const Context& context) {
        return declare_interest(tx, context, employer, "Perusahaan ipar saya");
    }));
}

}  // namespace

TEST_SUITE("placement ties") {
    TEST_CASE("an officer with a tie to a firm does not verify it; a colleague does") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            (void)module();  // the modules before ask this one about ties
            const auto firm = waiting_firm(market);
            declare(market, firm.id, 11);
            CHECK(why(verify(market, firm, 11)) == employers::Refusal::has_tie);
            CHECK(verify(market, firm, 12));
            employers::use_ties(nullptr);
        }
    }

    TEST_CASE("where the rule is out the database still says no, and lets a colleague through") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            employers::use_ties(nullptr);
            const auto firm = waiting_firm(market);
            declare(market, firm.id, 11);
            CHECK_THROWS_AS((void)verify(market, firm, 11), sql::Failure);
            CHECK(verify(market, firm, 12));
        }
    }

    TEST_CASE("a tie that ended binds nobody") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            (void)module();
            const auto firm = waiting_firm(market);
            declare(market, firm.id, 11);
            REQUIRE(market.write(market.officer(11), [&](sql::Transaction& tx, const Context& context) {
                return end_interest(tx, context, own_interests(tx, context).front().id);
            }));
            CHECK(verify(market, firm, 11));
            employers::use_ties(nullptr);
        }
    }

    TEST_CASE("an officer with a tie to a firm neither shows nor refuses its vacancies") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            (void)module();
            auto typed = market.seen(market.vacancy);
            typed.id = {};
            typed.conditions = "BPJS Ketenagakerjaan";
            const auto made = market.write(
                market.officer(12), [&](sql::Transaction& tx, const Context& context) { return vacancies::submit(tx, context, typed); });
            REQUIRE(made);
            declare(market, market.employer, 11);
            const auto shown = market.write(market.officer(11), [&](sql::Transaction& tx, const Context& context) {
                return vacancies::publish(tx, context, made->id, made->version, {});
            });
            CHECK(why(shown) == vacancies::Refusal::has_tie);
            const auto many = market.write(market.officer(11), [&](sql::Transaction& tx, const Context& context) {
                return vacancies::publish_many(tx, context, {made->id});
            });
            CHECK(many.published == 0);
            CHECK(market.write(market.officer(12), [&](sql::Transaction& tx, const Context& context) {
                return vacancies::publish(tx, context, made->id, made->version, {});
            }));
            employers::use_ties(nullptr);
        }
    }
}
