#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/booking/model_school.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Places for schools: a block from the schools' share of a window, or of a day on which the office comes to the school.
// Who the school is, and whether it may, is the caller's to know; here it is a holder with a number and a name.
namespace booking {

struct BlockView {
    Block block;
    Window window;
    bool school_day{};
};
std::vector<BlockView> blocks_of(sql::Transaction& tx, OfficeId office, std::int64_t holder);  // by day
std::optional<BlockView> find_block(sql::Transaction& tx, BlockId id);

// AK-1 windows in which this holder may still take a block, its own school days among them.
struct SchoolOffer {
    Window window;
    int free{};
    bool school_day{};
};
std::vector<SchoolOffer> offers_for_school(sql::Transaction& tx, const Context& context, OfficeId office, std::int64_t holder, Date from,
                                           Date to);

struct SchoolHolder {
    std::int64_t id{};
    std::string name;
};
// One guarded statement takes the places, within the quota and the schools' share of it.
Result<Block, Refusal> book_block(sql::Transaction& tx, const Context& context, WindowId window, const SchoolHolder& holder, int places);
// A place of the block gets a name. The same answer whoever the person is: whether they hold another number is settled
// against the KTP, or when they confirm.
Result<Ticket, Refusal> name_place(sql::Transaction& tx, const Context& context, BlockId block, registration::ApplicationId application);
// The name goes, the place stays in the block while the block lasts.
Result<Done, Refusal> free_place(sql::Transaction& tx, const Context& context, BlockId block, registration::ApplicationId application);
// Those whom schools have named in this window, by number; and all applications of the office that hold an open ticket.
std::vector<Ticket> named_in(sql::Transaction& tx, WindowId window);
std::vector<registration::ApplicationId> applications_with_ticket(sql::Transaction& tx, OfficeId office);
// The person said "this is mine": from now on the ticket counts as their one open ticket, unless another one does.
void claim_for_person(sql::Transaction& tx, const Context& context, TicketId ticket);
// Unnamed places go back to everybody: by the school itself, or by the job when the window is near. Gives how many.
Result<int, Refusal> return_places(sql::Transaction& tx, const Context& context, BlockId block);
int return_unnamed_places(sql::Transaction& tx, const Context& context, OfficeId office);

struct SchoolDay {
    OfficeId office;
    SchoolHolder holder;
    std::string place;
    Date date;
    TimeOfDay opens;
    TimeOfDay closes;
    int places{};
};
constexpr int school_day_places_max = 500;
// A window at the school's place for this school only, and a block of all its places.
Result<Block, Refusal> add_school_day(sql::Transaction& tx, const Context& context, const SchoolDay& day);

// Parameter school_places_return_hours. What comes back rests and is offered like every returned place.

}  // namespace booking
