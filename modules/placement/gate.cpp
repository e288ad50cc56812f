#include "modules/placement/gate.hpp"

#include <nlohmann/json.hpp>

#include "modules/employers/actions.hpp"
#include "modules/employers/actions_telling.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/access.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/store.hpp"
#include "modules/placement/store_placed.hpp"
#include "modules/placement/text.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_reach.hpp"
#include "modules/registration/form.hpp"
#include "modules/registration/rules.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/i18n/language.hpp"

namespace placement {
namespace {

// What statistics ask of a person, as it is on this day.
void describe(sql::Transaction& tx, const Context& context, store::Event& event) {
    const auto file = registration::find_application(tx, context, event.file);
    if (!file) return;
    const auto& answers = file->answers;
    if (answers.birth_date) event.age = answers.birth_date->age_on(event.effective_on);
    if (answers.sex) event.sex = registration::code(*answers.sex);
    if (!answers.education.empty()) event.education = answers.education.front().level;
    if (event.occupation.empty() && !answers.desired_occupations.empty()) event.occupation = answers.desired_occupations.front();
    event.training = file->training;
}

// Who is at the vacancy already, may not come forward, or works.
class NotToAsk final : public matching::LeftOut {
  public:
    NotToAsk(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy)
        : tx_(tx), context_(context), there_(store::files_at(tx, vacancy)) {}
    bool has(registration::ApplicationId id) const override {
        if (there_.contains(id)) return true;
        const auto file = registration::find_application(tx_, context_, id);
        return !file || !may_come_forward(*file) || has_work(tx_, *file);
    }

