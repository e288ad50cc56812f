#include "modules/employers/actions_review.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "modules/vacancies/rules_change.hpp"
#include "modules/vacancies/store_change.hpp"
#include "modules/vacancies/tests/fixture.hpp"

using namespace vacancies;
using namespace vacancies::test_market;

namespace {

const Date today = *Date::parse("2026-03-03");

Vacancy changed(const Vacancy& before, const std::string& field, const std::string& value) {
    const auto read = read_vacancy(with(typed_whole(before), field, value), before, today, "64.71");
    for (const auto& one : read.errors) MESSAGE(one.field << ": " << code(one.why));
    return read.vacancy;
}

Result<Edited, Refusal> edited(Market& at, const Vacancy& typed, ChangeId seen = {}) {
    return at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) { return edit(tx, context, typed, seen); });
}

Edited outcome(const Result<Edited, Refusal>& done) {
    REQUIRE(done);
    return *done;
}

std::vector<Change> history(Market& at, VacancyId id) {
    return at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) { return changes_of(tx, context, id); });
}

void changes_shown_at_once(Market& at) {
    REQUIRE(at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
        return office::set_parameter(
            tx, context, at.office, {.name = "vacancy_changes_publish", .value = "on", .legal_basis = "", .valid_from = today, .note = ""});
    }));
}

Change waits(Market& at, VacancyId id) {
    return at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) { return waiting_change(tx, context, id).value(); });
}

Result<Done, Refusal> show(Market& at, ChangeId id, int version, const Context& by) {
    return at.write(by, [&](sql::Transaction& tx, const Context& context) { return show_change(tx, context, id, version, {}); });
}

}  // namespace

