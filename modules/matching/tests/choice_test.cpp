#include "modules/matching/actions_choice.hpp"

#include <doctest/doctest.h>

#include <set>

#include "modules/matching/actions_batch.hpp"
#include "modules/matching/actions_fairness.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/jobs_fit.hpp"
#include "modules/matching/module.hpp"
#include "modules/matching/rules_fit.hpp"
#include "modules/matching/store_fit.hpp"
#include "modules/matching/tests/fixture.hpp"
#include "modules/registration/tests/fixture.hpp"
#include "modules/vacancies/store.hpp"
#include "platform/clock/clock.hpp"

using namespace matching;
using namespace matching::test_market;
using registration::ApplicationId;
using registration::test_register::Balikpapan;
using vacancies::VacancyId;

namespace {

// Balikpapan with seekers who have a profile, and vacancies that are open.
struct Town : Balikpapan {
    using Balikpapan::Balikpapan;

    Context counsellor() const {
        return house.staff({31}, office, {Permission::see_person, Permission::edit_application, Permission::refer_seeker});
    }
    Context manager() const {
        return house.staff({41}, office,
                           {Permission::see_person, Permission::refer_seeker, Permission::manage_office, Permission::see_audit});
    }
    VacancyId open(vacancies::Vacancy one) {
        one.office = office;
        one.receipt = "LOW-" + one.id.text();
        one.made_at = house.now();
        one.published_at = house.now();
        return write([&](sql::Transaction& tx) {
            one.revision = vacancies::store::next_revision(tx);
            REQUIRE(vacancies::store::add(tx, house.platform().vault, one));
            return one.id;
        });
    }
    void close(VacancyId id) {
        const auto context = house.system();
        write([&](sql::Transaction& tx) {
            auto one = *vacancies::store::find(tx, house.platform().vault, id, vacancies::store::WithContact::no);
            one.state = vacancies::VacancyState::filled;
            one.closed_at = house.now();
            one.revision = vacancies::store::next_revision(tx);
            REQUIRE(vacancies::store::change(tx, house.platform().vault, one));
            close_vacancy(tx, context, {"vacancies.closed", office, id.value});
        });
    }
    // The n-th welder with a saved profile and all consent.
    ApplicationId welder(int number, const Consent& consent = {true, true, false}) {
        const auto digits = std::to_string(1000 + number);
        const auto id = submitted("647101470895" + digits, "Sari Nomor " + digits).id;
        write([&](sql::Transaction& tx) {
            const auto context = holder(id);
            auto profile = *profile_of(tx, context, id);
            profile.wishes.wage = 4'000'000;
            profile.wishes.travel = Travel::motorcycle;
            REQUIRE(save_profile(tx, context, id, profile));
            REQUIRE(set_consent(tx, context, id, consent));
        });
        return id;
    }
    Suggestions suggestions(ApplicationId id) {
        const auto context = holder(id);
        auto made = write([&](sql::Transaction& tx) { return suggest(tx, context, id); });
        REQUIRE(made);
        return *made;
    }
};

vacancies::Vacancy vacancy(std::int64_t id) {
    auto one = welder_wanted();
    one.id = {id};
    one.title += " " + std::to_string(id);
    one.majors.clear();
    one.experience_months = 0;
    return one;
}

bool has(const std::vector<Suggestion>& list, VacancyId id) {
    return std::ranges::any_of(list, [&](const Suggestion& one) { return one.vacancy.id == id; });
}

}  // namespace

