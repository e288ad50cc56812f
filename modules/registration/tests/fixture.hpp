#pragma once

#include <doctest/doctest.h>

#include <string>

#include "modules/office/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_counter.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/registration/store.hpp"
#include "platform/testing/testing.hpp"

// Balikpapan's office on a Tuesday morning, two clerks, and Sari, who wants her card.
namespace registration::test_register {

inline const PermissionSet clerk_permissions{Permission::see_day_list,       Permission::check_in,         Permission::serve_visit,
                                             Permission::see_person,         Permission::edit_application, Permission::decide_application,
                                             Permission::print_card,         Permission::hand_over_card,   Permission::request_revocation,
                                             Permission::confirm_revocation, Permission::import_register};

class Balikpapan {
  public:
    explicit Balikpapan(sql::Engine engine) : house(engine) {
        auto setup = office::usual_setup("64.71", Date::parse("2026-01-01").value());
        setup.office.code = "balikpapan";
        setup.office.name = "Dinas Ketenagakerjaan Kota Balikpapan";
        setup.office.government = "PEMERINTAH KOTA BALIKPAPAN";
        setup.office.address = "Jl. Jenderal Sudirman 1, Balikpapan";
        setup.office.zone = Zone::wita;
        setup.office.state = office::OfficeState::open;
        const auto context = house.system();
        const auto made = house.database().write([&](sql::Transaction& tx) { return office::set_up(tx, context, setup); });
        REQUIRE(made.has_value());
        office = *made;
    }

    Context clerk(std::int64_t account = 11) const { return house.staff(AccountId{account}, office, clerk_permissions); }
    Context holder(ApplicationId id) const {
        auto context = house.anonymous();
        context.actor.kind = ActorKind::applicant;
        context.actor.applicant = id.value;
        context.actor.office = office;
        context.actor.permissions = {Permission::hold_application};
        return context;
    }

    template <class Work>
    auto write(Work&& work) {
        return house.database().write(work);
    }
    template <class Work>
    auto read(Work&& work) {
        return house.database().read(work);
    }

    Made submitted(const std::string& nik = "6471014708959901", const std::string& name = "Sari Dewi Lestari") {
        const auto context = house.anonymous();
        const auto answers = sari(nik, name);
        const auto made = write([&](sql::Transaction& tx) { return submit_application(tx, context, office, Channel::online, answers); });
        REQUIRE(made.has_value());
        return *made;
    }
    Made present(const std::string& nik = "6471014708959901", const std::string& name = "Sari Dewi Lestari") {
        const auto made = submitted(nik, name);
        const auto context = clerk();
        REQUIRE(write([&](sql::Transaction& tx) { return mark_present(tx, context, made.id); }).has_value());
        return made;
    }
    Decided approved(const std::string& nik = "6471014708959901") {
        const auto made = present(nik);
        const auto context = clerk();
        const auto decided = write([&](sql::Transaction& tx) { return approve(tx, context, made.id, {}); });
        REQUIRE(decided.has_value());
        return *decided;
    }
    Application file(ApplicationId id) {
        return read([&](sql::Transaction& tx) { return store::find_application(tx, house.platform().vault, id).value(); });
    }
    std::vector<std::string> faults() {
        return read([&](sql::Transaction& tx) {
            std::vector<std::string> found;
            store::collect_faults(tx, found);
            return found;
        });
    }

    static Typed typed(const std::string& nik = "6471014708959901", const std::string& name = "Sari Dewi Lestari") {
        return {{"nik", nik},
                {"name", name},
                {"birth_place", "Balikpapan"},
                {"birth_date", "1995-08-07"},
                {"sex", "P"},
                {"phone", "0812 3456 7890"},
                {"address", "Jl. Jenderal Sudirman 12 RT 03"},
                {"village_code", "64.71.01.1001"},
                {"education.level", "smk"},
                {"education.major", "Teknik Kendaraan Ringan"},
                {"education.school", "SMKN 1 Balikpapan"},
                {"education.year", "2013"},
                {"skills", "Las listrik"},
                {"desired_occupations", "7212"},
                {"purpose", "domestic"}};
    }
    static Answers sari(const std::string& nik, const std::string& name) {
        const auto read = read_answers(typed(nik, name), Date::parse("2026-03-03").value());
        REQUIRE(read.errors.empty());
        return read.answers;
    }

    test::House house;
    OfficeId office;
};

template <class T>
Refusal why(const Result<T, Refusal>& result) {
    REQUIRE_FALSE(result.has_value());
    return result.error();
}

}  // namespace registration::test_register
