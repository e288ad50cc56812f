#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <exception>
#include <thread>

#include "platform/sql/engines.hpp"
#include "platform/sql/soci.hpp"
#include "platform/tasks/tasks.hpp"

// One writer's thread, many readers. A durable commit costs milliseconds: all writes that wait share one.
namespace sql {
namespace {

constexpr std::size_t largest_batch = 512;

struct SqliteConnection {
    SqliteConnection(const std::string& path, bool is_writer, bool no_sync)
        : session(soci::sqlite3, "dbname=\"" + path + "\""), statements(session, Engine::sqlite) {
        statements.command("pragma busy_timeout=10000");
        statements.command("pragma foreign_keys=on");
        statements.command("pragma trusted_schema=off");
        statements.command("pragma cache_size=-16000");
        statements.command("pragma temp_store=memory");
        if (is_writer) {
            statements.command("pragma journal_mode=wal");
            statements.command(no_sync ? "pragma synchronous=off" : "pragma synchronous=full");
            // Hot pages are copied into the database once for many commits.
            statements.command("pragma wal_autocheckpoint=4000");
            statements.command("pragma journal_size_limit=67108864");
        } else {
            statements.command("pragma query_only=on");
        }
    }

    bool is_in_transaction() { return sqlite_api::sqlite3_get_autocommit(handle()) == 0; }
    // Rows written since the connection was opened, also those that were taken back.
    int changes() { return sqlite_api::sqlite3_total_changes(handle()); }
    // Leaves no transaction open; true unless the connection is beyond use.
    bool roll_back() {
        try {
            if (is_in_transaction()) statements.control("rollback");
            return true;
        } catch (const Failure&) {
            return false;
        }
    }

    soci::session session;
    KeptStatements statements;

  private:
    sqlite_api::sqlite3* handle() { return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_; }
};

// Before the library's first connection. Each connection of ours is used by one thread at a time, so it needs no lock of
// its own; and nobody reads the library's memory statistics, for which all threads would share another one.
void set_up_library() {
    static const bool once = [] {
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        return true;
    }();
    static_cast<void>(once);
}

std::string temporary_file() {
    for (const char* directory : {"/dev/shm", "/tmp", "."}) {
        std::string path = std::string(directory) + "/antarkerja-XXXXXX";
        if (const int file = ::mkstemp(path.data()); file >= 0) {
            ::close(file);
            return path;
        }
    }
    throw Failure("no place for a temporary database");
}

class SqliteDatabase final : public Database {
  public:
    explicit SqliteDatabase(const Options& options)
        : is_temporary_(options.location == ":memory:"),
          path_(is_temporary_ ? temporary_file() : options.location),
          most_waiting_(static_cast<std::size_t>(options.waiting_writes)),
          readers_(options.connections) {
        set_up_library();
        if (path_.find('"') != std::string::npos) throw Failure("a database's path cannot contain a quotation mark");
        if (!is_temporary_) {
            // Made by us, and readable by nobody else, before SQLite would make it for all.
            const int file = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
            if (file < 0) throw Failure("the database file cannot be opened: " + path_);
            ::close(file);
        }
        try {
            writer_ = std::make_unique<SqliteConnection>(path_, true, options.unsafe_no_sync || is_temporary_);
        } catch (const soci::soci_error& error) {
            throw Failure(error.get_error_message());
        }
        thread_ = std::thread([this] { write_batches(); });
    }

    ~SqliteDatabase() override {
        {
            const std::lock_guard lock(mutex_);
            is_closing_ = true;
        }
        arrived_.notify_all();
        thread_.join();
        readers_.drop_idle();
        writer_.reset();
        if (is_temporary_)
            for (const char* suffix : {"", "-wal", "-shm"}) ::unlink((path_ + suffix).c_str());
    }

    Engine engine() const override { return Engine::sqlite; }

    void on_announcement(void (*listener)(void* self, std::string_view topic), void* self) override { listeners_.add(listener, self); }

    std::optional<std::uint64_t> commits() const override { return commits_.load(); }

    std::string statistics() const override {
        std::size_t waiting = 0;
        {
            const std::lock_guard lock(mutex_);
            waiting = waiting_.size();
        }
        return "sqlite writes=" + std::to_string(writes_.load()) + " commits=" + std::to_string(commits_.load()) +
               " largest_batch=" + std::to_string(largest_seen_.load()) + " waiting=" + std::to_string(waiting);
    }

  protected:
    void read_erased(Erased work) override {
        if (auto* open = Inside::current(*this)) {
            work.call(work.self, *open);
            return;
        }
        auto reader = readers_.take([this] { return std::make_unique<SqliteConnection>(path_, false, false); });
        try {
            reader->statements.control("begin");
            OpenTransaction transaction(reader->statements, Engine::sqlite);
            const Inside inside(*this, transaction, false);
            work.call(work.self, transaction);
        } catch (...) {
            end_reading(std::move(reader));
            throw;
        }
        end_reading(std::move(reader));
    }

