#include <doctest/doctest.h>

#include <set>
#include <thread>
#include <vector>

#include "platform/clock/clock.hpp"

TEST_SUITE("clock") {
    TEST_CASE("ids grow and never repeat, whoever asks") {
        std::vector<std::vector<std::int64_t>> taken(4);
        {
            std::vector<std::jthread> threads;
            for (auto& list : taken)
                threads.emplace_back([&list] {
                    for (int i = 0; i < 20'000; ++i) list.push_back(ids::next());
                });
        }
        std::set<std::int64_t> all;
        for (const auto& list : taken) {
            for (std::size_t i = 1; i < list.size(); ++i)
                if (list[i] <= list[i - 1]) FAIL("an id did not grow");
            all.insert(list.begin(), list.end());
        }
        CHECK(all.size() == 80'000);
        CHECK(*all.begin() > 0);
    }

    TEST_CASE("time goes on") {
        const auto before = wall_clock::unix_ms();
        CHECK(wall_clock::now().seconds >= before / 1000);
        CHECK(wall_clock::monotonic_ms() <= wall_clock::monotonic_ms());
    }
}
