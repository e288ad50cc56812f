#include "modules/booking/actions_waiting.hpp"

#include <algorithm>
#include <charconv>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/booking/access.hpp"
#include "modules/booking/actions_moved.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/rules_waiting.hpp"
#include "modules/booking/store.hpp"
#include "modules/booking/store_quota.hpp"
#include "modules/booking/store_waiting.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/queue_facts.hpp"
#include "modules/registration/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/events.hpp"
#include "platform/i18n/language.hpp"
#include "platform/links/links.hpp"

namespace booking {

namespace {

constexpr int days_to_wait_max = 120;

bool is_waiting_possible(registration::ApplicationState state) {
    return state == registration::ApplicationState::submitted || state == registration::ApplicationState::needs_fix ||
           state == registration::ApplicationState::at_counter;
}

bool may_answer(const Context& context, const Waiting& waiting) {
    if (context.actor.kind == ActorKind::applicant) return waiting.application.value == context.actor.applicant;
    return !waiting.application || works_at(context, waiting.office);
}

void note(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view verb, const std::string& subject,
          std::string details = "") {
    audit::record(tx, context, {office, verb, subject, std::move(details)});
}

void announce(sql::Transaction& tx, const Window& window) {
    tx.announce("day:" + window.office.text() + ":" + window.date.iso());
    tx.announce("windows:" + window.office.text());
}

// Keyed, so that nobody outside can foresee it, and the same whenever it is asked for.
std::uint64_t lot(const Context& context, std::string_view purpose, const std::string& what) {
    const auto digits = context.platform.vault.blind_index(purpose, what);
    std::uint64_t number{};
    std::from_chars(digits.data(), digits.data() + 15, number, 16);
    return number;
}

void free_place(sql::Transaction& tx, const ReturnedPlace& place, const Window& window, Tended& tended) {
    if (!store::change(tx, place.id, PlaceState::held, PlaceState::freed)) return;
    store::release_place(tx, place.window, place.channel);
    announce(tx, window);
    ++tended.freed;
}

std::optional<Waiting> next_in_line(sql::Transaction& tx, const Context& context, const ReturnedPlace& place, const Window& window) {
    const auto parts = parts_of(window);
    const Instant settled{place.returned_at.seconds - settling_minutes * 60};
    if (auto head = store::head_of_line(tx, place, window, parts, settled)) return head;
    auto fresh = store::joined_after(tx, place, window, parts, settled);
    if (fresh.empty()) return {};
    const auto drawn = [&](const Waiting& one) { return lot(context, "booking.lot", place.id.text() + "|" + one.id.text()); };
    return *std::ranges::min_element(fresh, {}, drawn);
}

void end_wish(sql::Transaction& tx, const Context& context, const Waiting& waiting, WaitingState state, std::string_view verb) {
    if (!store::end(tx, waiting.id, state, {}, context.now)) return;
    note(tx, context, waiting.office, verb, "booking_waiting:" + waiting.id.text());
    tx.announce("waiting:" + waiting.id.text());
}

void tell_of_offer(sql::Transaction& tx, const Context& context, const office::Office& office, const Waiting& waiting, const Offer& offer,
                   const Window& window) {
    messages::Recipient to{.name = waiting.holder_name, .language = waiting.language == "en" ? Language::english : Language::indonesian};
    if (waiting.application) {
        const auto file = registration::find_application(tx, context, waiting.application);
        if (file && file->answers.phone) to.phone = file->answers.phone->reveal();
    } else if (const auto sealed = store::phone_sealed_of(tx, waiting.id); !sealed.empty()) {
        to.phone = context.platform.vault.open_sealed({"booking_waiting.phone_sealed", waiting.id.value}, sealed);
    }
    const auto language = to.language;
    messages::queue(tx, context,
                    {.office = office.id,
                     .text = "booking.place_offered",
                     .about = "waiting:" + waiting.id.text(),
                     .occasion = "offer:" + offer.id.text(),
                     .to = std::move(to),
                     .values = {{"hari", long_date(language, window.date)},
                                {"jam", clock(window.opens) + "–" + clock(window.closes) + " " + std::string(name(office.zone))},
                                {"batas", date_and_clock(language, offer.expires_at.in(office.zone))},
                                {"tautan", context.platform.public_url + "/tunggu/" + waiting_link(context, waiting, office.zone)}},
                     .not_before = {},
                     .holder = waiting.application ? "application:" + waiting.application.text() : ""});
}

// Back to the next person at once: its random rest is over.
void pass_on(sql::Transaction& tx, const Context& context, const Offer& offer) {
    store::change(tx, offer.place, PlaceState::offered, PlaceState::held, context.now);
    tx.announce("waiting:" + offer.waiting.text());
}

}  // namespace

Result<WaitingId, WaitingRefusal> join_waiting_list(sql::Transaction& tx, const Context& context, const WaitingWish& wish) {
    const auto facts = office::queue_facts(tx, wish.office, wish.service);
    const auto service = office::find_service(tx, wish.office, wish.service);
    if (!facts || !service || !service->offered) return WaitingRefusal::no_such_service;
    const auto today = context.local(facts->zone).date;
    if (wish.to < wish.from || wish.to < today || wish.to > today + days_to_wait_max) return WaitingRefusal::dates_unfit;

    Waiting waiting{.id = {ids::next()},
                    .office = wish.office,
                    .service = wish.service,
                    .application = wish.application,
                    .language = context.language == Language::english ? "en" : "id",
                    .from = std::max(wish.from, today),
                    .to = wish.to,
                    .part_of_day = wish.part_of_day,
                    .joined_at = context.now};
    std::string sealed;
    if (wish.application) {
        const auto file = registration::find_outline(tx, wish.application);
        if (!file || file->office != wish.office || !service->needs_application) return WaitingRefusal::application_not_ready;
        if (!is_waiting_possible(file->state)) return WaitingRefusal::application_not_ready;
        if (store::waiting_of_application(tx, wish.application)) return WaitingRefusal::already_waiting;
        waiting.person_key = file->person_key;
        waiting.holder_name = file->name;
        // Somebody else holds a number under this NIK, or missed days: nothing is told here, the KTP decides.
        const auto rival = store::open_of_person(tx, wish.office, wish.service, file->person_key);
        if (rival && rival->ticket.application != wish.application) return WaitingRefusal::take_number_at_counter;
        if (const auto own = store::open_of_application(tx, wish.application)) {
            if (own->ticket.state != TicketState::booked) return WaitingRefusal::application_not_ready;
            waiting.to = std::min(waiting.to, own->date - 1);  // only an earlier day is of use
            if (waiting.to < waiting.from) return WaitingRefusal::dates_unfit;
        }
        if (is_paused_online(tx, wish.office, wish.service, file->person_key, today)) return WaitingRefusal::take_number_at_counter;
    } else {
        if (service->needs_application || !service->bookable_online) return WaitingRefusal::application_not_ready;
        const auto name = text::clean_line(wish.name, 100);
        const auto about = text::clean_line(wish.about, 200);
        const auto phone = Phone::parse(wish.phone_typed);
        if (!name || name->empty() || !about || !phone) return WaitingRefusal::field_missing;
        waiting.person_key = context.platform.vault.blind_index("visitor", std::string(phone->reveal()) + "|" + text::name_key(*name));
        waiting.holder_name = *name;
        waiting.about = *about;
        sealed = context.platform.vault.seal({"booking_waiting.phone_sealed", waiting.id.value}, phone->reveal());
    }
    if (!store::add(tx, waiting, sealed))
        return wish.application ? WaitingRefusal::take_number_at_counter : WaitingRefusal::already_waiting;
    note(tx, context, wish.office, "waiting.joined", "booking_waiting:" + waiting.id.text(),
         R"({"service":")" + wish.service + R"(","from":")" + waiting.from.iso() + R"(","to":")" + waiting.to.iso() + "\"}");
    return waiting.id;
}

