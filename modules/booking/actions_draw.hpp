#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/model_draw.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The draw of a day: promised by a commitment before anybody enters, drawn by a seed that nobody could choose afterwards,
// recomputed by whoever wants to (`antarkerja verify-ballot`).
namespace booking {

// Takes the day's windows out of online sale and publishes sha256(seed). Only for services with an application: there a
// person is a NIK, and one NIK enters once.
Result<DrawId, DrawRefusal> set_up_draw(sql::Transaction& tx, const Context& context, const DrawSetUp& asked);
// Before it is drawn; the day is first come, first served again. The seed is never shown.
Result<Done, DrawRefusal> call_off_draw(sql::Transaction& tx, const Context& context, DrawId id, std::string_view reason);

// Gives the entry's code, by which the person finds it in the published list. The same file again: the same code.
Result<std::string, DrawRefusal> enter_draw(sql::Transaction& tx, const Context& context, DrawId id,
                                            registration::ApplicationId application, PartOfDay part);
Result<Done, DrawRefusal> leave_draw(sql::Transaction& tx, const Context& context, DrawId id, registration::ApplicationId application);

struct Drawn {
    int entries{};
    int winners{};
    int waiting{};
};
// After its closing time, once: list, seed and result are published together, winners get their places by the same guard
// as everybody, the others stand on the waiting list in the order drawn. Places left over are for sale.
Result<Drawn, DrawRefusal> hold_draw(sql::Transaction& tx, const Context& context, DrawId id);
// Every draw whose time has come.
std::vector<DrawId> draws_to_hold(sql::Transaction& tx, const Context& context);

struct DrawView {
    Draw draw;
    int entries{};
    std::vector<Window> windows;
    int places{};  // that are drawn, or were
};
std::optional<DrawView> draw_view(sql::Transaction& tx, const Context& context, DrawId id);
std::optional<DrawView> draw_of_day(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view service, Date date);
std::vector<DrawView> draws(sql::Transaction& tx, const Context& context, OfficeId office, Date from);
std::optional<DrawEntry> draw_entry(sql::Transaction& tx, DrawId id, registration::ApplicationId application);
// The published file: commitment and places before the draw, everything after it.
std::string ballot_file(sql::Transaction& tx, const Context& context, const DrawView& view);

std::string_view sentence(DrawRefusal why);

// Announced topic: "draw:ID".

}  // namespace booking
