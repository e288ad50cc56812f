#include "modules/matching/actions_block.hpp"
#include "modules/matching/actions_choice.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <tuple>

#include "modules/matching/actions_batch.hpp"
#include "modules/matching/actions_fairness.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_outcomes.hpp"
#include "modules/matching/actions_prices.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/jobs_fit.hpp"
#include "modules/matching/module.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/matching/rules_codes.hpp"
#include "modules/matching/rules_fit.hpp"
#include "modules/matching/store_prices.hpp"
#include "modules/matching/store_profile.hpp"
#include "modules/matching/store_record.hpp"
#include "modules/matching/store_slot.hpp"
#include "modules/matching/tests/fixture.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/registration/tests/fixture.hpp"
#include "modules/vacancies/store.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"
#include "platform/testing/at_once.hpp"

using namespace matching;
using namespace matching::test_market;
using registration::ApplicationId;
using registration::test_register::Balikpapan;
using vacancies::VacancyId;

namespace {

// The module hears of files that end.
struct Listening {
    Listening() { events::subscribe({module()}); }
    ~Listening() { events::subscribe({}); }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;
};

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
            REQUIRE(vacancies::store::change(tx, house.platform().vault, one, "system"));
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
    // One of its openings is filled, or one is added.
    void set_openings(VacancyId id, int openings) {
        write([&](sql::Transaction& tx) {
            auto one = *vacancies::store::find(tx, house.platform().vault, id, vacancies::store::WithContact::no);
            one.openings = openings;
            one.revision = vacancies::store::next_revision(tx);
            REQUIRE(vacancies::store::change(tx, house.platform().vault, one, "system"));
        });
    }
    int step() {
        const auto context = house.system();
        return write([&](sql::Transaction& tx) { return follow_pace(tx, context); });
    }
    Price price(VacancyId id) {
        return read([&](sql::Transaction& tx) { return store::find_price(tx, id).value_or(Price{}); });
    }
    std::optional<FairnessBoard> board() {
        const auto view = write([&](sql::Transaction& tx) { return fairness(tx, manager()); });
        REQUIRE(view);
        return view->board;
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

TEST_CASE("whoever types Sari's NIK into a file of their own reads, changes and blocks nothing of hers; her own next card opens it") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        const auto sari = town.welder(1);
        const auto offer = town.open(vacancy(801));
        const auto other = town.submitted("6471014708951001", "Sari Palsu").id;
        const auto context = town.holder(other);
        town.write([&](sql::Transaction& tx) {
            const auto seen = profile_of(tx, context, other);
            REQUIRE_FALSE(seen);
            CHECK(seen.error() == FitRefusal::ask_at_counter);
            CHECK_FALSE(saved_profile(tx, context, other));
            CHECK(set_consent(tx, context, other, {true, true, true}).error() == FitRefusal::ask_at_counter);
            CHECK(save_profile(tx, context, other, *profile_of(tx, town.holder(sari), sari)).error() == FitRefusal::ask_at_counter);
            CHECK(block_employer(tx, context, other, offer).error() == FitRefusal::ask_at_counter);
            CHECK(why_not(tx, context, other, offer).error() == FitRefusal::ask_at_counter);
            REQUIRE(block_employer(tx, town.holder(sari), sari, offer));
            CHECK(blocked_employers(tx, context, other).empty());
            CHECK(blocked_employers(tx, town.holder(sari), sari).size() == 1);
            CHECK_FALSE(suggest(tx, context, other));
            CHECK(profile_of(tx, town.counsellor(), other));  // the office knows the person
        });
        // The twin: once the office has seen the KTP, the file is hers and opens all of it.
        town.write([&](sql::Transaction& tx) {
            const auto clerk = town.clerk();
            REQUIRE(registration::mark_present(tx, clerk, other));
            REQUIRE(registration::approve(tx, clerk, other, {}));
        });
        town.write([&](sql::Transaction& tx) {
            CHECK(profile_of(tx, context, other));
            CHECK(blocked_employers(tx, context, other).size() == 1);
            CHECK(set_consent(tx, context, other, {true, false, false}));
        });
    }
}

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

