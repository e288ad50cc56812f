#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <set>
#include <thread>

#include "base/result.hpp"
#include "platform/sql/kept_statements.hpp"
#include "platform/testing/scratch.hpp"
#include "platform/testing/testing.hpp"

namespace {

constexpr std::int64_t large = 9007199254740993;  // 2^53 + 1: a double would lose it

void make_tables(sql::Database& database) {
    database.write([](sql::Transaction& tx) {
        const bool on_sqlite = tx.engine() == sql::Engine::sqlite;
        tx.run(on_sqlite
                   ? "create table person (id integer primary key, name text unique, age integer check (age >= 0), seen integer) strict"
                   : "create table person (id bigint primary key, name text unique, age integer check (age >= 0), seen bigint)");
        tx.run(on_sqlite ? "create table hall (id integer primary key, taken integer not null, quota integer not null) strict"
                         : "create table hall (id bigint primary key, taken integer not null, quota integer not null)");
        tx.run("insert into hall (id, taken, quota) values (1, 0, 20)");
    });
}

int add(sql::Transaction& tx, std::int64_t id, std::optional<std::string> name) {
    return tx.run("insert into person (id, name, age, seen) values (:id, :name, 20, :seen)", {{"id", id}, {"name", name}, {"seen", large}});
}

std::int64_t count(sql::Database& database) {
    return database.read([](sql::Transaction& tx) { return tx.one("select count(*) from person")->integer(0); });
}

enum class Refused { no };

template <class Test>
void on_each_engine(Test test) {
    for (const auto engine : test::engines()) {
        CAPTURE(static_cast<int>(engine));
        test::ScratchDatabase database(engine, false);
        make_tables(*database);
        test(*database);
    }
}

}  // namespace

TEST_CASE("what was written is read again: nulls, 64 bits, letters of the world") {
    on_each_engine([](sql::Database& database) {
        database.write([](sql::Transaction& tx) {
            add(tx, large, "Siti Nur ‘Aisyah – 東京 🙂");
            add(tx, 2, std::nullopt);
            add(tx, 3, "");
            tx.run("update person set seen = :none where id = :id", {{"none", nullptr}, {"id", 3}});
        });
        database.read([](sql::Transaction& tx) {
            const auto rows = tx.all("select id, name, age, seen from person order by id desc");
            REQUIRE(rows.size() == 3);
            CHECK(rows[0].integer(0) == large);
            CHECK(rows[0].text(1) == "Siti Nur ‘Aisyah – 東京 🙂");
            CHECK(rows[0].integer(3) == large);
            CHECK(rows[1].text(1).empty());
            CHECK(rows[1].is_null(3));
            CHECK(rows[2].is_null(1));
            CHECK_FALSE(rows[1].is_null(1));
            CHECK(tx.one("select exists (select 1 from person where id = 2)")->flag(0));
            CHECK_FALSE(tx.one("select id from person where id = :id", {{"id", 99}}).has_value());
            CHECK(tx.one("select id from person where seen = :seen - 1 + 1 and id > :id", {{"seen", large}, {"id", 5}}).has_value());
            CHECK(tx.one("select count(*) from person where (:name is null or name = :name)", {{"name", std::optional<std::string>()}})
                      ->integer(0) == 3);
        });
    });
}

TEST_CASE("a kept statement takes other values, and null after a value") {
    on_each_engine([](sql::Database& database) {
        database.write([](sql::Transaction& tx) {
            for (int i = 1; i <= 50; ++i) add(tx, i, i % 2 ? std::optional("nama " + std::to_string(i)) : std::nullopt);
        });
        database.read([](sql::Transaction& tx) {
            for (int i = 1; i <= 50; ++i) CHECK(tx.one("select name from person where id = :id", {{"id", i}})->is_null(0) == (i % 2 == 0));
        });
    });
}

