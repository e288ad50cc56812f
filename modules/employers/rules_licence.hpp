#pragma once

#include <optional>
#include <string_view>

#include "modules/employers/model_licence.hpp"

namespace employers {

std::string_view code(LicenceKind kind);  // "sip3mi", "sip2mi"
std::optional<LicenceKind> parse_licence_kind(std::string_view code);

}  // namespace employers
