#include "modules/messages/actions.hpp"
#include "modules/partners/tests/fixture.hpp"
#include "platform/links/links.hpp"

using namespace partners;
using namespace partners::test_school;

TEST_SUITE("partners reports") {
    TEST_CASE("a month is filled in from the register, and the next one opens where it closed") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(10)));  // five women, five men
            at.hand_in_all(at.first);
            const auto teacher = [&] { return at.teacher(at.first); };
            const auto tell = [&](std::size_t number, GraduateOutcome outcome) {
                const auto id = at.rows_of(at.first, GraduateState::sent).at(number).graduate.id;
                const auto token = links::sign(at.house.system(), tracer_purpose, id.value, {at.house.now().seconds + 1000});
                REQUIRE(at.write(at.house.anonymous(),
                                 [&](sql::Transaction& tx, const Context& context) { return tell_outcome(tx, context, token, outcome); }));
            };
            tell(0, GraduateOutcome::placed);    // a woman
            tell(1, GraduateOutcome::studying);  // a man
            tell(3, GraduateOutcome::looking);
            at.house.set_now("2026-04-02T01:00:00Z");
            auto figures = at.read(teacher(), [&](sql::Transaction& tx, const Context& context) {
                return proposed_figures(tx, context, at.first, "2026-03");
            });
            CHECK(figures.seekers.opening == Pair{0, 0});
            CHECK(figures.seekers.added == Pair{5, 5});
            CHECK(figures.seekers.placed == Pair{0, 1});
            CHECK(figures.seekers.removed == Pair{1, 0});
            CHECK(figures.majors.size() == 2);
            Report report;
            report.month = "2026-03";
            report.figures = figures;
            report.figures.vacancies = {{0, 0}, {4, 2}, {1, 0}, {0, 0}};
            REQUIRE(at.write(teacher(),
                             [&](sql::Transaction& tx, const Context& context) { return submit_report(tx, context, at.first, report); }));
            CHECK_FALSE(at.write(at.teacher(at.second), [&](sql::Transaction& tx, const Context& context) {
                return submit_report(tx, context, at.first, report);
            }));
            at.house.set_now("2026-05-02T01:00:00Z");
            tell(2, GraduateOutcome::working);
            at.house.set_now("2026-06-02T01:00:00Z");
            const auto april = at.read(teacher(), [&](sql::Transaction& tx, const Context& context) {
                return proposed_figures(tx, context, at.first, "2026-04");
            });
            CHECK(april.seekers.opening == Pair{4, 4});
            CHECK(april.seekers.closing() == Pair{4, 4});
            CHECK(april.vacancies.opening == Pair{3, 2});
            const auto may = at.read(teacher(), [&](sql::Transaction& tx, const Context& context) {
                return proposed_figures(tx, context, at.first, "2026-05");
            });
            CHECK(may.seekers.opening == Pair{4, 4});  // April was not handed in: the register says what was left
            CHECK(may.seekers.removed == Pair{0, 1});

            auto wrong = report;
            wrong.figures.seekers.placed.men = 99;
            const auto refused = at.write(
                teacher(), [&](sql::Transaction& tx, const Context& context) { return submit_report(tx, context, at.first, wrong); });
            REQUIRE_FALSE(refused);
            CHECK(refused.error() == Refusal::figures_unbalanced);
            wrong = report;
            wrong.month = "2026-06";  // not over yet
            CHECK_FALSE(at.write(
                teacher(), [&](sql::Transaction& tx, const Context& context) { return submit_report(tx, context, at.first, wrong); }));
            REQUIRE(at.write(teacher(),
                             [&](sql::Transaction& tx, const Context& context) { return submit_report(tx, context, at.first, report); }));
            const auto kept = at.read(
                teacher(), [&](sql::Transaction& tx, const Context& context) { return find_report(tx, context, at.first, "2026-03"); });
            CHECK(kept->revision == 2);
        }
    }

    TEST_CASE("twelve silent months are shown to the manager, eleven are not") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto view = [&] {
                return at
                    .read(at.manager(), [&](sql::Transaction& tx, const Context& context) { return school_views(tx, context, at.office); })
                    .front();
            };
            at.house.set_now("2027-03-31T01:00:00Z");
            CHECK(view().silent_months == 11);
            CHECK_FALSE(view().silent);
            at.house.set_now("2027-04-01T01:00:00Z");
            CHECK(view().silent);
            Report report;
            report.month = "2027-03";
            REQUIRE(at.write(at.teacher(at.first),
                             [&](sql::Transaction& tx, const Context& context) { return submit_report(tx, context, at.first, report); }));
            CHECK_FALSE(view().silent);
        }
    }

    TEST_CASE("graduates are asked once a month by a link, and the rate counts answers only") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.upload(at.first, csv(graduates(4)));
            at.hand_in_all(at.first);
            const auto ask = [&] {
                return *at.write(at.teacher(at.first),
                                 [&](sql::Transaction& tx, const Context& context) { return ask_graduates(tx, context, at.first); });
            };
            const auto seen = [&] {
                return at.read(at.teacher(at.first),
                               [&](sql::Transaction& tx, const Context& context) { return tracer(tx, context, at.first); });
            };
            CHECK(ask() == 4);
            CHECK(ask() == 0);
            const auto id = at.rows_of(at.first, GraduateState::sent).front().graduate.id;
            const auto token = links::sign(at.house.system(), tracer_purpose, id.value, {at.house.now().seconds + 1000});
            REQUIRE(at.write(at.house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
                return tell_outcome(tx, context, token, GraduateOutcome::self_employed);
            }));
            CHECK(seen().asked == 4);
            CHECK(seen().percent() == 25);
            at.house.set_now("2026-04-10T01:00:00Z");
            CHECK(ask() == 3);
            CHECK_FALSE(at.write(at.house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
                return tell_outcome(tx, context, token, GraduateOutcome::looking);
            }));
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("the register refuses two schools with one licence, and one account for two schools") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto save = [&](const School& school) {
                return at.write(at.manager(),
                                [&](sql::Transaction& tx, const Context& context) { return save_school(tx, context, school); });
            };
            auto third = at.second;
            third.id = {};
            third.name = "SMK Negeri 3 Balikpapan";
            third.account = {};
            CHECK(save(third).error() == Refusal::licence_known);
            third.licence_number = "BKK/3/2025";
            third.account = at.first.account;
            CHECK(save(third).error() == Refusal::account_taken);
            third.account = {};
            CHECK(save(third));
            auto stale = at.first;
            stale.officer_name = "Pak Joko";
            CHECK(save(stale));
            CHECK(save(stale).error() == Refusal::changed_meanwhile);
            CHECK(at.write(at.teacher(at.first), [&](sql::Transaction& tx, const Context& context) {
                        return save_school(tx, context, at.first);
                    }).error() == Refusal::no_such_school);
        }
    }
}
