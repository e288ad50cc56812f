#pragma once

#include <string_view>
#include <vector>

#include "modules/oversight/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Reads what the other modules recorded; writes nothing.
namespace oversight {

constexpr int days_max = 92;

// For a manager or an inspector of the office; empty lists for anybody else.
Report report(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to);

// For everybody: the last `weeks` whole weeks and the one that runs, by service. Small groups are masked.
std::vector<WaitingTimes> waiting_times(sql::Transaction& tx, const Context& context, OfficeId office, int weeks);
int promised_minutes(sql::Transaction& tx, OfficeId office, Date on);

std::string_view label(Measure measure);
std::string_view label(Verdict verdict);

}  // namespace oversight
