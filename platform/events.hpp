#pragma once

#include "platform/http/http.hpp"

// Between our own modules: handlers run at once, inside the caller's transaction, in the order of app/modules.cpp.
namespace events {
void subscribe(const std::vector<http::Module>& modules);  // once, at start
void publish(sql::Transaction& tx, const Context& context, const http::Event& event);
}  // namespace events
