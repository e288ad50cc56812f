#include "platform/sql/sqlite_copy.hpp"

#include <sqlite3.h>

#include <memory>

#include "platform/sql/sql.hpp"

namespace sql {
namespace {

using Handle = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

Handle open(const std::string& path, int flags) {
    sqlite3* raw = nullptr;
    const int answer = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    Handle handle(raw, sqlite3_close);
    if (answer != SQLITE_OK) throw Failure("cannot open " + path + ": " + sqlite3_errstr(answer));
    sqlite3_busy_timeout(raw, 10'000);
    return handle;
}

}  // namespace

void copy_sqlite(const std::string& from, const std::string& to) {
    const auto source = open(from, SQLITE_OPEN_READONLY);
    const auto target = open(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    auto* const backup = sqlite3_backup_init(target.get(), "main", source.get(), "main");
    if (backup == nullptr) throw Failure("cannot copy " + from + ": " + sqlite3_errmsg(target.get()));
    // All pages in one step: a copy in pieces begins anew with every write of the server.
    const int answer = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (answer != SQLITE_DONE) throw Failure("cannot copy " + from + ": " + sqlite3_errstr(answer));
}

std::string sqlite_fault(const std::string& path) {
    const auto database = open(path, SQLITE_OPEN_READONLY);
    std::string answer;
    const auto keep_first = [](void* kept, int, char** cells, char**) {
        auto& text = *static_cast<std::string*>(kept);
        if (text.empty() && cells[0] != nullptr) text = cells[0];
        return 0;
    };
    if (sqlite3_exec(database.get(), "pragma integrity_check(1)", keep_first, &answer, nullptr) != SQLITE_OK)
        return sqlite3_errmsg(database.get());
    return answer == "ok" ? "" : answer;
}

}  // namespace sql
