#include "app/bench_raw_engine.hpp"

#include <sqlite3.h>
#include <sys/resource.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <thread>
#include <vector>

#include "platform/clock/clock.hpp"
#include "platform/clock/stopwatch.hpp"
#include "platform/crypto/vault.hpp"

namespace bench {

namespace {

class Engine {
  public:
    explicit Engine(const std::string& path) {
        if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) fail();
        command("pragma journal_mode=wal");
        command("pragma synchronous=full");
        command("pragma foreign_keys=on");
        command("pragma cache_size=-16000");
        command("pragma wal_autocheckpoint=4000");
    }
    ~Engine() {
        for (auto* one : statements_) sqlite3_finalize(one);
        sqlite3_close(handle_);
    }
    Engine(const Engine&) = delete;

    void command(const char* text) {
        if (sqlite3_exec(handle_, text, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
    }
    sqlite3_stmt* prepared(const char* text) {
        sqlite3_stmt* made = nullptr;
        if (sqlite3_prepare_v3(handle_, text, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK) fail();
        statements_.push_back(made);
        return made;
    }
    // Runs it to its end; the first row's first number, or 0.
    std::int64_t run(sqlite3_stmt* statement) {
        std::int64_t number = 0;
        int answer = 0;
        while ((answer = sqlite3_step(statement)) == SQLITE_ROW) number = sqlite3_column_int64(statement, 0);
        if (answer != SQLITE_DONE) fail();
        sqlite3_reset(statement);
        return number;
    }

  private:
    [[noreturn]] void fail() { throw std::runtime_error(std::string("the bare engine: ") + sqlite3_errmsg(handle_)); }

    sqlite3* handle_{};
    std::vector<sqlite3_stmt*> statements_;
};

class Binder {
  public:
    explicit Binder(sqlite3_stmt* statement) : statement_(statement) {}
    Binder& operator<<(std::int64_t number) {
        sqlite3_bind_int64(statement_, ++position_, number);
        return *this;
    }
    Binder& operator<<(const std::string& text) {
        sqlite3_bind_text(statement_, ++position_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
        return *this;
    }

  private:
    sqlite3_stmt* statement_;
    int position_{};
};

constexpr std::int64_t office = 1;
constexpr std::size_t key_length = 32;  // of a blind index

// What of a row was there before somebody booked: drawn, as codes and blind indexes are. Counted up instead, each new
// index entry would go behind the last one, which costs the engine far less than these rows do.
struct Person {
    std::int64_t application{};
    std::string code;
    std::string key;
};

std::vector<Person> people(int count) {
    std::vector<Person> made;
    made.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) made.push_back({ids::next(), crypto::random_code(8), crypto::random_token().substr(0, key_length)});
    return made;
}

struct Booking {
    const Person* person{};
    std::binary_semaphore answered{0};
};

double cpu_us() {
    rusage spent{};
    ::getrusage(RUSAGE_SELF, &spent);
    return static_cast<double>(spent.ru_utime.tv_sec + spent.ru_stime.tv_sec) * 1e6 +
           static_cast<double>(spent.ru_utime.tv_usec + spent.ru_stime.tv_usec);
}

class Writer {
  public:
    Writer(const std::string& path, int places)
        : engine_(path),
          window_(ids::next()),
          place_(engine_.prepared("update booking_window set taken = taken + 1, online_taken = online_taken + 1,"
                                  " last_number = last_number + 1 where id = ? and suspended = 0 and taken < quota and"
                                  " online_taken < online_quota returning last_number")),
          ticket_(
              engine_.prepared("insert into booking_ticket (id, office_id, window_id, service, date, number, letter, code, application_id,"
                               " person_key, holder_name, phone_sealed, about, state, channel, taken_at, counter, outcome, other_day,"
                               " sequence) values (?, ?, ?, 'ak1', '2026-03-04', ?, 'A', ?, ?, ?, 'Sari Dewi Lestari', '', '', 'booked',"
                               " 'online', 1772500000, '', '', 0, 0)")),
          head_(engine_.prepared("insert into audit_head (office_id, sequence, hash) values (?, ?, ?)"
                                 " on conflict (office_id) do update set sequence = excluded.sequence, hash = excluded.hash")),
          entry_(engine_.prepared("insert into audit_entry (id, office_id, at, actor, verb, subject, details, request_id,"
                                  " sequence, previous_hash, hash) values (?, ?, 1772500000, ?, 'ticket.taken', ?, ?, ?, ?, ?, ?)")) {
        auto* const add = engine_.prepared(
            "insert into booking_window (id, office_id, rule_id, service, name, place, date, opens, closes, quota, taken,"
            " online_quota, online_taken, reserve, reserve_taken, last_number, suspended, suspended_reason,"
            " quota_set_by_hand) values (?, 1, ?, 'ak1', '', '', '2026-03-04', 480, 720, ?, 0, ?, 0, 0, 0, 0, 0, '', 0)");
        Binder(add) << window_ << window_ << std::int64_t{places} << std::int64_t{places};
        engine_.run(add);
        sequence_ = engine_.run(engine_.prepared("select sequence from audit_head where office_id = 1"));
    }

    void begin() { engine_.command("begin immediate"); }
    void commit() { engine_.command("commit"); }

    void book(const Person& person) {
        Binder(place_) << window_;
        const auto number = engine_.run(place_);
        if (number == 0) throw std::runtime_error("the bare engine: no place left");
        const auto id = ids::next();
        const auto id_text = std::to_string(id);
        Binder(ticket_) << id << office << window_ << number << person.code << person.application << person.key;
        engine_.run(ticket_);
        const auto actor = "applicant:" + std::to_string(person.application);
        const auto subject = "booking_ticket:" + id_text;
        const auto details = R"({"window":")" + std::to_string(window_) + R"(","number":)" + std::to_string(number) + "}";
        const auto request = "k3f9x2-" + id_text;
        ++sequence_;
        const auto hash = crypto::sha256_hex(std::to_string(sequence_) + actor + "ticket.taken" + subject + details + request + previous_);
        Binder(head_) << office << sequence_ << hash;
        engine_.run(head_);
        Binder(entry_) << ids::next() << office << actor << subject << details << request << sequence_ << previous_ << hash;
        engine_.run(entry_);
        previous_ = hash;
    }

    std::int64_t taken() {
        auto* const count = engine_.prepared("select count(*) from booking_ticket where window_id = ?");
        Binder(count) << window_;
        return engine_.run(count);
    }

  private:
    Engine engine_;
    std::int64_t window_;
    sqlite3_stmt* place_;
    sqlite3_stmt* ticket_;
    sqlite3_stmt* head_;
    sqlite3_stmt* entry_;
    std::int64_t sequence_{};
    std::string previous_ = std::string(64, '0');
};

}  // namespace

Figures raw_engine_bookings(const std::string& path, int callers, int bookings) {
    Writer writer(path, bookings);
    const auto everybody = people(bookings);
    std::mutex mutex;
    std::condition_variable arrived;
    std::vector<Booking*> waiting;
    int open_callers = callers;
    std::string failure;
    std::thread group([&] {
        std::vector<Booking*> batch;
        for (;;) {
            {
                std::unique_lock lock(mutex);
                arrived.wait(lock, [&] { return open_callers == 0 || !waiting.empty(); });
                if (waiting.empty()) return;
                batch.swap(waiting);
            }
            try {
                writer.begin();
                for (const auto* one : batch) writer.book(*one->person);
                writer.commit();
            } catch (const std::exception& why) {
                failure = why.what();
            }
            for (auto* one : batch) one->answered.release();
            batch.clear();
        }
    });
    std::atomic<int> next{0};
    std::vector<std::int64_t> took(static_cast<std::size_t>(bookings));
    const auto cpu_before = cpu_us();
    const auto began = wall_clock::monotonic_us();
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller) {
        threads.emplace_back([&] {
            for (int number = next++; number < bookings; number = next++) {
                const auto asked = wall_clock::monotonic_us();
                Booking booking;
                booking.person = &everybody[static_cast<std::size_t>(number)];
                {
                    const std::lock_guard lock(mutex);
                    waiting.push_back(&booking);
                }
                arrived.notify_one();
                booking.answered.acquire();
                took[static_cast<std::size_t>(number)] = wall_clock::monotonic_us() - asked;
            }
            const std::lock_guard lock(mutex);
            if (--open_callers == 0) arrived.notify_one();
        });
    }
    for (auto& thread : threads) thread.join();
    const auto whole = wall_clock::monotonic_us() - began;
    group.join();
    if (!failure.empty()) throw std::runtime_error(failure);
    if (writer.taken() != bookings) throw std::runtime_error("the bare engine lost rows");
    auto figures = figures_of(std::move(took), whole);
    figures.cpu_us = (cpu_us() - cpu_before) / bookings;
    return figures;
}

}  // namespace bench
