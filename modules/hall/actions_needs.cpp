#include "modules/hall/actions_needs.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/hall/access.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/rules.hpp"
#include "modules/hall/store.hpp"
#include "modules/hall/store_needs.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace hall {

namespace {

bool may_touch(const Context& context, const registration::Outline& file) {
    if (context.actor.kind == ActorKind::applicant) return context.actor.applicant == file.id.value;
    return works_at(context, file.office);
}

// Otherwise it neither reads nor changes what the NIK's owner told.
bool is_known_person(const registration::Outline& file) { return registration::is_proved(file.state) && !file.person_key.empty(); }
std::string key_of_file(const registration::Outline& file) { return "berkas:" + file.id.text(); }

void announce(sql::Transaction& tx, const Place& place) {
    tx.announce("hall:" + place.office.text());
    tx.announce("day:" + place.office.text() + ":" + place.date.iso());
    tx.announce("ticket:" + place.ticket.text());
}

}  // namespace

Result<Done, Refusal> record_needs(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                                   const std::vector<Need>& needs, bool consented) {
    const auto file = registration::find_outline(tx, application);
    if (!file || !may_touch(context, *file)) return Refusal::no_such_ticket;
    if (!needs.empty() && !consented) return Refusal::consent_missing;
    const bool is_person = is_known_person(*file) || (works_at(context, file->office) && !file->person_key.empty());
    const auto key = is_person ? file->person_key : key_of_file(*file);
    if (is_person || needs.empty()) store::drop_profile(tx, file->office, key_of_file(*file));
    if (is_person && needs.empty()) store::drop_profile(tx, file->office, key);
    if (!needs.empty()) {
        std::vector<std::string> codes;
        for (const auto need : needs) codes.emplace_back(code(need));
        auto profile = store::find_profile(tx, file->office, key).value_or(store::Profile{ids::next(), ""});
        profile.needs_sealed = context.platform.vault.seal({"hall_profile.needs_sealed", profile.id}, text::join(codes, ","));
        store::put_profile(tx, file->office, key, profile, context.now, context.actor.account);
        booking::protect_day(tx, file->office, file->person_key, booking::DayProtection::on);
    } else if (!store::find_profile(tx, file->office, file->person_key)) {
        booking::protect_day(tx, file->office, file->person_key, booking::DayProtection::off);
    }
    // Whether there are needs is told to the chain, which ones is not.
    audit::record(tx, context,
                  {file->office, needs.empty() ? "hall.needs_withdrawn" : "hall.needs_recorded",
                   "registration_application:" + application.text(), ""});
    if (const auto ticket = booking::open_ticket_of(tx, application)) store::put_needs(tx, ticket->id, needs);
    return Done{};
}

std::vector<Need> needs_of(sql::Transaction& tx, const Context& context, registration::ApplicationId application) {
    std::vector<Need> needs;
    const auto file = registration::find_outline(tx, application);
    if (!file) return needs;
    auto profile = store::find_profile(tx, file->office, key_of_file(*file));
    if (!profile && (is_known_person(*file) || works_at(context, file->office)))
        profile = store::find_profile(tx, file->office, file->person_key);
    if (!profile) return needs;
    const auto codes = context.platform.vault.open_sealed({"hall_profile.needs_sealed", profile->id}, profile->needs_sealed);
    for (const auto& one : text::split(codes, ',')) {
        if (const auto need = parse_need(one)) needs.push_back(*need);
    }
    return needs;
}

void take_over_needs(sql::Transaction& tx, const Context& context, registration::ApplicationId application) {
    const auto file = registration::find_outline(tx, application);
    if (!file || !is_known_person(*file)) return;
    const auto told = store::find_profile(tx, file->office, key_of_file(*file));
    if (!told) return;
    // What they told last counts.
    store::drop_profile(tx, file->office, file->person_key);
    store::drop_profile(tx, file->office, key_of_file(*file));
    store::put_profile(tx, file->office, file->person_key, *told, context.now, context.actor.account);
}

void forget_needs(sql::Transaction& tx, registration::ApplicationId application) {
    if (const auto file = registration::find_outline(tx, application)) store::drop_profile(tx, file->office, key_of_file(*file));
}

std::vector<Need> needs_of(sql::Transaction& tx, const Context& context, booking::TicketId id) {
    if (auto place = store::find(tx, id); place && !place->needs.empty()) return std::move(place->needs);
    const auto ticket = booking::find_ticket(tx, id);
    if (!ticket || !ticket->application) return {};
    return needs_of(tx, context, ticket->application);
}

Result<Place, Refusal> record_needs_here(sql::Transaction& tx, const Context& context, booking::TicketId id, const std::vector<Need>& needs,
                                         Remember remember) {
    const auto place = store::find(tx, id);
    const auto ticket = booking::find_ticket(tx, id);
    if (!place || !ticket || !works_at(context, place->office)) return Refusal::no_such_ticket;
    if (place->state == PlaceState::gone) return Refusal::not_in_the_hall;
    store::put_needs(tx, id, needs);
    if (ticket->application && (remember == Remember::with_consent || needs.empty())) {
        if (const auto done = record_needs(tx, context, ticket->application, needs, true); !done) return done.error();
    } else {
        audit::record(tx, context, {place->office, "hall.needs_for_today", "booking_ticket:" + id.text(), ""});
    }
    announce(tx, *place);
    return *store::find(tx, id);
}

Result<Place, Refusal> screen(sql::Transaction& tx, const Context& context, booking::TicketId id, int tenths) {
    auto place = store::find(tx, id);
    if (!place || !works_at(context, place->office)) return Refusal::no_such_ticket;
    if (place->state != PlaceState::parked && place->state != PlaceState::waiting) return Refusal::wrong_state;
    if (tenths < 300 || tenths > 450) return Refusal::value_unfit;
    const bool passed = tenths <= policy(tx, place->office, place->date).screening_max_tenths;
    store::put_screening(tx, *place, tenths, passed, context.now);
    const auto to = passed ? PlaceState::waiting : PlaceState::parked;
    if (place->state != to && !store::put_state(tx, id, place->state, to)) return Refusal::changed_meanwhile;
    store::add(tx, HallEvent{.id = {ids::next()},
                             .office = place->office,
                             .date = place->date,
                             .act = Act::screened,
                             .ticket = id,
                             .label = place->label,
                             .service = place->service,
                             .account = context.actor.account,
                             .account_name = context.actor.name,
                             .at = context.now});
    audit::record(tx, context, {place->office, "hall.screened", "booking_ticket:" + id.text(), ""});
    announce(tx, *place);
    return *store::find(tx, id);
}

Screened screened(sql::Transaction& tx, booking::TicketId ticket) {
    const auto passed = store::screening_passed(tx, ticket);
    if (!passed) return Screened::not_yet;
    return *passed ? Screened::passed : Screened::sent_on;
}

}  // namespace hall
