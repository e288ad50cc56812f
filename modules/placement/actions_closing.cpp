#include "modules/placement/actions_closing.hpp"

#include "modules/employers/actions.hpp"
#include "modules/employers/actions_telling.hpp"
#include "modules/placement/gate.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/store.hpp"
#include "modules/registration/actions.hpp"
#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/actions_published.hpp"
#include "platform/i18n/language.hpp"

namespace placement {
namespace {

// Answered by the company since it was read: what is still open after that is withdrawn too.
void withdraw_if_open(sql::Transaction& tx, const Context& context, Candidacy candidacy) {
    const auto id = candidacy.id;
    // The vacancy's row first, as whoever hires takes them.
    (void)store::hold_hired(tx, candidacy.vacancy);
    while (may_be_withdrawn(candidacy)) {
        if (keep_step(tx, context, candidacy, CandidacyState::withdrawn)) {
            if (candidacy.origin == Origin::applied) store::give_back_application(tx, candidacy.vacancy);
            return;
        }
        candidacy = store::find_candidacy(tx, context.platform.vault, id).value();
    }
}

}  // namespace

void remind_companies(sql::Transaction& tx, const Context& context, OfficeId office, int days_before) {
    const auto day = today_at(tx, context, office) + days_before;
    for (const auto& due : store::due_on(tx, office, day))
        if (const auto vacancy = vacancies::find_vacancy(tx, context, due.vacancy)) {
            const auto employer = employers::find_employer(tx, context, vacancy->employer);
            const auto language = employer ? employers::language_of(*employer) : Language::indonesian;
            tell_company(tx, context, *vacancy, "placement.answer_soon", day.iso(),
                         {{"jumlah", std::to_string(due.people)}, {"tanggal", long_date(language, day)}});
        }
}

int close_overdue(sql::Transaction& tx, const Context& context, OfficeId office, int limit) {
    int closed = 0;
    for (auto& candidacy : store::overdue(tx, context.platform.vault, office, today_at(tx, context, office), limit))
        if (keep_answer(tx, context, candidacy, CandidacyState::closed, reason_of_silence(candidacy.state))) ++closed;
    return closed;
}

int answer_all_of(sql::Transaction& tx, const Context& context, vacancies::VacancyId id) {
    // A wrong tap must not send people away: they are answered when it can no longer be taken back, by the job.
    if (!vacancies::end_stands(tx, context, id)) return 0;
    const auto vacancy = vacancies::find_vacancy(tx, context, id);
    const auto reason = vacancy ? reason_of_end(vacancy->state) : std::nullopt;
    if (!reason) return 0;
    int answered = 0;
    for (auto& candidacy : store::waiting_at(tx, context.platform.vault, id))
        if (keep_answer(tx, context, candidacy, CandidacyState::closed, *reason)) ++answered;
    return answered;
}

int answer_ended(sql::Transaction& tx, const Context& context, vacancies::VacancyId& after, int limit) {
    const auto waiting = store::vacancies_with_waiting(tx, after, limit);
    after = waiting.empty() ? vacancies::VacancyId{} : waiting.back();
    int answered = 0;
    for (const auto id : waiting) answered += answer_all_of(tx, context, id);
    return answered;
}

void withdraw_file(sql::Transaction& tx, const Context& context, registration::ApplicationId file) {
    for (auto& candidacy : store::of_file(tx, context.platform.vault, file)) withdraw_if_open(tx, context, std::move(candidacy));
}

void know_person(sql::Transaction& tx, const Context& context, registration::ApplicationId id) {
    auto candidacies = store::of_file(tx, context.platform.vault, id);
    const auto file = candidacies.empty() ? std::nullopt : registration::find_application(tx, context, id);
    if (!file || file->person_key.empty()) return;
    for (auto& candidacy : candidacies) {
        // The same person applied with another file already.
        if (!store::set_person(tx, candidacy.id, file->person_key)) withdraw_if_open(tx, context, std::move(candidacy));
    }
}

}  // namespace placement
