#include "modules/booking/actions_draw.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "modules/booking/ballot.hpp"
#include "modules/booking/module.hpp"
#include "modules/booking/tests/fixture.hpp"
#include "platform/crypto/vault.hpp"

using namespace booking;

namespace {

const std::string seed(64, '7');

struct Lots : test::Hall {
    using test::Hall::Hall;

    // For tomorrow; entries from an hour from now, for six hours.
    Result<DrawId, DrawRefusal> announce(int days = 1) {
        return write(clerk(), [&](auto& tx, const Context& context) {
            const auto now = context.local(Zone::wita).date;
            return set_up_draw(tx, context,
                               {office, "ak1", now + days, {context.now.seconds + 3600}, {context.now.seconds + 7 * 3600}, seed});
        });
    }
    Result<std::string, DrawRefusal> enter(DrawId draw, registration::ApplicationId application) {
        return write(seeker(application),
                     [&](auto& tx, const Context& context) { return enter_draw(tx, context, draw, application, PartOfDay::any); });
    }
    Result<Drawn, DrawRefusal> hold(DrawId draw) {
        return write(house.system(), [&](auto& tx, const Context& context) { return hold_draw(tx, context, draw); });
    }
    std::string file(DrawId draw) {
        return write(house.system(),
                     [&](auto& tx, const Context& context) { return ballot_file(tx, context, *draw_view(tx, context, draw)); });
    }
    void later(int hours) { house.set_now(Instant{house.now().seconds + hours * 3600}.rfc3339_utc()); }
    void check() {
        const auto faults = read([](sql::Transaction& tx) {
            std::vector<std::string> found;
            check_invariants(tx, found);
            return found;
        });
        CHECK_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
    }
};

Ballot crowd(int people, int places, const std::string& from) {
    Ballot ballot{.seed = from};
    ballot.places = {{"1", {8 * 60}, {12 * 60}, places}};
    for (int one = 0; one < people; ++one) ballot.entries.push_back({"P" + std::to_string(100'000 + one), PartOfDay::any});
    return ballot;
}

}  // namespace

TEST_SUITE("draw") {
    TEST_CASE("while a day is drawn, the quickest gets nothing; who is drawn has a number, the others wait in their order") {
        for (const auto engine : test::engines()) {
            Lots hall(engine, /*quota=*/3);
            const auto draw = hall.announce();
            REQUIRE(draw);
            const auto quick = hall.take(hall.apply(1), hall.tomorrow);
            REQUIRE_FALSE(quick);
            CHECK(quick.error() == Refusal::too_far_ahead);
            const auto early = hall.enter(*draw, hall.apply(2));
            REQUIRE_FALSE(early);
            CHECK(early.error() == DrawRefusal::not_open);
            CHECK_FALSE(verify_ballot(hall.file(*draw)).holds);
            CHECK(hall.file(*draw).find(seed) == std::string::npos);

            hall.later(2);
            std::vector<registration::ApplicationId> people;
            std::set<std::string> codes;
            for (int person = 10; person < 18; ++person) {
                people.push_back(hall.apply(person));
                const auto code = hall.enter(*draw, people.back());
                REQUIRE(code);
                codes.insert(*code);
                CHECK(*hall.enter(*draw, people.back()) == *code);
            }
            CHECK(codes.size() == 8);
            const auto rival = hall.enter(*draw, hall.apply(50, /*with_nik_of=*/10));
            REQUIRE_FALSE(rival);
            CHECK(rival.error() == DrawRefusal::take_number_at_counter);
            CHECK_FALSE(hall.hold(*draw));

            hall.later(6);
            const auto drawn = hall.hold(*draw);
            REQUIRE(drawn);
            CHECK(drawn->entries == 8);
            CHECK(drawn->winners == 3);
            CHECK(drawn->waiting == 5);
            const auto again = hall.hold(*draw);
            REQUIRE_FALSE(again);
            CHECK(again.error() == DrawRefusal::not_open);

            const auto published = hall.file(*draw);
            CHECK(verify_ballot(published).holds);
            const auto body = nlohmann::json::parse(published);
            for (const auto person : people) {
                const auto entry = hall.read([&](sql::Transaction& tx) { return *draw_entry(tx, *draw, person); });
                const auto ticket = hall.read([&](sql::Transaction& tx) { return open_ticket_of(tx, person); });
                REQUIRE(entry.rank);
                CHECK(body["result"][static_cast<std::size_t>(*entry.rank - 1)]["code"] == entry.code);
                CHECK(ticket.has_value() == (*entry.rank <= 3));
                if (ticket) CHECK(ticket->number == *entry.rank);
                const auto waiting = hall.read([&](sql::Transaction& tx) { return waiting_of(tx, person); });
                REQUIRE(waiting.has_value() != ticket.has_value());
                if (!waiting) continue;
                const auto view = hall.write(hall.house.system(),
                                             [&](auto& tx, const Context& context) { return *waiting_view(tx, context, waiting->id); });
                CHECK(view.people_before == *entry.rank - 4);
            }
            hall.check();
        }
    }

    TEST_CASE("places that nobody was drawn for are for sale again") {
        for (const auto engine : test::engines()) {
            Lots hall(engine, /*quota=*/3);
            const auto draw = hall.announce();
            hall.later(2);
            REQUIRE(hall.enter(*draw, hall.apply(1)));
            hall.later(6);
            REQUIRE(hall.hold(*draw));
            CHECK(hall.take(hall.apply(2), hall.tomorrow));
            hall.check();
        }
    }

    TEST_CASE("a draw that is called off says why and sells as before; its seed stays hidden") {
        for (const auto engine : test::engines()) {
            Lots hall(engine, /*quota=*/3);
            const auto draw = hall.announce();
            CHECK_FALSE(hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return call_off_draw(tx, context, *draw, ""); }));
            CHECK(hall.write(hall.clerk(),
                             [&](auto& tx, const Context& context) { return call_off_draw(tx, context, *draw, "Listrik padam"); }));
            CHECK(hall.take(hall.apply(1), hall.tomorrow));
            CHECK(hall.file(*draw).find(seed) == std::string::npos);
            CHECK(hall.announce());
        }
    }

    TEST_CASE("one day has one draw, announced before anybody enters and drawn before the day begins") {
        for (const auto engine : test::engines()) {
            Lots hall(engine);
            REQUIRE(hall.announce());
            const auto twice = hall.announce();
            REQUIRE_FALSE(twice);
            CHECK(twice.error() == DrawRefusal::day_taken);
            const auto today = hall.announce(0);
            REQUIRE_FALSE(today);
            CHECK(today.error() == DrawRefusal::times_unfit);
        }
    }
}

TEST_SUITE("ballot") {
    TEST_CASE("whoever changes anything in the published file is found out") {
        auto ballot = crowd(40, 10, seed);
        ballot.office = "balikpapan";
        ballot.service = "ak1";
        ballot.date = *Date::parse("2026-03-04");
        ballot.commitment = commitment_of(seed);
        ballot.result = outcome_of(ballot);
        const auto file = ballot_json(ballot);
        CHECK(verify_ballot(file).holds);
        CHECK(verify_ballot(file, ballot.commitment).holds);
        CHECK_FALSE(verify_ballot(file, commitment_of(std::string(64, '8'))).holds);
        const auto changed = [&](auto change) {
            auto body = nlohmann::json::parse(file);
            change(body);
            return verify_ballot(body.dump());
        };
        CHECK_FALSE(changed([](auto& body) { body["seed"] = std::string(64, '8'); }).holds);
        CHECK_FALSE(changed([](auto& body) {
                        body["seed"] = std::string(64, '8');
                        body["commitment"] = commitment_of(std::string(64, '8'));
                    }).holds);
        CHECK_FALSE(changed([](auto& body) { body["entries"].erase(3); }).holds);
        CHECK_FALSE(changed([](auto& body) { body["entries"].push_back({{"code", "TITIPAN"}, {"part_of_day", "any"}}); }).holds);
        CHECK_FALSE(changed([](auto& body) { std::swap(body["result"][0], body["result"][30]); }).holds);
        CHECK_FALSE(changed([](auto& body) { body["result"][30]["window"] = "1"; }).holds);
        CHECK_FALSE(changed([](auto& body) { body["places"][0]["count"] = 11; }).holds);
        CHECK_FALSE(changed([](auto& body) { body["result"].erase(39); }).holds);
        for (const auto* junk : {"", "[]", "null", "{", "{\"format\":\"antarkerja-ballot-1\"}", "{\"format\":1,\"seed\":{}}",
                                 "{\"format\":\"antarkerja-ballot-1\",\"seed\":\"zz\",\"places\":[1],\"entries\":[1],\"result\":[1]}"})
            CHECK_FALSE(verify_ballot(junk).holds);
        for (std::size_t cut = 0; cut < file.size(); cut += 97) CHECK_FALSE(verify_ballot(file.substr(0, cut)).holds);
    }

    TEST_CASE("each takes the earliest window that fits") {
        Ballot ballot{.seed = seed};
        ballot.places = {{"1", {8 * 60}, {12 * 60}, 1}, {"2", {19 * 60}, {21 * 60}, 1}};
        ballot.entries = {{"A", PartOfDay::evening}, {"B", PartOfDay::any}, {"C", PartOfDay::morning}};
        const auto result = outcome_of(ballot);
        for (const auto& one : result) {
            if (one.code == "A") CHECK(one.window != "1");
            if (one.code == "C") CHECK(one.window != "2");
        }
        CHECK(std::ranges::count_if(result, [](const auto& one) { return !one.window.empty(); }) == 2);
    }
}

// Issue "The hall", how it is checked: 2,000 single people, one tout with 50 NIK who asks a hundred times as often.
TEST_SUITE("touts") {
    constexpr int people = 2000;
    constexpr int of_tout = 50;
    constexpr int places = 700;

    // The first `of_tout` codes are the tout's.
    int won_by_tout(const std::vector<Ballot::Outcome>& result) {
        return static_cast<int>(std::ranges::count_if(
            result, [](const Ballot::Outcome& one) { return !one.window.empty() && std::stoi(one.code.substr(1)) - 100'000 < of_tout; }));
    }

    TEST_CASE("under the draw a tout's share of places is its share of people, over 200 seeds") {
        long won = 0;
        for (int turn = 0; turn < 200; ++turn) {
            const auto result = outcome_of(crowd(people + of_tout, places, crypto::sha256_hex("turn " + std::to_string(turn))));
            won += won_by_tout(result);
        }
        const double share = static_cast<double>(won) / (200.0 * places);
        const double fair = static_cast<double>(of_tout) / (people + of_tout);
        MESSAGE("share of places ", share, ", of people ", fair, ", ratio ", share / fair);
        CHECK(share <= 1.05 * fair);
    }

    TEST_CASE("first come, first served, the same tout takes many times its share: why there is a draw") {
        std::mt19937 dice(7);
        long won = 0;
        for (int turn = 0; turn < 200; ++turn) {
            // Everybody's next try is exponential; a tout's NIKs are tried a hundred times as often.
            std::vector<std::pair<double, bool>> tries;
            std::exponential_distribution<double> person(1.0);
            for (int one = 0; one < people + of_tout; ++one)
                tries.emplace_back(person(dice) / (one < of_tout ? 100.0 : 1.0), one < of_tout);
            std::ranges::nth_element(tries, tries.begin() + places);
            won += std::count_if(tries.begin(), tries.begin() + places, [](const auto& one) { return one.second; });
        }
        const double fair = static_cast<double>(of_tout) / (people + of_tout);
        CHECK(static_cast<double>(won) / (200.0 * places) > 1.05 * fair);
    }

    TEST_CASE("asking a hundred times enters once") {
        Lots hall(sql::Engine::sqlite, 3);
        const auto draw = hall.announce();
        hall.later(2);
        const auto nik = hall.apply(1);
        for (int one = 0; one < 100; ++one) REQUIRE(hall.enter(*draw, nik));
        CHECK(hall.write(hall.house.system(), [&](auto& tx, const Context& context) { return draw_view(tx, context, *draw)->entries; }) ==
              1);
    }
}
