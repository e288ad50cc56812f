#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_views.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/form.hpp"
#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_review.hpp"
#include "platform/testing/testing.hpp"

// Balikpapan on a Tuesday morning: an officer, a company with one published vacancy, and people who look for work.
namespace placement::test_market {

inline const PermissionSet officer_permissions{Permission::see_day_list, Permission::check_in,         Permission::serve_visit,
                                               Permission::see_person,   Permission::edit_application, Permission::decide_application,
                                               Permission::print_card,   Permission::hand_over_card,   Permission::review_vacancy,
                                               Permission::refer_seeker, Permission::hold_application};

inline Date day(std::string_view iso) { return Date::parse(iso).value(); }

template <class T, class E>
E why(const Result<T, E>& result) {
    REQUIRE_FALSE(result.has_value());
    return result.error();
}

class Market {
  public:
    template <class Work>
    auto write(const Context& context, Work work) const {
        return house.platform().database.write([&](sql::Transaction& tx) { return work(tx, context); });
    }
    template <class Work>
    auto read(const Context& context, Work work) const {
        return house.platform().database.read([&](sql::Transaction& tx) { return work(tx, context); });
    }

    explicit Market(sql::Engine engine, int openings = 2, int applications_max = 0) : house(engine) {
        auto setup = office::usual_setup("64.71", day("2026-01-01"));
        setup.office.code = "balikpapan";
        setup.office.name = "Dinas Ketenagakerjaan Kota Balikpapan";
        setup.office.government = "PEMERINTAH KOTA BALIKPAPAN";
        setup.office.address = "Jl. Jenderal Sudirman 1, Balikpapan";
        setup.office.zone = Zone::wita;
        setup.office.state = office::OfficeState::open;
        setup.signatories = {{.id = {},
                              .name = "Tirta Contoh",
                              .rank = "Pembina",
                              .nip = "197001011995032001",
                              .title = "Kepala Dinas",
                              .principal_title = "",
                              .valid_from = day("2026-01-01"),
                              .valid_to = {}}};
        const auto system = house.system();
        office = *house.database().write([&](sql::Transaction& tx) { return office::set_up(tx, system, setup); });
        employer = settled("PT Contoh Sejahtera", AccountId{71});
        vacancy = published(employer, openings, applications_max);
    }

    Context officer(std::int64_t account = 11) const { return house.staff(AccountId{account}, office, officer_permissions); }
    Context company(std::int64_t account = 71) const {
        return house.staff(AccountId{account}, office, {Permission::signed_in, Permission::employer});
    }
    Context person(registration::ApplicationId file) const {
        auto context = house.anonymous();
        context.actor.kind = ActorKind::applicant;
        context.actor.applicant = file.value;
        context.actor.office = office;
        context.actor.permissions = {Permission::hold_application};
        return context;
    }

    employers::EmployerId settled(const std::string& name, AccountId account) const {
        employers::Employer one;
        one.office = office;
        one.state = employers::EmployerState::verified;
        one.name = name;
        one.kbli = "";
        one.regency_code = "64.71";
        one.address = "Jalan Soekarno-Hatta 12";
        one.contact_name = "Ibu Rina";
        one.contact_phone = "0812 3456 7890";
        one.verified_by_call = "Ibu Rina, 0542 765432";
        one.account = account;
        const auto added =
            write(house.system(), [&](sql::Transaction& tx, const Context& context) { return employers::save_employer(tx, context, one); });
        REQUIRE(added);
        return *added;
    }

    vacancies::VacancyId published(employers::EmployerId whose, int openings, int applications_max) const {
        vacancies::Vacancy one;
        one.office = office;
        one.employer = whose;
        one.title = "Juru las";
        one.occupation = "7212";
        one.openings = openings;
        one.valid_from = day("2026-03-01");
        one.valid_until = day("2026-04-15");
        one.place_code = "64.71.01";
        one.place_text = "Balikpapan";
        one.address = "Kawasan Industri Contoh";
        one.hours = "Senin-Jumat 08.00-16.00";
        one.wage_low = 4'000'000;
        one.wage_high = 5'000'000;
        one.education_min = "smk";
        one.description = "Mengelas pipa dan rangka baja.";
        one.answer_days = 14;
        one.applications_max = applications_max;
        const auto handed_in =
            write(officer(), [&](sql::Transaction& tx, const Context& context) { return vacancies::submit(tx, context, one); });
        REQUIRE(handed_in);
        REQUIRE(write(officer(), [&](sql::Transaction& tx, const Context& context) {
            return vacancies::publish(tx, context, handed_in->id, handed_in->version, {});
        }));
        return handed_in->id;
    }
    vacancies::Vacancy seen(vacancies::VacancyId id) const {
        return *read(house.system(),
                     [&](sql::Transaction& tx, const Context& context) { return vacancies::find_vacancy(tx, context, id); });
    }

