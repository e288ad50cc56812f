#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

// A wage in rupiah as people write it, from and to: "4.000.000", "Rp 3,500,000", "3,5 juta", "4-5 jt", "750rb".
// Empty for anything else, for less than a thousand rupiah and for more than two amounts.
std::optional<std::pair<std::int64_t, std::int64_t>> written_wage(std::string_view text);