  private:
    sql::Transaction& tx_;
    const Context& context_;
    std::set<registration::ApplicationId> there_;
};

}  // namespace

Date today_at(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto found = office::find_office(tx, office);
    return context.local(found ? found->zone : Zone::wib).date;
}

Result<Candidacy, Refusal> own(sql::Transaction& tx, const Context& context, CandidacyId id) {
    auto candidacy = store::find_candidacy(tx, context.platform.vault, id);
    if (!candidacy || !is_holder(context, candidacy->file)) return Refusal::no_such_candidacy;
    return std::move(*candidacy);
}

Result<Candidacy, Refusal> to_decide(sql::Transaction& tx, const Context& context, CandidacyId id) {
    auto candidacy = store::find_candidacy(tx, context.platform.vault, id);
    if (!candidacy) return Refusal::no_such_candidacy;
    if (refers_at(context, candidacy->office)) {
        if (context.actor.account && store::has_interest(tx, context.actor.account, candidacy->employer)) return Refusal::has_interest;
        return std::move(*candidacy);
    }
    const auto employer = employers::own_employer(tx, context);
    if (!employer || !speaks_for(context, *employer) || employer->id != candidacy->employer) return Refusal::no_such_candidacy;
    return std::move(*candidacy);
}

Result<Done, Refusal> keep_step(sql::Transaction& tx, const Context& context, Candidacy& candidacy, CandidacyState to) {
    candidacy.state = to;
    if (!is_open(to)) candidacy.answered_at = context.now;
    if (!store::keep(tx, candidacy)) return Refusal::changed_meanwhile;
    ++candidacy.version;
    note(tx, context, candidacy, code(to), candidacy.reason ? code(*candidacy.reason) : std::string_view());
    tx.announce("candidacy:" + candidacy.id.text());
    return Done{};
}

Result<Done, Refusal> keep_answer(sql::Transaction& tx, const Context& context, Candidacy& candidacy, CandidacyState to, Reason reason) {
    candidacy.reason = reason;
    const auto kept = keep_step(tx, context, candidacy, to);
    if (kept) tell(tx, context, candidacy, "placement.answered", {{"alasan", std::string(sentence(reason))}});
    return kept;
}

void note(sql::Transaction& tx, const Context& context, const Candidacy& candidacy, std::string_view kind, std::string_view reason) {
    const auto vacancy = vacancies::find_vacancy(tx, context, candidacy.vacancy);
    store::Event event{.office = candidacy.office,
                       .candidacy = candidacy.id,
                       .placement = {},
                       .vacancy = candidacy.vacancy,
                       .employer = candidacy.employer,
                       .file = candidacy.file,
                       .kind = std::string(kind),
                       .reason = std::string(reason),
                       .effective_on = today_at(tx, context, candidacy.office),
                       .sex = "",
                       .education = "",
                       .occupation = vacancy ? vacancy->occupation : "",
                       .industry = "",
                       .channel = "",
                       .origin = std::string(code(candidacy.origin))};
    describe(tx, context, event);
    store::add_event(tx, event, context.now, context.actor.audit_name());
    nlohmann::json details{{"vacancy", candidacy.vacancy.text()}};
    if (!reason.empty()) details["reason"] = reason;
    audit::record(tx, context,
                  {candidacy.office, "candidacy." + std::string(kind), "placement_candidacy:" + candidacy.id.text(), details.dump()});
}

void note(sql::Transaction& tx, const Context& context, const Placement& placement, std::string_view kind, Date effective_on) {
    store::Event event{.office = placement.office,
                       .candidacy = placement.candidacy,
                       .placement = placement.id,
                       .vacancy = placement.vacancy,
                       .employer = placement.employer,
                       .file = placement.file,
                       .kind = std::string(kind),
                       .reason = "",
                       .effective_on = effective_on,
                       .sex = "",
                       .education = "",
                       .occupation = placement.occupation,
                       .industry = placement.industry,
                       .channel = std::string(code(placement.channel)),
                       .origin = std::string(code(placement.origin))};
    describe(tx, context, event);
    store::add_event(tx, event, context.now, context.actor.audit_name());
    audit::record(tx, context,
                  {placement.office, "placement." + std::string(kind), "placement_placement:" + placement.id.text(),
                   nlohmann::json{{"evidence", code(placement.evidence)}, {"start", placement.start_on.iso()}}.dump()});
}

void tell(sql::Transaction& tx, const Context& context, const Candidacy& candidacy, std::string_view text,
          std::vector<std::pair<std::string, std::string>> more, std::string occasion) {
    const auto reach = registration::find_reach(tx, context, candidacy.file);
    const auto vacancy = vacancies::find_vacancy(tx, context, candidacy.vacancy);
    if (!reach || !vacancy) return;
    more.emplace_back("jabatan", vacancy->title);
    more.emplace_back("perusahaan", vacancy->employer_name);
    more.emplace_back("tanggal", long_date(Language::indonesian, candidacy.answer_by));
    more.emplace_back("tautan", link_of(context, candidacy));
    messages::queue(tx, context,
                    {.office = candidacy.office,
                     .text = text,
                     .about = "candidacy:" + candidacy.id.text(),
                     .occasion = occasion.empty() ? std::string(code(candidacy.state)) : std::move(occasion),
                     .to = {.name = reach->name, .phone = reach->phone, .email = "", .language = Language::indonesian},
                     .values = std::move(more),
                     .not_before = {},
                     .holder = "application:" + candidacy.file.text()});
}

void tell_company(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy, std::string_view text,
                  std::string occasion, std::vector<std::pair<std::string, std::string>> more) {
    more.emplace_back("jabatan", vacancy.title);
    employers::tell_desk(tx, context, vacancy.employer,
                         {.text = text,
                          .occasion = std::move(occasion),
                          .values = std::move(more),
                          .about = "vacancy:" + vacancy.id.text(),
                          .path = "/perusahaan/lamaran/" + vacancy.id.text()});
}

Why words_of(const Context& context, const matching::Fit& fit) {
    Why why;
    why.band = context.t(matching::label(fit.band));
    using enum matching::Told;
    const auto told = context.actor.kind == ActorKind::applicant ? themselves : others;
    for (const auto& one : fit.speaks_for) why.speaks_for.push_back(matching::sentence(context, one, true, told));
    for (const auto& one : fit.failed) why.speaks_against.push_back(matching::sentence(context, one, told));
    if (fit.failed.empty())
        for (const auto& one : fit.speaks_against) why.speaks_against.push_back(matching::sentence(context, one, false, told));
    why.to_learn = fit.to_learn;
    return why;
}

Why why_of(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy, registration::ApplicationId file) {
    const auto fit = matching::fit_of(tx, context, file, vacancy.id);
    return fit ? words_of(context, *fit) : Why{};
}

std::string proved_person(const registration::Application& file) { return registration::is_proved(file.state) ? file.person_key : ""; }

bool may_come_forward(const registration::Application& file) {
    using enum registration::ApplicationState;
    return !file.training && file.answers.nik &&
           (file.state == submitted || file.state == needs_fix || file.state == at_counter || file.state == approved);
}

bool has_work(sql::Transaction& tx, const registration::Application& file) { return registration::holder_works(tx, file.card); }

std::vector<matching::Fit> people_to_ask(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy, int most) {
    return matching::people_for(tx, context, vacancy, most, NotToAsk(tx, context, vacancy));
}

}  // namespace placement