    // A file that was handed in on a phone; `number` tells people apart.
    registration::ApplicationId file(int number, bool woman = true, std::string_view village = "64.71.01.1001") const {
        const auto digits = std::to_string(100 + number);
        const auto nik = std::string("647101") + (woman ? "47" : "07") + "089599" + digits.substr(1);
        const registration::Typed typed{{"nik", nik},
                                        {"name", woman ? "Sari Dewi Lestari" : "Budi Hartono Saputra"},
                                        {"birth_place", "Balikpapan"},
                                        {"birth_date", "1995-08-07"},
                                        {"sex", woman ? "P" : "L"},
                                        {"phone", "0812 3456 78" + digits.substr(1)},
                                        {"address", "Jl. Jenderal Sudirman 12 RT 03"},
                                        {"village_code", std::string(village)},
                                        {"education.level", "smk"},
                                        {"education.major", "Teknik Pengelasan"},
                                        {"education.school", "SMKN 1 Balikpapan"},
                                        {"education.year", "2013"},
                                        {"skills", "Las listrik"},
                                        {"desired_occupations", "7212"},
                                        {"purpose", "domestic"}};
        const auto answers = registration::read_answers(typed, day("2026-03-03"));
        REQUIRE(answers.errors.empty());
        const auto made = write(house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
            return registration::submit_application(tx, context, office, registration::Channel::online, answers.answers);
        });
        REQUIRE(made);
        return made->id;
    }
    // The same with a card in the hand.
    registration::ApplicationId with_card(int number, bool woman = true) const {
        const auto id = file(number, woman);
        write(officer(), [&](sql::Transaction& tx, const Context& context) {
            REQUIRE(registration::mark_present(tx, context, id));
            const auto decided = registration::approve(tx, context, id, {});
            REQUIRE(decided);
            REQUIRE(registration::mark_printed(tx, context, decided->card, {}, ""));
            REQUIRE(registration::hand_over(tx, context, decided->card, {"", ""}));
        });
        return id;
    }
    registration::Card card(registration::ApplicationId id) const {
        return read(house.system(), [&](sql::Transaction& tx, const Context& context) {
            return *registration::find_card(tx, context, registration::find_application(tx, context, id)->card);
        });
    }

    Result<Applied, Refusal> apply(registration::ApplicationId id, vacancies::VacancyId where = {}) const {
        return write(person(id), [&](sql::Transaction& tx, const Context& context) {
            return placement::apply(tx, context, where ? where : vacancy, "");
        });
    }
    CandidacyId applied(registration::ApplicationId id) const {
        const auto done = apply(id);
        REQUIRE(done);
        return done->id;
    }
    // Applied, invited, and agreed.
    CandidacyId introduced(registration::ApplicationId id) const {
        const auto candidacy = applied(id);
        REQUIRE(write(company(), [&](sql::Transaction& tx, const Context& context) { return invite(tx, context, candidacy); }));
        REQUIRE(write(person(id), [&](sql::Transaction& tx, const Context& context) { return agree(tx, context, candidacy); }));
        return candidacy;
    }
    Result<PlacementId, Refusal> hired(CandidacyId candidacy, std::string_view start = "2026-03-10", std::int64_t account = 71) const {
        return write(company(account),
                     [&](sql::Transaction& tx, const Context& context) { return hire(tx, context, candidacy, day(start)); });
    }
    Candidacy own(registration::ApplicationId id, CandidacyId candidacy) const {
        return read(person(id),
                    [&](sql::Transaction& tx, const Context& context) { return own_candidacy(tx, context, candidacy)->candidacy; });
    }
    int messages(std::string_view text) const {
        return read(house.system(), [&](sql::Transaction& tx, const Context&) {
            return tx.one("select count(*) from messages_message where text_code = :text", {{"text", text}})->number(0);
        });
    }
    std::vector<std::string> faults() const {
        return read(house.system(), [&](sql::Transaction& tx, const Context&) {
            std::vector<std::string> found;
            check_invariants(tx, found);
            return found;
        });
    }

    test::House house;
    OfficeId office;
    employers::EmployerId employer;
    vacancies::VacancyId vacancy;
};

}  // namespace placement::test_market
