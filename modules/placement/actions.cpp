#include "modules/placement/actions.hpp"

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/access.hpp"
#include "modules/placement/gate.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/store.hpp"
#include "modules/registration/actions.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/clock/clock.hpp"
#include "platform/links/links.hpp"

namespace placement {
namespace {

constexpr std::string_view link_purpose = "placement.candidacy";
constexpr std::int64_t link_days = 120;

std::optional<registration::Application> own_file(sql::Transaction& tx, const Context& context) {
    if (context.actor.kind != ActorKind::applicant) return {};
    auto file = registration::find_application(tx, context, registration::ApplicationId{context.actor.applicant});
    if (!file || !is_holder(context, file->id)) return {};
    return file;
}

}  // namespace

std::optional<Refusal> refusal_to_apply(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy) {
    const auto file = own_file(tx, context);
    if (!file || !may_come_forward(*file)) return Refusal::file_not_ready;
    if (store::find_candidacy(tx, context.platform.vault, vacancy.id, file->id)) return Refusal::already_applied;
    if (!takes_applications(vacancy, today_at(tx, context, vacancy.office))) return Refusal::vacancy_not_open;
    return {};
}

Result<Applied, Refusal> apply(sql::Transaction& tx, const Context& context, vacancies::VacancyId id, std::string_view typed_note) {
    const auto vacancy = vacancies::find_vacancy(tx, context, id);
    if (!vacancy) return Refusal::no_such_vacancy;
    if (const auto why = refusal_to_apply(tx, context, *vacancy)) return *why;
    const auto note_text = text::clean_lines(typed_note, note_max);
    if (!note_text) return Refusal::note_too_long;
    const auto file = *own_file(tx, context);
    const auto today = today_at(tx, context, vacancy->office);
    const int most = vacancy->applications_max > 0 ? vacancy->applications_max
                                                   : office::parameter(tx, vacancy->office, "applications_a_vacancy", today).number();
    const auto number = store::take_number(tx, vacancy->id, vacancy->office, most, store::Counts::yes);
    if (!number) return Refusal::applications_full;
    Candidacy candidacy;
    candidacy.id = CandidacyId{ids::next()};
    candidacy.office = vacancy->office;
    candidacy.vacancy = vacancy->id;
    candidacy.employer = vacancy->employer;
    candidacy.file = file.id;
    candidacy.number = *number;
    candidacy.note = Personal(*note_text);
    candidacy.made_at = context.now;
    candidacy.answer_by = promised_day(today, vacancy->answer_days);
    const auto added = store::add_candidacy(tx, context.platform.vault, candidacy, proved_person(file), {});
    if (added != store::Added::yes) return Refusal::already_applied;
    note(tx, context, candidacy, "applied");
    tell(tx, context, candidacy, "placement.applied");
    // However many apply on a day, the company hears of it once.
    tell_company(tx, context, *vacancy, "placement.came", today.iso());
    tx.announce("candidacies:" + vacancy->id.text());
    return Applied{candidacy.id, candidacy.answer_by};
}

Result<Done, Refusal> agree(sql::Transaction& tx, const Context& context, CandidacyId id) {
    auto candidacy = own(tx, context, id);
    if (!candidacy) return candidacy.error();
    if (!may_agree(*candidacy)) return Refusal::wrong_state;
    const auto file = registration::find_application(tx, context, candidacy->file);
    if (!file || has_work(tx, *file)) return Refusal::has_work;
    const auto vacancy = vacancies::find_vacancy(tx, context, candidacy->vacancy);
    candidacy->introduced_at = context.now;
    // The company has its days again: it now knows whom it speaks with.
    candidacy->answer_by = promised_day(today_at(tx, context, candidacy->office), vacancy ? vacancy->answer_days : 0);
    const auto kept = keep_step(tx, context, *candidacy, CandidacyState::introduced);
    if (kept && vacancy)
        tell_company(tx, context, *vacancy, "placement.agreed", candidacy->id.text(), {{"nomor", std::to_string(candidacy->number)}});
    return kept;
}

Result<Done, Refusal> withdraw(sql::Transaction& tx, const Context& context, CandidacyId id) {
    auto candidacy = own(tx, context, id);
    if (!candidacy) return candidacy.error();
    if (!may_be_withdrawn(*candidacy)) return Refusal::wrong_state;
    if (candidacy->origin == Origin::applied) store::give_back_application(tx, candidacy->vacancy);
    return keep_step(tx, context, *candidacy, CandidacyState::withdrawn);
}

std::vector<OwnCandidacy> own_candidacies(sql::Transaction& tx, const Context& context) {
    std::vector<OwnCandidacy> all;
    if (context.actor.kind != ActorKind::applicant) return all;
    for (auto& candidacy : store::of_file(tx, context.platform.vault, registration::ApplicationId{context.actor.applicant}))
        if (auto vacancy = vacancies::find_vacancy(tx, context, candidacy.vacancy))
            all.push_back({std::move(candidacy), std::move(*vacancy), {}});
    return all;
}

std::optional<OwnCandidacy> own_candidacy(sql::Transaction& tx, const Context& context, CandidacyId id) {
    auto candidacy = own(tx, context, id);
    if (!candidacy) return {};
    auto vacancy = vacancies::find_vacancy(tx, context, candidacy->vacancy);
    if (!vacancy) return {};
    auto why = why_of(tx, context, *vacancy, candidacy->file);
    const auto file = registration::find_application(tx, context, candidacy->file);
    const bool works = file && has_work(tx, *file);
    return OwnCandidacy{std::move(*candidacy), std::move(*vacancy), std::move(why), works};
}

std::string link_of(const Context& context, const Candidacy& candidacy) {
    return context.platform.public_url + "/jawab/" +
           links::sign(context, link_purpose, candidacy.id.value, {context.now.seconds + link_days * 86400});
}

std::optional<Linked> open_link(sql::Transaction& tx, const Context& context, std::string_view token) {
    const auto subject = links::open(context, link_purpose, token);
    if (!subject) return {};
    const auto candidacy = store::find_candidacy(tx, context.platform.vault, CandidacyId{*subject});
    if (!candidacy) return {};
    auto holder = context;
    holder.actor = {.kind = ActorKind::applicant,
                    .account = {},
                    .applicant = candidacy->file.value,
                    .office = candidacy->office,
                    .name = "",
                    .permissions = {Permission::hold_application},
                    .session_key = context.actor.session_key,
                    .bearer = context.actor.bearer};
    return Linked{candidacy->id, std::move(holder)};
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace placement
