#pragma once

#include <string_view>

#include "platform/context.hpp"
#include "platform/html/html.hpp"

namespace html {

// Where an office's journal ended, signed, as people keep it on paper (audit::newest_head). Nothing for "".
void journal_head(Markup& out, const Context& context, std::string_view line);

}  // namespace html
