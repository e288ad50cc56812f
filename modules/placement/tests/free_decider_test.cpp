#include "modules/employers/actions_compliance.hpp"
#include "modules/employers/actions_licence.hpp"
#include "modules/employers/actions_local.hpp"
#include "modules/employers/actions_review.hpp"
#include "modules/employers/actions_warning.hpp"
#include "modules/employers/store_warning.hpp"
#include "modules/matching/actions_choice.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/placement/actions_exemption.hpp"
#include "modules/placement/actions_placed.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/module.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"
#include "platform/testing/at_once.hpp"

using namespace placement;
using namespace placement::test_market;

// Every decision about a company: the action refuses an officer with a tie to it, the database does where the action does not
// ask, and a colleague decides. Each case is its own twin: it fails when either guard is out.
namespace {

constexpr std::int64_t tied = 11;
constexpr std::int64_t colleague = 12;

struct Office : Market {
    explicit Office(sql::Engine engine) : Market(engine) {}
    ~Office() { employers::use_ties(nullptr); }
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    void declare() const {
        REQUIRE(write(officer(tied), [&](sql::Transaction& tx, const Context& context) {
            return declare_interest(tx, context, employer, "Perusahaan ipar saya");
        }));
    }
    employers::Employer firm() const {
        return read(officer(colleague),
                    [&](sql::Transaction& tx, const Context& context) { return *employers::find_employer(tx, context, employer); });
    }
    vacancies::Vacancy waiting() const {
        auto typed = seen(vacancy);
        typed.id = {};
        typed.conditions = "BPJS Ketenagakerjaan";
        return *write(officer(colleague),
                      [&](sql::Transaction& tx, const Context& context) { return vacancies::submit(tx, context, typed); });
    }
    employers::WarningId asked() const {
        return *write(officer(colleague), [&](sql::Transaction& tx, const Context& context) {
            return employers::ask_company(tx, context, {employer, employers::Matter::vacancy, "Iklan di jalan"});
        });
    }
};

// `decide` is one verb by an officer: bool, whether it was done.
template <class Decide>
void only_who_is_free_decides(const Office& at, Decide decide) {
    at.declare();
    const auto by = [&](std::int64_t officer) {
        return at.write(at.officer(officer), [&](sql::Transaction& tx, const Context& context) { return bool(decide(tx, context)); });
    };
    (void)module();  // the modules before ask this one about ties
    CHECK_FALSE(by(tied));
    employers::use_ties(nullptr);
    CHECK_THROWS_AS((void)by(tied), sql::Failure);
    CHECK(by(colleague));
}

}  // namespace

