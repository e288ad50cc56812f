#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "modules/office/actions_manage.hpp"
#include "modules/registration/actions_change.hpp"
#include "modules/registration/actions_import.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/registration/actions_strike.hpp"
#include "modules/registration/jobs.hpp"
#include "modules/registration/module.hpp"
#include "modules/registration/store_life.hpp"
#include "modules/registration/tests/fixture.hpp"

using namespace registration;
using namespace registration::test_register;

namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

// Sari's card in her hand, and the link that a message would carry.
struct Holding {
    Balikpapan at;
    CardId card;
    ApplicationId file;
    std::string token;

    explicit Holding(sql::Engine engine) : at(engine) {
        const auto made = at.present();
        file = made.id;
        const auto clerk = at.clerk();
        card = at.write([&](sql::Transaction& tx) { return approve(tx, clerk, made.id, {}); })->card;
        REQUIRE(at.write([&](sql::Transaction& tx) { return mark_printed(tx, clerk, card, {}, ""); }));
        REQUIRE(at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, card, {"", ""}); }));
        const auto link = report_link(at.house.system(), known());
        token = link.substr(link.rfind('/') + 1);
    }

    Card known() {
        return at.read([&](sql::Transaction& tx) { return *registration::find_card(tx, at.house.system(), card); });
    }
    std::optional<Date> due() {
        return at.read([&](sql::Transaction& tx) { return report_due_of(tx, card); });
    }
    Result<Reported, Refusal> by_link(ReportStatus status = ReportStatus::looking) {
        const auto anybody = at.house.anonymous();
        return at.write([&](sql::Transaction& tx) {
            return report_by_link(tx, anybody, token, {status, "PT Maju Bersama", {}, {}, false});
        });
    }
    std::vector<store::LedgerRow> ledger() {
        return at.read([&](sql::Transaction& tx) { return store::ledger_of(tx, known().seeker); });
    }
    Verdict read_at_the_door() {
        const auto facts = at.read([&](sql::Transaction& tx) { return card_facts(tx, at.house.system(), card); });
        return verified(qr_text(at.house.platform(), facts->facts));
    }
    Verdict verified(const std::string& code) {
        return at.read([&](sql::Transaction& tx) { return verify_code(tx, at.house.anonymous(), code); }).verdict;
    }
    std::string code() {
        const auto facts = at.read([&](sql::Transaction& tx) { return card_facts(tx, at.house.system(), card); });
        return qr_text(at.house.platform(), facts->facts);
    }
    void set(std::string_view name, std::string_view value) {
        const auto system = at.house.system();
        const office::Parameter parameter{std::string(name), std::string(value), "Keputusan Kepala Dinas 1/2026",
                                          system.local(Zone::wita).date, ""};
        REQUIRE(at.write([&](sql::Transaction& tx) { return office::set_parameter(tx, system, at.office, parameter); }));
    }
    void sweep_at(std::string_view utc) {
        at.house.set_now(utc);
        auto system = at.house.system();
        sweep(system);
    }
    int messages(std::string_view text) {
        return at.read([&](sql::Transaction& tx) {
            return tx.one("select count(*) from messages_message where text_code = :text", {{"text", text}})->number(0);
        });
    }
};

}  // namespace

