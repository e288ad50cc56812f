#include "app/demo_schools.hpp"

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include "modules/identity/actions_staff.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/actions_graduates.hpp"
#include "modules/partners/actions_places.hpp"
#include "modules/partners/actions_pupil.hpp"
#include "modules/partners/actions_reports.hpp"
#include "modules/partners/rules.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_counter.hpp"
#include "platform/links/links.hpp"
#include "platform/tables/tables.hpp"

namespace {

constexpr std::array names{"Sari Dewi Lestari", "Budi Hartono",     "Rina Wulandari",  "Andi Saputra",   "Dewi Anggraini", "Joko Prasetyo",
                           "Putri Maharani",    "Agus Setiawan",    "Maya Puspita",    "Rizky Ramadhan", "Wulan Sari",     "Hendra Gunawan",
                           "Lestari Utami",     "Fajar Nugroho",    "Nurul Hidayah",   "Dimas Pratama",  "Ayu Permata",    "Bayu Kusuma",
                           "Intan Maulida",     "Yusuf Firmansyah", "Citra Handayani", "Galih Wijaya",   "Melati Siregar", "Surya Maulana"};

template <class T, class E>
T expect(Result<T, E> answer, std::string_view what) {
    if (!answer) throw std::runtime_error("the demonstration could not be made: " + std::string(what));
    return std::move(*answer);
}

std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

using Row = std::vector<std::string>;

std::string list_of(const std::vector<Row>& rows) {
    std::vector<std::string> header;
    for (const auto& column : partners::columns()) header.emplace_back(column.heading);
    return tables::write_csv(header, rows);
}

// A class of this year.
std::vector<Row> class_of(std::string_view district, std::string_view village, int year) {
    std::vector<Row> rows;
    for (int number = 0; number < static_cast<int>(names.size()); ++number) {
        const bool woman = number % 2 == 0;
        const int day = 1 + number % 28;
        const int month = 1 + number % 12;
        std::string nik;
        for (const char digit : district)
            if (digit != '.') nik += digit;
        nik += two(day + (woman ? 40 : 0)) + two(month) + two((year - 18) % 100) + "05" + two(number);
        Row row{nik,
                names[static_cast<std::size_t>(number)],
                "Balikpapan",
                two(day) + "-" + two(month) + "-" + std::to_string(year - 18),
                woman ? "P" : "L",
                "0812" + std::to_string(50'000'000 + number),
                "Jalan Contoh " + std::to_string(number + 1),
                std::string(village),
                number % 3 == 0 ? "Akuntansi" : "Teknik Kendaraan Ringan",
                std::to_string(year),
                number % 3 == 0 ? "4311" : "7231",
                number % 3 == 0 ? "Menyusun laporan kas" : "Merawat mesin bensin",
                "",
                "",
                ""};
        rows.push_back(std::move(row));
    }
    return rows;
}

// Three rows have what schools' lists usually have.
std::string class_list(std::string_view district, std::string_view village, int year) {
    auto rows = class_of(district, village, year);
    rows[4][0] = "6.47103E+15";
    rows[11][3] = "31-02-2008";
    rows[17][5] = "0812";
    return list_of(rows);
}

// Three of the year before, who hold a card whose report falls due this week.
void add_alumni(sql::Transaction& tx, const Context& context, const partners::School& school, const office::Office& office,
                std::string_view district, std::string_view village) {
    const auto today = context.local(office.zone).date;
    auto then = context;
    then.now = instant({today.plus_months(-6) + 4, TimeOfDay{9 * 60}, office.zone});
    auto rows = class_of(district, village, today.year() - 1);
    rows.resize(3);
    rows[0][1] = "Tari Anjani";
    rows[1][1] = "Eko Wibowo";
    rows[2][1] = "Nadia Kirana";
    for (auto& row : rows) row[5].back() = '9';  // telephones of their own
    const auto list = partners::read_list(then, school, office.regency_code, list_of(rows), "alumni.csv", today);
    if (!list) throw std::runtime_error("the demonstration could not be made: alumni");
    expect(partners::take_in(tx, then, school, *list), "alumni");
    expect(partners::hand_in(tx, then, school), "alumni");
    for (const auto& one : partners::rows(tx, then, school, partners::GraduateState::sent, 10, 0)) {
        expect(registration::mark_present(tx, then, one.graduate.application), "presence");
        const auto card = expect(registration::approve(tx, then, one.graduate.application, {}), "approval").card;
        expect(registration::mark_printed(tx, then, card, {}, ""), "print");
        expect(registration::hand_over(tx, then, card, {}), "hand-over");
    }
}

struct Registered {
    partners::School at_work;
    office::Office office;
};

Registered register_schools(sql::Transaction& tx, const Context& context, std::string_view office_code) {
    const auto office = *office::find_office(tx, office_code);
    const auto today = context.local(office.zone).date;
    auto manager = context;
    manager.actor.kind = ActorKind::system;
    manager.actor.office = office.id;
    manager.actor.permissions = {Permission::manage_staff};
    AccountId account;
    for (const auto& one : identity::staff(tx, manager))
        if (one.user_name == "bkk" || one.user_name == "bkk-serang") account = one.id;
    auto long_ago = manager;
    long_ago.now = {context.now.seconds - std::int64_t{430} * 24 * 3600};
    const auto add = [&](const Context& when, std::string_view name, std::string_view npsn, std::string_view licence, Date until,
                         std::string_view officer, AccountId whose) {
        partners::School school;
        school.office = office.id;
        school.name = name;
        school.npsn = npsn;
        school.level = "smk";
        school.address = "Jalan Sekolah Contoh 1";
        school.licence_number = licence;
        school.licence_from = until - 1825;
        school.licence_until = until;
        school.officer_name = officer;
        school.contact_name = officer;
        school.contact_phone = "081240009999";
        school.contact_email = "bkk@contoh.example";
        school.account = whose;
        return expect(partners::save_school(tx, when, school), name);
    };
    const auto first = add(long_ago, "SMK Contoh", "30400001", "563/BKK-01/DISNAKER", today + 700, "Ratna Contoh, S.Pd.", account);
    add(long_ago, "SMK Harapan Contoh", "30400002", "563/BKK-02/DISNAKER", today + 40, "Bambang Contoh, S.T.", {});
    add(long_ago, "SMK Pelita Contoh", "30400003", "563/BKK-03/DISNAKER", today + 300, "Sulastri Contoh, S.E.", {});
    return {*partners::find_school(tx, manager, first), office};
}

void add_class(const Context& context, std::string_view office_code, std::string_view district, std::string_view village) {
    const auto made = context.platform.database.write([&](sql::Transaction& tx) { return register_schools(tx, context, office_code); });
    const auto& school = made.at_work;
    const auto today = context.local(made.office.zone).date;
    auto teacher = context;
    teacher.actor.kind = ActorKind::system;
    teacher.actor.office = made.office.id;
    auto list =
        partners::read_list(teacher, school, made.office.regency_code, class_list(district, village, today.year()), "lulusan.csv", today);
    if (!list) throw std::runtime_error("the demonstration could not be made: a class list");
    context.platform.database.write([&](sql::Transaction& tx) {
        add_alumni(tx, teacher, school, made.office, district, village);
        expect(partners::take_in(tx, teacher, school, *list), "a class");
        expect(partners::hand_in(tx, teacher, school), "a class");
        auto day = today + 9;
        while (day.weekday() > 5) day = day + 1;
        const auto block = expect(
            partners::make_school_day(
                tx, teacher,
                {.school = school.id, .place = "Aula SMK Contoh", .date = day, .opens = {8 * 60}, .closes = {12 * 60}, .places = 20}),
            "a day at the school");
        const auto waiting = partners::without_place(tx, teacher, school);
        std::vector<partners::GraduateId> chosen;
        for (std::size_t one = 0; one < waiting.size() && one < 15; ++one) chosen.push_back(waiting[one].id);
        expect(partners::name_pupils(tx, teacher, school, block.id, chosen), "places");
        const Instant until{context.now.seconds + 30 * 24 * 3600};
        for (std::size_t one = 0; one < chosen.size(); one += 2)
            expect(partners::confirm(tx, teacher, links::sign(teacher, partners::confirm_purpose, chosen[one].value, until)),
                   "a confirmation");
        const auto tell = [&](std::size_t one, partners::GraduateOutcome outcome) {
            expect(partners::tell_outcome(tx, teacher, links::sign(teacher, partners::tracer_purpose, waiting.at(one).id.value, until),
                                          outcome),
                   "news");
        };
        tell(0, partners::GraduateOutcome::looking);
        tell(1, partners::GraduateOutcome::working);
        tell(2, partners::GraduateOutcome::studying);
        tell(3, partners::GraduateOutcome::placed);
        tell(16, partners::GraduateOutcome::self_employed);
        // Reported until the month before last: the last one waits.
        auto month = partners::month_before(partners::month_before(partners::month_of(today)));
        for (int one = 0; one < 3; ++one, month = partners::month_before(month)) {
            partners::Report report;
            report.month = month;
            report.figures.seekers = {{12, 9}, {0, 0}, {1, 2}, {0, 1}};
            report.figures.vacancies = {{2, 1}, {3, 3}, {1, 2}, {0, 0}};
            expect(partners::submit_report(tx, teacher, school, report), "a report");
        }
    });
}

}  // namespace

void add_demo_schools(const Context& context) {
    add_class(context, "balikpapan", "64.71.03", "64.71.01.1001");
    add_class(context, "kabupaten-serang", "36.04.06", "36.04.05.2001");
}