TEST_SUITE("placement ties") {
    TEST_CASE("gives a vacancy its code") {
        for (const auto engine : test::engines()) {
            const Office at(engine);
            auto typed = at.seen(at.vacancy);
            typed.id = {};
            typed.title = "Qwxzy Vbnm";
            typed.occupation.clear();
            const auto made = at.write(at.officer(colleague),
                                       [&](sql::Transaction& tx, const Context& context) { return vacancies::submit(tx, context, typed); });
            REQUIRE(made);
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                return vacancies::set_codes(tx, context, made->id, made->version, "7212", "");
            });
        }
    }

    TEST_CASE("a code for a title reaches no vacancy of a firm that the officer has a tie to") {
        for (const auto engine : test::engines()) {
            const Office at(engine);
            const auto submitted = [&](employers::EmployerId employer) {
                auto typed = at.seen(at.vacancy);
                typed.id = {};
                typed.title = "Qwxzy Vbnm";
                typed.occupation.clear();
                typed.employer = employer;
                return *at.write(at.officer(colleague),
                                 [&](sql::Transaction& tx, const Context& context) { return vacancies::submit(tx, context, typed); });
            };
            auto other = at.firm();
            other.id = {};
            other.account = {};
            other.nib.clear();
            other.name = "CV Lain Contoh";
            const auto other_firm = at.write(at.officer(colleague), [&](sql::Transaction& tx, const Context& context) {
                return *employers::save_employer(tx, context, other);
            });
            const auto its = submitted(at.employer);
            const auto free = submitted(other_firm);
            at.declare();
            (void)module();
            REQUIRE(at.write(at.officer(tied), [&](sql::Transaction& tx, const Context& context) {
                return vacancies::set_codes(tx, context, free.id, free.version, "7212", "");
            }));
            CHECK(at.seen(free.id).occupation == "7212");
            CHECK(at.seen(its.id).occupation.empty());
        }
    }

    TEST_CASE("an officer with a tie to a firm neither suspends nor renames it, and gives it no account") {
        for (const auto engine : test::engines()) {
            {
                const Office at(engine);
                only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                    return employers::suspend_employer(tx, context, at.employer, at.firm().version, "Diperiksa");
                });
            }
            const Office at(engine);
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                auto renamed = at.firm();
                renamed.name = "PT Contoh Jaya";
                return employers::save_employer(tx, context, renamed);
            });
        }
    }

    TEST_CASE("nor records or takes back its permission to place people abroad") {
        for (const auto engine : test::engines()) {
            const auto record = [](sql::Transaction& tx, const Context& context, employers::EmployerId firm) {
                employers::Licence found;
                found.employer = firm;
                found.number = "SIP3MI-123/2026";
                found.valid_until = day("2027-01-01");
                found.checked_where = "Daftar P3MI Kemnaker";
                return employers::record_licence(tx, context, found);
            };
            {
                const Office at(engine);
                only_who_is_free_decides(at,
                                         [&](sql::Transaction& tx, const Context& context) { return record(tx, context, at.employer); });
            }
            const Office at(engine);
            const auto licence = at.write(at.officer(colleague),
                                          [&](sql::Transaction& tx, const Context& context) { return record(tx, context, at.employer); });
            REQUIRE(licence);
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                return employers::end_licence(tx, context, *licence, "Dicabut kementerian");
            });
        }
    }

    TEST_CASE("nor notes what was seen of it, or visits it") {
        for (const auto engine : test::engines()) {
            {
                const Office at(engine);
                only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                    employers::Signal noted;
                    noted.employer = at.employer;
                    noted.source = "Spanduk di jalan";
                    noted.seen_on = day("2026-03-01");
                    return employers::note_signal(tx, context, noted);
                });
            }
            const Office at(engine);
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                employers::Visit visit;
                visit.on = day("2026-03-03");
                visit.met = "Pak Budi";
                visit.heads_needed = 3;
                return employers::record_visit(tx, context, at.firm(), visit);
            });
        }
    }

    TEST_CASE("nor settles what was seen of it") {
        for (const auto engine : test::engines()) {
            const Office at(engine);
            employers::Signal noted;
            noted.employer = at.employer;
            noted.source = "Spanduk di jalan";
            noted.seen_on = day("2026-03-01");
            REQUIRE(at.write(at.officer(colleague),
                             [&](sql::Transaction& tx, const Context& context) { return employers::note_signal(tx, context, noted); }));
            const auto signal = at.read(at.officer(colleague), [&](sql::Transaction& tx, const Context&) {
                return employers::store::noted_signals(tx, at.office).front().id;
            });
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                return employers::settle_signal(tx, context, signal, "Sudah melapor");
            });
        }
    }

    TEST_CASE("nor asks it, warns it, or lets it off") {
        for (const auto engine : test::engines()) {
            {
                const Office at(engine);
                only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                    return employers::ask_company(tx, context, {at.employer, employers::Matter::vacancy, "Iklan di jalan"});
                });
            }
            {
                const Office at(engine);
                const auto warning = at.asked();
                only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                    return employers::withdraw_warning(tx, context, warning, 1, "Jawabannya cukup");
                });
            }
            Office at(engine);
            const auto warning = at.asked();
            at.house.set_now("2026-03-18T01:00:00Z");
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                return employers::send_warning(tx, context, warning, 1, "560/1");
            });
        }
    }

    TEST_CASE("nor shows, returns, refuses or pauses its vacancies") {
        for (const auto engine : test::engines()) {
            const auto each = [&](auto decide) {
                const Office at(engine);
                const auto made = at.waiting();
                only_who_is_free_decides(
                    at, [&](sql::Transaction& tx, const Context& context) { return decide(tx, context, made.id, made.version); });
            };
            using vacancies::VacancyId;
            each([](sql::Transaction& tx, const Context& context, VacancyId id, int version) {
                return vacancies::publish(tx, context, id, version, {});
            });
            each([](sql::Transaction& tx, const Context& context, VacancyId id, int version) {
                return vacancies::give_back(tx, context, id, version, "Berapa jamnya?");
            });
            each([](sql::Transaction& tx, const Context& context, VacancyId id, int version) {
                return vacancies::refuse(tx, context, id, version, "Sudah dilaporkan");
            });
            const Office at(engine);
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                return vacancies::pause(tx, context, at.vacancy, at.seen(at.vacancy).version);
            });
        }
    }

    TEST_CASE("nor changes one that is public, or decides about the company's own change") {
        for (const auto engine : test::engines()) {
            {
                const Office at(engine);
                only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                    auto better = at.seen(at.vacancy);
                    better.wage_high = 6'000'000;
                    better.conditions = "BPJS Ketenagakerjaan";
                    return vacancies::edit(tx, context, better, {});
                });
            }
            const Office at(engine);
            const auto handed_in = at.write(at.company(), [&](sql::Transaction& tx, const Context& context) {
                auto other = at.seen(at.vacancy);
                other.title = "Juru las pipa";
                other.conditions = "BPJS Ketenagakerjaan";
                return vacancies::edit(tx, context, other, {});
            });
            REQUIRE(handed_in);
            REQUIRE(*handed_in == vacancies::Edited::waits);
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                return vacancies::decline_change(tx, context, vacancies::waiting_change(tx, context, at.vacancy)->id, "Pekerjaan lain");
            });
        }
    }

    TEST_CASE("nor steers people to its vacancies, or away from them") {
        for (const auto engine : test::engines()) {
            const Office at(engine);
            const auto sari = at.with_card(1);
            REQUIRE(at.write(at.person(sari), [&](sql::Transaction& tx, const Context& context) {
                return matching::set_consent(tx, context, sari, {.suggestions = true, .shown_masked = true, .digest = false});
            }));
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                matching::Override wanted;
                wanted.vacancy = at.vacancy;
                wanted.kind = matching::OverrideKind::veto;
                wanted.reason = "Alergi asap las";
                return matching::override_fit(tx, context, sari, wanted);
            });
            (void)module();
            const auto ended = [&](std::int64_t officer) {
                return at.write(at.officer(officer), [&](sql::Transaction& tx, const Context& context) {
                    return matching::end_override(tx, context, matching::overrides_of(tx, context, sari).front().id);
                });
            };
            CHECK(ended(tied).error() == matching::FitRefusal::has_tie);
            CHECK(ended(colleague));
        }
    }

    TEST_CASE("nor answers when it asks for an exemption") {
        for (const auto engine : test::engines()) {
            const Office at(engine);
            employers::LocalRule rule;
            rule.is_on = true;
            rule.first_days = 7;
            rule.has_exemption = true;
            rule.legal_basis = "Perda contoh 1/2026 ps. 5";
            rule.valid_from = day("2026-03-03");
            REQUIRE(at.write(
                at.house.staff(AccountId{5}, at.office, {Permission::manage_office}),
                [&](sql::Transaction& tx, const Context& context) { return employers::set_local_rule(tx, context, at.office, rule); }));
            const auto exemption = at.write(at.company(), [&](sql::Transaction& tx, const Context& context) {
                return ask_exemption(tx, context, at.vacancy, "Juru las GTAW 6G, dicari dua bulan");
            });
            REQUIRE(exemption);
            only_who_is_free_decides(at, [&](sql::Transaction& tx, const Context& context) {
                return answer_exemption(tx, context, *exemption, ExemptionState::granted, "Tidak ada yang bersertifikat");
            });
        }
    }

    // Both touch the company's row, so that the decision waits for the tie and begins before it is there.
    TEST_CASE("a tie that is declared in the moment of the decision is one sentence, and nothing is decided") {
        for (const auto engine : test::engines()) {
            const Office at(engine);
            (void)module();
            const auto before = at.firm();
            std::optional<employers::Refusal> told;
            test::at_once(
                at.house.platform().database,
                [&](sql::Transaction& tx) {
                    tx.run("update employers_employer set name = name where id = :id", {{"id", at.employer}});
                    CHECK(declare_interest(tx, at.officer(tied), at.employer, "Perusahaan ipar saya"));
                },
                [&] {
                    const auto done = at.write(at.officer(tied), [&](sql::Transaction& tx, const Context& context) {
                        return employers::suspend_employer(tx, context, at.employer, before.version, "Diperiksa");
                    });
                    if (!done) told = done.error();
                });
            CHECK(told == employers::Refusal::has_tie);
            CHECK(at.firm().state == before.state);
        }
    }

    TEST_CASE("the same for a placement: verified, refused, still working, ended") {
        using Verb = Result<Done, Refusal> (*)(sql::Transaction&, const Context&, PlacementId);
        struct Case {
            PlacementState before;
            Verb decide;
        };
        const Case cases[] = {
            {PlacementState::reported,
             [](sql::Transaction& tx, const Context& context, PlacementId id) { return verify(tx, context, id, Evidence::contract); }},
            {PlacementState::reported,
             [](sql::Transaction& tx, const Context& context, PlacementId id) { return refuse(tx, context, id); }},
            {PlacementState::placed, [](sql::Transaction& tx, const Context& context, PlacementId id) { return confirm(tx, context, id); }},
            {PlacementState::placed,
             [](sql::Transaction& tx, const Context& context, PlacementId id) { return end(tx, context, id, day("2026-03-05")); }},
        };
        for (const auto engine : test::engines())
            for (const auto& [before, decide] : cases) {
                Office at(engine);
                (void)module();
                const auto id = at.hired(at.introduced(at.with_card(1)), "2026-03-03");
                REQUIRE(id);
                const auto by = [&](std::int64_t officer, Verb verb) {
                    return at.write(at.officer(officer),
                                    [&](sql::Transaction& tx, const Context& context) { return verb(tx, context, *id); });
                };
                if (before == PlacementState::placed) {
                    REQUIRE(by(colleague, cases[0].decide));
                    at.house.set_now("2026-07-01T01:00:00Z");
                }
                std::optional<Refusal> told;
                test::at_once(
                    at.house.platform().database,
                    [&](sql::Transaction& tx) {
                        tx.run("update placement_placement set start_on = start_on where id = :id", {{"id", *id}});
                        CHECK(declare_interest(tx, at.officer(tied), at.employer, "Perusahaan ipar saya"));
                    },
                    [&] {
                        const auto done = by(tied, decide);
                        if (!done) told = done.error();
                    });
                CHECK(told == Refusal::has_interest);
                CHECK(at.read(at.officer(colleague), [&](sql::Transaction& tx, const Context& context) {
                    return placement_to_look_at(tx, context, *id)->placement.state;
                }) == before);
                CHECK(by(colleague, decide));
            }
    }

    TEST_CASE("nothing an officer with a tie does for it comes into the ledger of placements") {
        for (const auto engine : test::engines()) {
            const Office at(engine);
            const auto candidacy = at.applied(at.with_card(1));
            at.declare();
            const auto recorded = [&](const std::string& kind, const std::string& by) {
                at.write(at.house.system(), [&](sql::Transaction& tx, const Context&) {
                    tx.run(
                        "insert into placement_event select :id, office_id, candidacy_id, placement_id, vacancy_id, employer_id,"
                        " application_id, :kind, reason, effective_on, recorded_at, :by, age, sex, education, occupation, industry,"
                        " channel, origin, training from placement_event where candidacy_id = :candidacy and kind = 'applied'",
                        {{"id", ids::next()}, {"kind", kind}, {"by", by}, {"candidacy", candidacy}});
                });
            };
            CHECK_THROWS_AS(recorded("invited", "account:11"), sql::Failure);
            CHECK_NOTHROW(recorded("invited", "account:12"));
            CHECK_NOTHROW(recorded("withdrawn", "account:11"));  // her card ended at this officer's counter
        }
    }
}
