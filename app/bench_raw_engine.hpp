#pragma once

#include <cstdint>
#include <string>

#include "app/bench_figures.hpp"

namespace bench {

// The floor of a booking: the bare sqlite3 library writes what a booking writes (place, ticket, audit entry with its
// hash) into the same tables, one writer with group commit, answered after the commit. No HTTP, no reads, no rules.
// `path`: a migrated database. Throws when rows are missing afterwards.
Figures raw_engine_bookings(const std::string& path, int callers, int bookings);

}  // namespace bench
