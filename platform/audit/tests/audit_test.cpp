#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "platform/audit/audit.hpp"
#include "platform/audit/chain.hpp"
#include "platform/audit/kept_head.hpp"
#include "platform/testing/testing.hpp"

namespace {

constexpr OfficeId serang{7}, balikpapan{8};

void record(test::House& house, OfficeId office, int count) {
    const auto context = house.staff(AccountId{12}, office, {});
    for (int i = 0; i < count; ++i)
        house.database().write([&](sql::Transaction& tx) {
            audit::record(
                tx, context,
                {.office = office, .verb = "card.approved", .subject = "registration_card:" + std::to_string(i), .details = "{}"});
        });
}

void seal(test::House& house) {
    while (house.database().write([](sql::Transaction& tx) { return audit::seal_pending(tx); }) > 0) {
    }
}

void sign(test::House& house) {
    house.database().write([&](sql::Transaction& tx) { return audit::sign_heads(tx, house.system()); });
}

audit::Report verify(test::House& house, std::string_view heads = {}) {
    return audit::verify(house.database(), house.platform().vault, heads);
}

void tamper(test::House& house, const std::string& statement) {
    house.database().write([&](sql::Transaction& tx) { CHECK(tx.run(statement) > 0); });
}

void tamper_steps(test::House& house, const std::vector<std::string>& statements) {
    house.database().write([&](sql::Transaction& tx) {
        for (const auto& statement : statements) tx.run(statement);
    });
}

const std::string row_copy =
    "insert into audit_entry (id, office_id, at, actor, verb, subject, details, request_id, sequence, previous_hash, hash)"
    " select 5, office_id, at, 'account:99', verb, subject, details, request_id, ";

}  // namespace

TEST_CASE("an untouched log holds, on each engine and for each office") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        record(house, serang, 12);
        record(house, balikpapan, 3);
        record(house, OfficeId{}, 2);
        seal(house);
        sign(house);
        record(house, serang, 2);
        seal(house);
        const auto report = verify(house, audit::export_heads(house.database()));
        CHECK(report.entries == 19);
        CHECK(report.unsealed == 0);
        CHECK(report.faults.empty());
        CHECK(audit::verify(house.database()).faults.empty());
        // Nothing new: nothing to sign but the one that has grown.
        CHECK(house.database().write([&](sql::Transaction& tx) { return audit::sign_heads(tx, house.system()); }) == 1);
        CHECK(house.database().write([&](sql::Transaction& tx) { return audit::sign_heads(tx, house.system()); }) == 0);
    }
}

TEST_CASE("every kind of tampering in the tables is seen") {
    const std::vector<std::vector<std::string>> tamperings{
        {"update audit_entry set actor = 'account:13' where sequence = 5"},
        {"update audit_entry set verb = 'card.refused' where sequence = 5"},
        {"update audit_entry set subject = 'registration_card:99' where sequence = 5"},
        {"update audit_entry set details = '' where sequence = 1"},
        {"update audit_entry set at = at - 60 where sequence = 12"},
        {"update audit_entry set id = id + 1 where sequence = 12"},
        {"update audit_entry set hash = previous_hash where sequence = 6"},
        {"update audit_entry set office_id = 8 where sequence = 12"},
        {"delete from audit_entry where sequence = 1"},
        {"delete from audit_entry where sequence = 6"},
        {"delete from audit_entry"},
        {"delete from audit_entry", "delete from audit_head"},
        // The tail, alone and with its head.
        {"delete from audit_entry where sequence > 9"},
        {"delete from audit_entry where sequence > 9",
         "update audit_head set sequence = 9, hash = (select hash from audit_entry where sequence = 9)"},
        // A row put in between, before and behind.
        {"update audit_entry set sequence = sequence + 100 where sequence > 5",
         row_copy + "6, previous_hash, hash from audit_entry where sequence = 5",
         "update audit_entry set sequence = sequence - 99 where sequence > 100"},
        {row_copy + "0, previous_hash, hash from audit_entry where sequence = 1"},
        {row_copy + "13, previous_hash, hash from audit_entry where sequence = 12", "update audit_head set sequence = 13"},
        // Two that changed places.
        {"update audit_entry set sequence = 50 where sequence = 5", "update audit_entry set sequence = 5 where sequence = 6",
         "update audit_entry set sequence = 6 where sequence = 50"},
        {"update audit_head set sequence = 11"},
        {"delete from audit_head"},
        {"update audit_head_signed set hash = 'x'"},
        {"update audit_head_signed set signature = 'AAAA'"},
        {"update audit_head_signed set at = at + 1"},
    };
    for (const auto engine : test::engines()) {
        for (const auto& steps : tamperings) {
            CAPTURE(steps.front());
            test::House house(engine);
            record(house, serang, 12);
            seal(house);
            sign(house);
            CHECK(verify(house).faults.empty());
            tamper_steps(house, steps);
            CHECK_FALSE(verify(house).faults.empty());
        }
    }
}

