#include "modules/booking/actions_school.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/rules_school.hpp"
#include "modules/booking/store_school.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/queue_facts.hpp"
#include "modules/registration/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"

namespace booking {

namespace {

constexpr std::string_view service = "ak1";

// A school's account of this office, its staff, or the program itself.
bool may_hold(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && context.actor.office == office &&
           (context.may(Permission::school) || context.may(Permission::manage_quota));
}

void note(sql::Transaction& tx, const Context& context, const Block& block, std::string_view verb, int places) {
    audit::record(tx, context,
                  {block.office, verb, "booking_block:" + block.id.text(),
                   R"({"window":")" + block.window.text() + R"(","holder":")" + std::to_string(block.holder) + R"(","places":)" +
                       std::to_string(places) + "}"});
}

int share_of(sql::Transaction& tx, const Window& window, std::int64_t holder) {
    if (holder != 0) return window.quota;
    for (const auto& rule : office::window_rules(tx, window.office))
        if (rule.id == window.rule) return school_part(window.quota, rule.school_percent);
    return 0;
}

std::optional<LocalTime> now_at(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto found = office::find_office(tx, office);
    if (!found) return {};
    return context.local(found->zone);
}

std::optional<Refusal> refusal_for_school(const Window& window, LocalTime now) {
    if (window.suspended) return Refusal::window_suspended;
    if (is_over(window, now)) return Refusal::window_over;
    return {};
}

}  // namespace

std::vector<BlockView> blocks_of(sql::Transaction& tx, OfficeId office, std::int64_t holder) {
    std::vector<BlockView> views;
    for (auto& block : store::blocks_of(tx, office, holder)) {
        auto window = store::find_window(tx, block.window);
        if (!window) continue;
        const bool own = store::holder_of(tx, block.window) != 0;
        views.push_back({std::move(block), std::move(*window), own});
    }
    std::ranges::stable_sort(views, [](const BlockView& a, const BlockView& b) {
        return std::pair(a.window.date, a.window.opens) < std::pair(b.window.date, b.window.opens);
    });
    return views;
}

std::optional<BlockView> find_block(sql::Transaction& tx, BlockId id) {
    auto block = store::find_block(tx, id);
    if (!block) return {};
    auto window = store::find_window(tx, block->window);
    if (!window) return {};
    const bool own = store::holder_of(tx, block->window) != 0;
    return BlockView{std::move(*block), std::move(*window), own};
}

std::vector<SchoolOffer> offers_for_school(sql::Transaction& tx, const Context& context, OfficeId office, std::int64_t holder, Date from,
                                           Date to) {
    std::vector<SchoolOffer> offers;
    const auto now = now_at(tx, context, office);
    if (!now || !may_hold(context, office)) return offers;
    std::map<std::int64_t, int> percents;
    for (const auto& rule : office::window_rules(tx, office)) percents[rule.id.value] = rule.school_percent;
    std::map<WindowId, Window> by_id;
    for (auto& window : store::windows(tx, office, service, from, to)) by_id.emplace(window.id, std::move(window));
    for (const auto& one : store::school_windows(tx, office, from, to)) {
        if (one.holder != 0 && one.holder != holder) continue;
        std::optional<Window> window;
        if (const auto found = by_id.find(one.id); found != by_id.end())
            window = found->second;
        else
            window = store::find_window(tx, one.id);
        if (!window || refusal_for_school(*window, *now)) continue;
        const int share = one.holder != 0 ? window->quota : school_part(window->quota, percents[window->rule.value]);
        const int free = std::min(window->quota - window->taken, share - one.school_taken);
        if (free > 0) offers.push_back({std::move(*window), free, one.holder != 0});
    }
    return offers;
}

Result<Block, Refusal> book_block(sql::Transaction& tx, const Context& context, WindowId window_id, const SchoolHolder& holder,
                                  int places) {
    const auto window = store::find_window(tx, window_id);
    if (!window || window->service != service || !may_hold(context, window->office)) return Refusal::no_such_window;
    const auto whose = store::holder_of(tx, window_id);
    if (whose != 0 && whose != holder.id) return Refusal::no_such_window;
    if (places < 1 || places > school_day_places_max) return Refusal::quota_unfit;
    const auto now = now_at(tx, context, window->office);
    if (!now) return Refusal::no_such_window;
    if (const auto why = refusal_for_school(*window, *now)) return *why;
    const auto last_number = store::claim_block(tx, window_id, places, share_of(tx, *window, whose));
    if (!last_number) return Refusal::quota_full;
    Block block{.id = {ids::next()},
                .office = window->office,
                .window = window_id,
                .holder = holder.id,
                .holder_name = holder.name,
                .places = places,
                .made_at = context.now};
    store::add_block(tx, block, *last_number);
    note(tx, context, block, "block.booked", places);
    tx.announce("windows:" + window->office.text());
    return block;
}

Result<Ticket, Refusal> name_place(sql::Transaction& tx, const Context& context, BlockId block_id,
                                   registration::ApplicationId application_id) {
    const auto block = store::find_block(tx, block_id);
    if (!block || !may_hold(context, block->office)) return Refusal::no_such_window;
    const auto window = store::find_window(tx, block->window);
    const auto now = now_at(tx, context, block->office);
    const auto application = registration::find_outline(tx, application_id);
    if (!window || !now || !application || application->office != block->office) return Refusal::no_such_window;
    if (const auto why = refusal_for_school(*window, *now)) return *why;
    if (application->state != registration::ApplicationState::submitted && application->state != registration::ApplicationState::needs_fix)
        return Refusal::application_not_ready;
    if (store::open_of_application(tx, application_id)) return Refusal::already_booked;
    const auto number = store::name_place(tx, block_id);
    if (!number) return Refusal::quota_full;
    const auto facts = office::queue_facts(tx, block->office, service);
    store::Row row;
    row.ticket = {.id = {ids::next()},
                  .office = block->office,
                  .window = window->id,
                  .service = window->service,
                  .number = *number,
                  .letter = facts ? facts->letter : 'A',
                  .code = application->code,
                  .application = application_id,
                  .holder_name = application->name,
                  .channel = TicketChannel::school,
                  .taken_at = context.now};
    row.date = window->date;
    // No person_key yet: a school that types somebody's NIK neither learns of their number nor takes it from them.
    if (!store::add(tx, row, "")) return Refusal::already_booked;
    audit::record(tx, context,
                  {row.ticket.office, "ticket.named", "booking_ticket:" + row.ticket.id.text(),
                   R"({"block":")" + block_id.text() + R"(","number":)" + std::to_string(*number) + "}"});
    tx.announce("day:" + block->office.text() + ":" + window->date.iso());
    return row.ticket;
}

Result<Done, Refusal> free_place(sql::Transaction& tx, const Context& context, BlockId block_id, registration::ApplicationId application) {
    const auto block = store::find_block(tx, block_id);
    if (!block || !may_hold(context, block->office)) return Refusal::no_such_window;
    auto row = store::open_of_application(tx, application);
    if (!row || row->ticket.window != block->window || row->ticket.channel != TicketChannel::school) return Refusal::no_such_ticket;
    if (!may_move_to(row->ticket.state, TicketState::cancelled)) return Refusal::wrong_state;
    row = store::cancel(tx, row->ticket.id, row->ticket.state, context.now);
    if (!row || row->ticket.window != block->window) return Refusal::changed_meanwhile;  // an office has just moved it
    if (!store::free_place(tx, block_id)) store::release_place(tx, row->ticket.window, row->ticket.channel);
    audit::record(
        tx, context,
        {row->ticket.office, "ticket.unnamed", "booking_ticket:" + row->ticket.id.text(), R"({"block":")" + block_id.text() + "\"}"});
    tx.announce("ticket:" + row->ticket.id.text());
    tx.announce("day:" + block->office.text() + ":" + row->date.iso());
    return Done{};
}