TEST_CASE("Sari's profile begins with what she told for the card, and only she and her office read it") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        const auto id = town.submitted().id;
        town.write([&](sql::Transaction& tx) {
            const auto context = town.holder(id);
            auto profile = *profile_of(tx, context, id);
            CHECK(profile.version == 0);
            CHECK(profile.education == "smk");
            CHECK(profile.skills.front().name == "Las listrik");
            CHECK(profile.wishes.occupations == std::vector<std::string>{"7212"});
            CHECK(profile.home == "64.71.01");
            profile.skills.push_back({"Membaca gambar", 4, Evidence::employer});
            const auto saved = save_profile(tx, context, id, profile);
            REQUIRE(saved);
            CHECK(saved->version == 1);
            CHECK(saved->skills.back().evidence == Evidence::self);  // her own word
            // Somebody saved meanwhile: nothing is lost unseen.
            CHECK(save_profile(tx, context, id, profile).error() == FitRefusal::changed_meanwhile);
            // Twin: the table itself keeps one row a person, and one a version.
            CHECK_FALSE(tx.try_run(
                "insert into matching_profile (id, office_id, person_key, application_id, sealed, suggestions, shown_masked, digest, "
                "by_staff,"
                " revision, version, changed_at) select 1, office_id, person_key, 1, '', 0, 0, 0, 0, 99999, 1, 0 from matching_profile"));
            CHECK(tx.one("select sealed from matching_profile")->text(0).find("gambar") == std::string::npos);
        });
        town.write([&](sql::Transaction& tx) {
            auto profile = *profile_of(tx, town.counsellor(), id);
            profile.skills.back().evidence = Evidence::tested;
            CHECK(save_profile(tx, town.counsellor(), id, profile)->skills.back().evidence == Evidence::tested);
            const auto stranger =
                town.house.staff({51}, OfficeId{town.office.value + 1}, {Permission::see_person, Permission::edit_application});
            CHECK(profile_of(tx, stranger, id).error() == FitRefusal::no_such_profile);
            CHECK(profile_of(tx, town.house.anonymous(), id).error() == FitRefusal::no_such_profile);
            CHECK(suggest(tx, town.holder(id), id).error() == FitRefusal::no_consent);
            auto long_one = *profile_of(tx, town.holder(id), id);
            long_one.skills.assign(31, {"las", 3, Evidence::self});
            CHECK(save_profile(tx, town.holder(id), id, long_one).error() == FitRefusal::field_unfit);
        });
    }
}

TEST_CASE("Sari is suggested what fits, reads why not of the rest, and every record can be computed again") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        Random random(1);
        const auto good = town.open(vacancy(901));
        auto licensed = vacancy(902);
        licensed.certificates = {"SIM B1"};
        const auto near = town.open(licensed);
        for (int at = 0; at < 25; ++at) {
            auto one = random_vacancy(random, 3000 + at);
            one.office = town.office;
            town.open(one);
        }
        const auto id = town.welder(1);
        const auto made = town.suggestions(id);
        CHECK(has(made.shown, good));
        CHECK_FALSE(has(made.shown, near));
        CHECK(has(made.one_step_away, near));
        for (const auto& one : made.shown) CHECK(one.fit.failed.empty());
        for (const auto& one : made.one_step_away) CHECK(one.fit.failed.size() == 1);
        town.write([&](sql::Transaction& tx) {
            const auto why = why_not(tx, town.holder(id), id, near);
            REQUIRE(why);
            REQUIRE(why->fit.failed.size() == 1);
            CHECK(why->fit.failed.front().what == Hard::certificate);
            CHECK(why->fit.failed.front().detail == "SIM B1");
            CHECK(why_not(tx, town.holder(id), id, {1}).error() == FitRefusal::no_such_vacancy);

            // The profile and the vacancy change; what was said stays explained.
            auto profile = *profile_of(tx, town.holder(id), id);
            profile.skills.clear();
            profile.wishes.wage = 9'000'000;
            REQUIRE(save_profile(tx, town.holder(id), id, profile));
            const auto records = store::records_of(tx, profile.id, 100);
            CHECK(records.size() == made.shown.size());
            for (const auto& one : records) CHECK(explain(tx, town.house.system(), one.id) == one.outcome);
            CHECK_FALSE(explain(tx, town.house.anonymous(), records.front().id));
            // Twin: whoever changes what a record was made of is found out.
            tx.run("update matching_vacancy_then set facts = replace(facts, '\"wage\":[', '\"wage\":[9')");
            bool differs = false;
            for (const auto& one : records) differs = differs || explain(tx, town.house.system(), one.id) != one.outcome;
            CHECK(differs);
        });
        std::vector<std::string> faults;
        town.read([&](sql::Transaction& tx) { check_invariants(tx, faults); });
        CHECK(faults.empty());
    }
}

