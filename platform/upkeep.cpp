#include "platform/upkeep.hpp"

#include "platform/audit/audit.hpp"
#include "platform/http/idempotency.hpp"

namespace upkeep {
namespace {

void seal_audit(Context& context) {
    auto& database = context.platform.database;
    if (database.engine() == sql::Engine::sqlite) return;
    while (database.write([](sql::Transaction& tx) { return audit::seal_pending(tx); }) > 0) {
    }
}

void sign_audit_heads(Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) { return audit::sign_heads(tx, context); });
}

void forget_idempotency_keys(Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) { return http::forget_old_keys(tx, context.now); });
}

}  // namespace

http::Module module() {
    return {.name = "upkeep",
            .routes = {},
            .menu = {},
            .events = {},
            .jobs = {{"seal_audit", 1, seal_audit},
                     {"sign_audit_heads", 3600, sign_audit_heads},
                     {"forget_idempotency_keys", 3600, forget_idempotency_keys}}};
}

}  // namespace upkeep
