#pragma once

#include <optional>
#include <string_view>

#include "modules/identity/model.hpp"

// The short words that stand in the tables.
namespace identity::store {

std::string_view code(Role role);
std::optional<Role> parse_role(std::string_view text);
std::string_view code(AccountState state);
AccountState parse_state(std::string_view text);
std::string_view code(Stage stage);
Stage parse_stage(std::string_view text);
std::string_view code(LinkKind kind);
LinkKind parse_link_kind(std::string_view text);

}  // namespace identity::store
