#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/eval.hpp"
#include "base/text.hpp"

namespace {

// One line in, the answer's line without its end.
std::string eval(std::string_view kind, const std::string& line) {
    std::istringstream in(line + "\n");
    std::ostringstream out;
    REQUIRE(eval_main(kind, in, out) == 0);
    auto answer = out.str();
    REQUIRE(answer.ends_with('\n'));
    answer.pop_back();
    REQUIRE(answer.find('\n') == std::string::npos);
    return answer;
}

bool is_error(const std::string& answer) { return answer.starts_with(R"({"error":)"); }

}  // namespace

TEST_CASE("the contract's examples are answered as written") {
    CHECK(eval("nik", R"({"nik":"6471010708959901","ref_date":"2026-06-30"})") ==
          R"({"valid":true,"province_code":"64","regency_code":"64.71","district_code":"64.71.01",)"
          R"("birth_date":"1995-08-07","sex":"L","serial":"9901","area_in_current_list":true,"warnings":[]})");
    CHECK(eval("nik-normalise", R"({"nik":"6471 0107 0895 9901"})") == R"({"nik":"6471010708959901"})");
    CHECK(eval("working-day-deadline", R"({"start":"2026-01-14","working_days":3,"week_days":5,"cuti_bersama_is_off":true})") ==
          R"({"deadline":"2026-01-20","weekday_holidays_skipped":["2026-01-16"]})");
    CHECK(eval("count-working-days", R"({"first":"2026-01-12","last":"2026-01-16","week_days":5,"cuti_bersama_is_off":true})") ==
          R"({"count":4})");
    CHECK(eval("is-working-day", R"({"date":"2026-01-16","week_days":5,"cuti_bersama_is_off":true})") == R"({"working":false})");
    CHECK(eval("local-time", R"({"local":"2026-01-01T00:30","zone":"WITA"})") == R"({"utc":"2025-12-31T16:30:00Z","offset":"+08:00"})");
    CHECK(eval("add-months", R"({"date":"2026-08-31","months":6})") == R"({"date":"2027-02-28"})");
    CHECK(eval("occupation", R"({"title":"juru las"})").starts_with(R"({"codes":["7212")"));
}

TEST_CASE("a NIK of an old or unknown area is valid with a warning") {
    const auto merauke = eval("nik", R"({"nik":"9101010708959901","ref_date":"2026-06-30"})");
    CHECK(text::contains(merauke, R"("valid":true)"));
    CHECK(text::contains(merauke, R"("area_in_current_list":false,"warnings":["nik_area_retired"])"));
    const auto timor = eval("nik", R"({"nik":"5401010708759901","ref_date":"2026-06-30"})");
    CHECK(text::contains(timor, R"("warnings":["nik_area_retired"])"));
    const auto nowhere = eval("nik", R"({"nik":"9999990708959901","ref_date":"2026-06-30"})");
    CHECK(text::contains(nowhere, R"("valid":true)"));
    CHECK(text::contains(nowhere, R"("warnings":["nik_area_unknown"])"));
}

TEST_CASE("a woman of this year and one of a hundred years ago are told apart by the reference date") {
    const auto newborn = eval("nik", R"({"nik":"6471017006260001","ref_date":"2026-06-30"})");
    CHECK(text::contains(newborn, R"("birth_date":"2026-06-30","sex":"P")"));
    const auto old = eval("nik", R"({"nik":"6471014107260001","ref_date":"2026-06-30"})");
    CHECK(text::contains(old, R"("birth_date":"1926-07-01","sex":"P")"));
}

