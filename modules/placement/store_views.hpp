#pragma once

#include <set>
#include <vector>

#include "modules/placement/model.hpp"
#include "platform/sql/sql.hpp"

// Whom a company opened on a day, and how many. No rule and no access check stands here.
namespace placement::store {

struct ViewDay {
    employers::EmployerId employer;
    ViewKind kind{ViewKind::fitting};
    int people{};
    int most{};
    bool used_up{};
};

// The day's row, held until the transaction ends. The office's number of today counts, yet never fewer than were opened already.
ViewDay hold_day(sql::Transaction& tx, employers::EmployerId employer, OfficeId office, Date day, ViewKind kind, int most);
// False when that many were opened already.
bool count_view(sql::Transaction& tx, employers::EmployerId employer, Date day, ViewKind kind);
void add_viewed(sql::Transaction& tx, employers::EmployerId employer, registration::ApplicationId file, Date day, ViewKind kind);
// True the first time on this day.
bool mark_used_up(sql::Transaction& tx, employers::EmployerId employer, Date day, ViewKind kind, Instant now);

std::set<registration::ApplicationId> viewed(sql::Transaction& tx, employers::EmployerId employer, Date day, ViewKind kind);
bool was_shown(sql::Transaction& tx, employers::EmployerId employer, registration::ApplicationId file);  // on any day that is kept
std::vector<ViewDay> view_days(sql::Transaction& tx, OfficeId office, Date day);
int forget_views(sql::Transaction& tx, Date before);

}  // namespace placement::store
