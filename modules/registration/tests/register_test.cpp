#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "modules/office/actions_manage.hpp"
#include "modules/registration/actions_duplicates.hpp"
#include "modules/registration/actions_import.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/registration/actions_stock.hpp"
#include "modules/registration/actions_strike.hpp"
#include "modules/registration/jobs.hpp"
#include "modules/registration/module.hpp"
#include "modules/registration/store_duplicates.hpp"
#include "modules/registration/store_life.hpp"
#include "modules/registration/store_strike.hpp"
#include "modules/registration/tests/fixture.hpp"

using namespace registration;
using namespace registration::test_register;

namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

CardId approved_as(Balikpapan& at, const std::string& nik, const std::string& name) {
    const auto made = at.present(nik, name);
    const auto clerk = at.clerk();
    const auto decided = at.write([&](sql::Transaction& tx) { return approve(tx, clerk, made.id, {}); });
    REQUIRE(decided);
    REQUIRE(at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, decided->card, {"", ""}); }));
    return decided->card;
}

std::string state_of(Balikpapan& at, CardId id) {
    return at.read([&](sql::Transaction& tx) {
        const auto row = tx.one(
            "select state, inactive_reason, coalesce(inactive_at, 0), on_register, coalesce(seeker_id, 0), coalesce(report_due, ''),"
            " valid_until, coalesce(last_report, '') from registration_card where id = :id",
            {{"id", id}});
        std::string all;
        for (std::size_t column = 0; column < 8; ++column) all += row->text(column) + "|";
        return all;
    });
}

int stock_of(Balikpapan& at) {
    return at.read([&](sql::Transaction& tx) { return store::stock(tx, at.office); });
}

int ledger_sum(Balikpapan& at) {
    return at.read([&](sql::Transaction& tx) {
        return tx
            .one(
                "select coalesce(sum(case when kind in ('registered', 'reinstated') then 1 when kind in ('removed', 'placed') then -1"
                " when reason = 'merged' then -1 else 1 end), 0) from registration_ledger")
            ->number(0);
    });
}

void merge_by_two(Balikpapan& at, std::int64_t pair, CardId kept) {
    REQUIRE(*at.write([&](sql::Transaction& tx) { return merge(tx, at.clerk(), pair, kept); }) == MergeOutcome::asked);
    REQUIRE(*at.write([&](sql::Transaction& tx) { return merge(tx, at.clerk(12), pair, kept); }) == MergeOutcome::merged);
}

// An old register: `count` cards issued on one day, numbers OLD-1 on, with a NIK each.
void import_old(Balikpapan& at, int count, Date issued_on, int first = 1, std::optional<Date> last_report = {}) {
    std::vector<OldCard> cards;
    for (int one = first; one < first + count; ++one) {
        OldCard card;
        card.number = "OLD-" + std::to_string(one);
        const auto serial = std::to_string(1000 + one);
        card.nik = Nik::parse("647101010190" + serial);
        card.name =
            "Orang Lama " + std::string(1, static_cast<char>('A' + one % 26)) + std::string(static_cast<std::size_t>(one / 26 + 1), 'x');
        card.birth_date = day("1990-01-01") + one;
        card.issued_on = issued_on;
        card.last_report = last_report;
        cards.push_back(card);
    }
    const auto clerk = at.clerk();
    const auto done = at.write([&](sql::Transaction& tx) { return import_cards(tx, clerk, at.office, cards, DryRun::no); });
    REQUIRE(done);
    REQUIRE(done->added == count);
}

CardId old_card(Balikpapan& at, int number) {
    return at.read(
        [&](sql::Transaction& tx) { return store::find_card_by_number(tx, at.office, "OLD-" + std::to_string(number))->card.id; });
}

}  // namespace

TEST_SUITE("registration ledger") {
    TEST_CASE("nothing in the ledger is changed or taken away, by whatever statement") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            approved_as(at, "6471014708959901", "Sari Dewi Lestari");
            const auto rows = [&] {
                return at.read([](sql::Transaction& tx) { return tx.one("select count(*) from registration_ledger")->number(0); });
            };
            REQUIRE(rows() == 1);
            for (const std::string_view statement : {"update registration_ledger set sex = 'L'", "delete from registration_ledger"})
                CHECK_THROWS_AS(at.write([&](sql::Transaction& tx) { return tx.run(statement); }), sql::Failure);
            CHECK(rows() == 1);
            CHECK(stock_of(at) == ledger_sum(at));
            // The twin: adding goes on.
            approved_as(at, "6471010708959901", "Budi Santoso");
            CHECK(rows() == 2);
        }
    }
}