TEST_SUITE("vacancies change") {
    TEST_CASE("what a vacancy says reads back as the same vacancy") {
        Market at(sql::Engine::sqlite);
        const auto made = at.published(at.firm);
        CHECK(changes_between(made, changed(made, "title", made.title)).empty());
        CHECK(changes_between(made, changed(made, "wage", "4.200.000")) ==
              std::vector<FieldChange>{{"wage", "4.500.000 - 5.500.000", "4.200.000"}});
    }

    TEST_CASE("worse terms and other work are looked at, better terms are not") {
        Market at(sql::Engine::sqlite);
        const auto made = at.published(at.firm);
        const auto looks = [&](const std::string& field, const std::string& value) {
            return wants_review(made, changed(made, field, value));
        };
        CHECK(looks("wage", "4.000.000 - 5.500.000"));
        CHECK_FALSE(looks("wage", "4.600.000 - 6.000.000"));
        CHECK(looks("title", "Kasir"));
        CHECK(looks("place", "Balikpapan Utara"));
        CHECK(looks("conditions", "BPJS saja."));
        CHECK(looks("hours", "Senin-Sabtu 07.00-19.00"));
        CHECK(looks("education_min", "s1"));
        CHECK_FALSE(looks("education_min", "sma"));
        CHECK_FALSE(looks("openings", "5"));
        CHECK_FALSE(looks("skills", "SMAW"));
    }

    TEST_CASE("a higher wage is shown at once, readers of published vacancies see it, and it stands in the history") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            const auto done = edited(at, changed(made, "wage", "5.000.000 - 6.000.000"));
            REQUIRE(done);
            CHECK(*done == Edited::shown);
            CHECK(at.now(made.id).wage_low == 5'000'000);
            const auto read = at.read(at.house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
                return changed_after(tx, context, made.revision, 10);
            });
            REQUIRE(read.size() == 1);
            CHECK(read.front().wage_high == 6'000'000);
            const auto all = history(at, made.id);
            REQUIRE(all.size() == 1);
            CHECK(all.front().state == ChangeState::shown);
            CHECK(all.front().made_by == AccountId{21});
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("a lower wage waits for an officer while everybody reads the old one") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            CHECK(outcome(edited(at, changed(made, "wage", "4.000.000"))) == Edited::waits);
            CHECK(at.now(made.id).wage_low == 4'500'000);
            CHECK(at.now(made.id).revision == made.revision);
            const auto change = waits(at, made.id);
            CHECK(at.read(at.officer(), [](sql::Transaction& tx, const Context& context) { return waiting_changes(tx, context); }).size() ==
                  1);
            // Neither a stranger's office nor the company itself decides.
            CHECK_FALSE(show(at, change.id, made.version, at.other_officer()));
            CHECK_FALSE(show(at, change.id, made.version, at.company(at.firm)));
            REQUIRE(show(at, change.id, made.version, at.officer()));
            CHECK(at.now(made.id).wage_low == 4'000'000);
            const auto again = show(at, change.id, at.now(made.id).version, at.officer());
            REQUIRE_FALSE(again);
            CHECK(again.error() == Refusal::changed_meanwhile);
            CHECK(history(at, made.id).front().decided_by == AccountId{11});
        }
    }

    TEST_CASE("an officer who keeps the old words says why, and the company reads it") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            REQUIRE(edited(at, changed(made, "title", "Kasir")));
            const auto change = waits(at, made.id);
            const auto decline = [&](std::string_view note) {
                return at.write(at.officer(),
                                [&](sql::Transaction& tx, const Context& context) { return decline_change(tx, context, change.id, note); });
            };
            CHECK_FALSE(decline(" "));
            REQUIRE(decline("Laporkan sebagai lowongan baru."));
            CHECK(at.now(made.id).title == "Juru las");
            const auto seen = at.read(at.company(at.firm),
                                      [&](sql::Transaction& tx, const Context& context) { return changes_of(tx, context, made.id); });
            REQUIRE(seen.size() == 1);
            CHECK(seen.front().note == "Laporkan sebagai lowongan baru.");
            CHECK(at.read(at.company(at.far), [&](sql::Transaction& tx, const Context& context) {
                        return changes_of(tx, context, made.id);
                    }).empty());
        }
    }

    TEST_CASE("where the office's rule says so a change without a condition is shown at once; one with a condition still waits") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            changes_shown_at_once(at);
            const auto made = at.published(at.firm);
            CHECK(outcome(edited(at, changed(made, "wage", "4.000.000"))) == Edited::shown);
            auto typed = typed_whole(at.now(made.id));
            typed = with(typed, "description", "Dicari pria untuk mengelas.");
            typed.emplace_back("reason.sex", "Mess pekerja hanya untuk laki-laki.");
            const auto asking = read_vacancy(typed, at.now(made.id), today, "64.71");
            REQUIRE(asking.errors.empty());
            CHECK(outcome(edited(at, asking.vacancy)) == Edited::waits);
            const auto shown = show(at, waits(at, made.id).id, at.now(made.id).version, at.officer());
            REQUIRE_FALSE(shown);
            CHECK(shown.error() == Refusal::conditions_open);
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return show_change(tx, context, waiting_change(tx, context, made.id)->id, at.now(made.id).version, {{"sex", "ya"}});
            }));
            CHECK(at.now(made.id).asked.front().accepted);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("words that ask for money hold a change even where the office's rule shows changes at once") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            changes_shown_at_once(at);
            const auto made = at.published(at.firm);
            CHECK(outcome(edited(at, changed(made, "conditions", "Peserta membayar uang seragam."))) == Edited::waits);
            CHECK(waits(at, made.id).held_because == "fee");
        }
    }

    TEST_CASE("a second reason to hold is looked at, whatever was let pass before") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            changes_shown_at_once(at);
            const auto made = at.published(at.firm, with(test_market::good_form(), "conditions", "Uang seragam dipotong dari upah."));
            CHECK(outcome(edited(at, changed(made, "conditions", "Uang seragam dipotong dari upah, dua kali."))) == Edited::shown);
            const auto now = at.now(made.id);
            CHECK(outcome(edited(at, changed(now, "conditions", "Uang seragam dipotong dari upah. Ijazah asli ditahan."))) ==
                  Edited::waits);
            CHECK(waits(at, made.id).held_because == "passport_kept");
        }
    }

    TEST_CASE("of two who change at once the second hears it, and one change waits a vacancy") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            REQUIRE(edited(at, changed(made, "wage", "5.000.000 - 6.000.000")));
            CHECK(edited(at, changed(made, "openings", "4")).error() == Refusal::changed_meanwhile);
            const auto now = at.now(made.id);
            REQUIRE(edited(at, changed(now, "title", "Juru las pipa")));
            // Somebody who did not see the change that waits would wipe it out.
            CHECK(edited(at, changed(now, "openings", "4")).error() == Refusal::changed_meanwhile);
            const auto first = waits(at, made.id);
            // The key of the database says the same to whoever comes around the rule.
            auto second = first;
            second.id = ChangeId{first.id.value + 1};
            CHECK_FALSE(at.write(at.house.system(), [&](sql::Transaction& tx, const Context&) { return store::add_change(tx, second); }));
            CHECK(outcome(edited(at, changed(now, "title", "Juru las bawah air"), first.id)) == Edited::waits);
            CHECK(waits(at, made.id).fields.front().after == "Juru las bawah air");
            CHECK(history(at, made.id).size() == 3);
        }
    }

    TEST_CASE("as many heads as were found already, and nobody more, is no change: it is closing") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            REQUIRE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return fill_heads(tx, context, made.id, made.version, 1, 0);
            }));
            CHECK(edited(at, changed(at.now(made.id), "openings", "1")).error() == Refusal::fewer_than_found);
            CHECK(outcome(edited(at, changed(at.now(made.id), "openings", "2"))) == Edited::shown);
            CHECK(at.now(made.id).filled_men == 1);
        }
    }

    TEST_CASE("what waits lapses with its vacancy, and stays through a pause") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            REQUIRE(edited(at, changed(made, "title", "Juru las pipa")));
            const auto change = waits(at, made.id);
            REQUIRE(at.write(at.company(at.firm),
                             [&](sql::Transaction& tx, const Context& context) { return pause(tx, context, made.id, made.version); }));
            CHECK(waits(at, made.id).id == change.id);
            REQUIRE(at.write(at.company(at.firm), [&](sql::Transaction& tx, const Context& context) {
                return close(tx, context, made.id, at.now(made.id).version);
            }));
            CHECK(history(at, made.id).front().state == ChangeState::lapsed);
            CHECK_FALSE(show(at, change.id, at.now(made.id).version, at.officer()));
        }
    }

    TEST_CASE("a company takes its change back") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto made = at.published(at.firm);
            REQUIRE(edited(at, changed(made, "title", "Juru las pipa")));
            const auto change = waits(at, made.id);
            CHECK_FALSE(at.write(at.company(at.far),
                                 [&](sql::Transaction& tx, const Context& context) { return withdraw_change(tx, context, change.id); }));
            REQUIRE(at.write(at.company(at.firm),
                             [&](sql::Transaction& tx, const Context& context) { return withdraw_change(tx, context, change.id); }));
            CHECK(history(at, made.id).front().state == ChangeState::withdrawn);
            CHECK(at.now(made.id).title == "Juru las");
        }
    }

    TEST_CASE("what is copied from the last report needs at most four answers typed anew") {
        for (const auto engine : test::engines()) {
            Market at(engine);
            const auto last = at.report(at.firm);
            const auto copy = *at.read(
                at.company(at.firm), [&](sql::Transaction& tx, const Context& context) { return copy_of(tx, context, at.firm, last.id); });
            // Handed in as it stands: nothing had to be typed.
            const auto read = read_vacancy(typed_from(copy), copy, today, at.firm.regency_code);
            CHECK(read.errors.empty());
            CHECK(changes_between(last, read.vacancy).empty());
            REQUIRE(at.write(at.company(at.firm),
                             [&](sql::Transaction& tx, const Context& context) { return submit(tx, context, read.vacancy); }));
        }
    }
}
