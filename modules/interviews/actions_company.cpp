#include "modules/interviews/actions_company.hpp"

#include <algorithm>
#include <utility>

#include "modules/employers/actions.hpp"
#include "modules/interviews/gate.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/store.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_company.hpp"
#include "modules/placement/actions_introduced.hpp"

namespace interviews {
namespace {

constexpr int last_rank = 5;
constexpr int not_ranked = 9;

bool is_shown(const Plan& plan, const Appointment& one) {
    if (plan.day.state == DayState::published) return one.state == MeetingState::placed;
    return one.state == MeetingState::waiting || one.state == MeetingState::placed;
}

}  // namespace

std::optional<CompanyDay> sheet_of(sql::Transaction& tx, const Context& context, CompanyId id, const Plan& plan) {
    const auto company = std::ranges::find(plan.companies, id, &Company::id);
    const auto office = office::find_office(tx, plan.day.office);
    if (company == plan.companies.end() || !office) return {};
    CompanyDay made{.office = *office, .day = plan.day, .company = *company, .name = company_name(tx, context, *company), .meetings = {}};
    for (const auto& one : plan.meetings) {
        if (one.company != id || !is_shown(plan, one)) continue;
        int rank = not_ranked;
        for (const auto& said : plan.ranks)
            if (said.company == id && said.file == one.file) rank = said.place;
        made.meetings.push_back({one, placement::name_of_introduced(tx, context, one.candidacy).value_or(""), rank});
    }
    std::ranges::stable_sort(made.meetings, {}, [&](const CompanyMeeting& one) {
        return plan.day.state == DayState::published ? std::pair(one.meeting.slot, one.meeting.line)
                                                     : std::pair(one.rank == 0 ? not_ranked + 1 : one.rank, 0);
    });
    return made;
}

std::vector<CompanyDay> company_days(sql::Transaction& tx, const Context& context) {
    std::vector<CompanyDay> all;
    const auto own = placement::company_of(tx, context);
    if (!own) return all;
    for (const auto id : store::days_with(tx, own->id, now_at(tx, context, own->office).date)) {
        const auto plan = find_plan(tx, id);
        const auto company = std::ranges::find(plan->companies, own->id, &Company::employer);
        if (auto sheet = sheet_of(tx, context, company->id, *plan)) all.push_back(std::move(*sheet));
    }
    return all;
}

std::vector<CompanyDay> read_company_days(const Context& context) {
    auto all = context.platform.database.read([&](sql::Transaction& tx) { return company_days(tx, context); });
    for (const auto& one : all) {
        const auto names = one.meetings.size() - static_cast<std::size_t>(std::ranges::count(one.meetings, "", &CompanyMeeting::name));
        note_reading(context, one.office, one.day, Read::sheet, static_cast<int>(names));
    }
    return all;
}

Result<Done, Refusal> rank(sql::Transaction& tx, const Context& context, CompanyId id, const std::vector<Wish>& ranks) {
    for (const auto& day : company_days(tx, context)) {
        if (day.company.id != id) continue;
        if (day.day.state != DayState::draft || day.day.mode != Mode::mutual) return Refusal::wrong_state;
        for (const auto& one : ranks)
            if (one.company != id || one.place < 0 || one.place > last_rank ||
                std::ranges::none_of(day.meetings, [&](const CompanyMeeting& meeting) { return meeting.meeting.file == one.file; }))
                return Refusal::wishes_unfit;
        if (!store::hold(tx, day.day, context.actor.audit_name())) return Refusal::changed_meanwhile;
        store::set_ranks(tx, id, ranks);
        note(tx, context, day.day, "interviews.ranked", R"({"company":")" + id.text() + "\"}");
        return Done{};
    }
    return Refusal::no_such_day;
}

}  // namespace interviews