TEST_CASE("values go to their names, in whatever order they are given, and none may be missing") {
    on_each_engine([](sql::Database& database) {
        const std::string query = "select cast(:a as text), cast(:b as text)";
        database.read([&](sql::Transaction& tx) {
            CHECK(tx.one(query, {{"a", "1"}, {"b", "2"}})->text(1) == "2");
            CHECK(tx.one(query, {{"b", "2"}, {"a", "1"}})->text(1) == "2");
            CHECK(tx.one(query, {{"a", "1"}, {"b", "2"}})->text(0) == "1");
        });
        CHECK_THROWS_AS(database.read([&](sql::Transaction& tx) { tx.one(query); }), sql::Failure);
        CHECK_THROWS_AS(database.read([&](sql::Transaction& tx) { tx.one(query, {{"a", "1"}}); }), sql::Failure);
        CHECK_THROWS_AS(database.read([&](sql::Transaction& tx) { tx.one(query, {{"a", "1"}, {"c", "2"}}); }), sql::Failure);
    });
}

TEST_CASE("a refusal takes back what was written, and nothing else") {
    on_each_engine([](sql::Database& database) {
        const auto kept = database.write([](sql::Transaction& tx) -> Result<Done, Refused> {
            add(tx, 1, "a");
            return Done{};
        });
        CHECK(kept.has_value());
        const auto refused = database.write([](sql::Transaction& tx) -> Result<Done, Refused> {
            add(tx, 2, "b");
            return Refused::no;
        });
        CHECK_FALSE(refused.has_value());
        CHECK_THROWS_AS(database.write([](sql::Transaction& tx) {
            add(tx, 3, "c");
            throw std::runtime_error("no");
        }),
                        std::runtime_error);
        CHECK(count(database) == 1);
    });
}

TEST_CASE("a value that was refused is not sent again in the place of nothing") {
    on_each_engine([](sql::Database& database) {
        database.write([](sql::Transaction& tx) {
            const auto put = [&](std::int64_t id, std::optional<std::string> name) {
                return tx.try_run("insert into person (id, name) values (:id, :name)", {{"id", id}, {"name", name}});
            };
            CHECK(put(1, "a"));
            CHECK_FALSE(put(2, "a"));
            CHECK(put(2, std::nullopt));
            CHECK(tx.one("select name from person where id = 2")->is_null(0));
        });
    });
}

TEST_CASE("a taken key is an answer, a bad row is a failure, and the work goes on after the first") {
    on_each_engine([](sql::Database& database) {
        database.write([](sql::Transaction& tx) { add(tx, 1, "a"); });
        database.write([](sql::Transaction& tx) {
            for (int again = 0; again < 3; ++again) {
                CHECK_FALSE(tx.try_run("insert into person (id, name) values (:id, :name)", {{"id", 2}, {"name", "a"}}).has_value());
                CHECK_FALSE(tx.try_run("insert into person (id, name) values (:id, :name)", {{"id", 1}, {"name", "z"}}).has_value());
            }
            CHECK(tx.try_run("insert into person (id, name) values (:id, :name)", {{"id", 4}, {"name", "d"}}) == 1);
        });
        CHECK(count(database) == 2);
        CHECK_THROWS_AS(database.write([](sql::Transaction& tx) { add(tx, 5, "a"); }), sql::Conflict);
        const auto fails = [&](const char* statement) {
            try {
                database.write([&](sql::Transaction& tx) { tx.run(statement); });
            } catch (const sql::Conflict&) {
                return false;
            } catch (const sql::Failure&) {
                return true;
            }
            return false;
        };
        CHECK(fails("insert into person (id, age) values (7, -1)"));
        CHECK(fails("insert into hall (id, taken, quota) values (7, null, 1)"));
        CHECK(fails("insert into nowhere values (1)"));
        CHECK(fails("update person set name = :nobody_bound_this"));
        CHECK(count(database) == 2);
    });
}

