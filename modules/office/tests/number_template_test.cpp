#include "modules/office/number_template.hpp"

#include <doctest/doctest.h>

#include "modules/office/numbers.hpp"

using namespace office;

TEST_SUITE("number_template") {
    TEST_CASE("the numbers of four offices look as on their cards") {
        NumberParts parts;
        parts.region4 = "6471";
        parts.nik4 = "6409";
        parts.office = "BPP";
        parts.date = *Date::of(2026, 3, 3);
        parts.birth_date = *Date::of(2006, 7, 1);
        parts.sequence = 123;
        const char* const numbers[] = {"647103032026000123", "6471-03032026-000123", "640900123010706", "64710012303032026"};
        const std::vector<int> groups[] = {{4, 8, 6}, {4, 1, 8, 1, 6}, {4, 5, 6}, {4, 5, 8}};
        REQUIRE(number_presets().size() == 4);
        for (std::size_t i = 0; i < 4; ++i) {
            const auto& preset = number_presets()[i];
            const auto read = read_number_template(preset.pattern, "global");
            REQUIRE(read);
            CHECK(number_from(preset.pattern, parts) == numbers[i]);
            CHECK(read->groups == groups[i]);
        }
        CHECK(read_number_template(number_presets().front().pattern, "day"));
        CHECK(number_from("{office}/{seq:4}/{year}", parts) == "BPP/0123/2026");
        CHECK(read_number_template("{office}/{seq:4}/{year}", "year")->groups.empty());
    }

    TEST_CASE("a pattern that cannot give one number to one card is refused with the reason") {
        const auto refusal = [](std::string_view pattern, std::string_view scope) {
            const auto read = read_number_template(pattern, scope);
            REQUIRE_FALSE(read);
            CHECK_FALSE(sentence(read.error().why).empty());
            return read.error().why;
        };
        CHECK(refusal("", "global") == NumberRefusal::no_sequence);
        CHECK(refusal("{region4}", "global") == NumberRefusal::no_sequence);
        CHECK(refusal("{seq:6}{seq:6}", "global") == NumberRefusal::two_sequences);
        CHECK(refusal("{seq}", "global") == NumberRefusal::bad_width);
        CHECK(refusal("{seq:2}", "global") == NumberRefusal::bad_width);
        CHECK(refusal("{seq:99}", "global") == NumberRefusal::bad_width);
        CHECK(refusal("{mother}{seq:6}", "global") == NumberRefusal::unknown_token);
        CHECK(refusal("{date:DDD}{seq:6}", "global") == NumberRefusal::unknown_token);
        CHECK(refusal("{date:}{seq:6}", "global") == NumberRefusal::unknown_token);
        CHECK(refusal("{seq:6", "global") == NumberRefusal::unclosed);
        CHECK(refusal("<b>{seq:6}", "global") == NumberRefusal::bad_character);
        CHECK(refusal("{office}{date:DDMMYYYY}{birth_date:DDMMYYYY}{seq:12}", "global") == NumberRefusal::too_long);
        CHECK(refusal("{seq:6}", "week") == NumberRefusal::bad_scope);
    }

    TEST_CASE("a sequence that starts anew needs its date in the number") {
        const auto fits = [](std::string_view pattern, std::string_view scope) { return read_number_template(pattern, scope).has_value(); };
        CHECK_FALSE(fits("{region4}{seq:6}", "day"));
        CHECK_FALSE(fits("{year}{seq:6}", "month"));
        CHECK_FALSE(fits("{birth_date:DDMMYYYY}{seq:6}", "day"));
        CHECK(fits("{year}{seq:6}", "year"));
        CHECK(fits("{date:MMYY}{seq:6}", "month"));
        CHECK(fits("{date:DDMMYYYY}{seq:6}", "day"));
    }
}
