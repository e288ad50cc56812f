#pragma once

#include <optional>
#include <string_view>

#include "modules/placement/tests/fixture.hpp"
#include "platform/http/http.hpp"

namespace search::test_market {

// A page of the module, as anybody or as the holder of this file; at the house's time, the server would read the machine's clock.
http::Response get(const placement::test_market::Market& market, std::string_view target,
                   std::optional<registration::ApplicationId> reader = {});
bool says(const http::Response& response, std::string_view words);

}  // namespace search::test_market
