#include "modules/vacancies/actions_change.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/access.hpp"
#include "modules/vacancies/actions_gate.hpp"
#include "modules/vacancies/actions_news.hpp"
#include "modules/vacancies/form.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/rules_change.hpp"
#include "modules/vacancies/store.hpp"
#include "modules/vacancies/store_change.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"

namespace vacancies {

namespace {

constexpr std::size_t note_max = 600;
constexpr int changes_shown_max = 50;
constexpr int queue_max = 200;

std::string details_of(const Change& change) {
    auto fields = nlohmann::json::array();
    for (const auto& one : change.fields) fields.push_back(one.field);
    return nlohmann::json{{"change", change.id.text()}, {"fields", std::move(fields)}}.dump();
}

// A reason to hold it that was not there before.
std::string new_hold(const Vacancy& before, const Vacancy& after, const employers::Employer& employer) {
    if (mentions_abroad(after) && !mentions_abroad(before)) return "overseas_unlicensed";
    const auto known = holds_of(before, employer);
    for (const auto& one : holds_of(after, employer))
        if (std::ranges::find(known, one.reason, &Hold::reason) == known.end()) return one.reason;
    return {};
}

Result<Done, Refusal> make_public(sql::Transaction& tx, const Context& context, Vacancy vacancy, const Change& change) {
    const auto office = vacancy.office;
    const auto id = vacancy.id;
    const auto saved = save(tx, context, std::move(vacancy), "vacancy.changed", details_of(change));
    if (saved) events::publish(tx, context, {"vacancies.changed", office, id.value});
    return saved;
}

// The change that waits, for those who may end it.
Result<Change, Refusal> waiting(sql::Transaction& tx, const Context& context, ChangeId id, Who who) {
    auto change = store::find_change(tx, id);
    const auto vacancy = change ? store::find(tx, context.platform.vault, change->vacancy, store::WithContact::no) : std::nullopt;
    if (!vacancy) return Refusal::no_such_vacancy;
    if (const auto theirs = opened(tx, context, vacancy->id, vacancy->version, who); !theirs) return theirs.error();
    if (change->state != ChangeState::waiting) return Refusal::changed_meanwhile;
    return std::move(*change);
}

Result<Done, Refusal> decide(sql::Transaction& tx, const Context& context, Change change, ChangeState state, std::string_view verb) {
    change.state = state;
    change.decided_by = context.actor.account;
    change.decided_at = context.now;
    if (!store::decide_change(tx, change)) return Refusal::changed_meanwhile;
    if (const auto vacancy = store::find(tx, context.platform.vault, change.vacancy, store::WithContact::no))
        note(tx, context, *vacancy, verb, details_of(change));
    return Done{};
}

bool is_its_desk(sql::Transaction& tx, const Context& context, VacancyId id) {
    const auto vacancy = store::find(tx, context.platform.vault, id, store::WithContact::no);
    if (!vacancy) return false;
    // Whoever has a tie reads, and decides nothing.
    const auto theirs = opened(tx, context, id, vacancy->version, Who::its_desk);
    return theirs || theirs.error() == Refusal::has_tie;
}

}  // namespace

Vacancy proposed_by(const Change& change, const Vacancy& now, Date today, std::string_view regency) {
    return read_vacancy(change.typed, now, today, regency).vacancy;
}

Result<Edited, Refusal> edit(sql::Transaction& tx, const Context& context, const Vacancy& typed, ChangeId seen) {
    const auto now = opened(tx, context, typed.id, typed.version, Who::its_desk);
    if (!now) return now.error();
    if (!is_open(now->state)) return Refusal::wrong_state;
    const auto employer = employers::find_employer(tx, context, now->employer);
    if (!employer || employer->state != employers::EmployerState::verified) return Refusal::employer_not_verified;
    const auto waits = store::waiting_change(tx, now->id);
    if ((waits ? waits->id : ChangeId{}) != seen) return Refusal::changed_meanwhile;
    const auto today = today_at(tx, context, now->office);
    const auto office = office::find_office(tx, now->office);
    Change change{.id = {ids::next()},
                  .office = now->office,
                  .vacancy = now->id,
                  .typed = typed_whole(typed),
                  .by_office = reviews(context, now->office),
                  .made_by = context.actor.account,
                  .made_at = context.now};
    const auto read = read_vacancy(change.typed, *now, today, office ? office->regency_code : "");
    auto wanted = read.vacancy;
    if (lacks_reason(wanted)) return Refusal::reason_missing;
    if (!read.errors.empty()) return Refusal::field_unfit;
    if (wanted.open_heads() < 1) return Refusal::fewer_than_found;
    if (waits)
        if (const auto ended = decide(tx, context, *waits, ChangeState::withdrawn, "vacancy.change_replaced"); !ended) return ended.error();
    change.fields = changes_between(*now, wanted);
    if (change.fields.empty()) return Edited::same;
    change.held_because = new_hold(*now, wanted, *employer);
    const bool is_looked_at =
        wants_review(*now, wanted) && !change.by_office && !office::parameter(tx, now->office, "vacancy_changes_publish", today).is_on();
    if (has_open_condition(wanted) || !change.held_because.empty() || is_looked_at) {
        if (!store::add_change(tx, change)) return Refusal::changed_meanwhile;
        note(tx, context, *now, "vacancy.change_handed_in", details_of(change));
        return Edited::waits;
    }
    change.state = ChangeState::shown;
    change.decided_at = context.now;
    if (!store::add_change(tx, change)) return Refusal::changed_meanwhile;
    if (const auto done = make_public(tx, context, std::move(wanted), change); !done) return done.error();
    return Edited::shown;
}

Result<Done, Refusal> withdraw_change(sql::Transaction& tx, const Context& context, ChangeId id) {
    auto change = waiting(tx, context, id, Who::its_desk);
    if (!change) return change.error();
    return decide(tx, context, std::move(*change), ChangeState::withdrawn, "vacancy.change_withdrawn");
}

Result<Done, Refusal> show_change(sql::Transaction& tx, const Context& context, ChangeId id, int version, const Reasons& accepted,
                                  Workplace workplace) {
    auto change = waiting(tx, context, id, Who::office_only);
    if (!change) return change.error();
    const auto now = opened(tx, context, change->vacancy, version, Who::office_only);
    if (!now) return now.error();
    if (!is_open(now->state)) return Refusal::wrong_state;
    const auto office = office::find_office(tx, now->office);
    auto wanted = proposed_by(*change, *now, today_at(tx, context, now->office), office ? office->regency_code : "");
    accept_reasons(wanted, accepted);
    if (has_open_condition(wanted)) return Refusal::conditions_open;
    if (wanted.open_heads() < 1) return Refusal::fewer_than_found;
    wanted.overseas = now->overseas || (!mentions_abroad(*now) && mentions_abroad(wanted));
    if (workplace == Workplace::at_home) wanted.overseas = false;
    if (!may_be_shown_abroad(tx, wanted, today_at(tx, context, now->office))) return Refusal::licence_missing;
    if (const auto done = decide(tx, context, *change, ChangeState::shown, "vacancy.change_accepted"); !done) return done.error();
    change->state = ChangeState::shown;
    tell_change_decided(tx, context, *change);
    return make_public(tx, context, std::move(wanted), *change);
}

Result<Done, Refusal> decline_change(sql::Transaction& tx, const Context& context, ChangeId id, std::string_view typed) {
    auto change = waiting(tx, context, id, Who::office_only);
    if (!change) return change.error();
    const auto words = text::clean_lines(typed, note_max);
    if (!words || text::trim(*words).empty()) return Refusal::note_missing;
    change->note = text::trim(*words);
    const auto done = decide(tx, context, *change, ChangeState::declined, "vacancy.change_declined");
    if (done) tell_change_decided(tx, context, *change);
    return done;
}

std::optional<Change> waiting_change(sql::Transaction& tx, const Context& context, VacancyId vacancy) {
    if (!is_its_desk(tx, context, vacancy)) return {};
    return store::waiting_change(tx, vacancy);
}

std::vector<Change> changes_of(sql::Transaction& tx, const Context& context, VacancyId vacancy) {
    if (!is_its_desk(tx, context, vacancy)) return {};
    return store::changes_of(tx, vacancy, changes_shown_max);
}

std::vector<WaitingChange> waiting_changes(sql::Transaction& tx, const Context& context) {
    std::vector<WaitingChange> made;
    if (!reviews(context, context.actor.office)) return made;
    for (auto& change : store::waiting_changes(tx, context.actor.office, queue_max))
        if (const auto vacancy = store::find(tx, context.platform.vault, change.vacancy, store::WithContact::no))
            made.push_back({std::move(change), vacancy->title, vacancy->employer_name});
    return made;
}

std::vector<FieldChange> news_for_applicants(sql::Transaction& tx, VacancyId vacancy) {
    const auto change = store::newest_shown_change(tx, vacancy);
    auto fields = change ? change->fields : std::vector<FieldChange>();
    std::erase_if(fields, [](const FieldChange& one) { return !concerns_applicants(one.field); });
    return fields;
}

}  // namespace vacancies
