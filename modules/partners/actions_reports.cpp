#include "modules/partners/actions_reports.hpp"

#include <algorithm>
#include <set>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/access.hpp"
#include "modules/partners/actions_graduates.hpp"
#include "modules/partners/actions_pupil.hpp"
#include "modules/partners/rules.hpp"
#include "modules/partners/store.hpp"
#include "modules/registration/actions_school.hpp"
#include "platform/audit/audit.hpp"
#include "platform/links/links.hpp"

namespace partners {

namespace {

constexpr std::int64_t day_s = 24 * 60 * 60;
constexpr int link_days = 90;
constexpr int days_between_questions = 30;
constexpr int figure_max = 1'000'000;

Pair& count_in(Pair& pair, std::string_view sex) {
    if (sex == "P")
        ++pair.women;
    else
        ++pair.men;
    return pair;
}

bool is_placed(GraduateOutcome outcome) { return outcome == GraduateOutcome::placed; }
// Off the list without the service's help (ipk: dihapuskan).
bool is_gone(GraduateOutcome outcome) {
    return outcome == GraduateOutcome::working || outcome == GraduateOutcome::self_employed || outcome == GraduateOutcome::studying;
}

bool within_reason(const Figures& figures) {
    for (const auto* balance : {&figures.seekers, &figures.vacancies})
        for (const auto& pair : {balance->opening, balance->added, balance->placed, balance->removed})
            if (pair.men > figure_max || pair.women > figure_max) return false;
    return true;
}

}  // namespace

std::vector<DueMonth> months(sql::Transaction& tx, const Context& context, const School& school, int count) {
    std::vector<DueMonth> due;
    if (!works_for(context, school)) return due;
    auto month = month_before(month_of(today_at(tx, context, school.office)));
    for (int one = 0; one < count; ++one) {
        const auto report = store::find_report(tx, school.id, month);
        due.push_back({month, report ? std::optional(report->submitted_at) : std::nullopt});
        month = month_before(month);
    }
    return due;
}

std::optional<Report> find_report(sql::Transaction& tx, const Context& context, const School& school, const std::string& month) {
    if (!works_for(context, school)) return {};
    return store::find_report(tx, school.id, month);
}

Figures proposed_figures(sql::Transaction& tx, const Context& context, const School& school, const std::string& month) {
    Figures figures;
    if (!works_for(context, school)) return figures;
    const auto office = office::find_office(tx, school.office);
    const auto zone = office ? office->zone : Zone::wib;
    std::map<std::string, MajorLine> majors;
    Pair earlier;
    for (const auto& one :
         store::graduates(tx, context.platform.vault, school.id, GraduateState::sent, store::WithCells::no, rows_in_a_file_max, 0)) {
        if (!one.sent_at) continue;
        const auto sent_in = month_of(one.sent_at->in(zone).date);
        const auto told_in = one.outcome_at ? month_of(one.outcome_at->in(zone).date) : std::string();
        auto& major = majors[one.major];
        major.major = one.major;
        if (sent_in == month) {
            count_in(figures.seekers.added, one.sex);
            count_in(major.registered, one.sex);
        }
        const bool left = one.outcome && (is_placed(*one.outcome) || is_gone(*one.outcome));
        if (sent_in < month && (!left || told_in >= month)) count_in(earlier, one.sex);
        if (!one.outcome || told_in != month) continue;
        if (is_placed(*one.outcome)) {
            count_in(figures.seekers.placed, one.sex);
            count_in(major.placed, one.sex);
        } else if (is_gone(*one.outcome)) {
            count_in(figures.seekers.removed, one.sex);
        }
    }
    // What the last report left; without one, what the register says was still looking.
    const auto before = store::find_report(tx, school.id, month_before(month));
    figures.seekers.opening = before ? before->figures.seekers.closing() : earlier;
    if (before) figures.vacancies.opening = before->figures.vacancies.closing();
    for (auto& [name, line] : majors)
        if (line.registered.sum() > 0 || line.placed.sum() > 0) figures.majors.push_back(std::move(line));
    return figures;
}

Result<Done, Refusal> submit_report(sql::Transaction& tx, const Context& context, const School& school, const Report& typed) {
    if (!works_for(context, school)) return Refusal::no_school_of_yours;
    if (!first_of_month(typed.month) || typed.month >= month_of(today_at(tx, context, school.office))) return Refusal::month_unfit;
    auto report = typed;
    if (!within_reason(report.figures)) return Refusal::field_unfit;
    if (!balances(report.figures)) return Refusal::figures_unbalanced;
    const auto note = text::clean_lines(report.note, 1000);
    if (!note) return Refusal::field_unfit;
    report.note = *note;
    // Majors are the register's to say.
    report.figures.majors = proposed_figures(tx, context, school, report.month).majors;
    report.school = school.id;
    report.submitted_at = context.now;
    store::put_report(tx, school, report, context.actor.audit_name());
    audit::record(
        tx, context,
        {school.office, "school.report_submitted", "partners_school:" + school.id.text(), R"({"month":")" + report.month + "\"}"});
    return Done{};
}

