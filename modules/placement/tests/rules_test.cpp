#include "modules/placement/rules.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>

#include "modules/placement/text.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/i18n/language.hpp"

using namespace placement;

namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

Candidacy in(CandidacyState state) {
    Candidacy one;
    one.state = state;
    one.answer_by = day("2026-03-17");
    if (state != CandidacyState::sent && state != CandidacyState::invited) one.introduced_at = Instant{1};
    return one;
}

}  // namespace

TEST_SUITE("placement rules") {
    TEST_CASE("each step may follow only what comes before it") {
        using enum CandidacyState;
        struct Row {
            CandidacyState state;
            bool invite, agree, interview, hire, no, withdraw;
        };
        for (const auto& row :
             {Row{sent, true, false, false, false, true, true}, Row{invited, false, true, false, false, true, true},
              Row{introduced, false, false, true, true, true, true}, Row{interviewed, false, false, false, true, true, true},
              Row{accepted, false, false, false, false, false, false}, Row{not_accepted, false, false, false, false, false, false},
              Row{no_show, false, false, false, false, false, false}, Row{withdrawn, false, false, false, false, false, false},
              Row{closed, false, false, false, false, false, false}}) {
            const auto one = in(row.state);
            CAPTURE(code(row.state));
            CHECK(may_be_invited(one) == row.invite);
            CHECK(may_agree(one) == row.agree);
            CHECK(may_be_interviewed(one) == row.interview);
            CHECK(may_be_hired(one) == row.hire);
            CHECK(may_be_answered(one) == row.no);
            CHECK(may_be_withdrawn(one) == row.withdraw);
            CHECK(candidacy_state_of(code(row.state)) == row.state);
        }
    }

    TEST_CASE("a name is shown between the person's yes and their withdrawal, never before or after") {
        using enum CandidacyState;
        for (const auto state : {sent, invited}) CHECK_FALSE(is_name_shown(in(state)));
        for (const auto state : {introduced, interviewed, accepted}) CHECK(is_name_shown(in(state)));
        CHECK_FALSE(is_name_shown(in(withdrawn)));
        auto never_met = in(not_accepted);
        never_met.introduced_at.reset();
        CHECK_FALSE(is_name_shown(never_met));
    }

    // One Indonesian word of two meanings has one English one: "diterima" of a letter is received.
    TEST_CASE("who is hired reads so in English, too, and freelance work is not a release") {
        CHECK(translate(Language::english, label(CandidacyState::accepted, Origin::applied)) == "Hired");
        CHECK(translate(Language::english, vacancies::label(vacancies::Contract::freelance)) == "Freelance");
    }

    TEST_CASE("the promised day itself still belongs to the company") {
        CHECK(promised_day(day("2026-03-03"), 14) == day("2026-03-17"));
        CHECK(promised_day(day("2026-03-03"), 0) == day("2026-03-04"));
        const auto one = in(CandidacyState::sent);
        CHECK_FALSE(is_overdue(one, day("2026-03-17")));
        CHECK(is_overdue(one, day("2026-03-18")));
        CHECK_FALSE(is_overdue(in(CandidacyState::accepted), day("2026-04-18")));
    }

    TEST_CASE("there are twelve reasons; eight are a company's to choose, and silence is told as whose it was") {
        std::set<std::string_view> codes;
        int for_companies = 0;
        for (int at = 0; at < reasons_in_all; ++at) {
            const auto reason = static_cast<Reason>(at);
            codes.insert(code(reason));
            for_companies += is_for_company(reason);
            CHECK(reason_of(code(reason)) == reason);
        }
        CHECK(codes.size() == 12);
        CHECK(for_companies == reasons_of_company);
        CHECK_FALSE(is_for_company(Reason::unanswered));
        CHECK_FALSE(reason_of("too_old"));
        CHECK(reason_of_silence(CandidacyState::sent) == Reason::unanswered);
        CHECK(reason_of_silence(CandidacyState::invited) == Reason::invitation_unanswered);
        CHECK(reason_of_end(vacancies::VacancyState::filled) == Reason::filled);
        CHECK(reason_of_end(vacancies::VacancyState::expired) == Reason::cancelled);
        CHECK_FALSE(reason_of_end(vacancies::VacancyState::paused));
    }

    TEST_CASE("a vacancy takes applications while it is published and its days run") {
        vacancies::Vacancy one;
        one.state = vacancies::VacancyState::published;
        one.valid_from = day("2026-03-01");
        one.valid_until = day("2026-03-31");
        CHECK(takes_applications(one, day("2026-03-01")));
        CHECK(takes_applications(one, day("2026-03-31")));
        CHECK_FALSE(takes_applications(one, day("2026-04-01")));
        one.state = vacancies::VacancyState::paused;
        CHECK_FALSE(takes_applications(one, day("2026-03-10")));
    }

    TEST_CASE("hired through the service and found alone are two kinds of event") {
        for (const auto origin : {MatchOrigin::referral, MatchOrigin::portal, MatchOrigin::job_fair, MatchOrigin::school})
            CHECK(event_of(origin) == "placed");
        CHECK(event_of(MatchOrigin::self_found) == "found_work");
    }

    TEST_CASE("a placement counts from its first day, is confirmed after three months, and ends after it began") {
        Placement one;
        one.start_on = day("2026-03-10");
        CHECK_FALSE(may_be_verified(one, day("2026-03-09")));
        CHECK(may_be_verified(one, day("2026-03-10")));
        one.state = PlacementState::placed;
        CHECK_FALSE(may_be_verified(one, day("2026-03-10")));
        CHECK_FALSE(may_be_confirmed(one, day("2026-06-09"), 3));
        CHECK(may_be_confirmed(one, day("2026-06-10"), 3));
        CHECK_FALSE(may_be_ended(one, day("2026-06-10"), day("2026-03-09")));
        CHECK_FALSE(may_be_ended(one, day("2026-06-10"), day("2026-06-11")));
        CHECK(may_be_ended(one, day("2026-06-10"), day("2026-06-10")));
    }

    TEST_CASE("within the regency is local, beyond it is between regions") {
        CHECK(channel_between("64.71", "64.71.01") == Channel::local);
        CHECK(channel_between("64.71", "64.72") == Channel::interregional);
        CHECK(channel_between("64.71", "") == Channel::local);
    }

    TEST_CASE("pasted cards: one a line, blanks and repetitions are nothing") {
        const auto lines = card_lines(" 6471 0303 \r\n\n6471-1\n6471-1\n  http://127.0.0.1/verifikasi?kode=ABC \n");
        REQUIRE(lines.size() == 3);
        CHECK(lines[0] == "6471 0303");
        CHECK(lines[1] == "6471-1");
        CHECK_FALSE(is_scanned_code(lines[1]));
        CHECK(is_scanned_code(lines[2]));
        CHECK(is_scanned_code(std::string(200, 'A')));
        CHECK(card_lines("\n \n").empty());
        // A row of numbers, and the columns of somebody's list.
        CHECK(card_lines("6471-1, 6471-2;6471-3\t6471-1") == std::vector<std::string>{"6471-1", "6471-2", "6471-3"});
        CHECK(card_lines("No.\tNama\tKartu\n1\tSari\t563/410/AK.1/2024\n2\tBudi\t6471-1") ==
              std::vector<std::string>{"563/410/AK.1/2024", "6471-1"});
    }
}
