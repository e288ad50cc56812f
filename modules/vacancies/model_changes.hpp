#pragma once

#include <string_view>

namespace vacancies {

// Announced with every commit that changes what a reader of published vacancies must see.
constexpr std::string_view changed_topic = "vacancies";

}  // namespace vacancies