TEST_SUITE("registration blanks") {
    TEST_CASE("a sheet is used once: of two clerks with one serial the second hears that it is gone") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            const auto receive = [&](std::string first, std::string last) {
                return at.write([&](sql::Transaction& tx) {
                    return receive_blanks(tx, clerk, at.office, {first, last, 0, day("2026-03-03"), ""});
                });
            };
            CHECK(why(receive("A-1", "B-2")) == Refusal::field_unfit);
            CHECK(why(receive("", "")) == Refusal::field_missing);
            CHECK(*receive("a-000101", "A-000110") == 10);
            CHECK(why(receive("A-000105", "A-000120")) == Refusal::blank_serial_used);
            CHECK(at.read([&](sql::Transaction& tx) { return shelf(tx, clerk, at.office); }).in_stock ==
                  10);  // nothing of the second range stayed

            const auto print = [&](const Decided& card) {
                REQUIRE(at.write([&](sql::Transaction& tx) { return mark_printed(tx, clerk, card.card, {}, ""); }));
            };
            const auto first = at.approved();
            const auto second = at.approved("6471014708959902");
            print(first);
            print(second);
            const auto give = [&](CardId card, std::string serial) {
                return at.write([&](sql::Transaction& tx) { return hand_over(tx, clerk, card, {serial, ""}); });
            };
            CHECK(why(give(first.card, "X-1")) == Refusal::blank_serial_used);
            REQUIRE(give(first.card, "A-000101"));
            CHECK(why(give(second.card, "A-000101")) == Refusal::blank_serial_used);
            const auto today = at.read([&](sql::Transaction& tx) { return blank_day(tx, clerk, at.office, day("2026-03-03")); });
            CHECK(today.prints == 2);
            CHECK(today.issued == 1);
            CHECK(today.difference == 1);
            REQUIRE(today.open.size() == 1);

            const auto close = [&](int seen, std::string_view sentence) {
                return at.write(
                    [&](sql::Transaction& tx) { return close_blank_day(tx, clerk, at.office, day("2026-03-03"), seen, sentence); });
            };
            CHECK(why(close(0, "")) == Refusal::changed_meanwhile);
            CHECK(why(close(1, "")) == Refusal::reason_missing);
            // The twin: the table itself refuses a difference without a sentence, and figures that do not add up.
            const auto raw = [&](const char* values) {
                return at.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
                    try {
                        tx.run(
                            "insert into registration_blank_day (office_id, day, prints, issued, spoiled, difference, closed_at, "
                            "closed_by) values " +
                            std::string(values));
                        return Done{};
                    } catch (const sql::Failure&) {
                        return Refusal::field_unfit;
                    }
                });
            };
            CHECK_FALSE(raw("(1, '2026-03-03', 2, 1, 0, 1, 1, 'x')"));
            CHECK_FALSE(raw("(1, '2026-03-03', 2, 1, 0, 0, 1, 'x')"));

            REQUIRE(at.write(
                [&](sql::Transaction& tx) { return spoil_blank(tx, clerk, at.office, "A-000102", today.open.front().id, "misprinted"); }));
            CHECK(why(at.write([&](sql::Transaction& tx) {
                      return issue_blank(tx, clerk, at.office, today.open.front().id, "A-000103");
                  })) == Refusal::blank_serial_used);
            CHECK(why(at.write([&](sql::Transaction& tx) { return spoil_blank(tx, clerk, at.office, "A-000104", {}, ""); })) ==
                  Refusal::reason_missing);
            REQUIRE(at.write([&](sql::Transaction& tx) { return spoil_blank(tx, clerk, at.office, "A-000104", {}, "torn"); }));
            REQUIRE(close(0, ""));
            CHECK(why(close(0, "")) == Refusal::changed_meanwhile);
            const auto closed = at.read([&](sql::Transaction& tx) { return blank_day(tx, clerk, at.office, day("2026-03-03")); });
            CHECK(closed.closed);
            CHECK(closed.unprinted_spoiled == 1);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("a day that nobody closed is named the next morning, by the office's own midnight") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            REQUIRE(at.write([&](sql::Transaction& tx) {
                return receive_blanks(tx, clerk, at.office, {"A-1", "A-9", 0, day("2026-03-03"), ""});
            }));
            at.house.set_now("2026-03-03T15:30:00Z");  // 23.30 WITA
            const auto late = at.clerk();
            const auto card = at.approved();
            REQUIRE(at.write([&](sql::Transaction& tx) { return mark_printed(tx, late, card.card, {}, ""); }));
            at.house.set_now("2026-03-03T16:30:00Z");
            const auto next = at.clerk();
            const auto open = at.read([&](sql::Transaction& tx) { return unclosed_days(tx, next, at.office, day("2026-03-04")); });
            REQUIRE(open.size() == 1);
            CHECK(open.front() == day("2026-03-03"));
            CHECK(at.read([&](sql::Transaction& tx) { return blank_day(tx, next, at.office, day("2026-03-04")); }).prints == 0);
        }
    }
}

