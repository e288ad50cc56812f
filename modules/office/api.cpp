#include "modules/office/api.hpp"

#include <nlohmann/json.hpp>

#include "modules/office/actions.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

using nlohmann::json;

// A bare array: there are a few hundred offices in the whole country, and only those of this installation are here.
http::Response get_offices(const http::Request&, Context& context) {
    const auto list = context.platform.database.read([](sql::Transaction& tx) { return offices(tx); });
    json body = json::array();
    for (const auto& one : list) body.push_back({{"code", one.code}, {"name", one.name}, {"zone", name(one.zone)}});
    return http::json(body.dump());
}

}  // namespace

std::vector<http::Route> api_routes() {
    return {{http::Method::get, "/api/v1/offices", get_offices, Permission::anyone, http::Rate::api, 1024, "Kantor pada pemasangan ini"}};
}

}  // namespace office
