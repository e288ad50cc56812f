#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "modules/matching/actions_profile.hpp"
#include "modules/placement/actions_decoy.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/actions_views.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "platform/audit/audit.hpp"

// Nobody who reads a page meets an invented person; a program that opens every address rings in the moment in which it does.
using namespace placement;
using namespace placement::test_market;

namespace {

struct Trapped : Market {
    explicit Trapped(sql::Engine engine) : Market(engine) {}
    Context manager() const {
        return house.staff(AccountId{21}, office, {Permission::signed_in, Permission::manage_office, Permission::review_vacancy});
    }
    Result<DecoyId, DecoyRefusal> plants(const Context& who, std::string_view label = "Umpan 1") const {
        return write(who, [&](sql::Transaction& tx, const Context& context) {
            return plant(tx, context, {label, "SMK, Teknik Pengelasan", "Las listrik, Gerinda", "Juru las, 3 tahun"});
        });
    }
    bool touches(DecoyId id, std::int64_t account = 71, TouchKind kind = TouchKind::sheet) const {
        return write(company(account),
                     [&](sql::Transaction& tx, const Context& context) { return touch_decoy(tx, context, id.value, kind).has_value(); });
    }
    long journal() const {
        const auto lines = read(house.system(), [&](sql::Transaction& tx, const Context&) { return audit::of_office(tx, office, 0, 500); });
        return std::ranges::count(lines, "decoy.touched", &audit::Line::verb);
    }
    int alarms() const { return messages("placement.decoy_touched"); }
    DecoyBoard board() const {
        return read(manager(), [](sql::Transaction& tx, const Context& context) { return decoy_board(tx, context); });
    }
};

}  // namespace

TEST_SUITE("placement decoys") {
    TEST_CASE("whoever opens an invented person rings at once, by day and by night; again on the same day is counted only") {
        for (const auto engine : test::engines()) {
            Trapped market(engine);
            const auto decoy = market.plants(market.manager());
            REQUIRE(decoy);
            CHECK(market.read(market.company(), [](sql::Transaction& tx, const Context& context) { return planted(tx, context); }).size() ==
                  1);
            CHECK(market.alarms() == 0);
            market.house.set_now("2026-03-03T16:00:00Z");  // midnight
            CHECK(market.touches(*decoy));
            CHECK(market.alarms() == 1);
            CHECK(market.journal() == 1);
            // Nothing holds it back: it is due in the second in which it was written.
            CHECK(market.read(market.house.system(), [](sql::Transaction& tx, const Context&) {
                return tx.one("select count(*) from messages_message where text_code = 'placement.decoy_touched' and haste = 'at_once'")
                    ->number(0);
            }) == 1);
            CHECK(market.touches(*decoy));
            CHECK(market.alarms() == 1);
            CHECK(market.touches(*decoy, 71, TouchKind::invitation));
            CHECK(market.alarms() == 2);
            const auto board = market.board();
            REQUIRE(board.touches.size() == 2);
            CHECK(std::ranges::any_of(board.touches, [](const TouchLine& one) { return one.touch.times == 2; }));
            CHECK(board.touches.front().company == "PT Contoh Sejahtera");
            CHECK_FALSE(board.has_address);
        }
    }

    TEST_CASE("the alarm stands or falls with the reading: no touch without a message, no message without a touch") {
        for (const auto engine : test::engines()) {
            Trapped market(engine);
            const auto decoy = *market.plants(market.manager());
            CHECK_THROWS(market.write(market.company(), [&](sql::Transaction& tx, const Context& context) -> int {
                REQUIRE(touch_decoy(tx, context, decoy.value, TouchKind::sheet));
                throw std::runtime_error("the power goes");
            }));
            CHECK(market.alarms() == 0);
            CHECK(market.journal() == 0);
            CHECK(market.board().touches.empty());
            CHECK(market.touches(decoy));
            CHECK(market.alarms() == 1);
        }
    }

    TEST_CASE("twin: a decoy that was taken away rings nothing, neither does a real person, an officer, or a stranger's id") {
        for (const auto engine : test::engines()) {
            Trapped market(engine);
            const auto decoy = *market.plants(market.manager());
            const auto sari = market.file(1);
            CHECK_FALSE(market.touches(DecoyId{sari.value}));
            CHECK_FALSE(market.touches(DecoyId{decoy.value + 1}));
            CHECK_FALSE(market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
                return touch_decoy(tx, context, decoy.value, TouchKind::sheet).has_value();
            }));
            REQUIRE(market.write(market.manager(),
                                 [&](sql::Transaction& tx, const Context& context) { return take_away(tx, context, decoy); }));
            CHECK_FALSE(market.touches(decoy));
            CHECK(market.alarms() == 0);
            CHECK(market.journal() == 0);
        }
    }

    TEST_CASE("an invented person is nobody: not among those who fit, not asked, not referred, in no register") {
        for (const auto engine : test::engines()) {
            Trapped market(engine);
            const auto decoy = *market.plants(market.manager());
            const registration::ApplicationId file{decoy.value};
            const auto sari = market.file(1);
            REQUIRE(market.write(market.person(sari), [&](sql::Transaction& tx, const Context& context) {
                return matching::set_consent(tx, context, sari, {.suggestions = true, .shown_masked = true, .digest = false});
            }));
            const auto sight = look_at(market.company(), market.vacancy);
            REQUIRE(sight.fitting.people.size() == 1);
            CHECK(sight.fitting.people.front().file == sari);
            CHECK(why(market.write(market.company(), [&](sql::Transaction& tx, const Context& context) {
                      return approach(tx, context, market.vacancy, file);
                  })) == Refusal::no_such_candidacy);
            CHECK(why(market.write(market.officer(), [&](sql::Transaction& tx, const Context& context) {
                      return refer(tx, context, market.vacancy, {file}, Consent::by_message);
                  })) == Refusal::file_not_ready);
            CHECK_FALSE(market.read(market.officer(), [&](sql::Transaction& tx, const Context& context) {
                return registration::find_application(tx, context, file).has_value();
            }));
            CHECK(market.faults().empty());
        }
    }

    TEST_CASE("managers plant, three at most; an officer or another office does not, and reads nothing of it") {
        for (const auto engine : test::engines()) {
            Trapped market(engine);
            CHECK(why(market.plants(market.officer())) == DecoyRefusal::not_yours);
            CHECK(why(market.plants(market.manager(), " ")) == DecoyRefusal::label_missing);
            for (int one = 0; one < 3; ++one) REQUIRE(market.plants(market.manager()));
            CHECK(why(market.plants(market.manager())) == DecoyRefusal::all_planted);
            CHECK(market.board().decoys.size() == 3);
            CHECK(market.read(market.officer(), [](sql::Transaction& tx, const Context& context) { return decoy_board(tx, context); })
                      .decoys.empty());
            const auto newest = market.board().decoys.front().id;
            REQUIRE(market.write(market.manager(),
                                 [&](sql::Transaction& tx, const Context& context) { return take_away(tx, context, newest); }));
            CHECK(market.plants(market.manager()));
        }
    }
}
