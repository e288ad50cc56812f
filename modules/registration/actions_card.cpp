#include "modules/registration/actions_card.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/numbers.hpp"
#include "modules/registration/actions_duplicates.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/registration/actions_stock.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/store_life.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"

namespace registration {
namespace {

// An imported number may stand in the sequence's way; a whole book of them may.
constexpr int numbers_tried_max = 10'000;

std::string registration_number(const office::NumberScheme& scheme, const office::Office& office, const Answers& answers, Date day,
                                std::int64_t sequence) {
    office::NumberParts parts;
    for (const char c : office.regency_code)
        if (c != '.') parts.region4 += c;
    parts.date = day;
    if (answers.birth_date) parts.birth_date = *answers.birth_date;
    if (answers.nik) parts.nik4 = answers.nik->reveal().substr(0, 4);
    parts.office = office.code;
    parts.sequence = sequence;
    return office::number_from(scheme.pattern, parts);
}

void put_aside(sql::Transaction& tx, const Context& context, const store::CardRow& old, Date today) {
    leave_register(tx, context, old, "removed", "replaced", today);
    store::set_inactive(tx, old.card.id, CardState::inactive, "replaced", context.now);
    record(tx, context, old.card, "card.replaced");
}

void replace_active_card(sql::Transaction& tx, const Context& context, SeekerId seeker, Date today) {
    if (const auto active = store::active_card_of(tx, seeker)) put_aside(tx, context, *active, today);
}

// The card that this application renews, unless it was revoked meanwhile.
std::optional<store::CardRow> renewed_card(sql::Transaction& tx, ApplicationId id) {
    const auto renewal = store::renewal_of(tx, id);
    if (!renewal) return {};
    auto row = store::find_card(tx, renewal->card);
    if (!row || row->card.state == CardState::revoked || row->card.inactive_reason == "duplicate") return {};
    return row;
}

// The next term of the same card: number and history stay, days and code are new.
Result<Decided, Refusal> renew_with_its_number(sql::Transaction& tx, const Context& context, const Application& application,
                                               const store::CardRow& row, SeekerId seeker, const office::Parameter& validity) {
    const auto today = today_at(tx, context, application.office);
    if (!store::take_card_turn(tx, row.card.id, row.version)) return Refusal::changed_meanwhile;
    if (const auto active = store::active_card_of(tx, seeker); active && active->card.id != row.card.id)
        replace_active_card(tx, context, seeker, today);
    store::begin_term(tx, row,
                      {application.id, seeker, application.answers.name, application.answers.birth_date, today,
                       today.plus_months(validity.number()), validity.legal_basis, context.actor.audit_name()},
                      context.now);
    store::add_code(tx, row.card, "renewed", "", context.now, context.actor.audit_name());
    store::set_approved(tx, application.id, seeker, row.card.id, context.now, context.actor.audit_name());
    trace_card(tx, context, row.card.id);
    auto card = row.card;
    card.seeker = seeker;
    // Who never left the stock is not counted twice.
    if (!row.on_register) write_ledger(tx, context, card, &application, row.card.seeker ? "reinstated" : "registered", "renewed", today);
    record(tx, context, application, "application.approved", "{\"card\":\"" + row.card.id.text() + "\",\"renewed\":true}");
    events::publish(tx, context, {"registration.approved", application.office, application.id.value});
    announce(tx, application.id);
    return Decided{row.card.id, row.card.number};
}

}  // namespace

Result<Decided, Refusal> approve(sql::Transaction& tx, const Context& context, ApplicationId id, std::optional<int> if_version) {
    const auto application = taken(tx, context, id, Permission::decide_application, if_version);
    if (!application) return application.error();
    if (!is_staff_of(context.actor, application->office, Permission::decide_application)) return Refusal::not_yours;
    if (const auto why = approval_refusal(*application, store::intake_marks(tx, id).saved_by_staff)) return *why;

    const auto office = office::find_office(tx, application->office);
    if (!office) return Refusal::no_such_application;
    const auto today = context.local(office->zone).date;
    const auto validity = office::parameter(tx, application->office, "card_validity_months", today);
    const auto scheme = office::number_scheme(tx, application->office);
    const auto seeker = store::seeker_of(tx, application->office, application->person_key, application->training, context.now);
    if (const auto renewed = renewed_card(tx, id)) {
        if (office::parameter(tx, application->office, "renewal_keeps_number", today).is_on())
            return renew_with_its_number(tx, context, *application, *renewed, seeker, validity);
        if (is_active(renewed->card.state)) put_aside(tx, context, *renewed, today);
    }
    replace_active_card(tx, context, seeker, today);

    store::NewCard made;
    made.holder_name = application->answers.name;
    made.holder_birth_date = application->answers.birth_date;
    made.approved_by = context.actor.audit_name();
    made.on_register = true;
    auto& card = made.card;
    card.id = CardId{ids::next()};
    card.office = application->office;
    card.application = id;
    card.seeker = seeker;
    card.state = CardState::approved;
    card.approved_at = context.now;
    card.issued_on = today;
    card.valid_until = today.plus_months(validity.number());
    card.validity_basis = validity.legal_basis;
    card.training = application->training;

    const auto scope = (application->training ? "training:" : "") + scope_key(scheme.scope, today);
    const auto most = office::largest_sequence(scheme.pattern);
    for (int tried = 0;; ++tried) {
        const auto sequence = store::next_number(tx, application->office, scope, scheme.next, most);
        if (!sequence || tried == numbers_tried_max) return Refusal::number_exhausted;
        card.number =
            (application->training ? "CONTOH-" : "") + registration_number(scheme, *office, application->answers, today, *sequence);
        if (store::add_card(tx, made) == store::CardAdded::yes) break;
    }
    store::set_approved(tx, id, seeker, card.id, context.now, made.approved_by);
    trace_card(tx, context, card.id);
    write_ledger(tx, context, card, &*application, "registered", "", today);
    record(tx, context, *application, "application.approved", "{\"card\":\"" + card.id.text() + "\"}");
    events::publish(tx, context, {"registration.approved", application->office, id.value});
    announce(tx, id);
    return Decided{card.id, card.number};
}

std::optional<Card> find_card(sql::Transaction& tx, const Context& context, CardId id) {
    auto row = store::find_card(tx, id);
    if (!row || !may_touch(context.actor, row->card.office, row->card.application, Permission::see_person)) return {};
    return std::move(row->card);
}

bool holder_works(sql::Transaction& tx, CardId id) {
    const auto row = id ? store::find_card(tx, id) : std::nullopt;
    return row && row->card.state == CardState::inactive &&
           (row->card.inactive_reason == "placed" || row->card.inactive_reason == "found_work");
}

std::vector<CardLine> cards_in_state(sql::Transaction& tx, const Context& context, OfficeId office, CardState state, int limit) {
    std::vector<CardLine> lines;
    if (!is_staff_of(context.actor, office, Permission::see_day_list)) return lines;
    for (auto& row : store::cards_in_state(tx, office, state, limit)) {
        const int prints = store::prints_of(tx, row.card.id);
        lines.push_back({std::move(row.card), std::move(row.holder_name), prints});
    }
    return lines;
}

int prints_of(sql::Transaction& tx, CardId id) { return store::prints_of(tx, id); }

std::optional<Card> find_scanned_card(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view typed) {
    if (!is_staff_of(context.actor, office, Permission::see_day_list)) return {};
    const auto clean = text::trim(typed);
    std::optional<store::CardRow> row;
    if (const auto code = read_card_code(clean))
        row = card_of_scanned_code(tx, code->facts.card);
    else
        row = store::find_card_by_number(tx, office, clean);
    if (!row || row->card.office != office) return {};
    return std::move(row->card);
}

std::string holder_name_of(sql::Transaction& tx, const Context& context, CardId id) {
    auto row = store::find_card(tx, id);
    if (!row || !is_staff_of(context.actor, row->card.office, Permission::see_person)) return {};
    return std::move(row->holder_name);
}

std::vector<CardLine> cards_named(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view name, int limit) {
    std::vector<CardLine> lines;
    const auto part = text::clean_line(name, 100);
    if (!part || text::length(*part) < 3 || !is_staff_of(context.actor, office, Permission::see_person)) return lines;
    for (auto& row : store::cards_named(tx, office, text::lower(*part), limit)) {
        const int prints = store::prints_of(tx, row.card.id);
        lines.push_back({std::move(row.card), std::move(row.holder_name), prints});
    }
    return lines;
}

// --- steps ---

Result<int, Refusal> mark_printed(sql::Transaction& tx, const Context& context, CardId id, std::optional<office::PrinterId> printer,
                                  std::string_view reason) {
    return print_card(tx, context, id, {printer, std::string(reason), ""});
}

Result<int, Refusal> print_card(sql::Transaction& tx, const Context& context, CardId id, const Printing& how) {
    const auto row = taken_card(tx, context, id, Permission::print_card);
    if (!row) return row.error();
    if (!may_be_printed(row->card.state)) return Refusal::wrong_state;
    if (store::prints_of(tx, id) > 0) {
        if (how.reason.empty()) return Refusal::reason_missing;
        if (!is_reprint_reason(how.reason)) return Refusal::no_such_reason;
    }
    const bool replaces = row->card.handed_over_at && replaces_the_code(how.reason);
    const auto today = today_at(tx, context, row->card.office);
    if (replaces && how.reason == "lost" && how.letter.empty() &&
        office::parameter(tx, row->card.office, "loss_letter_required", today).is_on())
        return Refusal::reason_missing;
    const int copy = store::add_print(tx, row->card, context.now, context.actor.audit_name(),
                                      how.printer ? std::optional<std::int64_t>(how.printer->value) : std::nullopt, how.reason);
    if (row->card.state == CardState::approved) store::set_card_state(tx, id, CardState::printed);
    // Whoever finds the lost sheet holds a code that answers inactive from this moment on.
    if (replaces) store::add_code(tx, row->card, how.reason, how.letter, context.now, context.actor.audit_name());
    record(tx, context, row->card, replaces ? "card.replaced_on_paper" : "card.printed",
           "{\"copy\":" + std::to_string(copy) + (how.reason.empty() ? "" : ",\"reason\":\"" + how.reason + "\"") + "}");
    announce(tx, row->card.application);
    return copy;
}

Result<Done, Refusal> await_signature(sql::Transaction& tx, const Context& context, CardId id) {
    const auto row = taken_card(tx, context, id, Permission::print_card);
    if (!row) return row.error();
    if (!may_await_signature(row->card.state)) return Refusal::wrong_state;
    if (!office::signatory_on(tx, row->card.office, today_at(tx, context, row->card.office))) return Refusal::no_signatory;
    store::set_card_state(tx, id, CardState::awaiting_signature);
    record(tx, context, row->card, "card.awaiting_signature");
    announce(tx, row->card.application);
    return Done{};
}

Result<Done, Refusal> mark_ready(sql::Transaction& tx, const Context& context, CardId id) {
    const auto row = taken_card(tx, context, id, Permission::print_card);
    if (!row) return row.error();
    if (!may_be_ready(row->card.state)) return Refusal::wrong_state;
    store::set_card_state(tx, id, CardState::ready);
    record(tx, context, row->card, "card.ready");
    announce(tx, row->card.application);
    return Done{};
}

Result<Done, Refusal> hand_over(sql::Transaction& tx, const Context& context, CardId id, const HandOver& how) {
    const auto row = taken_card(tx, context, id, Permission::hand_over_card);
    if (!row) return row.error();
    if (!may_be_handed_over(row->card.state)) return Refusal::wrong_state;
    const auto today = today_at(tx, context, row->card.office);
    const auto serial = text::clean_line(how.blank_serial, 40);
    const auto proxy = text::clean_line(how.proxy_name, 100);
    if (!serial || !proxy) return Refusal::field_unfit;
    if (!proxy->empty() && !office::parameter(tx, row->card.office, "proxy_may_collect", today).is_on()) return Refusal::proxy_not_allowed;
    if (serial->empty() && office::parameter(tx, row->card.office, "blank_serial_required", today).is_on())
        return Refusal::blank_serial_missing;
    if (store::set_handed_over(tx, id, context.now, context.actor.audit_name(), *proxy, *serial) == store::SerialKept::used)
        return Refusal::blank_serial_used;
    if (const auto used = use_blank(tx, context, row->card, *serial); !used) return used.error();
    begin_reports(tx, row->card);
    record(tx, context, row->card, "card.handed_over", proxy->empty() ? "" : "{\"proxy\":true}");
    events::publish(tx, context, {"registration.card_handed_over", row->card.office, row->card.application.value});
    announce(tx, row->card.application);
    return Done{};
}

Result<Issued, Refusal> issue_card(sql::Transaction& tx, const Context& context, ApplicationId application_id,
                                   std::string_view blank_serial) {
    const auto application = store::find_application(tx, context.platform.vault, application_id);
    if (!application) return Refusal::no_such_application;
    if (!is_staff_of(context.actor, application->office, Permission::hand_over_card)) return Refusal::not_yours;
    if (!application->card) return Refusal::wrong_state;
    const auto row = store::find_card(tx, application->card);
    if (!row) return Refusal::no_such_card;
    const auto done = hand_over(tx, context, application->card, {std::string(blank_serial), ""});
    if (!done) return done.error();
    return Issued{row->card.id, row->card.number, row->card.valid_until};
}

// --- ends ---

Result<Revocation, Refusal> revoke(sql::Transaction& tx, const Context& context, CardId id, std::string_view typed_reason) {
    const auto found = store::find_card(tx, id);
    if (!found) return Refusal::no_such_card;
    const bool may = is_staff_of(context.actor, found->card.office, Permission::request_revocation) ||
                     is_staff_of(context.actor, found->card.office, Permission::confirm_revocation);
    if (!may) return Refusal::not_yours;
    if (found->card.state == CardState::revoked) return Refusal::already_revoked;
    if (!store::take_card_turn(tx, id, found->version)) return Refusal::changed_meanwhile;
    const auto by = context.actor.audit_name();

    const auto request = store::find_revocation_request(tx, id);
    if (!request) {
        const auto reason = text::clean_lines(typed_reason, 500);
        if (!reason) return Refusal::field_unfit;
        if (reason->empty()) return Refusal::reason_missing;
        const auto sealed = context.platform.vault.seal({"registration_revocation_request.reason", id.value}, *reason);
        store::add_revocation_request(tx, found->card, sealed, by, context.now);
        record(tx, context, found->card, "card.revocation_asked");
        return Revocation::pending;
    }
    // Two pairs of eyes: one clerk alone takes nobody's card away.
    if (!store::confirm_revocation(tx, id, by, context.now)) return Refusal::needs_other_person;
    leave_register(tx, context, *found, "removed", "revoked", today_at(tx, context, found->card.office));
    store::set_inactive(tx, id, CardState::revoked, "revoked", context.now);
    record(tx, context, found->card, "card.revoked");
    events::publish(tx, context, {"registration.card_revoked", found->card.office, id.value});
    announce(tx, found->card.application);
    return Revocation::done;
}

std::optional<PendingRevocation> pending_revocation(sql::Transaction& tx, const Context& context, CardId id) {
    const auto card = store::find_card(tx, id);
    if (!card || !is_staff_of(context.actor, card->card.office, Permission::see_person)) return {};
    const auto request = store::find_revocation_request(tx, id);
    if (!request || request->confirmed) return {};
    return PendingRevocation{context.platform.vault.open_sealed({"registration_revocation_request.reason", id.value}, request->reason),
                             request->requested_by, request->requested_at};
}

std::vector<PendingCard> pending_revocations(sql::Transaction& tx, const Context& context, OfficeId office) {
    std::vector<PendingCard> pending;
    if (!is_staff_of(context.actor, office, Permission::see_person)) return pending;
    for (const auto id : store::pending_revocations(tx, office))
        if (auto row = store::find_card(tx, id)) pending.push_back({id, row->card.number, std::move(row->holder_name)});
    return pending;
}

Result<Done, Refusal> take_off(sql::Transaction& tx, const Context& context, CardId id, std::string_view reason) {
    const auto row = taken_card(tx, context, id, Permission::decide_application);
    if (!row) return row.error();
    if (reason.empty()) return Refusal::reason_missing;
    const auto* known = find_removal_reason(reason);
    if (!known) return Refusal::no_such_reason;
    if (!is_active(row->card.state)) return Refusal::wrong_state;
    leave_register(tx, context, *row, known->code == "placed" ? "placed" : "removed", known->code, today_at(tx, context, row->card.office));
    store::set_inactive(tx, id, CardState::inactive, known->code, context.now);
    record(tx, context, row->card, "card.taken_off", "{\"reason\":\"" + std::string(known->code) + "\"}");
    announce(tx, row->card.application);
    return Done{};
}

Result<Done, Refusal> reinstate(sql::Transaction& tx, const Context& context, CardId id) {
    const auto row = taken_card(tx, context, id, Permission::decide_application);
    if (!row) return row.error();
    const auto today = today_at(tx, context, row->card.office);
    const bool was_handed_over = row->card.handed_over_at.has_value();
    if (row->card.state != CardState::inactive || !row->card.seeker || !was_handed_over || today > row->card.valid_until)
        return Refusal::wrong_state;
    if (store::active_card_of(tx, row->card.seeker)) return Refusal::wrong_state;
    store::set_inactive(tx, id, CardState::handed_over, "", context.now);
    store::set_on_register(tx, id, true);
    // A due date that has passed would end the card again the same night.
    resume_reports(tx, row->card, today);
    const auto application = store::find_application(tx, context.platform.vault, row->card.application);
    write_ledger(tx, context, row->card, application ? &*application : nullptr, "reinstated", "", today);
    record(tx, context, row->card, "card.reinstated");
    announce(tx, row->card.application);
    return Done{};
}

Result<Done, Refusal> keep_report(sql::Transaction& tx, const Context& context, CardId id, Date day) {
    Report report;
    report.on = day;
    const auto kept = report_at_counter(tx, context, id, report);
    if (!kept) return kept.error();
    return Done{};
}

}  // namespace registration