    void write_erased(Erased work) override {
        if (Inside::current(*this)) throw Failure("a write inside a transaction of the same database");
        Waiting call{work};
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() >= most_waiting_) throw Busy("too many writes are waiting");
            waiting_.push_back(&call);
        }
        arrived_.notify_one();
        call.committed.wait();
        if (call.failure) std::rethrow_exception(call.failure);
    }

  private:
    struct Waiting {
        explicit Waiting(Erased erased) : work(erased) {}

        Erased work;
        std::exception_ptr failure;
        bool is_kept{};
        tasks::Answer committed;
    };

    void end_reading(std::unique_ptr<SqliteConnection> reader) {
        if (reader->roll_back())
            readers_.give_back(std::move(reader));
        else
            readers_.give_up();
    }

    // Moves what waits into the batch; false when there was nothing or no room.
    bool take_waiting(std::vector<Waiting*>& batch) {
        const auto before = batch.size();
        while (!waiting_.empty() && batch.size() < largest_batch) {
            batch.push_back(waiting_.front());
            waiting_.pop_front();
        }
        return batch.size() > before;
    }

    void write_batches() {
        std::vector<Waiting*> batch;
        for (;;) {
            {
                std::unique_lock lock(mutex_);
                arrived_.wait(lock, [this] { return is_closing_ || !waiting_.empty(); });
                if (!take_waiting(batch)) return;
            }
            std::vector<std::string> topics;
            try {
                write_batch(batch, topics);
            } catch (...) {
                // What was not committed was not done, whoever asked for it. A call that failed for its own reason keeps it.
                writer_->roll_back();
                topics.clear();
                for (auto* call : batch)
                    if (!call->failure) call->failure = std::current_exception();
            }
            std::vector<tasks::Answer*> answers;
            answers.reserve(batch.size());
            for (auto* call : batch) answers.push_back(&call->committed);
            tasks::Answer::give(answers);
            batch.clear();
            // Many calls of one batch may have changed the same thing.
            std::sort(topics.begin(), topics.end());
            topics.erase(std::unique(topics.begin(), topics.end()), topics.end());
            listeners_.tell(topics);
        }
    }

    // A savepoint copies every page that a call changes, and nearly every call is kept: none has one at first. Who has written
    // something and is then refused cannot be taken out alone; then all begin anew, each in its savepoint.
    void write_batch(std::vector<Waiting*>& batch, std::vector<std::string>& topics) {
        if (!serve_all(batch, topics, Savepoints::none)) {
            if (batch.size() == 1) return static_cast<void>(writer_->roll_back());
            topics.clear();
            for (auto* call : batch) call->failure = nullptr;
            serve_all(batch, topics, Savepoints::one_a_call);
        }
        writer_->statements.control("commit");
        writes_ += batch.size();
        ++commits_;
        if (batch.size() > largest_seen_) largest_seen_ = batch.size();
    }

    enum class Savepoints { none, one_a_call };

    // In a transaction that the caller ends. False when the transaction holds what must not be kept.
    bool serve_all(std::vector<Waiting*>& batch, std::vector<std::string>& topics, Savepoints savepoints) {
        writer_->roll_back();
        writer_->statements.control("begin immediate");
        // Those who come while the first ones are served share their wait for the disk.
        for (std::size_t served = 0; served < batch.size();) {
            for (; served < batch.size(); ++served) {
                auto& call = *batch[served];
                if (savepoints == Savepoints::one_a_call)
                    serve_in_savepoint(call, topics);
                else if (!serve(call, topics))
                    return false;
            }
            const std::lock_guard lock(mutex_);
            take_waiting(batch);
        }
        return true;
    }

    // False when it was not kept but may have left something behind.
    bool serve(Waiting& call, std::vector<std::string>& topics) {
        const auto changes = writer_->changes();
        OpenTransaction transaction(writer_->statements, Engine::sqlite);
        try {
            const Inside inside(*this, transaction, true);
            call.is_kept = call.work.call(call.work.self, transaction);
        } catch (...) {
            call.failure = std::current_exception();
            call.is_kept = false;
        }
        // A full disk or a failing one ends the whole transaction under our feet.
        if (!writer_->is_in_transaction()) throw Failure("the database gave up the transaction");
        if (!call.is_kept) return !call.failure && writer_->changes() == changes;
        for (auto& topic : transaction.topics) topics.push_back(std::move(topic));
        return true;
    }

    void serve_in_savepoint(Waiting& call, std::vector<std::string>& topics) {
        auto& statements = writer_->statements;
        statements.control("savepoint one_call");
        if (!serve(call, topics)) statements.control("rollback to one_call");
        statements.control("release one_call");
    }

    const bool is_temporary_;
    const std::string path_;
    const std::size_t most_waiting_;
    std::unique_ptr<SqliteConnection> writer_;  // of the writer's thread only
    Pool<SqliteConnection> readers_;
    Listeners listeners_;

    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Waiting*> waiting_;
    bool is_closing_{};

    std::atomic<std::size_t> writes_{}, commits_{}, largest_seen_{};
    std::thread thread_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const Options& options) { return std::make_unique<SqliteDatabase>(options); }

}  // namespace sql