namespace {

void leave(sql::Transaction& tx, const Context& context, const Waiting& waiting, std::string_view verb) {
    if (const auto offer = store::open_offer_of(tx, waiting.id); offer && store::answer(tx, offer->id, OfferState::declined, context.now))
        pass_on(tx, context, *offer);
    end_wish(tx, context, waiting, WaitingState::left, verb);
}

}  // namespace

Result<Done, WaitingRefusal> leave_waiting_list(sql::Transaction& tx, const Context& context, WaitingId id) {
    const auto waiting = store::find_waiting(tx, id);
    if (!waiting || !may_answer(context, *waiting)) return WaitingRefusal::not_on_the_list;
    if (waiting->state == WaitingState::waiting) leave(tx, context, *waiting, "waiting.left");
    return Done{};
}

void end_wish_of(sql::Transaction& tx, const Context& context, const Ticket& ticket, std::string_view person_key) {
    const auto waiting = ticket.application ? store::waiting_of_application(tx, ticket.application)
                                            : store::waiting_of_person(tx, ticket.office, ticket.service, person_key);
    if (waiting) leave(tx, context, *waiting, "waiting.found_a_place");
}

void end_wish_of(sql::Transaction& tx, const Context& context, registration::ApplicationId application) {
    if (const auto waiting = store::waiting_of_application(tx, application)) leave(tx, context, *waiting, "waiting.over");
}

