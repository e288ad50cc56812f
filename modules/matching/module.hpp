#pragma once

#include <string>
#include <vector>

#include "modules/messages/model.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

namespace matching {

http::Module module();
std::vector<messages::Text> message_texts();
// For `antarkerja check`: one line for each broken promise.
void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults);

}  // namespace matching
