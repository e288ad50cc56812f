#include "app/demo.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "app/demo_employers.hpp"
#include "app/demo_interviews.hpp"
#include "app/demo_market.hpp"
#include "app/demo_placement.hpp"
#include "app/demo_profiles.hpp"
#include "app/demo_schools.hpp"
#include "app/demo_voices.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/actions_draw.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/hall/actions.hpp"
#include "modules/identity/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_duplicates.hpp"
#include "modules/registration/actions_import.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/registration/actions_stock.hpp"
#include "platform/crypto/vault.hpp"

namespace {

constexpr std::array first_names{"Sari", "Budi",  "Rina",  "Andi",   "Dewi",    "Joko",  "Putri",  "Agus",
                                 "Maya", "Rizky", "Wulan", "Hendra", "Lestari", "Fajar", "Nurul",  "Dimas",
                                 "Ayu",  "Bayu",  "Intan", "Yusuf",  "Citra",   "Galih", "Melati", "Surya"};
constexpr std::array last_names{"Wijaya",  "Lestari", "Pratama", "Hidayat",  "Saputra",   "Rahmawati", "Nugroho", "Kusuma",    "Anggraini",
                                "Siregar", "Maulana", "Permata", "Setiawan", "Handayani", "Ramadhan",  "Utami",   "Firmansyah"};

struct Path {
    std::string_view level;
    std::string_view major;
    std::string_view school;
    std::string_view occupation;
    std::string_view skill;
};
constexpr std::array paths{Path{"smk", "Teknik Pengelasan", "SMK Negeri 1", "7212", "Mengelas SMAW"},
                           Path{"smk", "Akuntansi", "SMK Negeri 2", "4311", "Menyusun laporan kas"},
                           Path{"sma", "IPS", "SMA Negeri 3", "5223", "Melayani pelanggan"},
                           Path{"smk", "Teknik Kendaraan Ringan", "SMK Negeri 4", "7231", "Merawat mesin bensin"},
                           Path{"d3", "Keperawatan", "Poltekkes", "3221", "Pertolongan pertama"},
                           Path{"s1", "Teknik Informatika", "Universitas Mulia", "2512", "Pemrograman C++"},
                           Path{"smk", "Tata Boga", "SMK Negeri 5", "5120", "Memasak masakan Nusantara"},
                           Path{"smp", "", "SMP Negeri 1", "9329", "Mengemas barang"}};

// The n-th person of an office: always the same one.
registration::Answers person(int number, std::string_view district_code, std::string_view village_code, Date today) {
    const auto pick = static_cast<std::size_t>(number);
    const bool woman = number % 2 == 0;
    const auto birth = *Date::of(1985 + number % 20, 1 + number % 12, 1 + number % 28);
    const auto two = [](int value) {
        const auto digits = std::to_string(value);
        return digits.size() < 2 ? "0" + digits : digits;
    };
    std::string nik;
    for (const char digit : district_code) {
        if (digit != '.') nik += digit;
    }
    nik += two(birth.day() + (woman ? 40 : 0)) + two(birth.month()) + two(birth.year() % 100);
    auto serial = std::to_string(1 + number);
    nik += std::string(4 - serial.size(), '0') + serial;

    const auto& path = paths[pick % paths.size()];
    registration::Answers answers;
    answers.nik = Nik::parse(nik);
    answers.name = std::string(first_names[pick % first_names.size()]) + " " + last_names[(pick / 3) % last_names.size()];
    answers.diploma_name_same = true;
    answers.birth_place = "Balikpapan";
    answers.birth_date = birth;
    answers.sex = woman ? Sex::female : Sex::male;
    answers.phone = Phone::parse("0812" + std::to_string(40000000 + number));
    answers.address = Personal("Jalan Contoh Nomor " + std::to_string(number + 1) + " RT 00" + std::to_string(1 + number % 9));
    answers.village_code = village_code;
    answers.education = {{std::string(path.level), std::string(path.major), std::string(path.school),
                          std::min(today.year(), birth.year() + (path.level == "s1" ? 22 : 18))}};
    answers.skills = {std::string(path.skill)};
    answers.desired_occupations = {std::string(path.occupation)};
    answers.desired_place = "anywhere";
    answers.purpose = registration::Purpose::domestic;
    answers.situation = number % 3 ? registration::EmploymentSituation::never_worked : registration::EmploymentSituation::lost_or_left_job;
    return answers;
}

template <class T, class E>
T expect(Result<T, E> answer, std::string_view what) {
    if (!answer) throw std::runtime_error("the demonstration could not be made: " + std::string(what));
    return std::move(*answer);
}

// Someone who may do everything in this office, for the acts of staff that the demonstration shows.
Context clerk_of(const Context& context, OfficeId office) {
    auto clerk = context;
    clerk.actor.kind = ActorKind::system;
    clerk.actor.office = office;
    return clerk;
}

void add_offices(const Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto day_of = [&](Zone zone) { return context.local(zone).date; };

        auto balikpapan = office::usual_setup("64.71", day_of(Zone::wita));
        balikpapan.office.code = "balikpapan";
        balikpapan.office.name = "Dinas Ketenagakerjaan Kota Balikpapan";
        balikpapan.office.government = "PEMERINTAH KOTA BALIKPAPAN";
        balikpapan.office.zone = Zone::wita;
        balikpapan.office.address = "Jalan Jenderal Sudirman, Balikpapan";
        balikpapan.office.phone = "0542 000000";
        balikpapan.office.email = "disnaker@contoh.example";
        balikpapan.office.opening_note = "Job Café Sahabat buka Rabu dan Jumat malam, untuk Anda yang siang harinya bekerja.";
        balikpapan.office.privacy_contact = "disnaker@contoh.example";
        balikpapan.office.complaint_path = "Loket pengaduan, atau kotak saran di ruang tunggu";
        balikpapan.office.state = office::OfficeState::open;
        std::vector<std::string> every_service;
        std::vector<std::string> all_but_disputes;
        for (const auto& service : balikpapan.services) {
            every_service.push_back(service.code);
            if (service.code != "dispute") all_but_disputes.push_back(service.code);
        }
        const auto today = day_of(Zone::wita);
        balikpapan.rules = {{.name = "",
                             .weekdays = {1, 2, 3, 4, 5},
                             .opens = {8 * 60},
                             .closes = {12 * 60},
                             .valid_from = today - 30,
                             .services = every_service,
                             .quota = 15},
                            {.name = "",
                             .weekdays = {1, 2, 3, 4},
                             .opens = {13 * 60},
                             .closes = {15 * 60 + 30},
                             .valid_from = today - 30,
                             .services = every_service,
                             .quota = 10},
                            {.name = "Job Café Sahabat",
                             .weekdays = {3, 5},
                             .opens = {19 * 60},
                             .closes = {21 * 60},
                             .valid_from = today - 30,
                             .services = all_but_disputes,
                             .quota = 30,
                             .open_on_holidays = true}};
        balikpapan.signatories = {{.name = "Tirta Contoh, S.Sos., M.Si.",
                                   .rank = "Pembina Utama Muda",
                                   .nip = "197001011995032001",
                                   .title = "Kepala Dinas Ketenagakerjaan",
                                   .valid_from = today - 400},
                                  {.name = "Joko Contoh, S.E.",
                                   .rank = "Penata Tk. I",
                                   .nip = "198002022005011002",
                                   .title = "Pengantar Kerja Ahli Muda",
                                   .capacity = office::Capacity::on_behalf,
                                   .principal_title = "Kepala Dinas Ketenagakerjaan",
                                   .valid_from = today - 400}};
        balikpapan.numbers = {.pattern = "{region4}{date:DDMMYYYY}{seq:6}", .scope = "global", .next = 8239};
        expect(office::set_up(tx, context, balikpapan), "Balikpapan");

        auto serang = office::usual_setup("36.04", day_of(Zone::wib));
        serang.office.code = "kabupaten-serang";
        serang.office.name = "Dinas Tenaga Kerja dan Transmigrasi Kabupaten Serang";
        serang.office.government = "PEMERINTAH KABUPATEN SERANG";
        serang.office.zone = Zone::wib;
        serang.office.address = "Jalan Contoh Raya, Kabupaten Serang";
        serang.office.phone = "0254 000000";
        serang.office.email = "disnakertrans@contoh.example";
        serang.office.privacy_contact = "disnakertrans@contoh.example";
        serang.office.complaint_path = "Loket pengaduan";
        serang.office.state = office::OfficeState::open;
        serang.rules.front().quota = 700;
        serang.rules.front().not_online_percent = 0;
        serang.signatories = {{.name = "Setiawan Contoh, S.H., M.Si.",
                               .rank = "Pembina Utama Muda",
                               .nip = "196903031994031003",
                               .title = "Kepala Dinas Tenaga Kerja dan Transmigrasi",
                               .valid_from = day_of(Zone::wib) - 400}};
        serang.numbers = {.pattern = "{region4}{seq:5}{date:DDMMYYYY}", .scope = "year", .next = 1};
        expect(office::set_up(tx, context, serang), "Serang");
    });
}