TEST_SUITE("registration duplicates") {
    TEST_CASE("names that sound alike meet, other people do not") {
        CHECK(sounds_of("Noerul Hidajat") != sounds_of("Nurul Huda"));
        CHECK(sounds_of("Achmad Fauzi") == sounds_of("Ahmad Fauzi"));
        CHECK(sounds_of("Moh. Rizki") == sounds_of("Muhammad Rizki"));
        CHECK(sounds_of("Dewy") == sounds_of("Dewi"));
        const PersonFacts sari{"Sari Dewi Lestari", day("1995-08-07"), "+6281234567890"};
        CHECK(signs_of_one_person(sari, {"Sari Dewi Lestary", day("1995-08-07"), ""}).size() == 2);
        CHECK(signs_of_one_person(sari, {"Sari Dewi", day("1995-08-07"), ""}).size() == 2);
        CHECK(signs_of_one_person(sari, {"Sari Dewi Lestari", day("1996-08-07"), ""}).empty());           // a namesake
        CHECK(signs_of_one_person(sari, {"Budi Santoso", day("1995-08-07"), "+6281234567890"}).empty());  // a brother with her telephone
        CHECK(signs_of_one_person(sari, {"Sari Dewi Lestari", {}, "+6281234567890"}).size() == 2);
    }

    TEST_CASE("one person with two NIKs is found, merged with a preview, and put back exactly") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto first = approved_as(at, "6471014708959901", "Sari Dewi Lestari");
            const auto second = approved_as(at, "6471014708959919", "Sary Dewi Lestari");
            approved_as(at, "6471014708959920", "Budi Santoso");
            const auto clerk = at.clerk();
            CHECK(at.write([&](sql::Transaction& tx) { return look_for_duplicates(tx, clerk, at.office, 100); }).found == 1);
            CHECK(at.write([&](sql::Transaction& tx) { return look_for_duplicates(tx, clerk, at.office, 100); }).looked_at == 0);
            // A stolen table tells neither name nor day: the trace is a keyed hash.
            const auto trace =
                at.read([&](sql::Transaction& tx) { return tx.one("select trace from registration_person_trace limit 1")->text(0); });
            CHECK(trace.size() == 32);
            const auto list = at.read([&](sql::Transaction& tx) { return duplicates(tx, clerk, at.office, DuplicateState::open, 10); });
            REQUIRE(list.size() == 1);
            const auto id = list.front().id;
            const auto preview = at.read([&](sql::Transaction& tx) { return preview_merge(tx, clerk, id, first); });
            REQUIRE(preview);
            CHECK(preview->merged == second);
            CHECK(preview->leaves_stock);
            const auto before = std::pair{state_of(at, first), state_of(at, second)};
            CHECK(stock_of(at) == 3);

            const auto other = at.house.staff(AccountId{5}, OfficeId{1}, clerk_permissions);
            CHECK(why(at.write([&](sql::Transaction& tx) { return merge(tx, other, id, first); })) == Refusal::not_yours);
            // One person asks, and changes nothing by asking; only another one's agreement to the same card does it.
            CHECK(*at.write([&](sql::Transaction& tx) { return merge(tx, clerk, id, first); }) == MergeOutcome::asked);
            CHECK(why(at.write([&](sql::Transaction& tx) { return merge(tx, clerk, id, first); })) == Refusal::needs_other_person);
            CHECK(stock_of(at) == 3);
            CHECK(std::pair{state_of(at, first), state_of(at, second)} == before);
            CHECK(*at.write([&](sql::Transaction& tx) { return merge(tx, at.clerk(12), id, second); }) == MergeOutcome::asked);
            CHECK(*at.write([&](sql::Transaction& tx) { return merge(tx, clerk, id, first); }) == MergeOutcome::asked);
            CHECK(*at.write([&](sql::Transaction& tx) { return merge(tx, at.clerk(12), id, first); }) == MergeOutcome::merged);
            CHECK(why(at.write([&](sql::Transaction& tx) { return merge(tx, at.clerk(12), id, second); })) == Refusal::changed_meanwhile);
            CHECK(stock_of(at) == 2);
            CHECK(ledger_sum(at) == 2);
            CHECK(at.read([&](sql::Transaction& tx) { return store::find_card(tx, second); })->card.inactive_reason == "duplicate");
            CHECK(at.faults().empty());

            at.house.set_now("2026-04-02T01:00:00Z");
            const auto later = at.clerk();
            REQUIRE(at.write([&](sql::Transaction& tx) { return undo_merge(tx, later, id); }));
            CHECK(std::pair{state_of(at, first), state_of(at, second)} == before);
            CHECK(stock_of(at) == 3);
            CHECK(ledger_sum(at) == 3);
            CHECK(at.faults().empty());

            // Merged again, and touched since: what somebody decided is not lost, so it is not undone.
            merge_by_two(at, id, first);
            REQUIRE(at.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
                store::take_card_turn(tx, second, store::find_card(tx, second)->version);
                return Done{};
            }));
            CHECK(why(at.write([&](sql::Transaction& tx) { return undo_merge(tx, later, id); })) == Refusal::changed_meanwhile);
        }
    }

    TEST_CASE("a merge is undone on the thirtieth day and not on the thirty-first; two people stay two") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto first = approved_as(at, "6471014708959901", "Sari Dewi Lestari");
            approved_as(at, "6471014708959919", "Sari Dewi Lestari");
            const auto clerk = at.clerk();
            at.write([&](sql::Transaction& tx) { return look_for_duplicates(tx, clerk, at.office, 100); });
            const auto id =
                at.read([&](sql::Transaction& tx) { return duplicates(tx, clerk, at.office, DuplicateState::open, 10); }).front().id;
            REQUIRE(at.write([&](sql::Transaction& tx) { return merge(tx, clerk, id, first); }));
            REQUIRE(at.write([&](sql::Transaction& tx) { return withdraw_merge_wish(tx, at.clerk(12), id); }));
            CHECK_FALSE(at.read([&](sql::Transaction& tx) { return merge_wish(tx, clerk, id); }));
            merge_by_two(at, id, first);
            at.house.set_now("2026-04-02T16:30:00Z");  // 3 April in Balikpapan, day thirty-one
            CHECK(why(at.write([&](sql::Transaction& tx) { return undo_merge(tx, at.clerk(), id); })) == Refusal::wrong_state);
            at.house.set_now("2026-04-02T15:30:00Z");
            REQUIRE(at.write([&](sql::Transaction& tx) { return undo_merge(tx, at.clerk(), id); }));
            REQUIRE(at.write([&](sql::Transaction& tx) { return mark_as_different(tx, at.clerk(), id); }));
            CHECK(at.write([&](sql::Transaction& tx) { return look_for_duplicates(tx, at.clerk(), at.office, 100); }).found == 0);
            CHECK(at.faults().empty());
        }
    }
}

