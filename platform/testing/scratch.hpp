#pragma once

#include <memory>
#include <string>

#include "platform/sql/sql.hpp"

namespace test {

// A database that nobody else sees and that is gone afterwards. All migrations are applied unless `is_migrated` is false:
// once per process, into a pattern that the others are copies of.
class ScratchDatabase {
  public:
    explicit ScratchDatabase(sql::Engine engine, bool is_migrated = true, int connections = 4);
    ~ScratchDatabase();
    ScratchDatabase(const ScratchDatabase&) = delete;
    ScratchDatabase& operator=(const ScratchDatabase&) = delete;

    sql::Database& operator*() { return *database_; }
    sql::Database* operator->() { return database_.get(); }
    // For a second Database on the same data.
    const sql::Options& options() const { return options_; }

  private:
    std::string name_;  // SQLite: the file
    sql::Options options_;
    std::unique_ptr<sql::Database> database_;
};

}  // namespace test
