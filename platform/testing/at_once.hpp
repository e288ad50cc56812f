#pragma once

#include <chrono>
#include <future>
#include <mutex>
#include <thread>

#include "platform/sql/sql.hpp"

namespace test {

// Two people in one moment: `first` is done but not committed when `second` begins, and commits while `second` waits for it. On
// SQLite, with its one writer, they come one after the other.
template <class First, class Second>
void at_once(sql::Database& database, First first, Second second) {
    std::promise<void> is_done;
    std::once_flag told;
    auto other = std::async(std::launch::async, [&, done = is_done.get_future()] {
        done.wait();
        second();
    });
    database.write([&](sql::Transaction& tx) {
        first(tx);
        std::call_once(told, [&] { is_done.set_value(); });
        const bool may_wait = tx.engine() == sql::Engine::postgresql;
        for (int look = 0; look < (may_wait ? 60 : 2); ++look) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            if (may_wait && tx.one("select 1 from pg_locks where not granted limit 1")) break;
        }
    });
    other.get();
}

}  // namespace test
