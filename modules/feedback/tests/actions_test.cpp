#include "modules/feedback/actions.hpp"

#include <doctest/doctest.h>

#include "modules/booking/actions_hall.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/tests/fixture.hpp"
#include "modules/feedback/actions_wording.hpp"
#include "modules/feedback/store.hpp"
#include "modules/office/actions_manage.hpp"
#include "platform/audit/audit.hpp"

using namespace feedback;

namespace {

constexpr Ratings good{4, 4, 3, 4, 3, 4, 4, 3, 3};

Context manager_of(test::Hall& hall) { return hall.house.staff({21}, hall.office, {Permission::manage_office}); }

// Somebody who came without a file, and goes with an answer.
booking::Ticket visit(test::Hall& hall, int person, bool is_over = true) {
    return hall.write(hall.clerk(), [&](sql::Transaction& tx, const Context& context) {
        const auto day = context.local(Zone::wita).date;
        const auto list = booking::windows(tx, context, hall.office, "consultation_seeker", day, day);
        REQUIRE_FALSE(list.empty());
        auto ticket = booking::take_place_for_visitor(tx, context, list.front().window.id,
                                                      {"Tamu " + std::to_string(person), "0812345678" + std::to_string(10 + person), ""},
                                                      booking::TicketChannel::counter);
        REQUIRE(ticket);
        if (ticket->state == booking::TicketState::booked)
            REQUIRE(booking::check_in(tx, context, ticket->id, booking::DayRule::booked_day_only));
        if (is_over) {
            REQUIRE(booking::call(tx, context, ticket->id, "2"));
            REQUIRE(booking::close_visit(tx, context, ticket->id, booking::outcomes("consultation_seeker").front().code));
        }
        return *booking::find_ticket(tx, ticket->id);
    });
}

auto answer(test::Hall& hall, std::string_view code, const Ratings& ratings = good, std::string_view remark = "") {
    return hall.write(hall.house.anonymous(),
                      [&](sql::Transaction& tx, const Context& context) { return answer_survey(tx, context, code, ratings, remark); });
}

Results read_results(test::Hall& hall, const Context& context) {
    return hall.read([&](sql::Transaction& tx) { return results(tx, context, hall.office, *parse_period("2026-T1")); });
}

}  // namespace

TEST_CASE("Sari says once how her visit was, when it is over") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, 20);
        const auto waiting = visit(hall, 1, false);
        CHECK(answer(hall, waiting.code).error() == Refusal::visit_not_over);
        const auto ticket = visit(hall, 2);
        CHECK(answer(hall, ticket.code, {4, 4, 3, 4, 0, 4, 4, 3, 3}).error() == Refusal::rating_missing);
        CHECK(answer(hall, ticket.code));
        CHECK(answer(hall, ticket.code).error() == Refusal::answered_already);
        CHECK(answer(hall, "NICHTDA9").error() == Refusal::no_such_ticket);
        const auto late = visit(hall, 3);
        hall.house.set_now("2026-03-18T01:00:00Z");
        CHECK(answer(hall, late.code).error() == Refusal::survey_over);
        // Twin: without the question before, the key itself says no.
        hall.write(hall.house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
            const store::AnswerRow row{.ticket_mark = "same",
                                       .office = hall.office,
                                       .service = "ak1",
                                       .day = *Date::parse("2026-03-03"),
                                       .ratings = good,
                                       .remark = ""};
            CHECK(store::add_answer(tx, context.platform.vault, row));
            CHECK_FALSE(store::add_answer(tx, context.platform.vault, row));
        });
    }
}

TEST_CASE("nobody who reads the tables or the journal learns which visit an answer was about") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, 20);
        const auto ticket = visit(hall, 1);
        CHECK(answer(hall, ticket.code, good, "Kursinya keras"));
        hall.read([&](sql::Transaction& tx) {
            const auto row = *tx.one("select ticket_mark, remark from feedback_answer");
            for (const auto& told : {ticket.id.text(), ticket.code, std::string("Kursinya")}) {
                CHECK(row.text(0).find(told) == std::string::npos);
                CHECK(row.text(1).find(told) == std::string::npos);
            }
            for (const auto& line : audit::of_office(tx, hall.office)) {
                if (line.verb != "survey.answered") continue;
                CHECK(line.subject.find(ticket.id.text()) == std::string::npos);
                CHECK(line.details.find(ticket.id.text()) == std::string::npos);
            }
        });
    }
}

TEST_CASE("four answers are hidden, the fifth shows what everybody said") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, 20);
        for (int person = 1; person <= 4; ++person) CHECK(answer(hall, visit(hall, person).code, good, "Saran " + std::to_string(person)));
        auto all = read_results(hall, manager_of(hall));
        CHECK(all.is_hidden);
        CHECK(all.remarks.empty());
        CHECK(answer(hall, visit(hall, 5).code, good));
        all = read_results(hall, manager_of(hall));
        CHECK_FALSE(all.is_hidden);
        CHECK(all.whole.answers == 5);
        CHECK(all.remarks.size() == 4);
        REQUIRE(index_of(all.whole));
        CHECK(index_of(all.whole)->index_hundredths == 8889);
        CHECK(read_results(hall, hall.house.anonymous()).remarks.empty());
    }
}

