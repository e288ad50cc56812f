#include "modules/registration/actions_life.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/store_contact.hpp"
#include "modules/registration/store_life.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"
#include "platform/i18n/language.hpp"
#include "platform/links/links.hpp"

namespace registration {
namespace {

constexpr std::string_view link_purpose = "registration.report";

int number_of(sql::Transaction& tx, OfficeId office, std::string_view name, Date on) {
    return office::parameter(tx, office, name, on).number();
}

// The rows as they were printed: with the interval in force when the card was made.
std::vector<Date> rows_of(sql::Transaction& tx, const Card& card) {
    return report_days(card.issued_on, card.valid_until, number_of(tx, card.office, "report_interval_months", card.issued_on));
}

int grace_of(sql::Transaction& tx, OfficeId office, Date today) { return number_of(tx, office, "report_grace_days", today); }

bool late_report_restores(sql::Transaction& tx, OfficeId office, Date today) {
    return office::parameter(tx, office, "late_report_restores", today).is_on();
}

// Why a card that is no longer active may be brought back by its holder's own word.
bool may_come_back(sql::Transaction& tx, const Card& card, Date today) {
    if (card.state != CardState::inactive || !card.handed_over_at || today > card.valid_until) return false;
    if (card.inactive_reason == "lapsed") return late_report_restores(tx, card.office, today);
    return is_self_reported_end(card.inactive_reason);
}

void restore(sql::Transaction& tx, const Context& context, const store::CardRow& row, Date today) {
    store::set_inactive(tx, row.card.id, CardState::handed_over, "", context.now);
    if (!row.card.seeker) return;
    store::set_on_register(tx, row.card.id, true);
    const auto application = store::find_application(tx, context.platform.vault, row.card.application);
    write_ledger(tx, context, row.card, application ? &*application : nullptr, "reinstated", "reported", today);
}

bool is_known(const std::vector<store::ReportRow>& reports, const Report& report, ReportChannel channel, Date day) {
    return std::ranges::any_of(reports, [&](const store::ReportRow& one) {
        return one.status == report.status && one.channel == channel && one.reported_on == day;
    });
}

// One report of one card, whoever brings it; `row` has its turn taken.
Result<Reported, Refusal> keep(sql::Transaction& tx, const Context& context, const store::CardRow& row, const Report& report,
                               ReportChannel channel) {
    const auto& card = row.card;
    const auto today = today_at(tx, context, card.office);
    const auto day = report.on.value_or(today);
    if (day > today || day < card.issued_on || (report.since && *report.since > today)) return Refusal::field_unfit;
    const auto employer = text::clean_line(report.employer, 120);
    if (!employer) return Refusal::field_unfit;

    const auto rows = rows_of(tx, card);
    const auto life = store::life_of(tx, card.id);
    Reported done{.is_new = false, .is_late = false, .restored = false, .next_due = life.report_due};
    // A second tap, or the same paper twice: told again, written once.
    const auto reports = store::reports_of(tx, context.platform.vault, card.id);
    const bool stays = report.status == ReportStatus::looking;
    const bool is_so_already = stays ? card.state == CardState::handed_over : card.inactive_reason == removal_reason_of(report.status);
    if (is_so_already && is_known(reports, report, channel, day)) return done;

    if (card.state != CardState::handed_over) {
        if (card.state == CardState::inactive && card.inactive_reason == "lapsed" && !late_report_restores(tx, card.office, today))
            return Refusal::wrong_state;
        if (!may_come_back(tx, card, today)) return Refusal::wrong_state;
        if (card.seeker && store::active_card_of(tx, card.seeker)) return Refusal::wrong_state;
        done.restored = report.status == ReportStatus::looking;
    } else if (today > card.valid_until) {
        return Refusal::wrong_state;
    }

    const auto what = coverage(rows, life.report_due, day);
    store::ReportRow kept{.id = ids::next(),
                          .card = card.id,
                          .office = card.office,
                          .status = report.status,
                          .channel = channel,
                          .reported_on = day,
                          .covers = stays ? what.covers : std::nullopt,
                          .employer = stays ? std::string() : *employer,
                          .since = stays ? std::nullopt : report.since,
                          .paper_stamped = report.paper_stamped,
                          .restored = done.restored,
                          .reported_at = context.now,
                          .reported_by = context.actor.audit_name()};
    // Said, taken back and said again on one day: the row of the first time already stands.
    if (store::add_report(tx, context.platform.vault, kept) == store::ReportKept::yes) done.is_new = true;
    store::set_last_report(tx, card.id, day);
    if (done.restored) restore(tx, context, row, today);
    if (stays) {
        done.is_late = what.late;
        done.next_due = what.covers ? what.next_due : life.report_due;
        // Who comes back after a longer absence goes on with the next row ahead.
        if (done.restored && done.next_due && *done.next_due <= today) done.next_due = due_after(rows, today);
        if (done.next_due != life.report_due) store::set_report_due(tx, card.id, done.next_due);
        messages::withdraw(tx, context, "registration.report_due", "card:" + card.id.text());
    } else if (is_active(card.state)) {
        // One list of reasons feeds the card's state and the ledger.
        const auto reason = removal_reason_of(report.status);
        leave_register(tx, context, row, report.status == ReportStatus::placed ? "placed" : "removed", reason, day);
        store::set_inactive(tx, card.id, CardState::inactive, reason, context.now);
        messages::withdraw(tx, context, "registration.report_due", "card:" + card.id.text());
        events::publish(tx, context, {"registration.card_ended", card.office, card.id.value});
    }
    record(tx, context, card, done.restored ? "card.reported_and_restored" : "card.reported",
           "{\"status\":\"" + std::string(code(report.status)) + "\",\"channel\":\"" + std::string(code(channel)) + "\"}");
    announce(tx, card.application);
    return done;
}

Result<Reported, Refusal> take_and_keep(sql::Transaction& tx, const Context& context, store::CardRow row, const Report& report,
                                        ReportChannel channel) {
    if (!store::take_card_turn(tx, row.card.id, row.version)) return Refusal::changed_meanwhile;
    return keep(tx, context, row, report, channel);
}

std::string first_word(std::string_view name) { return std::string(name.substr(0, name.find(' '))); }

// "": a letter, which waits for a clerk. Empty: nothing is known of the person but the name.
std::optional<std::string> phone_of_holder(sql::Transaction& tx, const Context& context, const Card& card) {
    if (!card.application) {
        auto contact = store::contact_of(tx, context.platform.vault, card.id);
        if (!contact || (contact->phone.empty() && contact->address.empty())) return {};
        return std::move(contact->phone);
    }
    const auto application = store::find_application(tx, context.platform.vault, card.application);
    if (!application) return {};
    return application->answers.phone ? std::string(application->answers.phone->reveal()) : std::string();
}

std::optional<ReportView> view_of(sql::Transaction& tx, const Context& context, const store::CardRow& row) {
    const auto office = office::find_office(tx, row.card.office);
    if (!office) return {};
    ReportView view;
    view.card = row.card;
    view.zone = office->zone;
    view.office_name = office->name;
    view.office_code = office->code;
    view.first_name = first_word(row.holder_name);
    view.today = context.local(office->zone).date;
    view.due = store::life_of(tx, row.card.id).report_due;
    view.last_day = last_day_to_report(view.due.value_or(view.today), grace_of(tx, row.card.office, view.today));
    view.may_report = row.card.state == CardState::handed_over && view.today <= row.card.valid_until;
    view.may_restore = may_come_back(tx, row.card, view.today);
    const auto reports = store::reports_of(tx, context.platform.vault, row.card.id);
    view.reported_today = std::ranges::any_of(
        reports, [&](const store::ReportRow& one) { return one.reported_on == view.today && one.status == ReportStatus::looking; });
    return view;
}

std::optional<store::CardRow> of_link(sql::Transaction& tx, const Context& context, std::string_view token) {
    const auto subject = links::open(context, link_purpose, token);
    if (!subject) return {};
    auto row = store::find_card(tx, CardId{*subject});
    if (!row || row->card.training) return {};
    return row;
}

}  // namespace

Result<Reported, Refusal> report_by_link(sql::Transaction& tx, const Context& context, std::string_view token, const Report& report) {
    auto row = of_link(tx, context, token);
    if (!row) return Refusal::no_such_card;
    // What the office does for people stays the office's to say.
    if (report.status == ReportStatus::placed || report.on || report.paper_stamped) return Refusal::field_unfit;
    return take_and_keep(tx, context, std::move(*row), report, ReportChannel::link);
}

Result<Reported, Refusal> report_own(sql::Transaction& tx, const Context& context, CardId id, const Report& report) {
    auto row = store::find_card(tx, id);
    if (!row) return Refusal::no_such_card;
    if (context.actor.kind != ActorKind::applicant ||
        !may_touch(context.actor, row->card.office, row->card.application, Permission::hold_application))
        return Refusal::not_yours;
    if (report.status == ReportStatus::placed || report.on || report.paper_stamped) return Refusal::field_unfit;
    return take_and_keep(tx, context, std::move(*row), report, ReportChannel::file);
}

Result<Reported, Refusal> report_at_counter(sql::Transaction& tx, const Context& context, CardId id, const Report& report) {
    const auto row = taken_card(tx, context, id, Permission::serve_visit);
    if (!row) return row.error();
    return keep(tx, context, *row, report, ReportChannel::counter);
}

Result<Reported, Refusal> report_by_school(sql::Transaction& tx, const Context& context, CardId id, const Report& report) {
    const auto row = taken_card(tx, context, id, Permission::school);
    if (!row) return row.error();
    if (report.paper_stamped) return Refusal::field_unfit;
    return keep(tx, context, *row, report, ReportChannel::school);
}

std::string report_link(const Context& context, const Card& card) {
    // The card's last day counts whole, in every zone.
    const auto until = instant({card.valid_until + 1, TimeOfDay{12 * 60}, Zone::wib});
    return context.platform.public_url + "/lapor/" + links::sign(context, link_purpose, card.id.value, until);
}

std::optional<ReportView> report_view(sql::Transaction& tx, const Context& context, std::string_view token) {
    const auto row = of_link(tx, context, token);
    if (!row) return {};
    return view_of(tx, context, *row);
}

std::optional<ReportView> own_report_view(sql::Transaction& tx, const Context& context, CardId id) {
    const auto row = store::find_card(tx, id);
    if (!row || !may_touch(context.actor, row->card.office, row->card.application, Permission::see_person)) return {};
    return view_of(tx, context, *row);
}

std::vector<ReportLine> reports_of(sql::Transaction& tx, const Context& context, CardId id) {
    std::vector<ReportLine> lines;
    const auto row = store::find_card(tx, id);
    if (!row || !may_touch(context.actor, row->card.office, row->card.application, Permission::see_person)) return lines;
    for (auto& one : store::reports_of(tx, context.platform.vault, id))
        lines.push_back({one.id, one.status, one.channel, one.reported_on, one.covers, std::move(one.employer), one.since,
                         one.paper_stamped, one.restored});
    return lines;
}

std::optional<Date> report_due_of(sql::Transaction& tx, CardId id) { return store::life_of(tx, id).report_due; }

Result<Done, Refusal> stamp_report(sql::Transaction& tx, const Context& context, CardId id, std::int64_t report) {
    const auto row = taken_card(tx, context, id, Permission::serve_visit);
    if (!row) return row.error();
    const auto reports = store::reports_of(tx, context.platform.vault, id);
    const auto found = std::ranges::find(reports, report, &store::ReportRow::id);
    if (found == reports.end()) return Refusal::field_unfit;
    if (found->paper_stamped) return Done{};
    store::stamp_report(tx, report);
    record(tx, context, row->card, "card.report_stamped");
    return Done{};
}

void begin_reports(sql::Transaction& tx, const Card& card) {
    const auto rows = rows_of(tx, card);
    if (rows.empty()) return;
    // Of a card from elsewhere only the last report is known: it filled the row it fell before.
    if (!card.last_report)
        store::set_report_due(tx, card.id, rows.front());
    else {
        const auto ahead = due_after(rows, *card.last_report);
        store::set_report_due(tx, card.id, ahead ? due_after(rows, *ahead) : ahead);
    }
}

void resume_reports(sql::Transaction& tx, const Card& card, Date today) {
    const auto due = store::life_of(tx, card.id).report_due;
    if (due && *due <= today) store::set_report_due(tx, card.id, due_after(rows_of(tx, card), today));
}

int remind(sql::Transaction& tx, const Context& context, OfficeId office, int limit) {
    const auto found = office::find_office(tx, office);
    if (!found) return 0;
    const auto today = context.local(found->zone).date;
    const ReminderDays days{number_of(tx, office, "report_reminder_days", today),
                            number_of(tx, office, "report_second_reminder_days", today),
                            office::parameter(tx, office, "report_reminder_on_the_day", today).is_on()};
    const auto grace = grace_of(tx, office, today);
    int queued = 0;
    for (CardId after;;) {
        const auto rows = store::reports_due(tx, office, today, today + std::max(days.first, days.second), today, after, limit);
        if (rows.empty()) return queued;
        after = rows.back().card.id;
        for (const auto& row : rows) {
            const auto life = store::life_of(tx, row.card.id);
            const auto now = reminder_today(*life.report_due, today, days, life.reminded);
            const auto phone = now ? phone_of_holder(tx, context, row.card) : std::nullopt;
            // Of an old register nothing but a name may be known: the office hangs out a list (actions_contact.hpp).
            if (!phone || !store::set_reminded(tx, row.card.id, *life.report_due, *now)) continue;
            const auto sent = messages::queue(
                tx, context,
                {.office = office,
                 .text = "registration.report_due",
                 .about = "card:" + row.card.id.text(),
                 .occasion = life.report_due->iso() + ":" + std::to_string(*now),
                 .to = {.name = first_word(row.holder_name), .phone = *phone, .email = "", .language = Language::indonesian},
                 .values = {{"tanggal", long_date(Language::indonesian, *life.report_due)},
                            {"batas", long_date(Language::indonesian, last_day_to_report(*life.report_due, grace))},
                            {"tautan", report_link(context, row.card)}},
                 .not_before = {},
                 .holder = row.card.application ? "application:" + row.card.application.text() : std::string()});
            if (!sent) continue;
            ++queued;
            record(tx, context, row.card, "card.reminded", "{\"days\":" + std::to_string(*now) + "}");
        }
    }
}

int lapse_overdue(sql::Transaction& tx, const Context& context, OfficeId office, int limit) {
    const auto today = today_at(tx, context, office);
    if (!office::parameter(tx, office, "lapse_by_itself", today).is_on()) return 0;
    const auto grace = grace_of(tx, office, today);
    int lapsed = 0;
    for (const auto& row : store::lapsing(tx, office, today - grace, today, limit)) {
        const auto due = store::life_of(tx, row.card.id).report_due;
        if (!due || !store::take_card_turn(tx, row.card.id, row.version)) continue;
        leave_register(tx, context, row, "removed", "lapsed", last_day_to_report(*due, grace) + 1);
        store::set_inactive(tx, row.card.id, CardState::inactive, "lapsed", context.now);
        record(tx, context, row.card, "card.lapsed", "{\"due\":\"" + due->iso() + "\"}");
        announce(tx, row.card.application);
        ++lapsed;
        const auto phone = phone_of_holder(tx, context, row.card);
        if (!phone || !late_report_restores(tx, office, today)) continue;
        messages::queue(tx, context,
                        {.office = office,
                         .text = "registration.lapsed",
                         .about = "card:" + row.card.id.text(),
                         .occasion = due->iso(),
                         .to = {.name = first_word(row.holder_name), .phone = *phone, .email = "", .language = Language::indonesian},
                         .values = {{"tautan", report_link(context, row.card)}},
                         .not_before = {},
                         .holder = row.card.application ? "application:" + row.card.application.text() : std::string()});
    }
    return lapsed;
}

int begin_missing_reports(sql::Transaction& tx, OfficeId office, int limit) {
    int begun = 0;
    for (CardId after;;) {
        const auto rows = store::without_report_day(tx, office, after, limit);
        if (rows.empty()) return begun;
        after = rows.back().card.id;
        for (const auto& row : rows) {
            begin_reports(tx, row.card);
            ++begun;
        }
        // The next round of the job goes on: a transaction stays short.
        if (begun >= limit) return begun;
    }
}

std::string_view label(ReportStatus status) {
    switch (status) {
        case ReportStatus::looking: return msg("Masih mencari kerja");
        case ReportStatus::working: return msg("Sudah bekerja");
        case ReportStatus::placed: return msg("Ditempatkan melalui kantor");
        case ReportStatus::moved: return msg("Pindah domisili");
    }
    return {};
}

std::string_view label(ReportChannel channel) {
    switch (channel) {
        case ReportChannel::link: return msg("lewat tautan");
        case ReportChannel::file: return msg("dari berkasnya");
        case ReportChannel::counter: return msg("di loket");
        case ReportChannel::school: return msg("oleh sekolah");
    }
    return {};
}

}  // namespace registration