TEST_CASE("who cuts the tail and all that is signed in the database is shown by the heads kept elsewhere") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        record(house, serang, 12);
        seal(house);
        sign(house);
        const auto heads = audit::export_heads(house.database());
        CHECK(verify(house, heads).faults.empty());
        tamper(house, "delete from audit_entry where sequence > 9");
        tamper(house, "delete from audit_head_signed");
        tamper(house, "update audit_head set sequence = 9, hash = (select hash from audit_entry where sequence = 9)");
        CHECK(verify(house).faults.empty());  // this is why they are exported
        CHECK_FALSE(verify(house, heads).faults.empty());
        CHECK_FALSE(verify(house, "nonsense").faults.empty());
    }
}

TEST_CASE("a chain that was written anew from the first link on is noticed by one line on paper") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        record(house, serang, 12);
        seal(house);
        CHECK(house.database().read([](sql::Transaction& tx) { return audit::newest_head(tx, serang); }).empty());
        sign(house);
        const auto paper = house.database().read([](sql::Transaction& tx) { return audit::newest_head(tx, serang); });
        CHECK(paper.find('-') != std::string::npos);
        CHECK(verify(house, paper).faults.empty());
        CHECK(verify(house, "  " + paper + "\r\n").faults.empty());  // as a mail program or a scanner gives it
        record(house, serang, 3);
        seal(house);
        CHECK(verify(house, paper).faults.empty());  // the chain went on

        // Whoever may write to the database changes an entry, links everything anew and takes the signed heads away.
        tamper(house, "update audit_entry set actor = 'account:13' where sequence = 5");
        house.database().write([](sql::Transaction& tx) {
            std::string previous(audit::hash_before_the_first);
            std::int64_t last = 0;
            for (const auto& row :
                 tx.all("select " + std::string(audit::link_columns) + " from audit_entry where office_id = :office order by sequence",
                        {{"office", serang}})) {
                auto link = audit::link_of(row);
                link.previous_hash = previous;
                previous = audit::hash_of(link);
                last = link.sequence;
                tx.run("update audit_entry set previous_hash = :before, hash = :hash where id = :id",
                       {{"before", link.previous_hash}, {"hash", previous}, {"id", link.id}});
            }
            tx.run("update audit_head set sequence = :sequence, hash = :hash where office_id = :office",
                   {{"sequence", last}, {"hash", previous}, {"office", serang}});
            tx.run("delete from audit_head_signed");
        });
        CHECK(verify(house).faults.empty());  // twin: without the paper nothing is to be seen
        const auto found = verify(house, paper).faults;
        REQUIRE(found.size() == 1);
        CHECK(found[0].find("entry 12 is not the one that a signed head confirmed") != std::string::npos);
        // A line that was never signed by this installation confirms nothing.
        auto forged = paper;
        forged[forged.find(' ') + 1] = '9';
        CHECK_FALSE(verify(house, forged).faults.empty());
    }
}

TEST_CASE("an entry that stands in no chain is a fault where nothing waits to be sealed") {
    test::House house;
    record(house, serang, 2);
    tamper(
        house,
        "insert into audit_entry (id, office_id, at, actor, verb, subject, details, request_id) values (5, 7, 1, 'a', 'b', 'c', '', '')");
    CHECK_FALSE(verify(house).faults.empty());
}

TEST_CASE("what is refused leaves no trace in the log") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        record(house, serang, 1);
        CHECK_THROWS(house.database().write([&](sql::Transaction& tx) {
            audit::record(tx, house.system(), {.office = serang, .verb = "x", .subject = "y", .details = ""});
            throw std::runtime_error("no");
        }));
        record(house, serang, 1);
        seal(house);
        const auto report = verify(house);
        CHECK(report.entries == 2);
        CHECK(report.faults.empty());
    }
}

TEST_CASE("a sealer beside many writers skips nobody") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        std::atomic<int> writing{4};
        std::vector<std::thread> writers;
        for (int i = 0; i < 4; ++i)
            writers.emplace_back([&] {
                record(house, serang, 25);
                --writing;
            });
        while (writing > 0) house.database().write([](sql::Transaction& tx) { return audit::seal_pending(tx); });
        for (auto& writer : writers) writer.join();
        seal(house);
        const auto report = verify(house);
        CHECK(report.entries == 100);
        CHECK(report.unsealed == 0);
        CHECK(report.faults.empty());
    }
}

TEST_CASE("people can read who did what, and who opened their file") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        record(house, serang, 5);
        const auto context = house.staff(AccountId{12}, serang, {});
        house.database().write(
            [&](sql::Transaction& tx) { audit::record_read(tx, context, serang, "registration_application:3", "verification"); });
        house.database().read([&](sql::Transaction& tx) {
            const auto page = audit::of_office(tx, serang, 0, 2);
            REQUIRE(page.size() == 2);
            CHECK(page[0].subject == "registration_card:4");
            CHECK(page[0].actor == "account:12");
            CHECK(audit::of_office(tx, serang, page[1].id, 50).size() == 3);
            CHECK(audit::of_office(tx, balikpapan).empty());
            CHECK(audit::of_subject(tx, "registration_card:1").size() == 1);
            REQUIRE(audit::reads_of(tx, "registration_application:3").size() == 1);
            CHECK(audit::reads_of(tx, "registration_application:3")[0].verb == "verification");
        });
    }
}