std::vector<Report> reports_of(sql::Transaction& tx, const Context& context, SchoolId id, int limit) {
    const auto school = find_school(tx, context, id);
    if (!school) return {};
    return store::reports(tx, id, limit);
}

Tracer tracer(sql::Transaction& tx, const Context& context, const School& school) {
    Tracer made;
    if (!works_for(context, school) && !keeps_register(context, school.office)) return made;
    std::set<std::int64_t> placed;
    for (const auto& file : registration::files_of_school(tx, school.office, school.id.value))
        if (file.placed) placed.insert(file.id.value);
    for (const auto& one :
         store::graduates(tx, context.platform.vault, school.id, GraduateState::sent, store::WithCells::no, rows_in_a_file_max, 0)) {
        ++made.asked;
        if (one.asked_at) ++made.messages_sent;
        if (one.outcome) {
            ++made.answered;
            ++made.by_outcome[*one.outcome];
        } else if (placed.contains(one.application.value)) {
            ++made.known;
        }
    }
    return made;
}

Result<int, Refusal> ask_graduates(sql::Transaction& tx, const Context& context, const School& school) {
    if (!works_for(context, school)) return Refusal::no_school_of_yours;
    const auto today = today_at(tx, context, school.office);
    if (!may_hand_in(school, today)) return Refusal::licence_over;
    int asked = 0;
    for (const auto& one :
         store::graduates(tx, context.platform.vault, school.id, GraduateState::sent, store::WithCells::yes, rows_in_a_file_max, 0)) {
        if (one.outcome || one.declined_at) continue;
        if (one.asked_at && context.now.seconds - one.asked_at->seconds < days_between_questions * day_s) continue;
        const auto phone = Phone::parse(one.cells[index_of(Column::phone)]);
        const Instant until{context.now.seconds + link_days * day_s};
        messages::queue(
            tx, context,
            {.office = school.office,
             .text = "partners.tracer",
             .about = "graduate:" + one.id.text(),
             .occasion = "asked:" + today.iso(),
             .to = {.name = one.name, .phone = phone ? std::string(phone->reveal()) : "", .email = ""},
             .values = {{"sekolah", school.name},
                        {"tautan", context.platform.public_url + "/kabar/" + links::sign(context, tracer_purpose, one.id.value, until)}},
             .not_before = {},
             .holder = "application:" + one.application.text()});
        store::set_asked(tx, one.id, context.now);
        ++asked;
    }
    audit::record(
        tx, context,
        {school.office, "school.graduates_asked", "partners_school:" + school.id.text(), "{\"asked\":" + std::to_string(asked) + "}"});
    return asked;
}

}  // namespace partners
