#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/messages/actions_outbox.hpp"
#include "modules/office/model.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of messages have in common.
namespace messages {

std::optional<office::Office> own_office(sql::Transaction& tx, const Context& context);
http::Response no_office_of_yours(const Context& context);
html::Frame desk_frame(const office::Office& office, std::string title, std::string path);

html::Tone tone_of(State state);
// The state as people see it: what waits for a clerk says so.
void write_state(Markup& out, const Context& context, const store::Row& row);
// Line by line, as typed.
void write_lines(Markup& out, std::string_view words);
std::string when(const Context& context, Instant at, Zone zone);  // "25 Nov 2026, 19.00"

}  // namespace messages
