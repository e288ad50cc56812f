#include <doctest/doctest.h>

#include <chrono>
#include <set>
#include <thread>

#include "modules/messages/actions_carry.hpp"
#include "modules/messages/jobs.hpp"
#include "modules/messages/store.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/files/files.hpp"
#include "platform/log/log.hpp"
#include "platform/testing/scratch.hpp"
#include "platform/testing/testing.hpp"

using namespace messages;

namespace {

constexpr Text moved{"booking.moved", "Nomor Anda dipindah", "Halo {nama}, nomor {nomor} kini untuk {hari}."};

// The other end of both wires.
class Ears : public Outlet {
  public:
    outgoing::Answer mail(const outgoing::MailServer&, const outgoing::Mail& mail) override {
        mails.push_back(mail);
        return mail_answer;
    }
    outgoing::Answer gateway(const outgoing::Webhook&, std::string_view json, std::string_view key, Instant) override {
        keys.emplace_back(key);
        bodies.emplace_back(json);
        return gateway_answer;
    }
    std::vector<outgoing::Mail> mails;
    std::vector<std::string> keys;
    std::vector<std::string> bodies;
    outgoing::Answer mail_answer{outgoing::Outcome::accepted, ""};
    outgoing::Answer gateway_answer{outgoing::Outcome::accepted, ""};
};

OfficeId open_office(sql::Database& database, const Context& context) {
    return database.write([&](sql::Transaction& tx) {
        auto setup = office::usual_setup("64.71", *Date::parse("2026-03-03"));
        setup.office.code = "balikpapan";
        setup.office.name = "Disnaker Balikpapan";
        setup.office.government = "PEMERINTAH KOTA BALIKPAPAN";
        setup.office.address = "Jalan Jenderal Sudirman, Balikpapan";
        setup.office.zone = Zone::wita;
        setup.office.state = office::OfficeState::open;
        const auto office = *office::set_up(tx, context, setup);
        Lines wires;
        wires.mail = {.host = "mail.example",
                      .port = 587,
                      .security = outgoing::MailSecurity::starttls,
                      .user = "",
                      .password = "",
                      .from = "antrean@disnaker.example"};
        wires.gateway = {.url = "https://gateway.example/kirim", .secret = "0123456789abcdef"};
        REQUIRE(save_lines(tx, context, wires));
        return office;
    });
}

MessageId tell_sari(sql::Database& database, const Context& context, OfficeId office, const std::string& about,
                    const std::string& phone = "+6281234567890", const std::string& mail = "sari@example.com",
                    Haste haste = Haste::by_day) {
    return *database.write([&](sql::Transaction& tx) {
        return queue(tx, context,
                     {.office = office,
                      .text = "booking.moved",
                      .about = about,
                      .occasion = "1",
                      .to = {.name = "Sari Wulandari", .phone = phone, .email = mail},
                      // With a space as on pages, where no line breaks: what leaves has plain ones.
                      .values = {{"nomor", "A-023"}, {"hari", "Kamis, 5\u00A0Maret 2026"}},
                      .not_before = {},
                      .holder = "application:34",
                      .haste = haste});
    });
}

// Balikpapan, Tuesday 3 March 2026, 09.00 WITA.
struct Desk {
    template <class Work>
    auto write(Work work) {
        return house.database().write(work);
    }
    explicit Desk(sql::Engine engine) : house(engine, "2026-03-03T01:00:00Z") {
        use_texts({moved});
        log_line::quiet(true);
        office = open_office(house.database(), house.system());
    }
    MessageId tell(const std::string& about, const std::string& phone = "+6281234567890", const std::string& mail = "sari@example.com",
                   Haste haste = Haste::by_day) {
        return tell_sari(house.database(), house.system(), office, about, phone, mail, haste);
    }
    int carry(int most = 500) {
        auto context = house.system();
        return messages::carry(context, ears, most);
    }
    store::Row row(MessageId id) {
        return *house.database().read([&](sql::Transaction& tx) { return store::find(tx, id); });
    }
    void decide(const std::string& name, const std::string& value) {
        REQUIRE(write([&](sql::Transaction& tx) {
            return office::set_parameter(tx, house.system(), office,
                                         {name, value, "Kebijakan kantor", house.system().local(Zone::wita).date, ""});
        }));
    }
    Context clerk() const { return house.staff(AccountId{11}, office, {Permission::see_person, Permission::manage_office}); }

    test::House house;
    OfficeId office;
    Ears ears;
};

}  // namespace

