#pragma once

#include <doctest/doctest.h>

#include <string>

#include "modules/employers/actions.hpp"
#include "modules/employers/actions_own.hpp"
#include "modules/employers/actions_review.hpp"
#include "modules/office/actions.hpp"
#include "platform/sql/sql.hpp"
#include "platform/testing/testing.hpp"

namespace employers::test_market {

inline Employer firm(OfficeId office, const std::string& name, const std::string& nib = "") {
    Employer one;
    one.office = office;
    one.name = name;
    one.nib = nib;
    one.ownership = Ownership::private_company;
    one.size = Size::medium;
    one.regency_code = "64.71";
    one.address = "Jalan Soekarno-Hatta 12";
    one.contact_name = "Ibu Rina";
    one.contact_phone = "0812 3456 7890";
    one.contact_email = "hrd@contoh.example";
    one.workers = 60;
    return one;
}

struct Town {
    explicit Town(sql::Engine engine) : house(engine, "2026-03-03T01:00:00Z") {
        const auto context = house.system();
        house.database().write([&](sql::Transaction& tx) {
            const auto day = context.local(Zone::wita).date;
            const auto open_office = [&](const std::string& regency, const std::string& code) {
                auto setup = office::usual_setup(regency, day);
                setup.office.code = code;
                setup.office.government = "PEMERINTAH";
                setup.office.address = "Jalan Jenderal Sudirman";
                setup.office.zone = Zone::wita;
                setup.office.state = office::OfficeState::open;
                return *office::set_up(tx, context, setup);
            };
            office = open_office("64.71", "balikpapan");
            elsewhere = open_office("36.04", "kabupaten-serang");
        });
    }

    Context officer() const { return house.staff({11}, office, {Permission::signed_in, Permission::review_vacancy}); }
    Context other_officer() const { return house.staff({12}, elsewhere, {Permission::signed_in, Permission::review_vacancy}); }
    Context company(const Employer& employer) const {
        return house.staff(employer.account, employer.office, {Permission::signed_in, Permission::employer});
    }

    template <class Work>
    auto write(const Context& context, Work work) const {
        return house.platform().database.write([&](sql::Transaction& tx) { return work(tx, context); });
    }
    template <class Work>
    auto read(const Context& context, Work work) const {
        return house.platform().database.read([&](sql::Transaction& tx) { return work(tx, context); });
    }

    Employer get(EmployerId id) const {
        return *read(house.system(), [&](sql::Transaction& tx, const Context& context) { return find_employer(tx, context, id); });
    }
    Result<Done, Refusal> hand_in(const Employer& typed) const {
        return write(house.anonymous(),
                     [&](sql::Transaction& tx, const Context& context) { return register_employer(tx, context, typed); });
    }
    std::vector<Employer> all(std::optional<EmployerState> state = {}) const {
        return read(officer(), [&](sql::Transaction& tx, const Context& context) { return employers(tx, context, office, state); });
    }
    Result<Done, Refusal> verify(const Employer& one) const {
        return write(officer(), [&](sql::Transaction& tx, const Context& context) {
            return verify_employer(tx, context, one.id, one.version, {"Ibu Rina, HRD", "0542 765432"});
        });
    }
    // One that is verified and has an account.
    Employer settled(const std::string& name, AccountId account = {}, const std::string& nib = "") const {
        auto one = firm(office, name, nib);
        one.state = EmployerState::verified;
        one.verified_by_call = "Ibu Rina, 0542 765432";
        one.account = account;
        return get(*write(house.system(), [&](sql::Transaction& tx, const Context& context) { return save_employer(tx, context, one); }));
    }

    test::House house;
    OfficeId office;
    OfficeId elsewhere;
};

}  // namespace employers::test_market
