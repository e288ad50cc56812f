#include "modules/registration/actions_counter.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/registration/actions_telling.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/gate.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"

namespace registration {
namespace {

constexpr std::size_t marks_max = 30;
constexpr std::size_t note_max = 500;

}  // namespace

std::optional<Application> find_application(sql::Transaction& tx, const Context& context, ApplicationId id) {
    return store::find_application(tx, context.platform.vault, id);
}

std::optional<Outline> find_outline(sql::Transaction& tx, ApplicationId id) { return store::find_outline(tx, id); }

std::optional<Application> find_application_by_code(sql::Transaction& tx, const Context& context, std::string_view code) {
    std::string clean;
    for (const char c : text::upper(text::trim(code)))
        if (c != '-' && c != ' ') clean += c;
    const auto id = store::find_by_code(tx, clean);
    if (!id) return {};
    return store::find_application(tx, context.platform.vault, *id);
}

std::vector<ApplicationLine> applications(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view state,
                                          std::string_view name, int limit) {
    std::vector<ApplicationLine> lines;
    if (!is_staff_of(context.actor, office, Permission::see_day_list)) return lines;
    for (auto& line : store::lines(tx, office, state, text::name_key(name), limit))
        lines.push_back({line.id, std::move(line.code), std::move(line.name), line.state, line.submitted_at, line.present_at, line.card,
                         line.training});
    return lines;
}

std::vector<ApplicationId> applications_of_nik(sql::Transaction& tx, const Context& context, OfficeId office, const Nik& nik) {
    if (!is_staff_of(context.actor, office, Permission::see_person)) return {};
    return store::of_person(tx, office, context.platform.vault.blind_index("nik", nik.reveal()));
}

Result<Application, Refusal> open_for_staff(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view purpose) {
    auto application = store::find_application(tx, context.platform.vault, id);
    if (!application) return Refusal::no_such_application;
    if (!is_staff_of(context.actor, application->office, Permission::see_person)) return Refusal::not_yours;
    // UU 27/2022 art. 31: whoever processes personal data records the processing.
    audit::record_read(tx, context, application->office, "registration_application:" + id.text(), purpose);
    return std::move(*application);
}

Result<Made, Refusal> take_in_walk_in(sql::Transaction& tx, const Context& context, OfficeId office, const Answers& answers) {
    if (!is_staff_of(context.actor, office, Permission::edit_application)) return Refusal::not_yours;
    auto made = submit_application(tx, context, office, Channel::counter, answers);
    if (!made) return made.error();
    if (const auto present = mark_present(tx, context, made->id); !present) return present.error();
    return made;
}

Result<Edited, Refusal> edit_at_counter(sql::Transaction& tx, const Context& context, ApplicationId id, const Typed& typed,
                                        std::optional<int> if_version) {
    auto application = opened(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (!is_staff_of(context.actor, application->office, Permission::edit_application)) return Refusal::not_yours;
    if (if_version && *if_version != application->version) return Refusal::changed_meanwhile;
    if (is_closed(application->state) || application->state == ApplicationState::draft) return Refusal::wrong_state;
    const auto today = today_at(tx, context, application->office);
    const auto before = typed_from(application->answers);
    const auto merged = merge(before, typed);
    Edited edited{errors_in(merged, today)};
    if (!edited.errors.empty()) return edited;
    if (!store::take_turn(tx, id, application->version, context.now)) return Refusal::changed_meanwhile;
    ++application->version;
    const auto old_phone = application->answers.phone;
    application->answers = read_answers(merged, today).answers;
    application->person_key = context.platform.vault.blind_index("nik", application->answers.nik->reveal());
    store::save_answers(tx, context.platform.vault, *application, context.now);
    if (application->state == ApplicationState::needs_fix) {
        store::resolve_marks(tx, id, context.now);
        store::set_state(tx, id, application->present_at ? ApplicationState::at_counter : ApplicationState::submitted);
    }
    std::string fields;
    std::string last;
    for (const auto& [field, value] : typed) {
        if (!is_field(field) || field == last || all(before, field) == all(typed, field)) continue;
        last = field;
        fields += (fields.empty() ? "\"" : ",\"") + field + "\"";
    }
    record(tx, context, *application, "application.edited", "{\"fields\":[" + fields + "]}");
    tell_old_number(tx, context, *application, old_phone);
    announce(tx, id);
    return edited;
}

Result<Done, Refusal> mark_present(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto seen = opened(tx, context, id, Permission::check_in);
    if (!seen) return seen.error();
    if (!is_staff_of(context.actor, seen->office, Permission::check_in)) return Refusal::not_yours;
    if (!may_be_marked_present(seen->state)) return Refusal::wrong_state;
    const auto zone = zone_of(tx, seen->office);
    if (seen->present_at && seen->present_at->in(zone).date == context.local(zone).date) return Done{};
    if (!store::take_turn(tx, id, seen->version, context.now)) return Refusal::changed_meanwhile;
    store::set_present(tx, id, context.now, context.actor.audit_name());
    record(tx, context, *seen, "application.present");
    announce(tx, id);
    return Done{};
}

namespace {

// The file, if this clerk may say which of its originals lie on the counter.
Result<Application, Refusal> with_originals(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view kind) {
    auto application = opened(tx, context, id, Permission::decide_application);
    if (!application) return application.error();
    if (!is_staff_of(context.actor, application->office, Permission::decide_application)) return Refusal::not_yours;
    if (!is_document_kind(kind)) return Refusal::field_unfit;
    if (is_closed(application->state)) return Refusal::wrong_state;
    return application;
}

}  // namespace

Result<Done, Refusal> see_original(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view kind) {
    const auto application = with_originals(tx, context, id, kind);
    if (!application) return application.error();
    const auto seen = store::originals_seen(tx, id);
    if (std::find(seen.begin(), seen.end(), kind) != seen.end()) return Done{};
    store::see_original(tx, id, kind, context.now, context.actor.audit_name());
    record(tx, context, *application, "original.seen", "{\"kind\":\"" + std::string(kind) + "\"}");
    announce(tx, id);
    return Done{};
}

Result<Done, Refusal> unsee_original(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view kind) {
    const auto application = with_originals(tx, context, id, kind);
    if (!application) return application.error();
    if (!store::unsee_original(tx, id, kind)) return Done{};
    record(tx, context, *application, "original.unseen", "{\"kind\":\"" + std::string(kind) + "\"}");
    announce(tx, id);
    return Done{};
}

std::vector<std::string> originals_seen(sql::Transaction& tx, ApplicationId id) { return store::originals_seen(tx, id); }

bool waits_for_reading(sql::Transaction& tx, const Application& application) {
    return store::intake_marks(tx, application.id).saved_by_staff && !application.intake.read_by_person;
}

std::vector<ApplicationLine> rivals_of(sql::Transaction& tx, const Context& context, const Application& application) {
    std::vector<ApplicationLine> lines;
    if (is_closed(application.state) || !is_staff_of(context.actor, application.office, Permission::see_person)) return lines;
    for (const auto id : store::rivals(tx, application)) {
        auto rival = store::find_application(tx, context.platform.vault, id);
        if (!rival) continue;
        lines.push_back({id, rival->code, rival->answers.name, rival->state, rival->submitted_at.value_or(rival->created_at),
                         rival->present_at, rival->card, rival->training});
    }
    return lines;
}

Result<int, Refusal> take_over(sql::Transaction& tx, const Context& context, ApplicationId id) {
    const auto application = taken(tx, context, id, Permission::check_in);
    if (!application) return application.error();
    if (!is_staff_of(context.actor, application->office, Permission::check_in)) return Refusal::not_yours;
    if (is_closed(application->state) || application->state == ApplicationState::draft) return Refusal::wrong_state;
    store::set_owner_confirmed(tx, id, context.now);
    record(tx, context, *application, "application.owner_confirmed");
    int withdrawn = 0;
    for (const auto rival_id : store::rivals(tx, *application)) {
        const auto rival = taken(tx, context, rival_id, Permission::check_in);
        if (!rival) return rival.error();
        store::set_state(tx, rival_id, ApplicationState::withdrawn);
        store::add_takeover(tx, *application, rival_id, context.now, context.actor.audit_name());
        record(tx, context, *rival, "application.rival_withdrawn", "{\"owner\":\"" + id.text() + "\"}");
        events::publish(tx, context, {"registration.withdrawn", rival->office, rival_id.value});
        announce(tx, rival_id);
        ++withdrawn;
    }
    announce(tx, id);
    return withdrawn;
}

Result<Done, Refusal> ask_for_correction(sql::Transaction& tx, const Context& context, ApplicationId id, const std::vector<Mark>& marks,
                                         std::optional<int> if_version) {
    const auto application = taken(tx, context, id, Permission::decide_application, if_version);
    if (!application) return application.error();
    if (!is_staff_of(context.actor, application->office, Permission::decide_application)) return Refusal::not_yours;
    if (!may_be_decided(application->state)) return Refusal::wrong_state;
    if (marks.empty()) return Refusal::reason_missing;
    if (marks.size() > marks_max) return Refusal::field_unfit;
    std::string fields;
    for (const auto& typed : marks) {
        if (!is_field(typed.field)) return Refusal::field_unfit;
        if (!find_mark_reason(typed.code)) return Refusal::no_such_reason;
        const auto note = text::clean_lines(typed.note, note_max);
        if (!note) return Refusal::field_unfit;
        if (typed.code == "other" && note->empty()) return Refusal::reason_missing;
        store::add_mark(tx, context.platform.vault, *application, {typed.field, typed.code, *note}, context.now,
                        context.actor.audit_name());
        fields += (fields.empty() ? "\"" : ",\"") + typed.field + "\"";
    }
    store::set_state(tx, id, ApplicationState::needs_fix);
    record(tx, context, *application, "application.correction_asked", "{\"fields\":[" + fields + "]}");
    events::publish(tx, context, {"registration.correction_asked", application->office, id.value});
    announce(tx, id);
    return Done{};
}

Result<Done, Refusal> refuse(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view reason_code,
                             std::string_view typed_note, std::optional<int> if_version) {
    const auto application = taken(tx, context, id, Permission::decide_application, if_version);
    if (!application) return application.error();
    if (!is_staff_of(context.actor, application->office, Permission::decide_application)) return Refusal::not_yours;
    if (is_closed(application->state) || application->state == ApplicationState::draft) return Refusal::wrong_state;
    if (reason_code.empty()) return Refusal::reason_missing;
    const auto* reason = find_refusal_reason(reason_code);
    if (!reason) return Refusal::no_such_reason;
    const auto note = text::clean_lines(typed_note, 1000);
    if (!note) return Refusal::field_unfit;
    if (reason->needs_note && note->empty()) return Refusal::reason_missing;
    // Letters are numbered per office and year, in the refusal's own transaction.
    const auto year = std::to_string(today_at(tx, context, application->office).year());
    const auto scope = (application->training ? "training:refusal:" : "refusal:") + year;
    const auto number = store::next_number(tx, application->office, scope, 1, 999'999);
    if (!number) return Refusal::number_exhausted;
    const auto letter = (application->training ? "CONTOH-" : "") + std::to_string(*number) + "/AK-1/" + year;
    store::set_refused(tx, context.platform.vault, id, reason->code, *note, letter, context.now, context.actor.audit_name());
    record(tx, context, *application, "application.refused", "{\"reason\":\"" + std::string(reason->code) + "\"}");
    events::publish(tx, context, {"registration.refused", application->office, id.value});
    announce(tx, id);
    return Done{};
}

Result<Done, Refusal> keep_external_reference(sql::Transaction& tx, const Context& context, ApplicationId id, std::string_view typed) {
    const auto application = taken(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (!is_staff_of(context.actor, application->office, Permission::edit_application)) return Refusal::not_yours;
    const auto reference = text::clean_line(typed, 60);
    if (!reference) return Refusal::field_unfit;
    store::set_external_reference(tx, id, *reference);
    record(tx, context, *application, "application.external_reference_kept");
    return Done{};
}

Result<std::optional<Phone>, Refusal> change_phone(sql::Transaction& tx, const Context& context, ApplicationId id, const Phone& phone) {
    auto application = taken(tx, context, id, Permission::edit_application);
    if (!application) return application.error();
    if (!is_staff_of(context.actor, application->office, Permission::edit_application)) return Refusal::not_yours;
    auto old = std::exchange(application->answers.phone, phone);
    store::set_phone(tx, context.platform.vault, id, phone);
    store::remove_sessions(tx, id);
    record(tx, context, *application, "application.phone_changed");
    if (!tell_old_number(tx, context, *application, old)) old.reset();
    return old;
}

}  // namespace registration