Result<Done, WaitingRefusal> decline_offer(sql::Transaction& tx, const Context& context, OfferId id) {
    const auto offer = store::find_offer(tx, id);
    const auto waiting = offer ? store::find_waiting(tx, offer->waiting) : std::nullopt;
    if (!waiting || !may_answer(context, *waiting)) return WaitingRefusal::not_on_the_list;
    if (!store::answer(tx, id, OfferState::declined, context.now)) return WaitingRefusal::offer_over;
    pass_on(tx, context, *offer);
    note(tx, context, waiting->office, "waiting.offer_declined", "booking_offer:" + id.text());
    return Done{};
}

namespace {

// A new ticket in the place that was held for it.
std::optional<Ticket> ticket_for(sql::Transaction& tx, const Context& context, const Waiting& waiting, const Window& window, int number,
                                 TicketChannel channel) {
    const auto facts = office::queue_facts(tx, window.office, window.service);
    store::Row row;
    row.ticket.id = {ids::next()};
    row.ticket.office = window.office;
    row.ticket.window = window.id;
    row.ticket.service = window.service;
    row.ticket.number = number;
    row.ticket.letter = facts ? facts->letter : 'A';
    row.ticket.application = waiting.application;
    row.ticket.holder_name = waiting.holder_name;
    row.ticket.channel = channel;
    row.ticket.taken_at = context.now;
    row.date = window.date;
    row.person_key = waiting.person_key;
    row.about = waiting.about;
    std::string sealed;
    if (waiting.application) {
        const auto file = registration::find_outline(tx, waiting.application);
        if (!file || !is_waiting_possible(file->state)) return {};
        row.ticket.code = file->code;
        row.person_key = file->person_key;  // as it is now: a clerk may have corrected the NIK
    } else {
        row.ticket.code = crypto::random_code(8);
        const auto phone =
            context.platform.vault.open_sealed({"booking_waiting.phone_sealed", waiting.id.value}, store::phone_sealed_of(tx, waiting.id));
        sealed = context.platform.vault.seal({"booking_ticket.phone_sealed", row.ticket.id.value}, phone);
    }
    if (!store::add(tx, row, sealed)) return {};
    return row.ticket;
}

}  // namespace

