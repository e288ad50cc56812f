#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "modules/employers/actions_local.hpp"
#include "modules/matching/actions_batch.hpp"
#include "modules/matching/actions_choice.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/placement/actions_cards.hpp"
#include "modules/placement/actions_closing.hpp"
#include "modules/placement/actions_placed.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/jobs.hpp"
#include "modules/placement/module.hpp"
#include "modules/placement/store.hpp"
#include "modules/placement/store_outcomes.hpp"
#include "modules/placement/store_placed.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/vacancies/actions_heads.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"
#include "platform/testing/at_once.hpp"
#include "platform/testing/paper.hpp"

using namespace placement;
using namespace placement::test_market;

namespace {

// The module hears of vacancies and files that end.
struct Listening {
    Listening() { events::subscribe({module()}); }
    ~Listening() { events::subscribe({}); }
};

void expire_vacancies(Market& market) {
    market.house.set_now("2026-09-30T01:00:00Z");
    const auto office = market.seen(market.vacancy).office;
    REQUIRE(market.write(market.house.system(),
                         [&](sql::Transaction& tx, const Context& context) { return vacancies::expire(tx, context, office, 100); }) > 0);
}

std::vector<CandidateView> seen_by_company(const Market& market) { return look_at(market.company(), market.vacancy).candidates.views; }

void agrees_to_be_found(const Market& market, registration::ApplicationId file) {
    REQUIRE(market.write(market.person(file), [&](sql::Transaction& tx, const Context& context) {
        return matching::set_consent(tx, context, file, {.suggestions = true, .shown_masked = true, .digest = false});
    }));
}

std::vector<FittingPerson> found_by_company(const Market& market, std::int64_t account = 71, vacancies::VacancyId where = {}) {
    return look_at(market.company(account), where ? where : market.vacancy).fitting.people;
}

Result<Done, Refusal> verified(const Market& market, PlacementId id, const Context& officer) {
    return market.write(officer, [&](sql::Transaction& tx, const Context& context) { return verify(tx, context, id, Evidence::contract); });
}

std::vector<store::Event> ledger(const Market& market, registration::ApplicationId file) {
    return market.read(market.house.system(), [&](sql::Transaction& tx, const Context&) { return store::events_of(tx, file); });
}

bool has_event(const std::vector<store::Event>& events, std::string_view kind) {
    return std::ranges::any_of(events, [&](const store::Event& one) { return one.kind == kind; });
}

Result<Referred, Refusal> referred(const Market& market, const std::vector<registration::ApplicationId>& files, const Context& officer,
                                   Consent consent = Consent::asked_here) {
    return market.write(officer,
                        [&](sql::Transaction& tx, const Context& context) { return refer(tx, context, market.vacancy, files, consent); });
}

}  // namespace