TEST_CASE("the last place of a vacancy is suggested to one person; a filled one to nobody from that moment on") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        const auto rare = town.open(vacancy(901));
        const auto other = town.open(vacancy(902));
        const auto sari = town.welder(1);
        const auto budi = town.welder(2);
        town.write([&](sql::Transaction& tx) { store::put_price(tx, {1}, town.office, rare, {0, 1, 0}); });
        CHECK(has(town.suggestions(sari).shown, rare));
        CHECK_FALSE(has(town.suggestions(budi).shown, rare));
        CHECK(has(town.suggestions(budi).shown, other));
        CHECK(has(town.suggestions(sari).shown, rare));  // hers stays hers
        // Twin: the table says no, too.
        CHECK_THROWS(town.write([&](sql::Transaction& tx) { tx.run("update matching_price set given = capacity + 1"); }));
        // A dear vacancy comes after a cheap one.
        town.write([&](sql::Transaction& tx) { store::put_price(tx, {1}, town.office, other, {1'000'000, 40, 1}); });
        const auto third = town.welder(3);
        const auto fresh = town.open(vacancy(903));
        const auto list = town.suggestions(third).shown;
        REQUIRE(list.size() == 2);
        CHECK(list.front().vacancy.id == fresh);
        town.close(other);
        CHECK_FALSE(has(town.suggestions(third).shown, other));
        CHECK_FALSE(has(town.suggestions(budi).shown, other));
        // Sari wants no suggestions any more: her place is free for Budi.
        town.write([&](sql::Transaction& tx) { CHECK(set_consent(tx, town.holder(sari), sari, {})); });
        CHECK(has(town.suggestions(budi).shown, rare));
    }
}

TEST_CASE("a counsellor pins, holds back and sets a condition aside, with a reason, and never the legal age") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        const auto plain = town.open(vacancy(901));
        auto asking = vacancy(902);
        asking.education_min = "d3";
        const auto high = town.open(asking);
        auto licensed = vacancy(903);
        licensed.certificates = {"SIM B1"};
        const auto driving = town.open(licensed);
        const auto id = town.welder(1);
        const auto say = [&](const Context& context, VacancyId vacancy, OverrideKind kind, std::string item, std::string reason) {
            Override wanted;
            wanted.vacancy = vacancy;
            wanted.kind = kind;
            wanted.item = std::move(item);
            wanted.reason = std::move(reason);
            return town.write([&](sql::Transaction& tx) { return override_fit(tx, context, id, wanted); });
        };
        CHECK(say(town.counsellor(), plain, OverrideKind::veto, "", "").error() == FitRefusal::reason_missing);
        const auto veto = say(town.counsellor(), plain, OverrideKind::veto, "", "Perusahaan menutup lamaran");
        REQUIRE(veto);
        CHECK(say(town.counsellor(), plain, OverrideKind::veto, "", "lagi").error() == FitRefusal::there_already);
        CHECK_FALSE(has(town.suggestions(id).shown, plain));
        REQUIRE(say(town.counsellor(), high, OverrideKind::relax, "education", "Pengalaman diakui, disepakati dengan perusahaan"));
        CHECK(has(town.suggestions(id).shown, high));
        CHECK(say(town.counsellor(), driving, OverrideKind::relax, "certificate", "sudah punya").error() == FitRefusal::never_relaxed);
        REQUIRE(say(town.manager(), driving, OverrideKind::relax, "certificate", "Surat keterangan dilihat"));
        CHECK(say(town.manager(), driving, OverrideKind::relax, "of_age", "hampir").error() == FitRefusal::never_relaxed);
        // Twin: the table knows no such item.
        CHECK_THROWS(
            town.write([&](sql::Transaction& tx) { tx.run("update matching_override set item = 'of_age' where kind = 'relax'"); }));
        town.write([&](sql::Transaction& tx) { CHECK(end_override(tx, town.counsellor(), *veto)); });
        REQUIRE(say(town.counsellor(), plain, OverrideKind::pin, "", "Cocok sekali menurut wawancara"));
        const auto list = town.suggestions(id).shown;
        CHECK(list.front().vacancy.id == plain);
        CHECK(list.front().slot == Slot::officer);
        town.house.set_now("2026-06-05T01:00:00Z");  // after 90 days a word is no longer remembered, as the vacancy is over
        CHECK(town.read([&](sql::Transaction& tx) { return overrides_of(tx, town.counsellor(), id); }).empty());
    }
}

