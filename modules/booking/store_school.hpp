#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/booking/model_change.hpp"
#include "modules/booking/model_school.hpp"
#include "modules/booking/store.hpp"

// SQL of the places for schools.
namespace booking::store {

struct SchoolWindow {
    WindowId id;
    std::int64_t holder{};
    int school_taken{};
};
std::vector<SchoolWindow> school_windows(sql::Transaction& tx, OfficeId office, Date from, Date to);
// A window that is not in the lists for everybody.
void add_school_day(sql::Transaction& tx, const Window& window, std::int64_t holder);
std::int64_t holder_of(sql::Transaction& tx, WindowId id);

// Takes `places` within the quota and the schools' share; gives the last number, empty when there is no room.
std::optional<int> claim_block(sql::Transaction& tx, WindowId id, int places, int share);
void add_block(sql::Transaction& tx, const Block& block, int last_number);
std::optional<Block> find_block(sql::Transaction& tx, BlockId id);
std::vector<Block> blocks_of(sql::Transaction& tx, OfficeId office, std::int64_t holder);
std::vector<Block> open_blocks(sql::Transaction& tx, OfficeId office);
std::vector<Block> open_blocks_in(sql::Transaction& tx, WindowId window);
// Names one place: the number, empty when all are named or the block was returned.
std::optional<int> name_place(sql::Transaction& tx, BlockId id);
bool free_place(sql::Transaction& tx, BlockId id);
// False when it was returned before.
bool return_block(sql::Transaction& tx, BlockId id, int unnamed, Instant now);
// --- places that a quota change took ---
struct GivenUpRow {
    BlockId block;
    int places{};
};
// False when so many are no longer without a name.
bool take_unnamed(sql::Transaction& tx, BlockId id, int places);
void add_given_up(sql::Transaction& tx, OfficeId office, ChangeId change, BlockId block, WindowId window, int places);
std::vector<GivenUpRow> given_up_in(sql::Transaction& tx, ChangeId change, WindowId window);
// Up to `places` of what the window has free; gives how many.
int take_back_places(sql::Transaction& tx, BlockId block, WindowId window, int places);

// So many places no longer count as the schools' share.
void leave_share(sql::Transaction& tx, WindowId id, int places);
std::vector<TicketId> named_in(sql::Transaction& tx, WindowId window);  // not cancelled, by number
std::vector<registration::ApplicationId> applications_with_ticket(sql::Transaction& tx, OfficeId office);
// Empty person: nobody's one open ticket yet. False: the person holds another one.
bool set_person(sql::Transaction& tx, TicketId id, std::string_view person_key);

}  // namespace booking::store
