#include <doctest/doctest.h>

#include "modules/reference/actions.hpp"

using namespace reference;

namespace {

std::string first_village(std::string_view query, std::string_view regency = "") {
    const auto found = find_villages(query, regency, 1);
    return found.empty() ? std::string() : found.front().code;
}

}  // namespace

TEST_CASE("every area of the Kemendagri list can be found by its code") {
    CHECK(find_area("64")->name == "Kalimantan Timur");
    CHECK(find_area("64.71")->name == "Kota Balikpapan");
    CHECK(find_area("36.04")->name == "Kabupaten Serang");
    CHECK(find_area("64.71.01")->level == AreaLevel::district);
    CHECK(full_name("64.71.04.1002") == "Gunung Sari Ilir, Balikpapan Tengah, Kota Balikpapan, Kalimantan Timur");
    for (const auto unknown : {"", "6", "64.7", "64.71.", "64.71.99", "64.71.04.1", "64.71.04.1002.1", "99", "x"})
        CHECK_FALSE(find_area(unknown));
    CHECK(full_name("64.71.99") == "");
}

TEST_CASE("the list is whole: 38 provinces, 514 regencies, 7,285 districts, 83,762 villages") {
    std::size_t regencies = 0, districts = 0, villages = 0;
    const auto provinces = children("");
    for (const auto& province : provinces) {
        for (const auto& regency : children(province.code)) {
            ++regencies;
            for (const auto& district : children(regency.code)) {
                ++districts;
                villages += children(district.code).size();
            }
        }
    }
    CHECK(provinces.size() == 38);
    CHECK(regencies == 514);
    CHECK(districts == 7285);
    CHECK(villages == 83762);
    CHECK(children("64.71.04.1002").empty());
    CHECK(children("99").empty());
}

TEST_CASE("a resident of Balikpapan finds the village by the words people use") {
    CHECK(first_village("Gunung Sari Ilir, Balikpapan Tengah") == "64.71.04.1002");
    CHECK(first_village("ilir gunung sari", "64.71") == "64.71.04.1002");
    CHECK(first_village("gunungsari il", "64.71") == "64.71.04.1002");
    CHECK(first_village("Kel. Damai, Kec. Balikpapan Kota") == "64.71.06.1005");
    CHECK(find_villages("balikpapan tengah", "64.71", 20).size() >= 6);  // a district's name shows its villages
}

TEST_CASE("a search stays within its regency and its limit") {
    for (const auto& village : find_villages("sari", "36.04", 50)) CHECK(is_within(village.code, "36.04"));
    CHECK(find_villages("sari", "", 7).size() == 7);
    CHECK(find_villages("sari", "99.99", 7).empty());
    CHECK(find_villages("", "", 7).empty());
}

TEST_CASE("a place is found by the name that people say: city, regency, district, village") {
    const auto first = [](std::string_view typed) {
        const auto found = find_places(typed, 1);
        return found.empty() ? std::string() : full_name(found.front().code);
    };
    CHECK(first("balikpapan") == "Kota Balikpapan, Kalimantan Timur");
    CHECK(first("balikp sel") == "Balikpapan Selatan, Kota Balikpapan, Kalimantan Timur");
    CHECK(first("kalimantan timur") == "Kalimantan Timur");
    CHECK(first("gunung sari ilir") == "Gunung Sari Ilir, Balikpapan Tengah, Kota Balikpapan, Kalimantan Timur");
    CHECK(first("Balikpapan Selatan, Kota Balikpapan, Kalimantan Timur") == "Balikpapan Selatan, Kota Balikpapan, Kalimantan Timur");
    CHECK(first("serpong, tangerang selatan") == "Serpong, Kota Tangerang Selatan, Banten");
    CHECK(first("qqqq").empty());
    CHECK(find_places("sari", 7).size() == 7);
    CHECK(find_places(" ,. ", 7).empty());
    REQUIRE(areas_called("balikpapan selatan").size() == 1);
    CHECK(areas_called("balikpapan selatan").front().code == "64.71.05");
    CHECK(areas_called("Sukamaju").size() > 10);
    CHECK(areas_called("Sukamaj").empty());
    CHECK(areas_called("").empty());
    CHECK(find_villages(", . '", "", 7).empty());
    CHECK(find_villages("qqqqqq", "", 7).empty());
    CHECK(find_villages("a b c d e f g h i j k l m", "", 7).size() <= 7);
}

TEST_CASE("a code belongs to whole levels only") {
    CHECK(is_within("64.71.01.1001", "64.71"));
    CHECK(is_within("64.71", "64.71"));
    CHECK_FALSE(is_within("64.711", "64.71"));
    CHECK_FALSE(is_within("64", "64.71"));
}

TEST_CASE("people from the divided provinces of Papua keep the old code in their NIK") {
    const auto merauke = find_retired("91.01.01");
    REQUIRE(merauke);
    CHECK(merauke->successor == "93.01");
    CHECK(merauke->retired_in == 2022);
    CHECK(find_area(merauke->successor)->name == merauke->name);
    CHECK(find_retired("54.01.02")->successor == "");
    CHECK_FALSE(find_retired("91.03"));  // Jayapura stayed
    CHECK_FALSE(find_retired("64.71"));
}

TEST_CASE("each retired code is gone from today's list and its successor carries the same name") {
    const char* old_codes[] = {"91.01", "91.02", "91.04", "91.07", "91.08", "91.09", "91.12", "91.13", "91.14",
                               "91.16", "91.17", "91.18", "91.21", "91.22", "91.23", "91.24", "91.25", "91.26",
                               "91.27", "91.28", "92.01", "92.04", "92.05", "92.09", "92.10", "92.71"};
    for (const std::string_view code : old_codes) {
        const auto retired = find_retired(code);
        REQUIRE_MESSAGE(retired, code);
        CHECK_FALSE(find_area(code));
        CHECK(find_area(retired->successor)->name == retired->name);
    }
}