TEST_CASE("a record of before words, age and liked papers counted is explained as it was said then") {
    // Both as the first form had them, byte by byte.
    constexpr std::string_view facts =
        R"({"accommodations":[],"certificates":[],"contract":"fixed_term","education":"smk","experience":12,"languages":[],)"
        R"("majors":["Teknik Pengelasan"],"mode":"on_site","occupation":"7212","place":"64.71.02",)"
        R"("skills":["las SMAW","membaca gambar teknik"],"wage":[4500000,5000000]})";
    constexpr std::string_view said =
        "score=18726;occupation=120/150;place=16/118;study=25/10;education=25/10;experience=60/10;kind=0/42;wage=0/120;skills=72/16;"
        "failed=;for=occupation,place,wage,;against=skills,;learn=1";
    for (const auto engine : test::engines()) {
        Town town(engine);
        town.write([&](sql::Transaction& tx) {
            auto profile = sari();
            profile.office = town.office;
            store::keep_profile(tx, town.house.platform().vault, profile);
            tx.run("insert into matching_vacancy_then (vacancy_id, revision, facts) values (901, 1, :facts)", {{"facts", facts}});
            Record old{.id = {ids::next()},
                       .office = town.office,
                       .profile = profile.id,
                       .profile_version = profile.version,
                       .vacancy = {901},
                       .vacancy_revision = 1,
                       .weights = "expert-1",
                       .settings = "",
                       .relaxed = "",
                       .day = *Date::parse("2026-03-03"),
                       .outcome = std::string(said),
                       .score = 18726,
                       .rank = 1,
                       .at = town.house.now()};
            REQUIRE(store::add_record(tx, old));
            CHECK(explain(tx, town.house.system(), old.id) == said);

            // The same vacancy is suggested again: its facts are kept in the newer form, and both records stay true.
            auto again = welder_wanted();
            again.published_at = instant({*Date::parse("2026-03-01"), {}, Zone::wib});
            store::keep_vacancy(tx, again);
            auto newer = old;
            newer.id = {ids::next()};
            newer.weights = expert_weights().version;
            newer.outcome = outcome_of(judge(profile, again, expert_weights(), old.day), expert_weights());
            REQUIRE(store::add_record(tx, newer));
            CHECK(newer.outcome != said);
            CHECK(explain(tx, town.house.system(), old.id) == said);
            CHECK(explain(tx, town.house.system(), newer.id) == newer.outcome);
            // Weights that nobody knows explain nothing.
            tx.run("update matching_record set weights = 'expert-0' where id = :id", {{"id", old.id}});
            CHECK_FALSE(explain(tx, town.house.system(), old.id));
        });
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

TEST_CASE("whatever officers pin, hold back and set aside, nobody is suggested what breaks a condition that stands") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        Random random(20261122);
        const Date today = *Date::parse("2026-03-03");
        std::map<VacancyId, vacancies::Vacancy> open;
        for (int at = 0; at < 40; ++at) {
            const auto one = random_vacancy(random, 2000 + at);
            open[town.open(one)] = one;
        }
        int overridden = 0;
        int shown = 0;
        int set_aside = 0;
        for (int number = 1; number <= 15; ++number) {
            const auto id = town.welder(number);
            auto person = town.read([&](sql::Transaction& tx) { return *saved_profile(tx, town.holder(id), id); });
            const auto known = person;
            person = random_profile(random, 1);
            std::tie(person.id, person.office, person.person_key, person.application, person.version) =
                std::tie(known.id, known.office, known.person_key, known.application, known.version);
            town.write(
                [&](sql::Transaction& tx) { REQUIRE(store::save_profile(tx, town.house.platform().vault, person, town.house.now())); });
            if (number % 5 == 0) run_batch(town.house.system());
            for (int word = 0; word < 25; ++word) {
                Override wanted;
                wanted.vacancy = {2000 + below(random, 40)};
                wanted.kind = static_cast<OverrideKind>(below(random, 3));
                wanted.reason = "Disepakati dengan perusahaan";
                const auto missing = unmet(person, open[wanted.vacancy], today);
                if (!missing.empty()) wanted.item = code(missing[below(random, static_cast<std::uint32_t>(missing.size()))]);
                overridden += town.write([&](sql::Transaction& tx) { return override_fit(tx, town.manager(), id, wanted).has_value(); });
            }
            const auto said = town.read([&](sql::Transaction& tx) { return overrides_of(tx, town.manager(), id); });
            const auto still_missing = [&](VacancyId vacancy) {
                return unmet(person, open[vacancy], today, relaxed_by(said, vacancy).items);
            };
            const auto list = town.suggestions(id);
            std::set<VacancyId> once;
            for (const auto& one : list.shown) {
                ++shown;
                set_aside += !relaxed_by(said, one.vacancy.id).items.empty();
                CHECK(still_missing(one.vacancy.id).empty());
                CHECK_FALSE(has(said, OverrideKind::veto, one.vacancy.id));
                CHECK(once.insert(one.vacancy.id).second);
            }
            for (const auto& one : list.one_step_away) {
                CHECK(still_missing(one.vacancy.id).size() == 1);
                CHECK_FALSE(has(said, OverrideKind::veto, one.vacancy.id));
            }
            town.read([&](sql::Transaction& tx) {
                for (const auto& slot : store::slots_of(tx, person.id)) CHECK(still_missing(slot.vacancy).empty());
                for (const auto& [vacancy, said_of_it] : open)
                    for (const auto& one : people_for(tx, town.manager(), vacancy, 20))
                        if (one.profile == person.id) CHECK(still_missing(vacancy).empty());
            });
        }
        CHECK(overridden > 100);
        CHECK(shown > 50);
        CHECK(set_aside > 10);
    }
}

