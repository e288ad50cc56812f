#pragma once

#include <vector>

#include "modules/booking/model_change.hpp"
#include "modules/booking/model_school.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What a smaller quota does to the places that schools hold without a name. A part of the change itself: the same
// transaction, undone with it. Publishes `booking.block_changed` (subject: block) for whoever tells the school.
namespace booking {

struct GivenUp {
    BlockId block;
    WindowId window;
    int places{};
};
// By the office's parameter quota_cut_school_places. Empty when the quota does not shrink.
std::vector<GivenUp> places_schools_give_up(sql::Transaction& tx, const Context& context, const Window& window, int quota, bool closes);
int count_places(const std::vector<GivenUp>& given_up, WindowId window);
// False when a school named or gave back one of them meanwhile.
bool give_up_places(sql::Transaction& tx, const Context& context, ChangeId change, const std::vector<GivenUp>& given_up);
// As many as the restored quota holds; nothing to a school that has given its places back since.
void give_back_to_schools(sql::Transaction& tx, const Context& context, ChangeId change, WindowId window);

}  // namespace booking
