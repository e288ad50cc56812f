#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/sql/kept_statements.hpp"

// Inside of platform/sql only: what both engines share.
namespace sql {

std::unique_ptr<Database> open_sqlite(const Options& options);
std::unique_ptr<Database> open_postgresql(const Options& options);

// A transaction on a connection that somebody else begins and ends.
class OpenTransaction final : public Transaction {
  public:
    OpenTransaction(KeptStatements& statements, Engine engine) : statements_(statements), engine_(engine) {}

    std::vector<Row> all(std::string_view query, Params params) override;
    int run(std::string_view query, Params params) override;
    std::optional<int> try_run(std::string_view query, Params params) override;
    void announce(std::string topic) override { topics.push_back(std::move(topic)); }
    Engine engine() const override { return engine_; }

    std::vector<std::string> topics;

  private:
    KeptStatements& statements_;
    Engine engine_;
};

// Marks the calling thread as being inside `transaction` of `database`.
class Inside {
  public:
    Inside(const Database& database, Transaction& transaction, bool is_write);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    // The transaction of this thread that a nested read joins; null outside of one.
    static Transaction* current(const Database& database);

  private:
    const Inside* before_;
    const Database& database_;
    Transaction& transaction_;
};

class Listeners {
  public:
    void add(void (*listener)(void* self, std::string_view topic), void* self);
    void tell(const std::vector<std::string>& topics) const;

  private:
    struct Listener {
        void (*call)(void* self, std::string_view topic);
        void* self;
    };
    mutable std::mutex mutex_;
    std::vector<Listener> listeners_;
};

// Connections for whoever needs one next, made when first needed, at most `most` at a time.
template <class Connection>
class Pool {
  public:
    explicit Pool(int most) : most_(most) {}

    // Waits up to ten seconds; Busy then. `make()` gives a unique_ptr<Connection> or throws.
    template <class Make>
    std::unique_ptr<Connection> take(Make make) {
        std::unique_lock lock(mutex_);
        if (!freed_.wait_for(lock, longest_wait, [this] { return !idle_.empty() || count_ < most_; }))
            throw Busy("every connection to the database is in use");
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        ++count_;
        lock.unlock();
        try {
            return make();
        } catch (...) {
            give_up();
            throw;
        }
    }
    void give_back(std::unique_ptr<Connection> connection) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(connection));
        freed_.notify_one();
    }
    // One that was taken is not coming back.
    void give_up() {
        const std::lock_guard lock(mutex_);
        --count_;
        freed_.notify_one();
    }
    // What is idle was opened before the server went away, or before the tables changed.
    void drop_idle() {
        std::vector<std::unique_ptr<Connection>> dropped;
        const std::lock_guard lock(mutex_);
        dropped.swap(idle_);
        count_ -= static_cast<int>(dropped.size());
        freed_.notify_all();
    }

  private:
    static constexpr auto longest_wait = std::chrono::seconds(10);
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    int most_;
    int count_{};
};

}  // namespace sql
