#pragma once

#include <cstdint>
#include <string>

#include "platform/i18n/language.hpp"

// Numbers as the reader's language writes them. Papers are Indonesian, and so is what programs read.
std::string number(Language language, std::int64_t value);               // "3.500.000" / "3,500,000"
std::string rupiah(Language language, std::int64_t value);               // "Rp 3.500.000" / "Rp 3,500,000"; no line ends within it
std::string decimal(Language language, std::int64_t value, int places);  // 12345, 1: "1.234,5" / "1,234.5"