TEST_CASE("a vacancy is suggested to nobody from the moment its last day ends, whatever an officer or the night gave") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        auto last_day = vacancy(901);
        last_day.valid_until = *Date::parse("2026-03-03");
        const auto ending = town.open(last_day);
        auto pinned = vacancy(902);
        pinned.valid_until = *Date::parse("2026-03-03");
        const auto dear = town.open(pinned);
        auto higher = vacancy(903);
        higher.education_min = "d3";
        higher.valid_until = *Date::parse("2026-03-03");
        const auto near = town.open(higher);
        const auto id = town.welder(1);
        run_batch(town.house.system());
        Override wanted;
        wanted.vacancy = dear;
        wanted.kind = OverrideKind::pin;
        wanted.reason = "Cocok menurut wawancara";
        REQUIRE(town.write([&](sql::Transaction& tx) { return override_fit(tx, town.counsellor(), id, wanted); }));
        town.house.set_now("2026-03-03T15:59:59Z");  // Balikpapan's day ends at 16.00 UTC
        auto list = town.suggestions(id);
        CHECK(has(list.shown, ending));
        CHECK(has(list.shown, dear));
        CHECK(has(list.one_step_away, near));
        town.house.set_now("2026-03-03T16:00:00Z");
        list = town.suggestions(id);
        CHECK(list.shown.empty());
        CHECK(list.one_step_away.empty());
        run_batch(town.house.system());
        const auto profile = town.read([&](sql::Transaction& tx) { return *saved_profile(tx, town.holder(id), id); });
        const auto slots = town.read([&](sql::Transaction& tx) { return store::slots_of(tx, profile.id); });
        CHECK(std::ranges::all_of(slots, &store::Held::is_seen));  // nothing of it is given anew
    }
}

TEST_CASE("who gives one place back and all of them in the same moment frees each once") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        for (int at = 0; at < 3; ++at) {
            auto one = vacancy(901 + at);
            one.openings = 2;
            town.open(one);
        }
        const auto file = town.welder(0);
        town.welder(1);
        run_batch(town.house.system());
        const auto sari = town.read([&](sql::Transaction& tx) { return saved_profile(tx, town.holder(file), file)->id; });
        const auto held = town.read([&](sql::Transaction& tx) { return store::slots_of(tx, sari); });
        REQUIRE(held.size() == 3);
        test::at_once(
            town.house.database(), [&](sql::Transaction& tx) { store::return_slot(tx, sari, held.front().vacancy); },
            [&] { town.write([&](sql::Transaction& tx) { store::return_slots(tx, sari); }); });
        town.read([&](sql::Transaction& tx) {
            CHECK(store::slots_of(tx, sari).empty());
            for (const auto& one : store::prices(tx)) CHECK(one.price.given == 1);  // the other welder's
        });
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
        CHECK_FALSE(town.board());
        measure_fairness(town.manager());
        const auto board = town.board();
        REQUIRE(board);
        CHECK(board->people == 8);
        CHECK(board->over == 0);
        CHECK(board->zero_slot == 0);
        CHECK(board->covered == board->vacancies);
        CHECK_FALSE(board->lines.empty());
        for (const auto& line : board->lines) CHECK(line.is_hidden());  // fewer than ten
        CHECK_FALSE(town.write([&](sql::Transaction& tx) { return fairness(tx, town.counsellor()); }));
        std::vector<std::string> faults;
        town.read([&](sql::Transaction& tx) { check_invariants(tx, faults); });
        CHECK(faults.empty());
    }
}

