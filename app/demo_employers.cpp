#include "app/demo_employers.hpp"

#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "modules/employers/actions.hpp"
#include "modules/employers/actions_compliance.hpp"
#include "modules/employers/actions_own.hpp"
#include "modules/employers/actions_review.hpp"
#include "modules/employers/actions_warning.hpp"
#include "modules/identity/actions_staff.hpp"
#include "modules/office/actions.hpp"
#include "platform/sql/sql.hpp"

namespace {

using employers::Ownership;
using employers::Size;

template <class T, class E>
T expect(Result<T, E> answer, std::string_view what) {
    if (!answer) throw std::runtime_error("the demonstration could not be made: " + std::string(what));
    return std::move(*answer);
}

struct Firm {
    std::string_view name;
    std::string_view kbli;
    Ownership ownership;
    int workers;
    int disabled;
    int local;
};
constexpr Firm balikpapan[] = {{"PT Contoh Sejahtera", "25111", Ownership::private_company, 148, 1, 109},
                               {"PT Contoh Galangan Kariangau", "30111", Ownership::private_company, 320, 2, 180},
                               {"PT Contoh Rumah Sakit Kasih", "86103", Ownership::private_company, 240, 3, 201},
                               {"Hotel Contoh Melawai", "55110", Ownership::private_company, 96, 1, 71},
                               {"Restoran Contoh Kepiting", "56101", Ownership::private_company, 34, 0, 30},
                               {"PT Contoh Ritel Nusantara", "47111", Ownership::private_company, 410, 5, 366},
                               {"CV Contoh Bangun Persada", "41012", Ownership::private_company, 58, 0, 35},
                               {"PT Contoh Angkutan Mahakam", "49431", Ownership::private_company, 75, 0, 52},
                               {"Perumda Contoh Air Bersih", "36001", Ownership::state_company, 205, 3, 188},
                               {"Koperasi Contoh Nelayan Manggar", "03111", Ownership::cooperative, 18, 0, 18},
                               {"PT Contoh Data Kalimantan", "62019", Ownership::private_company, 41, 1, 29},
                               {"Bengkel Contoh Maju Motor", "45201", Ownership::individual, 6, 0, 6}};
constexpr Firm serang[] = {{"PT Contoh Sejahtera Serang", "24102", Ownership::private_company, 860, 6, 540},
                           {"PT Contoh Sepatu Cikande", "15201", Ownership::private_company, 4200, 31, 3350},
                           {"PT Contoh Kimia Bojonegara", "20114", Ownership::private_company, 530, 4, 280},
                           {"PT Contoh Makanan Ringan", "10794", Ownership::private_company, 690, 8, 610},
                           {"CV Contoh Logistik Anyer", "52291", Ownership::private_company, 44, 0, 37},
                           {"Klinik Contoh Ciruas", "86105", Ownership::private_company, 22, 0, 19}};

std::string nib_of(int number) {
    const auto digits = std::to_string(number);
    return "91200" + std::string(8 - digits.size(), '0') + digits;
}

employers::Employer company(const office::Office& office, const Firm& firm, int number) {
    employers::Employer one;
    one.office = office.id;
    one.name = firm.name;
    one.nib = firm.ownership == Ownership::individual ? "" : nib_of(number);
    one.kbli = firm.kbli;
    one.kbli_version = "2020";
    one.ownership = firm.ownership;
    one.size = firm.workers < 5 ? Size::micro : firm.workers < 20 ? Size::small : firm.workers < 100 ? Size::medium : Size::large;
    one.regency_code = office.regency_code;
    one.address = "Jalan Contoh Industri Nomor " + std::to_string(10 + number);
    one.contact_name = number % 2 ? "Ibu Rina Contoh" : "Bapak Hendra Contoh";
    one.contact_phone = "0542 70" + std::to_string(1000 + number);
    one.contact_email = "hrd" + std::to_string(number) + "@contoh.example";
    one.workers = firm.workers;
    one.workers_disabled = firm.disabled;
    one.workers_local = firm.local;
    one.source = "portal";
    return one;
}

struct Town {
    std::string_view code;
    std::string_view account;  // that works for its first company
    const Firm* firms;
    std::size_t count;
    int first_number;
};

void add_town(const Context& context, const Town& town) {
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = *office::find_office(tx, town.code);
        auto clerk = context;
        clerk.actor.kind = ActorKind::staff;
        clerk.actor.office = office.id;
        clerk.actor.permissions = {Permission::signed_in, Permission::review_vacancy};
        AccountId desk;
        for (const auto& account : identity::staff(tx, clerk)) {
            if (account.user_name == town.account) desk = account.id;
            if (account.user_name.starts_with("petugas") && !clerk.actor.account) clerk.actor.account = account.id;
        }
        const auto today = context.local(office.zone).date;
        std::vector<employers::EmployerId> ids;
        for (std::size_t at = 0; at < town.count; ++at) {
            auto one = company(office, town.firms[at], town.first_number + static_cast<int>(at));
            one.state = employers::EmployerState::verified;
            one.verified_by_call = one.contact_name + ", " + one.contact_phone;
            if (at == 0) one.account = desk;
            ids.push_back(expect(employers::save_employer(tx, context, one), town.firms[at].name));
        }
        // Two that wait: a newcomer, and one that looks like a company of the list.
        auto newcomer = company(office, {"CV Contoh Kopi Pagi", "56303", Ownership::private_company, 9, 0, 9}, town.first_number + 40);
        expect(employers::register_employer(tx, context, newcomer), "a newcomer");
        auto twin = company(office, town.firms[1], town.first_number + 41);
        twin.name += " Tbk.";
        expect(employers::register_employer(tx, context, twin), "a lookalike");
        auto branch = company(office, town.firms[1], town.first_number + 1);
        branch.name = std::string(town.firms[1].name) + ", cabang pelabuhan";
        branch.head_office = ids[1];
        branch.workers = 40, branch.workers_disabled = 0, branch.workers_local = 22;
        branch.state = employers::EmployerState::verified;
        branch.verified_by_call = "Bapak Hendra Contoh, didatangi di tempat";
        expect(employers::save_employer(tx, context, branch), "a branch");
        auto visit = employers::Visit{.on = today - 6,
                                      .met = "Ibu Rina Contoh, bagian personalia",
                                      .note = "Ada pesanan baru; mencari tenaga mulai bulan depan.",
                                      .heads_needed = 3,
                                      .next_on = today + 3};
        const auto visited = *employers::find_employer(tx, clerk, ids[4]);
        expect(employers::record_visit(tx, clerk, visited, visit), "a visit");
        employers::Signal seen;
        seen.employer = ids[3];
        seen.source = "Spanduk lowongan di pintu masuk";
        seen.seen_on = today - 4;
        expect(employers::note_signal(tx, clerk, seen), "a signal");
        expect(employers::ask_company(tx, clerk, {ids[0], employers::Matter::filled, "Dua lowongan berakhir bulan lalu tanpa kabar"}),
               "a question");
    });
}

}  // namespace

void add_demo_employers(const Context& context) {
    add_town(context, {"balikpapan", "perusahaan", balikpapan, std::size(balikpapan), 100});
    add_town(context, {"kabupaten-serang", "perusahaan-serang", serang, std::size(serang), 300});
}
