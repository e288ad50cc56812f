#include "modules/identity/tokens.hpp"

#include "modules/identity/store_codes.hpp"
#include "platform/crypto/vault.hpp"

namespace identity {

namespace {

// Tells an account's token from an applicant's without asking the database.
constexpr std::string_view program_prefix = "akt_";
constexpr std::size_t token_length_max = 100;

std::string_view path_of(LinkKind kind) {
    switch (kind) {
        case LinkKind::setup: return "/pemasangan/mulai";
        case LinkKind::invitation: return "/undangan";
        case LinkKind::password_reset: return "/sandi-baru";
    }
    return "/";
}

}  // namespace

SentToken token_of(const http::Request& request) {
    constexpr std::string_view bearer = "Bearer ";
    const auto header = request.header("authorization");
    if (!header.empty()) {
        if (!header.starts_with(bearer) || header.size() > token_length_max) return {};
        auto token = header.substr(bearer.size());
        if (!token.starts_with(program_prefix)) return {};
        return {std::move(token), true};
    }
    auto token = request.cookie(session_cookie);
    if (token.size() > token_length_max) return {};
    return {std::move(token), false};
}

std::string new_token(SessionKind kind) {
    switch (kind) {
        case SessionKind::browser: return crypto::random_token();
        case SessionKind::program: return std::string(program_prefix) + crypto::random_token();
    }
    return {};
}

std::string hash_of(std::string_view token) { return crypto::sha256_hex(token); }

std::string link_to(const Context& context, LinkKind kind, std::string_view token) {
    return context.platform.public_url + std::string(path_of(kind)) + "?kunci=" + std::string(token);
}

std::string roles_json(const std::vector<Role>& roles) {
    std::string list;
    for (const auto role : roles) list += (list.empty() ? "\"" : ",\"") + std::string(store::code(role)) + "\"";
    return "{\"roles\":[" + list + "]}";
}

}  // namespace identity
