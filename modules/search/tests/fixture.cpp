#include "modules/search/tests/fixture.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "modules/search/module.hpp"
#include "platform/http/forms.hpp"

namespace search::test_market {

http::Response get(const placement::test_market::Market& market, std::string_view target,
                   std::optional<registration::ApplicationId> reader) {
    http::Request request;
    REQUIRE(http::read_target(request, target));
    static const auto routes = search::module().routes;
    const auto route = std::ranges::find_if(
        routes, [&](const http::Route& one) { return one.pattern == request.path && one.method == http::Method::get; });
    REQUIRE(route != routes.end());
    auto context = reader ? market.person(*reader) : market.house.anonymous();
    return route->handler(request, context);
}

bool says(const http::Response& response, std::string_view words) { return response.body.find(words) != std::string::npos; }

}  // namespace search::test_market
