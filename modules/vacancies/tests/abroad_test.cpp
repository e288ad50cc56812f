#include "modules/employers/actions_licence.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "modules/vacancies/tests/fixture.hpp"

using namespace vacancies;
using namespace vacancies::test_market;

namespace {

Typed abroad() { return with(good_form(), "description", "Bekerja di Malaysia sebagai juru las, kontrak dua tahun."); }

employers::Licence licence(const Market& at, std::string_view until) {
    employers::Licence one;
    one.employer = at.firm.id;
    one.number = "SIP3MI-123/2026";
    one.valid_until = *Date::parse(until);
    one.checked_where = "Daftar P3MI Kemnaker";
    return one;
}

Result<employers::LicenceId, employers::LicenceRefusal> record(Market& at, std::string_view until) {
    return at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
        return employers::record_licence(tx, context, licence(at, until));
    });
}

Result<Done, Refusal> published(Market& at, const Vacancy& one, Workplace workplace = Workplace::as_written) {
    return at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
        return publish(tx, context, one.id, at.now(one.id).version, {}, workplace);
    });
}

}  // namespace

TEST_SUITE("vacancies abroad") {
    TEST_CASE("work abroad waits until the company's permission is recorded; a day later than its last it waits again") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.report(at.firm, abroad());
            CHECK(made.state == VacancyState::held);
            CHECK(made.overseas);
            CHECK(published(at, made).error() == Refusal::licence_missing);
            const auto late = record(at, "2026-03-02");
            REQUIRE_FALSE(late);
            CHECK(late.error() == employers::LicenceRefusal::day_over);
            const auto found = record(at, "2026-03-03");
            REQUIRE(found);
            CHECK(record(at, "2026-12-31").error() == employers::LicenceRefusal::known_already);
            REQUIRE(published(at, made));
            CHECK(at.now(made.id).licence == *found);

            REQUIRE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return pause(tx, context, made.id, at.now(made.id).version);
            }));
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return employers::end_licence(tx, context, *found, "Dicabut kementerian");
            }));
            const auto again = at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return resume(tx, context, made.id, at.now(made.id).version);
            });
            REQUIRE_FALSE(again);
            CHECK(again.error() == Refusal::licence_missing);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("neither the company nor another office records a permission") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            for (const auto& who : {at.company(at.firm), at.other_officer()})
                CHECK_FALSE(at.write(who, [&](sql::Transaction& tx, const Context& context) {
                    return employers::record_licence(tx, context, licence(at, "2027-01-01"));
                }));
        }
    }

    TEST_CASE("an officer who asked and heard that the work is here shows it without a permission") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.report(at.firm, abroad());
            REQUIRE(published(at, made, Workplace::at_home));
            CHECK_FALSE(at.now(made.id).overseas);
        }
    }

    TEST_CASE("a change that moves the work abroad wants the permission, too") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            const auto read = read_vacancy(with(typed_whole(made), "description", "Bekerja di Malaysia sebagai juru las."), made,
                                           *Date::parse("2026-03-03"), "64.71");
            REQUIRE(read.errors.empty());
            REQUIRE(at.write(at.company(at.firm),
                             [&](sql::Transaction& tx, const Context& context) { return edit(tx, context, read.vacancy, {}); }));
            const auto show = [&] {
                return at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                    return show_change(tx, context, waiting_change(tx, context, made.id)->id, at.now(made.id).version, {});
                });
            };
            CHECK(show().error() == Refusal::licence_missing);
            REQUIRE(record(at, "2026-12-31"));
            REQUIRE(show());
            CHECK(at.now(made.id).overseas);
        }
    }

    TEST_CASE("the database shows no work abroad without a permission, whatever the statement says") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            const auto forced = [&](std::int64_t licence) {
                at.house.database().write([&](sql::Transaction& tx) {
                    tx.run("update vacancies_vacancy set overseas = 1, licence_id = :licence where id = :id",
                           {{"id", made.id}, {"licence", licence}});
                });
            };
            CHECK_THROWS_AS(forced(0), sql::Failure);
            CHECK_NOTHROW(forced(5));
        }
    }
}
