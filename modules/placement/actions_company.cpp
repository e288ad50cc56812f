#include "modules/placement/actions_company.hpp"

#include <algorithm>

#include "modules/employers/actions.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/access.hpp"
#include "modules/placement/actions_closing.hpp"
#include "modules/placement/gate.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/store.hpp"
#include "modules/placement/store_placed.hpp"
#include "modules/placement/store_views.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/actions_published.hpp"
#include "platform/clock/clock.hpp"
#include "platform/i18n/language.hpp"

namespace placement {
namespace {

constexpr std::size_t candidates_a_page = 80;
constexpr std::int64_t week_s = 7 * 86400;

std::string education_of(const Context& context, const registration::Answers& answers) {
    if (answers.education.empty()) return {};
    const auto& highest = answers.education.front();
    const auto* level = reference::find_education_level(highest.level);
    const auto name = std::string(level ? context.t(level->label) : highest.level);
    return highest.major.empty() ? name : name + ", " + highest.major;
}

// Without where and when: both may tell who it is, and the year of a first job tells the age.
std::vector<std::string> positions_of(const Context& context, const registration::Intake& intake, Date today) {
    std::vector<std::string> all;
    for (const auto& one : intake.experience) {
        if (one.position.empty()) continue;
        const int until = one.to_year > 0 ? one.to_year : today.year();
        const int years = one.from_year > 0 ? until - one.from_year : 0;
        all.push_back(years > 0 ? fill(context.t("{jabatan}, {n} tahun"), {{"jabatan", one.position}, {"n", std::to_string(years)}})
                                : one.position);
    }
    return all;
}

Result<Done, Refusal> step(sql::Transaction& tx, const Context& context, CandidacyId id, bool (*may)(const Candidacy&), CandidacyState to) {
    auto candidacy = to_decide(tx, context, id);
    if (!candidacy) return candidacy.error();
    if (!may(*candidacy)) return Refusal::wrong_state;
    if (is_open(to)) {
        const auto vacancy = vacancies::find_vacancy(tx, context, candidacy->vacancy);
        candidacy->answer_by = promised_day(today_at(tx, context, candidacy->office), vacancy ? vacancy->answer_days : 0);
    }
    return keep_step(tx, context, *candidacy, to);
}

// Whom the company opened today; empty for officers, whom no day's count binds.
std::optional<std::set<registration::ApplicationId>> opened_today(sql::Transaction& tx, const Context& context, Date today, ViewKind kind) {
    const auto company = company_of(tx, context);
    if (!company) return {};
    return store::viewed(tx, company->id, today, kind);
}

// A refusal about one person leaves the others alone; anything else is told.
bool is_about_one(Refusal why) { return why == Refusal::wrong_state || why == Refusal::no_such_candidacy; }

template <class Verb>
Result<int, Refusal> each(const std::vector<CandidacyId>& ids, Verb verb) {
    if (ids.empty()) return Refusal::nobody_chosen;
    int done = 0;
    for (const auto id : ids) {
        const auto answered = verb(id);
        if (answered)
            ++done;
        else if (!is_about_one(answered.error()))
            return answered.error();
    }
    return done;
}

}  // namespace

std::optional<employers::Employer> company_of(sql::Transaction& tx, const Context& context) {
    auto employer = employers::own_employer(tx, context);
    if (!employer || !speaks_for(context, *employer)) return {};
    return employer;
}

std::vector<VacancyLine> company_vacancies(sql::Transaction& tx, const Context& context) {
    std::vector<VacancyLine> lines;
    const auto employer = company_of(tx, context);
    if (!employer) return lines;
    const auto counted = store::counted(tx, employer->id);
    const auto today = today_at(tx, context, employer->office);
    for (auto& vacancy : vacancies::vacancies_of(tx, context, employer->id)) {
        const auto found = std::ranges::find(counted, vacancy.id, &store::Counted::vacancy);
        VacancyLine line{.vacancy = std::move(vacancy), .answer_by = {}};
        if (found != counted.end()) {
            line.in_all = found->in_all;
            line.fresh = found->fresh;
            line.open = found->open;
            line.answer_by = found->answer_by;
        } else if (!takes_applications(line.vacancy, today)) {
            continue;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<vacancies::Vacancy> vacancy_to_decide(sql::Transaction& tx, const Context& context, vacancies::VacancyId id) {
    auto vacancy = vacancies::find_vacancy(tx, context, id);
    if (!vacancy) return {};
    if (refers_at(context, vacancy->office)) return vacancy;
    const auto employer = company_of(tx, context);
    if (!employer || employer->id != vacancy->employer) return {};
    return vacancy;
}

Candidates candidates(sql::Transaction& tx, const Context& context, vacancies::VacancyId id) {
    Candidates made;
    const auto vacancy = vacancy_to_decide(tx, context, id);
    if (!vacancy) return made;
    const auto today = today_at(tx, context, vacancy->office);
    const auto opened = opened_today(tx, context, today, ViewKind::contact);
    auto all = store::of_vacancy(tx, context.platform.vault, id);
    std::erase_if(all, [](const Candidacy& one) { return one.state == CandidacyState::withdrawn; });
    std::ranges::stable_partition(all, [](const Candidacy& one) { return is_open(one.state); });
    if (all.size() > candidates_a_page) {
        made.left_out = static_cast<int>(all.size() - candidates_a_page);
        all.resize(candidates_a_page);
    }
    for (auto& candidacy : all) {
        const auto file = registration::find_application(tx, context, candidacy.file);
        if (!file) continue;
        CandidateView view;
        view.education = education_of(context, file->answers);
        view.skills = file->answers.skills;
        view.positions = positions_of(context, file->intake, today);
        view.note = candidacy.note.reveal();
        if (is_open(candidacy.state)) view.why = why_of(tx, context, *vacancy, candidacy.file);
        if (is_name_shown(candidacy) && opened && !opened->contains(candidacy.file)) {
            view.is_closed = true;
            made.closed.push_back(candidacy.file);
        } else if (is_name_shown(candidacy)) {
            view.name = file->answers.name;
            view.phone = file->answers.phone ? file->answers.phone->national() : std::string();
        }
        if (candidacy.state == CandidacyState::accepted) view.placement = store::placement_of(tx, candidacy.id);
        view.candidacy = std::move(candidacy);
        made.views.push_back(std::move(view));
    }
    return made;
}

Fitting fitting_people(sql::Transaction& tx, const Context& context, vacancies::VacancyId id) {
    Fitting made;
    const auto vacancy = vacancy_to_decide(tx, context, id);
    if (!vacancy) return made;
    const auto today = today_at(tx, context, vacancy->office);
    if (!takes_applications(*vacancy, today)) return made;
    const auto opened = opened_today(tx, context, today, ViewKind::fitting);
    auto fits = people_to_ask(tx, context, id, people_shown_at_once + 1);
    made.is_cut = std::ssize(fits) > people_shown_at_once;
    if (made.is_cut) fits.pop_back();
    for (const auto& fit : fits) {
        if (opened && !opened->contains(fit.application)) {
            made.closed.push_back(fit.application);
            continue;
        }
        const auto file = registration::find_application(tx, context, fit.application);
        if (!file) continue;
        made.people.push_back({file->id, education_of(context, file->answers), file->answers.skills,
                               positions_of(context, file->intake, today), words_of(context, fit)});
    }
    return made;
}

Result<CandidacyId, Refusal> approach(sql::Transaction& tx, const Context& context, vacancies::VacancyId id,
                                      registration::ApplicationId file_id) {
    const auto vacancy = vacancy_to_decide(tx, context, id);
    if (!vacancy) return Refusal::no_such_vacancy;
    if (context.actor.account && store::has_interest(tx, context.actor.account, vacancy->employer)) return Refusal::has_interest;
    const auto today = today_at(tx, context, vacancy->office);
    if (!takes_applications(*vacancy, today)) return Refusal::vacancy_not_open;
    const auto fit = matching::fit_of(tx, context, file_id, id);
    const auto file = registration::find_application(tx, context, file_id);
    // An id that this company was never shown is a guess: past the day's count nobody is asked either.
    if (!refers_at(context, vacancy->office) && !store::was_shown(tx, vacancy->employer, file_id)) return Refusal::no_such_candidacy;
    // Whoever has blocked the firm is to it as if they were not there.
    if (matching::has_blocked(tx, file_id, vacancy->employer)) return Refusal::no_such_candidacy;
    if (!fit || !fit->failed.empty() || !file || !may_come_forward(*file) || has_work(tx, *file)) return Refusal::no_such_candidacy;
    Candidacy candidacy;
    candidacy.id = CandidacyId{ids::next()};
    candidacy.office = vacancy->office;
    candidacy.vacancy = vacancy->id;
    candidacy.employer = vacancy->employer;
    candidacy.file = file_id;
    candidacy.number = *store::take_number(tx, vacancy->id, vacancy->office, 0, store::Counts::no);
    candidacy.origin = Origin::found;
    candidacy.state = CandidacyState::invited;
    candidacy.made_at = context.now;
    candidacy.answer_by = promised_day(today, vacancy->answer_days);
    const store::Guards guards{.contacts_max = office::parameter(tx, vacancy->office, "contacts_a_week", today).number(),
                               .contacts_since = {context.now.seconds - week_s}};
    switch (store::add_candidacy(tx, context.platform.vault, candidacy, proved_person(*file), guards)) {
        case store::Added::forbidden: return Refusal::contacts_used_up;
        case store::Added::known: return Refusal::changed_meanwhile;
        case store::Added::yes: break;
    }
    note(tx, context, candidacy, "found");
    tell(tx, context, candidacy, "placement.invited");
    tx.announce("candidacies:" + vacancy->id.text());
    return candidacy.id;
}

Result<Done, Refusal> invite(sql::Transaction& tx, const Context& context, CandidacyId id) {
    const auto done = step(tx, context, id, may_be_invited, CandidacyState::invited);
    if (done) tell(tx, context, *store::find_candidacy(tx, context.platform.vault, id), "placement.invited");
    return done;
}

Result<Done, Refusal> mark_interviewed(sql::Transaction& tx, const Context& context, CandidacyId id) {
    return step(tx, context, id, may_be_interviewed, CandidacyState::interviewed);
}

Result<Done, Refusal> mark_no_show(sql::Transaction& tx, const Context& context, CandidacyId id) {
    return step(tx, context, id, may_be_interviewed, CandidacyState::no_show);
}

Result<Done, Refusal> answer(sql::Transaction& tx, const Context& context, CandidacyId id, Reason reason) {
    auto candidacy = to_decide(tx, context, id);
    if (!candidacy) return candidacy.error();
    if (!is_for_company(reason)) return Refusal::reason_missing;
    if (!may_be_answered(*candidacy)) return Refusal::wrong_state;
    return keep_answer(tx, context, *candidacy, CandidacyState::not_accepted, reason);
}

Result<PlacementId, Refusal> hire(sql::Transaction& tx, const Context& context, CandidacyId id, Date start_on) {
    auto candidacy = to_decide(tx, context, id);
    if (!candidacy) return candidacy.error();
    if (candidacy->state == CandidacyState::sent || candidacy->state == CandidacyState::invited) return Refusal::not_introduced;
    if (!may_be_hired(*candidacy)) return Refusal::wrong_state;
    const auto today = today_at(tx, context, candidacy->office);
    if (!is_near(start_on, today)) return Refusal::start_unfit;
    // The row is held first: what is read of the vacancy after it is what everybody else has left.
    const int hired = store::hold_hired(tx, candidacy->vacancy);
    const auto vacancy = vacancies::find_vacancy(tx, context, candidacy->vacancy);
    const auto file = registration::find_application(tx, context, candidacy->file);
    if (!vacancy || !file) return Refusal::no_such_candidacy;
    if (!store::take_opening(tx, vacancy->id, hired + vacancy->open_heads())) return Refusal::openings_taken;
    if (const auto kept = keep_step(tx, context, *candidacy, CandidacyState::accepted); !kept) return kept.error();

    const auto employer = employers::find_employer(tx, context, candidacy->employer);
    const auto office = office::find_office(tx, candidacy->office);
    Placement placement;
    placement.id = PlacementId{ids::next()};
    placement.office = candidacy->office;
    placement.candidacy = candidacy->id;
    placement.file = candidacy->file;
    placement.vacancy = vacancy->id;
    placement.employer = candidacy->employer;
    placement.employer_name = vacancy->employer_name;
    placement.occupation = vacancy->occupation;
    placement.industry = employer ? employer->kbli : std::string();
    placement.contract = vacancies::code(vacancy->contract);
    placement.wage_low = vacancy->wage_low;
    placement.wage_high = vacancy->wage_high;
    placement.channel = channel_between(office ? office->regency_code : "", vacancy->place_code);
    placement.origin = candidacy->origin == Origin::referred ? MatchOrigin::referral : MatchOrigin::portal;
    placement.evidence = Evidence::company_report;
    placement.start_on = start_on;
    placement.reported_by = context.actor.audit_name();
    placement.reported_at = context.now;
    store::add_placement(tx, placement);
    tell(tx, context, *candidacy, "placement.accepted", {{"mulai", long_date(Language::indonesian, start_on)}});

    // Perpres 57/2023 art. 6: what was filled is reported too; here it is the same tap.
    const bool is_woman = file->answers.sex == Sex::female;
    const auto filled = vacancies::report_filled(tx, context, vacancy->id, is_woman ? 0 : 1, is_woman ? 1 : 0);
    if (!filled) return filled.error() == vacancies::Refusal::changed_meanwhile ? Refusal::changed_meanwhile : Refusal::openings_taken;
    return placement.id;
}

Result<int, Refusal> invite_all(sql::Transaction& tx, const Context& context, const std::vector<CandidacyId>& ids) {
    return each(ids, [&](CandidacyId id) { return invite(tx, context, id); });
}

Result<int, Refusal> answer_all(sql::Transaction& tx, const Context& context, const std::vector<CandidacyId>& ids, Reason reason) {
    return each(ids, [&](CandidacyId id) { return answer(tx, context, id, reason); });
}

}  // namespace placement