void add_staff(const Context& context) {
    struct Member {
        std::string_view name;
        std::string_view shown;
        std::vector<identity::Role> roles;
    };
    using enum identity::Role;
    const std::vector<Member> members{{"petugas", "Petugas Loket 1", {clerk}},
                                      {"petugas2", "Petugas Loket 2", {clerk}},
                                      {"manajer", "Manajer Kantor", {manager}},
                                      {"admin", "Administrator", {admin, manager}},
                                      {"bkk", "BKK SMK Contoh", {school}},
                                      {"perusahaan", "PT Contoh Sejahtera", {employer}},
                                      {"inspektorat", "Inspektorat Daerah", {inspector}}};
    const auto add = [&](std::string_view office_code, std::string_view suffix) {
        for (const auto& member : members) {
            const auto hash = crypto::hash_password("demo-" + std::string(member.name), crypto::PasswordCost::seeker);
            context.platform.database.write([&](sql::Transaction& tx) {
                const auto office = office::find_office(tx, office_code);
                expect(identity::add_account(tx, context,
                                             {office->id, std::string(member.name) + std::string(suffix), std::string(member.shown),
                                              member.roles, office->zone},
                                             hash),
                       member.name);
            });
        }
    };
    add("balikpapan", "");
    add("kabupaten-serang", "-serang");
}