TEST_SUITE("registration strikes") {
    TEST_CASE("after an import nothing goes by itself; the manager approves a part and takes it back exactly") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto system = at.house.system();
            REQUIRE(at.write([&](sql::Transaction& tx) {
                return office::set_parameter(tx, system, at.office, {"lapse_by_itself", "on", "Keputusan 1/2026", day("2026-03-03"), ""});
            }));
            import_old(at, 6, day("2024-12-20"), 1);                     // never reported: overdue since June 2025
            import_old(at, 2, day("2025-12-20"), 7);                     // first report in June 2026
            import_old(at, 2, day("2024-12-20"), 9, day("2026-01-15"));  // reported in January
            approved_as(at, "6471014708959901", "Sari Dewi Lestari");
            CHECK(stock_of(at) == 11);
            auto sweeping = at.house.system();
            sweep(sweeping);
            CHECK(stock_of(at) == 11);

            const auto manager = at.clerk();
            CHECK(at.read([&](sql::Transaction& tx) { return waiting_for_proposal(tx, manager, at.office); }) == 6);
            const auto greeter = at.house.staff(AccountId{13}, at.office, {Permission::see_day_list});
            CHECK(why(at.write([&](sql::Transaction& tx) { return propose_strikes(tx, greeter, at.office); })) == Refusal::not_yours);
            const auto list = at.write([&](sql::Transaction& tx) { return propose_strikes(tx, manager, at.office); });
            REQUIRE(list);
            CHECK(*at.write([&](sql::Transaction& tx) { return propose_strikes(tx, at.clerk(12), at.office); }) == *list);
            const auto items = at.read([&](sql::Transaction& tx) { return strike_items(tx, manager, *list, {}, 0, 100); });
            REQUIRE(items.size() == 6);
            CHECK(items.front().reason == "lapsed");
            CHECK(items.front().due == day("2025-06-20"));
            CHECK(stock_of(at) == 11);  // proposing strikes nobody

            std::vector<std::string> before;
            for (int one = 1; one <= 10; ++one) before.push_back(state_of(at, old_card(at, one)));
            // One of them comes to the counter and reports while the list is open.
            REQUIRE(at.write([&](sql::Transaction& tx) { return report_at_counter(tx, manager, old_card(at, 1), {}); }));
            before[0] = state_of(at, old_card(at, 1));
            const std::vector part{old_card(at, 1), old_card(at, 2), old_card(at, 3), old_card(at, 7)};
            const auto done = at.write([&](sql::Transaction& tx) { return approve_strikes(tx, manager, *list, part); });
            REQUIRE(done);
            CHECK(done->done == 2);
            CHECK(done->left == 2);  // who reported, and who was never on the list
            CHECK(stock_of(at) == 9);
            CHECK(ledger_sum(at) == 9);
            CHECK(at.faults().empty());
            CHECK(at.write([&](sql::Transaction& tx) { return approve_strikes(tx, manager, *list, part); })->done == 0);  // a second click
            sweep(sweeping);
            CHECK(stock_of(at) == 9);  // the rest still waits for the manager

            REQUIRE(at.write([&](sql::Transaction& tx) { return undo_strikes(tx, manager, *list, part); }));
            for (int one = 1; one <= 10; ++one) CHECK(state_of(at, old_card(at, one)) == before[static_cast<std::size_t>(one - 1)]);
            CHECK(stock_of(at) == 11);
            CHECK(ledger_sum(at) == 11);
            CHECK(at.faults().empty());

            // Once more in one go, then one of them is put back by a clerk: that one is no longer the list's to undo.
            CHECK(approve_part(manager, *list, {StrikeState::proposed, "lapsed", day("2025-07-01")})->done == 3);
            REQUIRE(at.write([&](sql::Transaction& tx) { return reinstate(tx, manager, old_card(at, 4)); }));
            const auto undone = undo_part(manager, *list, {});
            REQUIRE(undone);
            CHECK(undone->done == 2);
            CHECK(undone->left == 1);
            CHECK(at.faults().empty());

            REQUIRE(at.write([&](sql::Transaction& tx) { return close_strike_list(tx, manager, *list); }));
            CHECK(why(at.write([&](sql::Transaction& tx) { return approve_strikes(tx, manager, *list, part); })) ==
                  Refusal::changed_meanwhile);
            sweep(sweeping);
            CHECK(stock_of(at) == 11);  // what the manager left on the register stays there
            // What falls due later is an ordinary day's: June's report, the office's switch, thirty days of grace.
            at.house.set_now("2026-07-21T01:00:00Z");
            auto july = at.house.system();
            sweep(july);
            CHECK(at.read([&](sql::Transaction& tx) { return store::find_card(tx, old_card(at, 7)); })->card.inactive_reason == "lapsed");
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("an undo comes too late after the office's days") {
        Balikpapan at(sql::Engine::sqlite);
        import_old(at, 1, day("2024-12-20"));
        const auto manager = at.clerk();
        const auto list = *at.write([&](sql::Transaction& tx) { return propose_strikes(tx, manager, at.office); });
        REQUIRE(at.write([&](sql::Transaction& tx) { return approve_strikes(tx, manager, list, {old_card(at, 1)}); })->done == 1);
        at.house.set_now("2026-04-03T01:00:00Z");
        const auto late = at.clerk();
        CHECK(at.write([&](sql::Transaction& tx) { return undo_strikes(tx, late, list, {old_card(at, 1)}); })->left == 1);
        CHECK(stock_of(at) == 0);
    }

    TEST_CASE("an old card that ends after the import waits for the manager too") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            import_old(at, 1, day("2024-03-10"), 1, day("2025-09-10"));  // valid until 10 March 2026
            at.house.set_now("2026-03-11T01:00:00Z");
            auto system = at.house.system();
            sweep(system);
            CHECK(stock_of(at) == 1);
            const auto manager = at.clerk();
            const auto list = *at.write([&](sql::Transaction& tx) { return propose_strikes(tx, manager, at.office); });
            const auto items = at.read([&](sql::Transaction& tx) { return strike_items(tx, manager, list, {}, 0, 10); });
            REQUIRE(items.size() == 1);
            CHECK(items.front().reason == "expired");
            REQUIRE(at.write([&](sql::Transaction& tx) { return approve_strikes(tx, manager, list, {items.front().card}); })->done == 1);
            CHECK(at.read([&](sql::Transaction& tx) { return store::find_card(tx, items.front().card); })->card.state ==
                  CardState::handed_over);
            CHECK(stock_of(at) == 0);
            CHECK(at.faults().empty());
        }
    }
}

