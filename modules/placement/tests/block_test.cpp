#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "modules/matching/actions_batch.hpp"
#include "modules/matching/actions_block.hpp"
#include "modules/matching/actions_choice.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/module.hpp"
#include "modules/placement/store.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"

using namespace placement;
using namespace placement::test_market;
using registration::ApplicationId;
using vacancies::VacancyId;

namespace {

// Sari agreed to be shown what fits and to be found; two firms look for a welder.
struct Town : Market {
    explicit Town(sql::Engine engine) : Market(engine) {
        events::subscribe({module()});
        sari = with_card(1);
        agrees(sari);
        other = settled("PT Contoh Lain", AccountId{72});
        elsewhere = published(other, 1, 0);
    }
    ~Town() { events::subscribe({}); }
    Town(const Town&) = delete;
    Town& operator=(const Town&) = delete;

    void agrees(ApplicationId file) const {
        REQUIRE(write(person(file), [&](sql::Transaction& tx, const Context& context) {
            return matching::set_consent(tx, context, file, {.suggestions = true, .shown_masked = true, .digest = false});
        }));
    }
    void block(ApplicationId file) const {
        REQUIRE(write(person(file),
                      [&](sql::Transaction& tx, const Context& context) { return matching::block_employer(tx, context, file, vacancy); }));
    }
    auto unblock(ApplicationId file) const {
        return write(person(file),
                     [&](sql::Transaction& tx, const Context& context) { return matching::unblock_employer(tx, context, file, employer); });
    }
    std::set<VacancyId> suggested(ApplicationId file) const {
        const auto made =
            write(person(file), [&](sql::Transaction& tx, const Context& context) { return matching::suggest(tx, context, file); });
        REQUIRE(made);
        std::set<VacancyId> all;
        for (const auto& one : made->shown) all.insert(one.vacancy.id);
        for (const auto& one : made->one_step_away) all.insert(one.vacancy.id);
        return all;
    }
    std::vector<FittingPerson> found_by(std::int64_t account, VacancyId where) const {
        return look_at(company(account), where).fitting.people;
    }
    std::size_t found_by_officer(VacancyId where) const {
        return read(officer(), [&](sql::Transaction& tx, const Context& context) {
            return people_who_fit(tx, context, *vacancies::find_vacancy(tx, context, where)).size();
        });
    }
    int number(std::string_view query, std::int64_t id) const {
        return read(house.system(), [&](sql::Transaction& tx, const Context&) { return tx.one(query, {{"id", id}})->number(0); });
    }
    int slots_of(VacancyId where) const { return number("select count(*) from matching_slot where vacancy_id = :id", where.value); }
    int given(VacancyId where) const { return number("select given from matching_price where vacancy_id = :id", where.value); }

    ApplicationId sari;
    employers::EmployerId other;
    VacancyId elsewhere;
};

}  // namespace