TEST_CASE("Sari reads on her telephone that her number moved") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto id = desk.tell("ticket:1");
        CHECK(desk.carry() == 1);
        REQUIRE(desk.ears.bodies.size() == 1);
        CHECK(desk.ears.bodies[0].find("Halo Sari Wulandari, nomor A-023 kini untuk Kamis, 5 Maret 2026.") != std::string::npos);
        CHECK(desk.ears.bodies[0].find("\"to\":\"+6281234567890\"") != std::string::npos);
        CHECK(desk.row(id).state == State::sent);
        CHECK(desk.row(id).carrier == Carrier::gateway);
        CHECK(desk.carry() == 0);
        CHECK(desk.ears.bodies.size() == 1);
    }
}

TEST_CASE("nobody needs a telephone or an address: the message waits for a clerk and is printed") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto by_mail = desk.tell("ticket:1", "");
        const auto by_nothing = desk.tell("ticket:2", "", "");
        desk.carry();
        CHECK(desk.row(by_mail).carrier == Carrier::mail);
        REQUIRE(desk.ears.mails.size() == 1);
        CHECK(desk.ears.mails[0].from_name == "Disnaker Balikpapan");
        CHECK(desk.row(by_nothing).state == State::queued);
        CHECK(desk.row(by_nothing).carrier == Carrier::paper);
        desk.write([&](sql::Transaction& tx) {
            CHECK(counts(tx, desk.office).for_people == 1);
            const auto shelf = outbox(tx, desk.clerk(), desk.office, Shelf::for_people, {}, 50);
            REQUIRE(shelf.size() == 1);
            CHECK(shelf[0].words.body == "Halo Sari Wulandari, nomor A-023 kini untuk Kamis, 5 Maret 2026.");
            CHECK(mark_printed(tx, desk.clerk(), {by_nothing, by_mail}) == 1);
        });
        CHECK(desk.row(by_nothing).state == State::sent);
        CHECK(desk.row(by_nothing).sent_at.has_value());
    }
}

TEST_CASE("the power fails between sending and noting it: the same message goes again under the same key") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto id = desk.tell("ticket:1");
        // This worker sends and is never heard of again.
        const auto wires = desk.house.database().read([&](sql::Transaction& tx) { return lines(tx, desk.house.system()); });
        const auto turn = desk.write([&](sql::Transaction& tx) { return claim_due(tx, desk.house.system(), wires, {}, 5); });
        REQUIRE(turn.claimed.size() == 1);
        CHECK(desk.row(id).state == State::sending);
        CHECK(desk.carry() == 0);  // it may still be at it
        desk.house.set_now("2026-03-03T01:05:01Z");
        CHECK(desk.carry() == 1);
        REQUIRE(desk.ears.keys.size() == 1);
        CHECK(desk.ears.keys[0] == turn.claimed[0].key);
        CHECK(desk.row(id).state == State::sent);
        // The first worker wakes up and has nothing to say any more.
        desk.write([&](sql::Transaction& tx) {
            settle(tx, desk.house.system(), wires, turn.claimed[0], {outgoing::Outcome::refused, "late"});
        });
        CHECK(desk.row(id).state == State::sent);
    }
}

TEST_CASE("of two workers who saw the same message one sends it") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto id = desk.tell("ticket:1");
        const auto now = desk.house.now();
        CHECK(desk.write([&](sql::Transaction& tx) { return store::claim(tx, id, now, Carrier::gateway, "one", {now.seconds + 300}); }));
        CHECK_FALSE(
            desk.write([&](sql::Transaction& tx) { return store::claim(tx, id, now, Carrier::gateway, "two", {now.seconds + 300}); }));
        CHECK_FALSE(desk.write([&](sql::Transaction& tx) { return store::mark_sent(tx, id, "two", now); }));
        CHECK(desk.write([&](sql::Transaction& tx) { return store::mark_sent(tx, id, "one", now); }));
        // Twin: without the state in the guard the database itself still refuses half a claim.
        CHECK_THROWS(desk.write([&](sql::Transaction& tx) { tx.run("update messages_message set claim = 'two' where state = 'sent'"); }));
    }
}

