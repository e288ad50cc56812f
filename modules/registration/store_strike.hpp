#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/registration/model_strike.hpp"
#include "modules/registration/store.hpp"

// Rows of what is proposed to be struck off.
namespace registration::store {

struct StrikeListRow {
    StrikeListId id;
    OfficeId office;
    Date day;
    bool open{};
    Instant made_at;
};
std::optional<StrikeListRow> open_list(sql::Transaction& tx, OfficeId office);
std::optional<StrikeListRow> find_list(sql::Transaction& tx, StrikeListId id);
std::vector<StrikeListRow> lists(sql::Transaction& tx, OfficeId office, int limit);
// Empty: another one is open.
std::optional<StrikeListId> add_list(sql::Transaction& tx, OfficeId office, Date day, Instant now, std::string_view by);
// Everything that is due on that day goes onto the list, in one statement. Gives how many.
int fill_list(sql::Transaction& tx, StrikeListId id, OfficeId office, Date today, Date reported_before);
int due_of_old_register(sql::Transaction& tx, OfficeId office, Date today, Date reported_before);
bool close_list(sql::Transaction& tx, StrikeListId id, Instant now, std::string_view by);
StrikeCounts counts(sql::Transaction& tx, StrikeListId id);
int stock(sql::Transaction& tx, OfficeId office);
std::vector<StrikeItem> items(sql::Transaction& tx, StrikeListId id, const StrikeFilter& filter, int offset, int limit);

struct StrikeRow {
    std::string reason;
    Date due;
    std::string state;
    int version_after{};
    std::optional<Instant> before_at;
    bool before_on_register{};
    std::optional<Instant> struck_at;
};
std::optional<StrikeRow> find_item(sql::Transaction& tx, StrikeListId id, CardId card);
// False: it is no longer proposed, or no longer struck.
struct Before {
    int version_after{};
    std::optional<Instant> inactive_at;
    bool on_register{};
};
bool strike_item(sql::Transaction& tx, StrikeListId id, CardId card, const Before& before, Instant now, std::string_view by);
bool undo_item(sql::Transaction& tx, StrikeListId id, CardId card, Instant now, std::string_view by);

}  // namespace registration::store
