#pragma once

#include <vector>

#include "modules/messages/actions_carry.hpp"
#include "modules/messages/outlet.hpp"
#include "platform/http/http.hpp"

namespace messages {

// Sends what is due, some at a time, at most `messages_max` in one round. Gives how many the other side has taken.
int carry(Context& context, Outlet& outlet, int messages_max);
void forget(Context& context);

std::vector<http::Job> jobs();

}  // namespace messages
