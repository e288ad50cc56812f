#pragma once

#include <string_view>

#include "modules/placement/model.hpp"

// What people read of this module; Indonesian, translated by the page.
namespace placement {

std::string_view label(CandidacyState state, Origin origin);
std::string_view explanation(CandidacyState state);  // to the person: what happens now
std::string_view label(Reason reason);               // to a company: short
std::string_view sentence(Reason reason);            // to the person: kind and whole
// Where a person goes on after this reason.
enum class Help { similar, training, counselling, profile };
Help first_help(Reason reason);

std::string_view label(PlacementState state);
std::string_view label(Channel channel);
std::string_view label(MatchOrigin origin);
std::string_view label(Evidence evidence);
std::string_view code(Refusal why);
int status_of(Refusal why);

}  // namespace placement
