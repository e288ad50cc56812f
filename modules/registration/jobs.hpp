#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace registration {

std::vector<http::Job> jobs();

// Scans go a while after the originals were seen, forgotten drafts after 90 days, cards past their last day leave the
// register, old sessions and attempt counts are swept. One round; the jobs call it.
void sweep(Context& context);

}  // namespace registration
