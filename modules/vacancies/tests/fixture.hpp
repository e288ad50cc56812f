#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/actions_import.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_published.hpp"
#include "modules/vacancies/actions_review.hpp"
#include "modules/vacancies/form.hpp"
#include "platform/sql/sql.hpp"
#include "platform/testing/testing.hpp"

// Balikpapan and Serang on Tuesday 3 March 2026, 09.00 WITA; a verified company with an account, one that waits, and a household.
namespace vacancies::test_market {

inline Typed good_form() {
    return {{"title", "Juru las"},
            {"openings", "3"},
            {"place", "Balikpapan Selatan"},
            {"education_min", "smk"},
            {"experience_months", "12"},
            {"skills", "SMAW, membaca gambar"},
            {"wage", "4.500.000 - 5.500.000"},
            {"hours", "Senin-Jumat 08.00-16.00"},
            {"contract", "fixed_term"},
            {"description", "Mengelas rangka baja di bengkel."},
            {"conditions", "BPJS Ketenagakerjaan, makan siang."},
            {"days", "30"}};
}
inline Typed with(Typed typed, const std::string& field, const std::string& value) {
    std::erase_if(typed, [&](const auto& one) { return one.first == field; });
    typed.emplace_back(field, value);
    return typed;
}

struct Market {
    explicit Market(sql::Engine engine) : house(engine, "2026-03-03T01:00:00Z") {
        const auto context = house.system();
        house.database().write([&](sql::Transaction& tx) {
            const auto day = context.local(Zone::wita).date;
            const auto open_office = [&](const std::string& regency, const std::string& code, Zone zone) {
                auto setup = office::usual_setup(regency, day);
                setup.office.code = code;
                setup.office.government = "PEMERINTAH";
                setup.office.address = "Jalan Jenderal Sudirman";
                setup.office.zone = zone;
                setup.office.state = office::OfficeState::open;
                return *office::set_up(tx, context, setup);
            };
            office = open_office("64.71", "balikpapan", Zone::wita);
            elsewhere = open_office("36.04", "kabupaten-serang", Zone::wib);
            const auto add = [&](OfficeId at, const std::string& name, employers::EmployerState state, AccountId account,
                                 employers::Ownership ownership) {
                employers::Employer one;
                one.office = at;
                one.name = name;
                one.state = state;
                one.ownership = ownership;
                one.size = employers::Size::medium;
                one.regency_code = at == office ? "64.71" : "36.04";
                one.address = "Jalan Soekarno-Hatta 12";
                one.contact_name = "Ibu Rina";
                one.contact_phone = "081234567890";
                one.account = account;
                if (state == employers::EmployerState::verified) one.verified_by_call = "Ibu Rina, +6281234567890";
                const auto id = employers::save_employer(tx, context, one);
                REQUIRE(id);
                return *employers::find_employer(tx, context, *id);
            };
            using enum employers::EmployerState;
            firm = add(office, "PT Baja Contoh", verified, {21}, employers::Ownership::private_company);
            waiting = add(office, "CV Baru Contoh", submitted, {22}, employers::Ownership::private_company);
            household = add(office, "Keluarga Contoh", verified, {23}, employers::Ownership::individual);
            far = add(elsewhere, "PT Serang Contoh", verified, {24}, employers::Ownership::private_company);
        });
    }

    Context officer() const { return house.staff({11}, office, {Permission::signed_in, Permission::review_vacancy}); }
    Context other_officer() const { return house.staff({12}, elsewhere, {Permission::signed_in, Permission::review_vacancy}); }
    Context company(const employers::Employer& employer) const {
        return house.staff(employer.account, employer.office, {Permission::signed_in, Permission::employer});
    }

    template <class Work>
    auto write(const Context& context, Work work) {
        return house.database().write([&](sql::Transaction& tx) { return work(tx, context); });
    }
    template <class Work>
    auto read(const Context& context, Work work) {
        return house.database().read([&](sql::Transaction& tx) { return work(tx, context); });
    }

    Vacancy typed(const employers::Employer& employer, const Typed& form) {
        Vacancy base;
        base.office = employer.office;
        base.employer = employer.id;
        const auto read = read_vacancy(form, base, *Date::parse("2026-03-03"), employer.regency_code);
        for (const auto& one : read.errors) MESSAGE(one.field << ": " << code(one.why));
        return read.vacancy;
    }
    Vacancy report(const employers::Employer& employer, const Typed& form = good_form()) {
        const auto made = write(company(employer),
                                [&](sql::Transaction& tx, const Context& context) { return submit(tx, context, typed(employer, form)); });
        REQUIRE(made);
        return *made;
    }
    Vacancy now(VacancyId id) {
        return read(house.system(), [&](sql::Transaction& tx, const Context& context) { return find_vacancy(tx, context, id).value(); });
    }
    Vacancy published(const employers::Employer& employer, const Typed& form = good_form()) {
        const auto made = report(employer, form);
        const auto done =
            write(officer(), [&](sql::Transaction& tx, const Context& context) { return publish(tx, context, made.id, made.version, {}); });
        REQUIRE(done);
        return now(made.id);
    }
    std::vector<std::string> faults() {
        return house.database().read([](sql::Transaction& tx) {
            std::vector<std::string> found;
            check_invariants(tx, found);
            return found;
        });
    }

    test::House house;
    OfficeId office;
    OfficeId elsewhere;
    employers::Employer firm;
    employers::Employer waiting;
    employers::Employer household;
    employers::Employer far;
};

}  // namespace vacancies::test_market
