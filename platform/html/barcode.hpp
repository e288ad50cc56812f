#pragma once

#include <string_view>

#include "platform/html/html.hpp"

namespace html {

// Code 128 as inline SVG, black on white with its quiet zones; nothing for a text that it cannot hold.
Markup code128_svg(std::string_view text, std::string_view accessible_label);

}  // namespace html