std::vector<Ticket> named_in(sql::Transaction& tx, WindowId window) {
    std::vector<Ticket> named;
    for (const auto id : store::named_in(tx, window))
        if (auto row = store::find(tx, id)) named.push_back(std::move(row->ticket));
    return named;
}

std::vector<registration::ApplicationId> applications_with_ticket(sql::Transaction& tx, OfficeId office) {
    return store::applications_with_ticket(tx, office);
}

void claim_for_person(sql::Transaction& tx, const Context& context, TicketId id) {
    const auto row = store::find(tx, id);
    if (!row || row->ticket.channel != TicketChannel::school || !row->person_key.empty() || !is_open(row->ticket.state)) return;
    const auto application = registration::find_outline(tx, row->ticket.application);
    if (!application || application->person_key.empty()) return;
    if (!store::set_person(tx, id, application->person_key)) return;
    audit::record(tx, context, {row->ticket.office, "ticket.claimed", "booking_ticket:" + id.text(), ""});
    tx.announce("ticket:" + id.text());
}

Result<int, Refusal> return_places(sql::Transaction& tx, const Context& context, BlockId id) {
    const auto block = store::find_block(tx, id);
    if (!block || !may_hold(context, block->office)) return Refusal::no_such_window;
    if (block->returned_at) return 0;
    const int unnamed = block->places - block->named;
    if (!store::return_block(tx, id, unnamed, context.now)) return Refusal::changed_meanwhile;
    if (unnamed == 0) return 0;
    const bool everybody = store::holder_of(tx, block->window) == 0;
    store::leave_share(tx, block->window, unnamed);
    const auto window = store::find_window(tx, block->window);
    for (int one = 0; one < unnamed && window; ++one) {
        if (everybody)
            return_place(tx, context, *window, TicketChannel::school, "", PlaceCause::school_unused);
        else
            store::release_place(tx, block->window, TicketChannel::school);
    }
    note(tx, context, *block, "block.returned", unnamed);
    tx.announce("windows:" + block->office.text());
    return unnamed;
}

