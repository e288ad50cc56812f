#include "modules/identity/api.hpp"

#include <nlohmann/json.hpp>

#include "modules/identity/actions.hpp"
#include "modules/identity/actions_sign_in.hpp"
#include "modules/identity/tokens.hpp"

namespace identity {

namespace {

using nlohmann::json;

int status_of(Refusal why) {
    switch (why) {
        case Refusal::too_many_attempts: return 429;
        case Refusal::account_disabled: return 403;
        default: return 401;
    }
}

std::string text_of(const json& body, const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

http::Response post_session(const http::Request& request, Context& context) {
    const auto body = json::parse(request.body, nullptr, false);
    if (!body.is_object()) return http::problem(400, "malformed_request", msg("Kirim satu objek JSON."));
    const auto user = text_of(body, "user");
    const auto password = text_of(body, "password");
    const auto code_typed = text_of(body, "otp");
    std::vector<http::FieldProblem> missing;
    if (user.empty()) missing.push_back({"user", "required", std::string(msg("Bagian ini perlu diisi."))});
    if (password.empty()) missing.push_back({"password", "required", std::string(msg("Bagian ini perlu diisi."))});
    if (!missing.empty()) return http::problem(422, "invalid_fields", msg("Ada bagian yang perlu diperbaiki."), missing);

    const auto opened =
        sign_in(context, {.user = user, .password = password, .code = code_typed, .kind = SessionKind::program, .user_agent = "API"});
    if (opened) return http::json(json{{"token", opened->token}}.dump(), 201).with_header("Cache-Control", "no-store");
    auto problem = http::problem(status_of(opened.error()), code(opened.error()), sentence(opened.error()));
    if (opened.error() == Refusal::too_many_attempts) return std::move(problem).with_header("Retry-After", "60");
    if (problem.status == 401) return std::move(problem).with_header("WWW-Authenticate", "Bearer");
    return problem;
}

http::Response delete_session(const http::Request& request, Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) { sign_out(tx, context, token_of(request).token); });
    http::Response done;
    done.status = 204;
    return done;
}

}  // namespace

std::vector<http::Route> api_routes() {
    return {{http::Method::post, "/api/v1/session", post_session, Permission::anyone, http::Rate::login, 4096,
             "Masuk sebagai petugas, perusahaan, atau sekolah"},
            {http::Method::del, "/api/v1/session", delete_session, Permission::signed_in, http::Rate::api, 1024, "Keluar"}};
}

}  // namespace identity
