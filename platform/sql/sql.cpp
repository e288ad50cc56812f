#include "platform/sql/sql.hpp"

#include "base/whole.hpp"
#include "platform/sql/engines.hpp"

namespace sql {

std::string Row::text(std::size_t column) const {
    const auto& cell = cells_.at(column);
    switch (cell.kind) {
        case Cell::Kind::null: return {};
        case Cell::Kind::number: return std::to_string(cell.number);
        case Cell::Kind::text: return std::string(view(cell));
    }
    return {};
}

std::int64_t Row::integer(std::size_t column) const {
    const auto& cell = cells_.at(column);
    switch (cell.kind) {
        case Cell::Kind::null: return 0;
        case Cell::Kind::number: return cell.number;
        case Cell::Kind::text: break;
    }
    const auto said = view(cell);
    // PostgreSQL writes the answer of `exists (…)` as t or f.
    if (said == "t") return 1;
    if (said == "f") return 0;
    const auto number = text::whole<std::int64_t>(said);
    if (!number) throw Failure("column " + std::to_string(column) + " is no whole number");
    return *number;
}

Date Row::date(std::size_t column) const {
    const auto date = Date::parse(text(column));
    if (!date) throw Failure("column " + std::to_string(column) + " is no date");
    return *date;
}

std::optional<Date> Row::date_or_none(std::size_t column) const {
    if (text(column).empty()) return {};
    return date(column);
}

std::optional<std::string> Row::text_or_none(std::size_t column) const {
    if (is_null(column)) return {};
    return text(column);
}

std::optional<Instant> Row::instant_or_none(std::size_t column) const {
    if (is_null(column)) return {};
    return instant(column);
}

std::optional<Row> Transaction::one(std::string_view query, Params params) {
    auto rows = all(query, params);
    if (rows.empty()) return {};
    return std::move(rows.front());
}

std::vector<Row> OpenTransaction::all(std::string_view query, Params params) { return statements_.execute(query, params).rows; }

int OpenTransaction::run(std::string_view query, Params params) { return statements_.execute(query, params).changed; }

std::optional<int> OpenTransaction::try_run(std::string_view query, Params params) {
    if (engine_ == Engine::sqlite) {
        // SQLite takes back the one statement by itself and goes on.
        try {
            return statements_.execute(query, params).changed;
        } catch (const Conflict&) {
            return {};
        }
    }
    statements_.command("savepoint try_run");
    try {
        const auto changed = statements_.execute(query, params).changed;
        statements_.command("release try_run");
        return changed;
    } catch (const Conflict&) {
        statements_.command("rollback to try_run; release try_run");
        return {};
    }
}

namespace {
thread_local const Inside* innermost = nullptr;
}

Inside::Inside(const Database& database, Transaction& transaction, bool is_write)
    : before_(innermost), database_(database), transaction_(transaction) {
    // The outer transaction holds what the inner one would wait for.
    if (is_write && current(database)) throw Failure("a write inside a transaction of the same database");
    innermost = this;
}

Inside::~Inside() { innermost = before_; }

Transaction* Inside::current(const Database& database) {
    for (auto* one = innermost; one; one = one->before_)
        if (&one->database_ == &database) return &one->transaction_;
    return nullptr;
}

void Listeners::add(void (*listener)(void* self, std::string_view topic), void* self) {
    const std::lock_guard lock(mutex_);
    // Nothing to call: whoever listened as `self` goes, and is not called any more when this returns.
    if (listener == nullptr)
        std::erase_if(listeners_, [self](const Listener& one) { return one.self == self; });
    else
        listeners_.push_back({listener, self});
}

void Listeners::tell(const std::vector<std::string>& topics) const {
    if (topics.empty()) return;
    const std::lock_guard lock(mutex_);
    for (const auto& listener : listeners_)
        for (const auto& topic : topics) listener.call(listener.self, topic);
}

std::unique_ptr<Database> Database::open(const Options& options) {
    switch (options.engine) {
        case Engine::sqlite: return open_sqlite(options);
        case Engine::postgresql: return open_postgresql(options);
    }
    throw Failure("no such engine");
}

}  // namespace sql
