#include "modules/employers/actions_licence.hpp"
#include "modules/employers/actions_review.hpp"
#include "modules/employers/module.hpp"
#include "modules/vacancies/actions_abroad.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "modules/vacancies/jobs.hpp"
#include "modules/vacancies/module.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/tests/fixture.hpp"
#include "platform/events.hpp"
#include "platform/testing/at_once.hpp"

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

// The modules hear of each other, as in the program.
struct Hearing {
    Hearing() {
        const std::vector<http::Module> all{employers::module(), vacancies::module()};
        events::subscribe(all);
    }
    ~Hearing() { events::subscribe({}); }
    Hearing(const Hearing&) = delete;
    Hearing& operator=(const Hearing&) = delete;
};

Result<Done, employers::LicenceRefusal> taken_back(Market& at, employers::LicenceId id) {
    return at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
        return employers::end_licence(tx, context, id, "Dicabut kementerian");
    });
}

void run_job(Market& at) {
    auto context = at.house.system();
    follow_licences(context);
}

Result<Done, Refusal> resumed(Market& at, const Context& who, VacancyId id) {
    return at.write(who, [&](sql::Transaction& tx, const Context& context) { return resume(tx, context, id, at.now(id).version); });
}

int queued(Market& at, std::string_view text) {
    return at.house.database().read([&](sql::Transaction& tx) {
        return tx.one("select count(*) from messages_message where text_code = :text", {{"text", text}})->number(0);
    });
}

int journalled(Market& at, VacancyId id, std::string_view verb, std::string_view details) {
    return at.house.database().read([&](sql::Transaction& tx) {
        return tx
            .one("select count(*) from audit_entry where subject = :subject and verb = :verb and details = :details",
                 {{"subject", "vacancies_vacancy:" + id.text()}, {"verb", verb}, {"details", details}})
            ->number(0);
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
            CHECK(record(at, "2026-03-03").error() == employers::LicenceRefusal::known_already);
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

    TEST_CASE("a permission is taken back in the moment in which work abroad is published and extended: none of it is shown") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const Hearing hearing;
            const auto first = record(at, "2026-12-31");
            REQUIRE(first);
            const auto waits = at.report(at.firm, abroad());
            test::at_once(
                at.house.database(), [&](sql::Transaction& tx) { CHECK(publish(tx, at.officer(), waits.id, waits.version, {})); },
                [&] { CHECK(taken_back(at, *first)); });
            CHECK(at.now(waits.id).held_because == licence_lapsed);

            const auto second = record(at, "2026-11-30");
            REQUIRE(second);
            REQUIRE(resumed(at, at.company(at.firm), waits.id));
            const auto shown = at.now(waits.id);
            test::at_once(
                at.house.database(), [&](sql::Transaction& tx) { CHECK(extend(tx, at.company(at.firm), shown.id, shown.version, 7)); },
                [&] { CHECK(taken_back(at, *second)); });
            CHECK(at.now(waits.id).held_because == licence_lapsed);
            CHECK(at.now(waits.id).valid_until == shown.valid_until + 7);
        }
    }

    TEST_CASE("the day after the permission's last, work abroad is paused, journalled, and the company hears once what to do") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const Hearing hearing;
            const auto here = at.published(at.firm);
            REQUIRE(record(at, "2026-03-10"));
            const auto one = at.report(at.firm, abroad());
            const auto two = at.report(at.firm, with(abroad(), "title", "Juru las kapal"));
            REQUIRE(published(at, one));
            REQUIRE(published(at, two));
            at.house.set_now("2026-03-10T15:59:00Z");  // 23.59 on its last day
            run_job(at);
            CHECK(at.now(one.id).state == VacancyState::published);
            const auto before = at.house.database().read([](sql::Transaction& tx) { return newest_revision(tx); });
            at.house.set_now("2026-03-10T16:01:00Z");
            run_job(at);
            run_job(at);
            for (const auto& vacancy : {one, two}) {
                CHECK(at.now(vacancy.id).state == VacancyState::paused);
                CHECK(at.now(vacancy.id).held_because == licence_lapsed);
                CHECK(at.now(vacancy.id).revision > before);  // readers of published vacancies hear of it
                CHECK(journalled(at, vacancy.id, "vacancy.paused", R"({"because":"licence_lapsed"})") == 1);
            }
            CHECK(at.now(here.id).state == VacancyState::published);
            CHECK(queued(at, "vacancies.licence_over") == 1);
            CHECK(at.write(at.officer(),
                           [](sql::Transaction& tx, const Context& context) { return count_paused_for_licence(tx, context); }) == 2);
            CHECK(resumed(at, at.company(at.firm), one.id).error() == Refusal::licence_missing);

            REQUIRE(record(at, "2027-03-10"));  // the same number, renewed
            CHECK(at.now(one.id).state == VacancyState::paused);
            CHECK(queued(at, "vacancies.licence_back") == 1);
            REQUIRE(resumed(at, at.company(at.firm), one.id));
            REQUIRE(resumed(at, at.officer(), two.id));
            CHECK(at.now(one.id).state == VacancyState::published);
            CHECK(at.now(one.id).held_because.empty());
            run_job(at);
            CHECK(at.now(one.id).state == VacancyState::published);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("a permission that is taken back pauses at once; another one carries on") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const Hearing hearing;
            const auto shorter = record(at, "2026-06-30");
            const auto longer = record(at, "2026-12-31");
            REQUIRE(shorter);
            REQUIRE(longer);
            const auto made = at.report(at.firm, abroad());
            REQUIRE(published(at, made));
            REQUIRE(at.now(made.id).licence == *longer);
            REQUIRE(taken_back(at, *longer));
            CHECK(at.now(made.id).state == VacancyState::published);
            CHECK(at.now(made.id).licence == *shorter);
            CHECK(queued(at, "vacancies.licence_over") == 0);
            REQUIRE(taken_back(at, *shorter));
            CHECK(at.now(made.id).state == VacancyState::paused);
            CHECK(queued(at, "vacancies.licence_over") == 1);
        }
    }

    TEST_CASE("nobody listens: work abroad stays public without a permission") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto found = record(at, "2026-12-31");
            const auto made = at.report(at.firm, abroad());
            REQUIRE(published(at, made));
            REQUIRE(taken_back(at, *found));
            CHECK(at.now(made.id).state == VacancyState::published);  // until the round of the job
            run_job(at);
            CHECK(at.now(made.id).state == VacancyState::paused);
        }
    }

    TEST_CASE("a suspended company comes back, its work abroad does not when the permission ended meanwhile") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const Hearing hearing;
            REQUIRE(record(at, "2026-03-10"));
            const auto made = at.report(at.firm, abroad());
            REQUIRE(published(at, made));
            const auto here = at.published(at.firm);
            const auto decide = [&](auto verb) {
                REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                    return verb(tx, context, at.firm.id, employers::find_employer(tx, context, at.firm.id)->version);
                }));
            };
            decide([](sql::Transaction& tx, const Context& context, employers::EmployerId id, int version) {
                return employers::suspend_employer(tx, context, id, version, "Diperiksa");
            });
            at.house.set_now("2026-03-11T01:00:00Z");
            run_job(at);
            decide([](sql::Transaction& tx, const Context& context, employers::EmployerId id, int version) {
                return employers::resume_employer(tx, context, id, version);
            });
            CHECK(at.now(here.id).state == VacancyState::published);
            CHECK(at.now(made.id).state == VacancyState::paused);
            CHECK(at.now(made.id).held_because == licence_lapsed);
            CHECK(queued(at, "vacancies.licence_over") == 1);
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
