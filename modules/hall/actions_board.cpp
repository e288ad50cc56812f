#include "modules/hall/actions_board.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/hall/store_devices.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"

namespace hall {
namespace {

constexpr std::size_t notice_max = 160;
constexpr int missed_max = 50;  // a board that was off for longer has nothing to say about the morning
constexpr int day_max = 60;

std::string topic(OfficeId office) { return "board:" + office.text(); }

}  // namespace

void show_on_board(sql::Transaction& tx, const Context& context, const Place& place, BoardWord word) {
    store::add(tx, BoardCall{.office = place.office,
                             .date = place.date,
                             .at = context.now,
                             .word = word,
                             .ticket = place.ticket,
                             .label = place.label,
                             .counter = place.counter_number});
    tx.announce(topic(place.office));
}

void show_room(sql::Transaction& tx, const Context& context, OfficeId office, Date date, bool is_full) {
    if (!store::put_full(tx, office, date, is_full)) return;
    store::add(tx, BoardCall{.office = office, .date = date, .at = context.now, .word = is_full ? BoardWord::full : BoardWord::free});
    tx.announce(topic(office));
}

Board board(sql::Transaction& tx, OfficeId office, Date today) {
    auto made = store::board(tx, office);
    if (made.notice_until && *made.notice_until < today) made.notice.clear();
    std::vector<booking::TicketId> seen;
    for (auto& call : store::calls_of_day(tx, office, today, day_max)) {
        if (!call.ticket || std::ranges::find(seen, call.ticket) != seen.end()) continue;  // a notice, or the room
        seen.push_back(call.ticket);
        if (call.word == BoardWord::come_in) {
            made.let_in.push_back(std::move(call));
            continue;
        }
        if (call.word != BoardWord::undone) made.calls.push_back(std::move(call));
        if (made.calls.size() == calls_shown) break;
    }
    return made;
}

std::vector<BoardCall> board_calls_after(sql::Transaction& tx, OfficeId office, std::int64_t after) {
    return store::calls_after(tx, office, after, missed_max);
}

Result<Done, DeviceRefusal> put_notice(sql::Transaction& tx, const Context& context, std::string_view typed, std::optional<Date> until) {
    const auto notice = text::clean_line(typed, notice_max);
    if (!notice) return DeviceRefusal::notice_too_long;
    const auto office = office::find_office(tx, context.actor.office);
    if (!office) return DeviceRefusal::no_such_device;
    store::put_notice(tx, office->id, *notice, notice->empty() ? std::optional<Date>{} : until);
    store::add(tx, BoardCall{.office = office->id,
                             .date = context.local(office->zone).date,
                             .at = context.now,
                             .word = BoardWord::notice,
                             .label = *notice});
    audit::record(tx, context,
                  {office->id, notice->empty() ? "board.notice_taken_down" : "board.notice_put", "office:" + office->id.text(), ""});
    tx.announce(topic(office->id));
    return Done{};
}

void forget_past_calls(Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) {
        // The day before yesterday is over in every zone.
        store::forget_calls(tx, context.local(Zone::wib).date - 1);
        store::forget_numbers(tx, {context.now.seconds - 2 * 24 * 3600});
    });
}

}  // namespace hall
