#include "modules/vacancies/actions_review.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/access.hpp"
#include "modules/vacancies/actions_gate.hpp"
#include "modules/vacancies/actions_news.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/store.hpp"

namespace vacancies {

namespace {

constexpr std::size_t note_max = 600;
constexpr int alike_max = 1'000;  // that one decision codes; the rest comes up again

Result<Done, Refusal> decided(sql::Transaction& tx, const Context& context, VacancyId id, int version, std::string_view typed,
                              VacancyState state, std::string_view verb) {
    auto vacancy = opened(tx, context, id, version, Who::office_only);
    if (!vacancy) return vacancy.error();
    if (!is_waiting(vacancy->state)) return Refusal::wrong_state;
    const auto words = text::clean_lines(typed, note_max);
    if (!words || text::trim(*words).empty()) return Refusal::note_missing;
    vacancy->state = state;
    vacancy->note_of_officer = text::trim(*words);
    if (state == VacancyState::refused) vacancy->closed_at = context.now;
    auto saved = save(tx, context, *vacancy, verb);
    if (saved) tell_decision(tx, context, *vacancy);
    return saved;
}

// What stands between a vacancy and the public; none when nothing does.
std::optional<Refusal> obstacle(sql::Transaction& tx, Vacancy& vacancy, Date today) {
    if (!is_waiting(vacancy.state)) return Refusal::wrong_state;
    if (has_open_condition(vacancy)) return Refusal::conditions_open;
    if (vacancy.valid_until < today) return Refusal::day_over;
    if (!employers::hold_verified(tx, vacancy.employer)) return Refusal::employer_not_verified;
    if (!may_be_shown_abroad(tx, vacancy, today)) return Refusal::licence_missing;
    return {};
}

Result<Done, Refusal> show(sql::Transaction& tx, const Context& context, Vacancy vacancy) {
    vacancy.state = VacancyState::published;
    vacancy.held_because.clear();
    vacancy.note_of_officer.clear();
    vacancy.published_at = context.now;
    auto saved = save(tx, context, vacancy, "vacancy.published");
    if (saved) tell_decision(tx, context, vacancy);
    return saved;
}

}  // namespace

std::vector<Vacancy> queue(sql::Transaction& tx, const Context& context, const QueuePart& part) {
    if (!reviews(context, context.actor.office)) return {};
    return store::of_office(
        tx, {.office = context.actor.office, .state = part.state, .source = part.source, .after = part.after, .limit = part.limit});
}

QueueCounts queue_counts(sql::Transaction& tx, const Context& context) {
    QueueCounts made;
    const auto office = context.actor.office;
    if (!reviews(context, office)) return made;
    made.by_state = store::counts(tx, office);
    made.clean = store::count_clean(tx, office);
    made.not_coded = store::count_not_coded(tx, office);
    made.rows = store::count_rows(tx, office, {});
    return made;
}

std::int64_t minimum_wage(sql::Transaction& tx, const Context& context, OfficeId office) {
    return office::parameter(tx, office, "minimum_wage", today_at(tx, context, office)).number();
}

Result<Done, Refusal> publish(sql::Transaction& tx, const Context& context, VacancyId id, int version, const Reasons& accepted,
                              Workplace workplace) {
    auto vacancy = opened(tx, context, id, version, Who::office_only);
    if (!vacancy) return vacancy.error();
    accept_reasons(*vacancy, accepted);
    if (workplace == Workplace::at_home) vacancy->overseas = false;
    if (const auto why = obstacle(tx, *vacancy, today_at(tx, context, vacancy->office))) return *why;
    return show(tx, context, std::move(*vacancy));
}

Result<Done, Refusal> give_back(sql::Transaction& tx, const Context& context, VacancyId id, int version, std::string_view note) {
    return decided(tx, context, id, version, note, VacancyState::returned, "vacancy.returned");
}

Result<Done, Refusal> refuse(sql::Transaction& tx, const Context& context, VacancyId id, int version, std::string_view reason) {
    return decided(tx, context, id, version, reason, VacancyState::refused, "vacancy.refused");
}

PublishedMany publish_many(sql::Transaction& tx, const Context& context, const std::vector<VacancyId>& ids) {
    PublishedMany made;
    for (const auto id : ids) {
        auto vacancy = store::find(tx, context.platform.vault, id, store::WithContact::yes);
        if (!vacancy || !reviews(context, vacancy->office) || vacancy->state != VacancyState::submitted ||
            employers::has_tie(tx, context, vacancy->employer)) {
            ++made.other;
            continue;
        }
        if (const auto why = obstacle(tx, *vacancy, today_at(tx, context, vacancy->office))) {
            ++(*why == Refusal::employer_not_verified ? made.employer_waits : *why == Refusal::day_over ? made.over : made.other);
            continue;
        }
        if (show(tx, context, std::move(*vacancy)))
            ++made.published;
        else
            ++made.other;
    }
    return made;
}

std::vector<NotCoded> not_coded(sql::Transaction& tx, const Context& context, int limit, int offset) {
    std::vector<NotCoded> made;
    if (!reviews(context, context.actor.office)) return made;
    for (const auto& [id, alike] : store::not_coded(tx, context.actor.office, limit, offset))
        if (auto vacancy = store::find(tx, context.platform.vault, id, store::WithContact::no)) {
            const bool tied = employers::has_tie(tx, context, vacancy->employer);
            made.push_back({std::move(*vacancy), alike, tied});
        }
    return made;
}

Result<Done, Refusal> set_codes(sql::Transaction& tx, const Context& context, VacancyId id, int version, std::string_view occupation,
                                std::string_view place_code) {
    const auto first = opened(tx, context, id, version, Who::office_only);
    if (!first) return first.error();
    if (!occupation.empty() && (occupation.size() != 4 || !reference::find_occupation(occupation))) return Refusal::field_unfit;
    if (!place_code.empty() && !reference::find_area(place_code)) return Refusal::field_unfit;
    const auto give = [&](Vacancy vacancy, bool by_title, bool by_place) {
        if (by_title) vacancy.occupation = occupation;
        if (by_place) vacancy.place_code = place_code;
        auto codes = R"({"occupation":")" + vacancy.occupation + R"(","place":")" + vacancy.place_code + "\"}";
        return save(tx, context, std::move(vacancy), "vacancy.coded", std::move(codes));
    };
    if (const auto done = give(*first, !occupation.empty(), !place_code.empty()); !done) return done.error();
    const auto give_all = [&](const std::vector<VacancyId>& alike, bool by_title) {
        for (const auto other : alike)
            if (auto vacancy = store::find(tx, context.platform.vault, other, store::WithContact::yes);
                vacancy && !employers::has_tie(tx, context, vacancy->employer))
                (void)give(std::move(*vacancy), by_title, !by_title);
    };
    if (!occupation.empty()) give_all(store::without_occupation(tx, first->office, first->title, alike_max), true);
    if (!place_code.empty()) give_all(store::without_place(tx, first->office, first->place_text, alike_max), false);
    return Done{};
}

}  // namespace vacancies
