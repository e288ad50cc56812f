#include "modules/office/actions.hpp"

#include <doctest/doctest.h>

#include "modules/office/actions_manage.hpp"
#include "platform/testing/testing.hpp"

using namespace office;

namespace {

Setup balikpapan(Date today) {
    auto setup = usual_setup("64.71", today);
    setup.office.code = "balikpapan";
    setup.office.government = "PEMERINTAH KOTA BALIKPAPAN";
    setup.office.address = "Jalan Jenderal Sudirman, Balikpapan";
    setup.office.zone = Zone::wita;
    setup.office.state = OfficeState::open;
    return setup;
}

template <class Work>
auto write(test::House& house, Work work) {
    return house.database().write([&](sql::Transaction& tx) { return work(tx, house.system()); });
}

}  // namespace

TEST_CASE("an office that is set up is on the list with everything it said") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        const auto id =
            write(house, [](auto& tx, const Context& context) { return set_up(tx, context, balikpapan(context.local(Zone::wita).date)); });
        REQUIRE(id);
        house.database().read([&](sql::Transaction& tx) {
            const auto office = find_office(tx, "balikpapan");
            REQUIRE(office);
            CHECK(office->zone == Zone::wita);
            CHECK(office->regency_code == "64.71");
            CHECK(services(tx, *id).front().code == "ak1");
            CHECK(document_requirements(tx, *id).size() == 4);
            CHECK(document_requirements(tx, *id)[1].substitutes.size() == 2);
            CHECK(window_rules(tx, *id).front().quota == 50);
            CHECK(offices(tx).size() == 1);
        });
        const auto again =
            write(house, [](auto& tx, const Context& context) { return set_up(tx, context, balikpapan(context.local(Zone::wita).date)); });
        REQUIRE_FALSE(again);
        CHECK(again.error() == Refusal::code_taken);
    }
}

TEST_CASE("a new validity holds from its day on and not a day before, with its own text") {
    for (const auto engine : test::engines()) {
        test::House house(engine, "2026-03-03T01:00:00Z");
        const auto id =
            *write(house, [](auto& tx, const Context& context) { return set_up(tx, context, balikpapan(context.local(Zone::wita).date)); });
        const auto day = *Date::parse("2026-04-01");
        const Parameter shorter{"card_validity_months", "12", "Perda Kota Balikpapan 1/2026 ps. 7", day, ""};
        REQUIRE(write(house, [&](auto& tx, const Context& context) { return set_parameter(tx, context, id, shorter); }));
        house.database().read([&](sql::Transaction& tx) {
            CHECK(parameter(tx, id, "card_validity_months", day - 1).number() == 24);
            CHECK(parameter(tx, id, "card_validity_months", day).number() == 12);
            CHECK(parameter(tx, id, "card_validity_months", day).legal_basis == "Perda Kota Balikpapan 1/2026 ps. 7");
        });
    }
}

TEST_CASE("a figure of the law needs its text, a fit value, and a day that is not past") {
    for (const auto engine : test::engines()) {
        test::House house(engine, "2026-03-03T01:00:00Z");
        const auto id =
            *write(house, [](auto& tx, const Context& context) { return set_up(tx, context, balikpapan(context.local(Zone::wita).date)); });
        const auto refused = [&](Parameter parameter) {
            const auto answer = write(house, [&](auto& tx, const Context& context) { return set_parameter(tx, context, id, parameter); });
            REQUIRE_FALSE(answer);
            return answer.error();
        };
        const auto today = *Date::parse("2026-03-03");
        CHECK(refused({"card_validity_months", "12", "", today, ""}) == Refusal::legal_basis_missing);
        CHECK(refused({"card_validity_months", "0", "Perda", today, ""}) == Refusal::parameter_value_unfit);
        CHECK(refused({"card_validity_months", "dua", "Perda", today, ""}) == Refusal::parameter_value_unfit);
        CHECK(refused({"card_validity_months", "12", "Perda", today - 1, ""}) == Refusal::effect_in_the_past);
        CHECK(refused({"no_such_thing", "12", "Perda", today, ""}) == Refusal::no_such_parameter);
    }
}

TEST_CASE("two managers who save the profile at once: the second one is told") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        const auto id =
            *write(house, [](auto& tx, const Context& context) { return set_up(tx, context, balikpapan(context.local(Zone::wita).date)); });
        auto read = *house.database().read([&](sql::Transaction& tx) { return find_office(tx, id); });
        auto other = read;
        read.phone = "0542 111";
        other.phone = "0542 222";
        REQUIRE(write(house, [&](auto& tx, const Context& context) { return save_profile(tx, context, read); }));
        const auto late = write(house, [&](auto& tx, const Context& context) { return save_profile(tx, context, other); });
        REQUIRE_FALSE(late);
        CHECK(late.error() == Refusal::changed_meanwhile);
        CHECK(house.database().read([&](sql::Transaction& tx) { return find_office(tx, id); })->phone == "0542 111");
    }
}

TEST_CASE("a holiday declared in mid-year closes the day, and taking it back opens it again") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        const auto id =
            *write(house, [](auto& tx, const Context& context) { return set_up(tx, context, balikpapan(context.local(Zone::wita).date)); });
        const auto day = *Date::parse("2026-11-25");
        const auto promised = [&] {
            return house.database().read(
                [&](sql::Transaction& tx) { return promises(window_rules(tx, id).front(), day, calendar(tx, id)); });
        };
        CHECK(promised());
        const reference::Holiday election{
            .date = day, .kind = reference::HolidayKind::election, .name = "Pilkada", .name_en = "", .source = "Keppres"};
        REQUIRE(write(house, [&](auto& tx, const Context& context) { return put_holiday(tx, context, id, election); }));
        CHECK_FALSE(promised());
        REQUIRE(write(house, [&](auto& tx, const Context& context) { return remove_holiday(tx, context, id, day); }));
        CHECK(promised());
    }
}
