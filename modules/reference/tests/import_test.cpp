#include "modules/reference/actions_import.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "modules/reference/store.hpp"
#include "platform/testing/testing.hpp"

using namespace reference;

namespace {

bool tells(const ReadList& list, std::string_view part) {
    return std::ranges::any_of(list.faults, [&](const std::string& fault) { return fault.find(part) != std::string::npos; });
}

}  // namespace

TEST_SUITE("reference import") {
    TEST_CASE("newer areas are new ones, other names, and nothing else") {
        const auto list = read_list(
            List::areas,
            "kode,nama\n64.71.07,Balikpapan Seberang\n64.71.07.1001,Kampung Baru Seberang\n64.71,Kota Balikpapan\n64.71.01,Nama Lain\n");
        CHECK(list.faults.empty());
        CHECK(list.read == 4);
        CHECK(list.unchanged == 1);
        REQUIRE(list.additions.size() == 3);
        CHECK(list.additions[0].line == "64.71.07\tBalikpapan Seberang");
    }

    TEST_CASE("a file with one broken line is told and gives nothing to take in") {
        const auto list =
            read_list(List::areas, "code;name\n6471;Kota\n64.71.99.1001;Tanpa Kecamatan\n64.71.08;\n64.71.09;Satu\n64.71.09;Dua\n");
        CHECK(tells(list, "line 2: “6471” is no code"));
        CHECK(tells(list, "line 3: 64.71.99.1001 lies in no known 64.71.99"));
        CHECK(tells(list, "line 4: 64.71.08 has no fit name"));
        CHECK(tells(list, "64.71.09 stands in the file twice"));
        CHECK(tells(read_list(List::areas, "nomor\n1\n"), "headings code and name"));
        CHECK_FALSE(read_list(List::occupations, "").faults.empty());
    }

    TEST_CASE("an occupation keeps its English title when the file has none") {
        const auto list = read_list(List::occupations, "code,title\n7212,Juru las dan pemotong api\n");
        REQUIRE(list.additions.size() == 1);
        CHECK(list.additions[0].line.starts_with("7212\tJuru las dan pemotong api\t"));
        CHECK_FALSE(list.additions[0].line.ends_with("\t"));
        CHECK(tells(read_list(List::occupations, "code,title\n72122,Terlalu dalam\n"), "is no code"));
    }

    TEST_CASE("the industries of 2025 come in as a list of their own, under their own letters") {
        const auto list = read_list(
            List::industries,
            "code,title,version\nK,Telekomunikasi,2025\n61,Telekomunikasi,2025\n611,Telekomunikasi kabel,2025\n61100,Salah induk,2025\n");
        CHECK(tells(list, "61100 lies in no known 6110"));
        const auto good = read_list(List::industries, "code,title,version\nK,Telekomunikasi,2025\n61,Telekomunikasi,2025\n");
        REQUIRE(good.additions.size() == 2);
        CHECK(good.additions[1].list == "kbli2025");
        CHECK(good.additions[1].line == "K\t61\tTelekomunikasi");
        CHECK(tells(read_list(List::industries, "code,title,version\nK,Telekomunikasi,2031\n"), "version is 2020 or 2025"));
    }

    TEST_CASE("what was taken in is kept, and a later file says the last word") {
        for (const auto engine : test::engines()) {
            test::House house(engine);
            const auto put = [&](const std::string& name) {
                const auto list = read_list(List::areas, "code,name\n64.71.07," + name + "\n");
                house.database().write([&](sql::Transaction& tx) { take_in(tx, house.system(), list); });
            };
            put("Balikpapan Seberang");
            put("Balikpapan Seberang Laut");
            const auto kept = house.database().read([](sql::Transaction& tx) { return store::additions(tx); });
            REQUIRE(kept.size() == 1);
            CHECK(kept[0].line == "64.71.07\tBalikpapan Seberang Laut");
        }
    }
}
