#include "platform/http/openapi.hpp"

#include <nlohmann/json.hpp>

namespace http {
namespace {

using Json = nlohmann::ordered_json;

Json parameters_of(std::string_view pattern) {
    Json all = Json::array();
    for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
        const auto close = pattern.find('}', open);
        all.push_back(
            {{"name", pattern.substr(open + 1, close - open - 1)}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    }
    return all;
}

Json operation_of(const Route& route, std::string_view module) {
    Json operation{{"tags", {module}}};
    if (!route.summary.empty()) operation["summary"] = route.summary;
    auto parameters = parameters_of(route.pattern);
    if (route.method != Method::get)
        parameters.push_back(
            {{"name", "Idempotency-Key"}, {"in", "header"}, {"required", false}, {"schema", {{"type", "string"}, {"maxLength", 255}}}});
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    if (route.method != Method::get && route.method != Method::del) {
        const auto* const type = route.rate == Rate::upload ? "multipart/form-data" : "application/json";
        operation["requestBody"]["content"][type]["schema"]["type"] = "object";
    }
    operation["x-permission"] = code(route.permission);
    if (route.permission == Permission::anyone)
        operation["security"] = Json::array();
    else
        operation["security"] = Json::array({{{"bearer", Json::array()}}});
    operation["responses"]["2XX"]["description"] = "Berhasil";
    operation["responses"]["default"] = {{"$ref", "#/components/responses/Problem"}};
    return operation;
}

Json problem_schema() {
    const Json text{{"type", "string"}};
    return {{"type", "object"},
            {"required", {"type", "title", "status", "code", "errors"}},
            {"properties",
             {{"type", text},
              {"title", text},
              {"status", {{"type", "integer"}}},
              {"code", text},
              {"errors",
               {{"type", "array"},
                {"items",
                 {{"type", "object"},
                  {"required", {"field", "code", "title"}},
                  {"properties", {{"field", text}, {"code", text}, {"title", text}}}}}}}}}};
}

}  // namespace

std::string openapi(const std::vector<Module>& modules, std::string_view public_url) {
    Json document{{"openapi", "3.1.0"},
                  {"info", {{"title", "AntarKerja"}, {"version", "1"}, {"license", {{"name", "MIT"}, {"identifier", "MIT"}}}}},
                  {"servers", {{{"url", public_url}}}},
                  {"paths", Json::object()}};
    for (const auto& module : modules) {
        for (const auto& route : module.routes) {
            if (!route.pattern.starts_with("/api/")) continue;
            std::string method(name(route.method));
            for (auto& letter : method) letter = static_cast<char>(letter - 'A' + 'a');
            document["paths"][std::string(route.pattern)][method] = operation_of(route, module.name);
        }
    }
    document["components"]["securitySchemes"]["bearer"] = {{"type", "http"}, {"scheme", "bearer"}};
    document["components"]["schemas"]["Problem"] = problem_schema();
    document["components"]["responses"]["Problem"] = {
        {"description", "RFC 9457"}, {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    return document.dump();
}

}  // namespace http