TEST_CASE("two processes that empty the outbox at the same time send every message once") {
    constexpr int people = 60;
    use_texts({moved});
    log_line::quiet(true);
    const auto vault = crypto::Vault::for_tests();
    const auto files = files::Store::in_memory(*vault);
    const Instant now{1'772'500'800};  // 3 March 2026, 09.20 WITA
    for (const auto engine : test::engines()) {
        test::ScratchDatabase first(engine);
        const auto second = sql::Database::open(first.options());
        const auto platform_on = [&](sql::Database& database) {
            return Platform{.database = database, .vault = *vault, .files = *files, .public_url = "http://127.0.0.1:8080", .limits = false};
        };
        const auto here = platform_on(*first);
        const auto there = platform_on(*second);
        const auto context_on = [&](const Platform& platform) {
            return Context{
                .platform = platform, .actor = {.kind = ActorKind::system}, .now = now, .request_id = "test", .address = "127.0.0.1"};
        };
        const auto office = open_office(*first, context_on(here));
        for (int one = 0; one < people; ++one) tell_sari(*first, context_on(here), office, "ticket:" + std::to_string(one));
        Ears first_ears;
        Ears second_ears;
        const auto empty = [&](const Platform& platform, Ears& ears) {
            auto context = context_on(platform);
            messages::carry(context, ears, 500);
        };
        std::thread other([&] { empty(there, second_ears); });
        empty(here, first_ears);
        other.join();
        std::set<std::string> keys(first_ears.keys.begin(), first_ears.keys.end());
        keys.insert(second_ears.keys.begin(), second_ears.keys.end());
        CHECK(first_ears.keys.size() + second_ears.keys.size() == people);
        CHECK(keys.size() == people);
        CHECK(first->read([](sql::Transaction& tx) {
            return tx.one("select count(*) from messages_message where state = 'sent'")->integer(0);
        }) == people);

        // Twin: what both saw as due, claimed without asking whether it still is, goes out twice.
        for (int one = 0; one < people; ++one) tell_sari(*first, context_on(here), office, "again:" + std::to_string(one));
        const auto seen_here = first->read([&](sql::Transaction& tx) { return store::due(tx, now, 500); });
        const auto seen_there = second->read([&](sql::Transaction& tx) { return store::due(tx, now, 500); });
        REQUIRE(seen_here.size() == people);
        REQUIRE(seen_there.size() == people);
        const auto claimed = [&](sql::Database& database, const std::vector<store::Row>& seen, bool is_guarded) {
            int sends = 0;
            for (const auto& row : seen)
                sends += database.write([&](sql::Transaction& tx) {
                    if (is_guarded) return store::claim(tx, row.id, now, Carrier::gateway, "x", {now.seconds + 300}) ? 1 : 0;
                    return tx.run("update messages_message set attempts = attempts + 1 where id = :id", {{"id", row.id}});
                });
            return sends;
        };
        CHECK(claimed(*first, seen_here, false) + claimed(*second, seen_there, false) == 2 * people);
        CHECK(claimed(*first, seen_here, true) + claimed(*second, seen_there, true) == people);
    }
}

TEST_CASE("a round that takes longer than a claim lasts does not let its later messages go twice") {
    Desk desk(sql::Engine::sqlite);
    // The claim of the last message counts from its own moment: slow exchanges before it do not use it up.
    class Slow : public Ears {
      public:
        outgoing::Answer gateway(const outgoing::Webhook& hook, std::string_view json, std::string_view key, Instant now) override {
            heard_at.push_back(now);
            std::this_thread::sleep_for(std::chrono::milliseconds(260));
            return Ears::gateway(hook, json, key, now);
        }
        std::vector<Instant> heard_at;
    } slow;
    for (int one = 0; one < 6; ++one) desk.tell("ticket:" + std::to_string(one));
    auto context = desk.house.system();
    CHECK(messages::carry(context, slow, 500) == 6);
    REQUIRE(slow.heard_at.size() == 6);
    CHECK(slow.heard_at.back().seconds > slow.heard_at.front().seconds);
}

TEST_CASE("at night nobody is written to, but who waits in the hall is") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        desk.house.set_now("2026-03-03T12:30:00Z");  // 20.30 WITA
        const auto may_wait = desk.tell("ticket:1");
        const auto now = desk.tell("ticket:2", "+6281234567890", "", Haste::at_once);
        CHECK(desk.carry() == 1);
        CHECK(desk.row(now).state == State::sent);
        CHECK(desk.row(may_wait).state == State::queued);
        CHECK(desk.row(may_wait).next_attempt_at.rfc3339(Zone::wita) == "2026-03-04T07:00:00+08:00");
        desk.house.set_now("2026-03-03T23:00:00Z");
        CHECK(desk.carry() == 1);
        CHECK(desk.row(may_wait).state == State::sent);
    }
}

