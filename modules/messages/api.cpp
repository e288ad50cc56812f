#include "modules/messages/api.hpp"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/whole.hpp"
#include "modules/messages/actions_carry.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

namespace messages {
namespace {

using nlohmann::json;

constexpr std::int64_t clocks_differ_s = 300;
constexpr std::size_t reports_max = 500;

struct Said {
    std::string key;
    Report report{Report::delivered};
};

std::optional<Said> said_in(const json& one) {
    if (!one.is_object()) return {};
    const auto id = one.find("id");
    const auto status = one.find("status");
    if (id == one.end() || !id->is_string() || status == one.end() || !status->is_string()) return {};
    const auto word = status->get<std::string>();
    if (word == "delivered") return Said{id->get<std::string>(), Report::delivered};
    if (word == "failed") return Said{id->get<std::string>(), Report::failed};
    return {};
}

bool is_signed(const http::Request& request, const Context& context, const std::string& secret) {
    const auto timestamp = request.header("x-antarkerja-timestamp");
    const auto at = text::whole<std::int64_t>(timestamp);
    if (!at || *at < context.now.seconds - clocks_differ_s || *at > context.now.seconds + clocks_differ_s) return false;
    return crypto::equal_in_constant_time(request.header("x-antarkerja-signature"), outgoing::signature(secret, timestamp, request.body));
}

// One report or a list of them. Saying the same again changes nothing.
http::Response post_reports(const http::Request& request, Context& context) {
    const auto secret = context.platform.database.read([&](sql::Transaction& tx) { return lines(tx, context).gateway.secret; });
    if (secret.empty() || !is_signed(request, context, secret))
        return http::problem(401, "signature_invalid", context.t("Tanda tangan atau waktunya tidak cocok."));
    const auto body = json::parse(request.body, nullptr, /*allow_exceptions=*/false);
    std::vector<Said> all;
    const auto list = body.is_array() ? body : json::array({body});
    for (const auto& one : list) {
        auto said = said_in(one);
        if (!said || all.size() == reports_max)
            return http::problem(422, "report_unreadable", context.t("Setiap laporan memuat id dan status: delivered atau failed."));
        all.push_back(std::move(*said));
    }
    const auto known = context.platform.database.write([&](sql::Transaction& tx) {
        std::size_t count = 0;
        for (const auto& one : all) count += note_report(tx, context, one.key, one.report) ? 1 : 0;
        return count;
    });
    return http::json(json{{"known", known}, {"unknown", all.size() - known}}.dump());
}

}  // namespace

std::vector<http::Route> api_routes() {
    return {{http::Method::post, "/api/v1/messages/reports", post_reports, Permission::anyone, http::Rate::api, 256 * 1024,
             "Delivery reports of the message gateway, signed with the shared secret"}};
}

}  // namespace messages
