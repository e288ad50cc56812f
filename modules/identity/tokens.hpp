#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/identity/model.hpp"
#include "platform/context.hpp"
#include "platform/http/http.hpp"

// How secrets that people and programs hold look, and what is kept of them.
namespace identity {

inline constexpr std::string_view session_cookie = "sesi";

struct SentToken {
    std::string token;  // "" = none
    bool is_bearer{};
};
SentToken token_of(const http::Request& request);

std::string new_token(SessionKind kind);
std::string hash_of(std::string_view token);  // what the tables keep: SHA-256 of 192 random bits needs no salt
std::string link_to(const Context& context, LinkKind kind, std::string_view token);

// {"roles":["clerk","manager"]} for the journal.
std::string roles_json(const std::vector<Role>& roles);

}  // namespace identity
