#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

// Lists that belong to the whole country and change by decree, not by anybody here.
namespace reference {

enum class AreaLevel { province, regency, district, village };

// Kemendagri code ("64", "64.71", "64.71.01", "64.71.01.1001") and name. Never BPS codes: another list.
struct Area {
    std::string code;
    std::string name;
    AreaLevel level{AreaLevel::village};
};

// A regency or city code that people carry in their NIK for life although the area has another code today.
struct RetiredArea {
    std::string code;
    std::string name;
    std::string successor;  // "" when the area left the republic
    int retired_in{};       // year
};

// KBJI 2014: 1 to 4 digits; 4 are a unit group, the level that people choose.
struct Occupation {
    std::string code;
    std::string title;
    std::string title_en;
};

// The last degree a person finished, in ascending order of years.
struct EducationLevel {
    std::string_view code;   // none, sd, smp, sma, ma, smk, paket_c, d1 … s3, sp2: stable, part of the API
    std::string_view label;  // Indonesian; translated when shown
    int ipk_row{};           // row of form IPK III/8, 1..13
    bool has_major{};        // asks for a field of study
};

// What the NIK says differs from what the person says. It warns and never refuses: a NIK is never reissued
// when a birth date is corrected, a region is split or a person moves (domain rule; PP 40/2019).
enum class NikDoubt { area_unknown, area_retired, birth_date_differs, sex_differs };
std::string_view sentence(NikDoubt doubt);  // Indonesian
std::string_view code(NikDoubt doubt);      // "nik_area_unknown", "nik_birth_date" …

}  // namespace reference
