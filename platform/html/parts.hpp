#pragma once

#include <cstdint>
#include <string_view>

#include "platform/context.hpp"
#include "platform/html/html.hpp"

namespace sql {
class Transaction;
}

// A place on one module's page where the modules after it may say something: the ticket's page is booking's, how long it
// takes is the hall's. Named by the page ("ticket"), filled in the order in which the modules start.
namespace html {

using Part = void (*)(Markup& out, sql::Transaction& tx, const Context& context, std::int64_t subject);
void add_part(std::string_view place, Part part);  // once, at start; the same part twice is one
Markup parts(std::string_view place, sql::Transaction& tx, const Context& context, std::int64_t subject);

}  // namespace html
