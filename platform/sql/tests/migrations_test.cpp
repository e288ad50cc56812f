#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "platform/sql/migrations.hpp"
#include "platform/testing/scratch.hpp"
#include "platform/testing/testing.hpp"

namespace {

using Names = std::vector<std::string>;

const sql::Migration hall{
    "2026-01-01_01_hall",
    "-- a hall; with a seat\ncreate table hall (\n  id {int64} primary key, -- 64 bits\n  name text not null\n) {strict};\n\n"
    "insert into hall (id, name) values (9007199254740993, 'a;b');\n"};
const sql::Migration seat{"2026-01-02_01_seat", "create table seat (id {int64} primary key, hall {int64} not null) {strict};"};

std::int64_t count(sql::Database& database, const std::string& table) {
    return database.read([&](sql::Transaction& tx) { return tx.one("select count(*) from " + table)->integer(0); });
}

}  // namespace

TEST_CASE("each migration is applied once, in order") {
    for (const auto engine : test::engines()) {
        test::ScratchDatabase database(engine, false);
        CHECK(sql::migrate(*database, {hall}) == Names{"2026-01-01_01_hall"});
        CHECK(sql::migrate(*database, {hall, seat}) == Names{"2026-01-02_01_seat"});
        CHECK(sql::migrate(*database, {hall, seat}).empty());
        database->read([](sql::Transaction& tx) {
            const auto row = tx.one("select id, name from hall");
            CHECK(row->integer(0) == 9007199254740993);
            CHECK(row->text(1) == "a;b");
        });
    }
}

TEST_CASE("a migration that was changed after it was applied stops the program") {
    for (const auto engine : test::engines()) {
        test::ScratchDatabase database(engine, false);
        sql::migrate(*database, {hall});
        auto changed = hall;
        changed.text = "create table hall (id {int64} primary key);";
        CHECK_THROWS_AS(sql::migrate(*database, {changed}), sql::Failure);
    }
}

TEST_CASE("a migration that fails half way leaves nothing") {
    for (const auto engine : test::engines()) {
        test::ScratchDatabase database(engine, false);
        const sql::Migration broken{"2026-01-03_01_broken",
                                    "create table half (id {int64} primary key);\ninsert into nowhere values (1);\n"};
        CHECK_THROWS_AS(sql::migrate(*database, {hall, broken}), sql::Failure);
        CHECK_THROWS_AS(count(*database, "half"), sql::Failure);
        CHECK(count(*database, "hall") == 1);
        CHECK(count(*database, "schema_migration") == 1);
        const sql::Migration open{"2026-01-03_02_open", "create table half (id {int64} primary key)"};
        CHECK_THROWS_AS(sql::migrate(*database, {open}), sql::Failure);
    }
}

TEST_CASE("a migration may be written for each engine") {
    for (const auto engine : test::engines()) {
        test::ScratchDatabase database(engine, false);
        const std::vector<sql::Migration> pair{
            {"2026-01-01_01_pair.pgsql", "create table pair (engine text);\ninsert into pair values ('pgsql');\n"},
            {"2026-01-01_01_pair.sqlite", "create table pair (engine text);\ninsert into pair values ('sqlite');\n"}};
        CHECK(sql::migrate(*database, pair) == Names{"2026-01-01_01_pair"});
        database->read([&](sql::Transaction& tx) {
            CHECK(tx.one("select engine from pair")->text(0) == (engine == sql::Engine::sqlite ? "sqlite" : "pgsql"));
        });
    }
}

TEST_CASE("processes that start together apply each migration once") {
    for (const auto engine : test::engines()) {
        test::ScratchDatabase database(engine, false);
        std::atomic<std::size_t> applied{0};
        std::vector<std::thread> processes;
        for (int i = 0; i < 6; ++i)
            processes.emplace_back([&] {
                auto own = sql::Database::open(database.options());
                applied += sql::migrate(*own, {hall, seat}).size();
            });
        for (auto& process : processes) process.join();
        CHECK(applied == 2);
        CHECK(count(*database, "hall") == 1);
    }
}

TEST_CASE("migrations of one day go by their number: 130 comes after 99") {
    const auto all = sql::all_migrations();
    const auto at = [&](std::string_view beginning) {
        return std::ranges::find_if(all, [&](const sql::Migration& one) { return one.name.starts_with(beginning); }) - all.begin();
    };
    CHECK(at("2026-11-22_01_") < at("2026-11-22_20_"));
    CHECK(at("2026-11-22_99_") < at("2026-11-22_130_"));
}

TEST_CASE("the program's own migrations fit both engines, and none is left over") {
    for (const auto engine : test::engines()) {
        test::ScratchDatabase empty(engine, false);
        const auto names = sql::pending(*empty);
        CHECK_FALSE(names.empty());
        CHECK(sql::migrate(*empty) == names);
        CHECK(sql::pending(*empty).empty());
    }
}
