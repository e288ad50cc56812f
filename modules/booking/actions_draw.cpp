#include "modules/booking/actions_draw.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "modules/booking/access.hpp"
#include "modules/booking/ballot.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"
#include "modules/booking/store_draw.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"

namespace booking {

namespace {

constexpr int code_length = 10;

void note(sql::Transaction& tx, const Context& context, const Draw& draw, std::string_view verb, std::string details = "") {
    audit::record(tx, context, {draw.office, verb, "booking_draw:" + draw.id.text(), std::move(details)});
    tx.announce("draw:" + draw.id.text());
    tx.announce("windows:" + draw.office.text());
}

int places_online(const Window& window) {
    return std::max(0, std::min(window.quota - window.taken, window.online_quota - window.online_taken));
}

DrawView view_of(sql::Transaction& tx, Draw draw) {
    DrawView view;
    view.entries = store::count_entries(tx, draw.id);
    for (auto& window : store::windows(tx, draw.office, draw.service, draw.date, draw.date)) {
        if (window.suspended) continue;
        view.places += places_online(window);
        view.windows.push_back(std::move(window));
    }
    view.draw = std::move(draw);
    return view;
}

Ballot announced(sql::Transaction& tx, const Draw& draw, const std::vector<Window>& windows) {
    const auto office = office::find_office(tx, draw.office);
    const auto zone = office ? office->zone : Zone::wib;
    Ballot ballot{.office = office ? office->code : "",
                  .service = draw.service,
                  .date = draw.date,
                  .opens_at = draw.opens_at.rfc3339(zone),
                  .closes_at = draw.closes_at.rfc3339(zone),
                  .commitment = draw.commitment};
    for (const auto& window : windows) {
        if (const int count = places_online(window)) ballot.places.push_back({window.id.text(), window.opens, window.closes, count});
    }
    return ballot;
}

bool may_enter(registration::ApplicationState state) {
    return state == registration::ApplicationState::submitted || state == registration::ApplicationState::needs_fix ||
           state == registration::ApplicationState::at_counter;
}

// Whose files are still on their way, and who holds no number meanwhile.
bool takes_part(sql::Transaction& tx, const Draw& draw, const DrawEntry& entry) {
    const auto file = registration::find_outline(tx, entry.application);
    return file && may_enter(file->state) && !store::open_of_application(tx, entry.application) &&
           !store::open_of_person(tx, draw.office, draw.service, file->person_key);
}

void tell(sql::Transaction& tx, const Context& context, const office::Office& office, const Draw& draw, const DrawEntry& entry,
          std::string_view text, const std::string& link) {
    const auto file = registration::find_application(tx, context, entry.application);
    if (!file) return;
    messages::Recipient to{.name = file->answers.name};
    if (file->answers.phone) to.phone = file->answers.phone->reveal();
    messages::queue(tx, context,
                    {.office = draw.office,
                     .text = text,
                     .about = "draw:" + draw.id.text() + ":" + entry.code,
                     .occasion = "drawn",
                     .to = std::move(to),
                     .values = {{"hari", long_date(Language::indonesian, draw.date)},
                                {"kode", entry.code},
                                {"tautan", context.platform.public_url + link},
                                {"undian", context.platform.public_url + "/kantor/" + office.code + "/undian/" + draw.date.iso()}},
                     .not_before = {},
                     .holder = "application:" + entry.application.text()});
}

}  // namespace

Result<DrawId, DrawRefusal> set_up_draw(sql::Transaction& tx, const Context& context, const DrawSetUp& asked) {
    if (!works_at(context, asked.office)) return DrawRefusal::no_such_day;
    const auto office = office::find_office(tx, asked.office);
    const auto service = office::find_service(tx, asked.office, asked.service);
    if (!office || !service || !service->offered || !service->needs_application || !service->bookable_online)
        return DrawRefusal::no_such_day;
    const auto windows = store::windows(tx, asked.office, asked.service, asked.date, asked.date);
    if (std::ranges::all_of(windows, [](const Window& one) { return one.suspended || places_online(one) == 0; }))
        return DrawRefusal::no_such_day;
    // The commitment is public before anybody enters, and there is an evening between the draw and the day.
    const auto closes = asked.closes_at.in(office->zone);
    if (asked.opens_at < context.now || asked.closes_at.seconds - asked.opens_at.seconds < 3600 || closes.date >= asked.date)
        return DrawRefusal::times_unfit;

    Draw draw{.id = {ids::next()},
              .office = asked.office,
              .service = asked.service,
              .date = asked.date,
              .opens_at = asked.opens_at,
              .closes_at = asked.closes_at,
              .commitment = commitment_of(asked.seed_hex),
              .announced_at = context.now};
    const auto sealed = context.platform.vault.seal({"booking_draw.seed_sealed", draw.id.value}, asked.seed_hex);
    if (draw.commitment.empty() || !store::add(tx, draw, sealed)) return DrawRefusal::day_taken;
    if (store::keep_for_draw(tx, draw) == 0) return DrawRefusal::no_such_day;
    note(tx, context, draw, "draw.announced", R"({"date":")" + draw.date.iso() + R"(","commitment":")" + draw.commitment + "\"}");
    return draw.id;
}

