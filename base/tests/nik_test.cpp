#include <doctest/doctest.h>

#include "base/nik.hpp"

namespace {
const Date mid_2026 = *Date::parse("2026-06-30");
}

TEST_CASE("a NIK tells where it was issued, a birth date and a sex") {
    const auto nik = Nik::parse("3602041211870001");
    REQUIRE(nik);
    CHECK(nik->area_code() == "36.02.04");
    CHECK(nik->birth_date_not_after(mid_2026).iso() == "1987-11-12");
    CHECK(nik->sex() == Sex::male);
    CHECK(nik->serial() == "0001");
}

TEST_CASE("a woman's day of birth is written forty higher") {
    const auto nik = Nik::parse("6471015001990001");
    REQUIRE(nik);
    CHECK(nik->sex() == Sex::female);
    CHECK(nik->birth_date_not_after(mid_2026).iso() == "1999-01-10");
    CHECK(nik->agrees_with(*Date::parse("1999-01-10")));
    CHECK_FALSE(nik->agrees_with(*Date::parse("1999-01-11")));
}

TEST_CASE("people write their NIK with blanks, dots and hyphens, also those of a word processor") {
    CHECK(Nik::normalise(" 6471 0107-0895.9901 ") == "6471010708959901");
    CHECK(Nik::normalise("6471\u00a00107\u20130895\u20119901") == "6471010708959901");
    CHECK(Nik::parse("6471 0107 0895 9901"));
    CHECK(Nik::normalise("64A") == "64A");
}

TEST_CASE("what cannot be a NIK is refused") {
    CHECK_FALSE(Nik::parse("647101070895990"));                   // 15 digits
    CHECK_FALSE(Nik::parse("64710107089599011"));                 // 17 digits
    CHECK_FALSE(Nik::parse("6471010708950000"));                  // no serial
    CHECK_FALSE(Nik::parse("0071010708959901"));                  // no province
    CHECK_FALSE(Nik::parse("6400010708959901"));                  // no regency
    CHECK_FALSE(Nik::parse("6471000708959901"));                  // no district
    CHECK_FALSE(Nik::parse("6471013102959901"));                  // 31 February
    CHECK_FALSE(Nik::parse("6471014008959901"));                  // day 40 is day 0 of a woman
    CHECK_FALSE(Nik::parse("6471017208959901"));                  // day 72
    CHECK_FALSE(Nik::parse("6471010713959901"));                  // month 13
    CHECK_FALSE(Nik::parse("647101070895990O"));                  // the letter O
    CHECK_FALSE(Nik::parse("６４７１０１０７０８９５９９０１"));  // full-width digits
    CHECK_FALSE(Nik::parse(""));
    CHECK_FALSE(Nik::parse(std::string_view("6471010708959901\0", 17)));
}

TEST_CASE("two digits of a year mean the latest such birthday that has already been") {
    CHECK(Nik::parse("6471013006260001")->birth_date_not_after(mid_2026).iso() == "2026-06-30");
    CHECK(Nik::parse("6471010107260001")->birth_date_not_after(mid_2026).iso() == "1926-07-01");
    CHECK(Nik::parse("6471012902000001")->birth_date_not_after(mid_2026).iso() == "2000-02-29");
    CHECK_FALSE(Nik::parse("6471012902010001"));  // no leap year in any century
}

TEST_CASE("a NIK shows only its regency and serial unless revealed") {
    CHECK(Nik::parse("3604041211870001")->to_masked() == "3604********0001");
}
