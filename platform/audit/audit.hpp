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
    OfficeId office;            // none = the installation itself
    std::string_view verb;      // "card.approved"
    std::string_view subject;   // "registration_card:123"
    std::string details;        // JSON object of ids, codes, numbers, field names; "" = none
};

// In the same transaction as what it tells of.
void record(sql::Transaction& tx, const Context& context, const Entry& entry);

// A member of staff opened a person's file: its own log, shown to the person, not chained.
void record_read(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view subject, std::string_view purpose);

// Links rows that a scaled-out writer has left unsealed (PostgreSQL); a no-op on SQLite. Gives how many.
int seal_pending(sql::Transaction& tx);

struct Report {
    std::int64_t entries{};
    std::int64_t unsealed{};
    std::vector<std::string> faults;  // one clear line each; empty = the chain holds
};
Report verify(sql::Database& database);

}  // namespace audit
