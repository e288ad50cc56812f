#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/sql.hpp"

namespace soci {
class session;
}

// Inside of platform/sql only.
namespace sql {

// What PostgreSQL said, for the decision whether the work may be tried again.
struct ServerFailure : Failure {
    ServerFailure(const std::string& message, std::string state, bool is_lost)
        : Failure(message), sqlstate(std::move(state)), lost(is_lost) {}
    std::string sqlstate;
    bool lost;  // the connection is gone
};

// The prepared statements of one connection: on SQLite by text, on PostgreSQL by text and by the names and types of what is bound.
// Not for several threads at once.
class KeptStatements {
  public:
    KeptStatements(soci::session& session, Engine engine);
    ~KeptStatements();

    struct Outcome {
        std::vector<Row> rows;
        int changed{};
    };
    // Runs to the end, so that no statement stays open. Throws Conflict, ServerFailure or Failure.
    Outcome execute(std::string_view query, Params params);

    // Sends `text` as it is, possibly several statements; for transaction control and migrations.
    void command(const std::string& text);
    // The same for one statement that comes with every transaction (begin, savepoint …): kept prepared on SQLite.
    void control(const std::string& text);

    // Forgets everything that is prepared (the tables changed).
    void forget();
    std::size_t size() const;

  private:
    struct OnSqlite;
    struct OnPostgresql;
    struct Inside;
    void find_key(std::string_view query, Params params);  // into inside_->key
    Outcome execute_on_sqlite(std::string_view query, Params params);
    OnPostgresql& kept_on_postgresql(std::string_view query, Params params);
    Outcome execute_on_postgresql(std::string_view query, Params params);
    [[noreturn]] void fail(const std::string& fallback, std::string_view query);

    std::unique_ptr<Inside> inside_;
};

// PostgreSQL infers the type of a bare $1 from what stands beside it, 32 bits for `$1 - 3600`: says the type instead.
// `:name` becomes `cast(:name as bigint)` or `… as text)`, outside of quotes and comments.
std::string with_parameter_types(std::string_view query, Params params);

}  // namespace sql
