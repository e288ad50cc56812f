#include "modules/interviews/gate.hpp"

#include <algorithm>
#include <set>

#include "modules/employers/actions.hpp"
#include "modules/employers/actions_telling.hpp"
#include "modules/interviews/access.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/rules_standby.hpp"
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
        waits = waits || stands_by(one);
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
                                {"menit", std::to_string(notice_minutes(plan.day))},
                                {"tempat", plan.day.place},
                                {"tautan", context.platform.public_url + "/wawancara"}},
                     .not_before = {},
                     .holder = "application:" + file.text()});
}

std::string_view code(Read what) {
    switch (what) {
        case Read::day: return "day";
        case Read::print: return "print";
        case Read::sheet: return "sheet";
    }
    return "";
}

std::string_view text_for(const Guest& guest, std::string_view after) {
    const bool had = !guest.told.empty() && guest.told != standby;
    if (guest.is_missed) return had ? "interviews.missed" : "";
    if (after == standby) return had ? "interviews.put_off" : "interviews.standby";
    if (after.empty()) return had ? "interviews.called_off" : "";
    return had ? "interviews.changed" : "interviews.scheduled";
}

template <class Fits>
Result<Plan, Refusal> held(sql::Transaction& tx, const Context& context, DayId id, Fits fits) {
    auto plan = find_plan(tx, id);
    if (!plan || !arranges_at(context, plan->day.office)) return Refusal::no_such_day;
    if (has_tie(tx, context, plan->companies)) return Refusal::has_interest;
    if (!fits(plan->day)) return Refusal::wrong_state;
    if (!store::hold(tx, plan->day, context.actor.audit_name())) return Refusal::changed_meanwhile;
    ++plan->day.version;
    return std::move(*plan);
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
    return held(tx, context, id, [&](const InterviewDay& day) {
        return day.state != DayState::cancelled && now_at(tx, context, day.office).date <= day.date;
    });
}

Result<Plan, Refusal> to_note_attendance(sql::Transaction& tx, const Context& context, DayId id) {
    return held(tx, context, id, [](const InterviewDay& day) { return day.state == DayState::published && !day.invited; });
}

LocalTime now_at(sql::Transaction& tx, const Context& context, OfficeId id) {
    const auto office = office::find_office(tx, id);
    return context.local(office ? office->zone : Zone::wib);
}

std::string company_name(sql::Transaction& tx, const Context& context, const Company& company) {
    const auto employer = employers::find_employer(tx, context, company.employer);
    return employer ? employer->name : "";
}

bool are_alone(sql::Transaction& tx, const Plan& plan, const std::vector<Appointment>& meetings) {
    std::vector<const Appointment*> placed;
    std::set<registration::ApplicationId> files;
    for (std::size_t at = 0; at < meetings.size(); ++at)
        if (meetings[at].slot >= 0 && meetings[at].slot != plan.meetings[at].slot) {
            placed.push_back(&meetings[at]);
            files.insert(meetings[at].file);
        }
    store::hold_people(tx, {files.begin(), files.end()});
    const auto elsewhere = store::elsewhere(tx, plan.day);
    return std::ranges::none_of(placed, [&](const Appointment* one) { return is_elsewhere(plan.day, one->slot, one->file, elsewhere); });
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
        const auto text = text_for(guest, told);
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

void note_reading(const Context& context, const office::Office& office, const InterviewDay& day, Read what, int people) {
    if (people == 0) return;
    const store::Reading reading{.day = day.id,
                                 .office = day.office,
                                 .reader = context.actor.audit_name(),
                                 .what = code(what),
                                 .on = context.local(office.zone).date,
                                 .people = people};
    if (context.platform.database.read([&](sql::Transaction& tx) { return store::is_known(tx, reading); })) return;
    context.platform.database.write([&](sql::Transaction& tx) {
        if (!store::keep_reading(tx, reading)) return;
        note(tx, context, day, "interviews.names_read",
             R"({"what":")" + std::string(reading.what) + R"(","people":)" + std::to_string(people) + "}");
    });
}

}  // namespace interviews
