#pragma once

#include <string>
#include <vector>

#include "modules/messages/model.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

namespace registration {
http::Module module();

// For `antarkerja check`: one line for each broken promise.
void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults);

// What people are told outside the program.
std::vector<messages::Text> message_texts();
}  // namespace registration
