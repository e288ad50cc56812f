#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/placement/model.hpp"

// Which step follows which, what is promised, who is shown to whom. Pure.
namespace placement {

bool is_open(CandidacyState state);  // somebody still waits for an answer
bool may_be_invited(const Candidacy& candidacy);
bool may_agree(const Candidacy& candidacy);
bool may_be_interviewed(const Candidacy& candidacy);
bool may_be_answered(const Candidacy& candidacy);  // with a no
bool may_be_hired(const Candidacy& candidacy);
bool may_be_withdrawn(const Candidacy& candidacy);
// Name, telephone and card's number are for the company only between the person's yes and their withdrawal.
bool is_name_shown(const Candidacy& candidacy);

// The day until which the company answers, counted from the day of the last step.
Date promised_day(Date today, int answer_days);
// Whether it is over on this day: the promised day itself still belongs to the company.
bool is_overdue(const Candidacy& candidacy, Date today);
// What the program says when nobody else did.
Reason reason_of_silence(CandidacyState state);
// Why everybody who waits is answered when a vacancy ends; none while it does not.
std::optional<Reason> reason_of_end(vacancies::VacancyState state);
bool takes_applications(const vacancies::Vacancy& vacancy, Date today);

std::string_view code(CandidacyState state);
std::string_view code(Origin origin);
std::string_view code(ViewKind kind);
std::string_view code(Reason reason);
std::string_view code(PlacementState state);
std::string_view code(Channel channel);
std::string_view code(MatchOrigin origin);
std::string_view code(Evidence evidence);
std::optional<CandidacyState> candidacy_state_of(std::string_view code);
std::optional<Origin> origin_of(std::string_view code);
std::optional<Reason> reason_of(std::string_view code);
bool is_for_company(Reason reason);
std::optional<Channel> channel_of(std::string_view code);
std::optional<MatchOrigin> match_origin_of(std::string_view code);
std::optional<Evidence> evidence_of(std::string_view code);
std::optional<PlacementState> placement_state_of(std::string_view code);

// The same regency is local; another one is between regions. Abroad is told, never guessed.
Channel channel_between(std::string_view home_regency, std::string_view place_code);
// Hired through the service and found alone are two kinds of event, here and on the register.
std::string_view event_of(MatchOrigin origin);  // "placed", "found_work"
// A first day of work that can be reported: a year back, half a year ahead. What lies beyond is a slip of the keyboard.
inline constexpr int start_days_back = 366;
inline constexpr int start_days_ahead = 183;
bool is_near(Date start_on, Date today);
bool may_be_verified(const Placement& placement, Date today);
bool may_be_confirmed(const Placement& placement, Date today, int months);
bool may_be_ended(const Placement& placement, Date today, Date ended_on);

// What was pasted or scanned: one card a line, blanks and repetitions left out, in the order of the lines.
std::vector<std::string> card_lines(std::string_view pasted);
bool is_scanned_code(std::string_view line);  // the text of a QR, not a number
constexpr int cards_a_sheet = 50;
constexpr int cards_a_day = 500;
constexpr int referrals_a_time = 50;
constexpr int people_shown_at_once = 20;
constexpr std::size_t note_max = 600;

}  // namespace placement
