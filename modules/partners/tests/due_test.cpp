#include "modules/messages/actions.hpp"
#include "modules/partners/actions_due.hpp"
#include "modules/partners/tests/fixture.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_counter.hpp"
#include "modules/registration/actions_life.hpp"

using namespace partners;
using namespace partners::test_school;

namespace {

Context counter(const Town& at) {
    return at.house.staff({11}, at.office,
                          {Permission::check_in, Permission::serve_visit, Permission::see_person, Permission::edit_application,
                           Permission::decide_application, Permission::print_card, Permission::hand_over_card});
}

// Everybody whom the school handed in comes, is approved and holds the card.
std::vector<Graduate> card_holders(Town& at, const School& school) {
    std::vector<Graduate> made;
    for (const auto& row : at.rows_of(school, GraduateState::sent)) {
        at.write(counter(at), [&](sql::Transaction& tx, const Context& context) {
            REQUIRE(registration::mark_present(tx, context, row.graduate.application));
            const auto decided = registration::approve(tx, context, row.graduate.application, {});
            REQUIRE(decided);
            REQUIRE(registration::hand_over(tx, context, decided->card, {"", ""}));
        });
        made.push_back(row.graduate);
    }
    return made;
}

std::vector<DueGraduate> due(Town& at, const School& school) {
    return at.read(at.teacher(school), [&](sql::Transaction& tx, const Context& context) { return due_reports(tx, context, school); });
}

Result<ReportedFor, Refusal> report(Town& at, const School& who, const School& school, const std::vector<GraduateId>& chosen) {
    return at.write(at.teacher(who), [&](sql::Transaction& tx, const Context& context) { return report_for(tx, context, school, chosen); });
}

std::int64_t rows(Town& at, const std::string& what) {
    return at.house.database().read([&](sql::Transaction& tx) { return tx.one("select count(*) from " + what)->integer(0); });
}

}  // namespace

TEST_SUITE("partners due reports") {
    TEST_CASE("a school reports for many of its own graduates in one go, and each of them is told") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(3)));
            at.hand_in_all(at.first);
            const auto holders = card_holders(at, at.first);
            CHECK(due(at, at.first).empty());  // the first report falls due in September
            at.house.set_now("2026-08-25T01:00:00Z");
            REQUIRE(due(at, at.first).size() == 3);
            CHECK(due(at, at.first)[0].report.due == *Date::parse("2026-09-03"));

            const auto done = report(at, at.first, at.first, {holders[0].id, holders[1].id});
            REQUIRE(done);
            CHECK(done->reported == 2);
            CHECK(due(at, at.first).size() == 1);
            CHECK(rows(at, "registration_report where channel = 'school' and status = 'looking'") == 2);
            CHECK(rows(at, "messages_message where text_code = 'partners.reported'") == 2);
            CHECK(rows(at, "audit_entry where verb = 'school.reported_for_graduates'") == 1);
            // The same tap again reports nobody twice and tells nobody twice.
            const auto again = report(at, at.first, at.first, {holders[0].id, holders[1].id});
            REQUIRE(again);
            CHECK(again->reported == 0);
            CHECK(again->not_due == 2);
            CHECK(rows(at, "messages_message where text_code = 'partners.reported'") == 2);
        }
    }

    TEST_CASE("nobody reports for another school's pupil, for one who said no, or without a licence") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(2)));
            at.hand_in_all(at.first);
            at.upload(at.second, csv({graduate(7)}));
            at.hand_in_all(at.second);
            const auto mine = card_holders(at, at.first);
            const auto theirs = card_holders(at, at.second);
            at.house.set_now("2026-09-03T01:00:00Z");
            CHECK(due(at, at.second).size() == 1);
            // One stranger among many: nothing is written for the others either.
            const auto mixed = report(at, at.first, at.first, {mine[0].id, theirs[0].id});
            REQUIRE_FALSE(mixed);
            CHECK(mixed.error() == Refusal::no_such_graduate);
            CHECK(rows(at, "registration_report") == 0);
            CHECK_FALSE(report(at, at.second, at.first, {mine[0].id}));
            CHECK(at.read(at.teacher(at.second), [&](sql::Transaction& tx, const Context& context) {
                        return due_reports(tx, context, at.first);
                    }).empty());

            at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                tx.run("update partners_graduate set declined_at = :now where id = :id", {{"now", context.now}, {"id", mine[1].id}});
            });
            REQUIRE(due(at, at.first).size() == 1);
            CHECK(report(at, at.first, at.first, {mine[1].id})->reported == 0);

            at.house.set_now("2026-12-30T01:00:00Z");  // long after the days of grace
            CHECK(due(at, at.first).empty());
            at.house.set_now("2030-01-01T01:00:00Z");
            const auto late = report(at, at.first, at.first, {mine[0].id});
            REQUIRE_FALSE(late);
            CHECK(late.error() == Refusal::licence_over);
        }
    }

    TEST_CASE("who reported by themselves is no longer on the school's list") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(2)));
            at.hand_in_all(at.first);
            const auto holders = card_holders(at, at.first);
            at.house.set_now("2026-09-03T01:00:00Z");
            const auto cards = due(at, at.first);
            REQUIRE(cards.size() == 2);
            at.write(counter(at), [&](sql::Transaction& tx, const Context& context) {
                REQUIRE(registration::report_at_counter(tx, context, cards[0].report.card.id, {}));
            });
            CHECK(due(at, at.first).size() == 1);
            const auto both = report(at, at.first, at.first, {holders[0].id, holders[1].id});
            REQUIRE(both);
            CHECK(both->reported == 1);
            CHECK(both->not_due == 1);
        }
    }
}
