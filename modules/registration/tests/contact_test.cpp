#include "modules/registration/actions_contact.hpp"

#include <doctest/doctest.h>

#include "modules/registration/actions_import.hpp"
#include "modules/registration/jobs.hpp"
#include "modules/registration/tests/fixture.hpp"

using namespace registration;
using test_register::Balikpapan;

namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

// Cards of 3 September 2025: their next report is due on 3 March 2026, today.
void import(Balikpapan& at, std::string_view csv) {
    const auto clerk = at.clerk();
    const auto old = read_old_register(clerk, csv, day("2026-03-03"), "64.71");
    REQUIRE(old);
    CHECK(old->report.faults.empty());
    const auto done = at.write([&](sql::Transaction& tx) { return import_cards(tx, clerk, at.office, old->cards, DryRun::no); });
    REQUIRE(done);
}

constexpr std::string_view three_people =
    "Nomor;Nama;Tanggal Terbit;Nomor HP;Alamat;Kelurahan\r\n"
    "OLD-00001;Ani Wijaya;03-09-2025;0812 3456 7890;Jl. Melati 1;64.71.01.1001\r\n"
    "OLD-00002;Badu Santoso;03-09-2025;bukan nomor;;64.71.01.1001\r\n"
    "OLD-00003;Cici Lestari;03-09-2025;;;Kampung Tak Dikenal\r\n";

CardId card(Balikpapan& at, std::string_view number) {
    return at.read([&](sql::Transaction& tx) { return store::find_card_by_number(tx, at.office, number)->card.id; });
}

std::vector<Unreached> list(Balikpapan& at, const Context& context) {
    return at.read([&](sql::Transaction& tx) { return unreached(tx, context, at.office, day("2026-04-02"), 100); });
}

int reminders(Balikpapan& at) {
    auto system = at.house.system();
    sweep(system);
    return at.read([&](sql::Transaction& tx) {
        return tx.one("select count(*) from messages_message where text_code = 'registration.report_due'")->number(0);
    });
}

Context counter(const Balikpapan& at) {
    return at.house.staff(AccountId{11}, at.office, {Permission::serve_visit, Permission::see_person});
}

}  // namespace

TEST_SUITE("registration contact") {
    TEST_CASE("an old list with telephones reminds whom it can, and the others stand on the village's list, masked") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            import(at, three_people);
            CHECK(reminders(at) == 2);  // Ani by telephone; Cici's village was not found, so it is an address: a letter
            const auto lines = list(at, counter(at));
            REQUIRE(lines.size() == 2);
            CHECK(lines[0].village_code == "64.71.01.1001");
            CHECK(lines[0].number_end == "00002");
            CHECK(lines[0].masked_name.find("Santoso") == std::string::npos);
            CHECK(lines[0].due == day("2026-03-03"));
            CHECK(lines[1].village_code.empty());
            CHECK(list(at, at.house.anonymous()).empty());
            CHECK(list(at, at.house.staff(AccountId{9}, OfficeId{1}, {Permission::serve_visit})).empty());
            // Nothing of it stands in the tables as it was typed.
            const auto kept = at.read([&](sql::Transaction& tx) {
                return tx.one("select phone, address from registration_card_contact where card_id = :id", {{"id", card(at, "OLD-00001")}});
            });
            CHECK(kept->text(0).find("812") == std::string::npos);
            CHECK(kept->text(1).find("Melati") == std::string::npos);
        }
    }

    TEST_CASE("a telephone that is told at the counter begins the reminders and takes the person off the list") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            import(at, "Nomor;Nama;Tanggal Terbit\r\nOLD-00007;Dodi Pratama;03-09-2025\r\n");
            const auto dodi = card(at, "OLD-00007");
            CHECK(reminders(at) == 0);
            CHECK(list(at, counter(at)).size() == 1);
            const auto save = [&](const Context& context, const CardContact& contact) {
                return at.write([&](sql::Transaction& tx) { return save_contact(tx, context, dodi, contact); });
            };
            CHECK_FALSE(save(at.house.anonymous(), {"081234567890", "", ""}));
            CHECK_FALSE(save(counter(at), {"0812", "", ""}));
            CHECK_FALSE(save(counter(at), {"", "", "64.71"}));  // a town is no village
            CHECK(reminders(at) == 0);
            REQUIRE(save(counter(at), {"0812-3456-7890", "", "64.71.01.1001"}));
            CHECK(at.read([&](sql::Transaction& tx) { return contact_of(tx, counter(at), dodi); })->phone == "+6281234567890");
            CHECK(list(at, counter(at)).empty());
            CHECK(reminders(at) == 1);
            CHECK(reminders(at) == 1);
            REQUIRE(save(counter(at), {"", "", ""}));  // forgotten again
            CHECK_FALSE(at.read([&](sql::Transaction& tx) { return contact_of(tx, counter(at), dodi); }));
            CHECK(list(at, counter(at)).size() == 1);
        }
    }

    TEST_CASE("a card with an application is reached by its answers alone") {
        Balikpapan at(sql::Engine::sqlite);
        const auto decided = at.approved();
        CHECK_FALSE(at.write([&](sql::Transaction& tx) { return save_contact(tx, counter(at), decided.card, {"081234567890", "", ""}); }));
    }
}
