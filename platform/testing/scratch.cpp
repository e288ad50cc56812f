#include "platform/testing/scratch.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <mutex>

#include "platform/sql/migrations.hpp"
#include "platform/testing/testing.hpp"

namespace test {
namespace {

std::string server() {
    const char* address = std::getenv("ANTARKERJA_TEST_PG");
    return address ? address : "";
}

// The server's address with another database: postgresql://user@host/NAME?options
std::string address_of(const std::string& name) {
    auto address = server();
    const auto slashes = address.find("//");
    const auto path = address.find('/', slashes + 2);
    const auto end = address.find('?', path);
    return address.substr(0, path + 1) + name + (end == std::string::npos ? "" : address.substr(end));
}

// CREATE and DROP DATABASE cannot be inside a transaction.
void command(const std::string& text) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    static const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(server().c_str()), PQfinish);
    PGresult* result = PQexec(connection.get(), text.c_str());
    const bool ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    if (!ok) throw sql::Failure(std::string("the test server: ") + PQerrorMessage(connection.get()));
}

std::string new_name() {
    static std::atomic<int> count{0};
    return "antarkerja_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

std::string scratch_folder() { return ::access("/dev/shm", W_OK) == 0 ? "/dev/shm/" : "/tmp/"; }

void remove_file(const std::string& path) {
    for (const char* suffix : {"", "-wal", "-shm"}) ::unlink((path + suffix).c_str());
}

// The bytes of a migrated, closed database file.
const std::string& sqlite_pattern() {
    static const std::string bytes = [] {
        const auto path = scratch_folder() + new_name();
        sql::migrate(*sql::Database::open({.engine = sql::Engine::sqlite, .location = path, .unsafe_no_sync = true}));
        std::ifstream file(path, std::ios::binary);
        std::string content{std::istreambuf_iterator<char>(file), {}};
        remove_file(path);
        return content;
    }();
    return bytes;
}

const std::string& postgresql_pattern() {
    struct Pattern {
        Pattern() : name(new_name()) {
            command("create database " + name);
            sql::migrate(*sql::Database::open({.engine = sql::Engine::postgresql, .location = address_of(name), .unsafe_no_sync = true}));
        }
        ~Pattern() {
            try {
                command("drop database " + name + " with (force)");
            } catch (const sql::Failure&) {
                return;  // the server went away before us, and the database with it
            }
        }
        const std::string name;
    };
    command("set client_min_messages = error");  // the connection outlives the pattern
    static const Pattern pattern;
    return pattern.name;
}

}  // namespace

std::vector<sql::Engine> engines() {
    if (server().empty()) return {sql::Engine::sqlite};
    return {sql::Engine::sqlite, sql::Engine::postgresql};
}

ScratchDatabase::ScratchDatabase(sql::Engine engine, bool is_migrated, int connections) : name_(new_name()) {
    options_ = {.engine = engine, .location = {}, .connections = connections, .unsafe_no_sync = true};
    if (engine == sql::Engine::sqlite) {
        name_ = scratch_folder() + name_;
        if (is_migrated) std::ofstream(name_, std::ios::binary) << sqlite_pattern();
        options_.location = name_;
    } else {
        command("create database " + name_ + (is_migrated ? " template " + postgresql_pattern() : ""));
        options_.location = address_of(name_);
    }
    database_ = sql::Database::open(options_);
}

ScratchDatabase::~ScratchDatabase() {
    database_.reset();
    if (options_.engine == sql::Engine::sqlite) {
        remove_file(name_);
        return;
    }
    try {
        command("drop database " + name_ + " with (force)");
    } catch (const sql::Failure&) {
        return;  // a leftover of a test, on a server made for tests
    }
}

}  // namespace test
