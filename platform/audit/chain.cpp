#include "platform/audit/chain.hpp"

#include "platform/crypto/vault.hpp"

namespace audit {
namespace {

// Length, colon, bytes: no two lists of fields give the same text.
void add(std::string& canonical, std::string_view field) {
    canonical += std::to_string(field.size());
    canonical += ':';
    canonical += field;
}
void add(std::string& canonical, std::int64_t number) { add(canonical, std::to_string(number)); }

}  // namespace

Link link_of(const sql::Row& row) {
    return {.office = row.integer(0),
            .sequence = row.integer(1),
            .id = row.integer(2),
            .at = row.integer(3),
            .actor = row.text(4),
            .verb = row.text(5),
            .subject = row.text(6),
            .details = row.text(7),
            .request_id = row.text(8),
            .previous_hash = row.text(9)};
}

std::string hash_of(const Link& link) {
    std::string canonical;
    add(canonical, "antarkerja-audit-1");
    add(canonical, link.office);
    add(canonical, link.sequence);
    add(canonical, link.id);
    add(canonical, link.at);
    add(canonical, link.actor);
    add(canonical, link.verb);
    add(canonical, link.subject);
    add(canonical, link.details);
    add(canonical, link.request_id);
    add(canonical, link.previous_hash);
    return crypto::sha256_hex(canonical);
}

std::string signed_text(const SignedHead& head) {
    std::string canonical;
    add(canonical, "antarkerja-audit-head-1");
    add(canonical, head.office);
    add(canonical, head.sequence);
    add(canonical, head.hash);
    add(canonical, head.at);
    return canonical;
}

}  // namespace audit