TEST_CASE("at night everybody gets something, no vacancy too much, and the answer carries its certificate") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        for (int at = 0; at < 6; ++at) {
            auto one = vacancy(901 + at);
            one.openings = 1;
            town.open(one);
        }
        std::vector<ApplicationId> people;
        for (int at = 0; at < 8; ++at) people.push_back(town.welder(at));
        const auto context = town.house.system();
        const auto plan = town.read([&](sql::Transaction& tx) { return plan_batch(tx, context); });
        CHECK(plan.people.size() == 8);
        const auto once = compute(plan);
        const auto again = compute(plan);
        CHECK(once.chosen == again.chosen);
        CHECK(once.prices == again.prices);
        const auto batch = run_batch(context);
        CHECK(batch.with_nothing == 0);
        CHECK(batch.value <= batch.bound);
        CHECK(batch.gap() <= 0.005);
        town.read([&](sql::Transaction& tx) {
            for (const auto& one : store::prices(tx)) CHECK(one.price.given <= one.price.capacity);
            CHECK(store::slots(tx, town.office).size() == 8 * 6);
        });
        const auto list = town.suggestions(people.front()).shown;
        CHECK(list.size() == 6);
        for (const auto& one : list) CHECK(one.slot == Slot::batch);
        // A second night with nothing new takes nothing away.
        run_batch(context);
        CHECK(town.suggestions(people.front()).shown.size() == 6);
        const auto view = town.write([&](sql::Transaction& tx) { return fairness(tx, town.manager()); });
        REQUIRE(view);
        CHECK(view->board.people == 8);
        CHECK(view->board.over == 0);
        CHECK(view->board.zero_slot == 0);
        for (const auto& dimension : view->board.dimensions)
            for (const auto& group : dimension.groups) CHECK(group.is_hidden);  // fewer than ten
        CHECK_FALSE(town.write([&](sql::Transaction& tx) { return fairness(tx, town.counsellor()); }));
        std::vector<std::string> faults;
        town.read([&](sql::Transaction& tx) { check_invariants(tx, faults); });
        CHECK(faults.empty());
    }
}

TEST_CASE("who asked for news is told once of what is new, and never without asking") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        town.open(vacancy(901));
        town.welder(1, {true, false, true});
        town.welder(2, {true, true, false});
        const auto context = town.house.system();
        const auto tell = [&] {
            const auto batch = run_batch(context);
            return town.write([&](sql::Transaction& tx) { return tell_new_suggestions(tx, context, batch); });
        };
        CHECK(tell() == 1);
        CHECK(tell() == 0);  // nothing new
        town.open(vacancy(902));
        CHECK(tell() == 1);
        CHECK(town.read([&](sql::Transaction& tx) {
            return tx.one("select count(*) from messages_message where text_code = 'matching.new_suggestions'")->integer(0);
        }) == 2);
    }
}

TEST_CASE("for a vacancy the office sees who fits and agreed, nobody else, and a stranger sees nobody") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        const auto id = town.open(vacancy(901));
        const auto shown = town.welder(1);
        town.welder(2, {true, false, false});
        town.welder(3, {false, false, false});
        town.write([&](sql::Transaction& tx) {
            const auto people = people_for(tx, town.counsellor(), id, 10);
            REQUIRE(people.size() == 1);
            CHECK(people.front().application == shown);
            CHECK(people.front().speaks_for.size() >= 2);
            CHECK(supply_count(tx, town.counsellor(), id) == 2);
            const auto stranger =
                town.house.staff({51}, OfficeId{town.office.value + 1}, {Permission::see_person, Permission::refer_seeker});
            CHECK(people_for(tx, stranger, id, 10).empty());
            CHECK(people_for(tx, town.house.anonymous(), id, 10).empty());
            CHECK(fit_of(tx, town.counsellor(), shown, id)->score == people.front().score);
            CHECK(fit_of(tx, town.holder(shown), shown, id));
            CHECK_FALSE(fit_of(tx, stranger, shown, id));
            CHECK(set_consent(tx, town.holder(shown), shown, {true, false, false}));
        });
        town.write([&](sql::Transaction& tx) {
            CHECK(people_for(tx, town.counsellor(), id, 10).empty());
            CHECK_FALSE(fit_of(tx, town.counsellor(), shown, id));
        });
    }
}

TEST_CASE("an objection reaches the office's queue, sealed, and is answered once") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        const auto vacancy_id = town.open(vacancy(901));
        const auto id = town.welder(1);
        town.write([&](sql::Transaction& tx) {
            CHECK(object(tx, town.holder(id), id, vacancy_id, " ").error() == FitRefusal::words_missing);
            const auto one = object(tx, town.holder(id), id, vacancy_id, "Saya punya sertifikatnya");
            REQUIRE(one);
            CHECK(tx.one("select words from matching_objection")->text(0).find("sertifikat") == std::string::npos);
            REQUIRE(objections(tx, town.counsellor(), false).size() == 1);
            CHECK(objections(tx, town.house.anonymous(), false).empty());
            CHECK(answer(tx, town.counsellor(), *one, "Sudah kami tambahkan"));
            CHECK(answer(tx, town.counsellor(), *one, "lagi").error() == FitRefusal::there_already);
            CHECK(own_objections(tx, town.holder(id)).front().answer == "Sudah kami tambahkan");
        });
    }
}
