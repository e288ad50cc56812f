#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "base/result.hpp"
#include "platform/sql/sql.hpp"

namespace {

enum class Refused { yes };

// The child writes until it is killed and says through the pipe what was acknowledged.
[[noreturn]] void write_until_killed(const std::string& path, int pipe_end, std::int64_t first_id) {
    auto database = sql::Database::open({.engine = sql::Engine::sqlite, .location = path});
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 8; ++caller)
        callers.emplace_back([&, caller] {
            for (std::int64_t i = 0;; ++i) {
                const auto id = first_id + caller * 100000 + i;
                const auto answer = database->write([&](sql::Transaction& tx) -> Result<Done, Refused> {
                    tx.run("insert into note (id, body) values (:id, 'x')", {{"id", id}});
                    if (i % 5 == 4) return Refused::yes;
                    tx.run("update total set notes = notes + 1");
                    return Done{};
                });
                if (answer && ::write(pipe_end, &id, sizeof id) != sizeof id) ::_exit(1);
            }
        });
    for (auto& caller : callers) caller.join();
    ::_exit(0);
}

}  // namespace

TEST_CASE("killed at any moment: everything acknowledged is there, nothing refused, nothing half") {
    const std::string path = "/tmp/antarkerja-crash-" + std::to_string(::getpid());
    {
        auto database = sql::Database::open({.engine = sql::Engine::sqlite, .location = path});
        database->write([](sql::Transaction& tx) {
            tx.run("create table note (id integer primary key, body text not null) strict");
            tx.run("create table total (notes integer not null) strict");
            tx.run("insert into total values (0)");
        });
    }
    std::set<std::int64_t> acknowledged;
    for (int round = 1; round <= 12; ++round) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(ends[0]);
            write_until_killed(path, ends[1], round * 10'000'000LL);
        }
        ::close(ends[1]);
        std::int64_t id{};
        const std::size_t kill_after = acknowledged.size() + static_cast<std::size_t>(round) * 17;
        while (acknowledged.size() < kill_after && ::read(ends[0], &id, sizeof id) == sizeof id) acknowledged.insert(id);
        ::kill(child, SIGKILL);
        while (::read(ends[0], &id, sizeof id) == sizeof id) acknowledged.insert(id);
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(WIFSIGNALED(status));

        auto database = sql::Database::open({.engine = sql::Engine::sqlite, .location = path});
        database->read([&](sql::Transaction& tx) {
            CHECK(tx.one("pragma integrity_check")->text(0) == "ok");
            std::set<std::int64_t> kept;
            for (const auto& row : tx.all("select id from note")) kept.insert(row.integer(0));
            std::size_t lost = 0, refused = 0;
            for (const auto one : acknowledged) lost += kept.contains(one) ? 0 : 1;
            for (const auto one : kept) refused += one % 100000 % 5 == 4 ? 1 : 0;
            CHECK(lost == 0);
            CHECK(refused == 0);
            CHECK(tx.one("select notes from total")->integer(0) == static_cast<std::int64_t>(kept.size()));
        });
    }
    CHECK(acknowledged.size() > 1000);
    for (const char* suffix : {"", "-wal", "-shm"}) ::unlink((path + suffix).c_str());
}
