#include "modules/employers/actions_compliance.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/employers/access.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/store.hpp"
#include "modules/employers/store_warning.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"

namespace employers {

Compliance compliance_of(sql::Transaction& tx, const Context& context, const Employer& employer) {
    Compliance all;
    const auto office = office::find_office(tx, employer.office);
    if (!office || (!keeps_register(context, employer.office) && !works_for(context, employer))) return all;
    const auto today = context.local(office->zone).date;
    const auto rule = [&](std::string_view name) { return office::parameter(tx, employer.office, name, today); };
    all.reported = store::reported(tx, employer.id);
    all.vacancy_basis = rule("duty_vacancy_basis").value;
    all.filled_basis = rule("duty_filled_basis").value;
    const auto disability = rule(is_public_body(employer.ownership) ? "disability_percent_public" : "disability_percent_private");
    const auto rounding = rule("disability_rounding").value == "down" ? Rounding::down : Rounding::up;
    all.disability = {employer.workers, employer.workers_disabled, disability.number(), rounding};
    all.disability_basis = disability.legal_basis;
    // What a district aims at for its own people is no "at least" of a law: whole people only.
    all.local = {employer.workers, employer.workers_local, 0, Rounding::down};
    if (rule("local_rule").is_on()) {
        const auto local = rule("local_share_percent");
        all.local.percent = local.number();
        all.local_basis = local.legal_basis;
    }
    all.report_days = rule("vacancy_report_days").number();
    return all;
}

std::vector<Signal> signals(sql::Transaction& tx, const Context& context, OfficeId office_id) {
    const auto office = office::find_office(tx, office_id);
    if (!office || !keeps_register(context, office_id)) return {};
    auto all = store::noted_signals(tx, office_id);
    for (auto& more : {store::visit_signals(tx, office_id, office->zone), store::ended_signals(tx, office_id, office->zone)})
        all.insert(all.end(), more.begin(), more.end());
    std::ranges::stable_sort(all, {}, &Signal::seen_on);
    return all;
}

Result<Done, WarningRefusal> note_signal(sql::Transaction& tx, const Context& context, const Signal& seen) {
    const auto employer = find_employer(tx, context, seen.employer);
    if (!employer || !keeps_register(context, employer->office)) return WarningRefusal::no_such_warning;
    if (has_tie(tx, context, employer->id)) return WarningRefusal::has_tie;
    const auto source = text::clean_line(seen.source, 300);
    if (!source) return WarningRefusal::text_unfit;
    if (source->empty()) return WarningRefusal::source_missing;
    auto signal = seen;
    signal.id = {ids::next()};
    signal.source = *source;
    store::add_signal(tx, employer->office, signal, context.actor.audit_name(), context.now);
    audit::record(tx, context,
                  {employer->office, "employer.signal_noted", "employers_employer:" + employer->id.text(),
                   R"({"signal":")" + signal.id.text() + "\"}"});
    return Done{};
}

Result<Done, WarningRefusal> settle_signal(sql::Transaction& tx, const Context& context, SignalId id, std::string_view typed) {
    if (!keeps_register(context, context.actor.office)) return WarningRefusal::no_such_warning;
    const auto note = text::clean_line(typed, 300);
    if (!note) return WarningRefusal::text_unfit;
    if (note->empty()) return WarningRefusal::source_missing;
    const auto employer = store::employer_of_signal(tx, context.actor.office, id);
    if (employer && has_tie(tx, context, *employer)) return WarningRefusal::has_tie;
    if (!store::settle_signal(tx, context.actor.office, id, *note, context.actor.audit_name(), context.now))
        return WarningRefusal::wrong_state;
    audit::record(tx, context, {context.actor.office, "employer.signal_settled", "employers_signal:" + id.text(), ""});
    return Done{};
}

}  // namespace employers
