#include "modules/feedback/rules.hpp"

#include <doctest/doctest.h>

using namespace feedback;

namespace {

Tally alike(int answers, int rating) {
    Tally tally{.answers = answers, .sums = {}};
    tally.sums.fill(std::int64_t{answers} * rating);
    return tally;
}

}  // namespace

TEST_CASE("the index is the mean times twenty-five, exactly") {
    CHECK_FALSE(index_of({}));
    CHECK(index_of(alike(10, 4))->index_hundredths == 10000);
    CHECK(index_of(alike(10, 1))->index_hundredths == 2500);
    Tally tally{.answers = 3, .sums = {9, 10, 11, 12, 9, 10, 11, 12, 9}};  // 93 of 27 ratings
    const auto index = *index_of(tally);
    CHECK(index.weighted_hundredths == 344);
    CHECK(index.index_hundredths == 8611);
    CHECK(index.grade == Grade::b);
    CHECK(index.element_hundredths[0] == 300);
    CHECK(index.element_hundredths[2] == 367);
}

TEST_CASE("a grade begins where the annex says") {
    CHECK(grade_of(10000) == Grade::a);
    CHECK(grade_of(8831) == Grade::a);
    CHECK(grade_of(8830) == Grade::b);
    CHECK(grade_of(7661) == Grade::b);
    CHECK(grade_of(7660) == Grade::c);
    CHECK(grade_of(6500) == Grade::c);
    CHECK(grade_of(6499) == Grade::d);
    CHECK(grade_of(2500) == Grade::d);
    // Another regulation, another limit: nothing but the letter changes.
    const GradeLimits stricter{.a = 9000, .b = 8000, .c = 7000};
    CHECK(grade_of(8999, stricter) == Grade::b);
    CHECK(grade_of(9000, stricter) == Grade::a);
    CHECK(index_of(alike(10, 3), stricter)->grade == Grade::c);
    CHECK(index_of(alike(10, 3), stricter)->index_hundredths == index_of(alike(10, 3))->index_hundredths);
}

TEST_CASE("few answers are not shown, and not to be worked out either") {
    std::vector<Cell> rows{{"ak1", alike(40, 3)}, {"company", alike(2, 1)}, {"legalisation", alike(9, 4)}, {"dispute", alike(0, 1)}};
    hide_small(rows, 5);
    CHECK_FALSE(rows[0].is_hidden);
    CHECK(rows[1].is_hidden);
    CHECK(rows[2].is_hidden);  // the whole less forty would tell of the two
    CHECK_FALSE(rows[3].is_hidden);
    std::vector<Cell> two{{"ak1", alike(40, 3)}, {"company", alike(2, 1)}, {"dispute", alike(4, 1)}, {"legalisation", alike(9, 4)}};
    hide_small(two, 5);
    CHECK(two[2].is_hidden);
    CHECK_FALSE(two[3].is_hidden);  // six together are nobody in particular
    std::vector<Cell> none{{"ak1", alike(40, 3)}, {"legalisation", alike(5, 4)}};
    hide_small(none, 5);
    CHECK_FALSE(none[1].is_hidden);
}

TEST_CASE("offices report by year, half and quarter") {
    CHECK(parse_period("2026-S1")->last == *Date::parse("2026-06-30"));
    CHECK(parse_period("2026-T4")->first == *Date::parse("2026-10-01"));
    CHECK(parse_period("2024")->last == *Date::parse("2024-12-31"));
    for (const auto* code : {"", "2026-", "2026-S3", "2026-T0", "x", "99999", "1900"}) CHECK_FALSE(parse_period(code));
    CHECK(half_before(*Date::parse("2026-03-03")).code == "2025-S2");
    CHECK(half_before(*Date::parse("2026-07-01")).code == "2026-S1");
}

TEST_CASE("a survey is open from the visit on, for the office's days") {
    const auto visit = *Date::parse("2026-03-03");
    CHECK(is_open(visit, visit, 14));
    CHECK(is_open(visit, visit + 14, 14));
    CHECK_FALSE(is_open(visit, visit + 15, 14));
    CHECK_FALSE(is_open(visit, visit - 1, 14));
}
