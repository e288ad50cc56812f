#include "modules/interviews/gate.hpp"

#include <algorithm>

#include "modules/employers/actions.hpp"
#include "modules/employers/actions_telling.hpp"
#include "modules/interviews/access.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/store.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/registration/actions_reach.hpp"
#include "platform/audit/audit.hpp"
#include "platform/i18n/language.hpp"

namespace interviews {
namespace {

constexpr std::string_view standby = "-";

// "3@812;5@813": what a person was told of their own day.
std::string told_of(const Plan& plan, registration::ApplicationId file) {
    std::vector<const Appointment*> own;
    bool waits = false;
    for (const auto& one : plan.meetings) {
        if (one.file != file) continue;
        if (one.state == MeetingState::placed) own.push_back(&one);
        waits = waits || one.state == MeetingState::waiting;
    }
    std::ranges::sort(own, {}, &Appointment::slot);
    std::string words;
    for (const auto* one : own) words += std::to_string(one->slot) + "@" + one->company.text() + ";";
    return words.empty() && waits ? std::string(standby) : words;
}

int first_slot(const Plan& plan, registration::ApplicationId file) {
    int first = slots_of(plan.day);
    for (const auto& one : plan.meetings)
        if (one.file == file && one.state == MeetingState::placed) first = std::min(first, one.slot);
    return first;
}

void tell_guest(sql::Transaction& tx, const Context& context, const Plan& plan, registration::ApplicationId file, std::string_view text,
                std::string occasion) {
    const auto reach = registration::find_reach(tx, context, file);
    if (!reach) return;
    messages::queue(tx, context,
                    {.office = plan.day.office,
                     .text = text,
                     .about = "interviews_day:" + plan.day.id.text() + ":" + file.text(),
                     .occasion = std::move(occasion),
                     .to = {.name = reach->name, .phone = reach->phone, .email = "", .language = Language::indonesian},
                     .values = {{"tanggal", long_date(Language::indonesian, plan.day.date)},
                                {"pukul", clock(begins(plan.day, first_slot(plan, file)))},
                                {"tempat", plan.day.place},
                                {"tautan", context.platform.public_url + "/wawancara"}},
                     .not_before = {},
                     .holder = "application:" + file.text()});
}

std::string_view text_for(std::string_view before, std::string_view after) {
    const bool had = !before.empty() && before != standby;
    if (after == standby) return had ? "interviews.put_off" : "interviews.standby";
    if (after.empty()) return had ? "interviews.called_off" : "";
    return had ? "interviews.changed" : "interviews.scheduled";
}

}  // namespace

std::optional<Plan> find_plan(sql::Transaction& tx, DayId id) {
    auto day = store::find_day(tx, id);
    if (!day) return {};
    Plan plan{.day = std::move(*day),
              .companies = store::companies(tx, id),
              .guests = store::guests(tx, id),
              .meetings = store::meetings(tx, id),
              .wishes = store::wishes(tx, id),
              .ranks = store::ranks(tx, id),
              .elsewhere = {}};
    plan.elsewhere = store::elsewhere(tx, plan.day);
    return plan;
}

bool has_tie(sql::Transaction& tx, const Context& context, const std::vector<Company>& companies) {
    return context.actor.account &&
           std::ranges::any_of(companies, [&](const Company& one) { return placement::has_interest(tx, context, one.employer); });
}

Result<Plan, Refusal> to_arrange(sql::Transaction& tx, const Context& context, DayId id) {
    auto plan = find_plan(tx, id);
    if (!plan || !arranges_at(context, plan->day.office)) return Refusal::no_such_day;
    if (has_tie(tx, context, plan->companies)) return Refusal::has_interest;
    if (plan->day.state == DayState::cancelled || now_at(tx, context, plan->day.office).date > plan->day.date) return Refusal::wrong_state;
    if (!store::hold(tx, plan->day, context.actor.audit_name())) return Refusal::changed_meanwhile;
    ++plan->day.version;
    return std::move(*plan);
}

LocalTime now_at(sql::Transaction& tx, const Context& context, OfficeId id) {
    const auto office = office::find_office(tx, id);
    return context.local(office ? office->zone : Zone::wib);
}

std::string company_name(sql::Transaction& tx, const Context& context, const Company& company) {
    const auto employer = employers::find_employer(tx, context, company.employer);
    return employer ? employer->name : "";
}

void keep_meetings(sql::Transaction& tx, const Context& context, const Plan& plan, const std::vector<Appointment>& meetings,
                   registration::ApplicationId said_it) {
    store::keep(tx, plan.meetings, meetings);
    auto now = plan;
    now.meetings = meetings;
    if (plan.day.state == DayState::published) tell_guests(tx, context, now, said_it);
    tx.announce("interviews:" + plan.day.id.text());
}

void tell_guests(sql::Transaction& tx, const Context& context, const Plan& plan, registration::ApplicationId said_it) {
    for (const auto& guest : plan.guests) {
        const auto told = told_of(plan, guest.file);
        if (told == guest.told) continue;
        store::set_told(tx, plan.day.id, guest.file, told);
        const auto text = text_for(guest.told, told);
        if (guest.file == said_it || text.empty()) continue;
        tell_guest(tx, context, plan, guest.file, text, std::to_string(plan.day.version));
    }
}

void ask_for_wishes(sql::Transaction& tx, const Context& context, const Plan& plan) {
    if (plan.day.mode != Mode::mutual || plan.day.state != DayState::draft) return;
    for (const auto& guest : plan.guests) tell_guest(tx, context, plan, guest.file, "interviews.choose", "choose");
    tell_companies(tx, context, plan, "interviews.company_chooses");
}

void tell_companies(sql::Transaction& tx, const Context& context, const Plan& plan, std::string_view text) {
    for (const auto& company : plan.companies)
        employers::tell_desk(tx, context, company.employer,
                             {.text = text,
                              .occasion = "once",
                              .values = {{"tanggal", long_date(Language::indonesian, plan.day.date)},
                                         {"pukul", clock(company.from)},
                                         {"tempat", plan.day.place}},
                              .about = "interviews_company:" + company.id.text(),
                              .path = "/perusahaan/wawancara"});
}

void note(sql::Transaction& tx, const Context& context, const InterviewDay& day, std::string_view verb, std::string_view details) {
    audit::record(tx, context, {day.office, verb, "interviews_day:" + day.id.text(), std::string(details)});
}

void note(sql::Transaction& tx, const Context& context, const InterviewDay& day, MeetingId meeting, std::string_view verb) {
    audit::record(tx, context, {day.office, verb, "interviews_meeting:" + meeting.text(), R"({"day":")" + day.id.text() + "\"}"});
}

}  // namespace interviews
