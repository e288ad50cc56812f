#include <doctest/doctest.h>

#include "modules/reference/actions.hpp"

using namespace reference;

namespace {
Date day(std::string_view text) { return *Date::parse(text); }
}  // namespace

TEST_CASE("2026 has the seventeen national holidays and eight days of joint leave of its decree") {
    int national = 0, joint_leave = 0;
    for (const auto& holiday : national_holidays()) {
        if (holiday.date.year() != 2026) continue;
        CHECK(holiday.source == "SKB 1497/2025, 2/2025, 5/2025");
        CHECK_FALSE(holiday.name_en.empty());
        (holiday.kind == HolidayKind::joint_leave ? joint_leave : national) += 1;
    }
    CHECK(national == 17);
    CHECK(joint_leave == 8);
}

TEST_CASE("the day of joint leave that was added in the middle of 2025 names its own decree") {
    const auto added = Calendar(national_holidays()).on(day("2025-08-18"));
    REQUIRE(added.size() == 1);
    CHECK(added.front().kind == HolidayKind::joint_leave);
    CHECK(added.front().source == "SKB 933/2025, 1/2025, 3/2025");
}

TEST_CASE("the shipped calendar reaches to the end of the last decree") {
    const Calendar calendar(national_holidays());
    CHECK(calendar.last_known() == day("2026-12-31"));
    CHECK(calendar.is_complete(day("2015-01-01"), day("2026-12-31")));
}

TEST_CASE("every education level of the API has a place in form IPK III/8") {
    const char* codes[] = {"none", "sd", "smp", "sma",     "ma", "smk", "paket_c", "d1", "d2",
                           "d3",   "d4", "s1",  "profesi", "s2", "sp1", "s3",      "sp2"};
    CHECK(education_levels().size() == std::size(codes));
    for (const auto code : codes) {
        const auto* level = find_education_level(code);
        REQUIRE(level);
        CHECK(level->ipk_row >= 1);
        CHECK(level->ipk_row <= 13);
        CHECK_FALSE(level->label.empty());
    }
    CHECK(find_education_level("smk")->ipk_row == find_education_level("sma")->ipk_row);
    CHECK_FALSE(find_education_level("SMK"));
}

TEST_CASE("a NIK that agrees with its owner raises no doubt") {
    const auto nik = *Nik::parse("6471010708959901");
    CHECK(nik_advice(nik, day("1995-08-07"), Sex::male).empty());
    CHECK(nik_advice(nik, {}, {}).empty());
}

TEST_CASE("a NIK that differs from its owner is doubted, never refused") {
    const auto nik = *Nik::parse("6471010708959901");
    CHECK(nik_advice(nik, day("1995-08-08"), Sex::female) == std::vector{NikDoubt::birth_date_differs, NikDoubt::sex_differs});
    CHECK(nik_advice(*Nik::parse("9101010708959901"), {}, {}) == std::vector{NikDoubt::area_retired});
    CHECK(nik_advice(*Nik::parse("6471990708959901"), {}, {}) == std::vector{NikDoubt::area_unknown});
    for (const auto doubt : {NikDoubt::area_unknown, NikDoubt::area_retired, NikDoubt::birth_date_differs, NikDoubt::sex_differs})
        CHECK_FALSE(sentence(doubt).empty());
}