registration::ApplicationId apply(sql::Transaction& tx, const Context& context, OfficeId office, const registration::Answers& answers) {
    return expect(registration::submit_application(tx, context, office, registration::Channel::online, answers), "an application").id;
}

void add_people(const Context& context) {
    using registration::CardState;
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = *office::find_office(tx, "balikpapan");
        const auto clerk = clerk_of(context, office.id);
        const auto today = context.local(office.zone).date;
        booking::make_windows(tx, context, office.id, today - 14, today + 120);  // the days before are there to look at
        int number = 0;
        // Every evening of the horizon has a few people, the days some more.
        for (const auto& view : booking::windows(tx, context, office.id, "ak1", today, today + 14)) {
            if (view.state != booking::WindowState::open) continue;
            const int people = view.window.name.empty() ? 1 + number % 4 : 1 + number % 5;
            for (int one = 0; one < people; ++one) {
                const auto application = apply(tx, context, office.id, person(number++, "64.71.01", "64.71.01.1001", today));
                expect(booking::take_place(tx, context, view.window.id, application, booking::TicketChannel::online), "a ticket");
            }
        }
        // Three who wait for an earlier place than they could find.
        for (int waiting = 0; waiting < 3; ++waiting) {
            const auto application = apply(tx, context, office.id, person(number++, "64.71.02", "64.71.02.1001", today));
            expect(booking::join_waiting_list(tx, context,
                                              {.office = office.id,
                                               .application = application,
                                               .from = today,
                                               .to = today + 5 + waiting,
                                               .part_of_day = booking::PartOfDay::morning}),
                   "a wish");
        }
        // People whose card is at each step between approval and hand-over.
        for (const auto state : {CardState::approved, CardState::approved, CardState::printed, CardState::awaiting_signature,
                                 CardState::awaiting_signature, CardState::ready, CardState::handed_over, CardState::handed_over}) {
            const auto application = apply(tx, context, office.id, person(number++, "64.71.02", "64.71.02.1001", today));
            expect(registration::mark_present(tx, clerk, application), "presence");
            const auto card = expect(registration::approve(tx, clerk, application, {}), "approval").card;
            if (state >= CardState::printed) expect(registration::mark_printed(tx, clerk, card, {}, ""), "print");
            if (state >= CardState::awaiting_signature) expect(registration::await_signature(tx, clerk, card), "signature");
            if (state >= CardState::ready) expect(registration::mark_ready(tx, clerk, card), "ready");
            if (state >= CardState::handed_over) expect(registration::hand_over(tx, clerk, card, {}), "hand-over");
        }
    });
    // Serang, a week from now: more people than the hundred that a cut would leave.
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = *office::find_office(tx, "kabupaten-serang");
        const auto today = context.local(office.zone).date;
        booking::make_windows(tx, context, office.id, today - 14, today + 120);  // the days before are there to look at
        for (const auto& view : booking::windows(tx, context, office.id, "ak1", today + 7, today + 14)) {
            if (view.state != booking::WindowState::open) continue;
            for (int number = 0; number < 140; ++number) {
                const auto application = apply(tx, context, office.id, person(number, "36.04.05", "36.04.05.2001", today));
                expect(booking::take_place(tx, context, view.window.id, application, booking::TicketChannel::online), "a ticket");
            }
            break;
        }
        // A day that is drawn, at the far end of the horizon; people enter from now on.
        for (const auto& view : booking::windows(tx, context, office.id, "ak1", today + 25, today + 29)) {
            if (view.state != booking::WindowState::open) continue;
            expect(
                booking::set_up_draw(
                    tx, clerk_of(context, office.id),
                    {office.id, "ak1", view.window.date, context.now, {context.now.seconds + 5 * 24 * 3600}, crypto::sha256_hex("demo")}),
                "a draw");
            break;
        }
    });
}

