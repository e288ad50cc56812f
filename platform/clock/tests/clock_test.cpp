#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "platform/clock/clock.hpp"

TEST_CASE("ids grow, and no two callers get the same") {
    std::set<std::int64_t> all;
    std::mutex mutex;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 8; ++caller)
        callers.emplace_back([&] {
            std::vector<std::int64_t> mine;
            for (int i = 0; i < 20'000; ++i) mine.push_back(ids::next());
            CHECK(std::is_sorted(mine.begin(), mine.end()));
            const std::lock_guard lock(mutex);
            all.insert(mine.begin(), mine.end());
        });
    for (auto& caller : callers) caller.join();
    CHECK(all.size() == 160'000);
    CHECK(*all.begin() > 0);
}

TEST_CASE("the clock's two faces agree") {
    const auto before = wall_clock::now().seconds;
    const auto between = wall_clock::unix_ms() / 1000;
    CHECK(before <= between);
    CHECK(between <= before + 2);
    CHECK(wall_clock::monotonic_ms() <= wall_clock::monotonic_ms());
}