TEST_CASE("a wrong number goes by mail, a gone mailbox then to a clerk") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto id = desk.tell("ticket:1");
        desk.ears.gateway_answer = {outgoing::Outcome::refused, "http 422"};
        desk.carry();
        CHECK(desk.row(id).carrier == Carrier::mail);
        CHECK(desk.row(id).state == State::sent);
        desk.ears.mail_answer = {outgoing::Outcome::refused, "smtp 550"};
        const auto other = desk.tell("ticket:2");
        desk.carry();
        CHECK(desk.row(other).state == State::failed);
        CHECK(desk.row(other).failure == "refused smtp 550");
        desk.write([&](sql::Transaction& tx) { REQUIRE(mark_told(tx, desk.clerk(), other)); });
        CHECK(desk.row(other).carrier == Carrier::by_hand);
    }
}

TEST_CASE("a line that is down is not hammered at, and the message is not given up before a day is over") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        desk.ears.gateway_answer = {outgoing::Outcome::unreachable, "timeout"};
        std::vector<MessageId> ids;
        for (int number = 0; number < 12; ++number) ids.push_back(desk.tell("ticket:" + std::to_string(number), "+6281234567890", ""));
        desk.carry();
        CHECK(desk.ears.keys.size() == 1);  // one timeout, not twelve
        int tried = 0;
        for (const auto id : ids) tried += desk.row(id).attempts;
        CHECK(tried == 1);
        auto now = desk.house.now().seconds;
        std::set<std::string> keys;
        for (int round = 0; round < 200 && desk.row(ids[0]).state == State::queued; ++round) {
            now += 1800;
            desk.house.set_now(Instant{now}.rfc3339_utc());
            desk.carry();
        }
        CHECK(desk.row(ids[0]).state == State::failed);
        CHECK(now - desk.row(ids[0]).queued_at.seconds > 12 * 3600);
        desk.ears.gateway_answer = {outgoing::Outcome::accepted, ""};
        const auto before = desk.ears.keys.back();
        desk.write([&](sql::Transaction& tx) { REQUIRE(send_again(tx, desk.clerk(), ids[0])); });
        desk.house.set_now(Instant{now + 86400 - (now + 8 * 3600) % 86400 + 9 * 3600}.rfc3339_utc());
        desk.carry();
        CHECK(desk.row(ids[0]).state == State::sent);
        for (const auto& key : desk.ears.keys) keys.insert(key);
        CHECK(keys.size() >= 13);  // "again" is a new message to the gateway: it would drop the old key
    }
}

TEST_CASE("the gateway's report is believed for its own messages only") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto id = desk.tell("ticket:1");
        desk.carry();
        const auto key = desk.ears.keys.at(0);
        const auto note = [&](const std::string& one, Report report) {
            return desk.write([&](sql::Transaction& tx) { return note_report(tx, desk.house.system(), one, report); });
        };
        CHECK_FALSE(note(id.text() + ".gateway.0.0000000000000000", Report::delivered));
        CHECK_FALSE(note("", Report::delivered));
        CHECK(desk.row(id).state == State::sent);
        CHECK(note(key, Report::delivered));
        CHECK(desk.row(id).state == State::delivered);
        CHECK(note(key, Report::failed));
        CHECK(desk.row(id).state == State::delivered);  // who has read it has read it
        const auto other = desk.tell("ticket:2");
        desk.carry();
        CHECK(note(desk.ears.keys.at(1), Report::failed));
        CHECK(desk.row(other).carrier == Carrier::mail);
        desk.carry();
        CHECK(desk.row(other).state == State::sent);
        CHECK(desk.ears.mails.size() == 1);
    }
}

TEST_CASE("what comes too late is not sent at all") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto id = *desk.write([&](sql::Transaction& tx) {
            return queue(tx, desk.house.system(),
                         {.office = desk.office,
                          .text = "booking.moved",
                          .about = "ticket:1",
                          .occasion = "1",
                          .to = {.name = "Sari", .phone = "+6281234567890", .email = ""},
                          .values = {},
                          .not_before = {},
                          .holder = "",
                          .haste = Haste::at_once,
                          .not_after = Instant{desk.house.now().seconds + 600}});
        });
        desk.house.set_now("2026-03-03T01:11:00Z");
        CHECK(desk.carry() == 0);
        CHECK(desk.row(id).failure == "too_late");
    }
}

