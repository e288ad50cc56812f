#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "modules/reference/actions.hpp"
#include "modules/reference/actions_distance.hpp"
#include "modules/reference/tables.hpp"

using namespace reference;

TEST_CASE("known ways are as long as the map says, within a tenth and two kilometres") {
    struct Known {
        std::string_view from, to;
        int kilometres;  // straight line
    };
    for (const auto& [from, to, kilometres] : {Known{"64.71", "64.72", 93},           // Balikpapan, Samarinda
                                               Known{"36.73", "36.72", 16},           // Serang, Cilegon
                                               Known{"64.74", "64.72", 79},           // Bontang, Samarinda
                                               Known{"31.71", "35.78", 662},          // Jakarta, Surabaya
                                               Known{"33.74", "34.71", 90},           // Semarang, Yogyakarta
                                               Known{"12.71", "13.71", 538},          // Medan, Padang
                                               Known{"64.71.05", "64.71.01", 10}}) {  // Sepinggan, Manggar
        CAPTURE(from);
        CHECK(std::abs(int{distance(from, to).kilometres} - kilometres) <= 2 + kilometres / 10);
        CHECK(distance(from, to).kilometres == distance(to, from).kilometres);
    }
}

TEST_CASE("every regency has a point within Indonesia, and no district lies where no part of its regency can") {
    std::size_t regencies = 0, districts = 0;
    for (const auto& row : table("points")) {
        const auto degrees = [&](std::size_t column) { return std::stoi(std::string(row.column(column))) / 10'000.0; };
        CHECK(degrees(1) > -11.1);
        CHECK(degrees(1) < 6.2);
        CHECK(degrees(2) > 94.9);
        CHECK(degrees(2) < 141.1);
        const bool is_regency = row.column(0).size() == 5;
        ++(is_regency ? regencies : districts);
        if (!is_regency) CHECK(distance(row.column(0).substr(0, 5), row.column(0)).kilometres < 320);
    }
    CHECK(regencies == 514);
    CHECK(districts > 1800);
}

TEST_CASE("the districts of the offices of the demonstration have points of their own; others say that they are rough") {
    for (const auto regency : {"64.71", "36.04"})
        for (const auto& district : children(regency)) {
            CAPTURE(district.name);
            CHECK_FALSE(distance("36.73", district.code).is_rough);
        }
    CHECK(distance("64.71.05", "64.72").is_rough);                      // somewhere in Samarinda
    CHECK(distance("64.72.03", "64.72.05").kilometres == within_city);  // neither has one
    CHECK(distance("64.72.03", "64.72.05").is_rough);
    CHECK(distance("64.72.03", "64.72.03").kilometres == 0);
}

TEST_CASE("a village lies where its district does; a province and what no list knows lie nowhere") {
    CHECK(area_number("64.71.05.1002") == area_number("64.71.05"));
    CHECK(distance("64.71.05.1002", "64.71.05").kilometres == 0);
    for (const auto nowhere : {"64", "", "99.99", "x"}) {
        CHECK(area_number(nowhere) == 0);
        CHECK_FALSE(distance("64.71", nowhere).is_known());
        CHECK_FALSE(distance(nowhere, "64.71").is_known());
    }
}
