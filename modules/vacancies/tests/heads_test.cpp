#include "modules/employers/actions_review.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "modules/vacancies/actions_heads.hpp"
#include "modules/vacancies/module.hpp"
#include "modules/vacancies/tests/fixture.hpp"
#include "platform/events.hpp"

using namespace vacancies;
using namespace vacancies::test_market;

namespace {

Result<Done, Refusal> found(Market& at, VacancyId id, int men, int women) {
    return at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
        return fill_heads(tx, context, id, at.now(id).version, men, women);
    });
}

std::vector<HeadsReport> reports(Market& at, VacancyId id) {
    return at.read(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) { return heads_reports(tx, context, id); });
}

Result<Done, Refusal> taken_back(Market& at, const Context& by, VacancyId id, HeadsReportId report) {
    return at.write(by,
                    [&](sql::Transaction& tx, const Context& context) { return take_back(tx, context, id, at.now(id).version, report); });
}

Refusal why(const Result<Done, Refusal>& done) {
    REQUIRE_FALSE(done);
    return done.error();
}

bool stands(Market& at, VacancyId id) {
    return at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) { return end_stands(tx, context, id); });
}

}  // namespace

TEST_SUITE("vacancies heads") {
    TEST_CASE("a tap on the wrong button is taken back, and both stay on record") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            REQUIRE(found(at, made.id, 1, 0));
            REQUIRE(found(at, made.id, 0, 1));
            const auto wrong = reports(at, made.id).back();
            CHECK(wrong.men == 1);
            CHECK_FALSE(wrong.take_back_until);
            at.house.set_now("2026-03-20T01:00:00Z");  // nobody outside was told: as long as it is open
            REQUIRE(taken_back(at, at.company(at.firm), made.id, wrong.id));
            const auto now = at.now(made.id);
            CHECK(now.filled_men == 0);
            CHECK(now.filled_women == 1);
            CHECK(now.state == VacancyState::published);
            CHECK(now.revision > made.revision);
            CHECK(reports(at, made.id).size() == 2);
            CHECK(reports(at, made.id).back().taken_back_at == at.house.system().now);
            CHECK(why(taken_back(at, at.company(at.firm), made.id, wrong.id)) == Refusal::wrong_state);
            const auto told = at.house.database().read([&](sql::Transaction& tx) { return employers::reported_by(tx, at.firm.id); });
            CHECK(told.filled == 1);
            const auto trail = at.house.database().read([&](sql::Transaction& tx) {
                return tx.one("select count(*) from audit_entry where verb in ('vacancy.heads_filled', 'vacancy.heads_taken_back')")
                    ->number(0);
            });
            CHECK(trail == 3);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("the last head is taken back within ten minutes, and not a second later") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm, with(good_form(), "openings", "1"));
            REQUIRE(found(at, made.id, 1, 0));
            CHECK(at.now(made.id).state == VacancyState::filled);
            CHECK_FALSE(stands(at, made.id));
            at.house.set_now("2026-03-03T01:10:00Z");
            REQUIRE(taken_back(at, at.company(at.firm), made.id, reports(at, made.id).front().id));
            CHECK(is_public(at.now(made.id), *Date::parse("2026-03-03")));
            CHECK_FALSE(at.now(made.id).closed_at);

            REQUIRE(found(at, made.id, 0, 1));
            const auto last = reports(at, made.id).front();
            at.house.set_now("2026-03-03T01:20:01Z");
            CHECK(why(taken_back(at, at.company(at.firm), made.id, last.id)) == Refusal::end_stands);
            CHECK(stands(at, made.id));
            CHECK(reports(at, made.id).front().stands);
            CHECK(at.now(made.id).state == VacancyState::filled);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("once people were told, an earlier tap is not taken back either") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm, with(good_form(), "openings", "2"));
            REQUIRE(found(at, made.id, 1, 0));
            REQUIRE(found(at, made.id, 1, 0));
            const auto first = reports(at, made.id).back();
            at.house.set_now("2026-03-03T01:05:00Z");
            REQUIRE(taken_back(at, at.company(at.firm), made.id, first.id));
            CHECK(at.now(made.id).state == VacancyState::published);
            // What had ended it is one like the others now.
            CHECK_FALSE(reports(at, made.id).front().take_back_until);
            REQUIRE(found(at, made.id, 1, 0));
            at.house.set_now("2026-03-03T01:30:00Z");
            CHECK(stands(at, made.id));
            for (const auto& one : reports(at, made.id))
                if (!one.taken_back_at) CHECK(why(taken_back(at, at.company(at.firm), made.id, one.id)) == Refusal::end_stands);
            // Whoever asks the database itself is refused too.
            CHECK_THROWS_AS(at.house.database().write([](sql::Transaction& tx) {
                tx.run("update vacancies_heads set taken_back_at = made_at where stands = 1");
                return 0;
            }),
                            sql::Failure);
        }
    }

    TEST_CASE("whoever was hired through the office is taken back by no tap, and ends it for good") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm, with(good_form(), "openings", "2"));
            REQUIRE(found(at, made.id, 1, 0));
            const auto tap = reports(at, made.id).front();
            REQUIRE(at.write(at.company(at.firm),
                             [&](sql::Transaction& tx, const Context& context) { return report_filled(tx, context, made.id, 0, 1); }));
            CHECK(reports(at, made.id).size() == 1);
            CHECK(stands(at, made.id));
            CHECK(why(taken_back(at, at.company(at.firm), made.id, tap.id)) == Refusal::end_stands);
        }
    }

    TEST_CASE("a vacancy that is closed by mistake comes back as it was, with the change that waited") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            auto less = made;
            less.wage_low = 4'000'000;
            REQUIRE(
                at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) { return edit(tx, context, less, {}); }));
            const auto waits = [&] {
                return at.read(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                    return waiting_change(tx, context, made.id).has_value();
                });
            };
            REQUIRE(waits());
            REQUIRE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return close(tx, context, made.id, at.now(made.id).version);
            }));
            CHECK_FALSE(waits());
            REQUIRE(taken_back(at, at.company(at.firm), made.id, reports(at, made.id).front().id));
            CHECK(at.now(made.id).state == VacancyState::published);
            CHECK(at.now(made.id).cancelled == 0);
            CHECK(waits());
            CHECK(at.faults().empty());

            // One that nobody has read yet waits for its officer again.
            const auto new_one = at.report(at.firm);
            REQUIRE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return close(tx, context, new_one.id, new_one.version);
            }));
            REQUIRE(taken_back(at, at.company(at.firm), new_one.id, reports(at, new_one.id).front().id));
            CHECK(at.now(new_one.id).state == VacancyState::submitted);
            CHECK(at.now(new_one.id).open_heads() == 3);
        }
    }

    TEST_CASE("what comes back is shown only where it may be: a suspended company's stays hidden, one past its day is over") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            events::subscribe({vacancies::module()});
            const auto made = at.published(at.firm, with(good_form(), "openings", "1"));
            REQUIRE(found(at, made.id, 1, 0));
            const auto version = at.house.database()
                                     .read([&](sql::Transaction& tx) { return employers::find_employer(tx, at.officer(), at.firm.id); })
                                     ->version;
            REQUIRE(
                at.write(at.house.staff({13}, at.office, {Permission::signed_in, Permission::review_vacancy, Permission::manage_office}),
                         [&](sql::Transaction& tx, const Context& context) {
                             return employers::suspend_employer(tx, context, at.firm.id, version, "Penipuan");
                         }));
            REQUIRE(taken_back(
                at, at.officer(), made.id,
                at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) { return heads_reports(tx, context, made.id); })
                    .front()
                    .id));
            CHECK(at.now(made.id).state == VacancyState::paused);
            CHECK(at.now(made.id).held_because == "employer_suspended");
            CHECK(at.faults().empty());
            events::subscribe({});
        }
        Market late(sql::Engine::sqlite);
        late.house.set_now("2026-03-03T15:55:00Z");  // 23.55 WITA
        const auto one = late.published(late.firm, with(with(good_form(), "openings", "1"), "days", "1"));
        late.house.set_now("2026-03-04T15:55:00Z");  // its last day
        REQUIRE(found(late, one.id, 1, 0));
        late.house.set_now("2026-03-04T16:01:00Z");  // the day after
        REQUIRE(taken_back(late, late.company(late.firm), one.id, reports(late, one.id).front().id));
        CHECK(late.now(one.id).state == VacancyState::expired);
        CHECK(late.faults().empty());
    }

    TEST_CASE("nobody takes back what another company reported") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            REQUIRE(found(at, made.id, 1, 0));
            const auto report = reports(at, made.id).front();
            CHECK(why(taken_back(at, at.company(at.far), made.id, report.id)) == Refusal::no_such_vacancy);
            CHECK(why(taken_back(at, at.other_officer(), made.id, report.id)) == Refusal::no_such_vacancy);
            const auto other = at.published(at.firm);
            CHECK(why(taken_back(at, at.company(at.firm), other.id, report.id)) == Refusal::wrong_state);
            CHECK(at.read(at.company(at.far), [&](sql::Transaction& tx, const Context& context) {
                        return heads_reports(tx, context, made.id);
                    }).empty());
        }
    }
}
