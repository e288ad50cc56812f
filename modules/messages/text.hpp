#pragma once

#include <string_view>

#include "modules/messages/actions.hpp"

namespace messages {

// Why it has not arrived, as a clerk reads it; "" for a word that is not known. The rest of `failure` is technical.
std::string_view failure_sentence(std::string_view failure);

}  // namespace messages
