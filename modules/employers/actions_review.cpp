#include "modules/employers/actions_review.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/employers/access.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/actions_telling.hpp"
#include "modules/employers/rules.hpp"
#include "modules/employers/store.hpp"
#include "modules/identity/actions_staff.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"

namespace employers {

namespace {

constexpr std::size_t reason_max = 300;

std::string subject(EmployerId id) { return "employers_employer:" + id.text(); }

// Not theirs and not there look the same.
Result<Employer, Refusal> read(sql::Transaction& tx, const Context& context, EmployerId id, int version) {
    auto employer = store::find_employer(tx, context.platform.vault, id);
    if (!employer || !keeps_register(context, employer->office)) return Refusal::no_such_employer;
    if (has_tie(tx, context, id)) return Refusal::has_tie;
    if (employer->version != version) return Refusal::changed_meanwhile;
    return std::move(*employer);
}

Refusal refusal_of(store::Kept kept) {
    switch (kept) {
        case store::Kept::nib_known: return Refusal::nib_known;
        case store::Kept::account_taken: return Refusal::account_taken;
        case store::Kept::yes:
        case store::Kept::request_known:
        case store::Kept::changed_meanwhile: break;
    }
    return Refusal::changed_meanwhile;
}

struct Step {
    std::string_view verb;   // of the journal
    std::string_view event;  // "" = nobody else needs to know
};

Result<Done, Refusal> put_state(sql::Transaction& tx, const Context& context, const Employer& employer, const Step& step) {
    const auto kept = store::set_state(tx, context.platform.vault, employer, context.actor.audit_name());
    if (kept != store::Kept::yes) return refusal_of(kept);
    audit::record(tx, context,
                  {employer.office, step.verb, subject(employer.id), R"({"state":")" + std::string(code(employer.state)) + "\"}"});
    if (!step.event.empty()) events::publish(tx, context, {step.event, employer.office, employer.id.value});
    return Done{};
}

std::optional<std::string> line(std::string_view typed, std::size_t most) {
    auto clean = text::clean_line(typed, most);
    if (clean && clean->empty()) clean.reset();
    return clean;
}

}  // namespace

std::vector<Employer> lookalikes(sql::Transaction& tx, const Context& context, const Employer& employer) {
    std::vector<Employer> found;
    if (!keeps_register(context, employer.office)) return found;
    const Likeness wanted{firm_key(employer.name), employer.nib};
    for (const auto& one : store::names(tx, employer.office)) {
        if (one.id == employer.id || !looks_alike({one.key, one.nib}, wanted)) continue;
        if (auto other = store::find_employer(tx, context.platform.vault, one.id)) found.push_back(std::move(*other));
    }
    return found;
}

std::vector<Employer> branches_of(sql::Transaction& tx, const Context& context, EmployerId head_office) {
    const auto head = find_employer(tx, context, head_office);
    if (!head) return {};
    return store::branches(tx, context.platform.vault, head_office);
}

Result<Done, Refusal> verify_employer(sql::Transaction& tx, const Context& context, EmployerId id, int version, const CallBack& call) {
    auto employer = read(tx, context, id, version);
    if (!employer) return employer.error();
    if (employer->state != EmployerState::submitted) return Refusal::wrong_state;
    const auto whom = line(call.whom, 100);
    const auto reached = line(call.reached, 120);
    if (!whom || !reached) return Refusal::call_back_missing;
    employer->state = EmployerState::verified;
    employer->verified_by_call = *whom + ", " + *reached;
    employer->verified_at = context.now;
    employer->refusal_reason.clear();
    const auto done = put_state(tx, context, *employer, {"employer.verified", "employers.verified"});
    if (done) tell_company(tx, context, *employer, {.text = "employers.verified", .occasion = std::to_string(version)});
    return done;
}

