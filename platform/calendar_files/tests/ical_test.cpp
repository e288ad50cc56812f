#include <doctest/doctest.h>
#include <libical/ical.h>

#include <string>

#include "base/text.hpp"
#include "platform/calendar_files/ical.hpp"

namespace {

ical::Appointment evening() {
    ical::Appointment one;
    one.uid = "ticket-812@disnaker.example";
    one.sequence = 2;
    one.title = "AK-1: Disnaker Kab. Contoh, nomor 14";
    one.place = "Jl. Merdeka 1; lantai 2, Kab. Contoh";
    one.description = "Bawa:\nKTP asli\nijazah asli";
    one.organiser = "Dinas \"Tenaga\" Kerja: Contoh";
    one.organiser_address = "mailto:loket@disnaker.example";
    one.url = "http://127.0.0.1:8080/tiket/K7MQ2345";
    one.start = {1'772'622'000};  // 2026-03-04T11:00:00Z = 19:00 WITA
    one.end = {1'772'622'000 + 900};
    one.stamp = {1'772'499'600};  // 2026-03-03T01:00:00Z
    one.zone = Zone::wita;
    return one;
}

std::string unfolded(std::string text) {
    for (std::size_t at; (at = text.find("\r\n ")) != std::string::npos;) text.erase(at, 3);
    return text;
}

// Every line ends in CRLF, has at most 75 octets and is whole UTF-8 (RFC 5545, 3.1).
void check_lines(const std::string& file) {
    REQUIRE(file.ends_with("\r\n"));
    std::size_t from = 0;
    while (from < file.size()) {
        const auto end = file.find("\r\n", from);
        REQUIRE(end != std::string::npos);
        const auto line = file.substr(from, end - from);
        CHECK(line.size() <= 75);
        CHECK(line.find_first_of("\r\n") == std::string::npos);
        CHECK(text::is_valid_utf8(line));
        from = end + 2;
    }
}

}  // namespace

TEST_SUITE("calendar_files") {
    TEST_CASE("an appointment stands in the calendar at the office's own time") {
        const auto file = ical::appointment_ics(evening());
        check_lines(file);
        const auto text = unfolded(file);
        for (const char* line :
             {"BEGIN:VCALENDAR\r\n", "VERSION:2.0\r\n", "METHOD:PUBLISH\r\n", "TZID:Asia/Makassar\r\n", "TZOFFSETTO:+0800\r\n",
              "UID:ticket-812@disnaker.example\r\n", "SEQUENCE:2\r\n", "DTSTAMP:20260303T010000Z\r\n",
              "DTSTART;TZID=Asia/Makassar:20260304T190000\r\n", "DTEND;TZID=Asia/Makassar:20260304T191500\r\n", "STATUS:CONFIRMED\r\n",
              "SUMMARY:AK-1: Disnaker Kab. Contoh\\, nomor 14\r\n", "LOCATION:Jl. Merdeka 1\\; lantai 2\\, Kab. Contoh\r\n",
              "DESCRIPTION:Bawa:\\nKTP asli\\nijazah asli\r\n",
              "ORGANIZER;CN=\"Dinas Tenaga Kerja: Contoh\":mailto:loket@disnaker.example\r\n"}) {
            CAPTURE(line);
            CHECK(text.find(line) != std::string::npos);
        }
    }

    TEST_CASE("a cancelled appointment leaves the calendar") {
        auto one = evening();
        one.state = ical::State::cancelled;
        const auto file = ical::appointment_ics(one);
        check_lines(file);
        CHECK(file.find("METHOD:CANCEL\r\n") != std::string::npos);
        CHECK(file.find("STATUS:CANCELLED\r\n") != std::string::npos);
        CHECK(file.find("UID:ticket-812@disnaker.example\r\n") != std::string::npos);
    }

    TEST_CASE("long and strange titles are folded, and come back whole from a calendar") {
        auto one = evening();
        for (const std::string& title : {std::string(300, 'x'), text::join(std::vector<std::string>(60, "Jawa ꦗꦮ é"), " "),
                                         std::string("a\\b;c,d:\"e\" END:VEVENT"), text::join(std::vector<std::string>(50, "😀"), "")}) {
            one.title = one.description = title;
            const auto file = ical::appointment_ics(one);
            check_lines(file);
            icalcomponent* calendar = icalparser_parse_string(file.c_str());
            REQUIRE(calendar);
            icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
            REQUIRE(event);
            CHECK(icalcomponent_get_summary(event) == title);
            CHECK(icalcomponent_count_errors(calendar) == 0);
            icalcomponent_free(calendar);
        }
    }

    TEST_CASE("nobody writes a line of the calendar through a title") {
        auto one = evening();
        one.title = "x\r\nATTENDEE:mailto:a@b\r\nEND:VEVENT\x07\x1b";
        one.description = "y\r\nBEGIN:VALARM\r\nz";
        one.organiser = "o\r\nX-EVIL:1";
        const auto file = ical::appointment_ics(one);
        check_lines(file);
        CHECK(file.find("\r\nATTENDEE") == std::string::npos);
        CHECK(file.find("\r\nBEGIN:VALARM") == std::string::npos);
        CHECK(file.find("\r\nX-EVIL") == std::string::npos);
        CHECK(unfolded(file).find("DESCRIPTION:y\\nBEGIN:VALARM\\nz\r\n") != std::string::npos);
    }
}