// Three counters in Balikpapan: the first without steps, the third where somebody signs. Serang numbers none: whoever sits down does.
void add_counters(const Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto clerk = clerk_of(context, office::find_office(tx, "balikpapan")->id);
        expect(hall::save_counter(tx, clerk, {.number = "1", .label = "Lantai dasar, dekat pintu", .step_free = true}), "counter 1");
        expect(hall::save_counter(tx, clerk, {.number = "2", .label = "Lantai dasar"}), "counter 2");
        expect(hall::save_counter(tx, clerk, {.number = "3", .label = "Lantai 2", .sign_language = true}), "counter 3");
    });
}

// Cards that have been out for a while: whose report is near, late or done, who may renew, one person twice, and an old register
// of which some have not reported for long.
void add_card_lives(const Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = *office::find_office(tx, "balikpapan");
        const auto today = context.local(office.zone).date;
        const auto issue = [&](registration::Answers answers, Date day) {
            auto clerk = clerk_of(context, office.id);
            clerk.now = instant({day, TimeOfDay{9 * 60}, office.zone});
            const auto application = apply(tx, clerk, office.id, answers);
            expect(registration::mark_present(tx, clerk, application), "presence");
            const auto card = expect(registration::approve(tx, clerk, application, {}), "approval").card;
            expect(registration::mark_printed(tx, clerk, card, {}, ""), "print");
            expect(registration::hand_over(tx, clerk, card, {}), "hand-over");
            return card;
        };
        const auto someone = [&](int number) { return person(number, "64.71.03", "64.71.03.1001", today); };
        issue(someone(500), today.plus_months(-6) + 10);  // the first report is due in ten days
        issue(someone(501), today.plus_months(-6) - 10);  // ten days late, within the days of grace
        const auto done = issue(someone(502), today.plus_months(-6) - 1);
        auto yesterday = clerk_of(context, office.id);
        yesterday.now = {context.now.seconds - 24 * 3600};
        expect(registration::report_at_counter(
                   tx, yesterday, done,
                   {.status = registration::ReportStatus::looking, .employer = "", .since = {}, .on = {}, .paper_stamped = true}),
               "a report");
        const auto ending = issue(someone(503), today.plus_months(-24) + 20);  // ends in three weeks: may be renewed
        for (const int months : {18, 12, 6}) {
            auto then = clerk_of(context, office.id);
            then.now = instant({today.plus_months(-months), TimeOfDay{10 * 60}, office.zone});
            expect(registration::report_at_counter(tx, then, ending, {}), "a report");
        }
        auto twice = someone(504);
        issue(twice, today - 40);
        twice.nik = Nik::parse(std::string(twice.nik->reveal().substr(0, 12)) + "0999");  // a digit was misread the second time
        issue(twice, today - 12);

        std::vector<registration::OldCard> old;
        for (int one = 0; one < 12; ++one) {
            const auto known = someone(520 + one);
            registration::OldCard card;
            card.number = "563/" + std::to_string(410 + one) + "/AK.1/" + std::to_string((today - 500).year());
            card.nik = known.nik;
            card.name = known.name;
            card.birth_date = known.birth_date;
            card.sex = known.sex;
            card.issued_on = today - 500 + one * 20;
            if (one % 3 == 0) card.last_report = today - 60;
            card.education = known.education.front().level;
            card.major = known.education.front().major;
            card.occupation = known.desired_occupations.front();
            old.push_back(std::move(card));
        }
        const auto clerk = clerk_of(context, office.id);
        expect(registration::import_cards(tx, clerk, office.id, old, registration::DryRun::no), "the old register");
        registration::look_for_duplicates(tx, clerk, office.id, 200);
        expect(registration::receive_blanks(tx, clerk, office.id, {"BPP-000101", "BPP-000300", 0, today - 20, "Kiriman pertama"}),
               "blanks");
    });
}

}  // namespace

std::vector<DemoStep> demonstration() {
    return {{"offices", add_offices},
            {"staff", add_staff},
            {"people", add_people},
            {"counters", add_counters},
            {"companies", add_demo_employers},
            {"market", add_demo_market},
            {"profiles", add_demo_profiles},
            {"schools", add_demo_schools},
            {"card lives", add_card_lives},
            {"voices", add_demo_voices},
            {"placements", add_demo_placements},
            {"interviews", add_demo_interviews}};
}