TEST_SUITE("placement") {
    TEST_CASE("Sari applies once, hears by when she is answered, and is told in a message") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.file(1);
            const auto first = market.apply(sari);
            REQUIRE(first);
            CHECK(first->answer_by == day("2026-03-17"));
            CHECK(market.messages("placement.applied") == 1);
            CHECK(market.messages("placement.came") == 1);
            CHECK(why(market.apply(sari)) == Refusal::already_applied);
            const auto own = market.read(market.person(sari),
                                         [&](sql::Transaction& tx, const Context& context) { return own_candidacies(tx, context); });
            REQUIRE(own.size() == 1);
            CHECK(own.front().candidacy.state == CandidacyState::sent);
            // Somebody else's is not there for her.
            const auto budi = market.file(2, false);
            CHECK_FALSE(market.read(market.person(budi),
                                    [&](sql::Transaction& tx, const Context& context) { return own_candidacy(tx, context, first->id); }));
            CHECK(why(market.write(market.person(budi), [&](sql::Transaction& tx, const Context& context) {
                      return withdraw(tx, context, first->id);
                  })) == Refusal::no_such_candidacy);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("four taps at the same moment are one application, on a row that only one can have") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.file(1);
            std::atomic<int> done{0};
            std::atomic<int> known{0};
            std::vector<std::thread> taps;
            for (int one = 0; one < 4; ++one)
                taps.emplace_back([&] {
                    const auto result = market.apply(sari);
                    if (result)
                        ++done;
                    else if (result.error() == Refusal::already_applied)
                        ++known;
                });
            for (auto& tap : taps) tap.join();
            CHECK(done == 1);
            CHECK(known == 3);
            CHECK(seen_by_company(market).size() == 1);
            // The twin: without the question before, the row's own key says no.
            market.write(market.house.system(), [&](sql::Transaction& tx, const Context& context) {
                Candidacy twin;
                twin.id = CandidacyId{77};
                twin.office = market.office;
                twin.vacancy = market.vacancy;
                twin.employer = market.employer;
                twin.file = sari;
                twin.number = 9;
                twin.made_at = context.now;
                twin.answer_by = day("2026-03-17");
                CHECK(store::add_candidacy(tx, context.platform.vault, twin, "", {}) == store::Added::known);
                twin.file = registration::ApplicationId{4711};
                CHECK(store::add_candidacy(tx, context.platform.vault, twin, "", {}) == store::Added::yes);
            });
        }
    }

    TEST_CASE("one person with two files is one person once an office saw the KTP; a file anybody typed finds nothing out") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const Listening listening;
            const auto first = market.file(1);
            const auto second = market.file(1);  // the same NIK
            REQUIRE(market.apply(first));
            REQUIRE(market.apply(second));  // neither blocked nor told that the NIK is known
            const auto officer = market.officer();
            market.write(officer, [&](sql::Transaction& tx, const Context& context) {
                REQUIRE(registration::mark_present(tx, context, first));
                REQUIRE(registration::approve(tx, context, first, {}));
            });
            // Checked in is not proved: what goes back for correction may get another NIK.
            const auto third = market.file(1);
            market.write(officer,
                         [&](sql::Transaction& tx, const Context& context) { REQUIRE(registration::mark_present(tx, context, third)); });
            REQUIRE(market.apply(third));
            CHECK(seen_by_company(market).size() == 3);
            market.write(officer,
                         [&](sql::Transaction& tx, const Context& context) { REQUIRE(registration::approve(tx, context, third, {})); });
            CHECK(seen_by_company(market).size() == 2);
            CHECK(why(market.apply(third)) == Refusal::already_applied);
            // Whose file it was not: it stands at no vacancy any more.
            market.write(market.person(second),
                         [&](sql::Transaction& tx, const Context& context) { REQUIRE(registration::withdraw(tx, context, second)); });
            const auto views = seen_by_company(market);
            REQUIRE(views.size() == 1);
            CHECK(views.front().candidacy.file == first);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("a company may say how many applications it can answer; who withdraws makes room") {
        for (const auto engine : test::engines()) {
            Market market(engine, 2, 2);
            const auto one = market.file(1);
            const auto id = market.applied(one);
            REQUIRE(market.apply(market.file(2)));
            const auto late = market.file(3);
            CHECK(why(market.apply(late)) == Refusal::applications_full);
            REQUIRE(
                market.write(market.person(one), [&](sql::Transaction& tx, const Context& context) { return withdraw(tx, context, id); }));
            CHECK(market.apply(late));
            CHECK(why(market.apply(market.file(4))) == Refusal::applications_full);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("a company learns the name only when the person agreed, and no longer when they withdraw") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.file(1);
            const auto id = market.applied(sari);
            auto view = seen_by_company(market).front();
            CHECK(view.name.empty());
            CHECK(view.phone.empty());
            CHECK_FALSE(view.education.empty());
            CHECK(why(market.hired(id)) == Refusal::not_introduced);
            REQUIRE(market.write(market.company(), [&](sql::Transaction& tx, const Context& context) { return invite(tx, context, id); }));
            CHECK(market.messages("placement.invited") == 1);
            CHECK(seen_by_company(market).front().name.empty());
            REQUIRE(
                market.write(market.person(sari), [&](sql::Transaction& tx, const Context& context) { return agree(tx, context, id); }));
            view = seen_by_company(market).front();
            CHECK(view.name == "Sari Dewi Lestari");
            CHECK_FALSE(view.phone.empty());
            CHECK(market.messages("placement.agreed") == 1);
            REQUIRE(
                market.write(market.person(sari), [&](sql::Transaction& tx, const Context& context) { return withdraw(tx, context, id); }));
            CHECK(seen_by_company(market).empty());
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("another company finds nothing, decides nothing") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto other = market.settled("CV Lain", AccountId{72});
            CHECK(other.value != 0);
            const auto id = market.applied(market.file(1));
            const auto stranger = market.company(72);
            CHECK(market
                      .read(stranger,
                            [&](sql::Transaction& tx, const Context& context) { return candidates(tx, context, market.vacancy).views; })
                      .empty());
            CHECK(why(market.write(stranger, [&](sql::Transaction& tx, const Context& context) { return invite(tx, context, id); })) ==
                  Refusal::no_such_candidacy);
            CHECK(why(market.write(stranger, [&](sql::Transaction& tx, const Context& context) {
                      return answer(tx, context, id, Reason::skill);
                  })) == Refusal::no_such_candidacy);
            CHECK(why(market.hired(id, "2026-03-10", 72)) == Refusal::no_such_candidacy);
        }
    }

    TEST_CASE("several are answered at once, each with the reason; the program's own reasons are not for companies") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.file(1);
            const std::vector<CandidacyId> all{market.applied(sari), market.applied(market.file(2)), market.applied(market.file(3))};
            const auto company = market.company();
            CHECK(why(market.write(company, [&](sql::Transaction& tx, const Context& context) {
                      return answer_all(tx, context, all, Reason::unanswered);
                  })) == Refusal::reason_missing);
            const auto done = market.write(
                company, [&](sql::Transaction& tx, const Context& context) { return answer_all(tx, context, all, Reason::experience); });
            REQUIRE(done);
            CHECK(*done == 3);
            CHECK(market.messages("placement.answered") == 3);
            CHECK(market.own(sari, all.front()).reason == Reason::experience);
            const auto again = market.write(
                company, [&](sql::Transaction& tx, const Context& context) { return answer_all(tx, context, all, Reason::skill); });
            CHECK(*again == 0);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("whom nobody answered is answered the day after the promised one, by the clock of the office") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.file(1);
            const auto budi = market.file(2, false);
            const auto silent = market.applied(sari);
            const auto invited = market.applied(budi);
            REQUIRE(
                market.write(market.company(), [&](sql::Transaction& tx, const Context& context) { return invite(tx, context, invited); }));
            // Three days before, the company is reminded of the one that is its own to answer; once.
            market.house.set_now("2026-03-14T02:00:00Z");
            auto before = market.house.system();
            answer_promised(before);
            answer_promised(before);
            CHECK(market.messages("placement.answer_soon") == 1);
            market.house.set_now("2026-03-17T15:30:00Z");  // 23.30 WITA: still the promised day
            auto system = market.house.system();
            answer_promised(system);
            CHECK(market.own(sari, silent).state == CandidacyState::sent);
            market.house.set_now("2026-03-17T16:30:00Z");  // 00.30 WITA
            auto midnight = market.house.system();
            answer_promised(midnight);
            const auto closed = market.own(sari, silent);
            CHECK(closed.state == CandidacyState::closed);
            CHECK(closed.reason == Reason::unanswered);
            CHECK(market.own(budi, invited).reason == Reason::invitation_unanswered);
            CHECK(market.messages("placement.answered") == 2);
            answer_promised(midnight);
            CHECK(market.messages("placement.answered") == 2);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("when a vacancy's days are over everybody who waits is answered at once") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const Listening listening;
            const auto sari = market.file(1);
            const auto id = market.applied(sari);
            expire_vacancies(market);
            CHECK(market.own(sari, id).reason == Reason::cancelled);
            CHECK(market.messages("placement.answered") == 1);
        }
        // The twin: nobody listens; the round of the job finds them all the same.
        Market market(sql::Engine::sqlite);
        const auto sari = market.file(1);
        const auto id = market.applied(sari);
        expire_vacancies(market);
        CHECK(market.own(sari, id).state == CandidacyState::sent);
        auto system = market.house.system();
        answer_promised(system);
        CHECK(market.own(sari, id).state == CandidacyState::closed);
    }

    TEST_CASE("a wrong tap sends nobody away: who waits hears of the end when it can no longer be taken back") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const Listening listening;
            const auto sari = market.file(1);
            const auto id = market.applied(sari);
            const auto close_it = [&] {
                const auto version = market.seen(market.vacancy).version;
                REQUIRE(market.write(market.company(), [&](sql::Transaction& tx, const Context& context) {
                    return vacancies::close(tx, context, market.vacancy, version);
                }));
            };
            const auto take_it_back = [&](const Context& context) {
                return market.house.database().write([&](sql::Transaction& tx) {
                    const auto newest = vacancies::heads_reports(tx, context, market.vacancy).front().id;
                    const auto version = vacancies::find_vacancy(tx, context, market.vacancy)->version;
                    return vacancies::take_back(tx, context, market.vacancy, version, newest);
                });
            };
            const auto answer_round = [&] {
                auto system = market.house.system();
                answer_promised(system);
            };
            close_it();
            answer_round();
            CHECK(market.own(sari, id).state == CandidacyState::sent);
            CHECK(market.messages("placement.answered") == 0);
            REQUIRE(take_it_back(market.company()));
            market.house.set_now("2026-03-03T01:11:00Z");
            answer_round();
            CHECK(market.own(sari, id).state == CandidacyState::sent);

            close_it();
            // A tap of the tenth minute that comes through while she is being told: too late.
            const auto in_time = market.company();
            market.house.set_now("2026-03-03T01:21:01Z");
            test::at_once(
                market.house.database(),
                [&](sql::Transaction& tx) { CHECK(answer_all_of(tx, market.house.system(), market.vacancy) == 1); },
                [&] { CHECK(take_it_back(in_time).error() == vacancies::Refusal::end_stands); });
            CHECK(market.own(sari, id).reason == Reason::cancelled);
            CHECK(market.seen(market.vacancy).state == vacancies::VacancyState::cancelled);
            CHECK(market.messages("placement.answered") == 1);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("the last opening goes to one person, and the others are answered in the same breath") {
        for (const auto engine : test::engines()) {
            Market market(engine, 1);
            const Listening listening;
            const auto sari = market.file(1);
            const auto budi = market.file(2, false);
            const auto first = market.introduced(sari);
            const auto second = market.introduced(budi);
            REQUIRE(market.hired(first));
            CHECK(market.seen(market.vacancy).state == vacancies::VacancyState::filled);
            CHECK(market.seen(market.vacancy).filled_women == 1);
            CHECK(market.own(budi, second).reason == Reason::filled);
            CHECK(why(market.hired(second)) == Refusal::wrong_state);
            CHECK(market.messages("placement.accepted") == 1);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("a file is withdrawn in the moment in which a company invites its owner: the company is told that they are gone") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.file(1);
            const auto id = market.applied(sari);
            test::at_once(
                market.house.database(), [&](sql::Transaction& tx) { CHECK(invite(tx, market.company(), id)); },
                [&] { market.house.database().write([&](sql::Transaction& tx) { withdraw_file(tx, market.house.system(), sari); }); });
            CHECK(market.own(sari, id).state == CandidacyState::withdrawn);
            const auto counted = market.house.database().read([&](sql::Transaction& tx) {
                return tx.one("select applications from placement_vacancy where vacancy_id = :vacancy", {{"vacancy", market.vacancy}})
                    ->number(0);
            });
            CHECK(counted == 0);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("two openings, three people hired at the same moment: two are") {
        for (const auto engine : test::engines()) {
            Market market(engine, 2);
            std::vector<CandidacyId> ids;
            for (int one = 1; one <= 3; ++one) ids.push_back(market.introduced(market.file(one)));
            std::atomic<int> hired{0};
            std::vector<std::thread> desks;
            for (const auto id : ids)
                desks.emplace_back([&, id] {
                    for (int attempt = 0; attempt < 5; ++attempt) {
                        const auto done = market.hired(id);
                        if (!done && done.error() == Refusal::changed_meanwhile) continue;
                        hired += done.has_value();
                        return;
                    }
                });
            for (auto& desk : desks) desk.join();
            CHECK(hired == 2);
            CHECK(market.seen(market.vacancy).filled() == 2);
            CHECK(market.faults().empty());
            // The twins: the guarded statement says no, and without its guard the row's own check does.
            market.write(market.house.system(),
                         [&](sql::Transaction& tx, const Context&) { CHECK_FALSE(store::take_opening(tx, market.vacancy, 2)); });
            CHECK_THROWS_AS(
                market.write(
                    market.house.system(),
                    [&](sql::Transaction& tx, const Context&) {
                        tx.run("update placement_vacancy set hired = hired + 1 where vacancy_id = :vacancy", {{"vacancy", market.vacancy}});
                        return 0;
                    }),
                sql::Failure);
        }
    }

    TEST_CASE("the fairness board is handed what was decided of applications, and nothing that was not") {
        for (const auto engine : test::engines()) {
            const Market market(engine, 3);
            const auto hired_one = market.with_card(1);
            REQUIRE(market.hired(market.introduced(hired_one)));
            const auto met = market.with_card(2);
            const auto unmet = market.with_card(3, false);
            const auto no = [&](CandidacyId id) {
                REQUIRE(market.write(market.company(),
                                     [&](sql::Transaction& tx, const Context& context) { return answer(tx, context, id, Reason::skill); }));
            };
            no(market.introduced(met));
            no(market.applied(unmet));
            const auto gone = market.with_card(4);
            const auto withdrawn = market.applied(gone);
            REQUIRE(market.write(market.person(gone),
                                 [&](sql::Transaction& tx, const Context& context) { return withdraw(tx, context, withdrawn); }));
            market.applied(market.with_card(5));  // waits
            const auto outcomes = [&](OfficeId office, Instant since) {
                return market.read(market.house.system(),
                                   [&](sql::Transaction& tx, const Context&) { return store::outcomes(tx, office, since); });
            };
            const auto all = outcomes(market.office, {0});
            REQUIRE(all.size() == 3);
            CHECK(all[0].file == hired_one);
            CHECK((all[0].invited && all[0].hired));
            CHECK(all[0].employer == market.employer);
            CHECK((all[1].invited && !all[1].hired));
            CHECK((!all[2].invited && !all[2].hired));
            CHECK(outcomes({market.office.value + 1}, {0}).empty());
            CHECK(outcomes(market.office, {market.house.now().seconds + 1}).empty());
        }
    }

    TEST_CASE("an officer refers three people with letters in one go; two officers do not send one person twice") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.with_card(1);
            const std::vector<registration::ApplicationId> people{sari, market.with_card(2, false), market.file(3)};
            const auto done = referred(market, people, market.officer());
            REQUIRE(done);
            REQUIRE(done->candidacies.size() == 3);
            CHECK(market.messages("placement.referred") == 3);
            CHECK(market.own(sari, done->candidacies.front()).letter == "SP/0001/2026");
            CHECK(market.own(sari, done->candidacies.front()).state == CandidacyState::introduced);
            const auto again = referred(market, people, market.officer(12));
            REQUIRE(again);
            CHECK(again->candidacies.empty());
            CHECK(again->known == 3);

            const auto fourth = market.file(4);
            std::atomic<int> letters{0};
            std::vector<std::thread> officers;
            for (const std::int64_t account : {11, 12})
                officers.emplace_back([&, account] {
                    const auto result = referred(market, {fourth}, market.officer(account));
                    if (result) letters += static_cast<int>(result->candidacies.size());
                });
            for (auto& officer : officers) officer.join();
            CHECK(letters == 1);

            const auto paper = render_letters(market.officer(), done->candidacies);
            REQUIRE(paper);
            const test::Paper sheet(*paper);
            CHECK(sheet.is_valid());
            CHECK(sheet.output("pdfinfo sheet.pdf").find("Pages:           3") != std::string::npos);
            CHECK(sheet.text().find("SURAT PENGANTAR KERJA") != std::string::npos);
            CHECK(sheet.text().find("SP/0001/2026") != std::string::npos);
            CHECK(sheet.text().find("Sari Dewi Lestari") != std::string::npos);
            CHECK_FALSE(render_letters(market.company(), done->candidacies));
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("people of the place are listed first only where and while the office's rule says so") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto near = market.file(1, true);
            const auto far = market.file(2, true, "64.72.01.1001");  // handed in later: the newest comes first
            const auto listed = [&] {
                return market.read(market.officer(), [&](sql::Transaction& tx, const Context& context) {
                    std::vector<registration::ApplicationId> ids;
                    for (const auto& one : people_named(tx, context, market.seen(market.vacancy), "Sari")) ids.push_back(one.file);
                    return ids;
                });
            };
            CHECK(listed() == std::vector{far, near});
            const employers::LocalRule rule{.is_on = true,
                                            .share_percent = 0,
                                            .first_days = 7,
                                            .population = employers::Population::regency,
                                            .has_exemption = true,
                                            .legal_basis = "Perda Kota Balikpapan",
                                            .valid_from = day("2026-03-03")};
            REQUIRE(market.write(market.house.system(), [&](sql::Transaction& tx, const Context& context) {
                return employers::set_local_rule(tx, context, market.office, rule);
            }));
            CHECK(listed() == std::vector{near, far});  // ordered, nobody left out
            CHECK(referred(market, {far}, market.officer()));
            market.house.set_now("2026-03-12T01:00:00Z");
            CHECK(listed() == std::vector{far, near});
        }
    }

    TEST_CASE("asked by message, a letter is printed only after the person's yes") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.with_card(1);
            const auto done = referred(market, {sari}, market.officer(), Consent::by_message);
            REQUIRE(done);
            CHECK(market.messages("placement.offered") == 1);
            CHECK(seen_by_company(market).front().name.empty());
            CHECK_FALSE(render_letters(market.officer(), done->candidacies));
            REQUIRE(market.write(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                return agree(tx, context, done->candidacies.front());
            }));
            CHECK(render_letters(market.officer(), done->candidacies));
            const auto own = render_letters(market.person(sari), done->candidacies);
            REQUIRE(own);
            CHECK(test::Paper(*own).text().find("PEMERINTAH KOTA BALIKPAPAN") != std::string::npos);
            CHECK_FALSE(render_letters(market.person(market.file(2)), done->candidacies));
        }
    }

    TEST_CASE("an officer with a tie to a firm neither refers to it nor verifies for it; the statements know it too") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto officer = market.officer();
            const auto declare = [&](const Context& who) {
                return market.write(who, [&](sql::Transaction& tx, const Context& context) {
                    return declare_interest(tx, context, market.employer, "pemiliknya kakak saya");
                });
            };
            REQUIRE(declare(officer));
            REQUIRE(declare(officer));  // said twice is said once
            const auto sari = market.with_card(1);
            CHECK(why(referred(market, {sari}, officer)) == Refusal::has_interest);
            CHECK(referred(market, {market.with_card(2)}, market.officer(12)));
            const auto placement = market.hired(market.introduced(sari), "2026-03-03");
            REQUIRE(placement);
            CHECK(why(verified(market, *placement, officer)) == Refusal::has_interest);
            // The twin: past the question, the statement itself refuses.
            market.write(officer, [&](sql::Transaction& tx, const Context& context) {
                const auto known = *store::find_placement(tx, *placement);
                CHECK_FALSE(store::verify(tx, known, PlacementState::placed, officer.actor.account, "account:11", context.now));
            });
            CHECK(verified(market, *placement, market.officer(12)));
            const auto own = market.read(officer, [&](sql::Transaction& tx, const Context& context) { return own_interests(tx, context); });
            REQUIRE(own.size() == 1);
            REQUIRE(market.write(officer,
                                 [&](sql::Transaction& tx, const Context& context) { return end_interest(tx, context, own.front().id); }));
            CHECK(referred(market, {market.with_card(3)}, officer));
        }
    }

    TEST_CASE("a verified placement is counted once, and the card leaves the register in the same transaction") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.with_card(1);
            const auto early = market.hired(market.introduced(sari), "2026-03-05");
            REQUIRE(early);
            CHECK(why(verified(market, *early, market.officer())) == Refusal::start_in_future);
            CHECK(market.card(sari).state == registration::CardState::handed_over);
            market.house.set_now("2026-03-06T01:00:00Z");
            REQUIRE(verified(market, *early, market.officer()));
            CHECK(market.card(sari).state == registration::CardState::inactive);
            CHECK(market.card(sari).inactive_reason == "placed");
            CHECK(why(verified(market, *early, market.officer(12))) == Refusal::wrong_state);
            auto events = ledger(market, sari);
            CHECK(std::ranges::count(events, "placed", &store::Event::kind) == 1);
            CHECK_FALSE(has_event(events, "found_work"));
            const auto placed = *std::ranges::find(events, "placed", &store::Event::kind);
            CHECK(placed.effective_on == day("2026-03-05"));
            CHECK(placed.sex == "P");
            CHECK(placed.occupation == "7212");
            CHECK(placed.channel == "akl");
            CHECK(placed.origin == "portal");

            const auto later = [&](auto verb) {
                return market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) { return verb(tx, context); });
            };
            CHECK(why(later([&](sql::Transaction& tx, const Context& context) { return confirm(tx, context, *early); })) ==
                  Refusal::too_early);
            market.house.set_now("2026-06-05T01:00:00Z");
            REQUIRE(later([&](sql::Transaction& tx, const Context& context) { return confirm(tx, context, *early); }));
            for (const auto* slip : {"2026-03-04", "2026-06-06"})
                CHECK(why(later([&](sql::Transaction& tx, const Context& context) { return end(tx, context, *early, day(slip)); })) ==
                      Refusal::end_unfit);
            REQUIRE(later([&](sql::Transaction& tx, const Context& context) { return end(tx, context, *early, day("2026-06-04")); }));
            CHECK(why(later([&](sql::Transaction& tx, const Context& context) { return end(tx, context, *early, day("2026-06-04")); })) ==
                  Refusal::wrong_state);
            events = ledger(market, sari);
            CHECK(has_event(events, "confirmed"));
            CHECK(has_event(events, "ended"));
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("who found work alone is another kind of event, also on the register") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto budi = market.with_card(2, false);
            const auto report = [&](std::string_view start) {
                return market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
                    return report_self_found(tx, context,
                                             {.file = budi,
                                              .employer_name = "Bengkel Pak Slamet",
                                              .occupation = "",
                                              .start_on = day(start),
                                              .channel = Channel::local});
                });
            };
            CHECK(why(report("2026-03-04")) == Refusal::start_in_future);
            CHECK(why(report("2016-03-02")) == Refusal::start_unfit);
            CHECK(why(report("2025-03-01")) == Refusal::start_unfit);
            const auto reported = report("2026-03-02");
            REQUIRE(reported);
            // Where the rule is out the database still knows a slip of the keyboard.
            auto slip =
                *market.read(market.officer(), [&](sql::Transaction& tx, const Context&) { return store::find_placement(tx, *reported); });
            slip.id = PlacementId{ids::next()};
            slip.start_on = day("2025-02-28");
            CHECK_THROWS_AS(market.write(market.officer(), [&](sql::Transaction& tx, const Context&) { store::add_placement(tx, slip); }),
                            sql::Failure);
            const auto journal = market.read(market.house.system(),
                                             [&](sql::Transaction& tx, const Context&) { return audit::of_office(tx, market.office); });
            CHECK(std::ranges::any_of(journal, [](const audit::Line& one) { return one.verb == "placement.reported"; }));
            REQUIRE(verified(market, *reported, market.officer()));
            CHECK(market.card(budi).inactive_reason == "found_work");
            const auto events = ledger(market, budi);
            CHECK(has_event(events, "found_work"));
            CHECK_FALSE(has_event(events, "placed"));
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("a report that was not so frees the opening and counts nothing") {
        for (const auto engine : test::engines()) {
            Market market(engine, 3);
            const auto sari = market.with_card(1);
            const auto id = market.introduced(sari);
            const auto placement = market.hired(id, "2026-03-03");
            REQUIRE(placement);
            REQUIRE(market.write(market.officer(),
                                 [&](sql::Transaction& tx, const Context& context) { return refuse(tx, context, *placement); }));
            CHECK_FALSE(has_event(ledger(market, sari), "placed"));
            CHECK(market.card(sari).state == registration::CardState::handed_over);
            CHECK(market.own(sari, id).state == CandidacyState::closed);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("nothing in the ledger is changed or taken away, by whatever statement") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.file(1);
            market.applied(sari);
            for (const std::string_view statement : {"update placement_event set kind = 'placed'", "delete from placement_event"})
                CHECK_THROWS_AS(market.write(market.house.system(),
                                             [&](sql::Transaction& tx, const Context&) {
                                                 tx.run(statement);
                                                 return 0;
                                             }),
                                sql::Failure);
            CHECK(ledger(market, sari).size() == 1);
            // A step of one placement twice: the row's key says no.
            const auto twice = [&] {
                market.write(market.house.system(), [&](sql::Transaction& tx, const Context& context) {
                    const store::Event event{.office = market.office,
                                             .candidacy = {},
                                             .placement = PlacementId{5},
                                             .vacancy = {},
                                             .employer = {},
                                             .file = sari,
                                             .kind = "placed",
                                             .reason = "",
                                             .effective_on = day("2026-03-03"),
                                             .sex = "",
                                             .education = "",
                                             .occupation = "",
                                             .industry = "",
                                             .channel = "",
                                             .origin = ""};
                    store::add_event(tx, event, context.now, "x");
                    return 0;
                });
            };
            twice();
            CHECK_THROWS_AS(twice(), sql::Conflict);
        }
    }

    TEST_CASE("HR's fifty cards are one sheet: masked, counted, written in the journal") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.with_card(1);
            const auto number = market.card(sari).number;
            const auto code = market.read(market.house.system(), [&](sql::Transaction& tx, const Context& context) {
                return registration::qr_text(context.platform, registration::card_facts(tx, context, market.card(sari).id)->facts);
            });
            const auto checked = [&](const std::string& pasted) {
                return market.write(market.company(),
                                    [&](sql::Transaction& tx, const Context& context) { return begin_check(tx, context, pasted); });
            };
            const auto lines = checked(number + "\n" + code + "\n6471-TIDAK-ADA\n");
            REQUIRE(lines);
            const auto sheet = market.read(
                market.company(), [&](sql::Transaction& tx, const Context& context) { return checked_sheet(tx, context, *lines); });
            REQUIRE(sheet.cards.size() == 3);
            CHECK(sheet.cards[0].verdict == registration::Verdict::valid);
            // Enough to see that it is the card of whoever stands there, and no more than its code says.
            CHECK(sheet.cards[0].masked_name == "Sari D******");
            CHECK(sheet.cards[0].masked_name == sheet.cards[1].masked_name);
            // Numbers run in order: whoever asks without being known hears no name.
            CHECK(market
                      .read(market.house.anonymous(),
                            [&](sql::Transaction& tx, const Context& context) {
                                return registration::verify_number(tx, context, market.office, number, {});
                            })
                      .masked_name.empty());
            CHECK(sheet.cards[1].verdict == registration::Verdict::valid);
            CHECK(sheet.cards[1].masked_name.find("Dewi") == std::string::npos);
            CHECK(sheet.cards[2].verdict == registration::Verdict::unknown);
            CHECK(sheet.cards[2].masked_name.empty());
            const auto journal = market.read(market.house.system(),
                                             [&](sql::Transaction& tx, const Context&) { return audit::of_office(tx, market.office); });
            CHECK(std::ranges::any_of(journal, [](const audit::Line& one) { return one.verb == "cards.checked"; }));
            for (const auto& line : journal)
                if (line.verb == "cards.checked") {
                    CHECK(line.details == R"({"cards":3,"numbers":2})");
                    CHECK(line.details.find(number) == std::string::npos);
                }

            CHECK(why(checked(" \n")) == Refusal::no_lines);
            std::string many;
            for (int one = 0; one < 51; ++one) many += "6471-" + std::to_string(one) + "\n";
            CHECK(why(checked(many)) == Refusal::too_many_lines);
            many.erase(many.rfind("6471-"));
            for (int sheets = 0; sheets < 9; ++sheets) REQUIRE(checked(many));
            CHECK(why(checked(many)) == Refusal::checks_used_up);  // 3 + 450 + 50
            CHECK(why(market.write(market.company(99), [&](sql::Transaction& tx, const Context& context) {
                      return begin_check(tx, context, "6471");
                  })) == Refusal::not_your_company);
        }
    }

    TEST_CASE("a company finds who fits and agreed to be looked for, and asks without knowing whom") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.with_card(1);
            const auto found = [&] { return look_at(market.company(), market.vacancy).fitting.people; };
            const auto asked = [&](vacancies::VacancyId where) {
                return market.write(market.company(),
                                    [&](sql::Transaction& tx, const Context& context) { return approach(tx, context, where, sari); });
            };
            CHECK(found().empty());
            CHECK(why(asked(market.vacancy)) == Refusal::no_such_candidacy);  // she agreed to nothing
            const auto consent = market.write(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                return matching::set_consent(tx, context, sari, {.suggestions = true, .shown_masked = true, .digest = false});
            });
            REQUIRE(consent);
            const auto people = found();
            REQUIRE(people.size() == 1);
            CHECK_FALSE(people.front().why.band.empty());
            CHECK_FALSE(people.front().why.speaks_for.empty());
            const auto officer_sees = market.read(market.officer(), [&](sql::Transaction& tx, const Context& context) {
                return people_who_fit(tx, context, *vacancies::find_vacancy(tx, context, market.vacancy));
            });
            REQUIRE(officer_sees.size() == 1);
            CHECK(officer_sees.front().name.find("Lestari") == std::string::npos);
            CHECK(officer_sees.front().why.speaks_for == people.front().why.speaks_for);  // the same reasons for everybody

            const auto candidacy = asked(market.vacancy);
            REQUIRE(candidacy);
            CHECK(market.messages("placement.invited") == 1);
            CHECK(found().empty());
            CHECK(seen_by_company(market).front().name.empty());
            const auto own = market.own(sari, *candidacy);
            CHECK(own.state == CandidacyState::invited);
            CHECK(own.origin == Origin::found);
            // Five times a week is enough; the sixth is refused by the statement itself.
            for (int more = 0; more < 4; ++more) REQUIRE(asked(market.published(market.employer, 1, 0)));
            CHECK(why(asked(market.published(market.employer, 1, 0))) == Refusal::contacts_used_up);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("whoever applied takes nobody's place among those who fit: of 25 people the twenty best applied, five are shown") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            for (int number = 1; number <= 25; ++number) agrees_to_be_found(market, market.file(number));
            const auto best = found_by_company(market);
            REQUIRE(best.size() == 20);
            for (const auto& one : best) REQUIRE(market.apply(one.file));
            const auto others = found_by_company(market);
            REQUIRE(others.size() == 5);
            for (const auto& one : others) CHECK(std::ranges::find(best, one.file, &FittingPerson::file) == best.end());
            CHECK(market
                      .read(market.officer(),
                            [&](sql::Transaction& tx, const Context& context) {
                                return people_who_fit(tx, context, *vacancies::find_vacancy(tx, context, market.vacancy));
                            })
                      .size() == 5);
        }
    }

    TEST_CASE("whom the register knows to work is in no company's list until they say that they look for work again") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto budi = market.with_card(2, false);
            agrees_to_be_found(market, budi);
            const auto says = [&](registration::ReportStatus status) {
                REQUIRE(market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
                    return registration::report_at_counter(
                        tx, context, market.card(budi).id,
                        {.status = status, .employer = "", .since = std::nullopt, .on = std::nullopt, .paper_stamped = false});
                }));
            };
            CHECK(found_by_company(market).size() == 1);
            says(registration::ReportStatus::working);
            CHECK(found_by_company(market).empty());
            CHECK(why(market.write(market.company(), [&](sql::Transaction& tx, const Context& context) {
                      return approach(tx, context, market.vacancy, budi);
                  })) == Refusal::no_such_candidacy);
            says(registration::ReportStatus::looking);
            CHECK(found_by_company(market).size() == 1);

            // Placed by the office: back with the next card.
            const auto elsewhere = market.published(market.settled("PT Contoh Lain", AccountId{72}), 1, 0);
            const auto candidacy = market.introduced(budi);
            const auto placement = market.hired(candidacy, "2026-03-03");
            REQUIRE(placement);
            CHECK(found_by_company(market, 72, elsewhere).size() == 1);
            REQUIRE(verified(market, *placement, market.officer()));
            CHECK(found_by_company(market, 72, elsewhere).empty());
            agrees_to_be_found(market, market.with_card(2, false));
            CHECK(found_by_company(market, 72, elsewhere).size() == 1);
        }
    }

    TEST_CASE("where somebody applied already is suggested to them no more, on the page and at night") {
        for (const auto engine : test::engines()) {
            const Listening listening;
            Market market(engine);
            const auto sari = market.file(1);
            agrees_to_be_found(market, sari);
            const auto elsewhere = market.published(market.settled("PT Contoh Lain", AccountId{72}), 1, 0);
            const auto suggested = [&] {
                const auto made = market.write(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                    return matching::suggest(tx, context, sari);
                });
                REQUIRE(made);
                std::set<vacancies::VacancyId> all;
                for (const auto& one : made->shown) all.insert(one.vacancy.id);
                return all;
            };
            const auto slots_given = [&](vacancies::VacancyId id) {
                matching::run_batch(market.house.system());
                return market.read(market.house.system(), [&](sql::Transaction& tx, const Context&) {
                    return tx.one("select count(*) from matching_slot where vacancy_id = :id", {{"id", id}})->number(0);
                });
            };
            CHECK(slots_given(market.vacancy) == 1);
            REQUIRE(market.apply(sari));
            CHECK(slots_given(market.vacancy) == 0);
            CHECK(slots_given(elsewhere) == 1);
            CHECK(suggested() == std::set{elsewhere});
            // Twin: without this word it stands in the list.
            matching::use_standings(nullptr);
            CHECK(suggested() == std::set{market.vacancy, elsewhere});
        }
    }

    TEST_CASE("nine companies find Sari at the same moment: five may ask her this week") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            const auto sari = market.with_card(1);
            REQUIRE(market.write(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                return matching::set_consent(tx, context, sari, {.suggestions = true, .shown_masked = true, .digest = false});
            }));
            std::vector<vacancies::VacancyId> wanted;
            for (int one = 0; one < 9; ++one) wanted.push_back(market.published(market.employer, 1, 0));
            REQUIRE(look_at(market.company(), market.vacancy).fitting.people.size() == 1);
            std::atomic<int> asked{0};
            std::atomic<int> refused{0};
            std::vector<std::thread> companies;
            for (const auto vacancy : wanted)
                companies.emplace_back([&, vacancy] {
                    const auto done = market.write(market.company(), [&](sql::Transaction& tx, const Context& context) {
                        return approach(tx, context, vacancy, sari);
                    });
                    asked += done.has_value();
                    refused += !done && done.error() == Refusal::contacts_used_up;
                });
            for (auto& company : companies) company.join();
            CHECK(asked == 5);
            CHECK(refused == 4);
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("a link in a message opens one application and nothing else") {
        Market market(sql::Engine::sqlite);
        const auto sari = market.file(1);
        const auto id = market.applied(sari);
        const auto link = link_of(market.house.system(), market.own(sari, id));
        const auto token = link.substr(link.rfind('/') + 1);
        const auto opened = market.read(market.house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
            return open_link(tx, context, token).has_value();
        });
        CHECK(opened);
        auto changed = token;
        changed[6] = changed[6] == 'A' ? 'B' : 'A';
        CHECK_FALSE(market.read(market.house.anonymous(),
                                [&](sql::Transaction& tx, const Context& context) { return open_link(tx, context, changed).has_value(); }));
        market.house.set_now("2026-08-01T01:00:00Z");
        CHECK_FALSE(market.read(market.house.anonymous(),
                                [&](sql::Transaction& tx, const Context& context) { return open_link(tx, context, token).has_value(); }));
    }
}
