#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

// The record: SQLite inside the program, or PostgreSQL beside it. See README.md for limits and traps.
namespace sql {

enum class Engine { sqlite, postgresql };

// The machine failed: disk full, connection lost, statement wrong. Caught once at the gate: 503 and an incident number.
struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// A unique key said no. Thrown by run/one/all; the statement had no effect and the transaction goes on
// (each statement that may meet one is sent with Transaction::try_run).
struct Conflict : Failure {
    using Failure::Failure;
};

// More work is waiting than the machine gets through: 503, come back in a moment. Nothing was done.
struct Busy : Failure {
    using Failure::Failure;
};

// What is bound to a :name in a statement.
class Value {
  public:
    Value(std::nullptr_t) : kind_(Kind::null_any) {}
    template <std::integral T>
    Value(T number) : kind_(Kind::integer), number_(static_cast<std::int64_t>(number)) {}
    Value(std::string text) : kind_(Kind::text), text_(std::move(text)) {}
    Value(std::string_view text) : kind_(Kind::text), text_(text) {}
    Value(const char* text) : kind_(Kind::text), text_(text) {}
    Value(Date date) : Value(date.iso()) {}
    Value(TimeOfDay time) : Value(time.minutes) {}
    Value(Instant instant) : Value(instant.seconds) {}
    template <class Tag>
    Value(Id<Tag> id) : Value(id.value) {}
    template <class T>
    Value(const std::optional<T>& value) {
        if (value) *this = Value(*value);
        // A null keeps the type of what it could have been: a kept statement is prepared once for all its values.
        else if constexpr (std::is_constructible_v<std::string, T> || std::is_same_v<T, Date>)
            kind_ = Kind::null_text;
        else
            kind_ = Kind::null_integer;
    }

    enum class Kind { null_any, null_text, null_integer, integer, text };
    Kind kind() const { return kind_; }
    std::int64_t number() const { return number_; }
    const std::string& text() const { return text_; }

  private:
    Kind kind_{Kind::null_text};
    std::int64_t number_{};
    std::string text_;
};

using Param = std::pair<const char*, Value>;

// What a statement's :names stand for: written in place as {{"id", id}, …}, or a list that was put together before.
// A view: what it shows must live as long as the call.
class Params {
  public:
    Params() = default;
    Params(std::initializer_list<Param> list) : list_(std::data(list), list.size()) {}
    Params(const std::vector<Param>& list) : list_(list) {}

    auto begin() const { return list_.begin(); }
    auto end() const { return list_.end(); }
    std::size_t size() const { return list_.size(); }

  private:
    std::span<const Param> list_;
};

// One row of an answer. Columns are read by position, in the order of the select list.
class Row {
  public:
    explicit Row(std::size_t columns) { cells_.reserve(columns); }
    void add_null() { cells_.push_back({Cell::Kind::null, 0, 0, 0}); }
    void add(std::int64_t number) { cells_.push_back({Cell::Kind::number, number, 0, 0}); }
    void add(std::string_view text) {
        cells_.push_back({Cell::Kind::text, 0, texts_.size(), text.size()});
        texts_ += text;
    }

    bool is_null(std::size_t column) const { return cells_.at(column).kind == Cell::Kind::null; }
    std::string text(std::size_t column) const;      // null reads as ""
    std::int64_t integer(std::size_t column) const;  // null reads as 0
    int number(std::size_t column) const { return static_cast<int>(integer(column)); }
    bool flag(std::size_t column) const { return integer(column) != 0; }
    Date date(std::size_t column) const;  // throws Failure when it is none
    std::optional<Date> date_or_none(std::size_t column) const;
    TimeOfDay time(std::size_t column) const { return {number(column)}; }
    Instant instant(std::size_t column) const { return {integer(column)}; }
    std::optional<Instant> instant_or_none(std::size_t column) const;
    std::optional<std::string> text_or_none(std::size_t column) const;
    template <class IdType>
    IdType id(std::size_t column) const {
        return IdType{integer(column)};
    }

