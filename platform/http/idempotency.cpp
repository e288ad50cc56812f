#include "platform/http/idempotency.hpp"

#include <nlohmann/json.hpp>

#include "base/result.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace http {
namespace {

constexpr std::int64_t kept_for_s = 48 * 3600;
constexpr std::size_t longest_key = 255;

// Length before each part: no two lists of parts give the same text.
void add(std::string& text, std::string_view part) {
    text += std::to_string(part.size());
    text += ':';
    text += part;
}

// Whose key it is: token and route. Only its hash is kept.
std::string scope_of(const Request& request, const Context& context) {
    std::string scope;
    add(scope, request.header("authorization"));
    add(scope, context.actor.audit_name());
    add(scope, name(request.method));
    add(scope, request.path);
    return crypto::sha256_hex(scope);
}

std::string hash_of(const Request& request) {
    std::string content;
    add(content, request.body);
    for (const auto* fields : {&request.query, &request.form})
        for (const auto& [key, value] : fields->items()) {
            add(content, key);
            add(content, value);
        }
    for (const auto& upload : request.uploads) {
        add(content, upload.field);
        add(content, upload.bytes);
    }
    return crypto::sha256_hex(content);
}

Response replay(const sql::Row& row, const crypto::Vault& vault) {
    Response response;
    response.status = row.number(1);
    response.content_type = row.text(2);
    for (const auto& header : nlohmann::json::parse(row.text(3))) response.headers.emplace_back(header.at(0), header.at(1));
    response.body = vault.open_sealed({"idempotency_key.body", row.integer(0)}, row.text(4));
    return response;
}

struct Turned {  // an answer that keeps nothing
    Response response;
};

}  // namespace

namespace detail {

Response write_once_erased(const Request& request, Context& context, Kept work) {
    const auto& platform = context.platform;
    const auto key = request.header("idempotency-key");
    if (key.size() > longest_key) return problem(422, "idempotency_key_invalid", context.t("Kunci idempotensi terlalu panjang."));

    const auto scope = key.empty() ? std::string() : scope_of(request, context);
    const auto request_hash = key.empty() ? std::string() : hash_of(request);
    auto answer = platform.database.write([&](sql::Transaction& tx) -> Result<Response, Turned> {
        const auto id = ids::next();
        if (!key.empty()) {
            // The unique key lets one in; on PostgreSQL the others wait here until that one is done.
            const auto is_first = tx.try_run(
                "insert into idempotency_key (id, scope, request_key, request_hash, status, content_type, headers, body, created_at)"
                " values (:id, :scope, :key, :hash, 0, '', '', '', :now)",
                {{"id", id}, {"scope", scope}, {"key", key}, {"hash", request_hash}, {"now", context.now}});
            if (!is_first) {
                const auto row = tx.one(
                    "select id, status, content_type, headers, body, request_hash from idempotency_key"
                    " where scope = :scope and request_key = :key",
                    {{"scope", scope}, {"key", key}});
                if (!row) throw sql::Busy("an idempotency key was forgotten while it was asked for");
                if (row->text(5) != request_hash)
                    return Turned{
                        problem(422, "idempotency_key_reused", context.t("Kunci idempotensi ini sudah dipakai untuk permintaan lain."))};
                return Turned{replay(*row, platform.vault)};
            }
        }
        auto response = work.call(work.self, tx);
        if (response.status >= 400) return Turned{std::move(response)};
        if (!key.empty()) {
            auto headers = nlohmann::json::array();
            for (const auto& [header, value] : response.headers) headers.push_back({header, value});
            tx.run("update idempotency_key set status = :status, content_type = :type, headers = :headers, body = :body where id = :id",
                   {{"status", response.status},
                    {"type", response.content_type},
                    {"headers", headers.dump()},
                    {"body", platform.vault.seal({"idempotency_key.body", id}, response.body)},
                    {"id", id}});
        }
        return response;
    });
    return answer ? std::move(*answer) : answer.error().response;
}

}  // namespace detail

int forget_old_keys(sql::Transaction& tx, Instant now) {
    return tx.run("delete from idempotency_key where created_at < :limit", {{"limit", now.seconds - kept_for_s}});
}

}  // namespace http
