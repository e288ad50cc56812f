#include "modules/partners/rules.hpp"

#include <doctest/doctest.h>

#include "modules/booking/rules_school.hpp"
#include "modules/partners/tests/fixture.hpp"

using namespace partners;
using namespace partners::test_school;

namespace {

const Date today = *Date::parse("2026-03-03");

School smk() {
    School school;
    school.name = "SMK Negeri 1 Balikpapan";
    school.level = "smk";
    school.licence_from = *Date::parse("2025-01-01");
    school.licence_until = *Date::parse("2026-04-30");
    return school;
}

Cells cells_with(Column column, const std::string& text) {
    Cells cells;
    const auto row = graduate(2);
    for (std::size_t at = 0; at < row.size(); ++at) cells[at] = row[at];
    cells[index_of(column)] = text;
    return cells;
}

std::vector<Fault> faults_of(Column column, const std::string& text) {
    Words words("64.71");
    return check(cells_with(column, text), smk(), today, words).faults;
}

bool is_good(Column column, const std::string& text) { return faults_of(column, text).empty(); }
bool is_red(Column column, const std::string& text, Unfit why) { return faults_of(column, text) == std::vector<Fault>{{column, why}}; }

}  // namespace

TEST_SUITE("partners rules") {
    TEST_CASE("a good row is a whole application of this school's graduate") {
        Words words("64.71");
        const auto checked = check(cells_with(Column::name, "Sari Dewi Lestari"), smk(), today, words);
        CHECK(checked.faults.empty());
        CHECK(checked.answers.name == "Sari Dewi Lestari");
        CHECK(checked.answers.education.at(0).school == "SMK Negeri 1 Balikpapan");
        CHECK(checked.answers.education.at(0).level == "smk");
        CHECK(checked.answers.education.at(0).year == 2025);
        CHECK(checked.answers.birth_date == Date::parse("2008-01-03"));
        CHECK(checked.answers.desired_occupations == std::vector<std::string>{"7231"});
        CHECK(checked.answers.purpose == registration::Purpose::domestic);
        CHECK(checked.answers.filled_in_by == "BKK SMK Negeri 1 Balikpapan");
    }

    TEST_CASE("teachers write dates, sexes and places in their own ways") {
        for (const auto* day : {"2008-01-03", "03-01-2008", "3/1/2008", "3.1.2008", "3 Januari 2008", "03 Jan 2008"})
            CHECK(is_good(Column::birth_date, day));
        for (const auto* sex : {"P", "p", "Perempuan", "PR", "wanita"}) CHECK(is_good(Column::sex, sex));
        for (const auto* village : {"64.71.01.1001", "6471011001"}) CHECK(is_good(Column::village, village));
        for (const auto* year : {"2025", "2024/2025", "2025.0"}) CHECK(is_good(Column::year, year));
        for (const auto* work : {"7231", "7231 Mekanik", "mekanik mobil", "juru las"}) CHECK(is_good(Column::occupation, work));
        CHECK(is_good(Column::purpose, ""));
        CHECK(is_good(Column::purpose, "Keduanya"));
        CHECK(is_good(Column::phone, "812 3456 7890"));
    }

    TEST_CASE("each red cell says why") {
        CHECK(is_red(Column::nik, "6.47101E+15", Unfit::nik_rounded));
        CHECK(is_red(Column::nik, "1,23E+15", Unfit::nik_rounded));
        CHECK(is_red(Column::nik, "64710143010", Unfit::nik_length));
        CHECK(is_red(Column::nik, "6471014301080000", Unfit::nik_unfit));
        CHECK(is_red(Column::nik, "", Unfit::missing));
        CHECK(is_red(Column::name, "=HYPERLINK(\"x\")", Unfit::formula));
        CHECK(is_red(Column::name, "", Unfit::missing));
        CHECK(is_red(Column::birth_date, "31-02-2008", Unfit::no_such_date));
        CHECK(is_red(Column::birth_date, "03-01-2108", Unfit::date_in_future));
        CHECK(is_red(Column::sex, "X", Unfit::sex_unfit));
        CHECK(is_red(Column::phone, "12", Unfit::phone_unfit));
        CHECK(is_red(Column::village, "Negeri Antah Berantah", Unfit::village_unknown));
        CHECK(is_red(Column::year, "tahun lalu", Unfit::year_unfit));
        CHECK(is_red(Column::occupation, "zzqqxx", Unfit::occupation_unknown));
        CHECK(is_red(Column::purpose, "Mars", Unfit::purpose_unfit));
        CHECK(is_red(Column::name, std::string(101, 'x'), Unfit::too_long));
    }

    TEST_CASE("headings are read as schools write them") {
        const auto places = find_places({"No", "N I K", "NAMA  SISWA", "Tempat Lahir", "Tgl. Lahir", "JK", "No. HP", "Alamat",
                                         "Desa/Kelurahan", "Kompetensi Keahlian", "Tahun Lulus", "Jabatan"});
        CHECK(places.missing.empty());
        CHECK(places.of[index_of(Column::nik)] == 1);
        CHECK(places.of[index_of(Column::sex)] == 5);
        CHECK(places.of[index_of(Column::skills)] == -1);
        CHECK(find_places({"NIK", "Nama"}).missing.size() == 9);
        CHECK(find_places({"nik", "name", "birth_place", "birth_date", "sex", "phone", "address", "village_code", "education.major",
                           "education.year", "desired_occupations"})
                  .missing.empty());
    }

    TEST_CASE("a licence warns before it ends and opens nothing afterwards") {
        const auto school = smk();
        CHECK(licence_on(school, *Date::parse("2024-12-31"), 60) == Licence::not_yet);
        CHECK(licence_on(school, *Date::parse("2026-02-28"), 60) == Licence::valid);
        CHECK(licence_on(school, *Date::parse("2026-03-01"), 60) == Licence::ends_soon);
        CHECK(licence_on(school, *Date::parse("2026-04-30"), 60) == Licence::ends_soon);
        CHECK(licence_on(school, *Date::parse("2026-05-01"), 60) == Licence::over);
        CHECK(may_hand_in(school, *Date::parse("2026-04-30")));
        CHECK_FALSE(may_hand_in(school, *Date::parse("2026-05-01")));
        auto retired = school;
        retired.retired = true;
        CHECK_FALSE(may_hand_in(retired, today));
    }

    TEST_CASE("silence is counted in whole months") {
        CHECK(silent_months("", today, today) == 0);
        CHECK(silent_months("2026-02", *Date::parse("2020-01-01"), today) == 0);
        CHECK(silent_months("2026-01", *Date::parse("2020-01-01"), today) == 1);
        CHECK(silent_months("2025-02", *Date::parse("2020-01-01"), today) == 12);
        CHECK(silent_months("", *Date::parse("2025-02-27"), today) == 12);
        CHECK(month_before("2026-01") == "2025-12");
    }

    TEST_CASE("a report balances without clamping") {
        Figures figures;
        figures.seekers = {{3, 2}, {4, 4}, {2, 1}, {1, 0}};
        CHECK(figures.seekers.closing() == Pair{4, 5});
        CHECK(balances(figures));
        figures.seekers.placed.women = 9;
        CHECK_FALSE(balances(figures));
        figures.seekers.placed.women = -1;
        CHECK_FALSE(balances(figures));
    }

    TEST_CASE("unnamed places go back a day before, or at the opening when they were taken late") {
        const Instant opens{1'000'000};
        CHECK(booking::returns_at(opens, {0}, 24).seconds == 1'000'000 - 86'400);
        CHECK(booking::returns_at(opens, {990'000}, 24) == opens);
        CHECK(booking::school_part(30, 33) == 10);
        CHECK(booking::school_part(30, 0) == 0);
        using booking::SchoolCut;
        CHECK(booking::places_given_up(20, 700, 100, SchoolCut::shares) == 18);  // two whole ones stay
        CHECK(booking::places_given_up(8, 30, 15, SchoolCut::shares) == 4);
        CHECK(booking::places_given_up(8, 30, 0, SchoolCut::shares) == 8);
        CHECK(booking::places_given_up(8, 30, 29, SchoolCut::gives_all) == 8);
        CHECK(booking::places_given_up(8, 30, 15, SchoolCut::keeps) == 0);
        CHECK(booking::places_given_up(8, 30, 30, SchoolCut::gives_all) == 0);  // not a smaller quota
        CHECK(booking::places_given_up(0, 30, 15, SchoolCut::gives_all) == 0);
    }
}
