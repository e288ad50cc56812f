#include "platform/audit/audit.hpp"

#include <map>

#include "base/text.hpp"
#include "platform/audit/chain.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace audit {
namespace {

constexpr int most_sealed_at_once = 2000;  // so that one transaction stays short

Head head_of(sql::Transaction& tx, std::int64_t office) {
    const auto row = tx.one("select sequence, hash from audit_head where office_id = :office", {{"office", office}});
    if (!row) return {.sequence = 0, .hash = std::string(hash_before_the_first)};
    return {.sequence = row->integer(0), .hash = row->text(1)};
}

void move_head(sql::Transaction& tx, std::int64_t office, const Head& head) {
    const auto params = {sql::Param{"office", office}, sql::Param{"sequence", head.sequence}, sql::Param{"hash", head.hash}};
    if (tx.run("update audit_head set sequence = :sequence, hash = :hash where office_id = :office", params) > 0) return;
    tx.run("insert into audit_head (office_id, sequence, hash) values (:office, :sequence, :hash)", params);
}

std::vector<Line> lines(const std::vector<sql::Row>& rows) {
    std::vector<Line> all;
    for (const auto& row : rows) all.push_back({row.integer(0), row.instant(1), row.text(2), row.text(3), row.text(4), row.text(5)});
    return all;
}

}  // namespace

void record(sql::Transaction& tx, const Context& context, const Entry& entry) {
    Link link{.office = entry.office.value,
              .sequence = 0,
              .id = ids::next(),
              .at = context.now.seconds,
              .actor = context.actor.audit_name(),
              .verb = std::string(entry.verb),
              .subject = std::string(entry.subject),
              .details = entry.details,
              .request_id = context.request_id,
              .previous_hash = {}};
    std::optional<std::int64_t> sequence;
    std::optional<std::string> previous_hash, hash;
    // One writer: the chain grows in the transaction itself. On PostgreSQL that would make every write of an office wait
    // for the one before it; there seal_pending links the row.
    if (tx.engine() == sql::Engine::sqlite) {
        const auto head = head_of(tx, link.office);
        link.sequence = head.sequence + 1;
        link.previous_hash = head.hash;
        sequence = link.sequence;
        previous_hash = link.previous_hash;
        hash = hash_of(link);
        move_head(tx, link.office, {link.sequence, *hash});
    }
    tx.run(
        "insert into audit_entry (id, office_id, at, actor, verb, subject, details, request_id, sequence, previous_hash, hash)"
        " values (:id, :office, :at, :actor, :verb, :subject, :details, :request_id, :sequence, :previous_hash, :hash)",
        {{"id", link.id},
         {"office", link.office},
         {"at", link.at},
         {"actor", link.actor},
         {"verb", link.verb},
         {"subject", link.subject},
         {"details", link.details},
         {"request_id", link.request_id},
         {"sequence", sequence},
         {"previous_hash", previous_hash},
         {"hash", hash}});
}

void record_read(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view subject, std::string_view purpose) {
    tx.run(
        "insert into audit_read (id, office_id, at, actor, subject, purpose, request_id)"
        " values (:id, :office, :at, :actor, :subject, :purpose, :request_id)",
        {{"id", ids::next()},
         {"office", office},
         {"at", context.now},
         {"actor", context.actor.audit_name()},
         {"subject", subject},
         {"purpose", purpose},
         {"request_id", context.request_id}});
}

int seal_pending(sql::Transaction& tx) {
    if (tx.engine() == sql::Engine::sqlite) return 0;
    // One sealer at a time. The order is made here, among rows that are committed: one that commits later is sealed
    // later, whatever its id, and none is skipped.
    tx.all("select pg_advisory_xact_lock(20260102)");
    const auto rows = tx.all("select " + std::string(link_columns) + " from audit_entry where sequence is null order by id limit :most",
                             {{"most", most_sealed_at_once}});
    std::map<std::int64_t, Head> heads;
    for (const auto& row : rows) {
        auto link = link_of(row);
        if (!heads.contains(link.office)) heads[link.office] = head_of(tx, link.office);
        auto& head = heads[link.office];
        link.sequence = head.sequence + 1;
        link.previous_hash = head.hash;
        head = {link.sequence, hash_of(link)};
        tx.run("update audit_entry set sequence = :sequence, previous_hash = :previous_hash, hash = :hash where id = :id",
               {{"sequence", link.sequence}, {"previous_hash", link.previous_hash}, {"hash", head.hash}, {"id", link.id}});
    }
    for (const auto& [office, head] : heads) move_head(tx, office, head);
    return static_cast<int>(rows.size());
}

int sign_heads(sql::Transaction& tx, const Context& context) {
    const auto rows = tx.all(
        "select h.office_id, h.sequence, h.hash from audit_head h where not exists"
        " (select 1 from audit_head_signed s where s.office_id = h.office_id and s.sequence >= h.sequence)");
    for (const auto& row : rows) {
        SignedHead head{
            .office = row.integer(0), .sequence = row.integer(1), .hash = row.text(2), .at = context.now.seconds, .signature = {}};
        head.signature = text::base64url(context.platform.vault.sign_audit_head(signed_text(head)));
        tx.run(
            "insert into audit_head_signed (office_id, sequence, hash, at, signature)"
            " values (:office, :sequence, :hash, :at, :signature) on conflict (office_id, sequence) do nothing",
            {{"office", head.office}, {"sequence", head.sequence}, {"hash", head.hash}, {"at", head.at}, {"signature", head.signature}});
    }
    return static_cast<int>(rows.size());
}

std::vector<Line> of_office(sql::Transaction& tx, OfficeId office, std::int64_t before, int limit) {
    return lines(
        tx.all("select id, at, actor, verb, subject, details from audit_entry"
               " where office_id = :office and (:before = 0 or id < :before) order by id desc limit :limit",
               {{"office", office}, {"before", before}, {"limit", limit}}));
}

std::vector<Line> of_subject(sql::Transaction& tx, std::string_view subject, int limit) {
    return lines(
        tx.all("select id, at, actor, verb, subject, details from audit_entry"
               " where subject = :subject order by id desc limit :limit",
               {{"subject", subject}, {"limit", limit}}));
}

std::vector<Line> reads_of(sql::Transaction& tx, std::string_view subject, int limit) {
    return lines(
        tx.all("select id, at, actor, purpose, subject, '' from audit_read"
               " where subject = :subject order by id desc limit :limit",
               {{"subject", subject}, {"limit", limit}}));
}

}  // namespace audit
