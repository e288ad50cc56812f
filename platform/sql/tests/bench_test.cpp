#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "base/result.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"

// No test: prints numbers when asked for.
//   antarkerja_tests -ns -tc="durable decisions*"                          SQLite, in the working directory
//   PG_FSYNC=on tools/with-postgres.sh antarkerja_tests -ns -tc="durable decisions*"
namespace {

enum class Refused { full };

void measure(sql::Database& database, const char* engine, int callers) {
    database.write([](sql::Transaction& tx) {
        tx.run("delete from ticket");
        tx.run("update hall set taken = 0");
    });
    std::atomic<bool> is_over{false};
    std::atomic<long> decisions{0};
    std::vector<std::thread> threads;
    const auto begin = wall_clock::monotonic_ms();
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            for (std::int64_t i = 0; !is_over; ++i) {
                const auto answer = database.write([&](sql::Transaction& tx) -> Result<int, Refused> {
                    const auto seat =
                        tx.one("update hall set taken = taken + 1 where id = :id and taken < quota returning taken", {{"id", caller % 50}});
                    if (!seat) return Refused::full;
                    tx.run("insert into ticket (id, hall, number) values (:id, :hall, :number)",
                           {{"id", caller * 1000000000LL + i}, {"hall", caller % 50}, {"number", seat->number(0)}});
                    return seat->number(0);
                });
                decisions += answer.has_value() ? 1 : 0;
            }
        });
    std::this_thread::sleep_for(std::chrono::seconds(3));
    is_over = true;
    for (auto& thread : threads) thread.join();
    const auto took = wall_clock::monotonic_ms() - begin;
    std::printf("%-11s %4d callers: %7ld durable decisions/s   %s\n", engine, callers, decisions * 1000 / took,
                database.statistics().c_str());
}

void prepare(sql::Database& database) {
    database.write([](sql::Transaction& tx) {
        const std::string id = tx.engine() == sql::Engine::sqlite ? "integer" : "bigint";
        tx.run("drop table if exists ticket");
        tx.run("drop table if exists hall");
        tx.run("create table hall (id " + id + " primary key, taken " + id + " not null, quota " + id + " not null)");
        tx.run("create table ticket (id " + id + " primary key, hall " + id + " not null, number " + id +
               " not null, unique (hall, number))");
        for (int i = 0; i < 50; ++i) tx.run("insert into hall (id, taken, quota) values (:id, 0, 1000000000)", {{"id", i}});
    });
}

}  // namespace

TEST_CASE("durable decisions per second" * doctest::skip()) {
    const std::string path = "bench-" + std::to_string(::getpid()) + ".sqlite3";
    {
        auto database = sql::Database::open({.engine = sql::Engine::sqlite, .location = path});
        prepare(*database);
        for (const int callers : {1, 64, 256}) measure(*database, "sqlite", callers);
    }
    for (const char* suffix : {"", "-wal", "-shm"}) ::unlink((path + suffix).c_str());
    if (const char* server = std::getenv("ANTARKERJA_TEST_PG")) {
        auto database = sql::Database::open({.engine = sql::Engine::postgresql, .location = server, .connections = 32});
        prepare(*database);
        for (const int callers : {1, 64, 256}) measure(*database, "postgresql", callers);
    }
}
