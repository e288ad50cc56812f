#pragma once

#include <string>

namespace sql {

// A consistent copy of a SQLite database, also while a server writes in it; durable when it returns. `to` must not
// exist. Throws Failure.
void copy_sqlite(const std::string& from, const std::string& to);

// SQLite's own proof of the file: empty when it is whole, else the first fault.
std::string sqlite_fault(const std::string& path);

}  // namespace sql
