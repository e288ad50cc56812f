#pragma once

#include <optional>
#include <string_view>

#include "modules/office/model.hpp"
#include "platform/sql/sql.hpp"

namespace office {

// What a queue number needs of its office: one small row for the busiest minute of the day, where find_office and
// services read every sentence of the office.
struct QueueFacts {
    Zone zone{Zone::wita};
    char letter{'A'};  // of the service's numbers
};
std::optional<QueueFacts> queue_facts(sql::Transaction& tx, OfficeId office, std::string_view service);

}  // namespace office