Result<Ticket, WaitingRefusal> accept_offer(sql::Transaction& tx, const Context& context, OfferId id) {
    const auto offer = store::find_offer(tx, id);
    const auto waiting = offer ? store::find_waiting(tx, offer->waiting) : std::nullopt;
    if (!waiting || !may_answer(context, *waiting)) return WaitingRefusal::not_on_the_list;
    if (waiting->ticket && waiting->state == WaitingState::served && offer->state == OfferState::accepted) {
        // The same button pressed twice gives the same answer.
        if (const auto row = store::find(tx, waiting->ticket)) return row->ticket;
    }
    if (!store::answer(tx, id, OfferState::accepted, context.now)) return WaitingRefusal::offer_over;
    const auto place = store::find_place(tx, offer->place);
    const auto window = place ? store::find_window(tx, place->window) : std::nullopt;
    const auto facts = window ? office::queue_facts(tx, window->office, window->service) : std::nullopt;
    if (!facts || is_over(*window, context.local(facts->zone))) return WaitingRefusal::place_gone;
    if (!store::change(tx, place->id, PlaceState::offered, PlaceState::taken)) return WaitingRefusal::offer_over;
    const auto number = store::number_for_held_place(tx, window->id);
    if (!number) return WaitingRefusal::place_gone;  // rolls everything back: the quota was lowered meanwhile

    std::optional<Ticket> ticket;
    auto held = waiting->application ? store::open_of_application(tx, waiting->application)
                                     : store::open_of_person(tx, waiting->office, waiting->service, waiting->person_key);
    if (held) {
        // They waited for an earlier day: the ticket moves, its old place goes to the next in line.
        if (held->ticket.state != TicketState::booked) return WaitingRefusal::place_gone;
        const auto left = store::find_window(tx, held->ticket.window);
        if (!store::move(tx, *held, *window, *number, context.t(msg("Anda memilih tempat dari daftar tunggu.")), ids::next(), context.now))
            return WaitingRefusal::place_gone;
        if (left) return_place(tx, context, *left, held->ticket.channel, waiting->person_key, PlaceCause::moved);
        store::sit_in_held_place(tx, window->id, place->channel, held->ticket.channel);
        ticket = store::find(tx, held->ticket.id)->ticket;
        tx.announce("ticket:" + ticket->id.text());
        if (left) announce(tx, *left);
    } else {
        ticket = ticket_for(tx, context, *waiting, *window, *number, place->channel);
        if (!ticket) return WaitingRefusal::take_number_at_counter;
    }
    store::end(tx, waiting->id, WaitingState::served, ticket->id, context.now);
    note(tx, context, window->office, "ticket.taken_from_waiting", "booking_ticket:" + ticket->id.text(),
         R"({"window":")" + window->id.text() + R"(","number":)" + std::to_string(*number) + R"(,"offer":")" + id.text() + "\"}");
    announce(tx, *window);
    tx.announce("waiting:" + waiting->id.text());
    return *ticket;
}

std::string waiting_link(const Context& context, const Waiting& waiting, Zone zone) {
    constexpr int days_after = 7;  // what became of it can be read for a week
    return links::sign(context, waiting_purpose, waiting.id.value, instant({waiting.to + days_after, {}, zone}));
}

std::optional<WaitingView> waiting_view(sql::Transaction& tx, const Context& context, WaitingId id) {
    auto waiting = store::find_waiting(tx, id);
    if (!waiting) return {};
    WaitingView view;
    view.people_before = waiting->state == WaitingState::waiting ? store::people_before(tx, *waiting) : 0;
    view.settled = waiting->goes_first || is_settled(waiting->joined_at, context.now);
    if (const auto offer = store::open_offer_of(tx, id); offer && offer->expires_at > context.now) {
        const auto place = store::find_place(tx, offer->place);
        auto window = place ? store::find_window(tx, place->window) : std::nullopt;
        if (window) view.offered = WaitingView::Offered{*offer, std::move(*window)};
    }
    view.waiting = std::move(*waiting);
    return view;
}

std::optional<Waiting> waiting_of(sql::Transaction& tx, registration::ApplicationId application) {
    return store::waiting_of_application(tx, application);
}

std::optional<Waiting> waiting_for(sql::Transaction& tx, TicketId lost) { return store::waiting_for_ticket(tx, lost); }

std::vector<WaitingView> waiting_list(sql::Transaction& tx, const Context& context, OfficeId office) {
    std::vector<WaitingView> list;
    if (!works_at(context, office)) return list;
    for (auto& waiting : store::waiting_list(tx, office)) {
        if (auto view = waiting_view(tx, context, waiting.id)) list.push_back(std::move(*view));
    }
    return list;
}

namespace {

// Out of sale until somebody has it, or until it is for everybody again.
ReturnedPlace held_place(sql::Transaction& tx, const Context& context, const Window& window, TicketChannel channel,
                         std::string_view given_by, PlaceCause cause) {
    const auto facts = office::queue_facts(tx, window.office, window.service);
    const auto today = context.local(facts ? facts->zone : Zone::wib).date;
    const auto minutes = [&](std::string_view name) { return office::parameter(tx, window.office, name, today).number(); };
    const int longest = minutes("returned_place_minutes_max");
    ReturnedPlace place{.id = {ids::next()},
                        .office = window.office,
                        .window = window.id,
                        .channel = channel,
                        .cause = cause,
                        .given_by = std::string(given_by),
                        .returned_at = context.now};
    place.due_at = due_at(context.now, lot(context, "booking.rest", place.id.text()),
                          std::min(minutes("returned_place_minutes_min"), longest), longest);
    store::add(tx, place);
    return place;
}

}  // namespace

