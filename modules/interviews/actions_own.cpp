#include "modules/interviews/actions_own.hpp"

#include <algorithm>
#include <set>

#include "modules/interviews/access.hpp"
#include "modules/interviews/gate.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/store.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions.hpp"

namespace interviews {
namespace {

registration::ApplicationId own_file(const Context& context) {
    const registration::ApplicationId file{context.actor.applicant};
    return is_holder(context, file) ? file : registration::ApplicationId{};
}

bool is_shown(const Appointment& one) { return one.state != MeetingState::over && one.state != MeetingState::removed; }

}  // namespace

std::vector<OwnDay> own_days(sql::Transaction& tx, const Context& context) {
    std::vector<OwnDay> all;
    const auto file = own_file(context);
    if (!file) return all;
    const auto yesterday = context.local(Zone::wib).date - 1;  // each day is compared by its own office's clock below
    for (const auto id : store::days_with(tx, file, yesterday)) {
        const auto plan = find_plan(tx, id);
        const auto office = plan ? office::find_office(tx, plan->day.office) : std::nullopt;
        if (!office || plan->day.date < context.local(office->zone).date) continue;
        OwnDay own{.office = *office, .day = plan->day, .meetings = {}};
        for (const auto& one : plan->meetings) {
            if (one.file != file || !is_shown(one)) continue;
            const auto own_one = placement::own_candidacy(tx, context, one.candidacy);
            if (own_one) own.meetings.push_back({one, own_one->vacancy.employer_name, own_one->vacancy.title});
        }
        const auto turn = [&](const OwnMeeting& one) {
            if (plan->day.state == DayState::published) return one.meeting.slot < 0 ? 1000 : one.meeting.slot;
            for (const auto& wish : plan->wishes)
                if (wish.file == file && wish.company == one.meeting.company) return wish.place;
            return 1000;
        };
        std::ranges::stable_sort(own.meetings, {}, turn);
        if (!own.meetings.empty()) all.push_back(std::move(own));
    }
    return all;
}

Result<Done, Refusal> say_cannot_come(sql::Transaction& tx, const Context& context, MeetingId id) {
    const auto found = store::find_meeting(tx, id);
    const auto file = own_file(context);
    if (!found || !file || found->file != file) return Refusal::no_such_meeting;
    auto plan = find_plan(tx, found->day);
    if (!plan || plan->day.state != DayState::published) return Refusal::no_such_meeting;
    const auto now = now_at(tx, context, plan->day.office);
    const bool is_over =
        now.date > plan->day.date || (now.date == plan->day.date && found->slot >= 0 && now.time >= begins(plan->day, found->slot));
    if (is_over || (found->state != MeetingState::placed && found->state != MeetingState::waiting)) return Refusal::wrong_state;
    if (!store::hold(tx, plan->day, context.actor.audit_name())) return Refusal::changed_meanwhile;
    ++plan->day.version;
    auto meetings = plan->meetings;
    auto& one = *std::ranges::find(meetings, id, &Appointment::id);
    one.state = MeetingState::cannot_come;
    one.slot = one.line = -1;
    one.why.clear();
    keep_meetings(tx, context, *plan, meetings, file);
    note(tx, context, plan->day, id, "interviews.cannot_come");
    return Done{};
}

Result<Done, Refusal> wish(sql::Transaction& tx, const Context& context, DayId id, const std::vector<CompanyId>& order) {
    const auto file = own_file(context);
    auto plan = find_plan(tx, id);
    if (!file || !plan || std::ranges::find(plan->guests, file, &Guest::file) == plan->guests.end()) return Refusal::no_such_day;
    if (plan->day.state != DayState::draft || plan->day.mode != Mode::mutual) return Refusal::wrong_state;
    std::set<CompanyId> own;
    for (const auto& one : plan->meetings)
        if (one.file == file && is_shown(one)) own.insert(one.company);
    const std::set<CompanyId> named(order.begin(), order.end());
    if (named.size() != order.size() || named != own) return Refusal::wishes_unfit;
    if (!store::hold(tx, plan->day, context.actor.audit_name())) return Refusal::changed_meanwhile;
    std::vector<Wish> wishes;
    for (const auto company : order) wishes.push_back({file, company, static_cast<int>(wishes.size()) + 1});
    store::set_wishes(tx, id, file, wishes);
    note(tx, context, plan->day, "interviews.wished");
    return Done{};
}

}  // namespace interviews
