#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/office/model.hpp"
#include "platform/context.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What pages that belong to one office have in common.
namespace office {

// The office that this account works for.
std::optional<Office> own_office(const Context& context);
// At a desk; the office's name leads to its public page.
html::Frame desk_frame(const Office& office, std::string title, std::string path);
// Nothing is shown here: why, and where to go on.
http::Response not_there(const Context& context, std::string_view title, std::string_view text, std::string_view way_out,
                         std::string_view href, int status = 404);

}  // namespace office
