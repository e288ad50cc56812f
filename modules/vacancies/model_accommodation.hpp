#pragma once

#include <array>
#include <string_view>

namespace vacancies {

// What a workplace can provide; codes as in the hall and in a seeker's profile.
constexpr std::array<std::string_view, 4> accommodation_codes{"wheelchair", "sign_language", "large_print", "companion"};

}  // namespace vacancies