TEST_CASE("the board counts people with their needs and what companies answered, and a held-back vacancy is no missing one") {
    static std::vector<Outcome> decided;
    struct Known {
        Known() {
            use_outcomes([](sql::Transaction&, OfficeId, Instant) { return decided; });
        }
        ~Known() {
            use_outcomes(nullptr);
            decided.clear();
        }
        Known(const Known&) = delete;
        Known& operator=(const Known&) = delete;
    };
    for (const auto engine : test::engines()) {
        Town town(engine);
        const Known known;
        for (int at = 0; at < 3; ++at) town.open(vacancy(901 + at));
        std::vector<ApplicationId> people;
        for (int at = 0; at < 24; ++at) people.push_back(town.welder(at));
        const auto in_the_wheelchair = people.begin() + 12;
        for (auto one = people.begin(); one != in_the_wheelchair; ++one)
            town.write([&](sql::Transaction& tx) {
                auto profile = *profile_of(tx, town.holder(*one), *one);
                profile.needs = {"large_print"};
                REQUIRE(save_profile(tx, town.holder(*one), *one, profile));
            });
        // Two suggestions and a third that an officer holds back: the floor of three cannot be reached.
        town.write([&](sql::Transaction& tx) {
            REQUIRE(override_fit(tx, town.counsellor(), people.back(),
                                 {.id = {},
                                  .office = town.office,
                                  .profile = {},
                                  .vacancy = {901},
                                  .kind = OverrideKind::veto,
                                  .item = "",
                                  .reason = "Sudah bekerja di sana",
                                  .by = {},
                                  .at = {},
                                  .until = {}}));
        });
        decided.clear();
        for (std::size_t at = 0; at < people.size(); ++at) {
            town.suggestions(people[at]);
            for (const std::int64_t company : {7, 8})
                decided.push_back({people[at], {901 + static_cast<std::int64_t>(at % 2)}, {company}, town.house.now(), at >= 12, false});
        }
        run_batch(town.house.system());
        measure_fairness(town.house.system());
        const auto board = town.board().value();
        CHECK(board.people == 24);
        CHECK(board.zero_slot == 0);
        CHECK(board.decided == 48);
        const auto line = [&](Measure what, Grouping by, std::string_view group) {
            const auto found = std::ranges::find_if(board.lines, [&](const FairnessLine& one) {
                return one.measure == what && one.grouping == by && one.group == group && one.scope == Scope::office;
            });
            REQUIRE(found != board.lines.end());
            return *found;
        };
        CHECK(line(Measure::exposure, Grouping::needs, "yes").people == 12);
        CHECK(line(Measure::wage, Grouping::needs, "no").value == 4750);
        CHECK(line(Measure::distance, Grouping::needs, "no").value > 0);  // from Balikpapan Timur to the vacancy's district
        CHECK(line(Measure::vetoes, Grouping::sex, "P").value == 42);     // one of 24, for a thousand
        CHECK(line(Measure::invited, Grouping::needs, "yes").value == 0);
        CHECK(line(Measure::invited, Grouping::needs, "no").value == 1000);
        // What was suggested before, with the chance that stood in its record.
        CHECK(line(Measure::calibration, Grouping::sex, "P").people == 24);
        // Consent ended: what they need is counted no more.
        town.write([&](sql::Transaction& tx) {
            for (const auto id : {people[0], people[1], people[2]}) REQUIRE(set_consent(tx, town.holder(id), id, {false, true, false}));
        });
        measure_fairness(town.house.system());
        const auto after = town.board().value();
        CHECK(after.people == 21);
        for (const auto& one : after.lines)
            if (one.grouping == Grouping::needs && one.group == "yes") CHECK(one.is_hidden());
    }
}