void return_place(sql::Transaction& tx, const Context& context, const Window& window, TicketChannel channel, std::string_view given_by,
                  PlaceCause cause) {
    const auto facts = office::queue_facts(tx, window.office, window.service);
    const auto now = context.local(facts ? facts->zone : Zone::wib);
    const bool beside_the_quota = channel == TicketChannel::reserve || channel == TicketChannel::late_entry;
    if (beside_the_quota || is_over(window, now)) {
        store::release_place(tx, window.id, channel);
        return;
    }
    if (channel == TicketChannel::school) {
        store::turn_into_online(tx, window.id);
        channel = TicketChannel::online;
    }
    // The office sells again at once.
    if (office::parameter(tx, window.office, "returned_place_minutes_max", now.date).number() == 0) {
        store::release_place(tx, window.id, channel);
        return;
    }
    held_place(tx, context, window, channel, given_by, cause);
}

namespace {

void note_new(sql::Transaction& tx, ChangeId change, const Window& window, const ReturnedPlace& place, int held) {
    if (!change) return;
    store::add(tx, window.office, change, ChangedPlace{.place = place.id, .was = PlaceBefore::none, .offer = {}});
    // So that an undo finds the numbers that nobody used.
    store::extend(tx, window.office, change, {window.id, window.last_number + held, window.last_number + held + 1});
}

}  // namespace

int hold_new_places(sql::Transaction& tx, const Context& context, WindowId id, int count, ChangeId change) {
    const auto window = store::find_window(tx, id);
    if (!window || window->suspended) return 0;
    const int wanted = std::min(count, store::people_waiting_for(tx, *window, parts_of(*window)) - store::places_held(tx, id));
    int held = 0;
    while (held < wanted && store::hold_free_place(tx, id)) {
        note_new(tx, change, *window, held_place(tx, context, *window, TicketChannel::online, "", PlaceCause::quota_raised), held);
        ++held;
    }
    return held;
}

int hold_places_for_first(sql::Transaction& tx, const Context& context, WindowId id, ChangeId change) {
    const auto window = store::find_window(tx, id);
    if (!window || window->suspended || window->by_draw) return 0;
    const int wanted =
        std::min(store::people_first_for(tx, *window, parts_of(*window)), store::first_without_place(tx, window->office, window->service));
    int held = 0;
    while (held < wanted) {
        auto channel = TicketChannel::online;
        if (!store::hold_free_place(tx, id)) {
            if (!store::hold_counter_place(tx, id)) break;
            channel = TicketChannel::counter;
        }
        note_new(tx, change, *window, held_place(tx, context, *window, channel, "", PlaceCause::quota_raised), held);
        ++held;
    }
    return held;
}

std::vector<ChangedPlace> drop_places_above_quota(sql::Transaction& tx, const Context& context, WindowId id, int quota) {
    std::vector<ChangedPlace> dropped;
    const auto window = store::find_window(tx, id);
    if (!window) return dropped;
    int above = window->taken - quota;
    for (const auto& place : store::hold_places_out_of_sale(tx, id)) {
        if (above-- <= 0) break;
        ChangedPlace taken{
            .place = place.id, .was = place.state == PlaceState::offered ? PlaceBefore::offered : PlaceBefore::held, .offer = {}};
        for (const auto& offer : store::open_offers_of_place(tx, place.id)) {
            store::answer(tx, offer.id, OfferState::withdrawn, context.now);
            tx.announce("waiting:" + offer.waiting.text());
            taken.offer = offer.id;
        }
        if (!store::change(tx, place.id, place.state, PlaceState::freed)) continue;
        store::release_place(tx, id, place.channel);
        dropped.push_back(taken);
    }
    return dropped;
}

