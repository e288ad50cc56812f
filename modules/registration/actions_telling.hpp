#pragma once

#include <optional>

#include "base/phone.hpp"
#include "modules/registration/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What was changed on a file is told to whom it concerns. Internal.
namespace registration {

// To the number that stood on the file until now: whoever changed it may have shown another person's KTP. Without a name: the
// telephone may be anybody's. Called with the turn taken; `application` holds the number of now. Gives whether somebody was told:
// nobody where there was no number, where it stays, and in the training mode.
bool tell_old_number(sql::Transaction& tx, const Context& context, const Application& application, const std::optional<Phone>& old);

}  // namespace registration
