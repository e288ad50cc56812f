#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "modules/office/actions_manage.hpp"
#include "modules/registration/actions_import.hpp"
#include "modules/registration/jobs.hpp"
#include "modules/registration/tests/fixture.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/files/files.hpp"

using namespace registration;
using namespace registration::test_register;

TEST_SUITE("registration") {
    TEST_CASE("Sari fills in four stages, right and wrong, and nothing she typed is lost") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto anybody = at.house.anonymous();
            const auto draft = at.write([&](sql::Transaction& tx) { return start_draft(tx, anybody, at.office); });
            REQUIRE(draft);
            const auto sari = at.holder(draft->id);
            const auto saved = at.write([&](sql::Transaction& tx) {
                return save_stage(tx, sari, draft->id,
                                  {{"nik", "647101470895990"}, {"name", "Sari"}, {"birth_date", "1995-02-31"}, {"sex", ""}});
            });
            REQUIRE(saved);
            CHECK(saved->errors.size() == 3);
            CHECK(first(at.read([&](sql::Transaction& tx) { return typed_so_far(tx, sari, draft->id); }), "nik") == "647101470895990");
            CHECK(why(at.write([&](sql::Transaction& tx) { return submit(tx, sari, draft->id); })) == Refusal::field_unfit);

            const auto stranger = at.holder(ApplicationId{1});
            CHECK(why(at.write([&](sql::Transaction& tx) { return submit(tx, stranger, draft->id); })) == Refusal::not_yours);

            REQUIRE(at.write([&](sql::Transaction& tx) { return save_stage(tx, sari, draft->id, Balikpapan::typed()); }));
            CHECK(at.read([&](sql::Transaction& tx) { return open_errors(tx, sari, draft->id); }).empty());
            REQUIRE(at.write([&](sql::Transaction& tx) { return submit(tx, sari, draft->id); }));
            const auto file = at.file(draft->id);
            CHECK(file.state == ApplicationState::submitted);
            CHECK(file.answers.name == "Sari Dewi Lestari");
            CHECK(file.answers.phone->national() == "081234567890");
            CHECK(file.answers.education.at(0).school == "SMKN 1 Balikpapan");
            CHECK(why(at.write([&](sql::Transaction& tx) { return submit(tx, sari, draft->id); })) == Refusal::wrong_state);
            CHECK(why(at.write([&](sql::Transaction& tx) {
                      return save_stage(tx, sari, draft->id, {{"name", "X"}});
                  })) == Refusal::wrong_state);
        }
    }

    TEST_CASE("whoever types Sari's NIK learns nothing, blocks nobody, and loses to her KTP") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto rival = at.submitted("6471014708959901", "Orang Lain");
            const auto sari = at.submitted();
            CHECK(rival.warnings.size() == sari.warnings.size());
            CHECK(at.file(rival.id).person_key == at.file(sari.id).person_key);
            const auto clerk = at.clerk();
            const auto withdrawn = at.write([&](sql::Transaction& tx) { return take_over(tx, clerk, sari.id); });
            REQUIRE(withdrawn);
            CHECK(*withdrawn == 1);
            CHECK(at.file(rival.id).state == ApplicationState::withdrawn);
            CHECK(at.file(sari.id).state == ApplicationState::submitted);
            CHECK(why(at.write([&](sql::Transaction& tx) { return take_over(tx, clerk, rival.id); })) == Refusal::wrong_state);
        }
    }

    TEST_CASE("without a check-in nobody is approved; with it the number comes with the card") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.submitted();
            const auto clerk = at.clerk();
            const auto decide = [&] { return at.write([&](sql::Transaction& tx) { return approve(tx, clerk, made.id, {}); }); };
            CHECK(why(decide()) == Refusal::not_checked_in);
            REQUIRE(at.write([&](sql::Transaction& tx) { return mark_present(tx, clerk, made.id); }));
            REQUIRE(at.write([&](sql::Transaction& tx) { return mark_present(tx, clerk, made.id); }));
            const auto decided = decide();
            REQUIRE(decided);
            CHECK(decided->number == "647103032026000001");
            CHECK(why(decide()) == Refusal::wrong_state);
            const auto card = at.read([&](sql::Transaction& tx) { return registration::find_card(tx, clerk, decided->card); });
            REQUIRE(card);
            CHECK(card->valid_until.iso() == "2028-03-03");
            CHECK_FALSE(card->validity_basis.empty());
            CHECK(at.read([&](sql::Transaction& tx) { return store::ledger_of(tx, card->seeker); }).size() == 1);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("of two clerks on one file the second is told that it changed meanwhile") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.present();
            const auto version = at.file(made.id).version;
            const auto budi = at.clerk(11);
            const auto ani = at.clerk(12);
            REQUIRE(at.write([&](sql::Transaction& tx) {
                return ask_for_correction(tx, budi, made.id, {{"name", "differs_from_ktp", ""}}, version);
            }));
            CHECK(why(at.write([&](sql::Transaction& tx) { return approve(tx, ani, made.id, version); })) == Refusal::changed_meanwhile);
            CHECK(why(at.write([&](sql::Transaction& tx) { return refuse(tx, ani, made.id, "duplicate", "", version); })) ==
                  Refusal::changed_meanwhile);
            // The twin: without the version the second clerk would have refused a file that waits for its owner.
            CHECK(at.write([&](sql::Transaction& tx) { return refuse(tx, ani, made.id, "duplicate", "", {}); }).has_value());
        }
    }

    TEST_CASE("another office's clerk, a clerk without the right and an applicant decide nothing") {
        Balikpapan at(sql::Engine::sqlite);
        const auto made = at.present();
        const auto elsewhere = at.house.staff(AccountId{11}, OfficeId{at.office.value + 1}, clerk_permissions);
        const auto greeter = at.house.staff(AccountId{13}, at.office, {Permission::see_day_list});
        for (const auto& context : {elsewhere, greeter, at.holder(made.id), at.house.anonymous()}) {
            CHECK(why(at.write([&](sql::Transaction& tx) { return approve(tx, context, made.id, {}); })) == Refusal::not_yours);
            CHECK(why(at.write([&](sql::Transaction& tx) { return refuse(tx, context, made.id, "duplicate", "", {}); })) ==
                  Refusal::not_yours);
            CHECK(why(at.write([&](sql::Transaction& tx) { return mark_present(tx, context, made.id); })) == Refusal::not_yours);
            CHECK(why(at.write([&](sql::Transaction& tx) { return take_over(tx, context, made.id); })) == Refusal::not_yours);
            CHECK(why(at.write([&](sql::Transaction& tx) { return renew_code(tx, context, made.id); })) == Refusal::not_yours);
        }
    }

    TEST_CASE("only the marked field is edited, and the file comes back to where it was") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.submitted();
            const auto clerk = at.clerk();
            const auto sari = at.holder(made.id);
            const auto mark = [&](std::vector<Mark> marks) {
                return at.write([&](sql::Transaction& tx) { return ask_for_correction(tx, clerk, made.id, marks, {}); });
            };
            CHECK(why(mark({})) == Refusal::reason_missing);
            CHECK(why(mark({{"name", "because", ""}})) == Refusal::no_such_reason);
            CHECK(why(mark({{"name", "other", ""}})) == Refusal::reason_missing);
            CHECK(why(mark({{"password", "missing", ""}})) == Refusal::field_unfit);
            REQUIRE(mark({{"education.year", "differs_from_diploma", "Di ijazah 2014"}}));
            CHECK(at.read([&](sql::Transaction& tx) { return marks_of(tx, sari, made.id); }).at(0).note == "Di ijazah 2014");
            CHECK(why(at.write([&](sql::Transaction& tx) { return approve(tx, clerk, made.id, {}); })) == Refusal::wrong_state);

            const auto wrong = at.write([&](sql::Transaction& tx) { return resubmit(tx, sari, made.id, {{"education.year", "1800"}}); });
            REQUIRE(wrong);
            CHECK(wrong->errors.size() == 1);
            const auto right = at.write([&](sql::Transaction& tx) {
                return resubmit(tx, sari, made.id, {{"education.year", "2014"}, {"name", "Orang Lain"}});
            });
            REQUIRE(right);
            CHECK(right->errors.empty());
            const auto file = at.file(made.id);
            CHECK(file.state == ApplicationState::submitted);
            CHECK(file.answers.education.at(0).year == 2014);
            CHECK(file.answers.name == "Sari Dewi Lestari");
            CHECK(at.read([&](sql::Transaction& tx) { return marks_of(tx, sari, made.id); }).empty());
        }
    }

    TEST_CASE("a refusal in writing has a reason, its law, a number and the way to object") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.submitted();
            const auto clerk = at.clerk();
            const auto no = [&](std::string_view reason, std::string_view note) {
                return at.write([&](sql::Transaction& tx) { return refuse(tx, clerk, made.id, reason, note, {}); });
            };
            CHECK(why(no("", "")) == Refusal::reason_missing);
            CHECK(why(no("because", "")) == Refusal::no_such_reason);
            CHECK(why(no("other", "")) == Refusal::reason_missing);
            REQUIRE(no("false_data", "Ijazah tidak terdaftar"));
            const auto letter = at.read([&](sql::Transaction& tx) { return refusal_letter(tx, clerk, made.id); });
            REQUIRE(letter);
            CHECK(letter->number == "1/AK-1/2026");
            CHECK(letter->note == "Ijazah tidak terdaftar");
            CHECK_FALSE(letter->legal_basis.empty());
            CHECK(letter->objection_days == 21);
            CHECK_FALSE(letter->objection_basis.empty());
            CHECK(why(no("duplicate", "")) == Refusal::wrong_state);
        }
    }

    TEST_CASE("what the interview wrote is read by the person before the card is made") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.present();
            const auto clerk = at.clerk();
            Intake intake;
            intake.experience = {{"PT Maju Bersama", "Juru las", 2014, 2019}};
            intake.languages = {"Indonesia"};
            intake.officer_note = Personal("Perlu kursi");
            REQUIRE(at.write([&](sql::Transaction& tx) { return save_intake(tx, clerk, made.id, intake); }));
            CHECK(why(at.write([&](sql::Transaction& tx) { return approve(tx, clerk, made.id, {}); })) == Refusal::intake_unread);
            REQUIRE(at.write([&](sql::Transaction& tx) { return confirm_intake_read(tx, clerk, made.id); }));
            CHECK(at.file(made.id).intake.officer_note.reveal() == "Perlu kursi");
            CHECK(at.file(made.id).intake.experience.at(0).employer == "PT Maju Bersama");
            CHECK(at.write([&](sql::Transaction& tx) { return approve(tx, clerk, made.id, {}); }).has_value());
        }
    }

    TEST_CASE("thirty-two clerks at once give thirty-two numbers") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            std::vector<Made> files;
            for (int person = 0; person < 32; ++person) files.push_back(at.present("64710147089500" + std::to_string(10 + person)));
            std::vector<std::string> numbers(files.size());
            std::vector<std::thread> clerks;
            for (std::size_t one = 0; one < files.size(); ++one)
                clerks.emplace_back([&, one] {
                    const auto clerk = at.clerk(100 + static_cast<std::int64_t>(one));
                    const auto decided = at.write([&](sql::Transaction& tx) { return approve(tx, clerk, files[one].id, {}); });
                    if (decided) numbers[one] = decided->number;
                });
            for (auto& one : clerks) one.join();
            CHECK(std::set<std::string>(numbers.begin(), numbers.end()).size() == 32);
            CHECK(*std::max_element(numbers.begin(), numbers.end()) == "647103032026000032");
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("thirty-two clerks approve one file once") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.present();
            std::atomic<int> approved{};
            std::vector<std::thread> clerks;
            for (int one = 0; one < 32; ++one)
                clerks.emplace_back([&, one] {
                    const auto clerk = at.clerk(100 + one);
                    if (at.write([&](sql::Transaction& tx) { return approve(tx, clerk, made.id, {}); })) ++approved;
                });
            for (auto& one : clerks) one.join();
            CHECK(approved == 1);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("the twin: a number taken from the greatest one read before is given twice, and the unique key says so") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto first_card = at.approved();
            const auto number = first_card.number;
            const auto taken = at.write([&](sql::Transaction& tx) {
                store::NewCard second;
                second.card.id = CardId{first_card.card.value + 1};
                second.card.office = at.office;
                second.card.number = number;
                second.imported = true;
                return store::add_card(tx, second);
            });
            CHECK(taken == store::CardAdded::number_taken);
        }
    }

    TEST_CASE("an imported number in the sequence's way is stepped over") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            OldCard old;
            old.number = "647103032026000001";
            old.name = "Budi Santoso";
            old.issued_on = Date::parse("2025-05-05").value();
            REQUIRE(at.write([&](sql::Transaction& tx) { return import_cards(tx, clerk, at.office, {old}, DryRun::no); }));
            CHECK(at.approved().number == "647103032026000002");
        }
    }

    TEST_CASE("a card is printed, signed, handed over once, and its blank is used once") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            const auto card = at.approved().card;
            const auto print = [&](std::string_view reason) {
                return at.write([&](sql::Transaction& tx) { return mark_printed(tx, clerk, card, {}, reason); });
            };
            REQUIRE(print(""));
            CHECK(why(print("")) == Refusal::reason_missing);
            CHECK(why(print("because")) == Refusal::no_such_reason);
            const auto copy = print("spoiled");
            REQUIRE(copy);
            CHECK(*copy == 2);
            CHECK(why(at.write([&](sql::Transaction& tx) { return await_signature(tx, clerk, card); })) == Refusal::no_signatory);
            REQUIRE(at.write([&](sql::Transaction& tx) { return mark_ready(tx, clerk, card); }));
            CHECK(why(at.write([&](sql::Transaction& tx) {
                      return hand_over(tx, clerk, card, {"B-1", "Pak Budi"});
                  })) == Refusal::proxy_not_allowed);
            REQUIRE(at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, card, {"B-1", ""}); }));
            CHECK(why(at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, card, {"B-2", ""}); })) == Refusal::wrong_state);
            const auto other = at.approved("6471014708959902").card;
            CHECK(why(at.write([&](sql::Transaction& tx) {
                      return hand_over(tx, clerk, other, {"B-1", ""});
                  })) == Refusal::blank_serial_used);
            const auto handed = at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, other, {"", ""}); });
            CHECK((handed ? "done" : std::string(sentence(handed.error()))) == "done");
        }
    }

    TEST_CASE("nobody revokes a card alone") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto card = at.approved().card;
            const auto ask = [&](std::int64_t account, std::string_view reason) {
                const auto clerk = at.clerk(account);
                return at.write([&](sql::Transaction& tx) { return revoke(tx, clerk, card, reason); });
            };
            CHECK(why(ask(11, "")) == Refusal::reason_missing);
            const auto pending = ask(11, "Ijazah palsu");
            REQUIRE(pending);
            CHECK(*pending == Revocation::pending);
            CHECK(why(ask(11, "Ijazah palsu")) == Refusal::needs_other_person);
            const auto done = ask(12, "");
            REQUIRE(done);
            CHECK(*done == Revocation::done);
            CHECK(why(ask(12, "")) == Refusal::already_revoked);
            CHECK(at.faults().empty());
            // The twin: the row itself refuses one person in both roles.
            CHECK_FALSE(at.write([&](sql::Transaction& tx) { return store::confirm_revocation(tx, card, "account:11", at.house.now()); }));
        }
    }

    TEST_CASE("a code answers valid only for a genuine card that was handed over") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            const auto anybody = at.house.anonymous();
            const auto card = at.approved().card;
            const auto facts = at.read([&](sql::Transaction& tx) { return card_facts(tx, clerk, card); });
            REQUIRE(facts);
            const auto text = qr_text(at.house.platform(), facts->facts);
            const auto check = [&](std::string_view code) {
                return at.read([&](sql::Transaction& tx) { return verify_code(tx, anybody, code); });
            };
            CHECK(check(text).verdict == Verdict::inactive);
            CHECK(check(text).not_yet_issued);
            REQUIRE(at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, card, {}); }));
            const auto valid = check(text);
            CHECK(valid.verdict == Verdict::valid);
            CHECK(valid.masked_name == "Sari D******");
            CHECK(valid.number_end == "0001");

            const auto start = text.find("kode=") + 5;
            for (std::size_t position = start; position < text.size(); position += 7) {
                auto changed = text;
                changed[position] = changed[position] == 'A' ? 'B' : 'A';
                CHECK(check(changed).verdict == Verdict::forged);
            }
            auto foreign = facts->facts;
            foreign.card = 1;
            CHECK(check(qr_text(at.house.platform(), foreign)).verdict == Verdict::unknown);

            at.house.set_now("2028-03-04T01:00:00Z");
            const auto later = at.house.anonymous();
            CHECK(at.read([&](sql::Transaction& tx) { return verify_code(tx, later, text); }).verdict == Verdict::expired);
        }
    }

    TEST_CASE("the next card replaces the one before, and the register counts one person") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            const auto before = at.approved();
            const auto after = at.approved();
            const auto find = [&](CardId id) {
                return at.read([&](sql::Transaction& tx) { return registration::find_card(tx, clerk, id).value(); });
            };
            CHECK(find(before.card).state == CardState::inactive);
            CHECK(find(after.card).state == CardState::approved);
            CHECK(find(before.card).seeker == find(after.card).seeker);
            CHECK(at.read([&](sql::Transaction& tx) { return store::ledger_of(tx, find(after.card).seeker); }).size() == 3);
            CHECK(at.faults().empty());

            CHECK(why(at.write([&](sql::Transaction& tx) { return take_off(tx, clerk, after.card, "because"); })) ==
                  Refusal::no_such_reason);
            REQUIRE(at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, after.card, {}); }));
            REQUIRE(at.write([&](sql::Transaction& tx) { return take_off(tx, clerk, after.card, "placed"); }));
            REQUIRE(at.write([&](sql::Transaction& tx) { return reinstate(tx, clerk, after.card); }));
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("code and birth date open the file; guessing ends after five tries; a new code kills old links") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.submitted();
            const auto anybody = at.house.anonymous();
            const auto code_of_file = at.file(made.id).code;
            const auto try_open = [&](std::string_view code, std::string_view birth) {
                at.write([&](sql::Transaction& tx) { count_attempt(tx, anybody, code); });
                return at.write([&](sql::Transaction& tx) { return open_file(tx, anybody, code, Date::parse(birth).value()); });
            };
            const auto opened = try_open(code_of_file.substr(0, 4) + "-" + code_of_file.substr(4), "1995-08-07");
            REQUIRE(opened);
            CHECK(at.read([&](sql::Transaction& tx) { return files_on_phone(tx, anybody, *opened + "." + made.token); }).size() == 2);
            CHECK(why(try_open("AAAAAAAA", "1995-08-07")) == Refusal::code_or_birth_date_wrong);
            for (int guess = 0; guess < 4; ++guess) CHECK(why(try_open(code_of_file, "1990-01-01")) == Refusal::code_or_birth_date_wrong);
            CHECK(why(try_open(code_of_file, "1995-08-07")) == Refusal::too_many_attempts);

            const auto clerk = at.clerk();
            const auto renewed = at.write([&](sql::Transaction& tx) { return renew_code(tx, clerk, made.id); });
            REQUIRE(renewed);
            CHECK(at.read([&](sql::Transaction& tx) { return files_on_phone(tx, anybody, *opened + "." + made.token); }).empty());
            CHECK(at.read([&](sql::Transaction& tx) { return files_on_phone(tx, anybody, renewed->token); }).size() == 1);
            CHECK(why(try_open(code_of_file, "1995-08-07")) != Refusal::wrong_state);
        }
    }

    TEST_CASE("the row of a person shows no NIK, phone or address") {
        Balikpapan at(sql::Engine::sqlite);
        const auto made = at.submitted();
        at.read([&](sql::Transaction& tx) {
            const auto rows =
                tx.all("select nik, phone, address, typed, person_key from registration_application where id = :id", {{"id", made.id}});
            for (std::size_t column = 0; column < 5; ++column) {
                const auto cell = rows.at(0).text(column);
                for (const auto* plain : {"6471014708959901", "81234567890", "Sudirman"}) CHECK(cell.find(plain) == std::string::npos);
            }
        });
    }

    TEST_CASE("forgotten drafts go after ninety days, cards past their day leave the register") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto anybody = at.house.anonymous();
            const auto draft = at.write([&](sql::Transaction& tx) { return start_draft(tx, anybody, at.office); });
            REQUIRE(draft);
            const auto card = at.approved().card;
            at.house.set_now("2026-05-30T01:00:00Z");
            auto soon = at.house.system();
            sweep(soon);
            CHECK(at.read(
                [&](sql::Transaction& tx) { return store::find_application(tx, at.house.platform().vault, draft->id).has_value(); }));
            at.house.set_now("2028-06-30T01:00:00Z");
            auto late = at.house.system();
            sweep(late);
            CHECK_FALSE(at.read(
                [&](sql::Transaction& tx) { return store::find_application(tx, at.house.platform().vault, draft->id).has_value(); }));
            CHECK_FALSE(at.read([&](sql::Transaction& tx) { return store::find_card(tx, card)->on_register; }));
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("scans go the office's number of days after the decision; the portrait and an open file's scans stay") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto system = at.house.system();
            const office::Parameter days{"scans_deleted_after_days", "7", "Keputusan Kepala Dinas 1/2026",
                                         Date::parse("2026-03-03").value(), ""};
            REQUIRE(at.write([&](sql::Transaction& tx) { return office::set_parameter(tx, system, at.office, days); }));
            auto& files = at.house.platform().files;
            const auto clerk = at.clerk();
            const auto send = [&](ApplicationId id, const std::string& kind) {
                const Prepared prepared{.kind = kind, .file = files.put(kind), .content_type = "image/jpeg", .bytes = 3};
                REQUIRE(at.write([&](sql::Transaction& tx) { return add_document(tx, clerk, id, prepared); }));
                return prepared.file;
            };
            const auto decided = at.present();
            const auto open = at.present("6471010708959901", "Budi Santoso");
            const auto scan = send(decided.id, "ktp");
            const auto portrait = send(decided.id, "photo");
            const auto waiting = send(open.id, "ktp");
            REQUIRE(at.write([&](sql::Transaction& tx) { return see_original(tx, clerk, decided.id, "ktp"); }));
            REQUIRE(at.write([&](sql::Transaction& tx) { return approve(tx, clerk, decided.id, {}); }));
            const auto sweep_at = [&](std::string_view utc) {
                at.house.set_now(utc);
                auto later = at.house.system();
                sweep(later);
            };
            sweep_at("2026-03-10T00:59:00Z");
            CHECK(files.get(scan));
            sweep_at("2026-03-10T01:01:00Z");
            CHECK_FALSE(files.get(scan));
            CHECK(files.get(portrait));
            CHECK(files.get(waiting));
            for (const auto& paper : at.read([&](sql::Transaction& tx) { return store::documents(tx, decided.id); }))
                CHECK(paper.file == (paper.kind == "photo" ? portrait : ""));
            CHECK(at.read([](sql::Transaction& tx) {
                return tx.one("select count(*) from audit_entry where verb = 'document.scans_deleted'")->number(0);
            }) == 1);
        }
    }

    TEST_CASE("a number older than this system is never called unknown; one that this system would have given is") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto anybody = at.house.anonymous();
            const auto check = [&](std::string_view number, std::optional<Date> issued_on = {}) {
                return at.read([&](sql::Transaction& tx) { return verify_number(tx, anybody, at.office, number, issued_on); }).verdict;
            };
            CHECK(check("647131122025000017") == Verdict::unknown);  // no day is known on which this system began
            const auto system = at.house.system();
            REQUIRE(at.write([&](sql::Transaction& tx) {
                auto scheme = office::number_scheme(tx, at.office);
                scheme.cut_over = Date::parse("2026-01-01").value();
                return office::save_number_scheme(tx, system, at.office, scheme);
            }));
            CHECK(check("647131122025000017") == Verdict::before_this_system);
            CHECK(check("647101012026000017") == Verdict::unknown);
            // A number that tells no day: what stands on the card decides.
            CHECK(check("1234") == Verdict::before_this_system);
            CHECK(check("1234", Date::parse("2025-12-31")) == Verdict::before_this_system);
            CHECK(check("1234", Date::parse("2026-01-01")) == Verdict::unknown);
        }
    }

    TEST_CASE("the old register comes in once, numbers verbatim, and of one person's cards only the newest is valid") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            OldCard first_card;
            first_card.number = "6471 0505 2025 000017";
            first_card.name = "Budi Santoso";
            first_card.nik = Nik::parse("6471010708959901");
            first_card.issued_on = Date::parse("2025-05-05").value();
            auto renewed = first_card;
            renewed.number = "647106062025000018";
            renewed.issued_on = Date::parse("2025-06-06").value();
            const std::vector<OldCard> cards{first_card, renewed};
            const auto import = [&](DryRun dry) {
                return at.write([&](sql::Transaction& tx) { return import_cards(tx, clerk, at.office, cards, dry); });
            };
            CHECK(import(DryRun::yes)->added == 2);
            CHECK(import(DryRun::no)->added == 2);
            CHECK(import(DryRun::no)->known == 2);
            auto stranger = first_card;
            stranger.name = "Orang Lain";
            const auto report = at.write([&](sql::Transaction& tx) { return import_cards(tx, clerk, at.office, {stranger}, DryRun::no); });
            CHECK(report->duplicates == 1);
            const auto greeter = at.house.staff(AccountId{13}, at.office, {Permission::see_day_list});
            CHECK(at.write([&](sql::Transaction& tx) { return import_cards(tx, greeter, at.office, cards, DryRun::no); }).error() ==
                  ImportRefusal::not_yours);
            const auto check = [&](std::string_view number) {
                return at.read([&](sql::Transaction& tx) { return verify_number(tx, clerk, at.office, number, {}); }).verdict;
            };
            CHECK(check(renewed.number) == Verdict::valid);
            CHECK(check(first_card.number) == Verdict::inactive);
            CHECK(check("1234") == Verdict::unknown);
            CHECK(at.faults().empty());
        }
    }
}