void give_back_places(sql::Transaction& tx, const Context& context, ChangeId change) {
    const auto changed = store::changed_places(tx, change);
    store::drop_changed_places(tx, change);
    for (const auto& [id, was, offer_id] : changed) {
        const auto place = store::find_place(tx, id);
        const auto window = place ? store::find_window(tx, place->window) : std::nullopt;
        if (!window) continue;
        if (was == PlaceBefore::none) {
            if (store::drop_unless_offered(tx, id)) store::release_place(tx, window->id, place->channel);
            continue;
        }
        const auto facts = office::queue_facts(tx, window->office, window->service);
        if (is_over(*window, context.local(facts ? facts->zone : Zone::wib))) continue;
        if (!store::change(tx, id, PlaceState::freed, PlaceState::held)) continue;
        if (!store::take_out_of_sale_again(tx, *place)) {
            store::change(tx, id, PlaceState::held, PlaceState::freed);
            continue;
        }
        const auto offer = offer_id ? store::find_offer(tx, offer_id) : std::nullopt;
        if (offer && store::reopen(tx, offer_id, context.now)) {
            store::change(tx, id, PlaceState::held, PlaceState::offered);
            tx.announce("waiting:" + offer->waiting.text());
        } else if (was == PlaceBefore::offered) {
            // Whoever had it offered is no longer there: it goes to the next in line.
            store::change(tx, id, PlaceState::held, PlaceState::held, context.now);
        }
    }
}

void wait_before_others(sql::Transaction& tx, const Context& context, const LostPlace& lost) {
    const auto row = store::find(tx, lost.ticket);
    const auto facts = row ? office::queue_facts(tx, row->ticket.office, row->ticket.service) : std::nullopt;
    if (!facts) return;
    const auto today = context.local(facts->zone).date;
    const auto& ticket = row->ticket;
    const Waiting waiting{.id = {ids::next()},
                          .office = ticket.office,
                          .service = ticket.service,
                          .application = ticket.application,
                          .person_key = row->person_key,
                          .holder_name = ticket.holder_name,
                          .about = row->about,
                          .language = "id",
                          .from = std::max(lost.from, today),
                          .to = std::max(lost.from, today) + days_to_wait_max,
                          .joined_at = context.now};
    std::string sealed;
    if (const auto phone = ticket.application ? std::nullopt : store::phone_sealed(tx, ticket.id)) {
        const auto opened = context.platform.vault.open_sealed({"booking_ticket.phone_sealed", ticket.id.value}, *phone);
        sealed = context.platform.vault.seal({"booking_waiting.phone_sealed", waiting.id.value}, opened);
    }
    store::put_first(tx, waiting, sealed, lost.change, lost.ticket);
}

void end_wait_for(sql::Transaction& tx, const Context& context, TicketId lost, WaitingState state) {
    const auto waiting = store::waiting_for_ticket(tx, lost);
    if (!waiting) return;
    if (state != WaitingState::served) {
        leave(tx, context, *waiting, "waiting.left");
        return;
    }
    if (const auto offer = store::open_offer_of(tx, waiting->id); offer && store::answer(tx, offer->id, OfferState::declined, context.now))
        pass_on(tx, context, *offer);
    store::end(tx, waiting->id, WaitingState::served, lost, context.now);
    tx.announce("waiting:" + waiting->id.text());
}

void take_back_wait(sql::Transaction& tx, const Context& context, ChangeId change, TicketId lost) {
    for (const auto& waiting : store::put_first_by(tx, change, lost)) {
        tx.announce("waiting:" + waiting.id.text());
        if (store::give_back_own_wish(tx, waiting.id)) continue;  // with the offer that they may have
        if (const auto offer = store::open_offer_of(tx, waiting.id);
            offer && store::answer(tx, offer->id, OfferState::withdrawn, context.now))
            pass_on(tx, context, *offer);
        if (!store::drop_unless_offered(tx, waiting.id)) end_wish(tx, context, waiting, WaitingState::over, "waiting.over");
    }
}

