#include "modules/vacancies/actions_heads.hpp"

#include <algorithm>
#include <string>

#include "modules/employers/actions.hpp"
#include "modules/vacancies/access.hpp"
#include "modules/vacancies/actions_gate.hpp"
#include "modules/vacancies/actions_published.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/store.hpp"
#include "modules/vacancies/store_change.hpp"
#include "modules/vacancies/store_heads.hpp"
#include "platform/clock/clock.hpp"

namespace vacancies {

namespace {

constexpr int reports_shown_max = 50;

std::string details_of(const Heads& heads) {
    if (heads.cancelled > 0) return R"({"heads":)" + std::to_string(heads.cancelled) + "}";
    return R"({"men":)" + std::to_string(heads.men) + R"(,"women":)" + std::to_string(heads.women) + "}";
}

std::string_view verb_of(const Heads& heads, const Vacancy& vacancy, VacancyState before) {
    if (may_be_edited(before)) return "vacancy.withdrawn";
    if (vacancy.state == VacancyState::filled) return "vacancy.filled";
    if (vacancy.state == VacancyState::cancelled) return "vacancy.cancelled";
    return heads.cancelled > 0 ? "vacancy.heads_cancelled" : "vacancy.heads_filled";
}

bool reads(sql::Transaction& tx, const Context& context, const Vacancy& vacancy) {
    // Whoever has a tie reads, and takes nothing back.
    const auto theirs = opened(tx, context, vacancy.id, vacancy.version, Who::its_desk);
    return theirs || theirs.error() == Refusal::has_tie;
}

// What it was before its last head, as far as it may still be.
void open_again(sql::Transaction& tx, const Context& context, Vacancy& vacancy, VacancyState before) {
    vacancy.state = before;
    vacancy.closed_at = {};
    const auto today = today_at(tx, context, vacancy.office);
    if (before == VacancyState::expired || (is_open(before) && vacancy.valid_until < today)) {
        vacancy.state = VacancyState::expired;
        vacancy.closed_at = context.now;
        return;
    }
    if (before != VacancyState::published) return;
    const auto shown_with = vacancy.licence;
    if (!employers::hold_verified(tx, vacancy.employer)) {
        vacancy.state = VacancyState::paused;
        vacancy.held_because = employer_suspended;
    } else if (!may_be_shown_abroad(tx, vacancy, today)) {
        vacancy.state = VacancyState::paused;
        vacancy.held_because = licence_lapsed;
        vacancy.licence = shown_with;
    }
}

}  // namespace

Result<Done, Refusal> report_heads(sql::Transaction& tx, const Context& context, Vacancy vacancy, const Heads& heads, Way way) {
    HeadsReport report{.id = {ids::next()},
                       .office = vacancy.office,
                       .vacancy = vacancy.id,
                       .men = heads.men,
                       .women = heads.women,
                       .cancelled = heads.cancelled,
                       .before = vacancy.state,
                       .by_office = reviews(context, vacancy.office),
                       .made_by = context.actor.account,
                       .made_at = context.now};
    vacancy.filled_men += heads.men;
    vacancy.filled_women += heads.women;
    vacancy.cancelled += heads.cancelled;
    if (vacancy.open_heads() == 0) {
        vacancy.state = vacancy.filled() > 0 ? VacancyState::filled : VacancyState::cancelled;
        vacancy.closed_at = context.now;
        report.ended = true;
        report.take_back_until = Instant{context.now.seconds + take_back_minutes * 60};
    }
    // Before it is saved: with that, others hear that it has ended.
    if (way == Way::by_tap) store::add_report(tx, report);
    const auto verb = verb_of(heads, vacancy, report.before);
    return save(tx, context, std::move(vacancy), verb, details_of(heads));
}

std::vector<HeadsReport> heads_reports(sql::Transaction& tx, const Context& context, VacancyId id) {
    const auto vacancy = store::find(tx, context.platform.vault, id, store::WithContact::no);
    if (!vacancy || !reads(tx, context, *vacancy)) return {};
    return store::reports_of(tx, id, reports_shown_max);
}

std::map<VacancyId, HeadsReport> fresh_reports(sql::Transaction& tx, const Context& context, const std::vector<Vacancy>& vacancies) {
    std::map<VacancyId, HeadsReport> made;
    if (vacancies.empty() || !reads(tx, context, vacancies.front())) return made;
    const Instant since{context.now.seconds - take_back_minutes * 60};
    for (const auto& report : store::newest_reports(tx, vacancies.front().employer, since)) {
        const auto vacancy = std::ranges::find(vacancies, report.vacancy, &Vacancy::id);
        if (vacancy == vacancies.end()) continue;
        if (may_be_taken_back(report, *vacancy, store::reports_of(tx, report.vacancy, reports_shown_max), context.now))
            made.emplace(report.vacancy, report);
    }
    return made;
}

std::optional<Instant> take_back_until(const Vacancy& vacancy, const std::vector<HeadsReport>& all, Instant now) {
    const auto last = std::ranges::find_if(all, [&](const HeadsReport& one) {
        return one.ended && !one.stands && !one.taken_back_at && one.made_at == vacancy.closed_at && *one.take_back_until >= now;
    });
    return last == all.end() ? std::nullopt : last->take_back_until;
}

bool may_be_taken_back(const HeadsReport& report, const Vacancy& vacancy, const std::vector<HeadsReport>& all, Instant now) {
    if (report.taken_back_at || report.stands || (report.take_back_until && *report.take_back_until < now)) return false;
    return !is_over(vacancy.state) || take_back_until(vacancy, all, now).has_value();
}

Result<Done, Refusal> take_back(sql::Transaction& tx, const Context& context, VacancyId id, int version, HeadsReportId report_id) {
    auto vacancy = opened(tx, context, id, version, Who::its_desk);
    if (!vacancy) return vacancy.error();
    const auto report = store::find_report(tx, report_id);
    if (!report || report->vacancy != id || report->taken_back_at) return Refusal::wrong_state;
    const bool was_over = is_over(vacancy->state);
    const auto closed_at = vacancy->closed_at.value_or(Instant{});
    const auto end = was_over ? store::ending_report(tx, id, closed_at) : std::nullopt;
    if (was_over && (!end || *end->take_back_until < context.now)) return Refusal::end_stands;
    if (!store::take_back(tx, report_id, context.now, context.actor.account)) return Refusal::end_stands;
    vacancy->filled_men -= report->men;
    vacancy->filled_women -= report->women;
    vacancy->cancelled -= report->cancelled;
    if (was_over) {
        store::end_no_more(tx, id);
        open_again(tx, context, *vacancy, end->before);
    }
    const auto details = R"({"report":)" + report_id.text() + R"(,"men":)" + std::to_string(report->men) + R"(,"women":)" +
                         std::to_string(report->women) + R"(,"cancelled":)" + std::to_string(report->cancelled) + "}";
    const bool is_open_again = was_over && is_open(vacancy->state);
    const auto saved = save(tx, context, std::move(*vacancy), "vacancy.heads_taken_back", details);
    if (saved && is_open_again) store::revive_change(tx, id, closed_at);
    return saved;
}

bool end_stands(sql::Transaction& tx, const Context& context, VacancyId id) {
    const auto vacancy = store::find(tx, context.platform.vault, id, store::WithContact::no);
    if (!vacancy || !is_over(vacancy->state)) return true;
    const auto end = store::ending_report(tx, id, vacancy->closed_at.value_or(Instant{}));
    if (end && *end->take_back_until >= context.now) return false;
    store::let_stand(tx, id);
    return true;
}

}  // namespace vacancies