TEST_CASE("a swallowed failure does not end as half a success") {
    on_each_engine([](sql::Database& database) {
        bool is_failed = false;
        try {
            database.write([](sql::Transaction& tx) {
                add(tx, 1, "a");
                try {
                    tx.run("insert into person (id, age) values (2, -1)");
                } catch (const sql::Failure&) {
                    return;
                }
            });
        } catch (const sql::Failure&) {
            is_failed = true;
        }
        // SQLite takes back the statement, PostgreSQL everything: never an acknowledged write that is not there.
        CHECK(count(database) == (is_failed ? 0 : 1));
    });
}

TEST_CASE("a text with a NUL character is refused, also where the engine would cut it") {
    on_each_engine([](sql::Database& database) {
        CHECK_THROWS_AS(database.write([](sql::Transaction& tx) { add(tx, 1, std::string("a\0b", 3)); }), sql::Failure);
        CHECK(count(database) == 0);
    });
}

TEST_CASE("reading cannot write, and a read inside a write sees its rows") {
    on_each_engine([](sql::Database& database) {
        CHECK_THROWS_AS(database.read([](sql::Transaction& tx) { add(tx, 1, "a"); }), sql::Failure);
        database.write([&](sql::Transaction& tx) {
            add(tx, 1, "a");
            CHECK(count(database) == 1);
            CHECK_THROWS_AS(database.write([](sql::Transaction&) {}), sql::Failure);
        });
        CHECK(count(database) == 1);
    });
}

TEST_CASE("update … returning gives its row and leaves no statement open") {
    on_each_engine([](sql::Database& database) {
        for (int i = 1; i <= 3; ++i) {
            const auto taken = database.write([](sql::Transaction& tx) {
                // Only the first of the rows is asked for; the rest must not keep the statement open.
                return tx.one("update hall set taken = taken + 1 where id = :id and taken < quota returning taken, quota", {{"id", 1}})
                    ->number(0);
            });
            CHECK(taken == i);
        }
    });
}

TEST_CASE("sixty-four callers at once: each seat once, each answer true") {
    for (const auto engine : test::engines()) {
        test::ScratchDatabase scratch(engine, false, 8);
        make_tables(*scratch);
        auto& database = *scratch;
        std::atomic<int> given{0}, refused{0};
        std::vector<std::thread> callers;
        for (int caller = 0; caller < 64; ++caller)
            callers.emplace_back([&, caller] {
                for (int i = 0; i < 4; ++i) {
                    const auto answer = database.write([&](sql::Transaction& tx) -> Result<int, Refused> {
                        add(tx, caller * 100 + i, "orang " + std::to_string(caller * 100 + i));
                        const auto row = tx.one("update hall set taken = taken + 1 where id = 1 and taken < quota returning taken");
                        if (!row) return Refused::no;
                        return row->number(0);
                    });
                    ++(answer ? given : refused);
                }
            });
        for (auto& caller : callers) caller.join();
        CHECK(given == 20);
        CHECK(refused == 236);
        CHECK(count(database) == 20);
        database.read([](sql::Transaction& tx) { CHECK(tx.one("select taken from hall")->number(0) == 20); });
    }
}

TEST_CASE("announcements come after the commit and never for what was taken back") {
    on_each_engine([](sql::Database& database) {
        std::multiset<std::string> heard;
        database.on_announcement([](void* self, std::string_view topic) { static_cast<std::multiset<std::string>*>(self)->emplace(topic); },
                                 &heard);
        const auto refused = database.write([](sql::Transaction& tx) -> Result<Done, Refused> {
            tx.announce("no");
            return Refused::no;
        });
        CHECK_FALSE(refused.has_value());
        CHECK_THROWS(database.write([](sql::Transaction& tx) {
            tx.announce("no");
            tx.run("select nonsense from nowhere");
        }));
        database.write([](sql::Transaction& tx) { tx.announce("hall:1"); });
        database.write([](sql::Transaction&) {});  // on SQLite the writer has told before it takes the next batch
        CHECK(heard == std::multiset<std::string>{"hall:1"});
    });
}

