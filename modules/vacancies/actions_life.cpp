#include "modules/vacancies/actions_life.hpp"

#include <algorithm>
#include <map>

#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/access.hpp"
#include "modules/vacancies/actions_abroad.hpp"
#include "modules/vacancies/actions_gate.hpp"
#include "modules/vacancies/actions_heads.hpp"
#include "modules/vacancies/actions_news.hpp"
#include "modules/vacancies/actions_published.hpp"
#include "modules/vacancies/form.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/store.hpp"
#include "platform/clock/clock.hpp"

namespace vacancies {

namespace {

Result<Done, Refusal> cancel(sql::Transaction& tx, const Context& context, Vacancy vacancy, int heads) {
    if (!is_open(vacancy.state)) return Refusal::wrong_state;
    if (heads < 1 || heads > vacancy.open_heads()) return Refusal::too_many_heads;
    return report_heads(tx, context, std::move(vacancy), {.cancelled = heads}, Way::by_tap);
}

Result<Done, Refusal> fill(sql::Transaction& tx, const Context& context, VacancyId id, int version, const Heads& heads, Way way) {
    auto vacancy = opened(tx, context, id, version, Who::its_desk);
    if (!vacancy) return vacancy.error();
    if (!is_open(vacancy->state) && vacancy->state != VacancyState::expired) return Refusal::wrong_state;
    const int found = heads.men + heads.women;
    if (heads.men < 0 || heads.women < 0 || found < 1 || found > vacancy->open_heads()) return Refusal::too_many_heads;
    return report_heads(tx, context, std::move(*vacancy), heads, way);
}

// Which employer this person may report for; none when it is not theirs to say.
std::optional<employers::Employer> employer_for(sql::Transaction& tx, const Context& context, const Vacancy& typed) {
    if (reviews(context, typed.office)) {
        auto employer = employers::find_employer(tx, context, typed.employer);
        if (employer && employer->office != typed.office) employer.reset();
        return employer;
    }
    auto own = is_company(context) ? employers::own_employer(tx, context) : std::nullopt;
    if (own && typed.employer && own->id != typed.employer) own.reset();
    return own;
}

// All that a form says, as text: two that are alike are one form.
std::string as_sent(const employers::Employer& employer, Vacancy vacancy) {
    vacancy.asked = conditions_of(vacancy, vacancy.asked);
    std::string all = employer.id.text() + "|" + std::to_string(vacancy.valid_until - vacancy.valid_from);
    for (const auto& [field, value] : typed_whole(vacancy)) all += "|" + field + "=" + value;
    return all;
}

// A vacancy that is shown, or would be, goes with its employer.
Result<Done, Refusal> follow(sql::Transaction& tx, const Context& context, Vacancy vacancy,
                             const std::optional<employers::PublicEmployer>& shown) {
    if (!is_open(vacancy.state)) return Done{};
    const bool renamed = shown && shown->name != vacancy.employer_name;
    if (renamed) vacancy.employer_name = shown->name;
    if (!shown && vacancy.state == VacancyState::published) {
        vacancy.state = VacancyState::paused;
        vacancy.held_because = employer_suspended;
        return save(tx, context, std::move(vacancy), "vacancy.paused", R"({"because":"employer_suspended"})");
    }
    if (shown && vacancy.held_because == employer_suspended) {
        vacancy.state = VacancyState::published;
        vacancy.held_because.clear();
        return save(tx, context, std::move(vacancy), "vacancy.resumed", R"({"because":"employer_resumed"})");
    }
    if (renamed) return save(tx, context, std::move(vacancy), "vacancy.employer_renamed");
    return Done{};
}

}  // namespace

Vacancy blank(sql::Transaction& tx, const Context& context, const employers::Employer& employer) {
    Vacancy made;
    made.office = employer.office;
    made.employer = employer.id;
    made.employer_name = employer.name;
    made.place_code = employer.regency_code;
    made.place_text = reference::full_name(employer.regency_code);
    made.valid_from = today_at(tx, context, employer.office);
    made.valid_until = made.valid_from + days_open_usual;
    return made;
}

std::optional<Vacancy> copy_of(sql::Transaction& tx, const Context& context, const employers::Employer& employer, VacancyId from) {
    auto made = store::find(tx, context.platform.vault, from, store::WithContact::yes);
    if (!made || made->employer != employer.id) return {};
    const auto today = today_at(tx, context, employer.office);
    made->valid_until = today + std::clamp(made->valid_until - made->valid_from, 1, days_open_max);
    made->valid_from = today;
    made->id = {};
    made->office = employer.office;
    made->employer_name = employer.name;
    made->receipt.clear();
    made->state = VacancyState::draft;
    made->source = Source::employer_portal;
    made->external_reference.clear();
    made->filled_men = made->filled_women = made->cancelled = 0;
    made->overseas = false;
    made->licence = {};
    made->held_because.clear();
    made->note_of_officer.clear();
    for (auto& one : made->asked) one.accepted = false;
    made->submitted_at = made->published_at = made->closed_at = {};
    made->revision = 0;
    made->version = 1;
    return made;
}

std::optional<Vacancy> last_report(sql::Transaction& tx, const Context& context, employers::EmployerId employer) {
    return store::newest_of_employer(tx, context.platform.vault, employer);
}

Result<Vacancy, Refusal> submit_of_many(sql::Transaction& tx, const Context& context, const Vacancy& typed, std::string_view fingerprint) {
    auto vacancy = typed;
    const auto employer = employer_for(tx, context, typed);
    if (!employer) return Refusal::no_employer_of_yours;
    if (employer->state == employers::EmployerState::refused) return Refusal::employer_not_verified;
    const auto office = office::find_office(tx, employer->office);
    if (!office) return Refusal::no_employer_of_yours;
    const auto today = context.local(office->zone).date;
    if (vacancy.valid_until < today) return Refusal::day_over;
    if (vacancy.valid_until > today + days_open_max) return Refusal::too_long;
    vacancy.asked = conditions_of(vacancy, vacancy.asked);
    if (lacks_reason(vacancy)) return Refusal::reason_missing;
    vacancy.office = employer->office;
    vacancy.employer = employer->id;
    vacancy.employer_name = employer->name;
    vacancy.held_because = reason_to_hold(vacancy, *employer);
    vacancy.overseas = !vacancy.held_because.empty() && mentions_abroad(vacancy);
    vacancy.licence = {};
    vacancy.state = vacancy.held_because.empty() ? VacancyState::submitted : VacancyState::held;
    vacancy.submitted_at = context.now;
    if (!vacancy.id) {
        vacancy.id = {ids::next()};
        vacancy.made_at = context.now;
        vacancy.receipt = receipt_of(today.year(), store::next_receipt_number(tx, today.year()));
        vacancy.filled_men = vacancy.filled_women = vacancy.cancelled = 0;
        vacancy.published_at = vacancy.closed_at = {};
        vacancy.revision = 0;
        vacancy.version = 1;
        if (!store::add(tx, context.platform.vault, vacancy, fingerprint)) return Refusal::known_already;
        note(tx, context, vacancy, "vacancy.submitted",
             R"({"receipt":")" + vacancy.receipt + R"(","held":")" + vacancy.held_because + "\"}");
        return vacancy;
    }
    const auto known = opened(tx, context, vacancy.id, vacancy.version, Who::its_desk);
    if (!known) return known.error();
    if (!may_be_edited(known->state)) return Refusal::wrong_state;
    vacancy.receipt = known->receipt;
    vacancy.source = known->source;
    vacancy.made_at = known->made_at;
    vacancy.revision = known->revision;
    if (vacancy.receipt.empty()) vacancy.receipt = receipt_of(today.year(), store::next_receipt_number(tx, today.year()));
    if (const auto saved = save(tx, context, vacancy, "vacancy.corrected", R"({"held":")" + vacancy.held_because + "\"}"); !saved)
        return saved.error();
    ++vacancy.version;
    return vacancy;
}