Result<Done, Refusal> refuse_employer(sql::Transaction& tx, const Context& context, EmployerId id, int version, std::string_view reason) {
    auto employer = read(tx, context, id, version);
    if (!employer) return employer.error();
    if (employer->state != EmployerState::submitted) return Refusal::wrong_state;
    const auto why = line(reason, reason_max);
    if (!why) return Refusal::reason_missing;
    employer->state = EmployerState::refused;
    employer->refusal_reason = *why;
    const auto done = put_state(tx, context, *employer, {"employer.refused", ""});
    // Without the reason: whoever typed another firm's name would learn from it what the office knows.
    if (done) tell_company(tx, context, *employer, {.text = "employers.refused", .occasion = std::to_string(version)});
    return done;
}

Result<Done, Refusal> suspend_employer(sql::Transaction& tx, const Context& context, EmployerId id, int version, std::string_view reason) {
    auto employer = read(tx, context, id, version);
    if (!employer) return employer.error();
    if (employer->state != EmployerState::verified) return Refusal::wrong_state;
    const auto why = line(reason, reason_max);
    if (!why) return Refusal::reason_missing;
    employer->state = EmployerState::suspended;
    employer->refusal_reason = *why;
    const auto done = put_state(tx, context, *employer, {"employer.suspended", "employers.suspended"});
    if (done)
        tell_company(tx, context, *employer,
                     {.text = "employers.suspended", .occasion = std::to_string(version), .values = {{"alasan", *why}}});
    return done;
}

Result<Done, Refusal> resume_employer(sql::Transaction& tx, const Context& context, EmployerId id, int version) {
    auto employer = read(tx, context, id, version);
    if (!employer) return employer.error();
    if (employer->state != EmployerState::suspended) return Refusal::wrong_state;
    employer->state = EmployerState::verified;
    employer->refusal_reason.clear();
    return put_state(tx, context, *employer, {"employer.resumed", "employers.resumed"});
}

Result<Done, Refusal> answer_change(sql::Transaction& tx, const Context& context, EmployerId id, int version, Answer answer) {
    auto employer = read(tx, context, id, version);
    if (!employer) return employer.error();
    const auto change = store::find_change(tx, id);
    if (!change) return Refusal::wrong_state;
    if (!store::end_change(tx, id, *change)) return Refusal::changed_meanwhile;
    if (answer == Answer::accept) {
        employer->name = change->name;
        employer->nib = change->nib;
        const auto kept = store::change_employer(tx, context.platform.vault, *employer, context.actor.audit_name());
        if (kept != store::Kept::yes) return refusal_of(kept);
    }
    audit::record(tx, context,
                  {employer->office, answer == Answer::accept ? "employer.name_accepted" : "employer.name_declined", subject(id), ""});
    if (answer == Answer::accept) events::publish(tx, context, {"employers.renamed", employer->office, id.value});
    return Done{};
}

Result<identity::Invited, Refusal> invite_company(sql::Transaction& tx, const Context& context, EmployerId id, int version,
                                                  std::string_view user_name) {
    auto employer = read(tx, context, id, version);
    if (!employer) return employer.error();
    if (employer->state != EmployerState::verified) return Refusal::wrong_state;
    if (employer->account) return Refusal::account_taken;
    const auto office = office::find_office(tx, employer->office);
    const auto shown = text::length(employer->name) > 80 ? std::string("Perusahaan") : employer->name;
    const auto invited = identity::invite(tx, context,
                                          {.office = employer->office,
                                           .user_name = std::string(user_name),
                                           .display_name = shown,
                                           .roles = {identity::Role::employer},
                                           .zone = office ? office->zone : Zone::wib});
    if (!invited) return invited.error() == identity::Refusal::user_name_taken ? Refusal::user_name_taken : Refusal::user_name_unfit;
    employer->account = invited->account;
    const auto kept = store::set_account(tx, *employer, context.actor.audit_name());
    if (kept != store::Kept::yes) return refusal_of(kept);
    audit::record(tx, context, {employer->office, "employer.invited", subject(id), R"({"account":")" + invited->account.text() + "\"}"});
    return *invited;
}

