#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace text {

bool is_valid_utf8(std::string_view bytes);
std::size_t length(std::string_view utf8);  // code points

std::string trim(std::string_view text);     // ASCII and common Unicode blanks at both ends
std::string squeeze(std::string_view text);  // trim, and inner runs of blanks become one space
std::string lower(std::string_view utf8);    // ASCII and Latin-1/Latin Extended-A letters
std::string upper(std::string_view utf8);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
bool contains(std::string_view text, std::string_view part);

// A single line as a person may type it: valid UTF-8, no control or bidi-override characters, squeezed,
// at most `max_length` code points. Empty optional when it is not; an empty line is fine.
std::optional<std::string> clean_line(std::string_view typed, std::size_t max_length);
// The same for several lines: keeps \n.
std::optional<std::string> clean_lines(std::string_view typed, std::size_t max_length);

// The form in which two spellings of one name meet: lower case, letters only, titles (H., Hj., Dr., S.Pd. …)
// and the usual variants of Muhammad (Mohamad, Moh., M.) folded.
std::string name_key(std::string_view name);
// Edit distance in code points (optimal string alignment), at most `limit` + 1.
int distance(std::string_view a, std::string_view b, int limit);

std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);     // strict: canonical, padded
std::string base64url(std::string_view bytes);                     // no padding
std::optional<std::string> from_base64url(std::string_view text);  // strict: canonical, no padding, spare bits zero
std::string hex(std::string_view bytes);

}  // namespace text
