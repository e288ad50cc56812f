#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/http/http.hpp"

// What a client typed into its request, read strictly: a broken escape, NUL or invalid UTF-8 is refused, never guessed.
namespace http {

// "%41" -> "A". Empty for a broken escape, NUL or invalid UTF-8. `plus_is_blank` as forms write it.
std::optional<std::string> percent_decoded(std::string_view encoded, bool plus_is_blank);
std::string percent_encoded(std::string_view text);

// Fills path and query from "/jalan?x=1" or "http://host/jalan". False when it cannot be read.
bool read_target(Request& request, std::string_view target);

// Fills form and uploads from body where the content type says it is a form. False when it is broken.
bool read_form(Request& request);

// multipart/form-data with this boundary. At most 200 parts.
bool read_multipart(std::string_view body, std::string_view boundary, Fields& form, std::vector<Upload>& uploads);

}  // namespace http
