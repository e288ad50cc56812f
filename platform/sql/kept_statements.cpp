#include "platform/sql/kept_statements.hpp"

#include <algorithm>
#include <unordered_map>

#include "platform/sql/soci.hpp"

namespace sql {
namespace {

constexpr std::size_t most_kept = 1000;  // texts are constants of the program; a list of values in one is not

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

bool is_number(Value::Kind kind) { return kind == Value::Kind::integer || kind == Value::Kind::null_integer; }

char letter(Value::Kind kind) { return kind == Value::Kind::null_any ? '?' : is_number(kind) ? 'i' : 't'; }

sqlite_api::sqlite3* sqlite_handle(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

PGconn* postgresql_handle(soci::session& session) { return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_; }

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
        if (c == '\'' || c == '"')
            copy_to(after(std::string_view(&c, 1), at + 1));
        else if (query.substr(at, 2) == "--")
            copy_to(after("\n", at));
        else if (query.substr(at, 2) == "::")
            copy_to(at + 2);
        else if (c == ':' && at + 1 < query.size() && is_word(query[at + 1])) {
            auto end = at + 1;
            while (end < query.size() && is_word(query[end])) ++end;
            const auto name = query.substr(at + 1, end - at - 1);
            char type = '?';
            for (const auto& [key, value] : params)
                if (name == key) type = letter(value.kind());
            if (type == '?')
                copy_to(end);
            else {
                typed += "cast(";
                copy_to(end);
                typed += type == 'i' ? " as bigint)" : " as text)";
            }
        } else
            copy_to(at + 1);
    }
    return typed;
}

// On SQLite the library's own calls: SOCI would carry each value through two buffers more, a fifth of a page's time.
struct KeptStatements::OnSqlite {
    static constexpr const char* fits_none = "";  // a name that no parameter has

    OnSqlite(sqlite_api::sqlite3* handle, std::string_view query) {
        if (sqlite_api::sqlite3_prepare_v3(handle, query.data(), static_cast<int>(query.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                                           nullptr) != SQLITE_OK)
            throw Failure(std::string(sqlite_api::sqlite3_errmsg(handle)) + " in: " + std::string(query));
        columns = sqlite_api::sqlite3_column_count(statement);
    }
    ~OnSqlite() { sqlite_api::sqlite3_finalize(statement); }
    OnSqlite(const OnSqlite&) = delete;

    void bind(Params params) {
        // Nearly always the same place of the program asks again, with the same names in the same order.
        if (!std::ranges::equal(params, names, [](const auto& param, const auto& name) { return name == param.first; })) look_up(params);
        auto place = places.begin();
        for (const auto& [name, value] : params) {
            if (value.kind() == Value::Kind::integer) {
                sqlite_api::sqlite3_bind_int64(statement, *place, value.number());
            } else if (value.kind() == Value::Kind::text) {
                // Static: `params` live until the statement was run to its end.
                sqlite_api::sqlite3_bind_text(statement, *place, value.text().data(), static_cast<int>(value.text().size()), SQLITE_STATIC);
            } else {
                sqlite_api::sqlite3_bind_null(statement, *place);
            }
            ++place;
        }
    }

    void look_up(Params params) {
        names.clear();
        places.clear();
        for (const auto& [name, value] : params) {
            names.emplace_back(name);
            places.push_back(sqlite_api::sqlite3_bind_parameter_index(statement, (":" + names.back()).c_str()));
        }
        // SQLite reads a parameter that nobody bound as null.
        const bool all_there = std::ranges::find(places, 0) == places.end();
        if (all_there && sqlite_api::sqlite3_bind_parameter_count(statement) == static_cast<int>(params.size())) return;
        names = {fits_none};  // asked again, it fails again
        throw Failure(std::string("the statement's parameters are not those given: ") + sqlite_api::sqlite3_sql(statement));
    }

    Row row() const {
        Row made(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column) {
            switch (sqlite_api::sqlite3_column_type(statement, column)) {
                case SQLITE_NULL: made.add_null(); break;
                case SQLITE_INTEGER: made.add(std::int64_t{sqlite_api::sqlite3_column_int64(statement, column)}); break;
                default: {
                    const auto* text = reinterpret_cast<const char*>(sqlite_api::sqlite3_column_text(statement, column));
                    made.add(std::string_view(text, static_cast<std::size_t>(sqlite_api::sqlite3_column_bytes(statement, column))));
                }
            }
        }
        return made;
    }

    sqlite_api::sqlite3_stmt* statement{};
    std::vector<std::string> names{fits_none};  // of the parameters, in the order in which they were given last
    std::vector<int> places;                    // where the statement has them
    int columns{};
};

struct KeptStatements::OnPostgresql {
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