TEST_SUITE("registration life") {
    TEST_CASE("Sari reports by link with one tap; the second tap writes nothing") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            CHECK(sari.due() == day("2026-09-03"));
            sari.at.house.set_now("2026-08-25T01:00:00Z");
            CHECK(sari.at.read([&](sql::Transaction& tx) { return report_view(tx, sari.at.house.anonymous(), sari.token); })->may_report);
            CHECK(sari.due() == day("2026-09-03"));  // opening the link changed nothing
            const auto first = sari.by_link();
            REQUIRE(first);
            CHECK(first->is_new);
            CHECK_FALSE(first->is_late);
            CHECK(sari.due() == day("2027-03-03"));
            const auto again = sari.by_link();
            REQUIRE(again);
            CHECK_FALSE(again->is_new);
            CHECK(sari.due() == day("2027-03-03"));
            const auto rows = sari.at.read([&](sql::Transaction& tx) { return reports_of(tx, sari.at.clerk(), sari.card); });
            REQUIRE(rows.size() == 1);
            CHECK(rows.front().covers == day("2026-09-03"));
            // Another day in the same half year is a sign of life and fills no row.
            sari.at.house.set_now("2026-08-28T01:00:00Z");
            REQUIRE(sari.by_link());
            CHECK(sari.due() == day("2027-03-03"));
            CHECK(sari.known().last_report == day("2026-08-28"));
            CHECK(sari.at.faults().empty());
        }
    }

    TEST_CASE("two taps at the same moment are one report") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            sari.at.house.set_now("2026-09-01T01:00:00Z");
            std::atomic<int> new_ones{0};
            std::vector<std::thread> taps;
            for (int one = 0; one < 4; ++one)
                taps.emplace_back([&] {
                    for (int attempt = 0; attempt < 5; ++attempt) {
                        const auto done = sari.by_link();
                        if (!done && done.error() == Refusal::changed_meanwhile) continue;
                        if (done && done->is_new) ++new_ones;
                        return;
                    }
                });
            for (auto& tap : taps) tap.join();
            CHECK(new_ones == 1);
            CHECK(sari.due() == day("2027-03-03"));
            // The twin: without the rule's look, the row's own key still refuses the second one.
            const auto kept = sari.at.write([&](sql::Transaction& tx) {
                return store::add_report(tx, sari.at.house.platform().vault,
                                         {.id = 5,
                                          .card = sari.card,
                                          .office = sari.at.office,
                                          .status = ReportStatus::looking,
                                          .channel = ReportChannel::counter,
                                          .reported_on = day("2026-09-02"),
                                          .covers = day("2026-09-03"),
                                          .employer = "",
                                          .since = {},
                                          .reported_by = "x"});
            });
            CHECK(kept == store::ReportKept::known);
        }
    }

    TEST_CASE("a link opens one card only, for one purpose, until the card's last day") {
        Holding sari(sql::Engine::sqlite);
        const auto anybody = sari.at.house.anonymous();
        const auto with = [&](const std::string& token, Report report) {
            return sari.at.write([&](sql::Transaction& tx) { return report_by_link(tx, anybody, token, report); });
        };
        auto changed = sari.token;
        changed[5] = changed[5] == 'A' ? 'B' : 'A';
        CHECK(why(with(changed, {})) == Refusal::no_such_card);
        CHECK(why(with("", {})) == Refusal::no_such_card);
        // What only the office can know is not said by a link.
        Report placed;
        placed.status = ReportStatus::placed;
        CHECK(why(with(sari.token, placed)) == Refusal::field_unfit);
        Report stamped;
        stamped.paper_stamped = true;
        CHECK(why(with(sari.token, stamped)) == Refusal::field_unfit);
        sari.at.house.set_now("2028-03-03T15:00:00Z");  // 23.00 WITA of the last day
        REQUIRE(sari.by_link());
        sari.at.house.set_now("2028-03-03T16:30:00Z");  // half past midnight
        CHECK(why(sari.by_link()) == Refusal::wrong_state);
        sari.at.house.set_now("2028-03-06T01:00:00Z");
        CHECK(why(sari.by_link()) == Refusal::no_such_card);
    }

    TEST_CASE("Sari found work: the card ends with its reason in state and ledger, and comes back when it was a mistake") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            sari.at.house.set_now("2026-06-01T01:00:00Z");
            REQUIRE(sari.by_link(ReportStatus::working));
            CHECK(sari.known().state == CardState::inactive);
            CHECK(sari.known().inactive_reason == "found_work");
            CHECK(sari.ledger().back().kind == "removed");
            CHECK(sari.ledger().back().reason == "found_work");
            CHECK(sari.read_at_the_door() == Verdict::inactive);
            const auto rows = sari.at.read([&](sql::Transaction& tx) { return reports_of(tx, sari.at.clerk(), sari.card); });
            CHECK(rows.front().employer == "PT Maju Bersama");
            const auto raw =
                sari.at.read([&](sql::Transaction& tx) { return tx.one("select employer from registration_report limit 1")->text(0); });
            CHECK(raw.find("Maju") == std::string::npos);
            CHECK(sari.at.faults().empty());
            const auto back = sari.by_link();
            REQUIRE(back);
            CHECK(back->restored);
            CHECK(sari.known().state == CardState::handed_over);
            CHECK(sari.ledger().back().kind == "reinstated");
            CHECK(sari.read_at_the_door() == Verdict::valid);
            CHECK(sari.at.faults().empty());
            // A clerk took her off: that is not hers to take back.
            const auto clerk = sari.at.clerk();
            REQUIRE(sari.at.write([&](sql::Transaction& tx) { return take_off(tx, clerk, sari.card, "duplicate"); }));
            sari.at.house.set_now("2026-06-02T01:00:00Z");
            CHECK(why(sari.by_link()) == Refusal::wrong_state);
        }
    }

    TEST_CASE("without a report the card lapses the day after the days of grace, where the office wants it so") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            sari.sweep_at("2026-12-01T01:00:00Z");
            CHECK(sari.known().state == CardState::handed_over);  // the switch is off: nothing goes by itself
            sari.at.house.set_now("2026-09-01T01:00:00Z");
            sari.set("lapse_by_itself", "on");
            // Due 3 September, 30 days of grace: 3 October is the last day, also at 23.59 WITA.
            sari.sweep_at("2026-10-03T15:59:00Z");
            CHECK(sari.known().state == CardState::handed_over);
            sari.sweep_at("2026-10-03T16:01:00Z");
            CHECK(sari.known().state == CardState::inactive);
            CHECK(sari.known().inactive_reason == "lapsed");
            CHECK(sari.ledger().back().effective_on == day("2026-10-04"));
            CHECK(sari.messages("registration.lapsed") == 1);
            CHECK(sari.at.faults().empty());
            sari.sweep_at("2026-10-03T17:01:00Z");
            CHECK(sari.ledger().size() == 2);

            // A late report restores; the next row ahead is due.
            const auto late = sari.by_link();
            REQUIRE(late);
            CHECK(late->is_late);
            CHECK(late->restored);
            CHECK(sari.due() == day("2027-03-03"));
            CHECK(sari.known().state == CardState::handed_over);
            sari.sweep_at("2026-10-05T01:00:00Z");
            CHECK(sari.known().state == CardState::handed_over);
            CHECK(sari.at.faults().empty());
        }
    }

    TEST_CASE("an office that does not restore says so, and renews instead") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            sari.set("lapse_by_itself", "on");
            sari.set("late_report_restores", "off");
            sari.sweep_at("2026-10-10T01:00:00Z");
            CHECK(why(sari.by_link()) == Refusal::wrong_state);
            CHECK(sari.messages("registration.lapsed") == 0);
            const auto clerk = sari.at.clerk();
            CHECK(sari.at.write([&](sql::Transaction& tx) { return begin_renewal(tx, clerk, sari.card, OldSheet::returned); }).has_value());
            // A clerk may put her back: the passed date does not end the card again the same night.
            REQUIRE(sari.at.write([&](sql::Transaction& tx) { return reinstate(tx, clerk, sari.card); }));
            sari.sweep_at("2026-10-11T01:00:00Z");
            CHECK(sari.known().state == CardState::handed_over);
        }
    }

    TEST_CASE("reminders come fourteen days, three days before and on the day, each once, and none after the report") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            const auto sent = [&](const char* utc) {
                sari.sweep_at(utc);
                sari.sweep_at(utc);
                return sari.messages("registration.report_due");
            };
            CHECK(sent("2026-08-19T01:00:00Z") == 0);
            CHECK(sent("2026-08-20T01:00:00Z") == 1);
            CHECK(sent("2026-08-21T01:00:00Z") == 1);
            CHECK(sent("2026-09-01T01:00:00Z") == 2);  // the machine slept on 31 August: two days before is still in time
            CHECK(sent("2026-09-02T16:30:00Z") == 3);  // past midnight in Balikpapan
            CHECK(sent("2026-09-04T01:00:00Z") == 3);
            REQUIRE(sari.by_link());
            CHECK(sent("2027-02-18T01:00:00Z") == 4);
        }
    }

    TEST_CASE("at the counter the day on paper counts, its stamp is recorded, and a school may report for its pupil") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            sari.at.house.set_now("2026-09-10T01:00:00Z");
            const auto clerk = sari.at.clerk();
            const auto report = [&](const Context& context, std::string_view on, bool stamped) {
                return sari.at.write([&](sql::Transaction& tx) {
                    return report_at_counter(tx, context, sari.card, {ReportStatus::looking, "", {}, day(on), stamped});
                });
            };
            CHECK(why(report(clerk, "2026-09-11", true)) == Refusal::field_unfit);  // tomorrow
            CHECK(why(report(clerk, "2026-03-02", true)) == Refusal::field_unfit);  // before the card
            CHECK(why(report(sari.at.holder(sari.file), "2026-09-02", true)) == Refusal::not_yours);
            REQUIRE(report(clerk, "2026-09-02", true));
            CHECK(sari.at.read([&](sql::Transaction& tx) { return reports_of(tx, clerk, sari.card); }).front().paper_stamped);
            CHECK(sari.due() == day("2027-03-03"));

            const auto school = sari.at.house.staff(AccountId{31}, sari.at.office, {Permission::school});
            const auto by = [&](const Context& context) {
                return sari.at.write([&](sql::Transaction& tx) { return report_by_school(tx, context, sari.card, {}); });
            };
            sari.at.house.set_now("2027-03-01T01:00:00Z");
            CHECK(why(by(sari.at.house.staff(AccountId{31}, OfficeId{1}, {Permission::school}))) == Refusal::not_yours);
            REQUIRE(by(school));
            CHECK(sari.due() == day("2027-09-03"));
            const auto own = sari.at.holder(sari.file);
            CHECK(sari.at.write([&](sql::Transaction& tx) { return report_own(tx, own, sari.card, {}); }).has_value());
            CHECK(why(sari.at.write([&](sql::Transaction& tx) {
                      return report_own(tx, sari.at.holder(ApplicationId{3}), sari.card, {});
                  })) == Refusal::not_yours);
        }
    }

    TEST_CASE("a renewal keeps number and history, needs AK/II read again, and the old sheet answers inactive at once") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            const auto clerk = sari.at.clerk();
            const auto old = sari.code();
            const auto number = sari.known().number;
            CHECK(why(sari.at.write([&](sql::Transaction& tx) { return begin_renewal(tx, clerk, sari.card, OldSheet::returned); })) ==
                  Refusal::wrong_state);
            sari.at.house.set_now("2028-02-29T01:00:00Z");
            const auto begin = [&] {
                return sari.at.write(
                    [&](sql::Transaction& tx) { return begin_renewal(tx, sari.at.clerk(), sari.card, OldSheet::returned); });
            };
            const auto begun = begin();
            REQUIRE(begun);
            CHECK(*begin() == *begun);                    // a second click finds the open file
            CHECK(sari.verified(old) == Verdict::valid);  // until the new one is approved
            const auto now = sari.at.clerk();
            CHECK(why(sari.at.write([&](sql::Transaction& tx) { return approve(tx, now, *begun, {}); })) == Refusal::intake_unread);
            REQUIRE(sari.at.write([&](sql::Transaction& tx) { return confirm_intake_read(tx, now, *begun); }));
            const auto decided = sari.at.write([&](sql::Transaction& tx) { return approve(tx, now, *begun, {}); });
            REQUIRE(decided);
            CHECK(decided->card == sari.card);
            CHECK(decided->number == number);
            CHECK(sari.verified(old) == Verdict::inactive);
            CHECK(sari.known().valid_until == day("2030-02-28"));  // 29 February, twenty-four months on
            CHECK(sari.ledger().size() == 1);                      // who never left is not counted twice
            const auto terms = sari.at.read([&](sql::Transaction& tx) { return past_terms(tx, now, sari.card); });
            REQUIRE(terms.size() == 1);
            CHECK(terms.front().valid_until == day("2028-03-03"));
            // The first print of the new term needs no reason.
            REQUIRE(sari.at.write([&](sql::Transaction& tx) { return mark_printed(tx, now, sari.card, {}, ""); }));
            REQUIRE(sari.at.write([&](sql::Transaction& tx) { return hand_over(tx, now, sari.card, {"", ""}); }));
            CHECK(sari.read_at_the_door() == Verdict::valid);
            CHECK(sari.due() == day("2028-08-29"));
            CHECK(sari.at.faults().empty());
        }
    }

    TEST_CASE("an office may give a new number instead; an expired card returns to the stock either way") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            const auto old = sari.code();
            const auto number = sari.known().number;
            sari.set("renewal_keeps_number", "off");
            sari.sweep_at("2028-03-04T01:00:00Z");
            CHECK(sari.verified(old) == Verdict::expired);
            CHECK(sari.ledger().back().reason == "expired");
            const auto clerk = sari.at.clerk();
            const auto begun = sari.at.write([&](sql::Transaction& tx) { return begin_renewal(tx, clerk, sari.card, OldSheet::lost); });
            REQUIRE(begun);
            REQUIRE(sari.at.write([&](sql::Transaction& tx) { return confirm_intake_read(tx, clerk, *begun); }));
            const auto decided = sari.at.write([&](sql::Transaction& tx) { return approve(tx, clerk, *begun, {}); });
            REQUIRE(decided);
            CHECK(decided->number != number);
            CHECK(sari.known().state == CardState::inactive);
            CHECK(sari.known().inactive_reason == "replaced");
            CHECK(sari.ledger().back().kind == "registered");
            CHECK(sari.at.faults().empty());
        }
    }

    TEST_CASE("a lost card is replaced: same number and last day, DUPLIKAT, and the finder's sheet is inactive at once") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            const auto clerk = sari.at.clerk();
            const auto before = sari.known();
            const auto lost = sari.code();
            const auto print = [&](std::string_view reason, std::string_view letter) {
                return sari.at.write([&](sql::Transaction& tx) {
                    return print_card(tx, clerk, sari.card, {{}, std::string(reason), std::string(letter)});
                });
            };
            REQUIRE(print("spoiled", ""));
            CHECK(sari.verified(lost) == Verdict::valid);  // a sheet that never left the office changes nothing
            sari.set("loss_letter_required", "on");
            CHECK(why(print("lost", "")) == Refusal::reason_missing);
            REQUIRE(print("lost", "SKH/12/2026"));
            CHECK(sari.verified(lost) == Verdict::inactive);
            CHECK(sari.read_at_the_door() == Verdict::valid);
            // Without a line too: the lost sheet's code is on the list that phones keep, the new sheet's is not.
            const auto kept = sari.at.read([&](sql::Transaction& tx) { return not_active_cards(tx, clerk); });
            CHECK(kept.size() == 1);
            CHECK((kept.front().card == sari.card.value && !kept.front().revoked));
            CHECK(sari.known().number == before.number);
            CHECK(sari.known().valid_until == before.valid_until);
            CHECK(sari.at.read([&](sql::Transaction& tx) { return store::duplicates_of(tx, sari.card); }) == 1);
            // A clerk scans the found sheet: it still leads to the person's card.
            CHECK(sari.at.read([&](sql::Transaction& tx) { return find_scanned_card(tx, clerk, sari.at.office, lost); })->id == sari.card);
            // Revoked: every code that was ever printed for it stands on the list that phones keep.
            REQUIRE(sari.at.write([&](sql::Transaction& tx) { return revoke(tx, clerk, sari.card, "data palsu"); }));
            REQUIRE(sari.at.write([&](sql::Transaction& tx) { return revoke(tx, sari.at.clerk(12), sari.card, ""); }));
            CHECK(sari.verified(lost) == Verdict::revoked);
            const auto list = sari.at.read([&](sql::Transaction& tx) { return not_active_cards(tx, clerk); });
            for (const auto code :
                 {sari.card.value, sari.at.read([&](sql::Transaction& tx) { return store::life_of(tx, sari.card).code; })})
                CHECK(std::any_of(list.begin(), list.end(), [&](const NotActive& one) { return one.card == code && one.revoked; }));
            CHECK(sari.at.faults().empty());
        }
    }

    TEST_CASE("changed data stay beside the earlier ones, and somebody else's NIK is not taken over") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            const auto clerk = sari.at.clerk();
            const auto change = [&](Typed typed, std::optional<int> version = {}) {
                return sari.at.write(
                    [&](sql::Transaction& tx) { return change_data(tx, clerk, sari.card, typed, "lulus kuliah", version); });
            };
            const auto version = sari.at.file(sari.file).version;
            const auto wrong = change({{"birth_date", "1995-02-31"}});
            REQUIRE(wrong);
            CHECK(wrong->errors.size() == 1);
            const auto done = change({{"education.level", "s1"}, {"education.year", "2018"}, {"name", "Sari Dewi Lestari"}}, version);
            REQUIRE(done);
            CHECK(done->fields == std::vector<std::string>{"education.level", "education.year"});
            CHECK(why(change({{"address", "Jl. Baru 1"}}, version)) == Refusal::changed_meanwhile);  // the second clerk's page is old
            CHECK(change({{"address", "Jl. Baru 1"}}).has_value());  // the twin: without it, it would go through
            const auto changes = sari.at.read([&](sql::Transaction& tx) { return data_changes(tx, clerk, sari.card); });
            REQUIRE(changes.size() == 2);
            CHECK(changes.back().before.education.front().level == "smk");
            CHECK(changes.back().after.education.front().level == "s1");
            CHECK(changes.back().reason == "lulus kuliah");
            const auto raw = sari.at.read(
                [&](sql::Transaction& tx) { return tx.one("select answers from registration_answer_version limit 1")->text(0); });
            CHECK(raw.find("Sari") == std::string::npos);

            sari.at.approved("6471014708959902");
            const auto taken = change({{"nik", "6471014708959902"}});
            REQUIRE(taken);
            CHECK(taken->nik_is_anothers);
            CHECK(sari.at.file(sari.file).answers.nik->reveal() == "6471014708959901");
            REQUIRE(change({{"nik", "6471014708959903"}, {"name", "Sari Dewi Lestari Putri"}}));
            const auto row = sari.at.read([&](sql::Transaction& tx) { return store::find_card(tx, sari.card); });
            CHECK(row->holder_name == "Sari Dewi Lestari Putri");
            CHECK(sari.at.faults().empty());
        }
    }

    TEST_CASE("certified copies are numbered and counted, of valid cards only; the card from elsewhere is noted") {
        for (const auto engine : test::engines()) {
            Holding sari(engine);
            auto clerk = sari.at.clerk();
            const auto copy = [&](int copies) {
                return sari.at.write([&](sql::Transaction& tx) { return legalise(tx, clerk, sari.card, copies); });
            };
            CHECK(why(copy(3)) == Refusal::no_signatory);
            const office::Signatory head{
                {}, "Tirta Contoh",    "Pembina", "197001011995032001", "Kepala Dinas", office::Capacity::definitive,
                "", day("2026-01-01"), {}};
            REQUIRE(sari.at.write(
                [&](sql::Transaction& tx) { return office::save_signatory(tx, sari.at.house.system(), sari.at.office, head); }));
            CHECK(why(copy(0)) == Refusal::field_unfit);
            CHECK(why(copy(51)) == Refusal::field_unfit);
            CHECK(copy(3)->number == "1/LEG/2026");
            CHECK(copy(2)->number == "2/LEG/2026");
            CHECK(sari.at.read([&](sql::Transaction& tx) { return legalisations_of(tx, clerk, sari.card); }).size() == 2);
            const auto keep = [&](PreviousCard previous) {
                return sari.at.write([&](sql::Transaction& tx) { return keep_previous_card(tx, clerk, sari.card, previous); });
            };
            CHECK(why(keep({"", "12", {}})) == Refusal::field_missing);
            REQUIRE(keep({"Disnaker Kota Samarinda", "647212345", day("2024-05-01")}));
            CHECK(sari.at.read([&](sql::Transaction& tx) { return previous_card(tx, clerk, sari.card); })->number == "647212345");
            REQUIRE(sari.at.write([&](sql::Transaction& tx) { return take_off(tx, clerk, sari.card, "moved"); }));
            CHECK(why(copy(1)) == Refusal::wrong_state);
        }
    }
}