Result<Vacancy, Refusal> submit(sql::Transaction& tx, const Context& context, const Vacancy& typed, std::string_view fingerprint) {
    auto made = submit_of_many(tx, context, typed, fingerprint);
    if (made) tell_register(tx, context, made->employer);
    return made;
}

Result<Vacancy, Refusal> submit_once(sql::Transaction& tx, const Context& context, const Vacancy& typed) {
    const auto employer = employer_for(tx, context, typed);
    if (!employer) return Refusal::no_employer_of_yours;
    const auto sent = as_sent(*employer, typed);
    const auto mark = context.platform.vault.blind_index("vacancies.form", sent + "|" + today_at(tx, context, employer->office).iso());
    const auto before = [&] { return store::find_by_fingerprint(tx, context.platform.vault, employer->office, mark); };
    const auto is_same = [&](const std::optional<Vacancy>& known) {
        return known && (is_waiting(known->state) || is_open(known->state)) && as_sent(*employer, *known) == sent;
    };
    auto known = before();
    if (is_same(known)) return std::move(*known);
    // The one of this morning is over, or says something else by now: this is another.
    auto made = submit(tx, context, typed, known ? "" : mark);
    if (made || made.error() != Refusal::known_already) return made;
    // Sent twice at the same moment.
    known = before();
    if (is_same(known)) return std::move(*known);
    return made;
}

Result<Done, Refusal> pause(sql::Transaction& tx, const Context& context, VacancyId id, int version) {
    auto vacancy = opened(tx, context, id, version, Who::its_desk);
    if (!vacancy) return vacancy.error();
    if (vacancy->state != VacancyState::published) return Refusal::wrong_state;
    vacancy->state = VacancyState::paused;
    return save(tx, context, std::move(*vacancy), "vacancy.paused");
}

