#pragma once

#include <string>
#include <string_view>

namespace vacancies {

// What a reader would see of a text that may be HTML: no tag, no script, no style; paragraphs and list items become lines, named
// and numbered entities their characters. Always valid UTF-8 without control characters, whatever comes in. A "<" that begins no
// tag stays.
std::string plain_text(std::string_view html);
// The same for one line.
std::string plain_line(std::string_view html, std::size_t most);

}  // namespace vacancies
