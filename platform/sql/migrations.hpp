#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/sql.hpp"

namespace sql {

struct Migration {
    std::string_view name;  // "2026-01-15_booking_window"; ends in ".sqlite" or ".pgsql" when it is for one engine only
    std::string_view text;  // SQL, statements ended by ';' at a line's end; {int64} and {strict} are replaced per engine
};

// All migrations in order of name, as built into the program from migrations/*.sql.
std::vector<Migration> all_migrations();

// Applies what is missing, each in its own transaction; gives the names applied. Never backwards.
// Throws Failure when one that was applied has been changed since.
std::vector<std::string> migrate(Database& database);
std::vector<std::string> migrate(Database& database, const std::vector<Migration>& migrations);
// Names that `migrate` would apply.
std::vector<std::string> pending(Database& database);

}  // namespace sql
