#include "modules/messages/rules.hpp"

#include <doctest/doctest.h>

using namespace messages;

namespace {

LocalTime at(int hour, int minute = 0) { return {*Date::parse("2026-03-03"), TimeOfDay{hour * 60 + minute}, Zone::wita}; }

constexpr Text moved{"booking.moved", "Nomor Anda dipindah", "Halo {nama}, nomor {nomor} kini untuk {hari}. {tautan}"};

}  // namespace

TEST_CASE("nobody is woken: what may wait goes out in the morning") {
    const QuietHours night{20, 7};
    CHECK_FALSE(quiet_until(at(7), night));
    CHECK_FALSE(quiet_until(at(19, 59), night));
    REQUIRE(quiet_until(at(20), night));
    CHECK(quiet_until(at(20), night)->date == *Date::parse("2026-03-04"));
    CHECK(quiet_until(at(20), night)->time.minutes == 7 * 60);
    REQUIRE(quiet_until(at(3), night));
    CHECK(quiet_until(at(3), night)->date == *Date::parse("2026-03-03"));
    CHECK(quiet_until(at(6, 59), night));
}

TEST_CASE("an office may keep quiet at noon, or never") {
    CHECK(quiet_until(at(12, 30), {12, 13})->time.minutes == 13 * 60);
    CHECK_FALSE(quiet_until(at(13), {12, 13}));
    for (int hour = 0; hour < 24; ++hour) CHECK_FALSE(quiet_until(at(hour), {7, 7}));
}

TEST_CASE("tries lie further and further apart, and what failed together does not come back together") {
    std::int64_t whole = 0;
    for (int attempts = 1; attempts < attempts_max; ++attempts) {
        CHECK(wait_s(attempts + 1, 0) > wait_s(attempts, 0));
        whole += wait_s(attempts, 0);
    }
    CHECK(whole > 12 * 3600);
    CHECK(whole < 48 * 3600);
    CHECK(wait_s(1, 1) != wait_s(1, 2));
}

TEST_CASE("the next carrier has its turn when one says no; in the end there is a person") {
    const Ways both{.gateway = true, .mail = true, .mail_first = false};
    CHECK(carrier_after(Carrier::none, both) == Carrier::gateway);
    CHECK(carrier_after(Carrier::gateway, both) == Carrier::mail);
    CHECK(carrier_after(Carrier::mail, both) == Carrier::paper);
    const Ways mail_first{.gateway = true, .mail = true, .mail_first = true};
    CHECK(carrier_after(Carrier::none, mail_first) == Carrier::mail);
    CHECK(carrier_after(Carrier::mail, mail_first) == Carrier::gateway);
    CHECK(carrier_after(Carrier::none, {.gateway = false, .mail = true, .mail_first = false}) == Carrier::mail);
    CHECK(carrier_after(Carrier::none, {}) == Carrier::paper);
}

TEST_CASE("an office says it in its own words without losing a fact") {
    CHECK_FALSE(fault_of(moved, {"Pindah hari", "Bapak/Ibu {nama}: {nomor}, {hari}. Jawab di {tautan}. {kantor}"}));
    const auto lost = fault_of(moved, {"Pindah hari", "Halo {nama}, nomor {nomor}. {tautan}"});
    REQUIRE(lost);
    CHECK(lost->why == Refusal::name_missing);
    CHECK(lost->name == "hari");
    // In the subject alone it would not be read on a telephone.
    CHECK(fault_of(moved, {"Pindah ke {hari}", "Halo, nomor {nomor}. {tautan}"})->why == Refusal::name_missing);
    const auto unknown = fault_of(moved, {"Pindah hari", "{nik} {nomor} {hari} {tautan}"});
    REQUIRE(unknown);
    CHECK(unknown->why == Refusal::name_unknown);
    CHECK(unknown->name == "nik");
    CHECK(fault_of(moved, {"", "x"})->why == Refusal::words_missing);
    CHECK(fault_of(moved, {"x", std::string(body_max + 1, 'x') + "{nomor}{hari}{tautan}"})->why == Refusal::words_too_long);
    // A greeting is the office's own business.
    CHECK_FALSE(fault_of(moved, {"Pindah", "{nomor} {hari} {tautan}"}));
}

TEST_CASE("no NIK leaves the house, a ticket's number does") {
    CHECK(without_nik("NIK 6471014503050001 tercatat") == "NIK ************0001 tercatat");
    CHECK(without_nik("nomor A-023, kode K7MQ3XHR, 081234567890") == "nomor A-023, kode K7MQ3XHR, 081234567890");
    CHECK(without_nik("9999999999999999") == "9999999999999999");
}

TEST_CASE("what nobody filled is not read as brackets") {
    CHECK(filled("Halo {nama}, {apa}.", {{"nama", "Sari {nomor}"}}) == "Halo Sari {nomor}, .");
    CHECK(filled("Buka { dan", {}) == "Buka { dan");
}

TEST_CASE("a sum in a text message has a plain space, which a telephone counts as one letter of many") {
    CHECK(with_plain_spaces("Upah mulai Rp\u00A09.000.000.") == "Upah mulai Rp 9.000.000.");
    CHECK(with_plain_spaces("4.850.000–\u20605.600.000") == "4.850.000–5.600.000");
    CHECK(with_plain_spaces("é – sudah\u00A0") == "é – sudah ");
}

TEST_CASE("WhatsApp opens with the number and the words") {
    CHECK(wa_me_address("0812-3456-7890", "Halo Sari & Budi, 50%?") ==
          "https://wa.me/6281234567890?text=Halo%20Sari%20%26%20Budi%2C%2050%25%3F");
    CHECK(wa_me_address("bukan nomor", "x").empty());
}