Result<Done, Refusal> resume(sql::Transaction& tx, const Context& context, VacancyId id, int version) {
    auto vacancy = opened(tx, context, id, version, Who::its_desk);
    if (!vacancy) return vacancy.error();
    if (vacancy->state != VacancyState::paused) return Refusal::wrong_state;
    if (!employers::hold_verified(tx, vacancy->employer)) return Refusal::employer_not_verified;
    if (vacancy->valid_until < today_at(tx, context, vacancy->office)) return Refusal::day_over;
    if (!may_be_shown_abroad(tx, *vacancy, today_at(tx, context, vacancy->office))) return Refusal::licence_missing;
    vacancy->state = VacancyState::published;
    vacancy->held_because.clear();
    return save(tx, context, std::move(*vacancy), "vacancy.resumed");
}

Result<Done, Refusal> extend(sql::Transaction& tx, const Context& context, VacancyId id, int version, int days) {
    auto vacancy = opened(tx, context, id, version, Who::its_desk);
    if (!vacancy) return vacancy.error();
    const bool was_expired = vacancy->state == VacancyState::expired;
    if (!is_open(vacancy->state) && !was_expired) return Refusal::wrong_state;
    if (days < 1 || days > days_open_max) return Refusal::too_long;
    const auto today = today_at(tx, context, vacancy->office);
    const auto until = std::max(vacancy->valid_until, today) + days;
    if (until > today + days_open_max) return Refusal::too_long;
    if (was_expired) {
        if (!employers::hold_verified(tx, vacancy->employer)) return Refusal::employer_not_verified;
        if (vacancy->published_at && !may_be_shown_abroad(tx, *vacancy, today)) return Refusal::licence_missing;
        // What nobody has looked at yet is looked at first.
        vacancy->state = vacancy->published_at ? VacancyState::published : VacancyState::submitted;
        if (vacancy->published_at) vacancy->held_because.clear();
        vacancy->closed_at = {};
    }
    vacancy->valid_until = until;
    return save(tx, context, std::move(*vacancy), "vacancy.extended", R"({"until":")" + until.iso() + "\"}");
}

Result<Done, Refusal> fill_heads(sql::Transaction& tx, const Context& context, VacancyId id, int version, int men, int women) {
    return fill(tx, context, id, version, {.men = men, .women = women}, Way::by_tap);
}

Result<Done, Refusal> report_filled(sql::Transaction& tx, const Context& context, VacancyId id, int men, int women) {
    const auto vacancy = store::find(tx, context.platform.vault, id, store::WithContact::no);
    if (!vacancy) return Refusal::no_such_vacancy;
    return fill(tx, context, id, vacancy->version, {.men = men, .women = women}, Way::by_hire);
}

Result<Done, Refusal> cancel_heads(sql::Transaction& tx, const Context& context, VacancyId id, int version, int heads) {
    auto vacancy = opened(tx, context, id, version, Who::its_desk);
    if (!vacancy) return vacancy.error();
    return cancel(tx, context, std::move(*vacancy), heads);
}

Result<Done, Refusal> close(sql::Transaction& tx, const Context& context, VacancyId id, int version) {
    auto vacancy = opened(tx, context, id, version, Who::its_desk);
    if (!vacancy) return vacancy.error();
    // Nobody has read it yet: it is withdrawn.
    if (may_be_edited(vacancy->state)) {
        const int all = vacancy->openings;
        return report_heads(tx, context, std::move(*vacancy), {.cancelled = all}, Way::by_tap);
    }
    const int heads = vacancy->open_heads();
    return cancel(tx, context, std::move(*vacancy), heads);
}

int expire(sql::Transaction& tx, const Context& context, OfficeId office, int most) {
    int count = 0;
    const auto today = today_at(tx, context, office);
    std::map<employers::EmployerId, Ended> ended;
    for (const auto id : store::over(tx, office, today, most)) {
        auto vacancy = store::find(tx, context.platform.vault, id, store::WithContact::yes);
        if (!vacancy || !is_open(vacancy->state)) continue;
        vacancy->state = VacancyState::expired;
        vacancy->closed_at = context.now;
        if (!save(tx, context, *vacancy, "vacancy.expired")) continue;
        ++count;
        auto& of_company = ended[vacancy->employer];
        of_company.office = office;
        ++of_company.count;
        of_company.title = vacancy->title;
    }
    for (const auto& [employer, news] : ended) tell_ended(tx, context, employer, news, today);
    return count;
}

bool has_over(sql::Transaction& tx, const Context& context, OfficeId office) {
    return !store::over(tx, office, today_at(tx, context, office), 1).empty();
}

void follow_employer(sql::Transaction& tx, const Context& context, employers::EmployerId employer) {
    const auto shown = employers::public_employer(tx, employer);
    for (auto vacancy : store::open_of_employer(tx, context.platform.vault, employer)) {
        const auto id = vacancy.id;
        // Saved by its desk since it was read: what they saved follows too.
        while (!follow(tx, context, std::move(vacancy), shown))
            vacancy = store::find(tx, context.platform.vault, id, store::WithContact::yes).value();
    }
    // Its permission may be over since.
    follow_licence(tx, context, employer);
}

}  // namespace vacancies
