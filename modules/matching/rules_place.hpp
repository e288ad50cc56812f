#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "modules/matching/model_profile.hpp"
#include "modules/reference/actions_distance.hpp"

// How good a place of work is for somebody who lives where they live: by kilometres, where they said how far they go, otherwise
// by the ladder of districts, regencies and provinces. 0 to 1000, or none: the person does not go there.
namespace matching {

constexpr int place_not_told = 400;

std::optional<int> place_value(const Profile& profile, std::string_view place_code, bool is_remote);

// The same for many places of one person: the table is looked up once. Empty where they did not say how far.
std::shared_ptr<const reference::Distances> ways_of(const Profile& profile);
std::optional<int> place_value(const Profile& profile, const reference::Distances* ways, reference::AreaNumber area,
                               std::string_view place_code);

}  // namespace matching