TEST_CASE("any text given as a NIK is answered valid true or false") {
    for (const auto nik : {"", "abc", "6471010708959900000", "6471013102959901", "6471010708950000", "0071010708959901", "\\u0000",
                           "６４７１０１０７０８９５９９０１", "😀"}) {
        const auto answer = eval("nik", std::string(R"({"nik":")") + nik + R"(","ref_date":"2026-06-30"})");
        CHECK_MESSAGE(answer.starts_with(R"({"valid":false,"errors":[")"), answer);
    }
}

TEST_CASE("dates after the last decree are answered with a reservation") {
    CHECK(eval("is-working-day", R"({"date":"2027-01-04","week_days":5,"cuti_bersama_is_off":true})") ==
          R"({"working":true,"calendar_complete":false})");
    CHECK(eval("working-day-deadline", R"({"start":"2026-12-30","working_days":2,"week_days":5,"cuti_bersama_is_off":true})") ==
          R"({"deadline":"2027-01-01","weekday_holidays_skipped":[],"calendar_complete":false})");
    CHECK(eval("count-working-days", R"({"first":"2026-12-31","last":"2026-12-31","week_days":5,"cuti_bersama_is_off":true})") ==
          R"({"count":1})");
}

TEST_CASE("no working days answer the start day, holiday or not") {
    CHECK(eval("working-day-deadline", R"({"start":"2026-01-16","working_days":0,"week_days":5,"cuti_bersama_is_off":true})") ==
          R"({"deadline":"2026-01-16","weekday_holidays_skipped":[]})");
}

TEST_CASE("a holiday on a Sunday is not moved to Monday") {
    CHECK(eval("is-working-day", R"({"date":"2026-06-01","week_days":5,"cuti_bersama_is_off":true})") ==
          R"({"working":false})");  // Pancasila Day, a Monday of its own right
    CHECK(eval("is-working-day", R"({"date":"2026-04-06","week_days":5,"cuti_bersama_is_off":true})") ==
          R"({"working":true})");  // the day after Easter Sunday
}

TEST_CASE("what cannot be answered gives one error a line and never ends the program") {
    for (const auto line : {"", "{", "[]", "null", "1", "\"\"", "{}", "\xff", "{\"nik\":\"\xff\",\"ref_date\":\"2026-06-30\"}",
                            R"({"nik":"6471010708959901"})", R"({"nik":null,"ref_date":"2026-06-30"})",
                            R"({"nik":"6471010708959901","ref_date":"2026-02-30"})"})
        CHECK_MESSAGE(is_error(eval("nik", line)), line);
    for (const auto line : {R"({"date":"2026-08-31"})", R"({"date":"2026-08-31","months":"6"})", R"({"date":"2026-08-31","months":1e400})",
                            R"({"date":"2026-08-31","months":1e300})", R"({"date":"2026-08-31","months":0.5})", R"({"date":5,"months":5})"})
        CHECK_MESSAGE(is_error(eval("add-months", line)), line);
    for (const auto line : {R"({"local":"2026-01-01","zone":"WITA"})", R"({"local":"","zone":"WITA"})",
                            R"({"local":"2026-01-01T24:00","zone":"WITA"})", R"({"local":"2026-01-01T00:30","zone":"UTC"})"})
        CHECK_MESSAGE(is_error(eval("local-time", line)), line);
}

TEST_CASE("an unknown kind is wrong usage") {
    std::istringstream in("{}\n");
    std::ostringstream out;
    CHECK(eval_main("horoscope", in, out) == 2);
    CHECK(out.str().empty());
}

// The JSON parsing suite of TEST_DATA: whatever a line holds, exactly one line comes back.
TEST_CASE("no JSON text that anybody has thought of ends the program") {
    const char* folder = std::getenv("TEST_DATA");
    std::ifstream suite(std::string(folder ? folder : "../shared/data") + "/json_parsing_suite.jsonl");
    if (!suite) {
        MESSAGE("skipped: TEST_DATA holds no json_parsing_suite.jsonl");
        return;
    }
    std::vector<std::string> texts = {std::string(100'000, '['), std::string(100'000, '{')};
    std::string deep;
    for (int i = 0; i < 50'000; ++i) deep += R"({"":[)";
    texts.push_back(deep);
    for (std::string line; std::getline(suite, line);) {
        const auto test = nlohmann::json::parse(line);
        if (test.contains("b64")) texts.push_back(text::from_base64(test["b64"].get<std::string>()).value());
    }
    for (auto& one : texts) {
        std::replace(one.begin(), one.end(), '\n', ' ');
        for (const auto kind : {"nik", "working-day-deadline", "occupation"}) eval(kind, one);
        eval("nik", R"({"ref_date":"2026-06-30","nik":)" + one + "}");
    }
}
