#include "modules/employers/actions_warning.hpp"

#include "modules/employers/actions_compliance.hpp"
#include "modules/employers/papers.hpp"
#include "modules/employers/rules_warning.hpp"
#include "modules/employers/tests/fixture.hpp"
#include "modules/office/actions_manage.hpp"

using namespace employers;
using namespace employers::test_market;

namespace {

struct Street : Town {
    explicit Street(sql::Engine engine) : Town(engine), one(settled("PT Baja Muda", {71})) {}

    Result<WarningId, WarningRefusal> ask(Matter matter = Matter::vacancy) const {
        return write(officer(), [&](sql::Transaction& tx, const Context& context) {
            return ask_company(tx, context, {one.id, matter, "Spanduk di gerbang, 2 Maret"});
        });
    }
    Warning get(WarningId id) const {
        return *read(officer(), [&](sql::Transaction& tx, const Context& context) { return find_warning(tx, context, id); });
    }
    Result<Done, WarningRefusal> answer(WarningId id, const Context& who) const {
        return write(who, [&](sql::Transaction& tx, const Context& context) {
            return answer_question(tx, context, id, get(id).version, "Lowongannya sudah batal.");
        });
    }
    Result<Done, WarningRefusal> send(WarningId id, const std::string& number = "560/12/2026") const {
        return write(officer(),
                     [&](sql::Transaction& tx, const Context& context) { return send_warning(tx, context, id, get(id).version, number); });
    }

    Employer one;
};

Warning past(int level, WarningState state, const char* until, std::string note = "") {
    Warning one;
    one.id = {level};
    one.level = level;
    one.state = state;
    one.closing_note = std::move(note);
    one.valid_until = Date::parse(until);
    return one;
}

}  // namespace