Result<identity::Invited, Refusal> renew_invitation(sql::Transaction& tx, const Context& context, EmployerId id, int version) {
    const auto employer = read(tx, context, id, version);
    if (!employer) return employer.error();
    const auto account = identity::find_account(tx, employer->account);
    if (!account || account->state != identity::AccountState::invited || employer->state != EmployerState::verified)
        return Refusal::wrong_state;
    const auto link = identity::renew_link(tx, context, account->id);
    if (!link) return Refusal::wrong_state;
    return identity::Invited{account->id, *link};
}

Listed list_employers(sql::Transaction& tx, const Context& context, OfficeId office, const Filter& filter) {
    Listed listed;
    if (!keeps_register(context, office)) return listed;
    const auto changes = store::waiting_changes(tx, office);
    const auto waits_for_name = [&](EmployerId id) { return std::ranges::find(changes, id) != changes.end(); };
    const auto all = store::names(tx, office);
    for (const auto& one : all) {
        const bool waits = one.state == EmployerState::submitted || waits_for_name(one.id);
        listed.waiting += waits ? 1 : 0;
        if (filter.only_waiting && !waits) continue;
        if (filter.state && one.state != *filter.state) continue;
        if (!fits_search(one.name, one.nib, filter.words)) continue;
        ++listed.found;
        if (listed.found <= filter.from || listed.lines.size() == filter.limit) continue;
        auto employer = store::find_employer(tx, context.platform.vault, one.id);
        if (!employer) continue;
        Listed::Line line{std::move(*employer), waits_for_name(one.id), 0};
        if (one.state == EmployerState::submitted)
            line.lookalikes = static_cast<int>(std::ranges::count_if(all, [&](const store::Named& other) {
                return other.id != one.id && looks_alike({other.key, other.nib}, {one.key, one.nib});
            }));
        listed.lines.push_back(std::move(line));
    }
    return listed;
}

Result<EmployerId, Refusal> record_visit(sql::Transaction& tx, const Context& context, const Employer& employer, const Visit& typed) {
    auto visit = typed;
    visit.employer = employer.id;
    if (!visit.employer) {
        const auto saved = save_employer(tx, context, employer);
        if (!saved) return saved;
        visit.employer = *saved;
    }
    const auto known = find_employer(tx, context, visit.employer);
    if (!known || !keeps_register(context, known->office)) return Refusal::no_such_employer;
    if (has_tie(tx, context, known->id)) return Refusal::has_tie;
    const auto met = text::clean_line(visit.met, 100);
    const auto note = text::clean_lines(visit.note, 2000);
    if (!met || !note || visit.heads_needed < 0 || visit.heads_needed > 100'000) return Refusal::field_unfit;
    if (met->empty() && note->empty()) return Refusal::field_missing;
    const auto office = office::find_office(tx, known->office);
    if (!office || visit.on > context.local(office->zone).date || (visit.next_on && *visit.next_on <= visit.on))
        return Refusal::field_unfit;
    visit.id = {ids::next()};
    visit.met = *met;
    visit.note = *note;
    visit.made_at = context.now;
    store::add_visit(tx, context.platform.vault, known->office, visit, context.actor.audit_name());
    audit::record(tx, context,
                  {known->office, "employer.visited", subject(known->id),
                   R"({"visit":")" + visit.id.text() + R"(","heads_needed":)" + std::to_string(visit.heads_needed) + "}"});
    return known->id;
}

std::vector<Visit> visits_of(sql::Transaction& tx, const Context& context, const Employer& employer) {
    if (!keeps_register(context, employer.office)) return {};
    return store::visits(tx, context.platform.vault, employer.id);
}

std::vector<DueVisit> due_visits(sql::Transaction& tx, const Context& context, OfficeId office, Date until) {
    std::vector<DueVisit> due;
    if (!keeps_register(context, office)) return due;
    for (auto& one : store::due_visits(tx, office, until)) due.push_back({one.employer, std::move(one.name), one.on});
    return due;
}

}  // namespace employers
