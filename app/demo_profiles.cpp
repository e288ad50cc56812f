#include "app/demo_profiles.hpp"

#include <array>
#include <stdexcept>
#include <string>

#include "modules/matching/actions_batch.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_counter.hpp"
#include "platform/sql/sql.hpp"

namespace {

constexpr int people_each = 60;

struct Beside {
    std::string_view occupation;  // of those who look for this
    std::array<std::string_view, 3> skills;
    std::string_view certificate;
};
constexpr std::array besides{Beside{"7212", {"Las SMAW", "Membaca gambar teknik", "Las GTAW"}, "Sertifikat 6G"},
                             Beside{"4311", {"Menyusun laporan kas", "Spreadsheet", "Pajak"}, ""},
                             Beside{"5223", {"Melayani pelanggan", "Mesin kasir", "Menata barang"}, ""},
                             Beside{"7231", {"Merawat mesin bensin", "Rem dan kopling", "Mengemudi"}, "SIM A"},
                             Beside{"3221", {"Pertolongan pertama", "Asuhan keperawatan", "STR aktif"}, "STR"},
                             Beside{"2512", {"Pemrograman C++", "SQL", "Bahasa Inggris"}, ""},
                             Beside{"5120", {"Memasak masakan Nusantara", "Kebersihan dapur", "Melayani tamu"}, ""},
                             Beside{"9329", {"Mengemas barang", "Menata kamar", "Kebersihan"}, ""}};

// The n-th person: some stay near, some would move, some need something of the workplace.
matching::Profile filled(matching::Profile profile, int number) {
    using enum matching::Evidence;
    for (const auto& one : besides) {
        if (profile.wishes.occupations.empty() || profile.wishes.occupations.front() != one.occupation) continue;
        profile.skills.clear();
        for (int at = 0; at <= number % 3; ++at)
            profile.skills.push_back({std::string(one.skills[static_cast<std::size_t>(at)]), 2 + (number + at) % 4,
                                      (number + at) % 4 == 0 ? certificate : self});
        if (!one.certificate.empty() && number % 4 == 0) profile.certificates = {std::string(one.certificate)};
        if (number % 2 == 0) profile.experience = {{std::string(one.occupation), "Bengkel Contoh", 6 + 6 * (number % 7)}};
    }
    profile.wishes.travel = static_cast<matching::Travel>(number % 4);
    profile.wishes.reach = number % 5 == 0 ? matching::Reach::province : matching::Reach::regency;
    profile.wishes.would_move = number % 7 == 0;
    profile.wishes.wage = 3'500'000 + 250'000 * (number % 6);
    if (number % 11 == 0) profile.needs = {"wheelchair"};
    return profile;
}

void add_profiles(sql::Transaction& tx, const Context& context, const office::Office& office) {
    auto clerk = context;
    clerk.actor.kind = ActorKind::system;
    clerk.actor.office = office.id;
    int number = 0;
    for (const auto& line : registration::applications(tx, clerk, office.id, "submitted", "", people_each)) {
        auto profile = matching::profile_of(tx, clerk, line.id);
        if (!profile || profile->version > 0) continue;
        const auto saved = matching::save_profile(tx, clerk, line.id, filled(*profile, number));
        if (!saved) throw std::runtime_error("the demonstration could not be made: a profile");
        const auto agreed = matching::set_consent(tx, clerk, line.id, {true, number % 3 != 0, number % 2 == 0});
        if (!agreed) throw std::runtime_error("the demonstration could not be made: consent");
        ++number;
    }
}

}  // namespace

void add_demo_profiles(const Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) {
        for (const auto& office : office::offices(tx)) add_profiles(tx, context, office);
    });
    matching::run_batch(context);
}