TEST_SUITE("employers warnings") {
    TEST_CASE("levels follow each other only when the one before was not followed and is over") {
        const auto today = *Date::parse("2026-05-01");
        const auto level = [&](const std::vector<Warning>& earlier) { return next_level(earlier, Matter::vacancy, today); };
        CHECK(level({}).level == 1);
        CHECK(level({past(1, WarningState::draft, "2026-04-01")}).why_not == WarningRefusal::already_open);
        CHECK(level({past(1, WarningState::sent, "2026-05-01")}).why_not == WarningRefusal::still_running);
        const auto second = level({past(1, WarningState::sent, "2026-04-30")});
        CHECK(second.level == 2);
        CHECK(second.replaces == WarningId{1});
        CHECK(level({past(1, WarningState::closed, "2026-04-30", "sudah melapor")}).level == 1);
        CHECK(
            level({past(1, WarningState::closed, "2026-03-01", std::string(not_followed)), past(2, WarningState::withdrawn, "2026-04-01")})
                .level == 2);
        CHECK(level({past(1, WarningState::closed, "2026-02-01", std::string(not_followed)),
                     past(2, WarningState::closed, "2026-03-01", std::string(not_followed)), past(3, WarningState::sent, "2026-04-01")})
                  .why_not == WarningRefusal::was_the_last);
        CHECK(next_level({past(1, WarningState::draft, "2026-04-01")}, Matter::filled, today).level == 1);
    }

    TEST_CASE("no letter leaves before the company answered or its days are over, and none without a person") {
        for (const auto engine : test::engines()) {
            Street at(engine);
            const auto id = at.ask();
            REQUIRE(id);
            CHECK(at.get(*id).answer_until == *Date::parse("2026-03-17"));
            CHECK(at.send(*id).error() == WarningRefusal::answer_awaited);
            CHECK_FALSE(has_letter(at.get(*id), *Date::parse("2026-03-17")));
            CHECK(has_letter(at.get(*id), *Date::parse("2026-03-18")));
            const auto by_itself = at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                return send_warning(tx, context, *id, 1, "560/1");
            });
            CHECK(by_itself.error() == WarningRefusal::no_such_warning);
            at.house.set_now("2026-03-18T01:00:00Z");
            CHECK(at.send(*id, " ").error() == WarningRefusal::number_missing);
            REQUIRE(at.send(*id));
            const auto sent = at.get(*id);
            CHECK(sent.state == WarningState::sent);
            CHECK(sent.valid_until == Date::parse("2026-04-17"));
            CHECK(sent.legal_basis.find("Perpres 57/2023") != std::string::npos);
        }
    }

    TEST_CASE("the letter stands on what the office's rule pack says, and the office says how many levels there are") {
        for (const auto engine : test::engines()) {
            Street at(engine);
            const auto set = [&](const std::string& name, const std::string& value) {
                REQUIRE(at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                    return office::set_parameter(tx, context, at.office,
                                                 {.name = name,
                                                  .value = value,
                                                  .legal_basis = "Keputusan contoh",
                                                  .valid_from = *Date::parse("2026-03-03"),
                                                  .note = ""});
                }));
            };
            set("warning_basis", "Perbup contoh 1/2026 ps. 9");
            set("employer_warning_levels", "1");
            const auto id = at.ask();
            REQUIRE(id);
            at.house.set_now("2026-03-18T01:00:00Z");
            REQUIRE(at.send(*id));
            CHECK(at.get(*id).legal_basis == "Perpres 57/2023 ps. 4; Perbup contoh 1/2026 ps. 9");
            at.house.set_now("2026-05-01T01:00:00Z");
            CHECK(at.ask().error() == WarningRefusal::was_the_last);
        }
    }

    TEST_CASE("a company answers its own question, nobody else's, and its answer is read before a letter") {
        for (const auto engine : test::engines()) {
            Street at(engine);
            const auto other = at.settled("CV Lain Sekali", {72});
            const auto id = at.ask();
            REQUIRE(id);
            CHECK(at.answer(*id, at.company(other)).error() == WarningRefusal::no_such_warning);
            CHECK(at.answer(*id, at.other_officer()).error() == WarningRefusal::no_such_warning);
            REQUIRE(at.answer(*id, at.company(at.one)));
            CHECK(at.get(*id).state == WarningState::answered);
            CHECK(has_letter(at.get(*id), *Date::parse("2026-03-03")));
            const auto company_closes = at.write(at.company(at.one), [&](sql::Transaction& tx, const Context& context) {
                return withdraw_warning(tx, context, *id, at.get(*id).version, "x");
            });
            CHECK(company_closes.error() == WarningRefusal::no_such_warning);
            const auto stored = at.house.platform().database.read([&](sql::Transaction& tx) {
                return tx.one("select answer from employers_warning where id = :id", {{"id", *id}})->text(0);
            });
            CHECK(stored.find("batal") == std::string::npos);
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return withdraw_warning(tx, context, *id, at.get(*id).version, "Benar batal");
            }));
            CHECK(at.send(*id).error() == WarningRefusal::wrong_state);
            CHECK_FALSE(has_letter(at.get(*id), *Date::parse("2026-03-18")));
        }
    }

    TEST_CASE("one open question a company and matter, in the database too") {
        for (const auto engine : test::engines()) {
            Street at(engine);
            REQUIRE(at.ask());
            CHECK(at.ask().error() == WarningRefusal::already_open);
            CHECK(at.ask(Matter::filled));
            CHECK_THROWS_AS(at.house.platform().database.write([&](sql::Transaction& tx) {
                tx.run(
                    "insert into employers_warning (id, office_id, employer_id, matter, level, state, source, drafted_by, drafted_at, "
                    "answer_until)"
                    " values (9, :office, :employer, 'vacancy', 1, 'draft', 'x', 'x', 1, '2026-03-20')",
                    {{"office", at.office}, {"employer", at.one.id}});
            }),
                            sql::Conflict);
        }
    }

    TEST_CASE("the database sends nothing without a person, a number and a basis") {
        for (const auto engine : test::engines()) {
            Street at(engine);
            const auto id = at.ask();
            const auto force = [&](const char* statement) {
                at.house.platform().database.write([&](sql::Transaction& tx) { tx.run(statement, {{"id", *id}}); });
            };
            CHECK_THROWS_AS(force("update employers_warning set state = 'sent', sent_at = 1, letter_number = '1', legal_basis = 'x', "
                                  "valid_until = '2026-04-01' where id = :id"),
                            sql::Failure);
            CHECK_NOTHROW(
                force("update employers_warning set state = 'sent', sent_by = 'account:1', sent_at = 1, letter_number = '1', legal_basis = "
                      "'x', valid_until = '2026-04-01' where id = :id"));
        }
    }

    TEST_CASE("what was not followed leads to the next level, what was followed begins anew") {
        for (const auto engine : test::engines()) {
            Street at(engine);
            auto id = at.ask();
            REQUIRE(at.answer(*id, at.company(at.one)));
            REQUIRE(at.send(*id, "560/1"));
            CHECK(at.ask().error() == WarningRefusal::still_running);
            at.house.set_now("2026-05-03T01:00:00Z");
            const auto second = at.ask();
            REQUIRE(second);
            CHECK(at.get(*second).level == 2);
            CHECK(at.get(*id).state == WarningState::closed);
            REQUIRE(at.answer(*second, at.company(at.one)));
            CHECK(at.send(*second, "560/1").error() == WarningRefusal::number_known);
            REQUIRE(at.send(*second, "560/2"));
            REQUIRE(at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) {
                return close_warning(tx, context, *second, at.get(*second).version, "Sudah melapor");
            }));
            CHECK(at.get(*at.ask()).level == 1);
        }
    }

    TEST_CASE("signals carry their source and go when the company reports") {
        for (const auto engine : test::engines()) {
            Street at(engine);
            const auto all = [&] {
                return at.read(at.officer(), [&](sql::Transaction& tx, const Context& context) { return signals(tx, context, at.office); });
            };
            const auto report = [&](const Reported& now) {
                at.write(at.house.system(),
                         [&](sql::Transaction& tx, const Context& context) { note_reported(tx, context, at.one.id, now); });
            };
            CHECK(all().empty());
            Visit visit;
            visit.on = *Date::parse("2026-03-03");
            visit.met = "Pak Budi";
            visit.heads_needed = 2;
            REQUIRE(at.write(at.officer(),
                             [&](sql::Transaction& tx, const Context& context) { return record_visit(tx, context, at.one, visit); }));
            Signal seen;
            seen.employer = at.one.id;
            seen.seen_on = visit.on;
            const auto note = [&] {
                return at.write(at.officer(), [&](sql::Transaction& tx, const Context& context) { return note_signal(tx, context, seen); });
            };
            CHECK(note().error() == WarningRefusal::source_missing);
            seen.source = "Spanduk di gerbang";
            REQUIRE(note());
            report({1, 2, 0, 1, Instant{at.house.now().seconds - 7 * 86'400}});
            REQUIRE(all().size() == 3);
            CHECK(all()[0].source == "Spanduk di gerbang");
            CHECK(all()[1].kind == Signal::Kind::visit);
            CHECK(all()[1].count == 2);
            CHECK(all()[2].matter == Matter::filled);
            REQUIRE(at.ask());
            CHECK(all()[0].is_asked);
            CHECK_FALSE(all()[2].is_asked);
            report({2, 4, 2, 0, at.house.now()});
            CHECK(all().size() == 1);
            const auto id = all()[0].id;
            const auto settle = [&](const Context& who) {
                return at.write(
                    who, [&](sql::Transaction& tx, const Context& context) { return settle_signal(tx, context, id, "Sudah dilaporkan"); });
            };
            CHECK_FALSE(settle(at.other_officer()));
            REQUIRE(settle(at.officer()));
            CHECK(all().empty());
            CHECK(at.read(at.other_officer(), [&](sql::Transaction& tx, const Context& context) {
                        return signals(tx, context, at.office);
                    }).empty());
        }
    }

    TEST_CASE("a company and the officer read the same facts, with the percentage of its ownership") {
        for (const auto engine : test::engines()) {
            Street at(engine);
            auto facts = at.read(at.company(at.one),
                                 [&](sql::Transaction& tx, const Context& context) { return compliance_of(tx, context, at.one); });
            CHECK(facts.disability.percent == 1);
            CHECK(facts.local.percent == 0);
            CHECK_FALSE(facts.disability_basis.empty());
            auto state_owned = at.one;
            state_owned.ownership = Ownership::state_company;
            facts = at.read(at.officer(),
                            [&](sql::Transaction& tx, const Context& context) { return compliance_of(tx, context, state_owned); });
            CHECK(facts.disability.percent == 2);
            CHECK(facts.disability.workers == 60);
            CHECK(facts.disability.wanted() == 2);
            // An office that reads its law otherwise says so in its rule pack, with a basis.
            REQUIRE(at.write(at.house.system(), [&](sql::Transaction& tx, const Context& context) {
                return office::set_parameter(tx, context, at.office,
                                             {.name = "disability_rounding",
                                              .value = "down",
                                              .legal_basis = "Keputusan contoh",
                                              .valid_from = *Date::parse("2026-03-03"),
                                              .note = ""});
            }));
            facts = at.read(at.officer(),
                            [&](sql::Transaction& tx, const Context& context) { return compliance_of(tx, context, state_owned); });
            CHECK(facts.disability.wanted() == 1);
            facts = at.read(at.other_officer(),
                            [&](sql::Transaction& tx, const Context& context) { return compliance_of(tx, context, at.one); });
            CHECK_FALSE(facts.disability.is_known());
        }
    }

    TEST_CASE("the letter names its basis, and a draft says that it is one") {
        WarningLetter letter{.government = "PEMERINTAH KOTA BALIKPAPAN",
                             .department = "Dinas Ketenagakerjaan",
                             .address = "Jalan Contoh",
                             .place = "Balikpapan",
                             .day = "Selasa, 3 Maret 2026",
                             .number = "560/1",
                             .level = "I",
                             .company = "PT Baja Muda",
                             .company_address = "Jalan Contoh 2",
                             .matter = "kewajiban melaporkan lowongan pekerjaan",
                             .source = "Spanduk di gerbang",
                             .answer = "",
                             .answer_until = "17 Maret 2026",
                             .legal_basis = "Perpres 57/2023 ps. 4; Perpres 57/2023 ps. 17",
                             .valid_until = "17 April 2026",
                             .signatory_capacity = "",
                             .signatory_title = "Kepala Dinas",
                             .signatory_name = "Tirta Contoh",
                             .signatory_rank = "Pembina",
                             .signatory_nip = "197001011995032001",
                             .made = "2026-03-03T09:00:00+08:00",
                             .is_draft = false};
        const auto whole = print_warning(letter);
        CHECK(whole.starts_with("%PDF-"));
        CHECK(whole == print_warning(letter));
        letter.is_draft = true;
        CHECK(whole != print_warning(letter));
        // A sentence that was typed with its full stop does not end twice in the letter.
        letter.answer = "Belum sempat melapor";
        const auto quoted = print_warning(letter);
        letter.answer += ".";
        letter.source += ".";
        CHECK(quoted == print_warning(letter));
        letter.answer = std::string(2000, 'x');
        CHECK(print_warning(letter).starts_with("%PDF-"));
    }
}
