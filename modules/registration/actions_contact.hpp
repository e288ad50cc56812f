#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "modules/registration/model.hpp"
#include "modules/registration/model_contact.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// How the holder of a card without an application is reached, and who is not. Cards with one are reached by its answers.
namespace registration {

std::optional<CardContact> contact_of(sql::Transaction& tx, const Context& context, CardId id);
// From now on the holder is reminded: by telephone, or by a letter that waits among the office's messages.
Result<Done, Refusal> save_contact(sql::Transaction& tx, const Context& context, CardId id, const CardContact& contact);

// Whose report is due until a day and who cannot be written to: for lists that hang in the village office, so masked.
struct Unreached {
    CardId card;
    std::string masked_name;
    std::string number_end;
    std::string village_code;  // "" = not known
    Date due;
    Date last_day;
};
// By village, then by due date; those without a village last.
std::vector<Unreached> unreached(sql::Transaction& tx, const Context& context, OfficeId office, Date until, int limit);

}  // namespace registration
