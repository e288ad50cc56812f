#include "modules/employers/actions_local.hpp"

#include "modules/employers/tests/fixture.hpp"

using namespace employers;
using namespace employers::test_market;

namespace {

LocalRule perda() {
    LocalRule rule;
    rule.is_on = true;
    rule.share_percent = 75;
    rule.first_days = 7;
    rule.has_exemption = true;
    rule.legal_basis = "Perda contoh 1/2026 ps. 5";
    rule.valid_from = *Date::parse("2026-03-10");
    return rule;
}

}  // namespace

TEST_SUITE("employers local rule") {
    TEST_CASE("locals come first for the first days, and after that nobody does") {
        const auto rule = perda();
        const auto published = *Date::parse("2026-03-10");
        CHECK(referral_turn(rule, true, published, published) == 0);
        CHECK(referral_turn(rule, false, published, published) == 1);
        CHECK(referral_turn(rule, false, published, published + 6) == 1);
        CHECK(referral_turn(rule, false, published, published + 7) == 0);
        CHECK(referral_turn(rule, false, published, published, Exempt::yes) == 0);
        auto strict = rule;
        strict.has_exemption = false;
        CHECK(referral_turn(strict, false, published, published, Exempt::yes) == 1);
        CHECK(referral_turn(LocalRule{}, false, published, published) == 0);
    }

    TEST_CASE("who counts as local is told by the address on the card") {
        auto rule = perda();
        CHECK(is_local(rule, "64.71.01.1001", "64.71"));
        CHECK_FALSE(is_local(rule, "64.72.01.1001", "64.71"));
        CHECK_FALSE(is_local(rule, "64.7", "64.71"));
        CHECK_FALSE(is_local(rule, "", "64.71"));
        rule.population = Population::province;
        CHECK(is_local(rule, "64.72.01.1001", "64.71"));
        CHECK_FALSE(is_local(rule, "36.04.05.2001", "64.71"));
    }

    TEST_CASE("an office has no rule until a manager enters one with its text and day") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto manager = at.house.staff({5}, at.office, {Permission::signed_in, Permission::manage_office});
            const auto on = [&](const char* day) {
                return at.read(manager, [&](sql::Transaction& tx, const Context&) { return local_rule(tx, at.office, *Date::parse(day)); });
            };
            CHECK_FALSE(on("2026-03-03").is_on);
            const auto set = [&](const Context& who, const LocalRule& rule) {
                return at.write(who,
                                [&](sql::Transaction& tx, const Context& context) { return set_local_rule(tx, context, at.office, rule); });
            };
            auto silent = perda();
            silent.legal_basis.clear();
            CHECK(set(manager, silent).error() == office::Refusal::legal_basis_missing);
            CHECK_FALSE(set(at.officer(), perda()));
            CHECK_FALSE(set(at.house.staff({6}, at.elsewhere, {Permission::manage_office}), perda()));
            auto late = perda();
            late.valid_from = *Date::parse("2026-03-02");
            CHECK(set(manager, late).error() == office::Refusal::effect_in_the_past);
            REQUIRE(set(manager, perda()));
            CHECK_FALSE(on("2026-03-09").is_on);
            const auto rule = on("2026-03-10");
            CHECK(rule.is_on);
            CHECK(rule.share_percent == 75);
            CHECK(rule.first_days == 7);
            CHECK(rule.legal_basis == "Perda contoh 1/2026 ps. 5");
        }
    }
}
