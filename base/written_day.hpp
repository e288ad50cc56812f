#pragma once

#include <optional>
#include <string_view>

#include "base/date.hpp"

// A day as people and programs write it in lists: "2026-12-31", "31-12-2026", "31/12/2026", "31 Desember 2026", "31 Des 2026",
// "Kamis, 31 Desember 2026", "December 31, 2026"; a time of day behind it is passed over. Numbers alone are day, month, year.
// Empty for anything else, a day that does not exist and a year of two digits.
std::optional<Date> written_day(std::string_view text);
