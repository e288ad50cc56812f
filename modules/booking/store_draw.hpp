#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/booking/model_draw.hpp"
#include "platform/sql/sql.hpp"

// SQL of the draw.
namespace booking::store {

// False when the day has a draw already.
bool add(sql::Transaction& tx, const Draw& draw, std::string_view seed_sealed);
std::optional<Draw> find_draw(sql::Transaction& tx, DrawId id);
std::optional<Draw> draw_on(sql::Transaction& tx, OfficeId office, std::string_view service, Date date);
std::vector<Draw> draws(sql::Transaction& tx, OfficeId office, Date from);  // by day
std::vector<Draw> draws_closing(sql::Transaction& tx, Instant now);
std::string sealed_seed(sql::Transaction& tx, DrawId id);
// False when it is over already.
bool publish(sql::Transaction& tx, DrawId id, std::string_view seed, std::string_view ballot, Instant now);
bool call_off(sql::Transaction& tx, DrawId id, std::string_view reason);
// The windows of the day: out of online sale, or in it again. Gives how many.
int keep_for_draw(sql::Transaction& tx, const Draw& draw);
int give_back_to_sale(sql::Transaction& tx, DrawId id);
std::vector<WindowId> windows_of(sql::Transaction& tx, DrawId id);

// False when this person, file or code stands in the draw.
bool add(sql::Transaction& tx, OfficeId office, const DrawEntry& entry);
std::optional<DrawEntry> entry_of(sql::Transaction& tx, DrawId draw, registration::ApplicationId application);
std::vector<DrawEntry> entries(sql::Transaction& tx, DrawId draw);
int count_entries(sql::Transaction& tx, DrawId draw);
bool remove(sql::Transaction& tx, DrawEntryId id);
void set_rank(sql::Transaction& tx, DrawEntryId id, int rank, WindowId window, TicketId ticket);
std::vector<DrawEntry> entries_of(sql::Transaction& tx, registration::ApplicationId application);

}  // namespace booking::store
