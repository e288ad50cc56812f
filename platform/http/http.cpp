#include "platform/http/http.hpp"

#include <nlohmann/json.hpp>

#include "platform/crypto/vault.hpp"

namespace http {

std::string_view name(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::patch: return "PATCH";
        case Method::del: return "DELETE";
    }
    return "";
}

std::optional<std::string> Fields::find(std::string_view name) const {
    for (const auto& [one, value] : items_)
        if (one == name) return value;
    return {};
}

std::vector<std::string> Fields::all(std::string_view name) const {
    std::vector<std::string> found;
    for (const auto& [one, value] : items_)
        if (one == name) found.push_back(value);
    return found;
}

std::string Request::header(std::string_view lower_name) const {
    for (const auto& [one, value] : headers)
        if (one == lower_name) return value;
    return "";
}

std::string Request::cookie(std::string_view name) const {
    const auto kept_as = (secure ? "__Host-" : "") + std::string(name);
    for (const auto& [header_name, value] : headers) {
        if (header_name != "cookie") continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            auto pair = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            while (pair.starts_with(' ')) pair.remove_prefix(1);
            const auto equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == kept_as) return std::string(pair.substr(equals + 1));
        }
    }
    return "";
}

std::string csrf_token(const Context& context) { return context.platform.vault.tag("csrf", context.actor.session_key); }

Response&& Response::with_header(std::string name, std::string value) && {
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}

Response&& Response::with_cookie(Cookie cookie) && {
    cookies.push_back(std::move(cookie));
    return std::move(*this);
}

Response page(std::string html, int status) {
    Response response;
    response.status = status;
    response.body = std::move(html);
    return response;
}

Response see_other(std::string location) {
    Response response;
    response.status = 303;
    response.headers.emplace_back("Location", std::move(location));
    return response;
}

Response json(std::string body, int status) {
    Response response;
    response.status = status;
    response.content_type = "application/json";
    response.body = std::move(body);
    return response;
}

Response no_content() {
    Response response;
    response.status = 204;
    return response;
}

Response bytes(std::string body, std::string content_type, std::string download_name) {
    Response response;
    response.content_type = std::move(content_type);
    response.body = std::move(body);
    if (!download_name.empty()) {
        std::string safe;
        for (const char letter : download_name) {
            const auto byte = static_cast<unsigned char>(letter);
            safe += byte < 0x20 || byte > 0x7e || letter == '"' || letter == '\\' || letter == '/' ? '_' : letter;
        }
        response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + safe + "\"");
    }
    return response;
}

Response events(std::string topic) {
    Response response;
    response.content_type = "text/event-stream";
    response.event_topic = std::move(topic);
    return response;
}

Response problem(int status, std::string_view code, std::string_view title, const std::vector<FieldProblem>& errors) {
    nlohmann::ordered_json body{{"type", "/masalah/" + std::string(code)}, {"title", title}, {"status", status}, {"code", code}};
    body["errors"] = nlohmann::ordered_json::array();
    for (const auto& one : errors) body["errors"].push_back({{"field", one.field}, {"code", one.code}, {"title", one.title}});
    Response response;
    response.status = status;
    response.content_type = "application/problem+json";
    // A sentence may quote what was typed: invalid bytes become U+FFFD, the answer itself never fails.
    response.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return response;
}

}  // namespace http