int return_unnamed_places(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto found = office::find_office(tx, office);
    if (!found) return 0;
    const auto now = context.local(found->zone);
    const int hours = office::parameter(tx, office, "school_places_return_hours", now.date).number();
    int returned = 0;
    for (const auto& block : store::open_blocks(tx, office)) {
        const auto window = store::find_window(tx, block.window);
        if (!window || store::holder_of(tx, block.window) != 0) continue;
        if (context.now < returns_at(instant({window->date, window->opens, found->zone}), block.made_at, hours)) continue;
        if (const auto count = return_places(tx, context, block.id)) returned += *count;
    }
    return returned;
}

Result<Block, Refusal> add_school_day(sql::Transaction& tx, const Context& context, const SchoolDay& day) {
    if (context.actor.kind != ActorKind::system &&
        !(context.actor.kind == ActorKind::staff && context.actor.office == day.office && context.may(Permission::manage_quota)))
        return Refusal::no_such_window;
    const auto now = now_at(tx, context, day.office);
    const auto place = text::clean_line(day.place, 120);
    if (!now || !place || place->empty()) return Refusal::field_missing;
    if (day.places < 1 || day.places > school_day_places_max) return Refusal::quota_unfit;
    if (day.closes <= day.opens || day.closes.minutes > 24 * 60) return Refusal::field_missing;
    Window window{.id = {ids::next()},
                  .office = day.office,
                  .service = std::string(service),
                  .name = day.holder.name,
                  .place = *place,
                  .date = day.date,
                  .opens = day.opens,
                  .closes = day.closes,
                  .quota = day.places};
    window.rule = {window.id.value};  // of no rule: nothing follows it
    if (is_over(window, *now)) return Refusal::window_over;
    store::add_school_day(tx, window, day.holder.id);
    audit::record(tx, context,
                  {day.office, "school_day.made", "booking_window:" + window.id.text(),
                   R"({"holder":")" + std::to_string(day.holder.id) + R"(","places":)" + std::to_string(day.places) + "}"});
    tx.announce("day:" + day.office.text() + ":" + day.date.iso());
    return book_block(tx, context, window.id, day.holder, day.places);
}

}  // namespace booking