TEST_CASE("a night that is cut short leaves nothing behind, and begun anew gives the same places") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        for (int at = 0; at < 4; ++at) town.open(vacancy(901 + at));
        for (int at = 0; at < 12; ++at) town.welder(at);
        const auto context = town.house.system();
        using Slots = std::set<std::pair<ProfileId, VacancyId>>;
        const auto slots = [&](sql::Transaction& tx) {
            Slots all;
            for (const auto& one : store::slots(tx, town.office)) all.insert({one.profile, one.vacancy});
            return all;
        };
        Slots cut_short;
        struct Power {};
        CHECK_THROWS_AS(town.write([&](sql::Transaction& tx) {
            const auto plan = plan_batch(tx, context);
            keep_batch(tx, context, plan, compute(plan), compute_lists(plan));
            cut_short = slots(tx);
            throw Power{};
        }),
                        Power);
        CHECK(town.read(slots).empty());
        run_batch(context);
        CHECK(town.read(slots) == cut_short);
        CHECK(cut_short.size() == 48);
    }
}

TEST_CASE("a vacancy whose places go too fast becomes dearer within ten minutes, and every price can be computed again") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        run_batch(town.house.system());
        const auto rushed = town.open(vacancy(901));
        for (int at = 0; at < 12; ++at) CHECK(town.suggestions(town.welder(at)).shown.front().price == 0);
        town.house.set_now("2026-03-03T01:09:59Z");
        CHECK(town.step() == 0);  // not yet time
        town.house.set_now("2026-03-03T01:10:00Z");
        CHECK(town.step() == 1);
        CHECK(town.step() == 0);  // another process comes late
        const auto dear = town.price(rushed);
        CHECK(dear.price > 300);
        CHECK(dear.version > 0);

        // Who comes now reads the other one first, and the record knows the price.
        const auto fresh = town.open(vacancy(902));
        const auto id = town.welder(20);
        const auto list = town.suggestions(id).shown;
        REQUIRE(list.size() == 2);
        CHECK(list.front().vacancy.id == fresh);
        CHECK(list.back().price == dear.price);
        const auto records =
            town.read([&](sql::Transaction& tx) { return store::records_of(tx, saved_profile(tx, town.holder(id), id)->id, 10); });
        for (const auto& one : records)
            CHECK(town.read([&](sql::Transaction& tx) { return explain(tx, town.house.system(), one.id); }) == one.outcome);

        // Nobody comes any more: it is free again before the night, and no step before was lost.
        for (int tens = 2; tens < 60; ++tens) {
            const auto minutes = 60 + 10 * tens;
            const auto two = [](int number) {
                return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
            };
            town.house.set_now("2026-03-03T" + two(minutes / 60) + ":" + two(minutes % 60) + ":00Z");
            town.step();
        }
        CHECK(town.price(rushed).price < dear.price / 4);
        std::vector<std::string> faults;
        town.read([&](sql::Transaction& tx) { check_invariants(tx, faults); });
        CHECK(faults.empty());

        // Twin: a price that was never asked is found out, by its record and by the whole.
        town.write([&](sql::Transaction& tx) { tx.run("update matching_price_then set price = price + 1"); });
        int unexplained = 0;
        for (const auto& one : records)
            unexplained += !town.read([&](sql::Transaction& tx) { return explain(tx, town.house.system(), one.id); });
        CHECK(unexplained == 1);
        town.read([&](sql::Transaction& tx) { check_invariants(tx, faults); });
        CHECK(faults.size() == 1);
    }
}

TEST_CASE("openings that are filled or added change at the next step to how many people a vacancy may be shown") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        run_batch(town.house.system());
        auto two = vacancy(901);
        two.openings = 2;
        const auto id = town.open(two);
        town.suggestions(town.welder(1));
        CHECK(town.price(id).capacity == 80);
        town.set_openings(id, 1);
        town.house.set_now("2026-03-03T01:10:00Z");
        town.step();
        CHECK(town.price(id).capacity == 40);
        town.set_openings(id, 3);
        town.house.set_now("2026-03-03T01:20:00Z");
        town.step();
        CHECK(town.price(id).capacity == 120);
        town.close(id);
        town.house.set_now("2026-03-03T01:30:00Z");
        town.step();
        CHECK(town.price(id).capacity == 1);  // to whom it was shown
    }
}

