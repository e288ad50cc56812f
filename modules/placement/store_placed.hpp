#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/placement/model.hpp"
#include "platform/sql/sql.hpp"

// Placements and the ledger.
namespace placement::store {

void add_placement(sql::Transaction& tx, const Placement& placement);
std::optional<Placement> find_placement(sql::Transaction& tx, PlacementId id);
std::optional<Placement> placement_of(sql::Transaction& tx, CandidacyId candidacy);
std::vector<Placement> placements(sql::Transaction& tx, OfficeId office, PlacementState state, int limit);  // by day of start
std::vector<Placement> placements_of(sql::Transaction& tx, registration::ApplicationId file);

// reported > placed or refused, by somebody without a tie to the employer and if nobody was faster. False otherwise.
bool verify(sql::Transaction& tx, const Placement& placement, PlacementState to, AccountId by, std::string_view by_name, Instant now);
bool confirm(sql::Transaction& tx, const Placement& placement, Date on);
bool end(sql::Transaction& tx, const Placement& placement, Date on);

// One row of the ledger, with what was true of the person on that day.
struct Event {
    OfficeId office;
    CandidacyId candidacy;
    PlacementId placement;
    vacancies::VacancyId vacancy;
    employers::EmployerId employer;
    registration::ApplicationId file;
    std::string kind;
    std::string reason;
    Date effective_on;
    int age{};
    std::string sex;
    std::string education;
    std::string occupation;
    std::string industry;
    std::string channel;
    std::string origin;
    bool training{};
};
void add_event(sql::Transaction& tx, const Event& event, Instant now, std::string_view by);
std::vector<Event> events_of(sql::Transaction& tx, registration::ApplicationId file);  // oldest first

}  // namespace placement::store
