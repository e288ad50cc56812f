#include <atomic>
#include <chrono>
#include <random>
#include <thread>
#include <utility>

#include "platform/sql/engines.hpp"
#include "platform/sql/neighbours.hpp"
#include "platform/sql/soci.hpp"

// Many program processes on one server: each write is a transaction of its own in the caller's thread.
namespace sql {
namespace {

constexpr int most_tries = 4;  // once, and three times again

struct PostgresqlConnection {
    PostgresqlConnection(const std::string& location, bool no_sync)
        : session(soci::postgresql, location), statements(session, Engine::postgresql) {
        auto* connection = handle();
        PQsetNoticeProcessor(
            connection, [](void*, const char*) {}, nullptr);
        // The server's DETAIL line repeats the values of the row.
        PQsetErrorVerbosity(connection, PQERRORS_TERSE);
        statements.command(
            "set statement_timeout = '30s'; set lock_timeout = '10s'; "
            "set idle_in_transaction_session_timeout = '60s'; set timezone = 'UTC'; "
            "set default_transaction_isolation = 'read committed'");
        if (no_sync) statements.command("set synchronous_commit = off");
    }

    PGconn* handle() { return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_; }

    bool roll_back() {
        if (PQstatus(handle()) != CONNECTION_OK) return false;
        if (PQtransactionStatus(handle()) == PQTRANS_IDLE) return true;
        try {
            statements.command("rollback");
            return true;
        } catch (const Failure&) {
            return false;
        }
    }

    soci::session session;
    KeptStatements statements;
};

std::string with_timeouts(const std::string& location) {
    // A key=value string may be used too; then the timeouts are its writer's business.
    if (!location.starts_with("postgres")) return location;
    std::string url = location;
    const auto add = [&url](const std::string& name, const std::string& value) {
        if (url.find(name + "=") != std::string::npos) return;
        url += url.find('?') == std::string::npos ? '?' : '&';
        url += name + "=" + value;
    };
    add("connect_timeout", "5");
    add("tcp_user_timeout", "15000");
    add("application_name", "antarkerja");
    return url;
}

// 40001 serialization_failure and 40P01 deadlock_detected ask for another try; 0A000 comes from a statement that was
// prepared before its table changed. A connection that was lost before COMMIT was sent took everything with it.
bool is_worth_another_try(const ServerFailure& failure) {
    return failure.lost || failure.sqlstate == "40001" || failure.sqlstate == "40P01" || failure.sqlstate == "0A000" ||
           failure.sqlstate.starts_with("57P0");
}

// P0001: one of our triggers said no to what the rules had allowed: somebody committed in between. Read again, the rule itself
// says no, with its sentence. A trigger that says it twice stands where no rule does.
bool would_be_told_better(const ServerFailure& failure) { return failure.sqlstate == "P0001"; }

void wait_a_little(int attempt) {
    thread_local std::minstd_rand dice{std::random_device{}()};
    std::uniform_int_distribution<int> milliseconds(5, 25 << attempt);
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(dice)));
}

class PostgresqlDatabase final : public Database {
  public:
    explicit PostgresqlDatabase(const Options& options)
        : location_(with_timeouts(options.location)), no_sync_(options.unsafe_no_sync), pool_(options.connections) {
        pool_.give_back(pool_.take([this] { return connect(); }));
    }

    Engine engine() const override { return Engine::postgresql; }

    void on_announcement(void (*listener)(void* self, std::string_view topic), void* self) override {
        listeners_.add(listener, self);
        // Who listens is a server, and may have others beside it.
        if (!neighbours_) neighbours_ = std::make_unique<Neighbours>(location_, listeners_);
    }

    std::string statistics() const override {
        return "postgresql writes=" + std::to_string(writes_.load()) + " retries=" + std::to_string(retries_.load());
    }

  protected:
    void read_erased(Erased work) override {
        if (auto* open = Inside::current(*this)) {
            work.call(work.self, *open);
            return;
        }
        serve(work, false);
    }

    void write_erased(Erased work) override {
        if (Inside::current(*this)) throw Failure("a write inside a transaction of the same database");
        serve(work, true);
        ++writes_;
    }

  private:
    std::unique_ptr<PostgresqlConnection> connect() {
        try {
            return std::make_unique<PostgresqlConnection>(location_, no_sync_);
        } catch (const soci::soci_error& error) {
            // The server's sentence names host and user, never the password.
            throw ServerFailure(error.get_error_message(), "08001", true);
        }
    }

    void serve(Erased work, bool is_write) {
        bool was_told_no = false;
        for (int attempt = 1;; ++attempt) {
            try {
                serve_once(work, is_write);
                return;
            } catch (const ServerFailure& failure) {
                if (failure.lost) pool_.drop_idle();  // most likely all of them
                const bool is_first_no = would_be_told_better(failure) && !std::exchange(was_told_no, true);
                if (attempt >= most_tries || !(is_first_no || is_worth_another_try(failure))) throw Failure(failure.what());
            }
            ++retries_;
            if (!was_told_no) wait_a_little(attempt);
        }
    }

    void serve_once(Erased work, bool is_write) {
        auto connection = pool_.take([this] { return connect(); });
        OpenTransaction transaction(connection->statements, Engine::postgresql);
        try {
            connection->statements.command(is_write ? "begin" : "begin isolation level repeatable read read only");
            const Inside inside(*this, transaction, is_write);
            const bool is_kept = work.call(work.self, transaction);
            if (is_write && is_kept)
                commit(*connection);
            else
                transaction.topics.clear();
        } catch (const ServerFailure& failure) {
            if (failure.sqlstate == "0A000") {
                connection->roll_back();
                connection->statements.forget();
            }
            release(std::move(connection));
            throw;
        } catch (...) {
            release(std::move(connection));
            throw;
        }
        release(std::move(connection));
        listeners_.tell(transaction.topics);
        if (neighbours_ && !transaction.topics.empty()) neighbours_->tell(transaction.topics);
    }

    void commit(PostgresqlConnection& connection) {
        // COMMIT of a transaction in which a statement failed is answered ROLLBACK, and without an error.
        if (PQtransactionStatus(connection.handle()) == PQTRANS_INERROR)
            throw Failure("a statement failed and the work went on: nothing was kept");
        try {
            connection.statements.command("commit");
        } catch (const ServerFailure& failure) {
            // Nobody knows whether it was done: never tried again by itself.
            if (failure.lost) throw Failure(std::string("the connection was lost during the commit: ") + failure.what());
            throw;
        }
    }

    void release(std::unique_ptr<PostgresqlConnection> connection) {
        if (connection->roll_back())
            pool_.give_back(std::move(connection));
        else {
            connection.reset();
            pool_.give_up();
        }
    }

    const std::string location_;
    const bool no_sync_;
    Pool<PostgresqlConnection> pool_;
    Listeners listeners_;
    std::unique_ptr<Neighbours> neighbours_;  // set before the first request, gone before the listeners
    std::atomic<std::size_t> writes_{}, retries_{};
};

}  // namespace

std::unique_ptr<Database> open_postgresql(const Options& options) { return std::make_unique<PostgresqlDatabase>(options); }

}  // namespace sql
