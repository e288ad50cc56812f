#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "base/result.hpp"
#include "platform/testing/scratch.hpp"
#include "platform/testing/testing.hpp"

namespace {

void make_table(sql::Database& database) {
    database.write([](sql::Transaction& tx) {
        tx.run("create table note (id integer primary key, body text not null)");
        tx.run("insert into note (id, body) values (1, 'a')");
    });
}

std::int64_t count(sql::Database& database) {
    return database.read([](sql::Transaction& tx) { return tx.one("select count(*) from note")->integer(0); });
}

bool has_postgresql() { return test::engines().size() > 1; }

// As when the server is restarted: every connection but the one that asks is gone.
void cut_all_connections(const sql::Options& options) {
    auto other = sql::Database::open(options);
    other->read([](sql::Transaction& tx) {
        tx.all("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    });
}

}  // namespace

TEST_CASE("a full disk: whoever was told that it is kept finds it, the others are told that it is not") {
    test::ScratchDatabase scratch(sql::Engine::sqlite, false);
    auto& database = *scratch;
    make_table(database);
    database.write([](sql::Transaction& tx) { tx.all("pragma max_page_count = 40"); });
    std::atomic<int> kept{0}, failed{0};
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 16; ++caller)
        callers.emplace_back([&, caller] {
            for (int i = 0; i < 10; ++i) {
                try {
                    database.write([&](sql::Transaction& tx) {
                        tx.run("insert into note (id, body) values (:id, :body)",
                               {{"id", 100 + caller * 10 + i}, {"body", std::string(3000, 'x')}});
                    });
                    ++kept;
                } catch (const sql::Failure&) {
                    ++failed;
                }
            }
        });
    for (auto& caller : callers) caller.join();
    CHECK(kept > 0);
    CHECK(failed > 0);
    CHECK(count(database) == kept + 1);
    // Room again: it goes on by itself.
    database.write([](sql::Transaction& tx) { tx.all("pragma max_page_count = 4000"); });
    database.write([](sql::Transaction& tx) { tx.run("insert into note (id, body) values (2, 'b')"); });
    CHECK(count(database) == kept + 2);
}

TEST_CASE("another process that holds SQLite's lock for a moment delays a write and loses none") {
    test::ScratchDatabase scratch(sql::Engine::sqlite, false);
    make_table(*scratch);
    auto other = sql::Database::open(scratch.options());
    std::vector<std::thread> writers;
    for (auto* database : {&*scratch, other.get()})
        writers.emplace_back([database] {
            for (int i = 0; i < 50; ++i) database->write([](sql::Transaction& tx) { tx.run("insert into note (body) values ('x')"); });
        });
    for (auto& writer : writers) writer.join();
    CHECK(count(*scratch) == 101);
}

TEST_CASE("the server goes away and comes back: reads and writes go on") {
    if (!has_postgresql()) return;
    test::ScratchDatabase scratch(sql::Engine::postgresql, false);
    make_table(*scratch);
    for (int round = 0; round < 5; ++round) {
        cut_all_connections(scratch.options());
        CHECK(count(*scratch) == round + 1);
        cut_all_connections(scratch.options());
        scratch->write([&](sql::Transaction& tx) { tx.run("insert into note (id, body) values (:id, 'x')", {{"id", round + 10}}); });
    }
}

TEST_CASE("a connection that is cut in the middle of the work is tried again, from its beginning") {
    if (!has_postgresql()) return;
    test::ScratchDatabase scratch(sql::Engine::postgresql, false);
    make_table(*scratch);
    int runs = 0;
    scratch->write([&](sql::Transaction& tx) {
        tx.run("insert into note (id, body) values (2, 'x')");
        if (++runs == 1) cut_all_connections(scratch.options());
        tx.run("insert into note (id, body) values (3, 'x')");
    });
    CHECK(runs == 2);
    CHECK(count(*scratch) == 3);
}

TEST_CASE("two who wait for each other: one is tried again and both are done") {
    if (!has_postgresql()) return;
    test::ScratchDatabase scratch(sql::Engine::postgresql, false);
    make_table(*scratch);
    scratch->write([](sql::Transaction& tx) { tx.run("insert into note (id, body) values (2, '')"); });
    std::atomic<int> holding{0}, runs{0};
    const auto both = [&](int first, int second) {
        scratch->write([&](sql::Transaction& tx) {
            ++runs;
            tx.run("update note set body = body || 'x' where id = :id", {{"id", first}});
            ++holding;
            while (holding < 2) std::this_thread::yield();
            tx.run("update note set body = body || 'x' where id = :id", {{"id", second}});
        });
    };
    std::thread one([&] { both(1, 2); }), other([&] { both(2, 1); });
    one.join();
    other.join();
    CHECK(runs == 3);
    scratch->read([](sql::Transaction& tx) { CHECK(tx.one("select body from note where id = 2")->text(0) == "xx"); });
}

TEST_CASE("a statement that was prepared before its table changed is prepared again") {
    for (const auto engine : test::engines()) {
        test::ScratchDatabase scratch(engine, false, 1);
        make_table(*scratch);
        const auto look = [&] {
            return scratch->read([](sql::Transaction& tx) { return tx.one("select id, body from note")->integer(0); });
        };
        CHECK(look() == 1);
        auto other = sql::Database::open(scratch.options());
        other->write([](sql::Transaction& tx) {
            if (tx.engine() == sql::Engine::postgresql) tx.run("alter table note alter column id type bigint");
            tx.run("alter table note add column more text");
        });
        CHECK(look() == 1);
    }
}

TEST_CASE("on PostgreSQL work that went on after a failure is not reported as done") {
    if (!has_postgresql()) return;
    test::ScratchDatabase scratch(sql::Engine::postgresql, false);
    make_table(*scratch);
    CHECK_THROWS_AS(scratch->write([](sql::Transaction& tx) {
        try {
            tx.run("insert into note (id, body) values (1, 'taken')");
        } catch (const sql::Conflict&) {
        }
    }),
                    sql::Failure);
}

TEST_CASE("on PostgreSQL what a trigger refuses is asked once more, so that a rule may say it; twice is a failure") {
    if (!has_postgresql()) return;
    test::ScratchDatabase scratch(sql::Engine::postgresql, false);
    make_table(*scratch);
    scratch->write([](sql::Transaction& tx) {
        tx.run("create function says_no() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$");
        tx.run("create trigger no_b before insert on note for each row when (new.body = 'b') execute function says_no()");
    });
    int tries = 0;
    CHECK_THROWS_AS(scratch->write([&](sql::Transaction& tx) {
        ++tries;
        tx.run("insert into note (id, body) values (2, 'b')");
    }),
                    sql::Failure);
    CHECK(tries == 2);
    // Somebody committed in between, so that the rule sees it now.
    tries = 0;
    const auto told = scratch->write([&](sql::Transaction& tx) -> Result<int, std::string> {
        if (++tries == 2) return std::string("a sentence");
        tx.run("insert into note (id, body) values (2, 'b')");
        return 0;
    });
    REQUIRE_FALSE(told);
    CHECK(told.error() == "a sentence");
    CHECK(count(*scratch) == 1);
}

TEST_CASE("more readers than connections wait for their turn") {
    for (const auto engine : test::engines()) {
        test::ScratchDatabase scratch(engine, false, 2);
        make_table(*scratch);
        std::atomic<int> read{0};
        std::vector<std::thread> readers;
        for (int i = 0; i < 32; ++i)
            readers.emplace_back([&] {
                for (int again = 0; again < 20; ++again) read += static_cast<int>(count(*scratch));
            });
        for (auto& reader : readers) reader.join();
        CHECK(read == 640);
    }
}