TEST_CASE("after its days a message is forgotten, that it was sent is not") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto sent = desk.tell("ticket:1");
        const auto waiting = desk.tell("ticket:2", "", "");
        desk.carry();
        auto soon = desk.house.system();
        forget(soon);
        CHECK_FALSE(desk.row(sent).wiped_at);
        desk.house.set_now("2026-04-03T01:00:01Z");
        auto later = desk.house.system();
        forget(later);
        for (const auto id : {sent, waiting}) {
            CHECK(desk.row(id).wiped_at);
            CHECK(desk.row(id).recipient.empty());
            CHECK(desk.row(id).filling.empty());
        }
        CHECK(desk.row(sent).state == State::sent);
        CHECK(desk.row(waiting).failure == "not_collected");
        desk.write([&](sql::Transaction& tx) {
            CHECK(send_again(tx, desk.clerk(), waiting).error() == Refusal::content_wiped);
            const auto list = told(tx, desk.house.system(), "application:34");
            CHECK(list.size() == 2);
            CHECK(list[0].subject == "Nomor Anda dipindah");
        });
    }
}

TEST_CASE("the office's own words are sent, in the person's language") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        desk.write([&](sql::Transaction& tx) {
            REQUIRE(save_words(tx, desk.clerk(), desk.office, "booking.moved", {"Pindah", "Bapak/Ibu {nama}: {nomor}, {hari}. {kantor}"},
                               shipped(moved, Language::english)));
            const auto fault =
                save_words(tx, desk.clerk(), desk.office, "booking.moved", {"Pindah", "{nomor} {hari}"}, {"Moved", "{nomor}"});
            REQUIRE_FALSE(fault);
            CHECK(fault.error().language == Language::english);
            CHECK(fault.error().fault.name == "hari");
            CHECK(changed_texts(tx, desk.office) == std::vector<std::string>{"booking.moved"});
        });
        desk.tell("ticket:1");
        desk.carry();
        CHECK(desk.ears.bodies.at(0).find("Bapak/Ibu Sari Wulandari: A-023, Kamis, 5 Maret 2026. Disnaker Balikpapan") !=
              std::string::npos);
        desk.write([&](sql::Transaction& tx) {
            restore_words(tx, desk.clerk(), desk.office, "booking.moved");
            CHECK(changed_texts(tx, desk.office).empty());
        });
    }
}

TEST_CASE("another office's clerk finds no message here") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        const auto id = desk.tell("ticket:1", "", "");
        desk.carry();
        const auto stranger = desk.house.staff(AccountId{12}, OfficeId{desk.office.value + 1}, {Permission::see_person});
        desk.write([&](sql::Transaction& tx) {
            CHECK_FALSE(find_message(tx, stranger, id));
            CHECK(outbox(tx, stranger, desk.office, Shelf::all, {}, 50).empty());
            CHECK(send_again(tx, stranger, id).error() == Refusal::no_such_message);
            CHECK(mark_printed(tx, stranger, {id}) == 0);
        });
        CHECK(desk.row(id).state == State::queued);
    }
}

TEST_CASE("an office that wants mail first, or no gateway, is obeyed") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        desk.decide("messages_first_by", "mail");
        const auto first = desk.tell("ticket:1");
        desk.carry();
        CHECK(desk.row(first).carrier == Carrier::mail);
        desk.decide("messages_by_mail", "off");
        desk.decide("messages_by_gateway", "off");
        const auto second = desk.tell("ticket:2");
        desk.carry();
        CHECK(desk.row(second).carrier == Carrier::paper);
    }
}

TEST_CASE("a secret is never carried over to another address") {
    for (const auto engine : test::engines()) {
        Desk desk(engine);
        desk.write([&](sql::Transaction& tx) {
            auto wires = lines(tx, desk.house.system());
            CHECK(wires.gateway.secret == "0123456789abcdef");
            wires.gateway.secret.clear();
            REQUIRE(save_lines(tx, desk.house.system(), wires));
            auto again = lines(tx, desk.house.system());
            CHECK(again.gateway.secret == "0123456789abcdef");
            CHECK(save_lines(tx, desk.house.system(), wires).error().why == Refusal::changed_meanwhile);
            again.gateway = {.url = "https://elsewhere.example/", .secret = ""};
            CHECK(save_lines(tx, desk.house.system(), again).error().why == Refusal::secret_missing);
            again.gateway.url = "http://elsewhere.example/";
            CHECK(save_lines(tx, desk.house.system(), again).error().why == Refusal::url_unfit);
        });
    }
}
