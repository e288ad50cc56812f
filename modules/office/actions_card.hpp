#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/office/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The card's layout for its editor, which is the register's.
namespace office {

std::vector<CardTemplateText> card_templates(sql::Transaction& tx, OfficeId office);  // every version, newest first
// Adds a version over the newest one that was seen (0 = none): changed_meanwhile when somebody saved since.
Result<int, Refusal> save_card_template_over(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view json,
                                             Date valid_from, std::optional<int> newest_seen);

}  // namespace office
