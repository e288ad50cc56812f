#include <doctest/doctest.h>

#include "modules/hall/actions_needs.hpp"
#include "modules/hall/pages_slip.hpp"
#include "modules/hall/tests/fixture.hpp"
#include "platform/html/parts.hpp"

using namespace hall;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// Sari has a number for today, and has said beforehand what she needs.
struct Booked : test::WaitingHall {
    explicit Booked(sql::Engine engine, const std::vector<Need>& needs) : WaitingHall(engine), file(apply(1)) {
        REQUIRE(write(seeker(file), [&](auto& tx, const Context& who) { return record_needs(tx, who, file, needs, true); }));
        ticket = *take(file, today);
    }

    void come() {
        REQUIRE(write(officer(), [&](auto& tx, const Context& who) {
            return booking::check_in(tx, who, ticket.id, booking::DayRule::booked_day_only);
        }));
    }
    std::vector<Need> needs() {
        return read([&](sql::Transaction& tx) { return needs_of(tx, house.anonymous(), ticket.id); });
    }
    bool is_page_large() {
        return read([&](sql::Transaction& tx) {
            return contains(html::parts("ticket", tx, house.anonymous(), ticket.id.value).view(), "large-print");
        });
    }
    std::string slip(int paper_mm = 80) {
        Slip slip{.ticket = ticket, .service = "Kartu AK-1", .needs = needs()};
        slip.office.name = "Disnaker";
        return slip_bytes(house.anonymous(), slip, paper_mm);
    }

    registration::ApplicationId file;
    booking::Ticket ticket;
};

// How ESC/POS says it: GS ! 0x11 is twice as wide and high, 0x00 is plain.
constexpr std::string_view twice{"\x1d!\x11", 3};
constexpr std::string_view service_twice{"\x1d!\x11Kartu AK-1\n", 14};
constexpr std::string_view service_plain{"\x1d!\0Kartu AK-1\n", 14};

}  // namespace

TEST_CASE("large print is honoured on the ticket's page before arrival, in the hall, and not after it was withdrawn") {
    for (const auto engine : test::engines()) {
        Booked sari(engine, {Need::large_print});
        CHECK(sari.is_page_large());
        sari.come();
        CHECK(sari.is_page_large());
        REQUIRE(sari.act(sari.officer(), record_needs_here, sari.ticket.id, std::vector<Need>{}, Remember::today_only));
        CHECK_FALSE(sari.is_page_large());
        CHECK(sari.needs().empty());

        Booked other(engine, {Need::wheelchair});
        CHECK_FALSE(other.is_page_large());
    }
}

TEST_CASE("what was said for today stands before what the file says, and a number without a name needs nothing") {
    for (const auto engine : test::engines()) {
        Booked sari(engine, {Need::large_print});
        sari.come();
        REQUIRE(sari.act(sari.officer(), record_needs_here, sari.ticket.id, std::vector{Need::companion}, Remember::today_only));
        CHECK(sari.needs() == std::vector{Need::companion});
        CHECK(sari.read([&](sql::Transaction& tx) { return needs_of(tx, sari.house.anonymous(), booking::TicketId{1}); }).empty());
    }
}

TEST_CASE("a slip is set in large type for who asked for it, and names the help, not why") {
    for (const auto engine : test::engines()) {
        Booked large(engine, {Need::large_print});
        for (const int paper_mm : {58, 80}) {
            CHECK(contains(large.slip(paper_mm), service_twice));
            CHECK_FALSE(contains(large.slip(paper_mm), service_plain));
        }
        CHECK_FALSE(contains(large.slip(), "Bantuan"));

        Booked helped(engine, {Need::sign_language, Need::companion});
        CHECK(contains(helped.slip(), service_plain));
        CHECK_FALSE(contains(helped.slip(), twice));
        CHECK(contains(helped.slip(), "Bantuan: bahasa isyarat, pendamping\n"));

        Booked both(engine, {Need::large_print, Need::wheelchair});
        CHECK(contains(both.slip(), service_twice));
        CHECK(contains(both.slip(), "Bantuan: jalan untuk\nkursi roda\n"));  // 24 columns
    }
}
