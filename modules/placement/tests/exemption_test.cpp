#include "modules/placement/actions_exemption.hpp"

#include "modules/employers/actions_local.hpp"
#include "modules/placement/tests/fixture.hpp"

using namespace placement;
using namespace placement::test_market;

namespace {

struct District : Market {
    using Market::Market;

    void set_rule(bool has_exemption) const {
        employers::LocalRule rule;
        rule.is_on = true;
        rule.first_days = 7;
        rule.has_exemption = has_exemption;
        rule.legal_basis = "Perda contoh 1/2026 ps. 5";
        rule.valid_from = day("2026-03-03");
        REQUIRE(write(house.staff(AccountId{5}, office, {Permission::manage_office}),
                      [&](sql::Transaction& tx, const Context& context) { return employers::set_local_rule(tx, context, office, rule); }));
    }
    Result<ExemptionId, ExemptionRefusal> ask(std::int64_t account = 71,
                                              const std::string& words = "Juru las GTAW 6G, dicari dua bulan") const {
        return write(company(account),
                     [&](sql::Transaction& tx, const Context& context) { return ask_exemption(tx, context, vacancy, words); });
    }
    Result<Done, ExemptionRefusal> answer(ExemptionId id, ExemptionState what, const Context& who) const {
        return write(who, [&](sql::Transaction& tx, const Context& context) {
            return answer_exemption(tx, context, id, what, "Tidak ada yang bersertifikat");
        });
    }
    bool exempt() const {
        return read(officer(), [&](sql::Transaction& tx, const Context&) { return is_exempt(tx, vacancy); });
    }
};

}  // namespace

TEST_SUITE("placement exemptions") {
    TEST_CASE("a company asks only while a rule with this way out is in force, for its own open vacancy, with a reason, once") {
        for (const auto engine : test::engines()) {
            District at(engine);
            CHECK(why(at.ask()) == ExemptionRefusal::no_rule);
            at.set_rule(false);
            CHECK(why(at.ask()) == ExemptionRefusal::no_rule);
            at.set_rule(true);
            at.settled("CV Lain Sekali", AccountId{72});
            CHECK(why(at.ask(72)) == ExemptionRefusal::no_such_vacancy);
            CHECK(why(at.ask(71, " ")) == ExemptionRefusal::words_missing);
            REQUIRE(at.ask());
            CHECK(why(at.ask()) == ExemptionRefusal::asked_already);
            CHECK(at.read(at.company(), [](sql::Transaction& tx, const Context& context) { return own_exemptions(tx, context); }).size() ==
                  1);
            CHECK(
                at.read(at.company(72), [](sql::Transaction& tx, const Context& context) { return own_exemptions(tx, context); }).empty());
        }
    }

    TEST_CASE("an officer answers once, the count of that moment stays beside it, and only a grant changes the order") {
        for (const auto engine : test::engines()) {
            District at(engine);
            at.set_rule(true);
            const auto id = at.ask();
            REQUIRE(id);
            CHECK_FALSE(at.exempt());
            const auto waiting = [&](const Context& who) {
                return at.read(who, [](sql::Transaction& tx, const Context& context) { return waiting_exemptions(tx, context); });
            };
            CHECK(waiting(at.officer()) == 1);
            CHECK(waiting(at.company()) == 0);
            CHECK_FALSE(at.answer(*id, ExemptionState::granted, at.company()));
            CHECK_FALSE(at.answer(*id, ExemptionState::granted, at.house.staff(AccountId{12}, OfficeId{999}, officer_permissions)));
            CHECK_FALSE(at.exempt());
            REQUIRE(at.answer(*id, ExemptionState::declined, at.officer()));
            CHECK(waiting(at.officer()) == 0);
            CHECK(why(at.answer(*id, ExemptionState::granted, at.officer())) == ExemptionRefusal::answered_already);
            CHECK_FALSE(at.exempt());
            const auto again = at.ask(71, "Masih belum ada yang bersertifikat");
            REQUIRE(again);
            REQUIRE(at.answer(*again, ExemptionState::granted, at.officer()));
            CHECK(at.exempt());
            const auto all =
                at.read(at.officer(), [](sql::Transaction& tx, const Context& context) { return asked_exemptions(tx, context); });
            REQUIRE(all.size() == 2);
            for (const auto& one : all) CHECK(one.exemption.supply.has_value());
            CHECK(at.read(at.company(), [](sql::Transaction& tx, const Context& context) { return own_exemptions(tx, context); })
                      .at(0)
                      .exemption->state == ExemptionState::granted);
        }
    }

    TEST_CASE("the database keeps one open request a vacancy, and no answer without its count") {
        for (const auto engine : test::engines()) {
            District at(engine);
            at.set_rule(true);
            const auto id = at.ask();
            REQUIRE(id);
            const auto force = [&](const char* statement) {
                at.house.platform().database.write([&](sql::Transaction& tx) { tx.run(statement, {{"id", *id}}); });
            };
            CHECK_THROWS_AS(force("update placement_exemption set state = 'granted', answered_by = 'x', answered_at = 1 where id = :id"),
                            sql::Failure);
            CHECK_THROWS_AS(
                force("insert into placement_exemption (id, office_id, vacancy_id, employer_id, reason, state, asked_by, asked_at)"
                      " select id + 1, office_id, vacancy_id, employer_id, reason, 'asked', asked_by, asked_at from placement_exemption "
                      "where id = :id"),
                sql::Conflict);
        }
    }
}