TEST_CASE("once in a while somebody is shown what stands just below the list; every condition is met, and it stays") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        for (int at = 0; at < 16; ++at) town.open(vacancy(901 + at));
        const auto often = [&](std::string percent) {
            const auto context = town.manager();
            REQUIRE(town.write([&](sql::Transaction& tx) {
                return office::set_parameter(tx, context, town.office,
                                             {.name = "explore_percent",
                                              .value = percent,
                                              .legal_basis = "Kebijakan kantor",
                                              .valid_from = context.local(Zone::wita).date,
                                              .note = ""});
            }));
        };
        const auto tried = [](const Suggestions& made) {
            std::vector<VacancyId> ids;
            for (const auto& one : made.shown)
                if (one.slot == Slot::explore) ids.push_back(one.vacancy.id);
            return ids;
        };
        often("20");
        int all = 0;
        ApplicationId explorer;
        for (int at = 0; at < 8; ++at) {
            const auto id = town.welder(at);
            const auto made = town.suggestions(id);
            CHECK(made.shown.size() == 10);
            for (const auto& one : made.shown) CHECK(one.fit.failed.empty());
            const auto ids = tried(made);
            all += static_cast<int>(ids.size());
            if (ids.empty()) continue;
            explorer = id;
            CHECK(tried(town.suggestions(id)) == ids);  // the same when the page is read again
            for (const auto& one :
                 town.read([&](sql::Transaction& tx) { return store::records_of(tx, saved_profile(tx, town.holder(id), id)->id, 100); })) {
                CHECK(one.propensity <= (one.slot == Slot::explore ? 200'000 : 800'000));
                CHECK(town.read([&](sql::Transaction& tx) { return explain(tx, town.house.system(), one.id); }) == one.outcome);
            }
        }
        CHECK(all > 4);  // of eighty places one in five
        CHECK(all < 30);
        REQUIRE(explorer.value != 0);
        often("0");
        const auto calm = town.suggestions(town.welder(40));
        CHECK(tried(calm).empty());
        CHECK(calm.shown.size() == 10);
    }
}

TEST_CASE("a vacancy reported as two with half the openings each is shown to as many people, to nobody twice") {
    for (const auto engine : test::engines()) {
        enum class Report { as_one, as_two, with_a_condition_in_one };
        for (const auto report : {Report::as_one, Report::as_two, Report::with_a_condition_in_one}) {
            Town town(engine);
            auto one = vacancy(901);
            one.openings = report == Report::as_one ? 2 : 1;
            town.open(one);
            if (report != Report::as_one) {
                one.id = {902};
                if (report == Report::with_a_condition_in_one) one.certificates = {"SIM B1"};
                town.open(one);
            }
            std::vector<ApplicationId> people;
            for (int at = 0; at < 90; ++at) people.push_back(town.welder(at));
            for (int at = 0; at < 5; ++at) {  // they may have either
                const auto context = town.holder(people[static_cast<std::size_t>(at)]);
                town.write([&](sql::Transaction& tx) {
                    auto profile = *saved_profile(tx, context, people[static_cast<std::size_t>(at)]);
                    profile.certificates = {"SIM B1"};
                    REQUIRE(save_profile(tx, context, people[static_cast<std::size_t>(at)], profile));
                });
            }
            const auto batch = run_batch(town.house.system());
            const auto shown_to = [&] {
                std::map<ProfileId, int> each;
                for (const auto& slot : town.read([&](sql::Transaction& tx) { return store::slots(tx, town.office); }))
                    ++each[slot.profile];
                CHECK(std::ranges::all_of(each, [](const auto& person) { return person.second == 1; }));
                return each.size();
            };
            CAPTURE(static_cast<int>(report));
            CHECK(shown_to() == 80);
            CHECK(batch.value <= batch.bound);
            for (const auto id : people) CHECK(town.suggestions(id).shown.size() <= 1);
            CHECK(shown_to() == 80);
            run_batch(town.house.system());  // who saw one is not given the other
            CHECK(shown_to() == 80);
            town.read([&](sql::Transaction& tx) {
                int capacity = 0;
                for (const auto& priced : store::prices(tx)) capacity += priced.price.capacity;
                CHECK(capacity == 80);
            });
        }
    }
}

