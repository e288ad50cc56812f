#include "modules/partners/actions_due.hpp"

#include <algorithm>

#include "base/phone.hpp"
#include "modules/messages/actions.hpp"
#include "modules/partners/access.hpp"
#include "modules/partners/rules.hpp"
#include "modules/partners/store.hpp"
#include "modules/registration/actions_life.hpp"
#include "platform/audit/audit.hpp"
#include "platform/i18n/language.hpp"

namespace partners {

namespace {

void tell(sql::Transaction& tx, const Context& context, const School& school, const DueGraduate& one, Date today) {
    const auto opened = store::find_graduate(tx, context.platform.vault, one.graduate.id);
    const auto phone = opened ? Phone::parse(opened->cells[index_of(Column::phone)]) : std::nullopt;
    messages::queue(tx, context,
                    {.office = school.office,
                     .text = "partners.reported",
                     .about = "card:" + one.report.card.id.text(),
                     .occasion = "reported:" + today.iso(),
                     .to = {.name = one.graduate.name, .phone = phone ? std::string(phone->reveal()) : "", .email = ""},
                     .values = {{"sekolah", school.name},
                                {"sampai", long_date(Language::indonesian, one.report.card.valid_until)},
                                {"tautan", registration::report_link(context, one.report.card)}},
                     .not_before = {},
                     .holder = "application:" + one.graduate.application.text()});
}

}  // namespace

std::vector<DueGraduate> due_reports(sql::Transaction& tx, const Context& context, const School& school) {
    std::vector<DueGraduate> due;
    if (!works_for(context, school)) return due;
    for (auto& one : registration::reports_due_of_school(tx, context, school.office, school.id.value)) {
        auto graduate = store::find_by_application(tx, one.application);
        if (!graduate || graduate->school != school.id || graduate->state != GraduateState::sent || graduate->declined_at) continue;
        due.push_back({std::move(*graduate), std::move(one)});
    }
    return due;
}

Result<ReportedFor, Refusal> report_for(sql::Transaction& tx, const Context& context, const School& school,
                                        const std::vector<GraduateId>& chosen) {
    if (!works_for(context, school)) return Refusal::no_school_of_yours;
    const auto today = today_at(tx, context, school.office);
    if (!may_hand_in(school, today)) return Refusal::licence_over;
    const auto due = due_reports(tx, context, school);
    ReportedFor done;
    for (const auto id : chosen) {
        const auto graduate = store::find_graduate(tx, context.platform.vault, id);
        if (!graduate || graduate->school != school.id || graduate->state != GraduateState::sent) return Refusal::no_such_graduate;
        const auto found = std::ranges::find(due, id, [](const DueGraduate& one) { return one.graduate.id; });
        const bool reported = found != due.end() && registration::report_by_school(tx, context, found->report.card.id, {});
        ++(reported ? done.reported : done.not_due);
        if (reported) tell(tx, context, school, *found, today);
    }
    audit::record(tx, context,
                  {school.office, "school.reported_for_graduates", "partners_school:" + school.id.text(),
                   "{\"reported\":" + std::to_string(done.reported) + "}"});
    return done;
}

}  // namespace partners