TEST_CASE("who is refused or fails in a shared commit takes nobody along") {
    test::ScratchDatabase scratch(sql::Engine::sqlite, false);
    auto& database = *scratch;
    make_tables(database);
    std::multiset<std::string> heard;
    database.on_announcement([](void* self, std::string_view topic) { static_cast<std::multiset<std::string>*>(self)->emplace(topic); },
                             &heard);
    const auto keep = [&](std::int64_t id) {
        database.write([&](sql::Transaction& tx) {
            add(tx, id, std::to_string(id));
            tx.announce(std::to_string(id));
        });
    };
    int refused = 0;
    int failed = 0;
    std::vector<std::thread> callers;
    const auto all_wait = [&](std::size_t callers_wanted) {
        return database.statistics().ends_with("waiting=" + std::to_string(callers_wanted));
    };
    database.write([&](sql::Transaction&) {
        if (!callers.empty()) return;  // served again with the others
        // The writer is held here until all of them stand in line, so that they share one commit.
        callers.emplace_back([&] { keep(1); });
        callers.emplace_back([&] {
            const auto answer = database.write([](sql::Transaction& tx) -> Result<Done, Refused> {
                add(tx, 2, "refused");
                return Refused::no;
            });
            refused += answer ? 0 : 1;
        });
        callers.emplace_back([&] { keep(3); });
        callers.emplace_back([&] {
            try {
                database.write([](sql::Transaction& tx) {
                    add(tx, 4, "failed");
                    throw std::runtime_error("no");
                });
            } catch (const std::runtime_error&) {
                ++failed;
            }
        });
        callers.emplace_back([&] { keep(5); });
        while (!all_wait(callers.size())) std::this_thread::yield();
    });
    for (auto& caller : callers) caller.join();
    CHECK(refused == 1);
    CHECK(failed == 1);
    database.read([](sql::Transaction& tx) {
        std::vector<std::int64_t> ids;
        for (const auto& row : tx.all("select id from person order by id")) ids.push_back(row.integer(0));
        CHECK(ids == std::vector<std::int64_t>{1, 3, 5});
    });
    database.write([](sql::Transaction&) {});
    CHECK(heard == std::multiset<std::string>{"1", "3", "5"});
}

TEST_CASE("types are said where PostgreSQL would guess them") {
    const auto typed = [](std::string_view query) { return sql::with_parameter_types(query, {{"a", 1}, {"b", "x"}, {"c", nullptr}}); };
    CHECK(typed("select :a, :b, :c") == "select cast(:a as bigint), cast(:b as text), :c");
    CHECK(typed("select ':a', x::text, \":b\" -- :a\n, :a") == "select ':a', x::text, \":b\" -- :a\n, cast(:a as bigint)");
    CHECK(typed("select :ab") == "select :ab");
}

TEST_CASE("a database in memory has one content for all its connections, and a file is its owner's only") {
    auto database = sql::Database::open({.engine = sql::Engine::sqlite, .location = ":memory:"});
    make_tables(*database);
    database->write([](sql::Transaction& tx) { add(tx, 1, "a"); });
    CHECK(count(*database) == 1);

    const std::string path = "/tmp/antarkerja sql test " + std::to_string(::getpid());
    { sql::Database::open({.engine = sql::Engine::sqlite, .location = path}); }
    struct stat state {};
    REQUIRE(::stat(path.c_str(), &state) == 0);
    CHECK((state.st_mode & 0777) == 0600);
    ::unlink(path.c_str());
}

TEST_CASE("writes beyond the queue are told to come back") {
    test::ScratchDatabase scratch(sql::Engine::sqlite, false);
    auto options = scratch.options();
    options.waiting_writes = 0;
    auto database = sql::Database::open(options);
    CHECK_THROWS_AS(database->write([](sql::Transaction&) {}), sql::Busy);
}
