#include "modules/employers/tests/fixture.hpp"

#include "modules/employers/module.hpp"
#include "modules/employers/rules.hpp"
#include "modules/employers/store.hpp"
#include "modules/identity/actions.hpp"
#include "platform/testing/at_once.hpp"

using namespace employers;
using namespace employers::test_market;

TEST_SUITE("employers register") {
    TEST_CASE("a company hands itself in, an officer calls, and only then anybody may know it") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            REQUIRE(at.hand_in(firm(at.office, "PT Baja Muda", "1234567890123")));
            const auto handed_in = at.all(EmployerState::submitted);
            REQUIRE(handed_in.size() == 1);
            CHECK(handed_in[0].source == "portal");
            CHECK(handed_in[0].contact_phone == "+6281234567890");
            const auto is_public = [&] {
                return at.read(at.house.anonymous(),
                               [&](sql::Transaction& tx, const Context&) { return public_employer(tx, handed_in[0].id); });
            };
            CHECK_FALSE(is_public());

            const auto nobody = at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return verify_employer(tx, context, handed_in[0].id, handed_in[0].version, {"Ibu Rina", " "});
            });
            CHECK(nobody.error() == Refusal::call_back_missing);
            REQUIRE(at.verify(handed_in[0]));
            CHECK(is_public()->name == "PT Baja Muda");
            CHECK(at.get(handed_in[0].id).verified_by_call == "Ibu Rina, HRD, 0542 765432");
            CHECK(at.verify(at.get(handed_in[0].id)).error() == Refusal::wrong_state);
        }
    }

    TEST_CASE("a known number, a known name and a form sent twice get the same answer") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.settled("PT Baja Muda", {}, "1234567890123");
            CHECK(at.hand_in(firm(at.office, "PT Baja Muda", "1234567890123")));
            CHECK(at.hand_in(firm(at.office, "PT Baja Muda", "1234567890123")));
            const auto waiting = at.all(EmployerState::submitted);
            REQUIRE(waiting.size() == 1);
            const auto same =
                at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) { return lookalikes(tx, context, waiting[0]); });
            CHECK(same.size() == 1);
            // The officer hears it; so does the database.
            CHECK(at.verify(waiting[0]).error() == Refusal::nib_known);
            CHECK(at.get(waiting[0].id).state == EmployerState::submitted);
        }
    }

    TEST_CASE("the database itself keeps one verified head office a number") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            at.settled("PT Baja Muda", {}, "1234567890123");
            auto twin = firm(at.office, "PT Baja Tua", "1234567890123");
            REQUIRE(at.hand_in(twin));
            CHECK_THROWS_AS(at.house.database().write([&](sql::Transaction& tx) {
                tx.run(
                    "update employers_employer set state = 'verified', verified_at = 1, verified_by_call = 'x' where state = 'submitted'");
            }),
                            sql::Conflict);
        }
    }

    TEST_CASE("a branch shares the number of its head office, and a branch has no branches") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto head = at.settled("PT Baja Muda", {}, "1234567890123");
            auto branch = firm(at.office, "PT Baja Muda cabang Kariangau", "1234567890123");
            branch.head_office = head.id;
            const auto save = [&](const Employer& one) {
                return at.write(at.officer(),
                                [&](sql::Transaction& tx, const Context& context) { return save_employer(tx, context, one); });
            };
            const auto saved = save(branch);
            REQUIRE(saved);
            CHECK(at.verify(at.get(*saved)));
            auto below = firm(at.office, "PT Baja Muda gudang");
            below.head_office = *saved;
            CHECK(save(below).error() == Refusal::head_office_unfit);
            auto itself = at.get(head.id);
            itself.head_office = head.id;
            CHECK(save(itself).error() == Refusal::head_office_unfit);
            const auto foreign = at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                return save_employer(tx, context, firm(at.elsewhere, "PT Jauh"));
            });
            auto strange = firm(at.office, "PT Dekat");
            strange.head_office = *foreign;
            CHECK(save(strange).error() == Refusal::head_office_unfit);
        }
    }

    TEST_CASE("of two officers who decide at the same time the second hears it") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            REQUIRE(at.hand_in(firm(at.office, "PT Baja Muda")));
            const auto seen = at.all().at(0);
            REQUIRE(at.verify(seen));
            const auto late = at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return refuse_employer(tx, context, seen.id, seen.version, "tidak ada di alamat");
            });
            CHECK(late.error() == Refusal::changed_meanwhile);
            auto typed = seen;
            typed.website = "baja.example";
            const auto edited =
                at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) { return save_employer(tx, context, typed); });
            CHECK(edited.error() == Refusal::changed_meanwhile);
        }
    }

    TEST_CASE("a company is refused or suspended with a reason only, and comes back") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            auto one = at.settled("PT Baja Muda", {71});
            const auto suspend = [&](std::string_view reason) {
                return at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                    return suspend_employer(tx, context, one.id, one.version, reason);
                });
            };
            CHECK(suspend(" ").error() == Refusal::reason_missing);
            REQUIRE(suspend("Meminta uang kepada pelamar"));
            CHECK_FALSE(at.read(at.house.anonymous(), [&](sql::Transaction& tx, const Context&) { return public_employer(tx, one.id); }));
            CHECK(at.read(at.company(one), [](sql::Transaction& tx, const Context& context) { return own_employer(tx, context); })->state ==
                  EmployerState::suspended);
            one = at.get(one.id);
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return resume_employer(tx, context, one.id, one.version);
            }));
            CHECK(at.get(one.id).refusal_reason.empty());
        }
    }

    TEST_CASE("a new name or number waits for the officer, everything else holds at once") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto own = at.settled("PT Baja Muda", {71});
            auto typed = own;
            typed.name = "PT Baja Dewasa";
            typed.workers = 75;
            const auto change = [&](const Employer& wanted) {
                return at.write(at.company(own),
                                [&](sql::Transaction& tx, const Context& context) { return change_profile(tx, context, wanted); });
            };
            REQUIRE(change(typed));
            auto now = at.get(own.id);
            CHECK(now.name == "PT Baja Muda");
            CHECK(now.workers == 75);
            CHECK(now.state == EmployerState::verified);
            CHECK(change(typed).error() == Refusal::changed_meanwhile);
            const auto listed = at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return list_employers(tx, context, at.office, {.only_waiting = true});
            });
            REQUIRE(listed.lines.size() == 1);
            CHECK(listed.lines[0].waits_for_name);
            CHECK(listed.waiting == 1);
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return answer_change(tx, context, own.id, now.version, Answer::accept);
            }));
            CHECK(at.get(own.id).name == "PT Baja Dewasa");
            now = at.get(own.id);
            CHECK(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                        return answer_change(tx, context, own.id, now.version, Answer::accept);
                    }).error() == Refusal::wrong_state);
        }
    }

    TEST_CASE("a name that the company asks for while the officer declines the one before stays in the queue") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto own = at.settled("PT Baja Muda", {71});
            const auto named = [&](sql::Transaction& tx, Employer typed, const std::string& name) {
                typed.name = name;
                return change_profile(tx, at.company(own), typed);
            };
            REQUIRE(at.house.database().write([&](sql::Transaction& tx) { return named(tx, own, "PT Baja Dewasa"); }));
            const auto seen = at.get(own.id);
            std::optional<Refusal> told;
            test::at_once(
                at.house.database(), [&](sql::Transaction& tx) { CHECK(named(tx, seen, "PT Baja Tua")); },
                [&] {
                    const auto done = at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                        return answer_change(tx, context, own.id, seen.version, Answer::decline);
                    });
                    if (!done) told = done.error();
                });
            CHECK(told == Refusal::changed_meanwhile);
            const auto waits = at.read(
                at.officer(), [&](sql::Transaction& tx, const Context& context) { return waiting_change(tx, context, at.get(own.id)); });
            REQUIRE(waits);
            CHECK(waits->name == "PT Baja Tua");
        }
    }

    TEST_CASE("an officer of another office, and another company, see and change nothing") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto own = at.settled("PT Baja Muda", {71});
            const auto other = at.settled("CV Lain Sekali", {72});
            CHECK_FALSE(at.read(at.other_officer(),
                                [&](sql::Transaction& tx, const Context& context) { return find_employer(tx, context, own.id); }));
            CHECK(at.read(at.other_officer(), [&](sql::Transaction& tx, const Context& context) {
                        return employers::employers(tx, context, at.office, {});
                    }).empty());
            CHECK_FALSE(at.read(at.company(other),
                                [&](sql::Transaction& tx, const Context& context) { return find_employer(tx, context, own.id); }));
            CHECK(at.write(at.other_officer(), [&](sql::Transaction& tx, const Context& context) {
                        return suspend_employer(tx, context, own.id, own.version, "x");
                    }).error() == Refusal::no_such_employer);
            CHECK(at.write(at.company(other), [&](sql::Transaction& tx, const Context& context) {
                        return save_employer(tx, context, own);
                    }).error() == Refusal::no_such_employer);
            CHECK_FALSE(
                at.read(at.house.anonymous(), [&](sql::Transaction& tx, const Context& context) { return own_employer(tx, context); }));
        }
    }

    TEST_CASE("a verified company gets one account, by a link that its people open") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            REQUIRE(at.hand_in(firm(at.office, "PT Baja Muda")));
            auto one = at.all().at(0);
            const auto invite = [&] {
                return at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                    return invite_company(tx, context, one.id, one.version, "bajamuda");
                });
            };
            CHECK(invite().error() == Refusal::wrong_state);
            REQUIRE(at.verify(one));
            one = at.get(one.id);
            const auto invited = invite();
            REQUIRE(invited);
            CHECK(invited->link.find("kunci=") != std::string::npos);
            one = at.get(one.id);
            CHECK(one.account == invited->account);
            CHECK(invite().error() == Refusal::account_taken);
            const auto account =
                at.read(at.officer(), [&](sql::Transaction& tx, const Context&) { return identity::find_account(tx, one.account); });
            const auto again = at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return renew_invitation(tx, context, one.id, one.version);
            });
            REQUIRE(again);
            CHECK(again->link != invited->link);
            CHECK_FALSE(at.write(at.other_officer(), [&](sql::Transaction& tx, const Context& context) {
                return renew_invitation(tx, context, one.id, one.version);
            }));
            CHECK(account->roles == std::vector<identity::Role>{identity::Role::employer});
        }
    }

    TEST_CASE("a visit is noted on the spot, also to a firm that nobody knew, with the day of the next") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            Visit visit;
            visit.on = *Date::parse("2026-03-03");
            visit.met = "Pak Budi, mandor";
            visit.note = "Butuh dua juru las bulan depan.";
            visit.heads_needed = 2;
            visit.next_on = Date::parse("2026-03-20");
            const auto record = [&](const Employer& employer, const Visit& one) {
                return at.write(at.officer(),
                                [&](sql::Transaction& tx, const Context& context) { return record_visit(tx, context, employer, one); });
            };
            const auto made = record(firm(at.office, "Bengkel Las Barokah"), visit);
            REQUIRE(made);
            const auto employer = at.get(*made);
            CHECK(employer.source == "visit");
            CHECK(employer.state == EmployerState::submitted);
            const auto kept =
                at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) { return visits_of(tx, context, employer); });
            REQUIRE(kept.size() == 1);
            CHECK(kept[0].note == visit.note);
            const auto due = [&](const char* day) {
                return at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                    return due_visits(tx, context, at.office, *Date::parse(day));
                });
            };
            CHECK(due("2026-03-19").empty());
            CHECK(due("2026-03-20").size() == 1);
            at.house.set_now("2026-03-05T01:00:00Z");
            auto again = visit;
            again.on = *Date::parse("2026-03-05");
            again.next_on.reset();
            REQUIRE(record(employer, again));
            CHECK(due("2026-03-20").empty());
            again.on = *Date::parse("2026-03-09");  // not yet
            CHECK(record(employer, again).error() == Refusal::field_unfit);
        }
    }

    TEST_CASE("names, contacts and notes of people stand nowhere in the tables as they were typed") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto one = at.settled("PT Baja Muda");
            const auto row = at.house.database().read([&](sql::Transaction& tx) {
                return *tx.one(
                    "select address, contact_name, contact_phone, contact_email, verified_by_call from employers_employer where id = :id",
                    {{"id", one.id}});
            });
            for (std::size_t column = 0; column < 5; ++column) {
                CHECK_FALSE(row.text(column).empty());
                for (const auto& plain : {one.address, one.contact_name, one.contact_phone, one.contact_email})
                    CHECK(row.text(column).find(plain) == std::string::npos);
            }
        }
    }

    TEST_CASE("a refused company hears that it was, without what the office knows; no message carries an invitation") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto queued = [&] {
                return at.house.database().read([](sql::Transaction& tx) {
                    std::vector<std::string> texts;
                    for (const auto& row : tx.all("select text_code from messages_message order by id")) texts.push_back(row.text(0));
                    return texts;
                });
            };
            REQUIRE(at.hand_in(firm(at.office, "PT Baja Muda")));
            const auto one = at.all().at(0);
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return refuse_employer(tx, context, one.id, one.version, "Sudah terdaftar");
            }));
            CHECK(queued() == std::vector<std::string>{"employers.refused"});
            for (const auto& text : message_texts())
                CHECK((text.code != "employers.refused" || text.body.find("{alasan}") == std::string_view::npos));
            const auto other = at.settled("CV Lain Sekali");
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return invite_company(tx, context, other.id, other.version, "lainsekali");
            }));
            CHECK(queued().size() == 1);
        }
    }

    TEST_CASE("what the register of vacancies says of a company replaces what it said before") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto one = at.settled("PT Baja Muda");
            const Reported now{3, 7, 2, 1, Instant{1000}};
            at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                note_reported(tx, context, one.id, {1, 1, 0, 0, {}});
            });
            at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) { note_reported(tx, context, one.id, now); });
            CHECK(at.read(at.house.system(), [&](sql::Transaction& tx, const Context&) { return reported_by(tx, one.id); }) == now);
        }
    }

    TEST_CASE("the check finds a head office that is none") {
        for (const auto engine : test::engines()) {
            Town at(engine);
            const auto one = at.settled("PT Baja Muda");
            const auto other = at.settled("PT Lain Sekali");
            const auto faults = [&] {
                return at.house.database().read([](sql::Transaction& tx) {
                    std::vector<std::string> found;
                    check_invariants(tx, found);
                    return found;
                });
            };
            CHECK(faults().empty());
            at.house.database().write([&](sql::Transaction& tx) {
                tx.run("update employers_employer set head_office_id = :head where id = :id", {{"id", one.id}, {"head", other.id}});
                tx.run("update employers_employer set head_office_id = :head where id = :id", {{"id", other.id}, {"head", one.id}});
            });
            CHECK(faults().size() == 2);
        }
    }
}