Result<Done, DrawRefusal> call_off_draw(sql::Transaction& tx, const Context& context, DrawId id, std::string_view reason) {
    const auto draw = store::find_draw(tx, id);
    if (!draw || !works_at(context, draw->office)) return DrawRefusal::no_such_draw;
    const auto why = text::clean_line(reason, 200);
    if (!why || why->empty()) return DrawRefusal::reason_missing;
    if (!store::call_off(tx, id, *why)) return DrawRefusal::not_open;
    store::give_back_to_sale(tx, id);
    note(tx, context, *draw, "draw.called_off");
    return Done{};
}

Result<std::string, DrawRefusal> enter_draw(sql::Transaction& tx, const Context& context, DrawId id,
                                            registration::ApplicationId application, PartOfDay part) {
    const auto draw = store::find_draw(tx, id);
    const auto file = registration::find_outline(tx, application);
    if (!draw || !file || file->office != draw->office) return DrawRefusal::no_such_draw;
    if (context.actor.kind == ActorKind::applicant ? context.actor.applicant != application.value : !works_at(context, draw->office))
        return DrawRefusal::no_such_draw;
    if (const auto entered = store::entry_of(tx, id, application)) return entered->code;
    if (draw->state != DrawState::open || context.now < draw->opens_at || context.now >= draw->closes_at) return DrawRefusal::not_open;
    if (!may_enter(file->state) || file->training) return DrawRefusal::application_not_ready;
    if (store::open_of_application(tx, application)) return DrawRefusal::already_booked;
    const auto office = office::find_office(tx, draw->office);
    if (store::open_of_person(tx, draw->office, draw->service, file->person_key) ||
        is_paused_online(tx, draw->office, draw->service, file->person_key, context.local(office->zone).date))
        return DrawRefusal::take_number_at_counter;

    DrawEntry entry{.id = {ids::next()},
                    .draw = id,
                    .application = application,
                    .person_key = file->person_key,
                    .code = crypto::random_code(code_length),
                    .part_of_day = part,
                    .entered_at = context.now};
    if (!store::add(tx, draw->office, entry)) return DrawRefusal::take_number_at_counter;  // the NIK stands in it with another file
    audit::record(tx, context, {draw->office, "draw.entered", "booking_draw:" + id.text(), R"({"entry":")" + entry.code + "\"}"});
    return entry.code;
}

Result<Done, DrawRefusal> leave_draw(sql::Transaction& tx, const Context& context, DrawId id, registration::ApplicationId application) {
    const auto draw = store::find_draw(tx, id);
    const auto entry = draw ? store::entry_of(tx, id, application) : std::nullopt;
    if (!entry) return DrawRefusal::no_such_draw;
    if (context.actor.kind == ActorKind::applicant ? context.actor.applicant != application.value : !works_at(context, draw->office))
        return DrawRefusal::no_such_draw;
    if (draw->state != DrawState::open || context.now >= draw->closes_at || !store::remove(tx, entry->id)) return DrawRefusal::not_open;
    audit::record(tx, context, {draw->office, "draw.left", "booking_draw:" + id.text(), R"({"entry":")" + entry->code + "\"}"});
    return Done{};
}

