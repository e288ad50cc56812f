#pragma once

#include <string_view>
#include <vector>

#include "platform/context.hpp"
#include "platform/html/html.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

namespace messages {

// What a person was told, for their own page or their file at the counter; nothing when they were told nothing.
// `holder` as in Draft: "application:34".
void write_told(Markup& out, const Context& context, sql::Transaction& tx, std::string_view holder, Zone zone);

std::vector<http::Route> outbox_routes();  // /loket/pesan
std::vector<http::Route> words_routes();   // /atur/pesan
std::vector<http::Route> lines_routes();   // /pemasangan/pesan

}  // namespace messages
