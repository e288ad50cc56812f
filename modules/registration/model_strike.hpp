#pragma once

#include <optional>
#include <string>

#include "modules/registration/model.hpp"

// A proposed list of who leaves the register, and its lines.
namespace registration {

using StrikeListId = Id<struct StrikeListTag>;

struct StrikeCounts {
    int proposed{};
    int struck{};
    int undone{};
    int lapsed{};  // of the proposed ones
    int expired{};
};

enum class StrikeState { proposed, struck, undone };
struct StrikeItem {
    CardId card;
    std::string number;
    std::string holder_name;
    std::string reason;  // lapsed, expired: as in removal_reasons() and the ledger
    Date due;            // the report or the last day that passed
    StrikeState state{};
    std::optional<Instant> struck_at;
};
struct StrikeFilter {
    StrikeState state{StrikeState::proposed};
    std::string reason;              // "" = both
    std::optional<Date> due_before;  // that day excluded
};

}  // namespace registration
