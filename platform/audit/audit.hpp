#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Who did what to which record. Rows are chained by hash per office; the chain cannot be edited without being seen.
// No plain personal value belongs in it: name the record by id, and fields by name.
namespace audit {

struct Entry {
    OfficeId office;           // none = the installation itself
    std::string_view verb;     // "card.approved"
    std::string_view subject;  // "registration_card:123"
    std::string details;       // JSON object of ids, codes, numbers, field names; "" = none
};

// In the same transaction as what it tells of.
void record(sql::Transaction& tx, const Context& context, const Entry& entry);

// A member of staff opened a person's file: its own log, shown to the person, not chained.
void record_read(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view subject, std::string_view purpose);

// Links rows that a scaled-out writer has left unsealed (PostgreSQL); a no-op on SQLite. Gives how many.
int seal_pending(sql::Transaction& tx);

// Signs where each chain ends, if it has grown since. Gives how many. Copies of the signed heads belong where nobody who
// can write to the database can: only they show that a chain's tail and its heads were cut together.
int sign_heads(sql::Transaction& tx, const Context& context);
// One line each: office, sequence, hash, time, signature.
std::string export_heads(sql::Database& database);

struct Report {
    std::int64_t entries{};
    std::int64_t unsealed{};
    std::vector<std::string> faults;  // one clear line each; empty = the chain holds
};
// Without the vault the signatures of the heads are not looked at.
Report verify(sql::Database& database);
// Also against heads that were exported earlier.
Report verify(sql::Database& database, const crypto::Vault& vault, std::string_view exported_heads = {});

// For people to read, newest first.
struct Line {
    std::int64_t id{};
    Instant at;
    std::string actor;  // as Actor::audit_name
    std::string verb;   // of a reading: the purpose
    std::string subject;
    std::string details;
};
// `before`: the id of the last line of the page before; 0 = from the newest.
std::vector<Line> of_office(sql::Transaction& tx, OfficeId office, std::int64_t before = 0, int limit = 50);
std::vector<Line> of_subject(sql::Transaction& tx, std::string_view subject, int limit = 200);
std::vector<Line> reads_of(sql::Transaction& tx, std::string_view subject, int limit = 200);

}  // namespace audit
