#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/context.hpp"
#include "platform/http/server.hpp"
#include "platform/sql/sql.hpp"

// For tests only (the library antarkerja_testing).
namespace test {

// sqlite always; postgresql when ANTARKERJA_TEST_PG names a server (tools/with-postgres.sh starts one; `make test` does).
std::vector<sql::Engine> engines();

// An installation of its own: migrated database on `engine`, vault and files in memory, fixed time.
// On PostgreSQL each House has a database of its own, a copy of a migrated one, dropped at the end.
class House {
  public:
    explicit House(sql::Engine engine = sql::Engine::sqlite, std::string_view now_utc = "2026-03-03T01:00:00Z");
    ~House();

    const Platform& platform() const;
    sql::Database& database() { return platform().database; }

    // Time stands still unless set.
    void set_now(std::string_view utc);
    Instant now() const;

    // A context for direct calls of actions.
    Context anonymous() const;
    Context system() const;
    Context staff(AccountId account, OfficeId office, PermissionSet permissions) const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace test
