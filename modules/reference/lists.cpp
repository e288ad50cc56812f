#include <algorithm>

#include "modules/reference/actions.hpp"
#include "modules/reference/tables.hpp"
#include "platform/i18n/language.hpp"

namespace reference {

const std::vector<EducationLevel>& education_levels() {
    // IPK III/8 counts thirteen levels: 1 NON, 2 SD, 3 SLTP, 4 SLTA, 5-7 diploma, 8 D4, 9 and 10 Akta (no
    // longer given), 11 sarjana, 12 magister, 13 doktor. Professional and specialist degrees stand beside the
    // degree they follow.
    static const std::vector<EducationLevel> levels = {
        {"none", msg("Tidak tamat SD"), 1, false},
        {"sd", msg("SD, MI, atau Paket A"), 2, false},
        {"smp", msg("SMP, MTs, atau Paket B"), 3, false},
        {"sma", msg("SMA"), 4, true},
        {"ma", msg("MA (Madrasah Aliyah)"), 4, true},
        {"smk", msg("SMK atau MAK"), 4, true},
        {"paket_c", msg("Paket C"), 4, true},
        {"d1", msg("Diploma 1 (D1)"), 5, true},
        {"d2", msg("Diploma 2 (D2)"), 6, true},
        {"d3", msg("Diploma 3 (D3)"), 7, true},
        {"d4", msg("Diploma 4 (D4) atau Sarjana Terapan"), 8, true},
        {"s1", msg("Sarjana (S1)"), 11, true},
        {"profesi", msg("Pendidikan profesi"), 11, true},
        {"s2", msg("Magister (S2)"), 12, true},
        {"sp1", msg("Spesialis (Sp-1)"), 12, true},
        {"s3", msg("Doktor (S3)"), 13, true},
        {"sp2", msg("Subspesialis (Sp-2)"), 13, true},
    };
    return levels;
}

const EducationLevel* find_education_level(std::string_view code) {
    const auto& levels = education_levels();
    const auto found = std::find_if(levels.begin(), levels.end(), [&](const EducationLevel& level) { return level.code == code; });
    return found == levels.end() ? nullptr : &*found;
}

const std::vector<Holiday>& national_holidays() {
    static const auto holidays = [] {
        std::vector<Holiday> rows;
        for (const auto& row : table("holidays"))
            rows.push_back({.date = Date::parse(row.column(0)).value(),
                            .kind = row.column(1) == "cuti_bersama" ? HolidayKind::joint_leave : HolidayKind::national,
                            .name = std::string(row.column(2)),
                            .name_en = std::string(row.column(3)),
                            .source = std::string(row.column(4))});
        return rows;
    }();
    return holidays;
}

std::vector<NikDoubt> nik_advice(const Nik& nik, std::optional<Date> birth_date, std::optional<Sex> sex) {
    std::vector<NikDoubt> doubts;
    if (find_retired(nik.area_code())) {
        doubts.push_back(NikDoubt::area_retired);
    } else if (!find_area(nik.area_code())) {
        doubts.push_back(NikDoubt::area_unknown);
    }
    if (birth_date && !nik.agrees_with(*birth_date)) doubts.push_back(NikDoubt::birth_date_differs);
    if (sex && nik.sex() != *sex) doubts.push_back(NikDoubt::sex_differs);
    return doubts;
}

}  // namespace reference
