#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/matching/model_choice.hpp"
#include "modules/messages/model.hpp"

// Labels of what a profile holds; Indonesian, translated when shown.
namespace matching {

std::vector<messages::Text> message_texts();

std::string_view label(Evidence evidence);
std::string_view label(Reach reach);
std::string_view label(Travel travel);
std::string_view label_of_level(int level);
std::string_view label_of_need(std::string_view code);
std::string_view label(Hard what);
std::string_view label(OverrideKind kind);

}  // namespace matching
