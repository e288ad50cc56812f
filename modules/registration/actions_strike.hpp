#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/registration/model_strike.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What would be struck off the register: people who did not report, cards whose last day has passed. It is proposed, a manager
// looks at it, approves it in parts and may undo each part exactly. After the import of an old register nothing of it goes in
// any other way.
namespace registration {

struct StrikeList {
    StrikeListId id;
    Date day;
    bool open{};
    Instant made_at;
    StrikeCounts counts;
    int stock{};  // people on the register now
};
// One list at a time: an open one is given again.
Result<StrikeListId, Refusal> propose_strikes(sql::Transaction& tx, const Context& context, OfficeId office);
std::optional<StrikeList> open_strike_list(sql::Transaction& tx, const Context& context, OfficeId office);
std::vector<StrikeList> strike_lists(sql::Transaction& tx, const Context& context, OfficeId office);  // newest first
std::optional<StrikeList> find_strike_list(sql::Transaction& tx, const Context& context, StrikeListId id);
// Cards of an old register that nobody has proposed yet although they are due.
int waiting_for_proposal(sql::Transaction& tx, const Context& context, OfficeId office);

// The longest overdue first; pages go on behind a card.
std::vector<StrikeItem> strike_items(sql::Transaction& tx, const Context& context, StrikeListId id, const StrikeFilter& filter, int offset,
                                     int limit);

struct StrikeDone {
    int done{};
    int left{};  // changed meanwhile, or no longer on the register: untouched
};
Result<StrikeDone, Refusal> approve_strikes(sql::Transaction& tx, const Context& context, StrikeListId id,
                                            const std::vector<CardId>& cards);
// Within the office's days for it, and as long as nobody touched the card since.
Result<StrikeDone, Refusal> undo_strikes(sql::Transaction& tx, const Context& context, StrikeListId id, const std::vector<CardId>& cards);
// What was not approved stays on the register; from the next day on the office's ordinary days hold for what falls due later.
Result<Done, Refusal> close_strike_list(sql::Transaction& tx, const Context& context, StrikeListId id);
// A whole part at once, in transactions of a few hundred cards, so that the counter goes on in between.
Result<StrikeDone, Refusal> approve_part(const Context& context, StrikeListId id, const StrikeFilter& filter);
Result<StrikeDone, Refusal> undo_part(const Context& context, StrikeListId id, const StrikeFilter& filter);

}  // namespace registration