TEST_SUITE("placement") {
    TEST_CASE("Sari blocks a firm: it is suggested to her no more, from that moment, until she lets it in again") {
        for (const auto engine : test::engines()) {
            const Town town(engine);
            CHECK(town.suggested(town.sari) == std::set{town.vacancy, town.elsewhere});
            const auto slots = town.slots_of(town.vacancy);
            CHECK(slots == 1);
            const auto given = town.given(town.vacancy);
            const auto record = town.read(town.house.system(), [&](sql::Transaction& tx, const Context& context) {
                const auto id =
                    tx.one("select id from matching_record where vacancy_id = :id", {{"id", town.vacancy}})->id<matching::RecordId>(0);
                return std::pair{id, *matching::explain(tx, context, id)};
            });

            town.block(town.sari);
            CHECK(town.suggested(town.sari) == std::set{town.elsewhere});
            CHECK(town.slots_of(town.vacancy) == 0);  // her place goes to somebody else
            CHECK(town.given(town.vacancy) == given - 1);
            matching::run_batch(town.house.system());
            CHECK(town.slots_of(town.vacancy) == 0);
            CHECK(town.slots_of(town.elsewhere) == 1);
            // A vacancy that the firm opens later is theirs, too; what was said before is said again, byte by byte.
            const auto later = town.published(town.employer, 1, 0);
            CHECK(town.suggested(town.sari) == std::set{town.elsewhere});
            CHECK(town.read(town.house.system(), [&](sql::Transaction& tx, const Context& context) {
                return matching::explain(tx, context, record.first);
            }) == record.second);

            REQUIRE(town.unblock(town.sari));
            const auto again = town.suggested(town.sari);  // two alike of one firm stand there as one
            CHECK(again.size() == 2);
            CHECK(again.contains(town.vacancy) != again.contains(later));
            CHECK(why(town.unblock(town.sari)) == matching::FitRefusal::not_there);
            CHECK(town.faults().empty());
        }
    }

    TEST_CASE("the firm and its officers find her no more; others do, and nobody is told") {
        for (const auto engine : test::engines()) {
            const Town town(engine);
            const auto budi = town.with_card(2, false);
            town.agrees(budi);
            CHECK(town.found_by(71, town.vacancy).size() == 2);
            CHECK(town.found_by_officer(town.vacancy) == 2);
            const auto said = town.number("select count(*) from messages_message where :id = :id", 0);

            town.block(town.sari);
            const auto found = town.found_by(71, town.vacancy);
            REQUIRE(found.size() == 1);
            CHECK(found.front().file == budi);  // the twin: who has not blocked it stays
            CHECK(town.found_by_officer(town.vacancy) == 1);
            CHECK(town.found_by(72, town.elsewhere).size() == 2);
            CHECK(town.found_by_officer(town.elsewhere) == 2);
            CHECK(town.number("select count(*) from messages_message where :id = :id", 0) == said);

            const auto asks = [&](ApplicationId file) {
                return town.write(town.company(),
                                  [&](sql::Transaction& tx, const Context& context) { return approach(tx, context, town.vacancy, file); });
            };
            CHECK(why(asks(town.sari)) == Refusal::no_such_candidacy);  // as if she were not there
            CHECK(asks(budi));
            const auto refers = [&](VacancyId where) {
                return town.write(town.officer(), [&](sql::Transaction& tx, const Context& context) {
                    return refer(tx, context, where, {town.sari}, Consent::by_message);
                });
            };
            CHECK(why(refers(town.vacancy)) == Refusal::person_declines);
            CHECK(refers(town.elsewhere));
            REQUIRE(town.unblock(town.sari));
            CHECK(town.found_by(71, town.vacancy).size() == 1);
            CHECK(asks(town.sari));
            CHECK(town.faults().empty());
        }
    }

    TEST_CASE("what she sent before stays, and she may still apply herself") {
        for (const auto engine : test::engines()) {
            const Town town(engine);
            const auto sent = town.applied(town.sari);
            town.block(town.sari);
            CHECK(town.own(town.sari, sent).state == CandidacyState::sent);
            CHECK(town.apply(town.sari, town.published(town.employer, 1, 0)));
            CHECK(town.write(town.company(), [&](sql::Transaction& tx, const Context& context) { return invite(tx, context, sent); }));
        }
    }

    TEST_CASE("one row a person and firm, written in the journal, read by nobody but her") {
        for (const auto engine : test::engines()) {
            const Town town(engine);
            town.block(town.sari);
            town.block(town.sari);
            CHECK(town.number("select count(*) from matching_block where employer_id = :id", town.employer.value) == 1);
            CHECK(town.number("select count(*) from audit_entry where verb = 'matching.employer_blocked' and :id = :id", 0) == 1);
            const auto seen = [&](const Context& reader) {
                return town
                    .read(reader,
                          [&](sql::Transaction& tx, const Context& context) { return matching::blocked_employers(tx, context, town.sari); })
                    .size();
            };
            CHECK(seen(town.person(town.sari)) == 1);
            CHECK(seen(town.company()) == 0);
            CHECK(seen(town.officer()) == 0);
            CHECK(why(town.write(town.officer(), [&](sql::Transaction& tx, const Context& context) {
                      return matching::unblock_employer(tx, context, town.sari, town.employer);
                  })) == matching::FitRefusal::no_such_profile);
        }
    }

    TEST_CASE("where the rule is out the database still brings nobody to a firm they have blocked") {
        for (const auto engine : test::engines()) {
            const Town town(engine);
            const auto insert = [&](Origin origin) {
                town.write(town.house.system(), [&](sql::Transaction& tx, const Context& context) {
                    Candidacy one;
                    one.id = CandidacyId{ids::next()};
                    one.office = town.office;
                    one.vacancy = town.vacancy;
                    one.employer = town.employer;
                    one.file = town.sari;
                    one.number = *store::take_number(tx, town.vacancy, town.office, 0, store::Counts::no);
                    one.origin = origin;
                    one.state = origin == Origin::applied ? CandidacyState::sent : CandidacyState::invited;
                    one.letter = origin == Origin::referred ? one.id.text() : "";
                    one.made_at = town.house.now();
                    one.answer_by = day("2026-03-20");
                    const auto added = store::add_candidacy(tx, context.platform.vault, one, "", {});
                    CHECK(added == store::Added::yes);
                    tx.run("delete from placement_candidacy where id = :id", {{"id", one.id}});
                });
            };
            insert(Origin::found);  // the twin
            town.block(town.sari);
            CHECK_THROWS(insert(Origin::found));
            CHECK_THROWS(insert(Origin::referred));
            insert(Origin::applied);
        }
    }
}