Tended tend_waiting(sql::Transaction& tx, const Context& context, OfficeId office) {
    Tended tended;
    const auto found = office::find_office(tx, office);
    if (!found) return tended;
    const auto now = context.local(found->zone);

    for (const auto& offer : store::expired_offers(tx, office, context.now)) {
        if (!store::answer(tx, offer.id, OfferState::lapsed, context.now)) continue;
        pass_on(tx, context, offer);
        note(tx, context, office, "waiting.offer_lapsed", "booking_offer:" + offer.id.text());
        ++tended.lapsed;
        if (store::unanswered_offers(tx, offer.waiting) < unanswered_max) continue;
        if (const auto waiting = store::find_waiting(tx, offer.waiting))
            end_wish(tx, context, *waiting, WaitingState::over, "waiting.unanswered");
    }
    for (const auto& waiting : store::past(tx, office, now.date)) end_wish(tx, context, waiting, WaitingState::over, "waiting.over");

    // Who lost a place and found no other has the next free one of every day, before it is sold.
    for (const auto& line : store::first_in_line(tx, office)) {
        for (const auto& window : store::windows(tx, office, line.service, std::max(line.from, now.date), line.to)) {
            if (window.taken < window.quota && !is_over(window, now)) hold_places_for_first(tx, context, window.id);
        }
    }

    const int minutes = office::parameter(tx, office, "offer_minutes", now.date).number();
    for (const auto& place : store::due_places(tx, office, context.now)) {
        const auto window = store::find_window(tx, place.window);
        if (!window) continue;
        const auto until = offer_until(context.now, found->zone, minutes, *window);
        // Over, too late for an answer, or above a lowered quota: no offer.
        if (!until || is_over(*window, now) || window->taken > window->quota) {
            free_place(tx, place, *window, tended);
            settle_unplaced(tx, context, window->id);
            continue;
        }
        if (window->suspended) continue;
        const auto next = next_in_line(tx, context, place, *window);
        // A place of the counter's part is only for somebody who had one.
        if (!next || (place.channel != TicketChannel::online && !next->goes_first)) {
            free_place(tx, place, *window, tended);
            continue;
        }
        const Offer offer{{ids::next()}, place.id, next->id, context.now, *until, OfferState::open};
        if (!store::change(tx, place.id, PlaceState::held, PlaceState::offered)) continue;
        if (!store::add(tx, office, offer)) {
            store::change(tx, place.id, PlaceState::offered, PlaceState::held);
            continue;
        }
        note(tx, context, office, "waiting.offered", "booking_offer:" + offer.id.text(),
             R"({"waiting":")" + next->id.text() + R"(","place":")" + place.id.text() + "\"}");
        tell_of_offer(tx, context, *found, *next, offer, *window);
        tx.announce("waiting:" + next->id.text());
        ++tended.offered;
    }
    return tended;
}

int mark_no_shows(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto found = office::find_office(tx, office);
    if (!found) return 0;
    const auto now = context.local(found->zone);
    const int grace = office::parameter(tx, office, "hall_no_show_grace", now.date).number();
    if (grace == 0) return 0;  // close_day says so when the day is over
    std::vector<WindowId> closed;
    for (const auto& window : store::windows_of_day(tx, office, now.date)) {
        if (is_late(window, now, grace)) closed.push_back(window.id);
    }
    if (closed.empty()) return 0;
    int marked = 0;
    const auto without_place = store::unplaced_on(tx, office, now.date);
    for (const auto& row : store::of_day(tx, office, now.date)) {
        if (std::ranges::binary_search(without_place, row.ticket.id)) continue;  // close_day ends their numbers
        if (row.ticket.state != TicketState::booked || std::ranges::find(closed, row.ticket.window) == closed.end()) continue;
        marked += store::change(tx, row.ticket.id, TicketState::booked, {.to = TicketState::no_show, .closed_at = context.now});
        tx.announce("ticket:" + row.ticket.id.text());
    }
    if (marked) {
        note(tx, context, office, "day.no_shows", "booking_day:" + now.date.iso(), R"({"no_show":)" + std::to_string(marked) + "}");
        tx.announce("day:" + office.text() + ":" + now.date.iso());
    }
    return marked;
}

bool is_paused_online(sql::Transaction& tx, OfficeId office, std::string_view service, std::string_view person_key, Date today) {
    const auto missed = store::missed_days(tx, office, service, person_key, today - missed_days_counted);
    if (missed.count == 0) return false;
    const int limit = office::parameter(tx, office, "no_show_limit", today).number();
    return must_come_to_counter(missed.count, missed.last, today, limit,
                                office::parameter(tx, office, "no_show_pause_days", today).number());
}

}  // namespace booking
