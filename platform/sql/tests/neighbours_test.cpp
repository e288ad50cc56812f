#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/testing/scratch.hpp"
#include "platform/testing/testing.hpp"

namespace {

// A server's ear: what it heard.
class Ear {
  public:
    explicit Ear(sql::Database& database) : database_(database) {
        database_.on_announcement([](void* self, std::string_view topic) { static_cast<Ear*>(self)->hear(topic); }, this);
    }
    ~Ear() { database_.on_announcement(nullptr, this); }
    Ear(const Ear&) = delete;
    Ear& operator=(const Ear&) = delete;

    std::ptrdiff_t times(std::string_view topic) {
        const std::lock_guard lock(mutex_);
        return std::ranges::count(heard_, topic);
    }
    bool hears(std::string_view topic, int within_ms) {
        for (int waited = 0; waited < within_ms && times(topic) == 0; waited += 10)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return times(topic) > 0;
    }

  private:
    void hear(std::string_view topic) {
        const std::lock_guard lock(mutex_);
        heard_.emplace_back(topic);
    }
    sql::Database& database_;
    std::mutex mutex_;
    std::vector<std::string> heard_;
};

void change(sql::Database& database, const std::string& topic) {
    database.write([&](sql::Transaction& tx) {
        tx.run("update reference_addition set code = code");
        tx.announce(topic);
    });
}

bool has_postgresql() { return std::ranges::count(test::engines(), sql::Engine::postgresql) > 0; }

}  // namespace

TEST_SUITE("sql neighbours") {
    TEST_CASE("a board at one server hears within a second what another server committed, once") {
        if (!has_postgresql()) return;
        test::ScratchDatabase first(sql::Engine::postgresql);
        const auto second = sql::Database::open(first.options());
        Ear here(*first);
        Ear there(*second);
        // Both lines stand when each has heard the other.
        for (int tries = 0; tries < 50 && !(there.hears("begin:here", 100) && here.hears("begin:there", 100)); ++tries) {
            change(*first, "begin:here");
            change(*second, "begin:there");
        }
        change(*first, "day:1:2026-03-03");
        CHECK(here.times("day:1:2026-03-03") == 1);  // at the commit already
        CHECK(there.hears("day:1:2026-03-03", 1000));
        // What was taken back is never told; twin of the line above.
        CHECK_THROWS(first->write([](sql::Transaction& tx) {
            tx.announce("ticket:undone");
            throw std::runtime_error("no");
        }));
        // Many at once, with a quote and more than one message holds.
        std::vector<std::string> many;
        for (int one = 0; one < 1200; ++one) many.push_back("ticket:o'" + std::to_string(one));
        first->write([&](sql::Transaction& tx) {
            for (const auto& topic : many) tx.announce(topic);
        });
        CHECK(there.hears(many.back(), 1000));
        CHECK(there.times("day:1:2026-03-03") == 1);
        CHECK(there.times("ticket:undone") == 0);
        CHECK(std::ranges::all_of(many, [&](const std::string& topic) { return there.times(topic) == 1 && here.times(topic) == 1; }));
    }

    TEST_CASE("who was cut off from the server hears that anything may have changed") {
        if (!has_postgresql()) return;
        test::ScratchDatabase first(sql::Engine::postgresql);
        Ear here(*first);
        const auto lines = [&] {
            return first->read([](sql::Transaction& tx) {
                return tx
                    .one("select count(*) from pg_stat_activity where datname = current_database() and query like '%antarkerja_announced%'")
                    ->integer(0);
            });
        };
        for (int tries = 0; tries < 300 && lines() < 2; ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(10));
        first->write([](sql::Transaction& tx) {
            tx.all(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                " and query like '%listen antarkerja_announced%'");
        });
        CHECK(here.hears("", 5000));
        const auto second = sql::Database::open(first.options());
        Ear there(*second);
        for (int tries = 0; tries < 50 && !here.hears("after", 100); ++tries) change(*second, "after");
        CHECK(here.times("after") > 0);
    }
}
