#include "modules/office/actions_manage.hpp"
#include "modules/registration/tests/fixture.hpp"

using namespace registration;
using registration::test_register::Balikpapan;

TEST_SUITE("registration") {
    TEST_CASE("a shorter validity holds for approvals from its day on; cards of the day before stay as they are") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto day = *Date::parse("2026-04-01");
            const office::Parameter shorter{"card_validity_months", "12", "Perda Kota Balikpapan 1/2026 ps. 7", day, ""};
            const auto system = at.house.system();
            REQUIRE(at.write([&](sql::Transaction& tx) { return office::set_parameter(tx, system, at.office, shorter); }));
            const auto card_approved_at = [&](const char* utc, const std::string& nik) {
                at.house.set_now(utc);
                const auto id = at.approved(nik).card;
                return *at.read([&](sql::Transaction& tx) { return find_card(tx, at.house.system(), id); });
            };

            // 23.30 WITA of the last day, and half past midnight of the first: the office's own midnight decides.
            const auto before = card_approved_at("2026-03-31T15:30:00Z", "6471014708959901");
            const auto after = card_approved_at("2026-03-31T16:30:00Z", "6471014708959902");
            CHECK(before.issued_on == day - 1);
            CHECK(before.valid_until == (day - 1).plus_months(24));
            CHECK(before.validity_basis != shorter.legal_basis);
            CHECK(after.issued_on == day);
            CHECK(after.valid_until == day.plus_months(12));
            CHECK(after.validity_basis == shorter.legal_basis);

            at.house.set_now("2026-06-01T01:00:00Z");
            const auto kept = *at.read([&](sql::Transaction& tx) { return find_card(tx, at.house.system(), before.id); });
            CHECK(kept.valid_until == before.valid_until);
        }
    }
}
