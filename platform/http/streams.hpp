#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.hpp"

// Live pages. A plain topic (Response events(topic)) says only "changed": whoever comes back after a cut line with the id
// they heard last is told "changed" at once when they missed one. A topic with a source says what happened, each event with
// its number: whoever comes back hears what they missed, once, in order.
namespace http {

struct NumberedEvent {
    std::int64_t number{};  // grows in the order of the commits
    std::string data;       // one line, JSON
};
// What happened on the topic after `after`, oldest first. Asked once for all listeners, on a worker's thread, whenever the
// topic was announced and when somebody begins to listen.
using EventSource = std::vector<NumberedEvent> (*)(const Platform& platform, std::string_view topic, std::int64_t after);

// Topics that begin with the prefix ("board:") have this source. Once, before the server runs.
void set_event_source(std::string_view prefix, EventSource source);
EventSource find_event_source(std::string_view topic);  // null: a plain topic

// The stream of such a topic: from the number that the browser heard last (Last-Event-ID), else from `shown`, the last
// number that stands on the page already.
Response numbered_events(const Request& request, std::string topic, std::int64_t shown);

// The number after which the response's stream begins; taken by the server.
std::int64_t begins_after(const Response& response);

}  // namespace http
