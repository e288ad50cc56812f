#include "platform/http/streams.hpp"

#include <optional>
#include <utility>

#include "base/whole.hpp"

namespace http {
namespace {

constexpr std::string_view begins_header = "X-Events-After";

std::vector<std::pair<std::string, EventSource>>& sources() {
    static std::vector<std::pair<std::string, EventSource>> all;
    return all;
}

std::optional<std::int64_t> number_in(std::string_view digits) {
    const auto number = text::whole<std::int64_t>(digits);
    return number && *number >= 0 ? number : std::nullopt;
}

}  // namespace

void set_event_source(std::string_view prefix, EventSource source) {
    for (auto& [known, kept] : sources()) {
        if (known != prefix) continue;
        kept = source;
        return;
    }
    sources().emplace_back(prefix, source);
}

EventSource find_event_source(std::string_view topic) {
    for (const auto& [prefix, source] : sources())
        if (topic.starts_with(prefix)) return source;
    return nullptr;
}

Response numbered_events(const Request& request, std::string topic, std::int64_t shown) {
    auto response = events(std::move(topic));
    const auto after = number_in(request.header("last-event-id")).value_or(shown);
    response.headers.emplace_back(begins_header, std::to_string(after));
    return response;
}

std::int64_t begins_after(const Response& response) {
    for (const auto& [name, value] : response.headers)
        if (name == begins_header) return number_in(value).value_or(0);
    return 0;
}

}  // namespace http
