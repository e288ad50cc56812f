#include "modules/placement/rules.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"

namespace placement {
namespace {

using enum CandidacyState;

template <class E, std::size_t N>
std::optional<E> find_code(const std::array<E, N>& all, std::string_view wanted) {
    const auto found = std::ranges::find_if(all, [&](E one) { return code(one) == wanted; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

bool is_open(CandidacyState state) { return state == sent || state == invited || state == introduced || state == interviewed; }
bool may_be_invited(const Candidacy& candidacy) { return candidacy.state == sent; }
bool may_agree(const Candidacy& candidacy) { return candidacy.state == invited; }
bool may_be_interviewed(const Candidacy& candidacy) { return candidacy.state == introduced; }
bool may_be_answered(const Candidacy& candidacy) { return is_open(candidacy.state); }
bool may_be_hired(const Candidacy& candidacy) { return candidacy.state == introduced || candidacy.state == interviewed; }
bool may_be_withdrawn(const Candidacy& candidacy) { return is_open(candidacy.state); }
bool is_name_shown(const Candidacy& candidacy) { return candidacy.introduced_at.has_value() && candidacy.state != withdrawn; }

Date promised_day(Date today, int answer_days) { return today + std::max(1, answer_days); }

bool is_overdue(const Candidacy& candidacy, Date today) { return is_open(candidacy.state) && candidacy.answer_by < today; }

Reason reason_of_silence(CandidacyState state) { return state == invited ? Reason::invitation_unanswered : Reason::unanswered; }

std::optional<Reason> reason_of_end(vacancies::VacancyState state) {
    using vacancies::VacancyState;
    switch (state) {
        case VacancyState::filled: return Reason::filled;
        case VacancyState::expired:
        case VacancyState::cancelled:
        case VacancyState::refused: return Reason::cancelled;
        case VacancyState::draft:
        case VacancyState::submitted:
        case VacancyState::held:
        case VacancyState::returned:
        case VacancyState::published:
        case VacancyState::paused: return {};
    }
    return {};
}

bool takes_applications(const vacancies::Vacancy& vacancy, Date today) {
    return vacancy.state == vacancies::VacancyState::published && vacancy.valid_from <= today && today <= vacancy.valid_until;
}

std::string_view code(CandidacyState state) {
    switch (state) {
        case sent: return "sent";
        case invited: return "invited";
        case introduced: return "introduced";
        case interviewed: return "interviewed";
        case accepted: return "accepted";
        case not_accepted: return "not_accepted";
        case no_show: return "no_show";
        case withdrawn: return "withdrawn";
        case closed: return "closed";
    }
    return "";
}

std::string_view code(Origin origin) {
    switch (origin) {
        case Origin::applied: return "applied";
        case Origin::referred: return "referred";
        case Origin::found: return "found";
    }
    return "";
}

std::string_view code(ViewKind kind) {
    switch (kind) {
        case ViewKind::fitting: return "fitting";
        case ViewKind::contact: return "contact";
    }
    return "";
}

std::string_view code(Reason reason) {
    switch (reason) {
        case Reason::other_closer: return "other_closer";
        case Reason::skill: return "skill";
        case Reason::certificate: return "certificate";
        case Reason::experience: return "experience";
        case Reason::education: return "education";
        case Reason::hours: return "hours";
        case Reason::distance: return "distance";
        case Reason::wage: return "wage";
        case Reason::filled: return "filled";
        case Reason::cancelled: return "cancelled";
        case Reason::unanswered: return "unanswered";
        case Reason::invitation_unanswered: return "invitation_unanswered";
    }
    return "";
}

std::string_view code(PlacementState state) {
    switch (state) {
        case PlacementState::reported: return "reported";
        case PlacementState::placed: return "placed";
        case PlacementState::confirmed: return "confirmed";
        case PlacementState::ended: return "ended";
        case PlacementState::refused: return "refused";
    }
    return "";
}

std::string_view code(Channel channel) {
    switch (channel) {
        case Channel::local: return "akl";
        case Channel::interregional: return "akad";
        case Channel::overseas: return "akan";
    }
    return "";
}

std::string_view code(MatchOrigin origin) {
    switch (origin) {
        case MatchOrigin::referral: return "referral";
        case MatchOrigin::portal: return "portal";
        case MatchOrigin::job_fair: return "job_fair";
        case MatchOrigin::school: return "school";
        case MatchOrigin::self_found: return "self_found";
    }
    return "";
}

std::string_view code(Evidence evidence) {
    switch (evidence) {
        case Evidence::company_report: return "company_report";
        case Evidence::contract: return "contract";
        case Evidence::company_letter: return "company_letter";
        case Evidence::person_statement: return "person_statement";
    }
    return "";
}

std::optional<CandidacyState> candidacy_state_of(std::string_view wanted) {
    return find_code(std::array{sent, invited, introduced, interviewed, accepted, not_accepted, no_show, withdrawn, closed}, wanted);
}

std::optional<Origin> origin_of(std::string_view wanted) {
    return find_code(std::array{Origin::applied, Origin::referred, Origin::found}, wanted);
}

std::optional<Reason> reason_of(std::string_view wanted) {
    for (int at = 0; at < reasons_in_all; ++at)
        if (code(static_cast<Reason>(at)) == wanted) return static_cast<Reason>(at);
    return {};
}

bool is_for_company(Reason reason) { return static_cast<int>(reason) < reasons_of_company; }

std::optional<Channel> channel_of(std::string_view wanted) {
    return find_code(std::array{Channel::local, Channel::interregional, Channel::overseas}, wanted);
}

std::optional<MatchOrigin> match_origin_of(std::string_view wanted) {
    using enum MatchOrigin;
    return find_code(std::array{referral, portal, job_fair, school, self_found}, wanted);
}

std::optional<Evidence> evidence_of(std::string_view wanted) {
    using enum Evidence;
    return find_code(std::array{company_report, contract, company_letter, person_statement}, wanted);
}

std::optional<PlacementState> placement_state_of(std::string_view wanted) {
    using enum PlacementState;
    return find_code(std::array{reported, placed, confirmed, ended, refused}, wanted);
}

Channel channel_between(std::string_view home_regency, std::string_view place_code) {
    // A vacancy without a coded place is where its office is.
    return place_code.empty() || home_regency.empty() || place_code.starts_with(home_regency) ? Channel::local : Channel::interregional;
}

std::string_view event_of(MatchOrigin origin) { return origin == MatchOrigin::self_found ? "found_work" : "placed"; }

bool is_near(Date start_on, Date today) { return today - start_days_back <= start_on && start_on <= today + start_days_ahead; }

bool may_be_verified(const Placement& placement, Date today) {
    return placement.state == PlacementState::reported && placement.start_on <= today;
}

bool may_be_confirmed(const Placement& placement, Date today, int months) {
    return placement.state == PlacementState::placed && placement.start_on.plus_months(months) <= today;
}

bool may_be_ended(const Placement& placement, Date today, Date ended_on) {
    const bool has_begun = placement.state == PlacementState::placed || placement.state == PlacementState::confirmed;
    return has_begun && placement.start_on <= ended_on && ended_on <= today;
}

std::vector<std::string> card_lines(std::string_view pasted) {
    std::vector<std::string> lines;
    const auto add = [&](std::string_view piece) {
        auto one = text::squeeze(piece);
        if (!one.empty() && std::ranges::find(lines, one) == lines.end()) lines.push_back(std::move(one));
    };
    for (const auto& line : text::split(pasted, '\n')) {
        auto cells = line;
        std::ranges::replace_if(
            cells, [](char c) { return c == ',' || c == ';'; }, '\t');
        const auto pieces = text::split(cells, '\t');
        if (pieces.size() == 1) {
            add(line);
            continue;
        }
        // Beside cards a list has running numbers, names and headings.
        for (const auto& piece : pieces)
            if (std::ranges::count_if(piece, [](char c) { return c >= '0' && c <= '9'; }) >= 4) add(piece);
    }
    return lines;
}

bool is_scanned_code(std::string_view line) {
    // A number of a card is short; the code behind a QR carries a signature.
    constexpr std::size_t shortest_code = 80;
    return line.find("kode=") != std::string_view::npos || line.size() >= shortest_code;
}

}  // namespace placement
