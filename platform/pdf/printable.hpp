#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pdf {

// Valid UTF-8 without control, direction-override and private characters: bytes that are no text become U+FFFD,
// controls become blanks; \n stays. What people type never breaks a sheet.
std::string printable(std::string_view bytes);

// Bytes of the character that begins at `at` in valid UTF-8.
std::size_t letter_length(std::string_view utf8, std::size_t at);

}  // namespace pdf
