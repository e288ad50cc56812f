#include "platform/sql/migrations.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "platform/assets/embedded.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace sql {
namespace {

constexpr std::string_view folder = "migrations/";

std::string for_engine(std::string_view text, Engine engine) {
    const bool on_sqlite = engine == Engine::sqlite;
    std::string done;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        if (rest.starts_with("{int64}")) {
            done += on_sqlite ? "integer" : "bigint";
            at += 7;
        } else if (rest.starts_with("{strict}")) {
            done += on_sqlite ? "strict" : "";
            at += 8;
        } else {
            done += rest.front();
            ++at;
        }
    }
    return done;
}

// A statement ends with ';' at the end of a line. A line that is only a comment is no statement.
std::vector<std::string> statements_of(const std::string& text) {
    std::vector<std::string> statements;
    std::string statement;
    for (const auto& line : text::split(text, '\n')) {
        const auto bare = text::trim(line);
        if (bare.empty() || bare.starts_with("--")) continue;
        statement += line + "\n";
        if (bare.ends_with(';')) {
            statement.resize(statement.find_last_of(';'));
            statements.push_back(std::move(statement));
            statement.clear();
        }
    }
    if (!text::trim(statement).empty()) throw Failure("a migration's last statement does not end with ';' at a line's end");
    return statements;
}

// The name without ".sqlite" or ".pgsql"; empty when the file is for the other engine.
std::string name_on(Engine engine, std::string_view name) {
    for (const auto& [suffix, its_engine] :
         {std::pair(std::string_view(".sqlite"), Engine::sqlite), std::pair(std::string_view(".pgsql"), Engine::postgresql)})
        if (name.ends_with(suffix)) return its_engine == engine ? std::string(name.substr(0, name.size() - suffix.size())) : "";
    return std::string(name);
}

void make_history(Transaction& tx) {
    tx.run(
        for_engine("create table if not exists schema_migration ("
                   " name text primary key, applied_at {int64} not null, sha256 text not null) {strict}",
                   tx.engine()));
}

std::map<std::string, std::string> applied(Transaction& tx) {
    std::map<std::string, std::string> hashes;
    for (const auto& row : tx.all("select name, sha256 from schema_migration")) hashes[row.text(0)] = row.text(1);
    return hashes;
}

bool has_history(Transaction& tx) {
    return tx
        .one(tx.engine() == Engine::sqlite ? "select 1 from sqlite_master where name = 'schema_migration'"
                                           : "select 1 where to_regclass('schema_migration') is not null")
        .has_value();
}

// True when it is applied already.
bool is_applied(const std::map<std::string, std::string>& hashes, const std::string& name, std::string_view text) {
    const auto found = hashes.find(name);
    if (found == hashes.end()) return false;
    if (found->second != crypto::sha256_hex(text))
        throw Failure("migration " + name + " was changed after it was applied; this program does not fit this database");
    return true;
}

// "2026-11-22_130_booking": by day, then by number, so that 130 comes after 99.
std::tuple<std::string_view, int, std::string_view> place_of(const Migration& migration) {
    const auto day = migration.name.substr(0, migration.name.find('_'));
    int number{};
    if (day.size() < migration.name.size()) {
        const auto rest = migration.name.substr(day.size() + 1);
        std::from_chars(rest.data(), rest.data() + rest.size(), number);
    }
    return {day, number, migration.name};
}

}  // namespace

std::vector<Migration> all_migrations() {
    std::vector<Migration> all;
    for (std::size_t i = 0; i < assets::embedded_count; ++i) {
        const auto& file = assets::embedded_files[i];
        std::string_view name(file.name);
        if (!name.starts_with(folder) || !name.ends_with(".sql")) continue;
        name = name.substr(folder.size(), name.size() - folder.size() - 4);
        all.push_back({name, std::string_view(file.begin, static_cast<std::size_t>(file.end - file.begin))});
    }
    std::ranges::sort(all, {}, place_of);
    return all;
}

std::vector<std::string> migrate(Database& database) { return migrate(database, all_migrations()); }

std::vector<std::string> migrate(Database& database, const std::vector<Migration>& migrations) {
    std::vector<std::string> done;
    for (const auto& migration : migrations) {
        const auto name = name_on(database.engine(), migration.name);
        if (name.empty()) continue;
        const bool is_new = database.write([&](Transaction& tx) {
            // One process at a time; the lock ends with the transaction. On SQLite there is one writer anyway.
            if (tx.engine() == Engine::postgresql) tx.all("select pg_advisory_xact_lock(20260101)");
            make_history(tx);
            if (is_applied(applied(tx), name, migration.text)) return false;
            for (const auto& statement : statements_of(for_engine(migration.text, tx.engine()))) tx.run(statement);
            tx.run("insert into schema_migration (name, applied_at, sha256) values (:name, :at, :hash)",
                   {{"name", name}, {"at", wall_clock::now()}, {"hash", crypto::sha256_hex(migration.text)}});
            return true;
        });
        if (is_new) done.push_back(name);
    }
    return done;
}

std::vector<std::string> pending(Database& database) {
    return database.read([&](Transaction& tx) {
        const auto hashes = has_history(tx) ? applied(tx) : std::map<std::string, std::string>{};
        std::vector<std::string> names;
        for (const auto& migration : all_migrations()) {
            const auto name = name_on(tx.engine(), migration.name);
            if (!name.empty() && !is_applied(hashes, name, migration.text)) names.push_back(name);
        }
        return names;
    });
}

}  // namespace sql