TEST_CASE("a complaint has a number, a code and a promised working day; the answer is told without opening who it is") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine);
        const auto complain_with = [&](const Contact& contact, std::string body = "Menunggu dua jam.") {
            return hall.write(hall.house.anonymous(), [&](sql::Transaction& tx, const Context& context) {
                return complain(tx, context, {.office = hall.office, .service = "ak1", .body = body, .contact = contact});
            });
        };
        CHECK(complain_with({}, "").error() == Refusal::words_missing);
        CHECK(complain_with({"", "12", ""}).error() == Refusal::contact_unfit);
        const auto receipt = complain_with({"Sari Wulandari", "081234567890", ""});
        REQUIRE(receipt);
        CHECK(receipt->number == "P-2026-000001");
        CHECK(receipt->promised_on - *Date::parse("2026-03-03") >= 18);  // 14 working days
        CHECK(complain_with({})->number == "P-2026-000002");

        hall.write(manager_of(hall), [&](sql::Transaction& tx, const Context& context) {
            CHECK(find_own_complaint(tx, context, "p-2026-000001", receipt->code.substr(0, 4) + "-" + receipt->code.substr(4)));
            CHECK_FALSE(find_own_complaint(tx, context, "P-2026-000002", receipt->code));
            CHECK_FALSE(find_own_complaint(tx, context, "P-2026-000001", ""));
            CHECK(tx.one("select contact from feedback_complaint where number = 'P-2026-000001'")->text(0).find("Sari") ==
                  std::string::npos);
            CHECK(answer_complaint(tx, context, receipt->id, "").error() == Refusal::words_missing);
            CHECK(begin_work(tx, context, receipt->id));
            CHECK(answer_complaint(tx, context, receipt->id, "Loket kedua kini buka."));
            CHECK(answer_complaint(tx, context, receipt->id, "Lagi").error() == Refusal::wrong_state);
            CHECK(tx.one("select count(*) from messages_message where text_code = 'feedback.answered'")->integer(0) == 1);
            CHECK(audit::reads_of(tx, "feedback_complaint:" + receipt->id.text()).empty());
            CHECK(reveal_contact(tx, context, receipt->id)->name == "Sari Wulandari");
            CHECK(audit::reads_of(tx, "feedback_complaint:" + receipt->id.text()).size() == 1);
        });
        const auto stranger = hall.house.staff({22}, OfficeId{hall.office.value + 1}, {Permission::manage_office});
        hall.write(stranger, [&](sql::Transaction& tx, const Context& context) {
            CHECK_FALSE(complaint_at(tx, context, receipt->id));
            CHECK(complaints(tx, context, hall.office, true).empty());
            CHECK(reveal_contact(tx, context, receipt->id).error() == Refusal::no_such_complaint);
        });
    }
}

TEST_CASE("an office asks in its own words, the elements and their order stay") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, 20);
        const auto read = [&](Language language) {
            return hall.read([&](sql::Transaction& tx) { return questions(tx, hall.office, language); });
        };
        const auto shipped = shipped_questions(Language::indonesian);
        CHECK(read(Language::indonesian) == shipped);
        auto own = shipped;
        own[2] = "Apakah kartu Anda selesai pada hari yang dijanjikan?";
        own[8].clear();  // empty: the shipped sentence
        auto english = shipped_questions(Language::english);
        english[2] = "Was your card ready on the promised day?";
        const auto save = [&](const Context& context) {
            return hall.write(context,
                              [&](sql::Transaction& tx, const Context& at) { return save_questions(tx, at, hall.office, own, english); });
        };
        CHECK_FALSE(save(hall.house.staff({31}, OfficeId{1}, {Permission::manage_office})));  // another office's manager
        CHECK_FALSE(save(hall.house.anonymous()));
        CHECK(read(Language::indonesian) == shipped);
        REQUIRE(save(manager_of(hall)));
        CHECK(read(Language::indonesian)[2] == own[2]);
        CHECK(read(Language::english)[2] == english[2]);
        CHECK(read(Language::indonesian)[8] == shipped[8]);
        CHECK(read(Language::indonesian)[0] == shipped[0]);
        CHECK(hall.read([](sql::Transaction& tx) { return tx.one("select count(*) from feedback_wording")->integer(0); }) == 2);
        own[0] = std::string(201, 'x');
        const auto too_long = save(manager_of(hall));
        REQUIRE_FALSE(too_long);
        CHECK(too_long.error().element == Element::requirements);
        CHECK(read(Language::indonesian)[2] == own[2]);  // nothing was lost
    }
}

TEST_CASE("a grade is judged by the limits that were in force at the end of its period") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, 20);
        const auto manager = manager_of(hall);
        hall.write(manager, [&](sql::Transaction& tx, const Context& context) {
            for (int one = 0; one < 6; ++one)
                enter_paper_answer(tx, context, hall.office, "ak1", *Date::parse("2026-02-10"), {3, 3, 3, 3, 3, 3, 3, 3, 3});
            REQUIRE(office::set_parameter(tx, context, hall.office,
                                          {"survey_grade_b_from", "7400", "Peraturan contoh", context.local(Zone::wita).date, ""}));
        });
        const auto of = [&](std::string_view period) {
            const auto all = hall.read([&](sql::Transaction& tx) { return results(tx, manager, hall.office, *parse_period(period)); });
            return index_of(all.whole, all.limits)->grade;
        };
        CHECK(of("2026") == Grade::b);  // 75.00, judged today
        hall.write(manager, [&](sql::Transaction& tx, const Context& context) {
            enter_paper_answer(tx, context, hall.office, "ak1", *Date::parse("2025-12-30"), {3, 3, 3, 3, 3, 3, 3, 3, 3});
        });
        CHECK(of("2025") == Grade::c);
    }
}
