#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/placement/model.hpp"
#include "modules/registration/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// A company looks at a pile of AK-1 cards: one sheet that says which of them are valid. Masked data only.
namespace placement {

struct CheckedCard {
    std::string shown;  // the number as pasted, or its end for a scanned code
    registration::Verdict verdict{};
    std::string masked_name;  // of a card that the register knows: is it the card of whoever stands here?
    std::string office_name;
    std::optional<Date> valid_until;
};
struct Sheet {
    std::string company;
    std::string office;
    Zone zone{Zone::wib};
    std::vector<CheckedCard> cards;
};
// The lines that will be looked up: counted per company and day, and written in the journal: how many, how many of them typed
// numbers, never which.
Result<std::vector<std::string>, Refusal> begin_check(sql::Transaction& tx, const Context& context, std::string_view pasted);
// What they say; many signatures, so in a reading transaction. Empty without a company.
Sheet checked_sheet(sql::Transaction& tx, const Context& context, const std::vector<std::string>& lines);

}  // namespace placement