TEST_CASE("whom every company wants costs their lists a price, so that others are asked, too") {
    for (const auto engine : test::engines()) {
        Town town(engine);
        for (int at = 0; at < 30; ++at) town.open(vacancy(901 + at));
        std::vector<ApplicationId> people;
        for (int at = 0; at < 22; ++at) people.push_back(town.welder(at));
        const auto best = people.front();
        town.write([&](sql::Transaction& tx) {
            auto profile = *profile_of(tx, town.holder(best), best);
            profile.skills = {{"las SMAW", 5, Evidence::self}, {"membaca gambar teknik", 5, Evidence::self}};
            REQUIRE(save_profile(tx, town.holder(best), best, profile));
        });
        const auto first = [&] { return town.read([&](sql::Transaction& tx) { return people_for(tx, town.counsellor(), {901}, 20); }); };
        CHECK(first().front().application == best);
        const auto batch = run_batch(town.house.system());
        CHECK(batch.seekers == 22);
        const auto prices = town.read([&](sql::Transaction& tx) { return store::person_prices(tx, town.office); });
        REQUIRE_FALSE(prices.empty());
        std::map<ProfileId, int> by_person;
        for (const auto& one : prices) by_person[one.profile] = one.price;
        const auto list = first();
        REQUIRE(list.size() == 20);
        for (std::size_t at = 1; at < list.size(); ++at)
            CHECK(list[at - 1].score - by_person[list[at - 1].profile] >= list[at].score - by_person[list[at].profile]);
        // Twin: at no price she would stand first in all thirty lists.
        town.write([&](sql::Transaction& tx) { store::drop_person_prices_but(tx, {}); });
        CHECK(first().front().application == best);
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

TEST_CASE("whose file is withdrawn is suggested nothing, shown to nobody, counted no more and told nothing") {
    for (const auto engine : test::engines()) {
        const Listening listening;
        Town town(engine);
        const auto id = town.open(vacancy(901));
        const auto sari = town.welder(1, {true, true, true});
        const auto other = town.welder(2, {true, true, true});
        const auto system = town.house.system();
        const auto leave = [&](ApplicationId file) {
            REQUIRE(town.write([&](sql::Transaction& tx) { return registration::withdraw(tx, town.holder(file), file); }));
        };
        const auto listed = [&] { return town.read([&](sql::Transaction& tx) { return people_for(tx, town.counsellor(), id, 10); }); };
        const auto supply = [&] { return town.read([&](sql::Transaction& tx) { return supply_count(tx, town.counsellor(), id); }); };
        const auto journal = [&] {
            return town.read([&](sql::Transaction& tx) {
                return tx.one("select count(*) from audit_entry where verb = 'matching.consent'")->integer(0);
            });
        };
        run_batch(system);
        CHECK(town.price(id).given == 2);
        // Another file of hers, which her profile does not speak for.
        leave(town.submitted("6471014708951001", "Sari Nomor 1001").id);
        CHECK(listed().size() == 2);
        CHECK(supply() == 2);

        const auto before = journal();
        leave(sari);
        CHECK(journal() == before + 1);
        CHECK(town.price(id).given == 1);
        REQUIRE(listed().size() == 1);
        CHECK(listed().front().application == other);
        CHECK(supply() == 1);
        town.write([&](sql::Transaction& tx) {
            CHECK(suggest(tx, town.holder(sari), sari).error() == FitRefusal::no_consent);
            CHECK_FALSE(fit_of(tx, town.counsellor(), sari, id));
            CHECK(saved_profile(tx, system, sari)->consent == Consent{});
        });
        town.open(vacancy(902));
        const auto batch = run_batch(system);
        CHECK(batch.seekers == 1);
        CHECK(town.write([&](sql::Transaction& tx) { return tell_new_suggestions(tx, system, batch); }) == 1);
        measure_fairness(system);
        CHECK(town.board().value().people == 1);
        std::vector<std::string> faults;
        town.read([&](sql::Transaction& tx) { check_invariants(tx, faults); });
        CHECK(faults.empty());
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
