#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/employers/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

namespace employers {

// Writes to whom the company named, after a person of the office did something. Never the link of an invitation: that goes by
// hand to whoever answered the call, because the number that was typed may be anybody's.
void tell_company(sql::Transaction& tx, const Context& context, const Employer& employer, std::string_view text, std::string occasion,
                  std::vector<std::pair<std::string, std::string>> values = {});

}  // namespace employers
