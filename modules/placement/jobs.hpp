#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace placement {

void answer_promised(Context& context);  // who waited past the promised day, and who waits at a vacancy that has ended
std::vector<http::Job> jobs();

}  // namespace placement