  private:
    // All texts of a row lie in one string: a row costs two allocations, however many columns it has.
    struct Cell {
        enum class Kind { null, number, text };
        Kind kind;
        std::int64_t number;
        std::size_t begin, size;  // in texts_
    };
    std::string_view view(const Cell& cell) const { return std::string_view(texts_).substr(cell.begin, cell.size); }

    std::vector<Cell> cells_;
    std::string texts_;
};

// One unit of work. Everything it wrote becomes durable together, or none of it.
class Transaction {
  public:
    virtual ~Transaction() = default;

    virtual std::vector<Row> all(std::string_view query, Params params = {}) = 0;
    // The first row. Give the statement a LIMIT 1 or a key.
    std::optional<Row> one(std::string_view query, Params params = {});
    // Rows changed.
    virtual int run(std::string_view query, Params params = {}) = 0;
    // Like run, but a unique key that says no is an answer: empty, and nothing changed.
    virtual std::optional<int> try_run(std::string_view query, Params params = {}) = 0;

    // Told to everybody who listens on this topic (live pages) after the commit, never before and never on a rollback.
    virtual void announce(std::string topic) = 0;

    virtual Engine engine() const = 0;
};

struct Options {
    Engine engine{Engine::sqlite};
    std::string location;        // SQLite: path of the file, or ":memory:" for tests. PostgreSQL: the URL.
    int connections{8};          // one per worker that may be inside a transaction at the same time
    bool unsafe_no_sync{false};  // tests only: do not wait for the disk
    int waiting_writes{4096};    // SQLite: above it a write is Busy
};

class Database {
  public:
    // Opens, and creates the file where there is none. Applies no migrations (see migrations.hpp).
    static std::unique_ptr<Database> open(const Options& options);
    virtual ~Database() = default;

    virtual Engine engine() const = 0;

    // A consistent view for reading; writing in it throws. `work(tx)` may return anything.
    template <class Work>
    auto read(Work&& work) {
        return answer_of(work, [this](Erased erased) { read_erased(erased); });
    }

    // Runs `work(tx)` and answers after the durable commit. When it returns a Result that is refused, everything it
    // wrote is rolled back. An exception rolls back and is thrown on. On SQLite the closure runs on the one writer's
    // thread, in a transaction that it shares with others; on PostgreSQL in the caller's thread. On both it may run again:
    // so it must have no effects but its rows, and must not block. A write inside a write throws; a read inside a write
    // or a read joins the open transaction. Hold no lock over a write (platform/tasks).
    template <class Work>
    auto write(Work&& work) {
        return answer_of(work, [this](Erased erased) { write_erased(erased); });
    }

    // Called after each commit with the topics that were announced.
    virtual void on_announcement(void (*listener)(void* self, std::string_view topic), void* self) = 0;

    // How many commits there have been, where nobody but this program writes; counted before whoever wrote is answered.
    // Empty where other servers write too.
    virtual std::optional<std::uint64_t> commits() const { return {}; }

    // Bytes and rows as a line a person can read, for /metrics and `check`.
    virtual std::string statistics() const = 0;

  protected:
    struct Erased {
        void* self;
        bool (*call)(void* self, Transaction& tx);  // false: roll back
    };
    virtual void read_erased(Erased work) = 0;
    virtual void write_erased(Erased work) = 0;

  private:
    template <class T>
    static bool is_kept(const T& answer) {
        if constexpr (requires {
                          answer.has_value();
                          answer.error();
                      })
            return answer.has_value();
        else
            return true;
    }

    template <class Work, class Submit>
    static auto answer_of(Work& work, Submit submit) {
        using Answer = std::invoke_result_t<Work&, Transaction&>;
        if constexpr (std::is_void_v<Answer>) {
            submit(Erased{&work, [](void* self, Transaction& tx) {
                              (*static_cast<std::remove_reference_t<Work>*>(self))(tx);
                              return true;
                          }});
        } else {
            struct Call {
                Work& work;
                std::optional<Answer> answer;
            } call{work, {}};
            submit(Erased{&call, [](void* self, Transaction& tx) {
                              auto& one = *static_cast<Call*>(self);
                              one.answer.emplace(one.work(tx));
                              return is_kept(*one.answer);
                          }});
            return std::move(*call.answer);
        }
    }
};

}  // namespace sql
