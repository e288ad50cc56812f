#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace oversight {

std::vector<http::Job> jobs();
// Once a day, from the evening on, to the address that the office has named: where its journal ends, signed.
void mail_journal_heads(Context& context);

}  // namespace oversight