TEST_SUITE("registration life rules") {
    TEST_CASE("report days are counted from the first day each time") {
        const auto rows = report_days(day("2026-08-31"), day("2028-08-31"), 6);
        REQUIRE(rows.size() == 3);
        CHECK(rows[0] == day("2027-02-28"));
        CHECK(rows[1] == day("2027-08-31"));
        CHECK(rows[2] == day("2028-02-29"));
        CHECK(report_days(day("2024-02-29"), day("2026-02-28"), 6) == std::vector{day("2024-08-29"), day("2025-02-28"), day("2025-08-29")});
        CHECK(report_days(day("2026-01-01"), day("2026-06-01"), 6).empty());
        CHECK(report_days(day("2026-01-01"), day("2028-01-01"), 0).empty());
    }

    TEST_CASE("a report fills the row ahead, a late one the row behind, and nobody fills two in one half year") {
        const std::vector rows{day("2026-09-03"), day("2027-03-03"), day("2027-09-03")};
        const auto early = coverage(rows, rows[0], day("2026-03-04"));
        CHECK(early.covers == rows[0]);
        CHECK(early.next_due == rows[1]);
        CHECK_FALSE(coverage(rows, rows[1], day("2026-09-03")).covers);  // the first row's last day: that one was filled already
        CHECK(coverage(rows, rows[1], day("2026-09-04")).covers == rows[1]);
        const auto late = coverage(rows, rows[0], day("2027-04-01"));
        CHECK(late.late);
        CHECK(late.next_due == rows[2]);
        CHECK_FALSE(coverage(rows, rows[2], day("2027-09-03")).next_due);
        CHECK_FALSE(coverage(rows, {}, day("2027-10-01")).covers);
    }

    TEST_CASE("serials are a range of one book") {
        CHECK(serials("A-000101", "A-000103", 10) == std::vector<std::string>{"A-000101", "A-000102", "A-000103"});
        CHECK(serials("098", "102", 10).size() == 5);
        CHECK(serials("A-1", "A-10", 100).empty());  // another length
        CHECK(serials("A-5", "A-4", 100).empty());
        CHECK(serials("A-000001", "A-999999", 5000).empty());
        CHECK(serials("ABC", "ABD", 10).empty());
        CHECK(serials("999999999999999999999", "999999999999999999999", 10).size() == 1);
    }
}