    explicit OnPostgresql(soci::session& session) : statement(session) {}

    // After a refused statement SOCI keeps the values that it sent, and would send them again in the place of a null.
    void bind_again() {
        statement.bind_clean_up();
        for (auto& slot : slots) {
            if (slot.is_number)
                statement.exchange(soci::use(slot.number, slot.state, slot.name));
            else
                statement.exchange(soci::use(slot.text, slot.state, slot.name));
        }
        for (auto& cell : cells) statement.exchange(soci::into(cell.text, cell.state));
        statement.define_and_bind();
    }

    // Their places in memory are bound once: never resized afterwards.
    std::vector<Slot> slots;
    std::vector<Cell> cells;
    soci::statement statement;
};

// A text is looked for without making a string of it.
struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct KeptStatements::Inside {
    soci::session& session;
    Engine engine;
    std::unordered_map<std::string, std::unique_ptr<OnSqlite>, Hash, std::equal_to<>> on_sqlite;  // one of the two is empty
    std::unordered_map<std::string, std::unique_ptr<OnPostgresql>> on_postgresql;
    std::string key;  // of on_postgresql: the text, and the names and types of what is bound
    std::unordered_map<std::string, sqlite_api::sqlite3_stmt*> controls;

    ~Inside() {
        for (const auto& [text, statement] : controls) sqlite_api::sqlite3_finalize(statement);
    }
};

KeptStatements::KeptStatements(soci::session& session, Engine engine) : inside_(new Inside{session, engine, {}, {}, {}, {}}) {}
KeptStatements::~KeptStatements() = default;

void KeptStatements::forget() {
    inside_->on_sqlite.clear();
    inside_->on_postgresql.clear();
}
std::size_t KeptStatements::size() const { return inside_->on_sqlite.size() + inside_->on_postgresql.size(); }

void KeptStatements::find_key(std::string_view query, Params params) {
    auto& key = inside_->key;
    key.assign(query);
    for (const auto& [name, value] : params) {
        key += '\0';
        key += letter(value.kind());
        key += name;
    }
}

KeptStatements::Outcome KeptStatements::execute(std::string_view query, Params params) {
    for (const auto& [name, value] : params)
        if (value.kind() == Value::Kind::text && value.text().find('\0') != std::string::npos)
            throw Failure(std::string("a text with a NUL character cannot be stored: ") + name);
    if (inside_->engine == Engine::sqlite) return execute_on_sqlite(query, params);
    find_key(query, params);
    return execute_on_postgresql(query, params);
}

KeptStatements::Outcome KeptStatements::execute_on_sqlite(std::string_view query, Params params) {
    auto* handle = sqlite_handle(inside_->session);
    auto found = inside_->on_sqlite.find(query);
    if (found == inside_->on_sqlite.end()) {
        if (inside_->on_sqlite.size() >= most_kept) forget();
        found = inside_->on_sqlite.emplace(query, std::make_unique<OnSqlite>(handle, query)).first;
    }
    auto& kept = *found->second;
    kept.bind(params);
    Outcome outcome;
    int code = SQLITE_OK;
    // To the end, also where nobody wants the rows: an open statement blocks RELEASE and COMMIT.
    while ((code = sqlite_api::sqlite3_step(kept.statement)) == SQLITE_ROW) outcome.rows.push_back(kept.row());
    if (code == SQLITE_DONE) {
        outcome.changed = sqlite_api::sqlite3_changes(handle);
        sqlite_api::sqlite3_reset(kept.statement);
        return outcome;
    }
    // SQLite's plain code is 19 for every constraint: only the extended one tells a taken key from a bad row.
    code = sqlite_api::sqlite3_extended_errcode(handle);
    const std::string message = sqlite_api::sqlite3_errmsg(handle);
    sqlite_api::sqlite3_reset(kept.statement);
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
        throw Conflict(message);
    if ((code & 0xff) == SQLITE_BUSY) throw Busy(message + " in: " + std::string(query));
    throw Failure(message + " in: " + std::string(query));
}

KeptStatements::OnPostgresql& KeptStatements::kept_on_postgresql(std::string_view query, Params params) {
    if (const auto found = inside_->on_postgresql.find(inside_->key); found != inside_->on_postgresql.end()) return *found->second;

    auto kept = std::make_unique<OnPostgresql>(inside_->session);
    kept->slots.resize(params.size());
    kept->statement.alloc();
    std::size_t position = 0;
    for (const auto& [name, value] : params) {
        auto& slot = kept->slots[position++];
        slot.name = name;
        slot.is_number = is_number(value.kind());
        if (is_number(value.kind()))
            kept->statement.exchange(soci::use(slot.number, slot.state, slot.name));
        else
            kept->statement.exchange(soci::use(slot.text, slot.state, slot.name));
    }
    kept->statement.prepare(with_parameter_types(query, params));

    const auto* backend = static_cast<soci::postgresql_statement_backend*>(kept->statement.get_backend());
    PGresult* described = PQdescribePrepared(postgresql_handle(inside_->session), backend->statementName_.c_str());
    const bool ok = PQresultStatus(described) == PGRES_COMMAND_OK;
    const int columns = PQnfields(described);
    PQclear(described);
    if (!ok) fail("a statement could not be described", query);
    kept->cells.resize(static_cast<std::size_t>(columns));
    for (auto& cell : kept->cells) kept->statement.exchange(soci::into(cell.text, cell.state));
    kept->statement.define_and_bind();

    if (inside_->on_postgresql.size() >= most_kept) forget();
    return *inside_->on_postgresql.emplace(inside_->key, std::move(kept)).first->second;
}

KeptStatements::Outcome KeptStatements::execute_on_postgresql(std::string_view query, Params params) {
    OnPostgresql* kept = nullptr;
    try {
        kept = &kept_on_postgresql(query, params);
        std::size_t position = 0;
        for (const auto& [name, value] : params) {
            auto& slot = kept->slots[position++];
            slot.state = soci::i_ok;
            if (value.kind() == Value::Kind::integer)
                slot.number = value.number();
            else if (value.kind() == Value::Kind::text)
                slot.text = value.text();
            else
                slot.state = soci::i_null;
        }
        Outcome outcome;
        bool got_row = kept->statement.execute(true);
        for (; got_row && !kept->cells.empty(); got_row = kept->statement.fetch()) {
            Row row(kept->cells.size());
            for (const auto& cell : kept->cells) {
                if (cell.state == soci::i_null)
                    row.add_null();
                else
                    row.add(std::string_view(cell.text));
            }
            outcome.rows.push_back(std::move(row));
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
        inside_->on_postgresql.erase(inside_->key);
        throw ServerFailure(error.get_error_message() + " in: " + std::string(query), error.sqlstate(), lost);
    } catch (const soci::soci_error& error) {
        // SOCI's what() repeats what was bound; get_error_message() does not.
        const auto message = error.get_error_message();
        inside_->on_postgresql.erase(inside_->key);
        fail(message, query);
    } catch (const Failure&) {
        inside_->on_postgresql.erase(inside_->key);
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
    if (!kept) code = sqlite_api::sqlite3_prepare_v3(handle, text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &kept, nullptr);
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
