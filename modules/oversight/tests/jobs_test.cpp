#include "modules/oversight/jobs.hpp"

#include <doctest/doctest.h>

#include "modules/messages/actions.hpp"
#include "modules/messages/store.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/oversight/module.hpp"
#include "platform/audit/audit.hpp"
#include "platform/audit/kept_head.hpp"
#include "platform/testing/testing.hpp"

using namespace oversight;

TEST_CASE("each evening the inspectorate gets one mail with where the journal ends, and a later check holds against it") {
    for (const auto engine : test::engines()) {
        test::House house(engine, "2026-03-03T03:00:00Z");  // 11.00 WITA
        messages::use_texts(message_texts());
        const auto office = house.database().write([&](sql::Transaction& tx) {
            auto setup = office::usual_setup("64.71", *Date::parse("2026-03-03"));
            setup.office.code = "balikpapan";
            setup.office.government = "PEMERINTAH KOTA BALIKPAPAN";
            setup.office.address = "Jalan Jenderal Sudirman";
            setup.office.zone = Zone::wita;
            setup.office.state = office::OfficeState::open;
            return *office::set_up(tx, house.system(), setup);
        });
        const auto mails = [&] {
            return house.database().read([](sql::Transaction& tx) {
                return tx.one("select count(*) from messages_message where text_code = 'oversight.journal_head'")->integer(0);
            });
        };
        const auto run = [&](std::string_view utc) {
            house.set_now(utc);
            house.database().write([](sql::Transaction& tx) { audit::seal_pending(tx); });
            auto context = house.system();
            mail_journal_heads(context);
        };
        const auto set_address = [&](const std::string& address) {
            return house.database().write([&](sql::Transaction& tx) {
                return office::set_parameter(tx, house.system(), office,
                                             {"journal_head_mail", address, "", house.system().local(Zone::wita).date, ""});
            });
        };
        run("2026-03-03T10:00:00Z");
        CHECK(mails() == 0);  // nobody was named
        CHECK_FALSE(set_address("bukan alamat"));
        REQUIRE(set_address("inspektorat@contoh.example"));
        run("2026-03-04T03:00:00Z");
        CHECK(mails() == 0);  // not by day
        run("2026-03-04T10:00:00Z");
        run("2026-03-04T11:00:00Z");
        CHECK(mails() == 1);
        run("2026-03-05T10:00:00Z");
        CHECK(mails() == 2);
        const auto kept = house.database().read([&](sql::Transaction& tx) { return audit::newest_head(tx, office); });
        CHECK(audit::verify(house.database(), house.platform().vault, kept).faults.empty());
    }
}
