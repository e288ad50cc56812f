#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/search/index.hpp"

// Where the next page begins: what its last vacancy was worth, when it was published, its id. Stays right while vacancies
// come and go.
namespace search {

std::string cursor_of(const Hit& hit);
std::optional<Hit> hit_of(std::string_view cursor);

}  // namespace search