Result<Drawn, DrawRefusal> hold_draw(sql::Transaction& tx, const Context& context, DrawId id) {
    const auto draw = store::find_draw(tx, id);
    if (!draw) return DrawRefusal::no_such_draw;
    if (draw->state != DrawState::open) return DrawRefusal::not_open;
    if (context.now < draw->closes_at) return DrawRefusal::too_early;
    const auto office = office::find_office(tx, draw->office);
    if (!office) return DrawRefusal::no_such_draw;

    std::vector<Window> windows;
    for (const auto window : store::windows_of(tx, id)) {
        if (auto found = store::find_window(tx, window); found && !found->suspended) windows.push_back(std::move(*found));
    }
    auto ballot = announced(tx, *draw, windows);
    std::map<std::string, DrawEntry> by_code;
    for (auto& entry : store::entries(tx, id)) {
        if (!takes_part(tx, *draw, entry)) continue;
        ballot.entries.push_back({entry.code, entry.part_of_day});
        by_code.emplace(entry.code, std::move(entry));
    }
    ballot.seed = context.platform.vault.open_sealed({"booking_draw.seed_sealed", id.value}, store::sealed_seed(tx, id));
    ballot.result = outcome_of(ballot);
    store::give_back_to_sale(tx, id);
    if (!store::publish(tx, id, ballot.seed, ballot_json(ballot), context.now)) return DrawRefusal::not_open;

    Drawn drawn{.entries = static_cast<int>(ballot.result.size())};
    Context system = context;
    system.actor = {.kind = ActorKind::system};
    int rank = 0;
    for (const auto& outcome : ballot.result) {
        const auto& entry = by_code.at(outcome.code);
        ++rank;
        if (const auto window = WindowId::parse(outcome.window)) {
            const auto ticket = take_place(tx, system, *window, entry.application, TicketChannel::online);
            store::set_rank(tx, entry.id, rank, *window, ticket ? ticket->id : TicketId{});
            if (!ticket) continue;  // the guard has the last word; the place is for sale
            ++drawn.winners;
            tell(tx, context, *office, *draw, entry, "booking.draw_won", "/tiket/" + ticket->code);
            continue;
        }
        store::set_rank(tx, entry.id, rank, {}, {});
        const auto waits = join_waiting_list(tx, system,
                                             {.office = draw->office,
                                              .service = draw->service,
                                              .application = entry.application,
                                              .from = draw->date,
                                              .to = draw->date,
                                              .part_of_day = entry.part_of_day});
        drawn.waiting += waits.has_value();
        tell(tx, context, *office, *draw, entry, "booking.draw_lost", "/berkas/" + entry.application.text() + "/tunggu");
    }
    note(tx, context, *draw, "draw.held",
         R"({"entries":)" + std::to_string(drawn.entries) + R"(,"winners":)" + std::to_string(drawn.winners) + "}");
    return drawn;
}

std::vector<DrawId> draws_to_hold(sql::Transaction& tx, const Context& context) {
    std::vector<DrawId> due;
    for (const auto& draw : store::draws_closing(tx, context.now)) due.push_back(draw.id);
    return due;
}

std::optional<DrawView> draw_view(sql::Transaction& tx, const Context&, DrawId id) {
    auto draw = store::find_draw(tx, id);
    if (!draw) return {};
    return view_of(tx, std::move(*draw));
}

std::optional<DrawView> draw_of_day(sql::Transaction& tx, const Context&, OfficeId office, std::string_view service, Date date) {
    auto draw = store::draw_on(tx, office, service, date);
    if (!draw) return {};
    return view_of(tx, std::move(*draw));
}

std::vector<DrawView> draws(sql::Transaction& tx, const Context&, OfficeId office, Date from) {
    std::vector<DrawView> list;
    for (auto& draw : store::draws(tx, office, from)) list.push_back(view_of(tx, std::move(draw)));
    return list;
}

std::optional<DrawEntry> draw_entry(sql::Transaction& tx, DrawId id, registration::ApplicationId application) {
    return store::entry_of(tx, id, application);
}

std::string ballot_file(sql::Transaction& tx, const Context&, const DrawView& view) {
    return view.draw.state == DrawState::drawn ? view.draw.ballot : ballot_json(announced(tx, view.draw, view.windows));
}

}  // namespace booking
