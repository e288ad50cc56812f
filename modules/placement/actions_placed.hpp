#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/placement/actions.hpp"

// From "hired" to "still there after three months": an officer saw evidence for every number that is counted.
namespace placement {

struct PlacementView {
    Placement placement;
    std::string name;   // of the person
    std::string title;  // of the vacancy; "" = none of ours
    bool may_verify{};  // the day of start has come
    bool may_confirm{};
    bool has_interest{};  // this officer has a tie to the firm
};
std::vector<PlacementView> placements(sql::Transaction& tx, const Context& context, PlacementState state);
std::optional<PlacementView> placement_to_look_at(sql::Transaction& tx, const Context& context, PlacementId id);

// Counts from now on. The person's card leaves the register in the same transaction: as placed, or as work they found alone.
Result<Done, Refusal> verify(sql::Transaction& tx, const Context& context, PlacementId id, Evidence evidence);
// It was not so: nothing is counted, the opening is free again.
Result<Done, Refusal> refuse(sql::Transaction& tx, const Context& context, PlacementId id);
Result<Done, Refusal> confirm(sql::Transaction& tx, const Context& context, PlacementId id);
Result<Done, Refusal> end(sql::Transaction& tx, const Context& context, PlacementId id, Date ended_on);

// Somebody found work without the office and told it.
struct SelfFound {
    registration::ApplicationId file;
    std::string employer_name;
    std::string occupation;  // KBJI; "" = not told
    Date start_on;
    Channel channel{Channel::local};
};
Result<PlacementId, Refusal> report_self_found(sql::Transaction& tx, const Context& context, const SelfFound& found);

}  // namespace placement
