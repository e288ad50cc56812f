#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/reference/tables.hpp"

using namespace reference;

namespace {

std::string best(std::string_view query) {
    const auto found = find_occupations(query, 1);
    return found.empty() ? std::string() : found.front().code;
}

}  // namespace

TEST_CASE("what people call their work leads to its unit group") {
    CHECK(best("juru las") == "7212");
    CHECK(best("welder") == "7212");
    CHECK(best("sopir") == "8322");
    CHECK(best("supir truk") == "8332");
    CHECK(best("kasir minimarket") == "5230");
    CHECK(best("satpam") == "5414");
    CHECK(best("SPG") == "5242");
    CHECK(best("operator produksi") == "8189");
    CHECK(best("programmer") == "2514");
    CHECK(best("admin gudang") == "4321");
    CHECK(best("guru SD") == "2341");
    CHECK(best("Staff Accounting") == "3313");
}

TEST_CASE("half a word, words in another order and a typing error still lead there") {
    CHECK(best("perawa") == "2221");
    CHECK(best("truk pengemudi") == "8332");
    CHECK(best("kasri") == "5230");
    CHECK(best("programer") == "2514");
    CHECK(best("pengelasan") == "7212");
    CHECK(best("7212") == "7212");
}

TEST_CASE("somebody who reads English finds the same groups") {
    CHECK(best("graphic designer") == "2166");
    CHECK(best("accountant") == "2411");
    CHECK(best("heavy truck driver") == "8332");
}

TEST_CASE("nonsense finds nothing and harms nobody") {
    CHECK(find_occupations("", 5).empty());
    CHECK(find_occupations("asdfqwer", 5).empty());
    CHECK(find_occupations("dan di yang", 5).empty());
    CHECK(find_occupations(std::string(5000, 'a'), 5).empty());
    CHECK(find_occupations("😀 \xff\xfe", 5).empty());
    CHECK(find_occupations("operator mesin", 3).size() == 3);
}

TEST_CASE("KBJI 2014 is there with all its levels, each title in both languages") {
    std::size_t of_length[5] = {};
    std::set<std::string> codes;
    for (const auto& row : table("kbji2014")) {
        const std::string code(row.column(0));
        REQUIRE(code.size() <= 4);
        ++of_length[code.size()];
        codes.insert(code);
        const auto one = find_occupation(code);
        REQUIRE(one);
        CHECK_FALSE(one->title.empty());
        CHECK_FALSE(one->title_en.empty());
        if (code.size() > 1) CHECK(codes.contains(code.substr(0, code.size() - 1)));
    }
    CHECK(of_length[1] == 10);
    CHECK(of_length[2] == 43);
    CHECK(of_length[3] == 130);
    CHECK(of_length[4] == 446);
    CHECK_FALSE(find_occupation("5412"));
}

TEST_CASE("every everyday name leads to unit groups that exist, its first one near the top") {
    for (const auto& row : table("occupation_words")) {
        const auto codes = text::split(row.column(1), ' ');
        for (const auto& code : codes) CHECK_MESSAGE((code.size() == 4 && find_occupation(code)), code);
        const auto found = find_occupations(row.column(0), 3);
        const bool is_near_top = std::any_of(found.begin(), found.end(), [&](const Occupation& one) { return one.code == codes.front(); });
        CHECK_MESSAGE(is_near_top, row.column(0));
    }
}
