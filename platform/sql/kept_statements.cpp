#include "platform/sql/kept_statements.hpp"

#include <unordered_map>

#include "platform/sql/soci.hpp"

namespace sql {
namespace {

constexpr std::size_t most_kept = 1000;  // texts are constants of the program; a list of values in one is not

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_number(Value::Kind kind) { return kind == Value::Kind::integer || kind == Value::Kind::null_integer; }

char letter(Value::Kind kind) { return kind == Value::Kind::null_any ? '?' : is_number(kind) ? 'i' : 't'; }

sqlite_api::sqlite3* sqlite_handle(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

PGconn* postgresql_handle(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

}  // namespace

std::string with_parameter_types(std::string_view query, Params params) {
    std::string typed;
    typed.reserve(query.size() + params.size() * 20);
    std::size_t at = 0;
    const auto copy_to = [&](std::size_t end) {
        typed.append(query.substr(at, end - at));
        at = end;
    };
    const auto after = [&](std::string_view what, std::size_t from) {
        const auto found = query.find(what, from);
        return found == std::string_view::npos ? query.size() : found + what.size();
    };
    while (at < query.size()) {
        const char c = query[at];
        if (c == '\'' || c == '"') copy_to(after(std::string_view(&c, 1), at + 1));
        else if (query.substr(at, 2) == "--") copy_to(after("\n", at));
        else if (query.substr(at, 2) == "::") copy_to(at + 2);
        else if (c == ':' && at + 1 < query.size() && is_word(query[at + 1])) {
            auto end = at + 1;
            while (end < query.size() && is_word(query[end])) ++end;
            const auto name = query.substr(at + 1, end - at - 1);
            char type = '?';
            for (const auto& [key, value] : params)
                if (name == key) type = letter(value.kind());
            if (type == '?') copy_to(end);
            else {
                typed += "cast(";
                copy_to(end);
                typed += type == 'i' ? " as bigint)" : " as text)";
            }
        } else copy_to(at + 1);
    }
    return typed;
}

struct KeptStatements::Kept {
    struct Slot {
        std::string name;
        bool is_number{};
        long long number{};
        std::string text;
        soci::indicator state{soci::i_ok};
    };
    struct Cell {
        std::string text;
        soci::indicator state{soci::i_ok};
    };

    explicit Kept(soci::session& session) : statement(session) {}

    // After a refused statement SOCI keeps the values that it sent, and would send them again in the place of a null.
    void bind_again() {
        statement.bind_clean_up();
        for (auto& slot : slots) {
            if (slot.is_number) statement.exchange(soci::use(slot.number, slot.state, slot.name));
            else statement.exchange(soci::use(slot.text, slot.state, slot.name));
        }
        for (auto& cell : cells) statement.exchange(soci::into(cell.text, cell.state));
        statement.define_and_bind();
    }

    // Their places in memory are bound once: never resized afterwards.
    std::vector<Slot> slots;
    std::vector<Cell> cells;
    soci::statement statement;
};

struct KeptStatements::Inside {
    soci::session& session;
    Engine engine;
    std::unordered_map<std::string, std::unique_ptr<Kept>> by_key;
    std::string key;  // kept to save an allocation per statement
    std::unordered_map<std::string, sqlite_api::sqlite3_stmt*> controls;

    ~Inside() {
        for (const auto& [text, statement] : controls) sqlite_api::sqlite3_finalize(statement);
    }
};

KeptStatements::KeptStatements(soci::session& session, Engine engine) : inside_(new Inside{session, engine, {}, {}, {}}) {}
KeptStatements::~KeptStatements() = default;

void KeptStatements::forget() { inside_->by_key.clear(); }
std::size_t KeptStatements::size() const { return inside_->by_key.size(); }

KeptStatements::Kept& KeptStatements::kept_for(std::string_view query, Params params) {
    auto& key = inside_->key;
    key.assign(query);
    for (const auto& [name, value] : params) {
        key += '\0';
        key += letter(value.kind());
        key += name;
    }
    if (const auto found = inside_->by_key.find(key); found != inside_->by_key.end()) return *found->second;

    const bool on_sqlite = inside_->engine == Engine::sqlite;
    auto kept = std::make_unique<Kept>(inside_->session);
    kept->slots.resize(params.size());
    kept->statement.alloc();
    std::size_t position = 0;
    for (const auto& [name, value] : params) {
        auto& slot = kept->slots[position++];
        slot.name = name;
        slot.is_number = is_number(value.kind());
        if (is_number(value.kind())) kept->statement.exchange(soci::use(slot.number, slot.state, slot.name));
        else kept->statement.exchange(soci::use(slot.text, slot.state, slot.name));
    }
    kept->statement.prepare(on_sqlite ? std::string(query) : with_parameter_types(query, params));

    int columns = 0;
    if (on_sqlite) {
        auto* handle = static_cast<soci::sqlite3_statement_backend*>(kept->statement.get_backend())->stmt_;
        // SQLite reads a parameter that nobody bound as null.
        if (sqlite_api::sqlite3_bind_parameter_count(handle) != static_cast<int>(params.size()))
            throw Failure("the statement's parameters are not those given: " + std::string(query));
        columns = sqlite_api::sqlite3_column_count(handle);
    } else {
        const auto* backend = static_cast<soci::postgresql_statement_backend*>(kept->statement.get_backend());
        PGresult* described = PQdescribePrepared(postgresql_handle(inside_->session), backend->statementName_.c_str());
        const bool ok = PQresultStatus(described) == PGRES_COMMAND_OK;
        columns = PQnfields(described);
        PQclear(described);
        if (!ok) fail("a statement could not be described", query);
    }
    kept->cells.resize(static_cast<std::size_t>(columns));
    for (auto& cell : kept->cells) kept->statement.exchange(soci::into(cell.text, cell.state));
    kept->statement.define_and_bind();

    if (inside_->by_key.size() >= most_kept) forget();
    return *inside_->by_key.emplace(key, std::move(kept)).first->second;
}

KeptStatements::Outcome KeptStatements::execute(std::string_view query, Params params) {
    for (const auto& [name, value] : params)
        if (value.kind() == Value::Kind::text && value.text().find('\0') != std::string::npos)
            throw Failure(std::string("a text with a NUL character cannot be stored: ") + name);
    Kept* kept = nullptr;
    try {
        kept = &kept_for(query, params);
        std::size_t position = 0;
        for (const auto& [name, value] : params) {
            auto& slot = kept->slots[position++];
            slot.state = soci::i_ok;
            if (value.kind() == Value::Kind::integer) slot.number = value.number();
            else if (value.kind() == Value::Kind::text) slot.text = value.text();
            else slot.state = soci::i_null;
        }
        Outcome outcome;
        bool got_row = kept->statement.execute(true);
        // Also where nobody wants the rows: an undrained statement blocks RELEASE and COMMIT on SQLite.
        for (; got_row && !kept->cells.empty(); got_row = kept->statement.fetch()) {
            std::vector<std::optional<std::string>> cells;
            cells.reserve(kept->cells.size());
            for (const auto& cell : kept->cells) {
                if (cell.state == soci::i_null) cells.emplace_back();
                else cells.emplace_back(cell.text);
            }
            outcome.rows.emplace_back(std::move(cells));
        }
        outcome.changed = static_cast<int>(kept->statement.get_affected_rows());
        return outcome;
    } catch (const soci::postgresql_soci_error& error) {
        const bool lost = PQstatus(postgresql_handle(inside_->session)) == CONNECTION_BAD;
        // 23505 unique_violation, https://www.postgresql.org/docs/15/errcodes-appendix.html
        if (error.sqlstate() == "23505") {
            if (kept) kept->bind_again();
            throw Conflict(error.get_error_message());
        }
        inside_->by_key.erase(inside_->key);
        throw ServerFailure(error.get_error_message() + " in: " + std::string(query), error.sqlstate(), lost);
    } catch (const soci::soci_error& error) {
        // SOCI's what() repeats what was bound; get_error_message() does not.
        const auto message = error.get_error_message();
        if (inside_->engine == Engine::postgresql) {
            inside_->by_key.erase(inside_->key);
            fail(message, query);
        }
        auto* handle = sqlite_handle(inside_->session);
        // SQLite's plain code is 19 for every constraint: only the extended one tells a taken key from a bad row.
        const int code = sqlite_api::sqlite3_extended_errcode(handle);
        if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID) {
            const Conflict conflict(sqlite_api::sqlite3_errmsg(handle));
            if (kept) sqlite_api::sqlite3_reset(static_cast<soci::sqlite3_statement_backend*>(kept->statement.get_backend())->stmt_);
            throw conflict;
        }
        const Failure failure(message + " in: " + std::string(query));
        const bool busy = (code & 0xff) == SQLITE_BUSY;
        inside_->by_key.erase(inside_->key);
        if (busy) throw Busy(failure.what());
        throw failure;
    } catch (const Failure&) {
        inside_->by_key.erase(inside_->key);
        throw;
    }
}

void KeptStatements::fail(const std::string& fallback, std::string_view query) {
    auto* connection = postgresql_handle(inside_->session);
    const bool lost = PQstatus(connection) == CONNECTION_BAD;
    throw ServerFailure(fallback + " in: " + std::string(query), lost ? "08006" : "", lost);
}

void KeptStatements::command(const std::string& text) {
    if (inside_->engine == Engine::sqlite) {
        auto* handle = sqlite_handle(inside_->session);
        const int code = sqlite_api::sqlite3_exec(handle, text.c_str(), nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return;
        const auto message = std::string(sqlite_api::sqlite3_errmsg(handle)) + " in: " + text;
        if ((code & 0xff) == SQLITE_BUSY) throw Busy(message);
        throw Failure(message);
    }
    auto* connection = postgresql_handle(inside_->session);
    PGresult* result = PQexec(connection, text.c_str());
    const auto status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
        PQclear(result);
        return;
    }
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const bool lost = PQstatus(connection) == CONNECTION_BAD;
    ServerFailure failure(std::string(PQerrorMessage(connection)) + " in: " + text, state ? state : "", lost);
    PQclear(result);
    throw failure;
}

void KeptStatements::control(const std::string& text) {
    if (inside_->engine != Engine::sqlite) return command(text);
    auto* handle = sqlite_handle(inside_->session);
    auto& kept = inside_->controls[text];
    int code = SQLITE_OK;
    if (!kept)
        code = sqlite_api::sqlite3_prepare_v3(handle, text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &kept, nullptr);
    if (code == SQLITE_OK) {
        sqlite_api::sqlite3_step(kept);
        code = sqlite_api::sqlite3_reset(kept);
    }
    if (code == SQLITE_OK) return;
    const auto message = std::string(sqlite_api::sqlite3_errmsg(handle)) + " in: " + text;
    if ((code & 0xff) == SQLITE_BUSY) throw Busy(message);
    throw Failure(message);
}

}  // namespace sql
